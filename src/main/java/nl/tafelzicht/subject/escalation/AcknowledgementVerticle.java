package nl.tafelzicht.subject.escalation;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves an escalation that nobody acknowledged in time one level up. Every node checks, once a second and without a
 * leader: a step up names the version that it was decided on, so that the journal accepts it once.
 */
final class AcknowledgementVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgementVerticle.class);
    private static final long LOOK_MILLIS = 1_000;

    private final CurrentPicture picture;
    private final Clock clock;
    private final Set<String> asked = new HashSet<>();

    AcknowledgementVerticle(CurrentPicture picture, Clock clock) {
        this.picture = picture;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
        return Future.succeededFuture();
    }

    private void look() {
        var time = clock.instant();
        picture.get()
                .all(Escalation.KIND)
                .filter(e -> e.isOverdue(time))
                .map(Escalation::id)
                .filter(asked::add)
                .forEach(id -> Commands.send(
                                vertx,
                                Escalation.KIND,
                                new CommandRequest<>(
                                        UUID.randomUUID(),
                                        id,
                                        new EscalationCommand.CheckDeadline(),
                                        CommandRequest.HUB))
                        .onFailure(cause -> LOG.warn("the deadline of {} waits: {}", id, cause.getMessage()))
                        .onComplete(done -> asked.remove(id)));
    }
}
