package nl.tafelzicht.subject.escalation;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Rights.Right;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.EscalationOffer;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.Named;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.escalation.domain.Addressee;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;

/** Escalations: raising one by hand, and answering them. */
public final class EscalationRoutes {

    private static final String FIELD = "escalation";

    private record Subject(String kind, String id) {}

    private record NewEscalation(
            Subject subject, EscalationLevel level, Role role, String municipality, Severity severity, String reason) {}

    private record HandOver(EscalationLevel level, Role role, String note) {}

    private record Note(String note) {}

    private final CurrentPicture picture;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final LocationResolver locations;
    private final List<EscalationOffer<?>> offers;

    public EscalationRoutes(CurrentPicture picture, OpenApi api, EntityEndpoint entities, LocationResolver locations) {
        this.offers = EscalationOffer.all();
        this.picture = picture;
        this.api = api;
        this.entities = entities;
        this.locations = locations;
    }

    public void install(Router router) {
        router.get("/escalations").handler(this::list);
        router.post("/escalations").handler(this::raise);
        router.get("/escalations/:id").handler(rc -> entities.show(rc, visible(rc)));
        router.post("/escalations/:id/acknowledgements").handler(this::acknowledge);
        router.post("/escalations/:id/hand-overs").handler(this::handOver);
        router.post("/escalations/:id/comments").handler(this::comment);
        router.post("/escalations/:id/resolutions").handler(this::resolve);
    }

    private Escalation visible(RoutingContext rc) {
        return entities.visible(rc, Escalation.KIND, rc.pathParam("id"));
    }

    private void list(RoutingContext rc) {
        var query = api.parameters("listEscalations", "query", rc.queryParams());
        Predicate<Escalation> wanted = e -> true;
        if (query.has("municipality")) {
            wanted = wanted.and(e -> e.state().municipality() != null
                    && e.state()
                            .municipality()
                            .code()
                            .equals(query.get("municipality").asText()));
        }
        if (query.has("state")) {
            wanted = wanted.and(
                    e -> e.status().toString().equals(query.get("state").asText()));
        }
        entities.page(rc, Escalation.KIND, picture.get().all(Escalation.KIND), wanted, query);
    }

    /** The subject of an escalation, and its place. */
    private record About(Cause cause, Municipality municipality) {}

    private void raise(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (Rights.rolesFor(
                        principal,
                        Right.ESCALATE,
                        null,
                        principal.municipalities().stream().findFirst().orElse(null))
                .isEmpty()) {
            throw Problem.of(403, Explanation.of("may-not-escalate"));
        }
        var body = entities.body(rc, "raiseEscalation", NewEscalation.class);
        var about = about(rc, body.subject);
        var place = about.municipality != null
                ? about.municipality
                : body.municipality == null ? null : locations.municipality(body.municipality);
        if (body.level != EscalationLevel.TABLE && place == null) {
            throw Problem.field("municipality", Explanation.of("municipality-needed"));
        }
        if (body.role != null && EscalationLevel.of(body.role) != body.level) {
            throw Problem.field("role", Explanation.of("role-not-of-level", "role", body.role, "level", body.level));
        }
        var role = Rights.roleFor(principal, Right.ESCALATE, null, place == null ? null : place.code())
                .orElseThrow(() -> Problem.of(403, Explanation.of("own-municipality-escalations")));
        var to = Addressee.of(body.level, body.role == null ? body.level.roles() : Set.of(body.role), place);
        entities.create(
                rc,
                Escalation.KIND,
                FIELD,
                "/escalations",
                entities.eventId(rc, "raiseEscalation", body.subject.id),
                new EscalationCommand.Raise(about.cause, null, to, body.severity, body.reason, role));
    }

    private About about(RoutingContext rc, Subject s) {
        return offers.stream()
                .filter(offer -> offer.kind().word().equals(s.kind))
                .findFirst()
                .flatMap(offer -> about(rc, offer, s.id))
                .orElseThrow(() -> Problem.field("subject/kind", Explanation.of("not-escalatable")));
    }

