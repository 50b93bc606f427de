package nl.tafelzicht.subject.station;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.command.CommandAnswer;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.Timelines;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.station.domain.ReportForm;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationCommand;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.format.GeoJson;

/** Stations: reading them, and reporting their status. */
public final class StationRoutes {

    private static final String GEO_JSON = "application/geo+json";

    private record Page(List<StationView> items, String next) {}

    /** @param late {@code true} when something newer was known of the station: the report is in the timeline only */
    private record Receipt(UUID id, long seq, StationView station, Boolean late) {}

    private final Vertx vertx;
    private final CurrentPicture picture;
    private final JournalStore journal;
    private final OpenApi api;
    private final Timelines timelines;

    public StationRoutes(Vertx vertx, HttpDependencies dependencies, OpenApi api, Timelines timelines) {
        this.vertx = vertx;
        this.picture = dependencies.picture();
        this.journal = dependencies.journal();
        this.api = api;
        this.timelines = timelines;
    }

    public void install(Router router) {
        router.get("/stations").handler(this::list);
        router.get("/stations/:id").handler(this::get);
        router.post("/stations/:id/reports").handler(this::report);
        router.get("/stations/:id/timeline").handler(this::timeline);
        router.get("/stations/:id/reports/:report").handler(this::stationReport);
    }

    private void timeline(RoutingContext rc) {
        var query = api.parameters("stationTimeline", "query", rc.queryParams());
        var own = new EntityKey(Station.KIND, Stations.ofPath(rc, picture.get()).id());
        timelines.ofEntity(rc, "stationTimeline", own, query.get("related").asBoolean());
    }

    private void stationReport(RoutingContext rc) {
        var station = Stations.ofPath(rc, picture.get());
        UUID id;
        try {
            id = UUID.fromString(rc.pathParam("report"));
        } catch (IllegalArgumentException e) {
            throw Problem.of(404, Explanation.of("unknown-report"));
        }
        journal.find(id)
                .onSuccess(event -> {
                    if (event == null || !event.stream().equals(Station.KIND.stream(station.id()))) {
                        rc.fail(Problem.of(404, Explanation.of("unknown-report")));
                    } else {
                        rc.end(Buffer.buffer(Json.bytes(timelines.item(rc, event))));
                    }
                })
                .onFailure(rc::fail);
    }

    private void list(RoutingContext rc) {
        var query = api.parameters("listStations", "query", rc.queryParams());
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        boolean geo = Negotiation.prefers(rc, GEO_JSON, "application/json");
        long limit = geo && rc.queryParams().get("limit") == null
                ? Long.MAX_VALUE
                : query.get("limit").asLong();
        var wanted = wanted(query, viewpoint);
        var found = picture.get()
                .all(Station.KIND)
                .filter(wanted)
                .sorted((a, b) -> StationView.BY_ID.compare(a.id(), b.id()))
                .toList();
        var page = found.stream().limit(limit).toList();
        var next = found.size() > page.size() ? page.get(page.size() - 1).id() : null;
        if (geo) {
            rc.response().putHeader("Content-Type", GEO_JSON).end(Buffer.buffer(GeoJson.stations(page)));
        } else {
            rc.end(Buffer.buffer(
                    Json.bytes(new Page(page.stream().map(StationView::of).toList(), next))));
        }
    }

