package nl.tafelzicht.engine.http.api;

import java.util.Set;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Point;

/**
 * What an escalation by hand says of its subject; all but the first and the marking may be {@code null}.
 *
 * @param label what it is, for people
 * @param municipality where; {@code null} when it is of none, or of several
 * @param station where
 * @param location where
 * @param verified whether the desk has established it; {@code null} for what an official said
 * @param marking of the subject
 * @param audience roles of the municipality that may see it anyway
 * @param recipients for whom it is when marked RED
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