    private <E extends Entity> Optional<About> about(RoutingContext rc, EscalationOffer<E> offer, String id) {
        return offer.escalatable()
                .apply(ofBody(rc, offer.kind(), id))
                .map(e -> new About(cause(offer.kind().word(), id, e), e.municipality()));
    }

    private static Cause cause(String kind, String id, Escalatable e) {
        return new Cause(
                kind,
                id,
                e.label(),
                e.station(),
                e.location(),
                e.verified(),
                List.of(),
                e.marking(),
                e.audience(),
                e.recipients());
    }

    private <E extends Entity> E ofBody(RoutingContext rc, Kind<E> kind, String id) {
        var entity = Named.find(rc, picture, kind, id);
        if (entity == null
                || !Authentication.viewpoint(Authentication.principal(rc)).sees(entity.visibility())) {
            throw Problem.field("subject/id", Explanation.of("unknown", "kind", kind));
        }
        return entity;
    }

    private static String codeOf(Escalation e) {
        return e.state().municipality() == null
                ? null
                : e.state().municipality().code();
    }

    /** @return the addressed role in which this person answers, or {@code null} */
    private static Role addressed(RoutingContext rc, Escalation e) {
        return Rights.addressed(
                        Authentication.principal(rc), e.state().addressee().roles(), codeOf(e))
                .filter(role -> Rights.reach(role, Right.ESCALATE) != Rights.Reach.NONE)
                .orElse(null);
    }

    private static Role escalating(RoutingContext rc, Escalation e) {
        return Rights.roleFor(Authentication.principal(rc), Right.ESCALATE, null, codeOf(e))
                .orElseThrow(() -> Problem.of(403, Explanation.of("may-not-change-escalations")));
    }

    private void acknowledge(RoutingContext rc) {
        var e = visible(rc);
        escalating(rc, e);
        var note = entities.body(rc, "acknowledge", Note.class).note;
        entities.act(
                rc,
                Escalation.KIND,
                FIELD,
                e.id(),
                entities.eventId(rc, "acknowledge", e.id()),
                new EscalationCommand.Acknowledge(addressed(rc, e), note),
                201);
    }

    /** An escalation is handed over by those it is addressed to, or by the table. */
    private static Role inCharge(RoutingContext rc, Escalation e) {
        var role = addressed(rc, e);
        var any = escalating(rc, e);
        if (role == null && EscalationLevel.of(any) != EscalationLevel.TABLE) {
            throw Problem.of(
                    403,
                    Explanation.of("with-others", "roles", e.state().addressee().roles()));
        }
        return role != null ? role : any;
    }

    private void handOver(RoutingContext rc) {
        var e = visible(rc);
        var role = inCharge(rc, e);
        var body = entities.body(rc, "handOver", HandOver.class);
        entities.act(
                rc,
                Escalation.KIND,
                FIELD,
                e.id(),
                entities.eventId(rc, "handOver", e.id()),
                new EscalationCommand.HandOver(body.level, body.role, body.note, role),
                201);
    }

    private void comment(RoutingContext rc) {
        var e = visible(rc);
        var role = escalating(rc, e);
        entities.act(
                rc,
                Escalation.KIND,
                FIELD,
                e.id(),
                entities.eventId(rc, "commentEscalation", e.id()),
                new EscalationCommand.Comment(
                        entities.body(rc, "commentEscalation", EntityEndpoint.Text.class)
                                .text(),
                        role),
                201);
    }

    private void resolve(RoutingContext rc) {
        var e = visible(rc);
        var role = inCharge(rc, e);
        entities.act(
                rc,
                Escalation.KIND,
                FIELD,
                e.id(),
                entities.eventId(rc, "resolve", e.id()),
                new EscalationCommand.Resolve(
                        entities.body(rc, "resolve", EntityEndpoint.Reason.class)
                                .reason(),
                        role),
                201);
    }
}
