package nl.tafelzicht.subject.duty;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Rights.Right;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.notify.Addresses;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.duty.domain.Duty.Shift;
import nl.tafelzicht.subject.duty.domain.DutyCommand;

/** The duty roster: who is on duty for which role and place, shift by shift, and where they get notifications. */
public final class DutyRoutes {

    private static final String FIELD = "duty";

    private record DutyPlan(List<Shift> shifts) {}

    private record DutyHandOver(String to, String note) {}

    private record NotificationAddress(String email) {}

    private final CurrentPicture picture;
    private final EntityEndpoint entities;
    private final LocationResolver locations;
    private final Addresses addresses;
    private final Sessions sessions;

    public DutyRoutes(
            CurrentPicture picture,
            EntityEndpoint entities,
            LocationResolver locations,
            Addresses addresses,
            Sessions sessions) {
        this.picture = picture;
        this.entities = entities;
        this.locations = locations;
        this.addresses = addresses;
        this.sessions = sessions;
    }

    public void install(Router router) {
        router.get("/duties").handler(this::list);
        router.put("/duties/:role/:place").handler(this::plan);
        router.get("/duties/:role/:place/candidates").handler(this::candidates);
        router.post("/duties/:role/:place/hand-overs").handler(this::handOver);
        router.get("/notification-address").handler(this::address);
        router.put("/notification-address").handler(this::keepAddress);
        router.delete("/notification-address").handler(rc -> addresses
                .remove(Authentication.principal(rc).name())
                .onSuccess(done -> rc.response().setStatusCode(204).end())
                .onFailure(rc::fail));
    }

    private void list(RoutingContext rc) {
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        Pagination.end(
                rc,
                picture.get()
                        .all(Duty.KIND)
                        .filter(d -> viewpoint.sees(d.visibility()))
                        .sorted(Comparator.comparing(Duty::id))
                        .map(Duty::state)
                        .toList(),
                null);
    }

    private record Post(String id, Role role, Municipality municipality) {

        String code() {
            return municipality == null ? null : municipality.code();
        }
    }

    private Post post(RoutingContext rc) {
        var role = Arrays.stream(Role.values())
                .filter(r -> EscalationLevel.of(r) != null && r.toString().equals(rc.pathParam("role")))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, Explanation.of("unknown-post")));
        var place = rc.pathParam("place");
        if ((EscalationLevel.of(role) == EscalationLevel.TABLE) != place.equals(Duty.COUNTRY)) {
            throw Problem.of(404, Explanation.of("unknown-post"));
        }
        var municipality = place.equals(Duty.COUNTRY) ? null : locations.ofPath(place);
        if (Rights.rolesFor(
                        Authentication.principal(rc),
                        Right.DUTY,
                        null,
                        municipality == null ? null : municipality.code())
                .isEmpty()) {
            throw Problem.of(403, Explanation.of("may-not-plan-duties"));
        }
        return new Post(Duty.id(role, place), role, municipality);
    }

    /** Accounts that may take over a duty. */
    private void candidates(RoutingContext rc) {
        var post = post(rc);
        sessions.withRole(post.role, post.code())
                .onSuccess(names -> Pagination.end(
                        rc, names.stream().map(name -> Map.of("account", name)).toList(), null))
                .onFailure(rc::fail);
    }

    /** Checks only accounts that are new in the roster; an account that was in it may have been removed since. */
    private void plan(RoutingContext rc) {
        var post = post(rc);
        var shifts = entities.body(rc, "planDuty", DutyPlan.class).shifts;
        var known = picture.get().entity(Duty.KIND, post.id);
        var planned = known == null ? List.<Shift>of() : known.state().shifts();
        var accounts = shifts.stream()
                .filter(shift -> !planned.contains(shift))
                .map(Shift::account)
                .distinct()
                .toList();
        Future.all(accounts.stream()
                        .map(account -> mayHold(post, account, "shifts/" + index(shifts, account) + "/account"))
                        .toList())
                .onSuccess(all -> entities.act(
                        rc,
                        Duty.KIND,
                        FIELD,
                        post.id,
                        UUID.randomUUID(),
                        new DutyCommand.Plan(post.role, post.municipality, shifts),
                        200))
                .onFailure(rc::fail);
    }

    private static int index(List<Shift> shifts, String account) {
        for (int i = 0; i < shifts.size(); i++) {
            if (shifts.get(i).account().equals(account)) {
                return i;
            }
        }
        return 0;
    }

    private Future<Void> mayHold(Post post, String account, String field) {
        return sessions.mayHold(account, post.role, post.code())
                .compose(may -> may
                        ? Future.succeededFuture()
                        : Future.failedFuture(Problem.field(
                                field, Explanation.of("may-not-take-over", "account", account, "post", post.id))));
    }

    private void handOver(RoutingContext rc) {
        var post = post(rc);
        var body = entities.body(rc, "handOverDuty", DutyHandOver.class);
        var id = entities.eventId(rc, "handOverDuty", post.id);
        mayHold(post, body.to, "to")
                .onSuccess(may -> entities.act(
                        rc,
                        Duty.KIND,
                        FIELD,
                        post.id,
                        id,
                        new DutyCommand.HandOver(post.role, post.municipality, body.to, body.note),
                        201))
                .onFailure(rc::fail);
    }

    private void address(RoutingContext rc) {
        addresses
                .get(Authentication.principal(rc).name())
                .onSuccess(email -> {
                    if (email == null) {
                        rc.response().setStatusCode(204).end();
                    } else {
                        rc.end(Buffer.buffer(Json.bytes(Map.of("email", email))));
                    }
                })
                .onFailure(rc::fail);
    }

    private void keepAddress(RoutingContext rc) {
        Authentication.viewpoint(Authentication.principal(rc));
        addresses
                .put(
                        Authentication.principal(rc).name(),
                        entities.body(rc, "putNotificationAddress", NotificationAddress.class).email)
                .onSuccess(done -> rc.response().setStatusCode(204).end())
                .onFailure(rc::fail);
    }
}
