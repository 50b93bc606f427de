package nl.tafelzicht.engine.http.api;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;
import java.util.function.Function;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.picture.CurrentPicture;

/**
 * The operations of one subject, as {@link ServedSubject#install} names them. Each is one of the OpenAPI document,
 * which says what its parameters and its body may be; an entity that a caller may not see is not there for them. Of one
 * event loop.
 *
 * @param <C> the subject's commands
 * @param <S> its entities
 */
public final class SubjectEndpoint<C, S extends Entity> {

    private final ServedSubject<C, ?, S> subject;
    private final Router router;
    private final CurrentPicture picture;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final LocationResolver locations;
    private final TimelineRoutes timelines;

    private SubjectEndpoint(ServedSubject<C, ?, S> subject, Router router, RouteDependencies dependencies) {
        this.subject = subject;
        this.router = router;
        this.picture = dependencies.node().picture();
        this.api = dependencies.api();
        this.entities = dependencies.entities();
        this.locations = dependencies.locations();
        this.timelines = dependencies.timelines();
    }

    public static <C, S extends Entity> void install(
            ServedSubject<C, ?, S> subject, Router router, RouteDependencies dependencies) {
        subject.install(new SubjectEndpoint<>(subject, router, dependencies));
    }

    /** Who asks, and where. */
    public final class Caller {
        private final RoutingContext rc;

        private Caller(RoutingContext rc) {
            this.rc = rc;
        }

        /** @throws Problem 404 for a code in the path that is no municipality's */
        public Municipality municipalityOfPath() {
            return locations.ofPath(rc.pathParam("code"));
        }

        /** @throws Problem 403 when this person may not change this subject there */
        public Role roleIn(Municipality municipality) {
            return Rights.roleFor(
                            Authentication.principal(rc),
                            subject::mayChange,
                            municipality == null ? null : municipality.code())
                    .orElseThrow(() -> Problem.of(
                            403,
                            Explanation.of(
                                    "may-not-change", "list", subject.kind().list())));
        }
    }

    /**
     * A page of what the caller may see, what changed last first.
     *
     * @param wanted of the parameter {@code municipality}, when it is given: its code; of an entity: its municipality
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

    /** One of them. @param path with {@code :id} */
    public void one(String path) {
        router.get(path).handler(rc -> entities.show(rc, visible(rc)));
    }

    /** What happened to it and to its escalations, newest first. @param path with {@code :id} */
    public void timeline(String path, String operation) {
        router.get(path).handler(rc -> timelines.ofEntity(rc, operation, subject.kind()));
    }

    /**
     * Makes a new one, whose id is that of its first event; 201 with its {@code Location}.
     *
     * @param at where one of them is: this, a slash and its id
     */
    public <B> void create(
            String path, String operation, String at, Class<B> body, BiFunction<Caller, B, ? extends C> command) {
        router.post(path).handler(rc -> {
            var made = command.apply(new Caller(rc), entities.body(rc, operation, body));
            entities.create(
                    rc,
                    subject.kind(),
                    subject.kind().word(),
                    at,
                    entities.eventId(rc, operation, rc.normalizedPath()),
                    made);
        });
    }

    /** From who asks, what it is about and what they said to what is to be done. */
    @FunctionalInterface
    public interface Act<W, S, B, C> {
        C command(W who, S entity, B body);
    }

    /** Changes one; 201. @param path with {@code :id} */
    public <B> void change(String path, String operation, Class<B> body, Act<Caller, S, B, ? extends C> command) {
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

    private S visible(RoutingContext rc) {
        return entities.visible(rc, subject.kind(), rc.pathParam("id"));
    }
}
