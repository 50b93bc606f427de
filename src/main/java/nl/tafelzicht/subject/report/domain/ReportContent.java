package nl.tafelzicht.subject.report.domain;

import java.time.Instant;
import java.util.Set;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.election.place.Point;

/**
 * What somebody reports, with its place found: every field but kind, text, severity, source and marking may be absent
 * ({@code null}).
 *
 * @param severity as seen by the reporter
 * @param headCount people, 0 to 1,000,000
 * @param station id of the station that it is about
 * @param municipality where it is; {@code null} when it has no place
 * @param location given by the reporter, or that of the station
 * @param placeText where, in the reporter's words
 * @param distanceMetres to the entrance of the polling place, 0 to 100,000
 * @param observedAt when it was seen, by the reporter's word
 * @param recipients for whom it is when marked RED; otherwise empty
 * @param overLimit {@code true} when its source, or all together, sent more than the desk can read: it waits in a queue
 *     of its own
 * @param stored {@code true} when it does so in the table of all reports, and not in the picture; earlier versions kept
 *     it there
 */
public record ReportContent(
        ReportKind kind,
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
        Source source,
        Tlp marking,
        Set<String> recipients,
        Gift gift,
        Boolean overLimit,
        Boolean stored) {}
