package nl.tafelzicht.notify;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import nl.tafelzicht.notify.Channel.Notification;

/**
 * What waits to be told, in PostgreSQL, so that it outlives the node and the receiver's bad hour.
 *
 * <pre>journal after head ─► one row for each event, channel and target ─► head moves (one transaction: each event is seen once)
 * a row that is due ─► taken for a minute by one node ─► sent, or due again later</pre>
 */
final class Outbox {

    private static final String LOCK_HEAD = "select seq from notification_head for update skip locked";
    private static final String TOLD = "select seq, stream, type from journal where seq > $1 and seq <= $2 and type in ('escalation-raised', 'escalation-stepped-up', 'escalation-handed-over') order by seq limit 500";
    private static final String MOVE_HEAD = "update notification_head set seq = $1";
    private static final String ADD = "insert into notification (seq, channel, target, subject, body) values ($1, $2, $3, $4, $5) on conflict do nothing";
    /** A node that dies while sending leaves its rows to others after this lease. */
    private static final String TAKE = "update notification set attempts = attempts + 1, next_at = now() + interval '60 seconds' where number in "
            + "(select number from notification where sent_at is null and next_at <= now() order by number limit 20 for update skip locked) returning number, id, channel, target, subject, body, attempts";
    private static final String SENT = "update notification set sent_at = now(), last_error = null where number = $1";
    /** After 1, 2, 4 … seconds, and from then on each half minute: an hour's outage ends within half a minute of its end. */
    private static final String LATER = "update notification set next_at = now() + least(30, power(2, least(attempts, 10) - 1)) * interval '1 second', last_error = left($2, 500) where number = $1";
    private static final String FORGET = "delete from notification where sent_at < now() - interval '30 days'";
    private static final String WAITING = "select count(*), coalesce(extract(epoch from now() - min(made_at)), 0)::float8 from notification where sent_at is null";

    /** An event that is told. */
    record Told(long seq, String stream, String type) { }

    /** A row to be. */
    record Draft(String channel, String target, String subject, String body) { }

    /** @param oldestSeconds how long the oldest waits */
    record Backlog(long waiting, double oldestSeconds) { }

    private final Pool pool;

    Outbox(Pool pool) {
        this.pool = pool;
    }

    /**
     * Looks through the journal up to {@code until}.
     *
     * @param drafts what has to be told of an event
     * @return whether it was looked through up to there; not when another node is at it, which may die of it
     */
    Future<Boolean> fill(long until, BiFunction<SqlConnection, Told, Future<List<Draft>>> drafts) {
        return pool.withTransaction(c -> c.query(LOCK_HEAD).execute().compose(head -> {
            if (head.size() == 0) return Future.succeededFuture(false);
            long from = head.iterator().next().getLong(0);
            if (from >= until) return Future.succeededFuture(true);
            return c.preparedQuery(TOLD).execute(Tuple.of(from, until)).compose(rows -> {
                var told = told(rows);
                long to = told.size() == 500 ? told.get(told.size() - 1).seq() : until;
                return add(c, told, 0, drafts).compose(added -> c.preparedQuery(MOVE_HEAD).execute(Tuple.of(to))).map(to == until);
            });
        }));
    }

    private static List<Told> told(RowSet<Row> rows) {
        var told = new ArrayList<Told>(rows.size());
        rows.forEach(row -> told.add(new Told(row.getLong(0), row.getString(1), row.getString(2))));
        return told;
    }

    private static Future<Void> add(SqlConnection c, List<Told> told, int i, BiFunction<SqlConnection, Told, Future<List<Draft>>> drafts) {
        if (i == told.size()) return Future.succeededFuture();
        long seq = told.get(i).seq();
        return drafts.apply(c, told.get(i))
                .compose(rows -> rows.isEmpty() ? Future.succeededFuture() : c.preparedQuery(ADD).executeBatch(rows.stream().map(d -> Tuple.of(seq, d.channel, d.target, d.subject, d.body)).toList()))
                .compose(added -> add(c, told, i + 1, drafts));
    }

    /** Takes what is due; nobody else gets it for a minute. */
    Future<List<Notification>> take() {
        return pool.preparedQuery(TAKE).execute().map(rows -> {
            var due = new ArrayList<Notification>(rows.size());
            rows.forEach(r -> due.add(new Notification(r.getLong(0), r.getUUID(1), r.getString(2), r.getString(3), r.getString(4), r.getString(5), r.getInteger(6))));
            return due;
        });
    }

    Future<Void> sent(Notification n) {
        return pool.preparedQuery(SENT).execute(Tuple.of(n.number())).mapEmpty();
    }

    Future<Void> later(Notification n, Throwable why) {
        return pool.preparedQuery(LATER).execute(Tuple.of(n.number(), String.valueOf(why.getMessage()))).mapEmpty();
    }

    Future<Void> forget() {
        return pool.query(FORGET).execute().mapEmpty();
    }

    Future<Backlog> backlog() {
        return pool.query(WAITING).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Backlog(row.getLong(0), row.getDouble(1));
        });
    }
}
