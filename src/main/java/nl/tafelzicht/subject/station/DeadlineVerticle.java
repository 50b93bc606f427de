package nl.tafelzicht.subject.station;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.station.domain.DeadlineRule;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds deadlines that passed: once a second it checks all stations (a millisecond for 10,000). Every node does,
 * without a leader; the journal accepts the finding of the first one, since the others then name a version that is
 * taken.
 */
public final class DeadlineVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineVerticle.class);
    private static final long LOOK_MILLIS = 1_000;
    /** So that on a morning without any opening, reports do not wait behind ten thousand findings. */
    private static final int MOST_AT_ONCE = 500;

    private final CurrentPicture picture;
    private final DeadlineRule rule;
    private final Clock clock;
    private final Set<String> asked = new HashSet<>();

    public DeadlineVerticle(CurrentPicture picture, DeadlineRule rule, Clock clock) {
        this.picture = picture;
        this.rule = rule;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
        return Future.succeededFuture();
    }

    private void look() {
        var now = clock.instant();
        picture.get()
                .all(Station.KIND)
                .filter(s -> isDue(s, now) && !asked.contains(s.id()))
                .limit(MOST_AT_ONCE - asked.size())
                .forEach(this::ask);
    }

    private boolean isDue(Station s, Instant now) {
        return s.isToGoOn(now)
                || !s.state().overdue() && rule.isOverdue(s, now)
                || !s.state().silent() && rule.isSilent(s, now);
    }

    private void ask(Station station) {
        asked.add(station.id());
        var request = new CommandRequest<>(
                UUID.randomUUID(), station.id(), new StationCommand.CheckDeadlines(rule), CommandRequest.HUB);
        Commands.send(vertx, Station.KIND, request)
                .onFailure(cause -> LOG.warn("cannot note the deadline of {}: {}", station.id(), cause.getMessage()))
                .onComplete(done -> asked.remove(station.id()));
    }
}
