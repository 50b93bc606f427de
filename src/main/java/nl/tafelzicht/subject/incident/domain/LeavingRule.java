package nl.tafelzicht.subject.incident.domain;

import java.time.Duration;
import java.time.Instant;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportEvent.Why;
import nl.tafelzicht.subject.report.domain.ReportState.Triage;

/**
 * When a report is no longer current, and leaves the picture. Pure. Its leaving changes no fact: a dismissed report
 * counts for nothing, and a report of an established incident counts with that.
 */
public final class LeavingRule {

    /** Time to notice a mistaken dismissal. */
    public static final Duration AFTER_DISMISSAL = Duration.ofHours(1);
    /** Time during which a closed incident can be looked at and opened again within a shift. */
    public static final Duration AFTER_CLOSING = Duration.ofHours(3);

    private LeavingRule() {}

    /**
     * @param incident that it is part of, or {@code null}
     * @return why it leaves now, or {@code null} while it stays
     */
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