    private static Predicate<Station> wanted(ObjectNode query, Viewpoint viewpoint) {
        Predicate<Station> wanted = s -> viewpoint.sees(s.visibility());
        if (query.has("municipality")) {
            wanted = wanted.and(s -> s.entry()
                    .municipality()
                    .code()
                    .equals(query.get("municipality").asText()));
        }
        if (query.has("district")) {
            wanted = wanted.and(
                    s -> query.get("district").asText().equals(s.entry().district()));
        }
        if (query.has("status")) {
            wanted = wanted.and(s ->
                    s.state().status().toString().equals(query.get("status").asText()));
        }
        if (query.has("overdue")) {
            wanted = wanted.and(s -> s.state().overdue() == query.get("overdue").asBoolean());
        }
        if (query.has("silent")) {
            wanted = wanted.and(s -> s.state().silent() == query.get("silent").asBoolean());
        }
        if (query.has("after")) {
            wanted = wanted.and(
                    s -> StationView.BY_ID.compare(s.id(), query.get("after").asText()) > 0);
        }
        if (query.has("q")) {
            wanted = wanted.and(mentions(query.get("q").asText().toLowerCase(Locale.ROOT)));
        }
        if (query.has("bbox")) {
            wanted = wanted.and(within(query.get("bbox").asText()));
        }
        return wanted;
    }

    private static Predicate<Station> mentions(String text) {
        return s -> Stream.of(
                        s.id(),
                        s.entry().name(),
                        s.entry().municipality().name(),
                        s.entry().location().address(),
                        s.entry().location().place(),
                        s.entry().location().postcode())
                .anyMatch(
                        field -> field != null && field.toLowerCase(Locale.ROOT).contains(text));
    }

    private static Predicate<Station> within(String bbox) {
        var box = Stream.of(bbox.split(",")).mapToDouble(Double::parseDouble).toArray();
        if (box[0] > box[2] || box[1] > box[3]) {
            throw Problem.field("bbox", Explanation.of("box-turned"));
        }
        return s -> {
            Location at = s.entry().location();
            return at.longitude() >= box[0]
                    && at.longitude() <= box[2]
                    && at.latitude() >= box[1]
                    && at.latitude() <= box[3];
        };
    }

    private void get(RoutingContext rc) {
        rc.end(Buffer.buffer(Json.bytes(StationView.of(Stations.ofPath(rc, picture.get())))));
    }

    /** The id of the station that the path names, by its own id or the alias of a stop. */
    public static String named(RoutingContext rc, CurrentPicture picture) {
        var station = Stations.find(picture.get(), rc.pathParam("id"));
        return station == null ? rc.pathParam("id") : station.id();
    }

    private void report(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        var id = named(rc, picture);
        var role = Rights.reportingRole(principal, id, StationView.municipalityOf(id))
                .orElseThrow(() -> Problem.of(403, Explanation.of("not-your-station")));
        var key = api.parameters("reportStation", "header", rc.request().headers())
                .get("Idempotency-Key")
                .asText();
        var report =
                api.body("reportStation", Bodies.json(rc), ReportForm.class).report();
        var request = new CommandRequest<>(
                DerivedIds.of(principal.name(), id, key),
                id,
                new StationCommand.Report(report, role),
                principal.name(),
                EntityEndpoint.said(rc));
        Commands.send(vertx, Station.KIND, request)
                .onSuccess(answer -> answer(rc, id, answer))
                .onFailure(rc::fail);
    }

    private static boolean isLate(CommandAnswer.Done done) {
        var last = done.entity(Station.KIND).state().lastReport();
        return last != null && !last.id().equals(done.id());
    }

    /** Answers with a receipt, or with the reason for refusing. */
    public static void answer(RoutingContext rc, String id, CommandAnswer answer) {
        if (answer instanceof CommandAnswer.Done done) {
            rc.response()
                    .setStatusCode(done.repeated() ? 200 : 201)
                    .putHeader("Location", OpenApi.BASE + "/stations/" + id + "/reports/" + done.id())
                    .end(Buffer.buffer(Json.bytes(new Receipt(
                            done.id(),
                            done.seq(),
                            StationView.of(done.entity(Station.KIND)),
                            isLate(done) ? true : null))));
        } else if (answer instanceof CommandAnswer.Refused refused) {
            rc.fail(Problem.refused(refused.refusal()));
        } else {
            rc.fail(Problem.of(404, Explanation.of("unknown-station")));
        }
    }
}
