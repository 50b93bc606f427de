package nl.tafelzicht.subject.incident.domain;

import java.time.Duration;
import java.time.Instant;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportEvent.Why;
import nl.tafelzicht.subject.report.domain.ReportState.Triage;

/**
 * When a report is no matter of now any more, and leaves the picture. Pure. What leaves changes no fact: a report that
 * was dismissed counts for nothing, and one of an established incident counts with that.
 */
public final class LeavingRule {

    /** So that whoever dismissed it by mistake still has it before them. */
    public static final Duration AFTER_DISMISSAL = Duration.ofHours(1);
    /** So that what was closed can be looked at and opened again during a shift. */
    public static final Duration AFTER_CLOSING = Duration.ofHours(3);

    private LeavingRule() {}

    /** @param incident that it is part of, or {@code null} @return why it leaves now, or {@code null} while it stays */
    public static Why due(Report report, Incident incident, Instant now) {
        var s = report.state();
        if (s.state() == Triage.DISMISSED) {
            return s.dismissal().at().plus(AFTER_DISMISSAL).isBefore(now) ? Why.DISMISSED : null;
        }
        if (s.state() != Triage.LINKED || incident == null || !incident.status().isOver()) {
            return null;
        }
        boolean dismissed = incident.status() == IncidentStatus.DISMISSED;
        return incident.state()
                        .since()
                        .plus(dismissed ? AFTER_DISMISSAL : AFTER_CLOSING)
                        .isBefore(now)
                ? dismissed ? Why.DISMISSED : Why.CLOSED
                : null;
    }
}
