package nl.tafelzicht.subject.report.domain;

import java.time.Instant;
import java.util.Set;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.election.place.Point;

/**
 * The content of a report, with its place resolved: every field but kind, text, severity, source and marking may be
 * absent ({@code null}).
 *
 * @param severity as judged by the reporter
 * @param headCount people, 0 to 1,000,000
 * @param station id of the station that it is about
 * @param municipality where it is; {@code null} when it has no place
 * @param location given by the reporter, or that of the station
 * @param placeText the place in the reporter's words
 * @param distanceMetres to the entrance of the polling place, 0 to 100,000
 * @param observedAt when it was observed, according to the reporter
 * @param recipients who it is for when marked RED; otherwise empty
 * @param overLimit {@code true} when its source, or all sources together, sent more than the desk can read: it waits in
 *     a separate queue
 * @param stored {@code true} when it waits in the table of all reports, and not in the picture, where earlier versions
 *     kept it
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
