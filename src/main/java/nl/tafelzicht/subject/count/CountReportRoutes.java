package nl.tafelzicht.subject.count;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
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
import nl.tafelzicht.engine.http.api.RateLimits;
import nl.tafelzicht.engine.http.api.Upload;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.count.domain.CountCommand;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.count.domain.OfficialReport;
import nl.tafelzicht.subject.count.domain.TimeStamp;
import nl.tafelzicht.subject.station.Stations;

/**
 * Official reports as they were published: stored by their hashes, time-stamped by a service, and looked for where they
 * were published.
 */
final class CountReportRoutes {

    /** A scan of a report of forty pages takes ten. */
    static final long MAX_REPORT_BYTES = 25L * 1024 * 1024;

    private static final String JSON = "application/json";
    private static final DeliveryOptions PATIENT =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(60_000);

    /** Each costs a foreign site a download, and this node a connection for some seconds. */
    private static final RateLimits.Rate FETCHES = new RateLimits.Rate("too-many-fetches", 120, Duration.ofMinutes(10));

    private static final Duration SOON = Duration.ofSeconds(10);

    private record Sought(boolean found) {}

    private record Published(URI url) {}

    /** Properties of a report that is sent with the file. Each may be {@code null}. */
    private record About(String station, String title, String url) {
        About at(URI published) {
            return new About(station, title, published.toString());
        }
    }

    /**
     * @param missing stations without a report
     * @param stamping {@code null} when no time-stamp service is used
     * @param fetchedFrom hosts from which the hub fetches reports itself
     */
    private record Reports(List<ObjectNode> items, List<String> missing, Stamping stamping, List<String> fetchedFrom) {}

    private final Vertx vertx;
    private final HttpDependencies node;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final RateLimits limits;

    CountReportRoutes(Vertx vertx, HttpDependencies node, OpenApi api, EntityEndpoint entities, RateLimits limits) {
        this.limits = limits;
        this.vertx = vertx;
        this.node = node;
        this.api = api;
        this.entities = entities;
    }

    void installStreaming(Router router) {
        router.post("/counts/:id/reports").handler(this::archive);
    }

    void install(Router router) {
        router.post("/counts/:id/reports").handler(this::fetch);
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

    /** Receives a file. When the body is JSON with an address instead, the next handler is {@link #fetch}. */
    private void archive(RoutingContext rc) {
        if (JSON.equals(Bodies.mediaType(rc))) {
            rc.next();
            return;
        }
        var count = changing(rc);
        if (!"application/pdf".equals(Bodies.mediaType(rc))) {
            throw Problem.of(415, Explanation.of("report-file-expected"));
        }
        var about = about(rc, count);
        var principal = Authentication.principal(rc);
        Upload.receive(vertx, rc.request(), MAX_REPORT_BYTES)
                .compose(received -> vertx.executeBlocking(() -> Pdf.is(received.file()), false)
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
                .onSuccess(received -> note(rc, count, received.sha256(), received.bytes(), about))
                .onFailure(rc::fail);
    }

    private void fetch(RoutingContext rc) {
        var count = changing(rc);
        var url = entities.body(rc, "archiveReport", Published.class).url;
        var about = about(rc, count);
        if (about.url != null) {
            throw Problem.field("url", Explanation.of("report-url-twice"));
        }
        var principal = Authentication.principal(rc);
        limits.check(FETCHES, principal.name());
        vertx.eventBus()
                .<ReportRequest.Answer>request(
                        ReportVerticle.ADDRESS, new ReportRequest.Fetch(url, principal.name()), PATIENT)
                .onSuccess(answer -> {
                    if (answer.body() instanceof ReportRequest.Kept kept) {
                        note(rc, count, kept.sha256(), kept.bytes(), about.at(url));
                    } else {
                        rc.fail(notFetched(answer.body()));
                    }
                })
                .onFailure(rc::fail);
    }

    private static Problem notFetched(ReportRequest.Answer answer) {
        if (answer instanceof ReportRequest.Busy busy) {
            return Problem.later(503, Explanation.of("report-fetches-full", "most", busy.most()), SOON);
        }
        return answer instanceof ReportRequest.Refused refused
                ? Problem.field("url", refused.why())
                : Problem.of(507, Explanation.of("archive-full"));
    }

    private About about(RoutingContext rc, MunicipalCount count) {
        var query = api.parameters("archiveReport", "query", rc.queryParams());
        var station = text(query, "station");
        if (station != null && !isOf(station, count)) {
            throw Problem.field("station", Explanation.of("no-station-named", "station", station));
        }
        return new About(station, text(query, "title"), text(query, "url"));
    }

    private static String text(ObjectNode query, String name) {
        return query.has(name) ? query.get(name).asText() : null;
    }

    private void note(RoutingContext rc, MunicipalCount count, String sha256, long bytes, About about) {
        act(
                rc,
                "archiveReport",
                count.id(),
                new CountCommand.ArchiveReport(sha256, bytes, about.station, about.title, about.url, role(rc, count)));
    }

    private boolean isOf(String station, MunicipalCount count) {
        var known = Stations.find(node.picture().get(), station);
        return known != null
                && count.state().municipality() != null
                && known.entry()
                        .municipality()
                        .code()
                        .equals(count.state().municipality().code());
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
                : Stations.of(node.picture().get(), place.code())
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
                        stamped.stamping(),
                        stamped.hosts())))))
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
