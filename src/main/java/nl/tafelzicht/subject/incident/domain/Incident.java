package nl.tafelzicht.subject.incident.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import nl.tafelzicht.election.Earlier;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Latest;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Visibility;

/** What the desk has established: one or more reports, verified or not, located, with a severity and a state. */
public record Incident(
        IncidentState state, int version, Visibility visibility, Visibility everVisible, Earlier<IncidentState> earlier)
        implements Entity {

    public static final Kind<Incident> KIND = new Kind<>("incident", "incidents", 60, Incident.class);

    /** Its place in the life cycle; {@code state} in the API. */
    public IncidentStatus status() {
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

    /** A person who is told of it later reads what is written from then on. */
    @Override
    public IncidentState stateFor(Predicate<Visibility> sees) {
        if (earlier.isOpenTo(sees)) {
            return state;
        }
        var s = state;
        return new IncidentState(
                s.id(),
                s.kind(),
                s.title(),
                s.severity(),
                s.state(),
                s.since(),
                s.municipality(),
                s.location(),
                s.stations(),
                s.reports(),
                s.assignee(),
                s.marking(),
                s.mergedInto(),
                earlier.word(s.reason(), IncidentState::reason, sees),
                s.openedAt(),
                s.by(),
                s.role(),
                earlier.of(s.comments(), IncidentState::comments, sees),
                earlier.count(s.commentCount(), IncidentState::commentCount, sees),
                s.seq());
    }

    public static Incident evolve(Incident before, String id, IncidentEvent event, EventMetadata o) {
        if (event instanceof IncidentEvent.Opened e) {
            return opened(id, e, o);
        }
        if (before == null) {
            throw new IllegalStateException(
                    "the first event of an incident opens it, not " + event + " at seq " + o.seq());
        }
        if (event instanceof IncidentEvent.Amended e) {
            return before.amended(e, o);
        }
        if (event instanceof IncidentEvent.ReportsAdded e) {
            return before.added(e, o);
        }
        if (event instanceof IncidentEvent.ReportsRemoved e) {
            return before.removed(e, o);
        }
        if (event instanceof IncidentEvent.MergedInto e) {
            return before.merged(e, o);
        }
        if (event instanceof IncidentEvent.Commented e) {
            return before.commented(e, o);
        }
        var shared = before.visibility.with(((IncidentEvent.Shared) event).roles());
        return before.next(
                before.state.since(), before.state.state(), before.state.severity(), before.state.reports(), shared, o);
    }

    private static Incident opened(String id, IncidentEvent.Opened e, EventMetadata o) {
        var visibility = new Visibility(
                e.municipality() == null ? null : e.municipality().code(),
                null,
                e.audience(),
                e.marking(),
                e.recipients());
        return new Incident(
                new IncidentState(
                        id,
                        e.kind(),
                        e.title(),
                        e.severity(),
                        e.status(),
                        o.at(),
                        e.municipality(),
                        e.location(),
                        e.stations(),
                        e.reports(),
                        null,
                        e.marking(),
                        null,
                        null,
                        o.at(),
                        o.actor(),
                        e.role(),
                        List.of(),
                        0,
                        o.seq()),
                o.version(),
                visibility,
                visibility,
                Earlier.none());
    }

    private Incident amended(IncidentEvent.Amended e, EventMetadata o) {
        var s = state;
        var status = e.status() == null ? s.state() : e.status();
        var assignee = e.assignee() == null ? s.assignee() : e.assignee().isEmpty() ? null : e.assignee();
        return with(
                new IncidentState(
                        s.id(),
                        s.kind(),
                        e.title() == null ? s.title() : e.title(),
                        e.severity() == null ? s.severity() : e.severity(),
                        status,
                        status == s.state() ? s.since() : o.at(),
                        s.municipality(),
                        s.location(),
                        e.stations() == null ? s.stations() : e.stations(),
                        s.reports(),
                        assignee,
                        s.marking(),
                        s.mergedInto(),
                        e.reason() == null ? s.reason() : e.reason(),
                        s.openedAt(),
                        s.by(),
                        s.role(),
                        s.comments(),
                        s.commentCount(),
                        o.seq()),
                visibility,
                o);
    }

    private Incident added(IncidentEvent.ReportsAdded e, EventMetadata o) {
        var reports = new LinkedHashSet<>(state.reports());
        reports.addAll(e.reports());
        var stations = new LinkedHashSet<>(state.stations());
        stations.addAll(e.stations());
        var wider = visibility.with(e.audience());
        var recipients = new LinkedHashSet<>(wider.recipients());
        recipients.addAll(e.recipients());
        var s = state;
        var visible = wider.marked(e.marking(), recipients);
        return with(
                new IncidentState(
                        s.id(),
                        s.kind(),
                        s.title(),
                        e.severity(),
                        s.state(),
                        s.since(),
                        s.municipality(),
                        s.location(),
                        List.copyOf(stations),
                        List.copyOf(reports),
                        s.assignee(),
                        e.marking(),
                        s.mergedInto(),
                        s.reason(),
                        s.openedAt(),
                        s.by(),
                        s.role(),
                        s.comments(),
                        s.commentCount(),
                        o.seq()),
                visible,
                o);
    }

    private Incident removed(IncidentEvent.ReportsRemoved e, EventMetadata o) {
        var reports = new ArrayList<>(state.reports());
        reports.removeAll(e.reports());
        return next(state.since(), state.state(), state.severity(), List.copyOf(reports), visibility, o);
    }

    private Incident merged(IncidentEvent.MergedInto e, EventMetadata o) {
        var s = state;
        return with(
                new IncidentState(
                        s.id(),
                        s.kind(),
                        s.title(),
                        s.severity(),
                        IncidentStatus.CLOSED,
                        o.at(),
                        s.municipality(),
                        s.location(),
                        s.stations(),
                        List.of(),
                        s.assignee(),
                        s.marking(),
                        e.incident(),
                        s.reason(),
                        s.openedAt(),
                        s.by(),
                        s.role(),
                        s.comments(),
                        s.commentCount(),
                        o.seq()),
                visibility,
                o);
    }

    private Incident commented(IncidentEvent.Commented e, EventMetadata o) {
        var s = state;
        var comments = Latest.and(
                s.comments(), new IncidentState.Comment(e.text(), o.actor(), e.role(), o.at()), Latest.COMMENTS);
        return with(
                new IncidentState(
                        s.id(),
                        s.kind(),
                        s.title(),
                        s.severity(),
                        s.state(),
                        s.since(),
                        s.municipality(),
                        s.location(),
                        s.stations(),
                        s.reports(),
                        s.assignee(),
                        s.marking(),
                        s.mergedInto(),
                        s.reason(),
                        s.openedAt(),
                        s.by(),
                        s.role(),
                        comments,
                        s.commentCount() + 1,
                        o.seq()),
                visibility,
                o);
    }

    private Incident next(
            Instant since,
            IncidentStatus status,
            Severity severity,
            List<String> reports,
            Visibility visible,
            EventMetadata o) {
        var s = state;
        return with(
                new IncidentState(
                        s.id(),
                        s.kind(),
                        s.title(),
                        severity,
                        status,
                        since,
                        s.municipality(),
                        s.location(),
                        s.stations(),
                        reports,
                        s.assignee(),
                        s.marking(),
                        s.mergedInto(),
                        s.reason(),
                        s.openedAt(),
                        s.by(),
                        s.role(),
                        s.comments(),
                        s.commentCount(),
                        o.seq()),
                visible,
                o);
    }

    private Incident with(IncidentState next, Visibility visible, EventMetadata o) {
        return new Incident(
                next, o.version(), visible, everVisible.or(visible), earlier.and(visibility, visible, state));
    }
}
