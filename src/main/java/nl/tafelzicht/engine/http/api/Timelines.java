package nl.tafelzicht.engine.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.http.api.AttachedSubject.Attached;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.engine.picture.Picture;

/**
 * The timeline of an entity: its events in the journal, in the words of the API, with the events of related entities,
 * newest first.
 */
public final class Timelines {

    /** With more streams than these (an incident of a thousand reports) only the first are shown. */
    public static final int MOST_STREAMS = 200;
    /** Fields of events that readers do not get: the audience, and texts about another item. */
    private static final List<String> LEFT_OUT =
            List.of("audience", "recipients", "cause", "roles", "waited", "stored", "found", "identity");

    private final HttpDependencies dependencies;
    private final CurrentPicture picture;
    private final JournalStore journal;
    private final SaidThen said;
    private final OpenApi api;
    private final EntityEndpoint entities;

    private record Page(List<ObjectNode> items, Long next) {}

    public Timelines(HttpDependencies dependencies, OpenApi api, EntityEndpoint entities) {
        this.dependencies = dependencies;
        this.picture = dependencies.picture();
        this.journal = dependencies.journal();
        this.said = new SaidThen(journal);
        this.api = api;
        this.entities = entities;
    }

    /**
     * The timeline of an entity and its related entities.
     *
     * @param kind of the entity whose id is in the path
     */
    public void ofEntity(RoutingContext rc, String operation, Kind<?> kind) {
        var own = new EntityKey(
                kind, entities.visible(rc, kind, rc.pathParam("id")).id());
        ofEntity(rc, operation, own, true);
    }

    /**
     * The same for an entity that the caller is known to see.
     *
     * @param related whether related entities are included
     */
    public void ofEntity(RoutingContext rc, String operation, EntityKey own, boolean related) {
        var query = api.parameters(operation, "query", rc.queryParams());
        var streams = new LinkedHashSet<String>();
        streams.add(own.stream());
        (related ? attach(rc, picture.get(), own, Set.of(own), streams) : Future.<Void>succeededFuture())
                .compose(attached -> page(rc, query, streams, own.stream()))
                .onSuccess(page -> rc.end(Buffer.buffer(Json.bytes(page))))
                .onFailure(rc::fail);
    }

    /**
     * Adds the streams of related entities, and of those related to them, and so on, as far as the caller sees them.
     */
    private Future<Void> attach(
            RoutingContext rc, Picture now, EntityKey whose, Set<EntityKey> to, Set<String> streams) {
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var asked = Subjects.all().offering(AttachedSubject.class).stream()
                .map(subject -> subject.attached(now, dependencies, whose, to))
                .toList();
        return Future.all(asked).compose(all -> {
            var next = new LinkedHashSet<EntityKey>();
            for (var answer : asked) {
                for (var attached : answer.result()) {
                    var key = new EntityKey(attached.kind(), attached.entity().id());
                    if (!viewpoint.sees(attached.entity().visibility()) || streams.contains(key.stream())) {
                        continue;
                    }
                    know(rc, attached);
                    streams.add(key.stream());
                    if (attached.goesOn()) {
                        next.add(key);
                    }
                }
            }
            return next.isEmpty() || streams.size() >= MOST_STREAMS
                    ? Future.succeededFuture()
                    : attach(rc, now, whose, next, streams);
        });
    }

    private static <S extends Entity> void know(RoutingContext rc, Attached<S> attached) {
        Named.add(rc, attached.kind(), List.of(attached.entity()));
    }

    /** @param own the stream whose items need not name their entity */
    private Future<Page> page(RoutingContext rc, ObjectNode query, Set<String> streams, String own) {
        long before = query.has("after") ? query.get("after").asLong() : Long.MAX_VALUE;
        int limit = query.get("limit").asInt();
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        return journal.readNewest(streams.stream().limit(MOST_STREAMS).toList(), before, limit + 1)
                .compose(events -> {
                    var page = events.subList(0, Math.min(limit, events.size()));
                    var next = events.size() > limit ? page.get(limit - 1).seq() : null;
                    return lateOnes(page).compose(late -> said.of(viewpoint, page)
                            .map(readable -> new Page(items(rc, readable, late, own), next)));
                });
    }

    private List<ObjectNode> items(RoutingContext rc, List<JournalEvent> readable, Set<UUID> late, String own) {
        var items = new ArrayList<ObjectNode>(readable.size());
        for (var event : readable) {
            var item = item(rc, event);
            if (late.contains(event.id())) {
                item.put("late", true);
            }
            if (!event.stream().equals(own)) {
                item.put("subject", event.stream());
            }
            items.add(item);
        }
        return items;
    }

    /**
     * The events of a page that arrived after something newer was known. Only events that state when they were observed
     * can be late, so few streams are read.
     */
    private Future<Set<UUID>> lateOnes(List<JournalEvent> page) {
        var streams = new LinkedHashMap<String, Integer>();
        for (var event : page) {
            var what = EventTypes.read(event);
            if (Subjects.all().of(what) instanceof TimelineSubject<?, ?> subject && mayBeLate(subject, what)) {
                streams.merge(event.stream(), event.version(), Math::max);
            }
        }
        var reads = streams.entrySet().stream()
                .map(e -> journal.readStream(e.getKey(), 0, e.getValue()))
                .toList();
        return Future.all(reads).map(all -> {
            var late = new HashSet<UUID>();
            for (var events : reads) {
                if (Subjects.all().ofStream(events.result().get(0).stream()) instanceof TimelineSubject<?, ?> subject) {
                    addLate(subject, events.result(), late);
                }
            }
            return late;
        });
    }

    private static <E> boolean mayBeLate(TimelineSubject<E, ?> subject, Record what) {
        return subject.mayBeLate(subject.eventType().cast(what));
    }

    private static <E, S extends Entity> void addLate(
            TimelineSubject<E, S> subject, List<JournalEvent> stream, Set<UUID> late) {
        S entity = null;
        for (var event : stream) {
            var what = subject.eventType().cast(EventTypes.read(event));
            entity = subject.evolve(entity, EventTypes.idOf(event.stream()), what, EventTypes.occurrence(event));
            if (subject.isLate(what, event.id(), entity)) {
                late.add(event.id());
            }
        }
    }

    /** An event as a timeline shows it. */
    public ObjectNode item(RoutingContext rc, JournalEvent event) {
        var item = Json.MAPPER
                .createObjectNode()
                .put("seq", event.seq())
                .put("id", event.id().toString())
                .put("at", event.at().toString());
        var what = EventTypes.read(event);
        return Subjects.all().of(what) instanceof TimelineSubject<?, ?> subject
                ? itemOf(rc, subject, event, what, item)
                : with(item.put("type", event.type()).put("by", event.actor()), event, what);
    }

    private <E, S extends Entity> ObjectNode itemOf(
            RoutingContext rc, TimelineSubject<E, S> subject, JournalEvent event, Record what, ObjectNode item) {
        var e = subject.eventType().cast(what);
        item.put("type", subject.timelineType(e, event.type(), event.version()));
        if (!subject.shieldsActor(e, Named.find(rc, picture, subject.kind(), EventTypes.idOf(event.stream())))) {
            item.put("by", event.actor());
        }
        return with(item, event, subject.timelineFields(e));
    }

    private static ObjectNode with(ObjectNode item, JournalEvent event, Object what) {
        var fields = (ObjectNode) Json.MAPPER.valueToTree(what);
        if (fields.has("id") || fields.has("seq") || fields.has("at")) {
            throw new IllegalStateException("an event's field hides where it stands: " + event.type());
        }
        return item.setAll(fields.remove(LEFT_OUT));
    }
}
