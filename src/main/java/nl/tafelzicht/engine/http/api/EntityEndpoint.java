package nl.tafelzicht.engine.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.command.CommandAnswer;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.command.DisclosureLog;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;

/**
 * What the routes of all subjects have in common: checks that the caller may see an entity, sends a command to it, and
 * answers with the result.
 */
public final class EntityEndpoint {

    /** The body of a comment. */
    public record Text(String text) {}

    /** The body of a request that gives a reason. */
    public record Reason(String reason) {}

    private final Vertx vertx;
    private final OpenApi api;
    private final CurrentPicture picture;
    private final DisclosureLog disclosures;

    public EntityEndpoint(Vertx vertx, OpenApi api, CurrentPicture picture, DisclosureLog disclosures) {
        this.disclosures = disclosures;
        this.vertx = vertx;
        this.api = api;
        this.picture = picture;
    }

    /** The parsed body of an operation; an empty body counts as {@code {}} where no field is mandatory. */
    public <T> T body(RoutingContext rc, String operation, Class<T> type) {
        var body = rc.body().buffer();
        boolean empty = body == null || body.length() == 0;
        return api.body(operation, empty ? Buffer.buffer("{}") : Bodies.json(rc), type);
    }

    /**
     * A fingerprint of the body of a request with a key; {@code null} without a key. Spaces and the order of fields
     * make no difference.
     */
    public static UUID said(RoutingContext rc) {
        if (rc.request().getHeader("Idempotency-Key") == null) {
            return null;
        }
        var body = rc.body().buffer();
        try {
            return DerivedIds.of(
                    "said", body == null || body.length() == 0 ? "{}" : Json.sorted(Json.tree(body.getBytes())));
        } catch (IOException e) {
            throw new IllegalStateException("what was read before can't be read again", e);
        }
    }

    /** The id of the event that the request will cause: derived from the client's key, when there is one. */
    public UUID eventId(RoutingContext rc, String operation, String subject) {
        var key = api.parameters(operation, "header", rc.request().headers()).get("Idempotency-Key");
        return key == null
                ? UUID.randomUUID()
                : DerivedIds.of(Authentication.principal(rc).name(), operation + " " + subject, key.asText());
    }

    /** @throws Problem 404 when there is no such entity, or this viewer may not see it */
    public <E extends Entity> E visible(RoutingContext rc, Kind<E> kind, String id) {
        Viewpoint viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var entity = Named.find(rc, picture, kind, id);
        if (entity == null || !viewpoint.sees(entity.visibility())) {
            throw Problem.of(404, Explanation.of("unknown", "kind", kind));
        }
        disclosures.note(kind, entity, Authentication.principal(rc).name(), "opened");
        return entity;
    }

    /** Answers with an entity as this viewer gets it; the caller has checked that the viewer may see it. */
    public void show(RoutingContext rc, Entity entity) {
        rc.end(Buffer.buffer(
                Json.bytes(entity.stateFor(Authentication.viewpoint(Authentication.principal(rc))::sees))));
    }

    /** A page of entities that this viewer sees. */
    public <E extends Entity> void page(
            RoutingContext rc, Kind<?> kind, Stream<E> entities, Predicate<E> wanted, ObjectNode query) {
        Pagination.answer(
                rc,
                Pagination.of(
                        rc,
                        entities,
                        wanted,
                        query,
                        seen -> disclosures.note(
                                kind, seen, Authentication.principal(rc).name(), "listed")));
    }

    /** The same page of entities, to be written in another format. */
    public <E extends Entity> List<E> ofPage(
            RoutingContext rc, Kind<?> kind, Stream<E> entities, Predicate<E> wanted, ObjectNode query) {
        return Pagination.of(
                        rc,
                        entities,
                        wanted,
                        query,
                        seen -> disclosures.note(
                                kind, seen, Authentication.principal(rc).name(), "exported"))
                .entities();
    }

    /**
     * The recipients of something new: with AMBER+STRICT and no names, the sender's organisation and the election
     * table.
     */
    public Set<String> recipients(RoutingContext rc, Tlp marking, Set<String> named) {
        return recipients(Authentication.principal(rc), marking, named);
    }

    public static Set<String> recipients(Principal principal, Tlp marking, Set<String> named) {
        if (named != null && !named.isEmpty()) {
            return named;
        }
        if (marking != Tlp.AMBER_STRICT) {
            return Set.of();
        }
        return principal.organisation() == null
                        || principal.organisation().isEmpty()
                        || principal.organisation().equals(Rights.TABLE_ORGANISATION)
                ? Set.of(Rights.TABLE_ORGANISATION)
                : Set.of(principal.organisation(), Rights.TABLE_ORGANISATION);
    }

    /** Creates an entity; its id is that of the event. */
    public <S extends Entity> void create(
            RoutingContext rc, Kind<S> kind, String field, String path, UUID id, Command<S> command) {
        create(rc, kind, field, path, id, command, Authentication.principal(rc).name());
    }

    /**
     * Creates an entity.
     *
     * @param actor recorded in the journal
     */
    public <S extends Entity> void create(
            RoutingContext rc, Kind<S> kind, String field, String path, UUID id, Command<S> command, String actor) {
        var request = new CommandRequest<>(id, id.toString(), command, actor, said(rc));
        Commands.send(vertx, kind, request)
                .onSuccess(answer -> answer(rc, answer, 201, field, id.toString(), OpenApi.BASE + path + "/" + id))
                .onFailure(rc::fail);
    }

    /**
     * Sends a command to an existing entity.
     *
     * @param status of the answer when it was carried out
     */
    public <S extends Entity> void act(
            RoutingContext rc, Kind<S> kind, String field, String subject, UUID id, Command<S> command, int status) {
        var request = new CommandRequest<>(
                id, subject, command, Authentication.principal(rc).name(), said(rc));
        Commands.send(vertx, kind, request)
                .onSuccess(answer -> answer(rc, answer, status, field, null, null))
                .onFailure(rc::fail);
    }

    private static void answer(
            RoutingContext rc, CommandAnswer answer, int status, String field, String id, String location) {
        if (answer instanceof CommandAnswer.Refused r) {
            rc.fail(Problem.refused(r.refusal()));
            return;
        }
        Predicate<Visibility> sees = Authentication.viewpoint(Authentication.principal(rc))::sees;
        if (answer instanceof CommandAnswer.Done d) {
            if (location != null) {
                rc.response().putHeader("Location", location);
            }
            rc.response()
                    .setStatusCode(d.repeated() ? 200 : status)
                    .end(receipt(id != null ? id : d.id().toString(), d.seq(), field, d.entity(), sees));
        } else {
            var entity = ((CommandAnswer.Unchanged) answer).entity();
            rc.response().setStatusCode(200).end(receipt(id, entity.seq(), field, entity, sees));
        }
    }

    private static Buffer receipt(String id, long seq, String field, Entity entity, Predicate<Visibility> sees) {
        var receipt = new LinkedHashMap<String, Object>();
        if (id != null) {
            receipt.put("id", id);
        }
        receipt.put("seq", seq);
        receipt.put(field, entity.stateFor(sees));
        return Buffer.buffer(Json.bytes(receipt));
    }
}
