package nl.tafelzicht.engine.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * How reporters can be reached, when they volunteered it: beside the journal, seen by those alone to whom the report
 * goes, and erased after some days. The journal never has it.
 */
public final class ReporterContacts {

    private static final String PUT = "insert into reporter_contact (report, contact, erase_at) values ($1, $2, $3) on "
            + "conflict (report) do nothing";
    private static final String GET = "select contact from reporter_contact where report = $1 and erase_at > now()";
    private static final String ERASE = "delete from reporter_contact where erase_at <= now()";

    private final Pool pool;
    private final Duration kept;

    public ReporterContacts(Pool pool, Duration kept) {
        this.pool = pool;
        this.kept = kept;
    }

    /** How long. */
    public Duration kept() {
        return kept;
    }

    public Future<Void> put(UUID report, String contact) {
        return pool.preparedQuery(PUT)
                .execute(Tuple.of(report, contact, OffsetDateTime.now().plus(kept)))
                .mapEmpty();
    }

    /** The contact, or {@code null} when none was given or it was erased. */
    public Future<String> get(UUID report) {
        return pool.preparedQuery(GET)
                .execute(Tuple.of(report))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString(0));
    }

    /** Erases what was kept long enough. */
    public Future<Void> erase() {
        return pool.query(ERASE).execute().mapEmpty();
    }
}
