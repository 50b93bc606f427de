package nl.tafelzicht.subject.duty;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.duty.domain.Duty.HandOver;
import nl.tafelzicht.subject.duty.domain.DutyState;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.escalation.domain.EscalationState;
import nl.tafelzicht.subject.escalation.domain.EscalationStatus;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentCommand;
import nl.tafelzicht.subject.incident.domain.IncidentState;
import nl.tafelzicht.subject.incident.domain.IncidentStatus;

/**
 * The person who takes over a duty also takes over its open work: escalations that were acknowledged and incidents that
 * were assigned.
 */
final class HandOverReaction implements Reaction {

    private static final Duration STILL_NEWS = Duration.ofHours(1);

    private final Clock clock;
    private final Asker asker;

    HandOverReaction(Clock clock, Asker asker) {
        this.clock = clock;
        this.asker = asker;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Duty.KIND);
    }

    @Override
    public void consider(Picture now, Change change) {
        var d = now.entity(Duty.KIND, change.id()).state();
        var h = d.handOver();
        if (h == null || h.from() == null || h.at().isBefore(clock.instant().minus(STILL_NEWS))) {
            return;
        }
        now.all(Escalation.KIND)
                .map(e -> e.state())
                .filter(e -> isOpenWith(e, d, h))
                .forEach(e -> asker.ask(
                        Escalation.KIND,
                        "pass on " + e.id(),
                        e.id(),
                        new EscalationCommand.PassOn(h.from(), h.to(), d.role()),
                        h.by(),
                        change));
        now.all(Incident.KIND)
                .map(i -> i.state())
                .filter(i -> isOn(i, d, h))
                .forEach(i -> asker.ask(
                        Incident.KIND,
                        "pass on " + i.id(),
                        i.id(),
                        new IncidentCommand.Amend(null, null, h.to(), null, null, null, d.role()),
                        h.by(),
                        change));
    }

    private static boolean isOpenWith(EscalationState e, DutyState d, HandOver h) {
        return e.state() == EscalationStatus.ACKNOWLEDGED
                && h.from().equals(e.acknowledged().by())
                && e.acknowledged().role() == d.role()
                && e.acknowledged().at().isBefore(h.at())
                && (EscalationLevel.of(d.role()) == EscalationLevel.TABLE
                        || Objects.equals(e.municipality(), d.municipality()));
    }

    private static boolean isOn(IncidentState i, DutyState d, HandOver h) {
        return h.from().equals(i.assignee())
                && i.state() != IncidentStatus.CLOSED
                && i.state() != IncidentStatus.DISMISSED
                && (EscalationLevel.of(d.role()) == EscalationLevel.TABLE
                        || Objects.equals(i.municipality(), d.municipality()));
    }
}
