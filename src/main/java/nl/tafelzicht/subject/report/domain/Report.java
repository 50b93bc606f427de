package nl.tafelzicht.subject.report.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.report.domain.ReportState.Addition;
import nl.tafelzicht.subject.report.domain.ReportState.Dismissal;
import nl.tafelzicht.subject.report.domain.ReportState.Triage;
import nl.tafelzicht.subject.tolerance.domain.Verdict;

/**
 * What somebody says is happening: the state for the decider, the entity in the picture and, in its {@code state}, what
 * viewers get.
 *
 * @param current whether it is in the picture; otherwise only in the table of all reports
 */
public record Report(ReportState state, int version, Visibility visibility, Visibility everVisible, boolean current)
        implements Entity {

    public static final Kind<Report> KIND = new Kind<>("report", "reports", 40, Report.class);

    /** When it was observed; when it arrived, if the reporter did not say. */
    public Instant seenAt() {
        return state.observedAt() != null ? state.observedAt() : state.at();
    }

    /** Its place in the life cycle; {@code state} in the API. */
    public ReportState.Triage status() {
        return state.state();
    }

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public long seq() {
        return state.seq();
    }

    /** The report after an event; {@code before} is {@code null} for the first. */
    public static Report evolve(Report before, String id, ReportEvent event, EventMetadata o) {
        if (event instanceof ReportEvent.Submitted e) {
            return submitted(id, e, o);
        }
        if (event instanceof ReportEvent.Returned e) {
            return new Report(
                    new Draft(e.state()).withinLimit().at(o.seq()), o.version(), e.visibility(), e.everVisible(), true);
        }
        if (before == null) {
            throw new IllegalStateException(
                    "the first event of a report submits it, not " + event + " at seq " + o.seq());
        }
        var s = before.state;
        if (event instanceof ReportEvent.Added e) {
            var additions = new ArrayList<>(s.additions());
            additions.add(new Addition(e.text(), o.at()));
            return before.with(new Draft(s).additions(additions), o);
        }
        if (event instanceof ReportEvent.Read) {
            return before.with(new Draft(s).readAt(o), o);
        }
        if (event instanceof ReportEvent.Judged e) {
            return before.with(new Draft(s).verdict(e.verdict()), o);
        }
        if (event instanceof ReportEvent.Linked e) {
            return before.with(new Draft(s).triage(Triage.LINKED, e.incident(), null), o);
        }
        if (event instanceof ReportEvent.Unlinked) {
            return before.with(new Draft(s).triage(Triage.NEW, null, null), o);
        }
        if (event instanceof ReportEvent.Dismissed e) {
            return before.with(
                    new Draft(s).triage(Triage.DISMISSED, null, new Dismissal(e.reason(), o.actor(), e.role(), o.at())),
                    o);
        }
        if (event instanceof ReportEvent.Restored) {
            return before.with(new Draft(s).triage(Triage.NEW, null, null), o);
        }
        if (event instanceof ReportEvent.Shared e) {
            var shared = before.visibility.with(e.roles());
            return new Report(
                    new Draft(s).at(o.seq()), o.version(), shared, before.everVisible.or(shared), before.current);
        }
        if (event instanceof ReportEvent.Left) {
            return new Report(new Draft(s).at(o.seq()), o.version(), before.visibility, before.everVisible, false);
        }
        return before.recategorised((ReportEvent.Recategorised) event, o);
    }

    /** Where it waits above the limit, or {@code null} when it does not. */
    public ReportEvent.Waited waited() {
        return current || !Boolean.TRUE.equals(state.overLimit()) || state.state() != Triage.NEW
                ? null
                : new ReportEvent.Waited(
                        state.kind(),
                        state.municipality() == null
                                ? null
                                : state.municipality().code());
    }

    private static Report submitted(String id, ReportEvent.Submitted e, EventMetadata o) {
        var c = e.content();
        var state = new ReportState(
                id,
                c.kind(),
                c.kind().area(),
                c.text(),
                c.severity(),
                c.headCount(),
                c.station(),
                c.municipality(),
                c.location(),
                c.placeText(),
                c.distanceMetres(),
                c.accessBlocked(),
                c.amplifiedSound(),
                c.observedAt(),
                o.at(),
                e.role() == null || c.kind().shieldsReporter() ? null : o.actor(),
                e.role(),
                c.source(),
                c.marking(),
                c.gift(),
                c.gift() == null ? null : c.gift().assessment(),
                c.kind().advice(),
                c.overLimit(),
                Triage.NEW,
                null,
                null,
                null,
                null,
                List.of(),
                o.seq());
        var roles = EnumSet.noneOf(Role.class);
        roles.addAll(c.kind().audience());
        if (e.role() == Role.STATION_CHAIR && c.kind().area() != 2) {
            roles.add(Role.STATION_CHAIR);
        }
        var visibility = new Visibility(
                c.municipality() == null ? null : c.municipality().code(),
                c.station(),
                Set.copyOf(roles),
                c.marking(),
                c.recipients() == null ? Set.of() : c.recipients());
        return new Report(state, o.version(), visibility, visibility, !Boolean.TRUE.equals(c.stored()));
    }

    private Report recategorised(ReportEvent.Recategorised e, EventMetadata o) {
        var kind = e.kind() == null ? state.kind() : e.kind();
        var marking = e.marking() == null ? state.marking() : e.marking();
        var roles = EnumSet.noneOf(Role.class);
        roles.addAll(e.kind() == null ? visibility.roles() : kind.audience());
        if (visibility.roles().contains(Role.STATION_CHAIR) && kind.area() != 2) {
            roles.add(Role.STATION_CHAIR);
        }
        var visible = visibility
                .forRoles(roles)
                .marked(marking, e.recipients() == null ? visibility.recipients() : e.recipients());
        var draft = new Draft(state).category(kind, e.severity() == null ? state.severity() : e.severity(), marking);
        return new Report(draft.at(o.seq()), o.version(), visible, everVisible.or(visible), current);
    }

    private Report with(Draft draft, EventMetadata o) {
        return new Report(draft.at(o.seq()), o.version(), visibility, everVisible, current);
    }

    /** The next state, built field by field. */
    private static final class Draft {
        private final ReportState s;
        private ReportKind kind;
        private Severity severity;
        private Tlp marking;
        private Triage triage;
        private Instant readAt;
        private String incident;
        private Dismissal dismissal;
        private Verdict verdict;
        private List<Addition> additions;
        private Boolean overLimit;

        Draft(ReportState s) {
            this.s = s;
            kind = s.kind();
            severity = s.severity();
            marking = s.marking();
            triage = s.state();
            readAt = s.readAt();
            incident = s.incident();
            dismissal = s.dismissal();
            verdict = s.verdict();
            additions = s.additions();
            overLimit = s.overLimit();
        }

        Draft withinLimit() {
            overLimit = null;
            return this;
        }

        Draft additions(List<Addition> all) {
            additions = List.copyOf(all);
            return this;
        }

        Draft readAt(EventMetadata o) {
            readAt = readAt == null ? o.at() : readAt;
            return this;
        }

        Draft verdict(Verdict now) {
            verdict = now;
            return this;
        }

        Draft triage(Triage now, String partOf, Dismissal because) {
            triage = now;
            incident = partOf;
            dismissal = because;
            return this;
        }

        Draft category(ReportKind newKind, Severity newSeverity, Tlp newMarking) {
            kind = newKind;
            severity = newSeverity;
            marking = newMarking;
            return this;
        }

        ReportState at(long seq) {
            return new ReportState(
                    s.id(),
                    kind,
                    kind.area(),
                    s.text(),
                    severity,
                    s.headCount(),
                    s.station(),
                    s.municipality(),
                    s.location(),
                    s.placeText(),
                    s.distanceMetres(),
                    s.accessBlocked(),
                    s.amplifiedSound(),
                    s.observedAt(),
                    s.at(),
                    kind.shieldsReporter() ? null : s.by(),
                    s.role(),
                    s.source(),
                    marking,
                    s.gift(),
                    s.assessment(),
                    kind.advice(),
                    overLimit,
                    triage,
                    readAt,
                    incident,
                    dismissal,
                    verdict,
                    additions,
                    seq);
        }
    }
}
