package nl.tafelzicht.subject.courier;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.courier.domain.Courier;
import nl.tafelzicht.subject.courier.domain.CourierCommand;
import nl.tafelzicht.subject.escalation.domain.Addressee;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.station.Stations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Escalates late couriers, once each, and resolves the escalation when they arrive or are cancelled; a day later they
 * leave the picture. Every node checks once a second, without a leader.
 */
final class TripWatchVerticle extends VerticleBase {

    /** The rule named in its escalations. */
    static final String RULE = "courier-late";

    private static final Logger LOG = LoggerFactory.getLogger(TripWatchVerticle.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final int MOST_AT_ONCE = 200;

    private final CurrentPicture picture;
    private final Clock clock;
    private final Set<String> asked = new HashSet<>();

    TripWatchVerticle(CurrentPicture picture, Clock clock) {
        this.picture = picture;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
        return Future.succeededFuture();
    }

    private void look() {
        var now = picture.get();
        var time = clock.instant();
        now.all(Courier.KIND).forEach(courier -> {
            var id = DerivedIds.of("escalation", RULE, courier.id()).toString();
            var escalation = now.entity(Escalation.KIND, id);
            if (escalation == null && courier.isLate(time)) {
                ask(id, raise(now, courier));
            } else if (escalation != null && !escalation.isOver() && courier.isOver()) {
                ask(
                        id,
                        new EscalationCommand.Resolve(
                                "the trip is over: " + courier.state().status(), null));
            } else if (courier.isPast(time)) {
                ask(Courier.KIND, courier.id(), new CourierCommand.PutAway());
            }
        });
    }

    private static EscalationCommand raise(Picture now, Courier courier) {
        var s = courier.state();
        var to = s.trip().to();
        var station = Stations.find(now, to.station());
        var cause = new Cause(
                Courier.KIND.word(),
                courier.id(),
                s.status().toString(),
                to.station(),
                station == null ? null : station.point(),
                null,
                List.of(),
                courier.visibility().marking(),
                Visibility.LOCAL,
                Set.of());
        return new EscalationCommand.Raise(
                cause,
                RULE,
                Addressee.of(EscalationLevel.MUNICIPALITY, to.municipality()),
                Severity.ATTENTION,
                "a courier with " + s.trip().ballots() + " ballots for station " + to.number() + " has not arrived",
                null);
    }

    private void ask(String id, EscalationCommand command) {
        ask(Escalation.KIND, id, command);
    }

    private <S extends Entity> void ask(Kind<S> kind, String id, Command<S> command) {
        if (asked.size() >= MOST_AT_ONCE || !asked.add(id)) {
            return;
        }
        Commands.send(vertx, kind, new CommandRequest<>(UUID.randomUUID(), id, command, CommandRequest.HUB))
                .onFailure(cause -> LOG.warn("the deadline of a courier waits: {}", cause.getMessage()))
                .onComplete(done -> asked.remove(id));
    }
}
