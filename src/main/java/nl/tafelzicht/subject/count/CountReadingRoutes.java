package nl.tafelzicht.subject.count;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.Timelines;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.count.domain.CountComparison.Change;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.count.domain.Finding;
import nl.tafelzicht.subject.count.domain.FindingState;
import nl.tafelzicht.subject.count.domain.LiveChecks;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.count.format.ObjectionTable;
import nl.tafelzicht.subject.station.Stations;

/** Counts, their findings, differences between their files, and the tables of the control protocol. */
final class CountReadingRoutes {

    /** Differences in one answer. */
    private static final int MOST_CHANGES = 10_000;

    private static final DeliveryOptions PATIENT =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(60_000);

    private final Vertx vertx;
    private final CurrentPicture picture;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final Timelines timelines;

    /**
     * A finding as its readers get it.
     *
     * @param station the hub's id of the station, or {@code null}
     */
    private record ToldFinding(
            int id,
            String code,
            Finding.Group group,
            String unit,
            String station,
            Integer list,
            Map<String, Integer> numbers,
            FindingState.Status state,
            FindingState.Said said,
            String file,
            String correctedBy) {

        static ToldFinding of(CountState count, FindingState f) {
            var number = LiveChecks.stationOf(f.finding().unit());
            return new ToldFinding(
                    f.id(),
                    f.finding().code(),
                    f.finding().group(),
                    f.finding().unit(),
                    number == null || count.municipality() == null
                            ? null
                            : count.municipality().code() + "-" + number,
                    f.finding().list(),
                    f.finding().numbers(),
                    f.state(),
                    f.said(),
                    count.id() + "." + f.file(),
                    f.correctedBy() == null ? null : count.id() + "." + f.correctedBy());
        }
    }

    private record ToldChanges(String before, String after, int changed, List<Change> items) {}

    CountReadingRoutes(Vertx vertx, CurrentPicture picture, OpenApi api, EntityEndpoint entities, Timelines timelines) {
        this.vertx = vertx;
        this.picture = picture;
        this.api = api;
        this.entities = entities;
        this.timelines = timelines;
    }

    void install(Router router) {
        router.get("/counts").handler(this::list);
        router.get("/counts/:id").handler(rc -> {
            var count = CountAddress.count(rc, entities);
            rc.end(Buffer.buffer(Json.bytes(told(count.state()))));
        });
        router.get("/counts/:id/findings").handler(this::findings);
        router.get("/counts/:id/changes").handler(this::changes);
        router.get("/counts/:id/protocol/:table").handler(this::table);
        router.get("/counts/:id/objections").handler(this::objections);
        router.get("/counts/:id/timeline").handler(rc -> timelines.ofEntity(rc, "countTimeline", MunicipalCount.KIND));
    }

    /** The state of a count, with the progress of the stations. */
    private ObjectNode told(CountState s) {
        ObjectNode told = Json.MAPPER.valueToTree(s);
        if (s.municipality() != null) {
            told.set(
                    "stations",
                    Json.MAPPER.valueToTree(CountProgress.of(
                            Stations.of(picture.get(), s.municipality().code()))));
        }
        return told;
    }

    private void list(RoutingContext rc) {
        var query = api.parameters("listCounts", "query", rc.queryParams());
        var page = Pagination.of(
                rc,
                picture.get().all(MunicipalCount.KIND),
                c -> wants(
                                query,
                                "municipality",
                                c.state().municipality() == null
                                        ? ""
                                        : c.state().municipality().code())
                        && wants(query, "election", c.state().election()),
                query,
                seen -> {});
        Pagination.end(rc, page.entities().stream().map(c -> told(c.state())).toList(), page.next());
    }

    private static boolean wants(ObjectNode query, String name, Object value) {
        return !query.has(name) || query.get(name).asText().equals(String.valueOf(value));
    }

    private void findings(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var query = api.parameters("listFindings", "query", rc.queryParams());
        int after = query.has("after") ? query.get("after").asInt() : 0;
        int limit = query.get("limit").asInt();
        Integer file = rc.pathParam("id").equals(count.id())
                ? null
                : CountAddress.file(rc, count).number();
        var found = count.findings().stream()
                .filter(f -> f.id() > after)
                .filter(f -> file == null || f.file() <= file && (f.correctedBy() == null || f.correctedBy() >= file))
                .map(f -> ToldFinding.of(count.state(), f))
                .filter(f -> wants(query, "code", f.code())
                        && wants(query, "group", f.group())
                        && wants(query, "state", f.state())
                        && (wants(query, "station", f.station()) || wants(query, "station", f.unit())))
                .limit(limit + 1L)
                .toList();
        var page = found.subList(0, Math.min(limit, found.size()));
        Pagination.end(rc, page, found.size() > limit ? page.get(limit - 1).id() : null);
    }

    private void changes(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var file = CountAddress.file(rc, count);
        if (file.replaces() == null) {
            throw Problem.of(404, Explanation.of("no-file-before"));
        }
        var before = count.state().files().stream()
                .filter(f -> f.id().equals(file.replaces()))
                .findFirst()
                .orElseThrow();
        ask(new CountRequest.Compare(before.head().fingerprint(), file.head().fingerprint()))
                .onSuccess(answer -> {
                    if (answer instanceof CountRequest.Changes c) {
                        rc.end(Buffer.buffer(Json.bytes(new ToldChanges(
                                before.id(),
                                file.id(),
                                c.changes().size(),
                                c.changes().stream().limit(MOST_CHANGES).toList()))));
                    } else {
                        rc.fail(Problem.of(404, Explanation.of("no-count-file")));
                    }
                })
                .onFailure(rc::fail);
    }

    private void table(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var table = rc.pathParam("table");
        if (!table.matches("[abc]\\.csv")) {
            throw Problem.of(404, Explanation.of("nothing-here"));
        }
        var file = CountAddress.file(rc, count);
        ask(new CountRequest.Table(file.head().fingerprint(), table.charAt(0)))
                .onSuccess(answer -> {
                    if (answer instanceof CountRequest.Text text) {
                        rc.response()
                                .putHeader("Content-Type", "text/csv; charset=utf-8")
                                .putHeader(
                                        "Content-Disposition",
                                        "attachment; filename=\"" + file.id() + "." + table + "\"")
                                .end(text.text());
                    } else {
                        rc.fail(Problem.of(404, Explanation.of("no-count-file")));
                    }
                })
                .onFailure(rc::fail);
    }

    private Future<CountRequest.Answer> ask(CountRequest request) {
        return vertx.eventBus()
                .<CountRequest.Answer>request(CountFileVerticle.ADDRESS, request, PATIENT)
                .map(m -> m.body());
    }

    /**
     * Annex 2 of the model Na 31-2: all objections, in the order in which they were made; as CSV or for printing when
     * that is asked for.
     */
    private void objections(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var all = count.objections().stream()
                .sorted(Comparator.comparing(o -> o.at()))
                .toList();
        var accept = rc.request().getHeader("Accept");
        if (accept != null && accept.contains("text/csv")) {
            rc.response()
                    .putHeader("Content-Type", "text/csv; charset=utf-8")
                    .putHeader("Content-Disposition", "attachment; filename=\"" + count.id() + ".bezwaren.csv\"")
                    .end(ObjectionTable.csv(count.state(), all));
            return;
        }
        if (accept != null && accept.contains("text/html")) {
            rc.response()
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .putHeader("Cache-Control", "private, no-store")
                    .end(ObjectionTable.html(count.state(), all));
            return;
        }
        Pagination.end(rc, all, null);
    }
}
