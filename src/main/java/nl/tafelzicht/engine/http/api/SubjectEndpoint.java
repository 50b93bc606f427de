package nl.tafelzicht.engine.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.eventsourcing.PassingSubject;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;

/**
 * The operations of one subject, as {@link ServedSubject#install} names them. Each is defined in the OpenAPI document,
 * which says what its parameters and its body may be. An entity that the caller may not see is answered with 404.
 * Belongs to one event loop.
 *
 * @param <C> the subject's commands
 * @param <S> its entities
 */
public final class SubjectEndpoint<C extends Command<S>, S extends Entity> {

    private final ServedSubject<C, ?, S> subject;
    private final Router router;
    private final CurrentPicture picture;
    private final Sessions sessions;
    private final RateLimits limits;
    private final Clock clock;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final LocationResolver locations;
    private final Timelines timelines;
    private final Named named;

    private SubjectEndpoint(ServedSubject<C, ?, S> subject, Router router, RouteDependencies dependencies) {
        this.subject = subject;
        this.router = router;
        this.picture = dependencies.node().picture();
        this.sessions = dependencies.node().sessions();
        this.limits = dependencies.limits();
        this.clock = dependencies.node().clock();
        this.api = dependencies.api();
        this.entities = dependencies.entities();
        this.locations = dependencies.locations();
        this.timelines = dependencies.timelines();
        this.named = dependencies.named();
    }

    public static <C extends Command<S>, S extends Entity> void install(
            ServedSubject<C, ?, S> subject, Router router, RouteDependencies dependencies) {
        subject.install(new SubjectEndpoint<>(subject, router, dependencies));
    }

    /** The caller of an operation, and the context of the request. */
    public final class Caller {
        private final RoutingContext rc;

        private Caller(RoutingContext rc) {
            this.rc = rc;
        }

        public Principal principal() {
            return Authentication.principal(rc);
        }

        /**
         * Counts one request against a limit.
         *
         * @throws Problem 429 when the limit is exceeded
         */
        public void limit(RateLimits.Rate rate) {
            limits.check(rate, principal().name());
        }

        /** The person with one of the hub's own accounts; {@code null} when there is none. */
        public Future<Principal> withAccount(String name) {
            return sessions.withAccount(name);
        }

        /** Whether there may be accounts that only an issuer knows. */
        public boolean hasIssuer() {
            return sessions.issuer() != null;
        }

        /** The current picture. */
        public Picture picture() {
            return picture.get();
        }

        /** The moment that the request states, or now. */
        public Instant now(Instant said) {
            return said == null ? clock.instant() : said;
        }

        public LocationResolver locations() {
            return locations;
        }

        /** A parameter of the path. */
        public String path(String name) {
            return rc.pathParam(name);
        }

        /** @throws Problem 404 when the code in the path is not that of a municipality */
        public Municipality municipalityOfPath() {
            return locations.ofPath(rc.pathParam("code"));
        }

        /** @throws Problem 403 when this person may not change this subject there */
        public Role roleIn(Municipality municipality) {
            return roleInOneOf(municipality);
        }

        /**
         * The role in the first of several municipalities in which this person may change this subject.
         *
         * @param municipalities {@code null} among them stands for none in particular
         * @throws Problem 403 when this person may do so in none of them
         */
        public Role roleInOneOf(Municipality... municipalities) {
            return Arrays.stream(municipalities)
                    .map(m -> Rights.roleFor(
                            Authentication.principal(rc), subject::mayChange, m == null ? null : m.code()))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> Problem.of(
                            403,
                            Explanation.of(
                                    "may-not-change", "list", subject.kind().list())));
        }
    }

    /**
     * A page of the entities that the caller may see, latest change first.
     *
     * @param wanted for the parameter {@code municipality}, when it is given: the municipality of an entity
     */
    public void list(String path, String operation, Function<S, Municipality> wanted) {
        router.get(path).handler(rc -> {
            var query = api.parameters(operation, "query", rc.queryParams());
            var code = query.has("municipality") ? query.get("municipality").asText() : null;
            entities.page(
                    rc,
                    subject.kind(),
                    picture.get().all(subject.kind()),
                    s -> code == null
                            || wanted.apply(s) != null
                                    && code.equals(wanted.apply(s).code()),
                    query);
        });
    }

    /** A page of the entities that match the parameters. */
    public void list(String path, String operation, BiPredicate<ObjectNode, S> wanted) {
        router.get(path).handler(rc -> {
            var query = api.parameters(operation, "query", rc.queryParams());
            entities.page(rc, subject.kind(), picture.get().all(subject.kind()), s -> wanted.test(query, s), query);
        });
    }

    /**
     * A value that belongs to an entity.
     *
     * @param path with {@code :id}
     */
    @FunctionalInterface
    public interface View<W, S> {
        Object of(W who, S entity, ObjectNode query);
    }

    public void view(String path, String operation, View<Caller, S> view) {
        router.get(path).handler(rc -> {
            var query = api.parameters(operation, "query", rc.queryParams());
            rc.end(Buffer.buffer(Json.bytes(view.of(new Caller(rc), visible(rc), query))));
        });
    }

    /**
     * One entity.
     *
     * @param path with {@code :id}
     */
    public void one(String path) {
        find(router.get(path));
        router.get(path).handler(rc -> entities.show(rc, visible(rc)));
    }

    /**
     * The timeline of an entity and its escalations, newest first.
     *
     * @param path with {@code :id}
     */
    public void timeline(String path, String operation) {
        find(router.get(path));
        router.get(path).handler(rc -> timelines.ofEntity(rc, operation, subject.kind()));
    }

    /**
     * Creates an entity, whose id is that of its first event; 201 with its {@code Location}.
     *
     * @param at the path of the collection: the location is this, a slash and the id
     */
    public <B> void create(
            String path, String operation, String at, Class<B> body, BiFunction<Caller, B, ? extends C> command) {
        createOnceKnown(
                path, operation, at, body, (caller, said) -> Future.succeededFuture(command.apply(caller, said)));
    }

    /** The same, when something has to be looked up first. */
    public <B> void createOnceKnown(
            String path,
            String operation,
            String at,
            Class<B> body,
            BiFunction<Caller, B, Future<? extends C>> command) {
        router.post(path).handler(rc -> command.apply(new Caller(rc), entities.body(rc, operation, body))
                .onSuccess(made -> entities.create(
                        rc,
                        subject.kind(),
                        subject.kind().word(),
                        at,
                        entities.eventId(rc, operation, rc.normalizedPath()),
                        made))
                .onFailure(rc::fail));
    }

    /** Makes a command from the caller, the entity and the body. */
    @FunctionalInterface
    public interface Act<W, S, B, C> {
        C command(W who, S entity, B body);
    }

    /**
     * Changes an entity; 201.
     *
     * @param path with {@code :id}
     */
    public <B> void change(String path, String operation, Class<B> body, Act<Caller, S, B, ? extends C> command) {
        find(router.post(path));
        router.post(path).handler(rc -> {
            var entity = visible(rc);
            var made = command.command(new Caller(rc), entity, entities.body(rc, operation, body));
            entities.act(
                    rc,
                    subject.kind(),
                    subject.kind().word(),
                    entity.id(),
                    entities.eventId(rc, operation, entity.id()),
                    made,
                    201);
        });
    }

    /** An entity that left the picture is looked up in the journal first. */
    private void find(Route route) {
        if (subject instanceof PassingSubject) {
            named.inPath(subject.kind(), route);
        }
    }

    private S visible(RoutingContext rc) {
        return entities.visible(rc, subject.kind(), rc.pathParam("id"));
    }
}
