package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;

/**
 * The schedule of checks whether official reports are still where they were published, in the journal's database: one
 * check at a time in the whole cluster. Thread-safe.
 */
final class ReportLooks {

    private static final String ADD = "insert into report_look (count, sha256, next_at) "
            + "values ($1, $2, now() + interval '1 hour') on conflict do nothing";
    /** The turn of a node that dies during a check is free for others after this lease. */
    private static final String TAKE_TURN = "update look_turn set free_at = now() + interval '120 seconds' "
            + "where free_at <= now() and exists (select from report_look where next_at <= now())";

    private static final String DUE =
            "select count, sha256 from report_look where next_at <= now() order by next_at limit 1";
    /** With a pause, so that other people's sites do not notice it. */
    private static final String GIVE_BACK = "update look_turn set free_at = now() + interval '2 seconds'";

    private static final String THERE = "update report_look set missing_since = null, "
            + "next_at = now() + interval '6 hours' where count = $1 and sha256 = $2";
    private static final String NOT_KNOWN =
            "update report_look set next_at = now() + interval '1 hour' where count = $1 and sha256 = $2";
    private static final String MISSING = "update report_look set missing_since = coalesce(missing_since, now()), "
            + "next_at = now() + interval '1 hour' where count = $1 and sha256 = $2 "
            + "returning missing_since <= now() - interval '1 hour'";
    private static final String FORGET = "delete from report_look where count = $1 and sha256 = $2";

    private final Pool pool;

    /** A report of a count. */
    record Look(String count, String sha256) {}

    ReportLooks(Pool pool) {
        this.pool = pool;
    }

    /** Reports are known to exist when they are recorded, and are checked an hour later. */
    Future<Void> add(Collection<Look> looks) {
        return looks.isEmpty()
                ? Future.succeededFuture()
                : pool.preparedQuery(ADD)
                        .executeBatch(looks.stream().map(ReportLooks::tuple).toList())
                        .mapEmpty();
    }

    private static Tuple tuple(Look look) {
        return Tuple.tuple(List.of(look.count, look.sha256));
    }

    /** @return what to check, with the turn to do it; {@code null} when nothing is due, or another node has the turn */
    Future<Look> takeTurn() {
        return pool.query(TAKE_TURN)
                .execute()
                .compose(taken -> taken.rowCount() == 0
                        ? Future.succeededFuture()
                        : pool.query(DUE).execute().map(rows -> {
                            var row = rows.size() == 0 ? null : rows.iterator().next();
                            return row == null ? null : new Look(row.getString(0), row.getString(1));
                        }));
    }

    Future<Void> giveBack() {
        return pool.query(GIVE_BACK).execute().mapEmpty();
    }

    Future<Void> there(Look look) {
        return pool.preparedQuery(THERE).execute(tuple(look)).mapEmpty();
    }

    /** The site may be down or refuse requests: that proves nothing. */
    Future<Void> notKnown(Look look) {
        return pool.preparedQuery(NOT_KNOWN).execute(tuple(look)).mapEmpty();
    }

    /** @return whether it was missing an hour or more ago already, and never found in between */
    Future<Boolean> missing(Look look) {
        return pool.preparedQuery(MISSING)
                .execute(tuple(look))
                .map(rows -> rows.size() == 1 && rows.iterator().next().getBoolean(0));
    }

    /** The address is no longer known. */
    Future<Void> forget(Look look) {
        return pool.preparedQuery(FORGET).execute(tuple(look)).mapEmpty();
    }
}
