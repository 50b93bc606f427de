package nl.tafelzicht.engine.http.api;

import java.util.Set;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Point;

/**
 * What an escalation by hand shows of its subject; everything but the label and the marking may be {@code null}.
 *
 * @param label its title, for people
 * @param municipality {@code null} when there is none, or several
 * @param station where it is
 * @param location where it is
 * @param verified whether the desk has established it; {@code null} for what an official reported
 * @param marking of the subject
 * @param audience roles of the municipality that may see it anyway
 * @param recipients who it is for when marked RED
 */
public record Escalatable(
        String label,
        Municipality municipality,
        String station,
        Point location,
        Boolean verified,
        Tlp marking,
        Set<Role> audience,
        Set<String> recipients) {}
