package nl.tafelzicht.subject.incident.domain;

import java.util.List;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.subject.report.domain.Report;

/** What can be asked of an incident. Commands contain the reports and incidents concerned in their present state. */
public sealed interface IncidentCommand extends Command<Incident> {

    /** @param verified whether it is established already */
    record Open(List<Report> reports, Severity severity, String title, boolean verified, Role role)
            implements IncidentCommand {}

    /** Each field is the new value, or {@code null} for no change; an empty assignee removes the assignment. */
    record Amend(
            IncidentStatus status,
            Severity severity,
            String assignee,
            String title,
            List<String> stations,
            String reason,
            Role role)
            implements IncidentCommand {}

    /** Reports from the queue, and all reports of other incidents, become part of it. */
    record Merge(List<Report> reports, List<Incident> incidents, List<Report> theirs, Role role)
            implements IncidentCommand {}

    /** @param into the incident that they become part of, or {@code null} to return them to the queue */
    record Split(List<String> reports, String into, Role role) implements IncidentCommand {}

    record Comment(String text, Role role) implements IncidentCommand {}
}
