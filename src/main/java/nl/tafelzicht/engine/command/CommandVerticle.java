package nl.tafelzicht.engine.command;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.JournalVerticle.AppendRequest;
import nl.tafelzicht.engine.journal.NewEvent;
import nl.tafelzicht.engine.journal.Outcome;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.engine.picture.StoredEntities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the commands of one subject: takes the state from the picture, lets the decider decide, appends, answers. A
 * subject adds only {@link #decide}.
 *
 * <pre>request ─► decide ─► append ─► done
 *             │         └─ somebody else wrote first: decide again on the newer picture
 *             └─ refused, or nothing to do ─► is that so on the newest picture too?
 *                   ├─ no: decide again on that picture
 *                   └─ yes ─► was this very request accepted before? ─► the answer that it got then; else this one
 * </pre>
 *
 * A refusal is given on the newest picture only: an event written on another node a moment ago may have made the
 * command possible. An entity that is no longer in the picture (a report that was dismissed long ago) is folded from
 * its stream, and handled like any other. A decision may write to several entities (a report that becomes part of an
 * incident); its events are written together or not at all.
 */
public abstract class CommandVerticle<S extends Entity> extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(CommandVerticle.class);
    /** An attempt fails only when another writer was faster; this many failures in a row happen only under attack. */
    private static final int MAX_TRIES = 50;

    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    /** An event of an entity. The first of a decision belongs to the command's own entity. */
    public record Write(Kind<?> kind, String id, Object event) {}

    private final Kind<S> kind;
    private final CurrentPicture picture;
    private final JournalStore journal;
    private final CommandMetrics metrics;
    private final Clock clock;
    private final StoredEntities stored;

    /** @param kind of the entities that the commands are for */
    public CommandVerticle(
            Kind<S> kind, CurrentPicture picture, JournalStore journal, CommandMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.kind = kind;
        this.picture = picture;
        this.journal = journal;
        this.clock = clock;
        this.stored = new StoredEntities(picture, journal);
    }

    /** The events that follow from a command; a pure function of its arguments. */
    public abstract Decision<Write> decide(Picture picture, CommandRequest<S> request, Instant now);

    /** Entities that {@link #decide} needs to know, whether they are in the picture or not. */
    public Collection<EntityKey> named(Picture picture, CommandRequest<S> request) {
        return List.of();
    }

    /** The kind of entity that the commands are for. */
    public final Kind<S> kind() {
        return kind;
    }

    /** Turns events of the command's own entity into writes. */
    public <E> Decision<Write> own(String id, Decision<E> decision) {
        if (decision instanceof Decision.Refused<E> r) {
            return Decision.refuse(r.refusal());
        }
        return new Decision.Accepted<>(((Decision.Accepted<E>) decision)
                .events().stream().map(e -> new Write(kind(), id, e)).toList());
    }

    public Decision<Write> unknown() {
        return Decision.refuse(Refusal.unknown(Explanation.of("unknown", "kind", kind())));
    }

    @Override
    public Future<?> start() {
        vertx.eventBus().<CommandRequest<S>>localConsumer(Commands.address(kind), this::handle);
        return Future.succeededFuture();
    }

    private void handle(Message<CommandRequest<S>> message) {
        Future.succeededFuture(message.body())
                .compose(request -> answer(request, 1, false))
                .onComplete(
                        answer -> {
                            metrics.answered(message.body().command(), answer);
                            message.reply(answer);
                        },
                        cause -> {
                            metrics.failed(message.body().command());
                            if (!(cause instanceof ReplyException)) {
                                LOG.error(
                                        "a command for {} failed",
                                        message.body().subject(),
                                        cause);
                            }
                            message.fail(
                                    cause instanceof ReplyException e
                                            ? e.failureCode()
                                            : JournalVerticle.Failure.UNAVAILABLE,
                                    String.valueOf(cause.getMessage()));
                        });
    }

    /** @param newest whether the picture was brought up to date for this command */
    private Future<CommandAnswer> answer(CommandRequest<S> request, int attempt, boolean newest) {
        var current = picture.get();
        var missing = new LinkedHashMap<Kind<?>, Set<String>>();
        named(current, request).stream()
                .filter(key -> current.entity(key.kind(), key.id()) == null)
                .forEach(key -> missing.computeIfAbsent(key.kind(), kind -> new LinkedHashSet<>())
                        .add(key.id()));
        if (missing.isEmpty()) {
            return answer(request, current, attempt, newest);
        }
        var loads = missing.entrySet().stream()
                .<Future<? extends List<? extends Entity>>>map(e -> stored.load(e.getKey(), e.getValue()))
                .toList();
        return Future.all(loads)
                .map(all -> loads.stream()
                        .<Entity>flatMap(load -> load.result().stream())
                        .toList())
                .compose(found -> answer(request, current.beside(found), attempt, newest));
    }

    /** @param now the picture, with the entities that the command names and that are not in it */
    private Future<CommandAnswer> answer(CommandRequest<S> request, Picture now, int attempt, boolean newest) {
        var decision = decide(now, request, clock.instant());
        if (decision instanceof Decision.Accepted<Write> a && !a.events().isEmpty()) {
            return append(request, now, Returning.complete(now, a.events()), attempt);
        }
        if (!newest) {
            return vertx.eventBus()
                    .request(JournalVerticle.CATCH_UP, null, LOCAL)
                    .compose(caughtUp -> answer(request, attempt, true));
        }
        var answer = decision instanceof Decision.Refused<Write> r
                ? new CommandAnswer.Refused(r.refusal())
                : new CommandAnswer.Unchanged(now.entity(kind(), request.subject()));
        return journal.find(request.id())
                .compose(first -> first == null ? Future.succeededFuture(answer) : repeated(request, first));
    }

    private Future<CommandAnswer> append(CommandRequest<S> request, Picture now, List<Write> writes, int attempt) {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var places = places(request, now, writes, at);
        var events = new ArrayList<NewEvent>(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            events.add(EventTypes.write(
                    writes.get(i).event(),
                    EventTypes.stream(writes.get(i).kind(), writes.get(i).id()),
                    places.get(i)));
        }
        events.set(0, events.get(0).withSaid(request.said()));
        return vertx.eventBus()
                .<Outcome>request(JournalVerticle.APPEND, new AppendRequest(events), LOCAL)
                .compose(reply -> {
                    if (reply.body() instanceof Outcome.Appended a) {
                        return Future.succeededFuture(done(now, writes, places, a.firstSeq()));
                    }
                    if (reply.body() instanceof Outcome.Repeated r) {
                        return repeated(request, r.first());
                    }
                    return attempt < MAX_TRIES
                            ? answer(request, attempt + 1, false)
                            : Future.failedFuture(request.subject() + " is too busy");
                });
    }

    /** The metadata of each event: the first has the request's id, and each follows the last event of its stream. */
    private static List<EventMetadata> places(CommandRequest<?> request, Picture now, List<Write> writes, Instant at) {
        var versions = new HashMap<String, Integer>();
        var places = new ArrayList<EventMetadata>(writes.size());
        for (var write : writes) {
            var entity = now.entity(write.kind(), write.id());
            int version = versions.merge(
                    write.kind() + write.id(),
                    entity == null ? 1 : entity.version() + 1,
                    (before, first) -> before + 1);
            places.add(new EventMetadata(
                    0, places.isEmpty() ? request.id() : UUID.randomUUID(), version, at, request.actor()));
        }
        return places;
    }

    private static CommandAnswer done(Picture before, List<Write> writes, List<EventMetadata> places, long firstSeq) {
        var subject = writes.get(0);
        Entity entity = before.entity(subject.kind(), subject.id());
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i).kind() != subject.kind() || !writes.get(i).id().equals(subject.id())) {
                continue;
            }
            var o = places.get(i);
            entity = EventTypes.evolve(
                    entity,
                    subject.id(),
                    writes.get(i).event(),
                    new EventMetadata(firstSeq + i, o.id(), o.version(), o.at(), o.actor()));
        }
        return new CommandAnswer.Done(places.get(0).id(), firstSeq, entity, false);
    }

    /**
     * Repeats the answer that this request got before, or refuses a different request that was sent under the same key.
     */
    private Future<CommandAnswer> repeated(CommandRequest<S> request, JournalEvent first) {
        if (request.said() == null) {
            return asItWas(first);
        }
        return journal.said(first.id())
                .compose(said -> said == null || said.equals(request.said())
                        ? asItWas(first)
                        : Future.succeededFuture(new CommandAnswer.Refused(Refusal.reused())));
    }

    /** The entity right after an earlier event: the fold of its stream up to there. */
    private Future<CommandAnswer> asItWas(JournalEvent event) {
        return journal.readStream(event.stream(), 0, event.version()).map(events -> {
            Entity entity = null;
            for (var e : events) {
                entity = EventTypes.evolve(
                        entity, EventTypes.idOf(e.stream()), EventTypes.read(e), EventTypes.occurrence(e));
            }
            return new CommandAnswer.Done(event.id(), event.seq(), entity, true);
        });
    }
}
