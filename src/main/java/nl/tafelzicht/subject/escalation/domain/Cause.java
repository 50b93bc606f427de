package nl.tafelzicht.subject.escalation.domain;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.tolerance.domain.Terms.Measure;

/**
 * The subject of an escalation, as it was when it was raised.
 *
 * @param kind {@code report}, {@code incident}, {@code station}, {@code narrative} or {@code response}
 * @param id of it
 * @param label a title for people: the kind of a report or incident, or the status of a station
 * @param station where, or {@code null}
 * @param location where, or {@code null}
 * @param verified whether the desk has established it; {@code null} for what an official reported of a station
 * @param measures agreed for it, or empty
 * @param marking of the subject
 * @param audience roles of the municipality that may see the subject anyway
 * @param recipients who it is for when marked RED
 */
public record Cause(
        String kind,
        String id,
        String label,
        String station,
        Point location,
        Boolean verified,
        List<Measure> measures,
        Tlp marking,
        Set<Role> audience,
        Set<String> recipients) {

    public static final String REPORT = "report";
    public static final String INCIDENT = "incident";
    public static final String STATION = "station";
    public static final String NARRATIVE = "narrative";
    public static final String RESPONSE = "response";
}
