package nl.tafelzicht.subject.escalation;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.escalation.domain.EscalationState;
import nl.tafelzicht.subject.escalation.domain.EscalationStatus;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationState;

/**
 * Escalates a suspension to the mayor, who must know at once (Kieswet J 38). The mayor's decision acknowledges the
 * escalation; resumption resolves it. Each suspension has an escalation of its own.
 */
final class SuspensionReaction implements Reaction {

    private static final Duration STILL_NEWS = Duration.ofHours(24);

    private final EscalationRules rules;
    private final Clock clock;
    private final Asker asker;
    /** Open escalations, by station. */
    private final Map<String, String> open = new HashMap<>();

    SuspensionReaction(EscalationRules rules, Clock clock, Asker asker) {
        this.rules = rules;
        this.clock = clock;
        this.asker = asker;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Station.STATUS, Escalation.KIND);
    }

    @Override
    public void consider(Picture now, Change change) {
        if (change.kind() == Escalation.KIND) {
            follow(now, now.entity(Escalation.KIND, change.id()));
            return;
        }
        var station = Stations.find(now, change.id());
        if (station == null) {
            return;
        }
        raise(now, station, change);
        var raised = open.get(station.id());
        if (raised != null) {
            follow(now, now.entity(Escalation.KIND, raised));
        }
    }

    private static String id(String rule, StationState s) {
        return DerivedIds.of("escalation", rule, s.id(), s.since().toString()).toString();
    }

    private void raise(Picture now, Station station, Change change) {
        var s = station.state();
        if (!s.status().isSuspended() || s.since().isBefore(clock.instant().minus(STILL_NEWS))) {
            return;
        }
        var due = rules.ofSuspension(station);
        var id = id(due.rule(), s);
        if (now.entity(Escalation.KIND, id) == null) {
            asker.ask(Escalation.KIND, "suspension " + s.id(), id, ReportReaction.raise(due), change);
        }
    }

    private void follow(Picture now, Escalation escalation) {
        var e = escalation.state();
        if (!EscalationRules.SUSPENSION.equals(e.rule()) || !e.subject().kind().equals(Cause.STATION)) {
            return;
        }
        if (escalation.isOver()) {
            open.remove(e.subject().id(), e.id());
            return;
        }
        open.put(e.subject().id(), e.id());
        var station = Stations.find(now, e.subject().id());
        if (station != null) {
            settle(escalation, station.state());
        }
    }

    private void settle(Escalation escalation, StationState s) {
        var e = escalation.state();
        var again = new Change(escalation.seq(), Escalation.KIND, e.id());
        boolean isThisOne = s.status().isSuspended() && id(e.rule(), s).equals(e.id());
        if (!isThisOne) {
            var resolve = new EscalationCommand.Resolve("the station is " + s.status(), null);
            asker.ask(Escalation.KIND, "resolve " + e.id(), e.id(), resolve, again);
        } else if (s.resumption() != null && e.state() == EscalationStatus.OPEN) {
            var seen = new EscalationCommand.Acknowledge(decider(e, s), "decided when and where the session goes on");
            asker.ask(
                    Escalation.KIND,
                    "seen " + e.id(),
                    e.id(),
                    seen,
                    s.resumption().by(),
                    again);
        }
    }

    private static Role decider(EscalationState e, StationState s) {
        return e.addressee().roles().contains(s.resumption().role())
                ? s.resumption().role()
                : Role.MAYOR;
    }
}
