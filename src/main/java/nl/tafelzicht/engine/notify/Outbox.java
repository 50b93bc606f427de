package nl.tafelzicht.engine.notify;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.engine.notify.Channel.Notification;

/**
 * Notifications that wait to be sent, in PostgreSQL, so that they survive the end of a node and an outage of the
 * receiver.
 *
 * <pre>
 * journal after head ─► one row for each event, channel and target ─► head moves (one transaction: each event is seen once)
 * a row that is due ─► taken for a minute by one node ─► sent, or due again later</pre>
 *
 * Nobody gets mail that is not urgent more than once a minute: notices that are due meanwhile wait, and are sent
 * together.
 */
final class Outbox {

    private static final String LOCK_HEAD = "select seq from notification_head for update skip locked";
    private static final String TOLD = "select seq, stream, type from journal where seq > $1 and seq <= $2 "
            + "and type = any($3) order by seq limit 500";
    private static final String MOVE_HEAD = "update notification_head set seq = $1";
    private static final String ADD =
            "insert into notification (seq, channel, target, subject, body, severity) values ($1, $2,"
                    + " $3, $4, $5, $6) on conflict do nothing";
    /** The rows of a node that dies while sending are free for others after this lease. */
    private static final String LEASE =
            "update notification set attempts = attempts + 1, next_at = now() + interval '60 seconds' where number in ";

    private static final String ROW =
            " returning number, id, channel, target, subject, body, attempts, severity, seq, (select "
                    + "stream from journal j where j.seq = notification.seq), (select type from journal j "
                    + "where j.seq = notification.seq)";
    private static final String DUE =
            "from notification n where sent_at is null and channel = $1 and next_at <= now() ";
    /** Rows that need not wait, urgent ones first; only some for each target, so that none takes all places. */
    private static final String TAKE = LEASE
            + "(select number from notification where number in (select number from (select number, "
            + "severity is not distinct from 'critical' as alarm, row_number() over (partition by "
            + "target order by severity is not distinct from 'critical' desc, number) as place "
            + DUE
            + "and (channel <> 'email' or severity is null or severity = 'critical')) as due where "
            + "place <= 4 order by alarm desc, number limit $2) and next_at <= now() for update skip "
            + "locked)"
            + ROW;
    /**
     * Rows that are held back: all for a target, once its minute is over; the node that starts the target's next minute
     * gets them.
     */
    private static final String TAKE_CALM = """
            with due as (select distinct target %1$s and severity <> 'critical' and not exists (select from \
            notification_pace p where p.target = n.target and p.free_at > now()) limit $2),
            mine as (insert into notification_pace (target, free_at) select target, now() + interval '60 \
            seconds' from due
                on conflict (target) do update set free_at = excluded.free_at where notification_pace.free_at \
                <= now() returning target)
            %2$s (select number %1$s and severity <> 'critical' and target in (select target from mine) order \
            by number limit 2000 for update skip locked) %3$s""".formatted(DUE, LEASE, ROW);

    private static final String SENT =
            "update notification set sent_at = now(), last_error = null, told_in = case when number "
                    + "= $2 then null else $2 end where number = any($1)";
    /**
     * Tried again after 1, 2, 4 … seconds, and from then on every half minute: after an outage of an hour, sending
     * resumes within half a minute.
     */
    private static final String LATER =
            "update notification set next_at = now() + least(30, power(2, least(attempts, 10) - 1)) "
                    + "* interval '1 second', last_error = left($2, 500) where number = any($1)";
    /** After a failure the next attempt need not wait for the minute to end. */
    private static final String NO_PACE = "update notification_pace set free_at = now() where target = $1";

    private static final String FORGET = "delete from notification where sent_at < now() - interval '30 days'";
    private static final String WAITING =
            "select count(*), coalesce(extract(epoch from now() - min(made_at)), 0)::float8 from "
                    + "notification where sent_at is null";

    /** An event that causes a notification. */
    record Told(long seq, String stream, String type) {}

    /** A row before it is stored. */
    record Draft(String channel, String target, String subject, String body, Severity severity) {}

    /**
     * A row that was taken.
     *
     * @param severity {@code null} when an earlier version made it
     * @param told the event that caused it
     */
    record Row(
            long number,
            UUID id,
            String channel,
            String target,
            String subject,
            String body,
            int attempts,
            Severity severity,
            Told told) {

        Row saying(String otherSubject, String otherBody) {
            return new Row(number, id, channel, target, otherSubject, otherBody, attempts, severity, told);
        }
    }

