package nl.tafelzicht.subject.report.domain;

import java.time.Duration;

/**
 * How reports are received.
 *
 * @param duplicateMetres the distance within which two reports of a kind are near-duplicates, with
 *     {@code duplicateTime} between them
 * @param perSource reports of one public source in ten minutes, above which further ones wait in a separate queue
 * @param perMinute reports of all public sources together, likewise
 * @param perSecond reports of the public that a node accepts
 * @param most reports of the public that may be stored
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
