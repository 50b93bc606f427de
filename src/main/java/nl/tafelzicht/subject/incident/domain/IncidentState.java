package nl.tafelzicht.subject.incident.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.report.domain.ReportKind;

/**
 * An incident as its viewers get it.
 *
 * @param since when it got this status
 * @param reports ids, oldest first
 * @param assignee who deals with it, or {@code null}
 * @param mergedInto the incident that took all its reports, or {@code null}
 * @param comments the last of them, of {@code commentCount}
 * @param reason why it was dismissed, closed or opened again, or {@code null}
 */
public record IncidentState(
        String id,
        ReportKind kind,
        String title,
        Severity severity,
        IncidentStatus state,
        Instant since,
        Municipality municipality,
        Point location,
        List<String> stations,
        List<String> reports,
        String assignee,
        Tlp marking,
        String mergedInto,
        String reason,
        Instant openedAt,
        String by,
        Role role,
        List<Comment> comments,
        int commentCount,
        long seq) {

    public record Comment(String text, String by, Role role, Instant at) {}
}
