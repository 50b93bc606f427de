package nl.tafelzicht.subject.tolerance;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.election.place.Polygon;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Rights.Right;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.tolerance.domain.Terms;
import nl.tafelzicht.subject.tolerance.domain.ToleranceCommand;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;

/** Tolerance limits: the security triangle of a municipality proposes, agrees to, changes and withdraws them. */
public final class ToleranceRoutes {

    private static final String FIELD = "toleranceLimit";
    private static final String PATH = "/municipalities/:code/tolerance-limits";

    private record LimitTerms(
            Integer revision,
            String title,
            List<String> stations,
            Integer radiusMetres,
            List<Point> polygon,
            Integer minimumDistanceMetres,
            Integer maximumParticipants,
            Boolean amplifiedSound,
            Instant from,
            Instant until,
            List<Terms.Measure> measures) {
        private Terms terms(LocationResolver locations) {
            var radius = stations != null && radiusMetres == null
                    ? Integer.valueOf(Terms.USUAL_RADIUS_METRES)
                    : radiusMetres;
            return new Terms(
                    title.strip(),
                    locations.stations(stations),
                    radius,
                    polygon == null ? null : Polygon.open(polygon),
                    minimumDistanceMetres,
                    maximumParticipants,
                    amplifiedSound,
                    from,
                    until,
                    measures == null ? List.of() : measures);
        }
    }

    private record Agreement(int revision, Role role) {}

    private final CurrentPicture picture;
    private final EntityEndpoint entities;
    private final LocationResolver locations;

    public ToleranceRoutes(CurrentPicture picture, EntityEndpoint entities, LocationResolver locations) {
        this.picture = picture;
        this.entities = entities;
        this.locations = locations;
    }

    public void install(Router router) {
        router.get(PATH).handler(this::list);
        router.post(PATH).handler(this::propose);
        router.get(PATH + "/:id")
                .handler(rc -> rc.end(Buffer.buffer(Json.bytes(visible(rc).state()))));
        router.put(PATH + "/:id").handler(this::change);
        router.post(PATH + "/:id/agreements").handler(this::agree);
        router.post(PATH + "/:id/withdrawals").handler(this::withdraw);
    }

    /** @throws Problem 404 also for a limit of another municipality than that in the path */
    private ToleranceLimit visible(RoutingContext rc) {
        ToleranceLimit limit = entities.visible(rc, ToleranceLimit.KIND, rc.pathParam("id"));
        if (!limit.state().municipality().code().equals(rc.pathParam("code"))) {
            throw Problem.of(404, Explanation.of("unknown-limit"));
        }
        return limit;
    }

    private void list(RoutingContext rc) {
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var limits = picture.get()
                .all(ToleranceLimit.KIND)
                .filter(l -> l.state().municipality().code().equals(rc.pathParam("code")))
                .filter(l -> viewpoint.sees(l.visibility()))
                .sorted(Comparator.comparing((ToleranceLimit l) -> !l.isInForce())
                        .thenComparing(l -> l.state().status())
                        .thenComparing(l -> -l.seq()))
                .map(ToleranceLimit::state)
                .toList();
        Pagination.end(rc, limits, null);
    }

    private Role role(RoutingContext rc) {
        return roles(rc, Authentication.principal(rc)).get(0);
    }

    private static List<Role> roles(RoutingContext rc, Principal principal) {
        var roles = Rights.rolesFor(principal, Right.AGREE, null, rc.pathParam("code"));
        if (roles.isEmpty()) {
            throw Problem.of(403, Explanation.of("limits-by-triangle", "municipality", rc.pathParam("code")));
        }
        return roles;
    }

    private void propose(RoutingContext rc) {
        var role = role(rc);
        var municipality = locations.ofPath(rc.pathParam("code"));
        var terms = entities.body(rc, "proposeLimit", LimitTerms.class).terms(locations);
        entities.create(
                rc,
                ToleranceLimit.KIND,
                FIELD,
                "/municipalities/" + municipality.code() + "/tolerance-limits",
                entities.eventId(rc, "proposeLimit", municipality.code()),
                new ToleranceCommand.Propose(municipality, terms, role));
    }

    private void change(RoutingContext rc) {
        var limit = visible(rc);
        var role = role(rc);
        var body = entities.body(rc, "changeLimit", LimitTerms.class);
        entities.act(
                rc,
                ToleranceLimit.KIND,
                FIELD,
                limit.id(),
                entities.eventId(rc, "changeLimit", limit.id()),
                new ToleranceCommand.Change(body.revision, body.terms(locations), role),
                200);
    }

    /** A person agrees only in their own role. */
    private void agree(RoutingContext rc) {
        var limit = visible(rc);
        var own = roles(rc, Authentication.principal(rc));
        var body = entities.body(rc, "agreeLimit", Agreement.class);
        if (body.role != null && !own.contains(body.role)) {
            throw Problem.of(403, Explanation.of("not-your-role", "role", body.role));
        }
        var role = body.role != null
                ? body.role
                : own.stream()
                        .filter(r -> limit.state().agreements().stream().noneMatch(a -> a.role() == r))
                        .findFirst()
                        .orElse(own.get(0));
        entities.act(
                rc,
                ToleranceLimit.KIND,
                FIELD,
                limit.id(),
                entities.eventId(rc, "agreeLimit", limit.id()),
                new ToleranceCommand.Agree(body.revision, role),
                201);
    }

    private void withdraw(RoutingContext rc) {
        var limit = visible(rc);
        var role = role(rc);
        entities.act(
                rc,
                ToleranceLimit.KIND,
                FIELD,
                limit.id(),
                entities.eventId(rc, "withdrawLimit", limit.id()),
                new ToleranceCommand.Withdraw(
                        entities.body(rc, "withdrawLimit", EntityEndpoint.Reason.class)
                                .reason(),
                        role),
                201);
    }
}