    /** @param oldestSeconds how long the oldest has waited */
    record Backlog(long waiting, double oldestSeconds) {}

    private final Pool pool;
    private final String[] types;

    /** @param types of the events that cause notifications, as the journal names them */
    Outbox(Pool pool, List<String> types) {
        this.pool = pool;
        this.types = types.toArray(String[]::new);
    }

    /**
     * Reads the journal up to {@code until}.
     *
     * @param drafts the rows that an event causes
     * @return whether it was read up to there; false when another node is doing it, which may die meanwhile
     */
    Future<Boolean> fill(long until, BiFunction<SqlConnection, Told, Future<List<Draft>>> drafts) {
        return pool.withTransaction(c -> c.query(LOCK_HEAD).execute().compose(head -> {
            if (head.size() == 0) {
                return Future.succeededFuture(false);
            }
            long from = head.iterator().next().getLong(0);
            if (from >= until) {
                return Future.succeededFuture(true);
            }
            return c.preparedQuery(TOLD).execute(Tuple.of(from, until, types)).compose(rows -> {
                var told = told(rows);
                long to = told.size() == 500 ? told.get(told.size() - 1).seq() : until;
                return add(c, told, 0, drafts)
                        .compose(added -> c.preparedQuery(MOVE_HEAD).execute(Tuple.of(to)))
                        .map(to == until);
            });
        }));
    }

    private static List<Told> told(RowSet<io.vertx.sqlclient.Row> rows) {
        var told = new ArrayList<Told>(rows.size());
        rows.forEach(row -> told.add(new Told(row.getLong(0), row.getString(1), row.getString(2))));
        return told;
    }

    private static Future<Void> add(
            SqlConnection c, List<Told> told, int i, BiFunction<SqlConnection, Told, Future<List<Draft>>> drafts) {
        if (i == told.size()) {
            return Future.succeededFuture();
        }
        long seq = told.get(i).seq();
        return drafts.apply(c, told.get(i))
                .compose(rows -> rows.isEmpty()
                        ? Future.succeededFuture()
                        : c.preparedQuery(ADD)
                                .executeBatch(rows.stream()
                                        .map(d -> Tuple.of(
                                                seq, d.channel, d.target, d.subject, d.body, d.severity.toString()))
                                        .toList()))
                .compose(added -> add(c, told, i + 1, drafts));
    }

    /** Takes due rows of a channel that need not wait; no other node gets them for a minute. */
    Future<List<Row>> take(String channel, int most) {
        return pool.preparedQuery(TAKE).execute(Tuple.of(channel, most)).map(Outbox::rows);
    }

    /** Takes rows of a channel that may be sent together: all rows of each target, for that many targets. */
    Future<List<Row>> takeCalm(String channel, int targets) {
        return pool.preparedQuery(TAKE_CALM).execute(Tuple.of(channel, targets)).map(Outbox::rows);
    }

    private static List<Row> rows(RowSet<io.vertx.sqlclient.Row> rows) {
        var due = new ArrayList<Row>(rows.size());
        rows.forEach(r -> due.add(new Row(
                r.getLong(0),
                r.getUUID(1),
                r.getString(2),
                r.getString(3),
                r.getString(4),
                r.getString(5),
                r.getInteger(6),
                r.getString(7) == null ? null : Severity.valueOf(r.getString(7).toUpperCase(Locale.ROOT)),
                new Told(r.getLong(8), r.getString(9), r.getString(10)))));
        due.sort(Comparator.comparingLong(Row::number));
        return due;
    }

    Future<Void> sent(Notification n) {
        return pool.preparedQuery(SENT)
                .execute(Tuple.of(n.numbers().toArray(Long[]::new), n.numbers().get(0)))
                .mapEmpty();
    }

    /** @param calm whether it was held back for a minute, and so may be held back for another when it fails */
    Future<Void> later(Notification n, Throwable why, boolean calm) {
        return pool.preparedQuery(LATER)
                .execute(Tuple.of(n.numbers().toArray(Long[]::new), String.valueOf(why.getMessage())))
                .compose(done ->
                        calm ? pool.preparedQuery(NO_PACE).execute(Tuple.of(n.target())) : Future.succeededFuture())
                .mapEmpty();
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
