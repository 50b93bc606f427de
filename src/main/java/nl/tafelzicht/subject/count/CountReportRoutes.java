package nl.tafelzicht.subject.count;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.Upload;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.count.domain.CountCommand;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.count.domain.OfficialReport;
import nl.tafelzicht.subject.count.domain.TimeStamp;

/** Official reports as they were published: kept by their hashes, stamped by others, and sought where they were. */
final class CountReportRoutes {

    /** A scan of a report of forty pages has ten. */
    static final long MAX_REPORT_BYTES = 25L * 1024 * 1024;

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final DeliveryOptions PATIENT =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(60_000);

    private record Sought(boolean found) {}

    /**
     * @param missing stations of which there is no report
     * @param stamping {@code null} when no time-stamp service is asked
     */
    private record Reports(List<ObjectNode> items, List<String> missing, Stamping stamping) {}

    private final Vertx vertx;
    private final HttpDependencies node;
    private final OpenApi api;
    private final EntityEndpoint entities;

    CountReportRoutes(Vertx vertx, HttpDependencies node, OpenApi api, EntityEndpoint entities) {
        this.vertx = vertx;
        this.node = node;
        this.api = api;
        this.entities = entities;
    }

    void installStreaming(Router router) {
        router.post("/counts/:id/reports").handler(this::archive);
    }

    void install(Router router) {
        router.get("/counts/:id/reports").handler(this::list);
        router.get("/counts/:id/reports/:sha").handler(this::report);
        router.post("/counts/:id/reports/:sha/checks").handler(this::seek);
    }

    private MunicipalCount changing(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        role(rc, count);
        return count;
    }

    private Role role(RoutingContext rc, MunicipalCount count) {
        return CountRights.changing(Authentication.principal(rc), count.state().municipality());
    }

    private void archive(RoutingContext rc) {
        var count = changing(rc);
        if (!"application/pdf".equals(Bodies.mediaType(rc))) {
            throw Problem.of(415, Explanation.of("report-file-expected"));
        }
        var query = api.parameters("archiveReport", "query", rc.queryParams());
        var station = query.has("station") ? query.get("station").asText() : null;
        if (station != null && !isOf(station, count)) {
            throw Problem.field("station", Explanation.of("no-station-named", "station", station));
        }
        var principal = Authentication.principal(rc);
        Upload.receive(vertx, rc.request(), MAX_REPORT_BYTES)
                .compose(received -> vertx.executeBlocking(() -> isPdf(received), false)
                        .compose(pdf -> pdf
                                ? ask(new CountRequest.Keep(received.file(), received.sha256(), principal.name()))
                                : Future.failedFuture(Problem.field("body", Explanation.of("report-file-expected"))))
                        .eventually(
                                () -> vertx.fileSystem().delete(received.file().toString()))
                        .map(kept -> {
                            if (!(kept instanceof CountRequest.Text)) {
                                throw Problem.of(507, Explanation.of("archive-full"));
                            }
                            return received;
                        }))
                .onSuccess(received -> act(
                        rc,
                        "archiveReport",
                        count.id(),
                        new CountCommand.ArchiveReport(
                                received.sha256(),
                                received.bytes(),
                                station,
                                query.has("title") ? query.get("title").asText() : null,
                                query.has("url") ? query.get("url").asText() : null,
                                role(rc, count))))
                .onFailure(rc::fail);
    }

    private boolean isOf(String station, MunicipalCount count) {
        var known = node.picture().get().station(station);
        return known != null
                && count.state().municipality() != null
                && known.entry()
                        .municipality()
                        .code()
                        .equals(count.state().municipality().code());
    }

    private static boolean isPdf(Upload received) throws IOException {
        try (var in = Files.newInputStream(received.file())) {
            return Arrays.equals(in.readNBytes(PDF.length), PDF);
        }
    }

    private void list(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var place = count.state().municipality();
        var there = count.reports().stream()
                .map(OfficialReport::station)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var missing = place == null
                ? List.<String>of()
                : node.picture()
                        .get()
                        .stationsOf(place.code())
                        .sorted(Comparator.comparingInt(s -> s.entry().number()))
                        .map(s -> s.id())
                        .filter(id -> !there.contains(id))
                        .toList();
        stamps(count.reports())
                .onSuccess(stamped -> rc.end(Buffer.buffer(Json.bytes(new Reports(
                        count.reports().stream()
                                .map(r -> told(r, stamped.stamps().get(r.sha256())))
                                .toList(),
                        missing,
                        stamped.stamping())))))
                .onFailure(rc::fail);
    }

    private static ObjectNode told(OfficialReport report, TimeStamp stamp) {
        ObjectNode told = Json.MAPPER.valueToTree(report);
        if (stamp != null) {
            told.set("stamp", Json.MAPPER.valueToTree(stamp));
        }
        return told;
    }

    private Future<ReportRequest.Stamped> stamps(List<OfficialReport> reports) {
        var asked = new ReportRequest.Stamps(
                reports.stream().map(OfficialReport::sha256).toList());
        return vertx.eventBus()
                .<ReportRequest.Stamped>request(ReportVerticle.ADDRESS, asked, PATIENT)
                .map(m -> m.body());
    }

    private void report(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var known = count.report(rc.pathParam("sha"));
        if (known == null) {
            throw Problem.of(404, Explanation.of("no-such-report"));
        }
        ask(new CountRequest.Report(known.sha256()))
                .onSuccess(answer -> {
                    if (answer instanceof CountRequest.Bytes b) {
                        rc.response()
                                .putHeader("Content-Type", "application/pdf")
                                .putHeader(
                                        "Content-Disposition",
                                        "attachment; filename=\""
                                                + known.sha256().substring(0, 12) + ".pdf\"")
                                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                                .end(Buffer.buffer(b.content()));
                    } else {
                        rc.fail(Problem.of(404, Explanation.of("no-such-report")));
                    }
                })
                .onFailure(rc::fail);
    }

    private void seek(RoutingContext rc) {
        var count = changing(rc);
        var body = entities.body(rc, "seekReport", Sought.class);
        act(
                rc,
                "seekReport",
                count.id(),
                new CountCommand.SeekReport(rc.pathParam("sha"), body.found, role(rc, count)));
    }

    private Future<CountRequest.Answer> ask(CountRequest request) {
        return vertx.eventBus()
                .<CountRequest.Answer>request(CountFileVerticle.ADDRESS, request, PATIENT)
                .map(m -> m.body());
    }

    private void act(RoutingContext rc, String operation, String count, CountCommand command) {
        entities.act(
                rc,
                MunicipalCount.KIND,
                "count",
                count,
                entities.eventId(rc, operation, rc.normalizedPath()),
                command,
                201);
    }
}
