package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import nl.tafelzicht.subject.count.domain.TimeStamp;

/**
 * Time stamps of official reports, beside the reports in the journal's database, and which node may request the next.
 *
 * <pre>free ─► taken for a minute by one node ─► stamped, free at once; or failed, free again later</pre>
 *
 * Thread-safe.
 */
final class ReportStamps {

    private static final String WITHOUT =
            "from official_report r left join report_stamp s using (sha256) " + "where s.answer is null ";
    /** The turn of a node that dies while it waits for an answer is free for others after this lease. */
    private static final String TAKE_TURN = "update stamp_turn set free_at = now() + interval '60 seconds' "
            + "where free_at <= now() and exists (select " + WITHOUT + ")";

    /** The report with the most failed requests comes last: it does not hold up the others. */
    private static final String NEXT =
            "select r.sha256 " + WITHOUT + "order by coalesce(s.tries, 0), r.received_at limit 1";

    private static final String PUT = """
            insert into report_stamp (sha256, answer, stamped_at, stamped_by) values ($1, $2, $3, $4)
            on conflict (sha256) do update set answer = excluded.answer, stamped_at = excluded.stamped_at,
            stamped_by = excluded.stamped_by where report_stamp.answer is null""";
    private static final String WENT_WELL =
            "update stamp_turn set free_at = now(), failures = 0, failing_since = null, failure = null";

    private static final String TRIED = """
            insert into report_stamp (sha256, tries) values ($1, 1)
            on conflict (sha256) do update set tries = report_stamp.tries + 1 where report_stamp.answer is null""";
    /** Tried again after 1, 2, 4 … seconds, and from then on every ten minutes. */
    private static final String WENT_WRONG = """
            update stamp_turn set free_at = now() + least(600, power(2, least(failures, 10))) * interval '1 second',
            failures = failures + 1, failing_since = coalesce(failing_since, now()), failure = $1""";

    private static final String OF =
            "select sha256, stamped_at, stamped_by from report_stamp where answer is not null and sha256 = any($1)";
    private static final String STATE = "select failing_since, failure from stamp_turn";
    private static final String ANSWER = "select answer from report_stamp where sha256 = $1 and answer is not null";

    private final Pool pool;

    /** The current problem. Both are {@code null} while stamping succeeds. */
    record Trouble(Instant since, String failure) {}

    ReportStamps(Pool pool) {
        this.pool = pool;
    }

    /**
     * @return the next report to stamp, with the turn to do it; {@code null} when there is none, or another node has
     *     the turn
     */
    Future<String> takeTurn() {
        return pool.query(TAKE_TURN)
                .execute()
                .compose(taken -> taken.rowCount() == 0
                        ? Future.succeededFuture()
                        : pool.query(NEXT)
                                .execute()
                                .map(rows -> rows.size() == 0
                                        ? null
                                        : rows.iterator().next().getString(0)));
    }

    /** Stores a stamp, and gives the turn back. */
    Future<Void> stamped(String sha256, byte[] answer, TimeStamp stamp) {
        return pool.withTransaction(c -> c.preparedQuery(PUT)
                .execute(Tuple.of(sha256, Buffer.buffer(answer), stamp.at().atOffset(ZoneOffset.UTC), stamp.by()))
                .compose(put -> c.query(WENT_WELL).execute())
                .mapEmpty());
    }

    /** Gives the turn back for later: the later, the more often it failed. */
    Future<Void> failed(String sha256, TimeStamp.Failure why) {
        return pool.withTransaction(c -> c.preparedQuery(TRIED)
                .execute(Tuple.of(sha256))
                .compose(tried -> c.preparedQuery(WENT_WRONG).execute(Tuple.of(why.toString())))
                .mapEmpty());
    }

    /** The stamps of these reports, where they exist. */
    Future<Map<String, TimeStamp>> of(Collection<String> reports) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(reports.toArray(String[]::new)))
                .map(rows -> {
                    var stamps = new HashMap<String, TimeStamp>();
                    rows.forEach(row -> stamps.put(
                            row.getString(0),
                            new TimeStamp(row.getOffsetDateTime(1).toInstant(), row.getString(2))));
                    return stamps;
                });
    }

    Future<Trouble> trouble() {
        return pool.query(STATE).execute().map(rows -> {
            var row = rows.iterator().next();
            var since = row.getOffsetDateTime(0);
            return new Trouble(since == null ? null : since.toInstant(), row.getString(1));
        });
    }

    /**
     * The unchanged answer of the service.
     *
     * @return {@code null} when there is none
     */
    Future<byte[]> answer(String sha256) {
        return pool.preparedQuery(ANSWER)
                .execute(Tuple.of(sha256))
                .map(rows -> rows.size() == 0
                        ? null
                        : rows.iterator().next().getBuffer(0).getBytes());
    }
}
