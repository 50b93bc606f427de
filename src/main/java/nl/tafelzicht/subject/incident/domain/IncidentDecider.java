package nl.tafelzicht.subject.incident.domain;

import static nl.tafelzicht.subject.incident.domain.IncidentStatus.CLOSED;
import static nl.tafelzicht.subject.incident.domain.IncidentStatus.CONTAINED;
import static nl.tafelzicht.subject.incident.domain.IncidentStatus.DISMISSED;
import static nl.tafelzicht.subject.incident.domain.IncidentStatus.REPORTED;
import static nl.tafelzicht.subject.incident.domain.IncidentStatus.VERIFIED;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportDecider;
import nl.tafelzicht.subject.report.domain.ReportState;

/**
 * The rules of an incident. Pure.
 *
 * <pre>
 * reported ─► verified ⇄ contained ─► closed ─► verified (opened again, with a reason)
 *     │           └──────────────────────▲
 *     ▼
 * dismissed ─► reported (with a reason)
 * </pre>
 */
public final class IncidentDecider {

    private static final Map<IncidentStatus, Set<IncidentStatus>> STEPS = Map.of(
            REPORTED, EnumSet.of(VERIFIED, DISMISSED),
            VERIFIED, EnumSet.of(CONTAINED, CLOSED, DISMISSED),
            CONTAINED, EnumSet.of(VERIFIED, CLOSED),
            CLOSED, EnumSet.of(VERIFIED),
            DISMISSED, EnumSet.of(REPORTED));
    /** The most that a request may name: each change of an incident is sent to every screen with all of its reports. */
    static final int MOST_REPORTS = 1_000;

    static final int MOST_STATIONS = 1_000;
    /** Steps that need a reason. */
    private static final Set<IncidentStatus> WITH_REASON = EnumSet.of(DISMISSED);

    private IncidentDecider() {}

    /** @param incident its present state, or {@code null} when there is none yet */
    public static Decision<IncidentEvent> decide(Incident incident, IncidentCommand command, Instant now) {
        if (command instanceof IncidentCommand.Open c) {
            return open(c);
        }
        if (command instanceof IncidentCommand.Amend c) {
            return amend(incident.state(), c);
        }
        if (command instanceof IncidentCommand.Merge c) {
            return merge(incident, c);
        }
        if (command instanceof IncidentCommand.Split c) {
            return split(incident.state(), c);
        }
        var c = (IncidentCommand.Comment) command;
        return Decision.accept(new IncidentEvent.Commented(c.text(), c.role()));
    }

    private static Decision<IncidentEvent> open(IncidentCommand.Open c) {
        if (c.reports().isEmpty()) {
            return Decision.refuse(Refusal.invalid("reports", Explanation.of("no-reports")));
        }
        if (recipients(c.reports()).size() > Visibility.MOST_NAMED) {
            return Decision.refuse(
                    Refusal.invalid("reports", Explanation.of("together-for-too-many", "most", Visibility.MOST_NAMED)));
        }
        if (c.reports().size() > MOST_REPORTS) {
            return Decision.refuse(
                    Refusal.invalid("reports", Explanation.of("too-many-reports", "most", MOST_REPORTS)));
        }
        var taken = c.reports().stream()
                .map(r -> ReportDecider.notFree(r.state()))
                .filter(Objects::nonNull)
                .findFirst();
        if (taken.isPresent()) {
            return Decision.refuse(taken.get());
        }
        var states = c.reports().stream()
                .map(Report::state)
                .sorted(Comparator.comparing(ReportState::at))
                .toList();
        var first = states.get(0);
        var severity = c.severity() != null
                ? c.severity()
                : states.stream().map(ReportState::severity).reduce(Severity.INFO, Severity::or);
        var place =
                states.stream().filter(s -> s.location() != null).findFirst().orElse(first);
        return Decision.accept(new IncidentEvent.Opened(
                states.stream().map(ReportState::id).toList(),
                first.kind(),
                severity,
                c.verified() ? VERIFIED : REPORTED,
                c.title(),
                states.stream()
                        .map(ReportState::municipality)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                place.location(),
                stations(states.stream()),
                marking(c.reports(), Tlp.CLEAR),
                audience(c.reports()),
                recipients(c.reports()),
                c.role()));
    }

