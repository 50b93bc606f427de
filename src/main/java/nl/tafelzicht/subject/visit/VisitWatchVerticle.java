package nl.tafelzicht.subject.visit;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.escalation.domain.Addressee;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.visit.domain.Disagreements;
import nl.tafelzicht.subject.visit.domain.Visit;
import nl.tafelzicht.subject.visit.domain.VisitCommand;
import nl.tafelzicht.subject.visit.domain.VisitState;
import nl.tafelzicht.subject.visit.domain.VisitState.Finding;
import nl.tafelzicht.subject.visit.domain.VisitState.FindingKind;
import nl.tafelzicht.subject.visit.domain.VisitState.VisitStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Escalates what hinders an observer, resolves that once the observer is let in, and notes where observers and stations
 * say different things. It looks at what changed since its last look, once a second. Every node looks, without a
 * leader: an escalation's id follows from the visit and its finding, and a disagreement is noted once.
 */
public final class VisitWatchVerticle extends VerticleBase {

    /** The rules under which its escalations stand: this, a hyphen and the level. */
    static final String RULE = "visit-hindered";

    private static final Logger LOG = LoggerFactory.getLogger(VisitWatchVerticle.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final int MOST_AT_ONCE = 400;
    private static final Duration STILL_NEWS = Duration.ofHours(24);

    private final CurrentPicture picture;
    private final Clock clock;
    private final Set<String> asked = new HashSet<>();
    /** Visits by station. */
    private final Map<String, Set<String>> visits = new HashMap<>();
    /** Stations to look at again, since what was asked of one did not get through. */
    private final Set<String> again = new TreeSet<>();

    private long position;

    VisitWatchVerticle(CurrentPicture picture, Clock clock) {
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
        var stations = new TreeSet<>(again);
        again.clear();
        for (var change : now.changedAfter(position)) {
            if (change.kind() == Visit.KIND) {
                var visit = now.entity(Visit.KIND, change.id());
                var station = visit.state().place().station();
                visits.computeIfAbsent(station, s -> new TreeSet<>()).add(visit.id());
                stations.add(station);
            } else if (change.kind() == Station.STATUS && visits.containsKey(change.id())) {
                stations.add(change.id());
            } else if (change.kind() == Escalation.KIND) {
                stationOf(now.entity(Escalation.KIND, change.id())).ifPresent(stations::add);
            }
        }
        position = now.seq();
        stations.forEach(station -> consider(now, station));
    }

    /** Of an escalation that was raised here: the observer may have been let in meanwhile. */
    private static Optional<String> stationOf(Escalation escalation) {
        var e = escalation.state();
        return e.rule() != null && e.rule().startsWith(RULE) ? Optional.ofNullable(e.station()) : Optional.empty();
    }

    private void consider(Picture now, String station) {
        var there = visits.getOrDefault(station, Set.of()).stream()
                .map(id -> now.entity(Visit.KIND, id).state())
                .toList();
        for (var visit : there) {
            var found = Disagreements.of(visit, there, now.station(station));
            if (!visit.disagreements().containsAll(found)) {
                ask(Visit.KIND, visit.id(), new VisitCommand.Disagree(found), station);
            }
            escalate(now, visit);
        }
    }

    private void escalate(Picture now, VisitState visit) {
        var news = clock.instant().minus(STILL_NEWS);
        for (var finding : visit.findings()) {
            if (finding.kind() == FindingKind.HINDRANCE) {
                due(visit, finding).forEach((id, raise) -> {
                    var there = now.entity(Escalation.KIND, id);
                    if (there == null && finding.at().isAfter(news)) {
                        ask(Escalation.KIND, id, raise, visit.place().station());
                    } else if (there != null && !there.isOver() && visit.status() == VisitStatus.PRESENT) {
                        var resolve = new EscalationCommand.Resolve("the observer was let in", null);
                        ask(Escalation.KIND, id, resolve, visit.place().station());
                    }
                });
            }
        }
    }

    /** To the municipality and the table; what hinders an appointed observer goes to the mayor. */
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
                Set.of(Role.MAYOR, Role.MUNICIPALITY),
                Set.of());
        var reason = "an observer of " + visit.observer().organisation() + " was hindered at "
                + visit.place().name() + ": " + finding.text();
        return new EscalationCommand.Raise(cause, rule, addressee, Severity.ATTENTION, reason, null);
    }

    private void ask(Kind<?> kind, String id, Object command, String station) {
        if (asked.size() >= MOST_AT_ONCE || !asked.add(kind + " " + id)) {
            again.add(station);
            return;
        }
        Commands.send(vertx, kind, new CommandRequest(UUID.randomUUID(), id, command, CommandRequest.HUB))
                .onFailure(cause -> {
                    LOG.warn("cannot note what follows from a visit at {}: {}", station, cause.getMessage());
                    again.add(station);
                })
                .onComplete(done -> asked.remove(kind + " " + id));
    }
}
