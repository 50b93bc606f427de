package nl.tafelzicht.engine.command;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the picture and runs the {@link Reaction}s of all subjects.
 *
 * <pre>the picture changed ─► what do the rules require that is missing? ─► a command for it</pre>
 *
 * Reactions look at the state, not at single events. So nothing is forgotten when a node goes down between a report and
 * its escalation: the next check, on this node or another, finds the gap. Every node checks, without a leader: an
 * escalation's id is derived from its rule and its subject, so that the journal accepts it once.
 */
public final class ReactionVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ReactionVerticle.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final int MOST_AT_A_TIME = 1_000;

    private final CurrentPicture picture;
    private final Map<Kind<?>, List<Reaction>> reactions = new HashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    /** Commands under way, by matter: there is at most one for each. */
    private final Set<String> asked = new HashSet<>();
    /** Changes to consider again once the command under way is done. */
    private final Set<Change> again = new LinkedHashSet<>();

    private Context context;
    private Runnable stopListening;
    private long position;

    public ReactionVerticle(Subjects subjects, CommandDependencies dependencies) {
        this.picture = dependencies.picture();
        subjects.offering(ReactingSubject.class).stream()
                .flatMap(subject -> subject.reactions(dependencies, this::ask).stream())
                .forEach(reaction -> reaction.kinds().forEach(kind -> reactions
                        .computeIfAbsent(kind, k -> new ArrayList<>())
                        .add(reaction)));
    }

    @Override
    public Future<?> start() {
        context = vertx.getOrCreateContext();
        stopListening = picture.onChange(this::wake);
        vertx.setPeriodic(LOOK_MILLIS, t -> lookAgain());
        wake();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopListening.run();
        return Future.succeededFuture();
    }

    /** May be called from any thread. */
    private void wake() {
        if (!woken.getAndSet(true)) {
            context.runOnContext(v -> look());
        }
    }

    /**
     * Considers a limited number of changes at a time: after a start there may be a hundred thousand, and others share
     * this event loop.
     */
    private void look() {
        woken.set(false);
        var now = picture.get();
        int left = MOST_AT_A_TIME;
        for (var change : now.changedAfter(position)) {
            if (left-- <= 0 && change.seq() > position) {
                wake();
                return;
            }
            consider(now, change);
            position = change.seq();
        }
        position = now.seq();
    }

    private void consider(Picture now, Change change) {
        reactions.getOrDefault(change.kind(), List.of()).forEach(reaction -> reaction.consider(now, change));
    }

    private void lookAgain() {
        var now = picture.get();
        var changes = Set.copyOf(again);
        again.clear();
        changes.forEach(change -> consider(now, change));
    }

    private <S extends Entity> void ask(
            Kind<S> kind, String matter, String subject, Command<S> command, String actor, Change retry) {
        if (!asked.add(matter)) {
            again.add(retry);
            return;
        }
        Commands.send(vertx, kind, new CommandRequest<>(UUID.randomUUID(), subject, command, actor))
                .onFailure(cause -> {
                    LOG.warn("{} did not get through: {}", matter, cause.getMessage());
                    again.add(retry);
                })
                .onComplete(done -> {
                    asked.remove(matter);
                    if (done.succeeded() && !again.isEmpty()) {
                        lookAgain();
                    }
                });
    }
}
