package nl.tafelzicht.subject.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.subject.report.domain.Report;

/**
 * All reports, including those that are not in the picture, a page at a time: the table says which, the picture or the
 * journal contains them, and each is shown only to readers who may see it now.
 *
 * <pre>table (which, in order) ─► picture, else journal (what) ─► may this reader see it? ─► page</pre>
 */
final class ReportListing {

    /**
     * Rows read for one request: a reader who may see very few of them gets a shorter page, and the position to
     * continue from.
     */
    private static final int MOST_ROWS = 5_000;

    private static final int ROWS_AT_ONCE = 1_000;

    private final HttpDependencies dependencies;

    /** The page as far as it is filled. */
    private static final class Page {
        private final List<Report> reports = new ArrayList<>();
        private final int limit;
        private int rows;
        private long last;

        Page(int limit) {
            this.limit = limit;
        }
    }

    ReportListing(HttpDependencies dependencies) {
        this.dependencies = dependencies;
    }

    void answer(RoutingContext rc, ObjectNode query) {
        var principal = Authentication.principal(rc);
        var viewpoint = Authentication.viewpoint(principal);
        var asked = asked(query, viewpoint);
        long before = query.has("after") ? query.get("after").asLong() : Long.MAX_VALUE;
        fill(new Page(query.get("limit").asInt()), asked, viewpoint, before)
                .onSuccess(next -> {
                    next.page.reports.forEach(
                            report -> dependencies.disclosures().note(Report.KIND, report, principal.name(), "listed"));
                    Pagination.end(
                            rc, next.page.reports.stream().map(Report::state).toList(), next.before);
                })
                .onFailure(rc::fail);
    }

    /** @param before where the next page continues, or {@code null} */
    private record Next(Page page, Long before) {}

    private Future<Next> fill(Page page, ReportList.Query asked, Viewpoint viewpoint, long before) {
        int rows = Math.min(ROWS_AT_ONCE, page.limit + 1);
        return new ReportList(dependencies.pool()).page(asked, before, rows).compose(found -> dependencies
                .storedEntities()
                .find(Report.KIND, found.stream().map(ReportList.Row::id).toList())
                .compose(reports -> {
                    var byId = reports.stream().collect(Collectors.toMap(Report::id, Function.identity()));
                    for (var row : found) {
                        var report = byId.get(row.id());
                        if (report == null || !viewpoint.sees(report.visibility())) {
                            continue;
                        }
                        if (page.reports.size() == page.limit) {
                            return Future.succeededFuture(new Next(page, page.last));
                        }
                        page.reports.add(report);
                        page.last = row.changed();
                    }
                    page.rows += found.size();
                    if (found.size() < rows) {
                        return Future.succeededFuture(new Next(page, null));
                    }
                    long last = found.get(found.size() - 1).changed();
                    return page.rows >= MOST_ROWS
                            ? Future.succeededFuture(new Next(page, last))
                            : fill(page, asked, viewpoint, last);
                }));
    }

    private static ReportList.Query asked(ObjectNode q, Viewpoint v) {
        var queue = text(q, "queue");
        Boolean overLimit = "above-limit".equals(queue) ? true : null;
        Boolean current = queue == null ? null : "current".equals(queue);
        var state = "above-limit".equals(queue) ? "new" : text(q, "state");
        return new ReportList.Query(
                v.country() ? null : v.municipalities(),
                v.country() ? null : v.stations(),
                text(q, "municipality"),
                text(q, "kind"),
                state,
                text(q, "station"),
                text(q, "incident"),
                text(q, "source"),
                overLimit,
                current,
                text(q, "q"));
    }

    private static String text(ObjectNode query, String name) {
        return query.has(name) ? query.get(name).asText() : null;
    }
}
