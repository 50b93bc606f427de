package nl.tafelzicht.subject.report.domain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.tolerance.domain.Verdict;

/**
 * A report as its viewers get it. Unknown values are {@code null}.
 *
 * @param by account of the reporter; {@code null} for the public, and where the reporter is shielded
 * @param readAt when an addressee first opened it
 * @param incident id of the incident that it is part of
 * @param verdict how it compares with the tolerance limits in force
 */
public record ReportState(
        String id,
        ReportKind kind,
        int area,
        @Words String text,
        Severity severity,
        Integer headCount,
        String station,
        Municipality municipality,
        Point location,
        @Words String placeText,
        Integer distanceMetres,
        Boolean accessBlocked,
        Boolean amplifiedSound,
        Instant observedAt,
        Instant at,
        String by,
        Role role,
        Source source,
        Tlp marking,
        Gift gift,
        Gift.Assessment assessment,
        ReportKind.Advice advice,
        Boolean overLimit,
        Triage state,
        Instant readAt,
        String incident,
        Dismissal dismissal,
        Verdict verdict,
        List<Addition> additions,
        long seq) {

    /** Its place in the desk's queue. */
    public enum Triage {
        NEW,
        LINKED,
        DISMISSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Dismissal(@Words String reason, String by, Role role, Instant at) {}

    /** An addition by the reporter. */
    public record Addition(@Words String text, Instant at) {}

    /** Whether it still counts: it was not dismissed. */
    public boolean stands() {
        return state != Triage.DISMISSED;
    }
}