    private static List<String> stations(Stream<ReportState> reports) {
        return reports.map(ReportState::station)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Tlp marking(List<Report> reports, Tlp least) {
        return reports.stream().map(r -> r.state().marking()).reduce(least, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    private static Set<Role> audience(List<Report> reports) {
        var roles = EnumSet.noneOf(Role.class);
        reports.forEach(r -> roles.addAll(r.visibility().roles()));
        roles.retainAll(Visibility.LOCAL);
        return Set.copyOf(roles);
    }

    private static Set<String> recipients(List<Report> reports) {
        var names = new HashSet<String>();
        reports.forEach(r -> names.addAll(r.visibility().recipients()));
        return Set.copyOf(names);
    }

    private static Decision<IncidentEvent> amend(IncidentState s, IncidentCommand.Amend c) {
        if (s.mergedInto() != null) {
            return Decision.refuse(over(s));
        }
        boolean step = c.status() != null && c.status() != s.state();
        if (step && !STEPS.get(s.state()).contains(c.status())) {
            return Decision.refuse(
                    transition(Explanation.of("incident-step", "state", s.state(), "status", c.status()), s));
        }
        boolean reopens = step && s.state().isOver();
        if (step
                && (WITH_REASON.contains(c.status()) || reopens)
                && (c.reason() == null || c.reason().isBlank())) {
            return Decision.refuse(Refusal.invalid("reason", Explanation.of("reason-missing")));
        }
        boolean same = !step
                && (c.severity() == null || c.severity() == s.severity())
                && (c.title() == null || c.title().equals(s.title()))
                && (c.assignee() == null || c.assignee().equals(s.assignee() == null ? "" : s.assignee()))
                && (c.stations() == null || c.stations().equals(s.stations()));
        return same
                ? Decision.nothing()
                : Decision.accept(new IncidentEvent.Amended(
                        step ? c.status() : null,
                        c.severity(),
                        c.assignee(),
                        c.title(),
                        c.stations(),
                        c.reason(),
                        c.role()));
    }

    private static Decision<IncidentEvent> merge(Incident incident, IncidentCommand.Merge c) {
        var s = incident.state();
        if (s.mergedInto() != null || s.state().isOver()) {
            return Decision.refuse(over(s));
        }
        for (var other : c.incidents()) {
            if (other.id().equals(s.id())) {
                return Decision.refuse(Refusal.invalid("incidents", Explanation.of("incident-merged-with-itself")));
            }
            if (other.state().mergedInto() != null) {
                return Decision.refuse(over(other.state()));
            }
        }
        var taken = c.reports().stream()
                .filter(r -> !s.id().equals(r.state().incident()))
                .map(r -> ReportDecider.notFree(r.state()))
                .filter(Objects::nonNull)
                .findFirst();
        if (taken.isPresent()) {
            return Decision.refuse(taken.get());
        }
        var fresh = Stream.concat(c.reports().stream(), c.theirs().stream())
                .filter(r -> !s.reports().contains(r.id()))
                .toList();
        if (fresh.isEmpty() && c.incidents().isEmpty()) {
            return Decision.nothing();
        }
        if (s.reports().size() + fresh.size() > MOST_REPORTS) {
            return Decision.refuse(new Refusal(
                    Refusal.Reason.TRANSITION,
                    "reports",
                    Explanation.of("reports-full", "most", MOST_REPORTS),
                    s.state().toString(),
                    List.of()));
        }
        var severity = Stream.concat(
                        fresh.stream().map(r -> r.state().severity()),
                        c.incidents().stream().map(i -> i.state().severity()))
                .reduce(s.severity(), Severity::or);
        var stations = new LinkedHashSet<>(stations(fresh.stream().map(Report::state)));
        c.incidents().forEach(i -> stations.addAll(i.state().stations()));
        if (incident.everVisible().isFullFor(recipients(fresh), Set.of())) {
            return Decision.refuse(
                    Refusal.invalid("reports", Explanation.of("together-for-too-many", "most", Visibility.MOST_NAMED)));
        }
        if (Stream.concat(s.stations().stream(), stations.stream()).distinct().count() > MOST_STATIONS) {
            return Decision.refuse(new Refusal(
                    Refusal.Reason.TRANSITION,
                    "reports",
                    Explanation.of("stations-full", "most", MOST_STATIONS),
                    s.state().toString(),
                    List.of()));
        }
        return Decision.accept(new IncidentEvent.ReportsAdded(
                fresh.stream().map(Report::id).toList(),
                c.incidents().stream().map(Incident::id).toList(),
                severity,
                marking(fresh, s.marking()),
                audience(fresh),
                recipients(fresh),
                List.copyOf(stations),
                c.role()));
    }

    private static Decision<IncidentEvent> split(IncidentState s, IncidentCommand.Split c) {
        if (s.mergedInto() != null) {
            return Decision.refuse(over(s));
        }
        for (var id : c.reports()) {
            if (!s.reports().contains(id)) {
                return Decision.refuse(Refusal.invalid("reports", Explanation.of("not-part-of-incident", "id", id)));
            }
        }
        if (c.reports().size() >= s.reports().size()) {
            return Decision.refuse(Refusal.invalid("reports", Explanation.of("last-report")));
        }
        return Decision.accept(new IncidentEvent.ReportsRemoved(c.reports(), c.into(), c.role()));
    }

    private static Refusal over(IncidentState s) {
        return s.mergedInto() == null
                ? transition(Explanation.of("incident-over", "id", s.id(), "state", s.state()), s)
                : new Refusal(
                        Refusal.Reason.TRANSITION,
                        "incidents",
                        Explanation.of("incident-merged", "id", s.id(), "mergedInto", s.mergedInto()),
                        "merged",
                        List.of());
    }

    private static Refusal transition(Explanation why, IncidentState s) {
        return new Refusal(
                Refusal.Reason.TRANSITION,
                "state",
                why,
                s.state().toString(),
                STEPS.get(s.state()).stream().map(IncidentStatus::toString).toList());
    }
}
