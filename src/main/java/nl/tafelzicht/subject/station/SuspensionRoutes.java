package nl.tafelzicht.subject.station;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationCommand;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.Status;

/**
 * What follows a suspension: the mayor's decision on when and where the session continues, and other stations nearby
 * for voters.
 */
public final class SuspensionRoutes {

    private record Resumption(Instant resumesAt, Location location, String note) {}

    /** @param distanceMetres in a straight line */
    private record Nearby(int distanceMetres, StationView station) {}

    private final Vertx vertx;
    private final CurrentPicture picture;
    private final OpenApi api;
    private final EntityEndpoint entities;

    public SuspensionRoutes(Vertx vertx, CurrentPicture picture, OpenApi api, EntityEndpoint entities) {
        this.vertx = vertx;
        this.picture = picture;
        this.api = api;
        this.entities = entities;
    }

    public void install(Router router) {
        router.post("/stations/:id/resumptions").handler(this::decide);
        router.get("/stations/:id/nearest-open").handler(this::nearest);
    }

    private void decide(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        var id = StationRoutes.named(rc, picture);
        var role = Rights.reportingRole(principal, id, StationView.municipalityOf(id))
                .orElseThrow(() -> Problem.of(
                        403, Explanation.of("mayor-decides", "municipality", StationView.municipalityOf(id))));
        var body = entities.body(rc, "decideResumption", Resumption.class);
        var command = new StationCommand.DecideResumption(body.resumesAt, body.location, body.note, role);
        Commands.send(
                        vertx,
                        Station.KIND,
                        new CommandRequest<>(
                                entities.eventId(rc, "decideResumption", id),
                                id,
                                command,
                                principal.name(),
                                EntityEndpoint.said(rc)))
                .onSuccess(answer -> StationRoutes.answer(rc, id, answer))
                .onFailure(rc::fail);
    }

    /**
     * In the same municipality: elsewhere a voter needs another pass. Everyone who sees the suspended station may see
     * them, since their places are public.
     */
    private void nearest(RoutingContext rc) {
        var station = Stations.ofPath(rc, picture.get());
        int limit = api.parameters("nearestOpen", "query", rc.queryParams())
                .get("limit")
                .asInt();
        var viewer = Authentication.viewpoint(Authentication.principal(rc));
        var from = station.point();
        var code = station.entry().municipality().code();
        var items = from == null
                ? List.<Nearby>of()
                : picture.get()
                        .all(Station.KIND)
                        .filter(s -> s.state().status() == Status.OPEN
                                && s.point() != null
                                && s.entry().municipality().code().equals(code)
                                && !s.id().equals(station.id()))
                        .sorted(Comparator.comparingDouble(
                                        (Station s) -> s.point().metresTo(from))
                                .thenComparing(Station::id))
                        .limit(limit)
                        .map(s -> new Nearby(
                                (int) Math.round(s.point().metresTo(from)), StationView.atTheDoor(s, viewer)))
                        .toList();
        rc.end(Buffer.buffer(Json.bytes(Map.of("items", items))));
    }
}
