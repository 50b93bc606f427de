package nl.tafelzicht.subject.incident.domain;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.report.domain.ReportKind;

/** What happened to an incident. */
public sealed interface IncidentEvent {

    /**
     * Made from reports.
     *
     * @param status reported, or verified at once
     * @param audience roles of the municipality that may see it
     */
    record Opened(
            List<String> reports,
            ReportKind kind,
            Severity severity,
            IncidentStatus status,
            @Words String title,
            Municipality municipality,
            Point location,
            List<String> stations,
            Tlp marking,
            Set<Role> audience,
            Set<String> recipients,
            Role role)
            implements IncidentEvent {}

    /**
     * Changed; each field is the new value, or {@code null} for no change. An empty assignee removes the assignment.
     */
    record Amended(
            IncidentStatus status,
            Severity severity,
            @Words String assignee,
            @Words String title,
            List<String> stations,
            @Words String reason,
            Role role)
            implements IncidentEvent {}

    /** @param merged incidents that these reports came from; empty when they came from the queue */
    record ReportsAdded(
            List<String> reports,
            List<String> merged,
            Severity severity,
            Tlp marking,
            Set<Role> audience,
            Set<String> recipients,
            List<String> stations,
            Role role)
            implements IncidentEvent {}

    /** Split off: into another incident, or ({@code null}) returned to the queue. */
    record ReportsRemoved(List<String> reports, String into, Role role) implements IncidentEvent {}

    /** All its reports moved to another incident, and it is closed. */
    record MergedInto(String incident, Role role) implements IncidentEvent {}

    record Commented(@Words String text, Role role) implements IncidentEvent {}

    /** It was escalated to these roles, who may see it from now on. */
    record Shared(Set<Role> roles) implements IncidentEvent {}
}
