package nl.tafelzicht.subject.count;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.html.HtmlTemplate;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.publicsite.PublicShell;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.count.PublicCounts.Page;
import nl.tafelzicht.subject.count.domain.MunicipalCount;

/**
 * The public page of the count, {@code /telling} and {@code /counting}, and the same as JSON. Belongs to one event
 * loop.
 */
final class CountPage {

    private static final HtmlTemplate PAGE = PublicShell.page("counting", CountPage.class);
    private static final String STAMP = ".tsr";
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private final PublicCounts counts;
    private final String journal;
    private final boolean exercise;
    private Page written;
    private Buffer json;

    /** @param journal its id */
    CountPage(PublicCounts counts, String journal, boolean exercise) {
        this.counts = counts;
        this.journal = journal;
        this.exercise = exercise;
    }

    void install(Router pages, Router api) {
        new Edition(PublicShell.dutch("/telling", "/counting", exercise), "/melden").install(pages);
        new Edition(PublicShell.english("/counting", "/telling", exercise), "/report").install(pages);
        api.get("/public/counts").handler(rc -> rc.end(json()));
        api.get("/public/counts/:id/manifest").handler(rc -> {
            var manifest = counts.manifest(rc.pathParam("id"), journal);
            if (manifest == null) {
                throw Problem.of(404, Explanation.of("unknown", "kind", MunicipalCount.KIND));
            }
            rc.response().putHeader("Content-Type", "text/plain; charset=utf-8").end(manifest);
        });
        api.get("/public/counts/:id/stamps/:sha").handler(this::stamp);
    }

    /** The answer of the time-stamp service about a report of the manifest, as {@code openssl ts} reads it. */
    private void stamp(RoutingContext rc) {
        var file = rc.pathParam("sha");
        var sha256 = file.endsWith(STAMP) ? file.substring(0, file.length() - STAMP.length()) : file;
        if (!counts.hasReport(rc.pathParam("id"), sha256)) {
            throw Problem.of(404, Explanation.of("no-such-report"));
        }
        rc.vertx()
                .eventBus()
                .<ReportRequest.File>request(ReportVerticle.ADDRESS, new ReportRequest.StampFile(sha256), LOCAL)
                .onSuccess(answer -> {
                    var content = answer.body().content();
                    if (content == null) {
                        rc.fail(Problem.of(404, Explanation.of("no-time-stamp")));
                        return;
                    }
                    rc.response()
                            .putHeader("Content-Type", "application/timestamp-reply")
                            .putHeader("Content-Disposition", "attachment; filename=\"" + sha256 + STAMP + "\"")
                            .end(Buffer.buffer(content));
                })
                .onFailure(rc::fail);
    }

    /** Written once as long as the facts do not change. */
    private Buffer json() {
        var page = counts.page();
        if (page != written) {
            written = page;
            json = Buffer.buffer(Json.bytes(page));
        }
        return json;
    }

    /** The page in one language. */
    private final class Edition {
        private final PublicShell shell;
        private final CountWords words;
        private final Map<String, String> made = new HashMap<>();
        private Page of;

        Edition(PublicShell shell, String report) {
            this.shell = shell;
            this.words = new CountWords(shell, report);
        }

        void install(Router router) {
            router.get(shell.home())
                    .handler(rc ->
                            PublicShell.send(rc, 200, page(rc.queryParams().get("municipality"))));
        }

        /** Made once for each municipality as long as the facts do not change. */
        private String page(String asked) {
            var page = counts.page();
            var chosen = page.items().stream()
                    .map(c -> c.municipality().code())
                    .filter(code -> code.equals(asked))
                    .findFirst()
                    .orElse("");
            if (page != of) {
                of = page;
                made.clear();
            }
            return made.computeIfAbsent(chosen, code -> PAGE.render(words.content(page, code), shell));
        }
    }
}
