package nl.tafelzicht.subject.courier;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.ballot.domain.DayShape;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of ballots that run out. Every node checks, without a leader: a warning's id is derived from its station and
 * the number of earlier warnings, so that the journal accepts it once.
 */
final class BallotWatchVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(BallotWatchVerticle.class);
    private static final long LOOK_MILLIS = 2_000;
    /** So that a wrong number that affects the whole country does not call everybody at once. */
    private static final int MOST_AT_ONCE = 100;

    private final CurrentPicture picture;
    private final Clock clock;
    private final Outlooks outlooks;
    private final Set<String> asked = new HashSet<>();

    BallotWatchVerticle(CurrentPicture picture, Clock clock, DayShape usual) {
        this.picture = picture;
        this.clock = clock;
        this.outlooks = new Outlooks(usual);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
        return Future.succeededFuture();
    }

    private void look() {
        var now = picture.get();
        new BallotWarnings(now, outlooks.at(now, clock.instant()))
                .due(MOST_AT_ONCE - asked.size(), asked::contains)
                .forEach(this::ask);
    }

    private void ask(BallotWarnings.Ask ask) {
        asked.add(ask.id());
        var request = new CommandRequest<>(UUID.randomUUID(), ask.id(), ask.command(), CommandRequest.HUB);
        Commands.send(vertx, Escalation.KIND, request)
                .onFailure(cause -> LOG.warn("a warning of ballots waits: {}", cause.getMessage()))
                .onComplete(done -> asked.remove(ask.id()));
    }
}
