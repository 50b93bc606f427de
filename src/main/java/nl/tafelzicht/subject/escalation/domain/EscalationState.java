package nl.tafelzicht.subject.escalation.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.tolerance.domain.Terms.Measure;

/**
 * An escalation as its viewers get it.
 *
 * @param addressee the present addressee
 * @param deadline for acknowledgement; {@code null} when acknowledged, resolved, or without one
 * @param steps its addressees, oldest first: the first one, and the last ones of the others when there are many
 * @param comments the last of them, of {@code commentCount}
 * @param unanswered {@code true} when nobody at the table acknowledged it in time either
 */
public record EscalationState(
        String id,
        Subject subject,
        Municipality municipality,
        String station,
        Point location,
        String rule,
        Addressee addressee,
        Severity severity,
        String reason,
        List<Measure> measures,
        Tlp marking,
        EscalationStatus state,
        Instant raisedAt,
        String by,
        Role role,
        Instant deadline,
        Answer acknowledged,
        Answer resolved,
        Boolean unanswered,
        List<Step> steps,
        List<Comment> comments,
        int commentCount,
        long seq) {

    /**
     * @param kind {@code report}, {@code incident} or {@code station}
     * @param label its kind or status
     * @param verified whether the desk established it
     */
    public record Subject(String kind, String id, String label, Boolean verified) {}

    /** Who answered, in which role ({@code null} for the hub itself), when and why. */
    public record Answer(String by, Role role, Instant at, String note) {}

    /** @param why {@code raised}, {@code handed-over} or {@code not-acknowledged} */
    public record Step(Addressee addressee, String why, String by, Instant at, String note) {}

    public record Comment(String text, String by, Role role, Instant at) {}
}
