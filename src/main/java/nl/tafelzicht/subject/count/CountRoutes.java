package nl.tafelzicht.subject.count;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.engine.command.CommandAnswer;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.count.domain.CountCommand;
import nl.tafelzicht.subject.count.domain.CountEvent.Identity;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;
import nl.tafelzicht.subject.count.domain.CountingMethod;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.count.domain.Objection;
import nl.tafelzicht.subject.station.Stations;

/**
 * What a municipality and the election table record about a count: method and schedule, sessions, findings, objections.
 */
final class CountRoutes {

    private static final String FIELD = "count";

    private record NewCount(String election, String electionName, CountingMethod method, Instant expectedBy) {}

    private record NewSession(Instant at, String place, Point location, Boolean isPublic) {}

    private record SessionChange(SessionStatus status, String note) {}

    private record NewProvisional(String where, int stations, int of, boolean extrapolated, String reason) {}

    private record NewRecount(String text, Boolean done) {}

    private record NewCheck(List<String> groups, List<Integer> positions, String paper) {}

    private record NewObjection(
            String station, Objection.Occasion occasion, Instant at, String text, Boolean confirmed) {}

    private record NewReaction(String text, Boolean confirmed) {}

    private final Vertx vertx;
    private final CurrentPicture picture;
    private final EntityEndpoint entities;
    private final LocationResolver locations;

    CountRoutes(Vertx vertx, CurrentPicture picture, EntityEndpoint entities, LocationResolver locations) {
        this.vertx = vertx;
        this.picture = picture;
        this.entities = entities;
        this.locations = locations;
    }

    void install(Router router) {
        router.post("/municipalities/:code/counts").handler(this::announce);
        router.post("/counts/:id/sessions").handler(rc -> plan(rc, "planSession", null));
        router.put("/counts/:id/sessions/:session").handler(this::planAgain);
        router.post("/counts/:id/sessions/:session/changes").handler(this::changeSession);
        router.post("/counts/:id/provisional-figures").handler(this::publish);
        router.post("/counts/:id/findings/:finding/explanations").handler(this::explain);
        router.post("/counts/:id/findings/:finding/recounts").handler(this::recount);
        router.post("/counts/:id/fingerprint-checks").handler(this::check);
        router.post("/counts/:id/objections").handler(this::object);
        router.post("/counts/:id/objections/:objection/reactions").handler(this::react);
    }

    private void announce(RoutingContext rc) {
        var municipality = locations.ofPath(rc.pathParam("code"));
        var role = CountRights.changing(Authentication.principal(rc), municipality);
        var body = entities.body(rc, "announceCount", NewCount.class);
        var identity =
                new Identity(municipality, municipality.code().substring(2), body.election.strip(), body.electionName);
        act(
                rc,
                "announceCount",
                MunicipalCount.id(identity),
                new CountCommand.Announce(identity, body.method, body.expectedBy, role));
    }

    private void plan(RoutingContext rc, String operation, Integer number) {
        var count = CountAddress.count(rc, entities);
        var role =
                CountRights.changing(Authentication.principal(rc), count.state().municipality());
        var body = entities.body(rc, operation, NewSession.class);
        if (body.location != null && !body.location.isInTheNetherlands()) {
            throw Problem.field("location", Explanation.of("outside-kingdom"));
        }
        act(
                rc,
                operation,
                count.id(),
                new CountCommand.PlanSession(
                        number,
                        body.at,
                        body.place.strip(),
                        body.location,
                        body.isPublic == null || body.isPublic,
                        role));
    }

    private void planAgain(RoutingContext rc) {
        plan(rc, "replanSession", CountAddress.number(rc, "session", "no-such-session"));
    }

    private void changeSession(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var role =
                CountRights.changing(Authentication.principal(rc), count.state().municipality());
        int number = CountAddress.number(rc, "session", "no-such-session");
        var body = entities.body(rc, "changeSession", SessionChange.class);
        act(rc, "changeSession", count.id(), new CountCommand.ChangeSession(number, body.status, body.note, role));
    }

