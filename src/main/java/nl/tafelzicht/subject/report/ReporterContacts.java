package nl.tafelzicht.subject.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.subject.report.domain.ReportSettings;

/**
 * Contact details that reporters volunteered: stored beside the journal, visible only to those who handle the report,
 * and erased after some days. The journal never contains them.
 */
final class ReporterContacts {

    private static final String PUT = "insert into reporter_contact (report, contact, erase_at) values ($1, $2, $3) on "
            + "conflict (report) do nothing";
    private static final String GET = "select contact from reporter_contact where report = $1 and erase_at > now()";
    private static final String ERASE = "delete from reporter_contact where erase_at <= now()";

    private final Pool pool;
    private final Duration kept;

    ReporterContacts(Pool pool, Duration kept) {
        this.pool = pool;
        this.kept = kept;
    }

    static ReporterContacts of(HttpDependencies node) {
        return new ReporterContacts(
                node.pool(), node.subjects().get(ReportSettings.class).contactKept());
    }

    /** How long contact details are kept. */
    Duration kept() {
        return kept;
    }

    Future<Void> put(UUID report, String contact) {
        return pool.preparedQuery(PUT)
                .execute(Tuple.of(report, contact, OffsetDateTime.now().plus(kept)))
                .mapEmpty();
    }

    /** The contact, or {@code null} when none was given or it was erased. */
    Future<String> get(UUID report) {
        return pool.preparedQuery(GET)
                .execute(Tuple.of(report))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString(0));
    }

    /** Erases contact details whose time is over. */
    Future<Void> erase() {
        return pool.query(ERASE).execute().mapEmpty();
    }
}
