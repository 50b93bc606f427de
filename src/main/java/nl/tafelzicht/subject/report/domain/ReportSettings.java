package nl.tafelzicht.subject.report.domain;

import java.time.Duration;

/**
 * How reports are taken.
 *
 * @param duplicateMetres how close two reports of a kind are near-duplicates, with {@code duplicateTime} between them
 * @param perSource of the public, in ten minutes, above which they wait in a queue of their own
 * @param perMinute of the public, from all sources together
 * @param perSecond of the public, that a node takes
 * @param most of the public, that may be stored
 * @param contactKept how long a reporter's contact is kept
 */
public record ReportSettings(
        int duplicateMetres,
        Duration duplicateTime,
        int perSource,
        int perMinute,
        int perSecond,
        long most,
        Duration contactKept) {

    public static final ReportSettings DEFAULT =
            new ReportSettings(250, Duration.ofMinutes(30), 5, 120, 300, 2_000_000, Duration.ofDays(30));
}