    private void publish(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var role =
                CountRights.changing(Authentication.principal(rc), count.state().municipality());
        var body = entities.body(rc, "publishProvisional", NewProvisional.class);
        act(
                rc,
                "publishProvisional",
                count.id(),
                new CountCommand.PublishProvisional(
                        body.where, body.stations, body.of, body.extrapolated, body.reason, role));
    }

    private void explain(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var role =
                CountRights.changing(Authentication.principal(rc), count.state().municipality());
        int finding = CountAddress.number(rc, "finding", "no-such-finding");
        var body = entities.body(rc, "explainFinding", EntityEndpoint.Text.class);
        act(rc, "explainFinding", count.id(), new CountCommand.Explain(finding, body.text(), role));
    }

    private void recount(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var role =
                CountRights.changing(Authentication.principal(rc), count.state().municipality());
        int finding = CountAddress.number(rc, "finding", "no-such-finding");
        var body = entities.body(rc, "recountFinding", NewRecount.class);
        act(
                rc,
                "recountFinding",
                count.id(),
                new CountCommand.Recount(finding, body.text, Boolean.TRUE.equals(body.done), role));
    }

    /** Compares the two groups that the page leaves out with those on paper. */
    private void check(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var file = CountAddress.file(rc, count);
        var principal = Authentication.principal(rc);
        var role = CountRights.changing(principal, count.state().municipality());
        var body = entities.body(rc, "checkFingerprint", NewCheck.class);
        var id = entities.eventId(rc, "checkFingerprint", file.id());
        var command = new CountCommand.CheckFingerprint(file.number(), body.groups, body.positions, body.paper, role);
        Commands.send(
                        vertx,
                        MunicipalCount.KIND,
                        new CommandRequest<>(id, count.id(), command, principal.name(), EntityEndpoint.said(rc)))
                .onSuccess(answer -> {
                    if (answer instanceof CommandAnswer.Refused r) {
                        rc.fail(Problem.refused(r.refusal()));
                        return;
                    }
                    var after = answer.entity(MunicipalCount.KIND).state().files().stream()
                            .filter(f -> f.number() == file.number())
                            .findFirst()
                            .orElseThrow();
                    var checked = after.checks().get(after.checks().size() - 1);
                    rc.response()
                            .setStatusCode(((CommandAnswer.Done) answer).repeated() ? 200 : 201)
                            .end(Buffer.buffer(Json.bytes(Map.of("matches", checked.matches()))));
                })
                .onFailure(rc::fail);
    }

    private void object(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var place = count.state().municipality();
        var role = CountRights.changing(Authentication.principal(rc), place);
        var body = entities.body(rc, "noteObjection", NewObjection.class);
        var station = body.station == null ? null : Stations.find(picture.get(), body.station);
        boolean isElsewhere = station != null
                && place != null
                && !station.entry().municipality().code().equals(place.code());
        if (body.station != null && (station == null || isElsewhere)) {
            throw Problem.field("station", Explanation.of("no-station-named", "station", body.station));
        }
        act(
                rc,
                "noteObjection",
                count.id(),
                new CountCommand.Object(
                        station == null ? null : station.id(),
                        body.occasion,
                        body.at,
                        body.text,
                        Boolean.TRUE.equals(body.confirmed),
                        role));
    }

    private void react(RoutingContext rc) {
        var count = CountAddress.count(rc, entities);
        var role =
                CountRights.changing(Authentication.principal(rc), count.state().municipality());
        int objection = CountAddress.number(rc, "objection", "no-such-objection");
        var body = entities.body(rc, "answerObjection", NewReaction.class);
        act(
                rc,
                "answerObjection",
                count.id(),
                new CountCommand.Answer(objection, body.text, Boolean.TRUE.equals(body.confirmed), role));
    }

    private void act(RoutingContext rc, String operation, String count, CountCommand command) {
        entities.act(
                rc,
                MunicipalCount.KIND,
                FIELD,
                count,
                entities.eventId(rc, operation, rc.normalizedPath()),
                command,
                201);
    }
}
