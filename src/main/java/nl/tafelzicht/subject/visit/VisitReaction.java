package nl.tafelzicht.subject.visit;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.escalation.domain.Addressee;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.visit.domain.Disagreements;
import nl.tafelzicht.subject.visit.domain.Visit;
import nl.tafelzicht.subject.visit.domain.VisitCommand;
import nl.tafelzicht.subject.visit.domain.VisitState;
import nl.tafelzicht.subject.visit.domain.VisitState.Finding;
import nl.tafelzicht.subject.visit.domain.VisitState.FindingKind;
import nl.tafelzicht.subject.visit.domain.VisitState.VisitStatus;

/**
 * Escalates the hindrance of an observer, resolves the escalation once the observer is let in, and records where
 * observers and stations contradict each other.
 */
final class VisitReaction implements Reaction {

    /** The rule named in its escalations: this, a hyphen and the level. */
    static final String RULE = "visit-hindered";

    private static final Duration STILL_NEWS = Duration.ofHours(24);

    private final Clock clock;
    private final Asker asker;
    /** Visits by station. */
    private final Map<String, Set<String>> visits = new HashMap<>();

    VisitReaction(Clock clock, Asker asker) {
        this.clock = clock;
        this.asker = asker;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Visit.KIND, Station.STATUS, Escalation.KIND);
    }

    @Override
    public void consider(Picture now, Change change) {
        if (change.kind() == Visit.KIND) {
            var visit = now.entity(Visit.KIND, change.id()).state();
            visits.computeIfAbsent(visit.place().station(), s -> new TreeSet<>())
                    .add(visit.id());
            compare(now, visit.place().station(), change);
            escalate(now, visit, change);
        } else if (change.kind() == Station.STATUS) {
            compare(now, change.id(), change);
        } else {
            var e = now.entity(Escalation.KIND, change.id()).state();
            if (e.rule() != null && e.rule().startsWith(RULE)) {
                // the observer may have been let in meanwhile
                escalate(now, now.entity(Visit.KIND, e.subject().id()).state(), change);
            }
        }
    }

    private void compare(Picture now, String station, Change change) {
        var there = visits.getOrDefault(station, Set.of()).stream()
                .map(id -> now.entity(Visit.KIND, id).state())
                .filter(visit -> !visit.answers().isEmpty())
                .toList();
        for (var visit : there) {
            var found = Disagreements.of(visit, there, Stations.find(now, station));
            if (!visit.disagreements().containsAll(found)) {
                asker.ask(Visit.KIND, "disagree " + visit.id(), visit.id(), new VisitCommand.Disagree(found), change);
            }
        }
    }

    private void escalate(Picture now, VisitState visit, Change change) {
        var news = clock.instant().minus(STILL_NEWS);
        for (var finding : visit.findings()) {
            if (finding.kind() == FindingKind.HINDRANCE) {
                due(visit, finding).forEach((id, raise) -> {
                    var there = now.entity(Escalation.KIND, id);
                    if (there == null && finding.at().isAfter(news)) {
                        asker.ask(Escalation.KIND, "hindered " + id, id, raise, change);
                    } else if (there != null && !there.isOver() && visit.status() == VisitStatus.PRESENT) {
                        var resolve = new EscalationCommand.Resolve("the observer was let in", null);
                        asker.ask(Escalation.KIND, "resolve " + id, id, resolve, change);
                    }
                });
            }
        }
    }

    /** To the municipality and the table; the hindrance of an appointed observer goes to the mayor. */
    private static Map<String, EscalationCommand.Raise> due(VisitState visit, Finding finding) {
        var place = visit.place().municipality();
        var local = visit.observer().appointed()
                ? Addressee.of(EscalationLevel.TRIANGLE, EnumSet.of(Role.MAYOR), place)
                : Addressee.of(EscalationLevel.MUNICIPALITY, place);
        var due = new LinkedHashMap<String, EscalationCommand.Raise>();
        for (var addressee : List.of(local, Addressee.of(EscalationLevel.TABLE, place))) {
            var rule = RULE + "-" + addressee.level();
            var id = DerivedIds.of("escalation", rule, visit.id(), String.valueOf(finding.number()))
                    .toString();
            due.put(id, raise(visit, finding, rule, addressee));
        }
        return due;
    }

    private static EscalationCommand.Raise raise(VisitState visit, Finding finding, String rule, Addressee addressee) {
        var cause = new Cause(
                Visit.KIND.word(),
                visit.id(),
                "hindered",
                visit.place().station(),
                visit.place().location(),
                null,
                List.of(),
                Tlp.GREEN,
                visit.observer().appointed() ? Set.of(Role.MAYOR) : Set.of(Role.MAYOR, Role.MUNICIPALITY),
                Set.of());
        var reason = "an observer of " + visit.observer().organisation() + " was hindered at "
                + visit.place().name() + ": " + finding.text();
        return new EscalationCommand.Raise(cause, rule, addressee, Severity.ATTENTION, reason, null);
    }
}
