package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.narrative.domain.Finding.Standing;

/**
 * A narrative alert as its viewers get it.
 *
 * @param spread how far it went, oldest first
 * @param since when it got this status
 * @param assessment what the desk makes of it, or {@code null}
 * @param standing of the whole claim compared with the facts; {@code null} when it asserts nothing that can be checked,
 *     or was not checked yet
 * @param sharedWith organisations that were told, beside those who see it anyway
 * @param comments the last of them, of {@code commentCount}
 * @param mergedInto the alert that took its sightings, or {@code null}
 */
public record NarrativeState(
        String id,
        String claim,
        NarrativeKind kind,
        String language,
        List<Assertion> assertions,
        NarrativeScope about,
        Instant firstSeen,
        List<Sighting> sightings,
        List<Observation> spread,
        List<NarrativeSource> sources,
        List<String> techniques,
        Tlp marking,
        NarrativeStatus state,
        Instant since,
        String assessment,
        Standing standing,
        List<Finding> findings,
        List<String> sharedWith,
        String mergedInto,
        Instant at,
        String by,
        Role role,
        List<Comment> comments,
        int commentCount,
        long seq) {

    public record Comment(String text, String by, Role role, Instant at) {}

    /** Whether somebody still has to deal with it. */
    public boolean isOpen() {
        return state != NarrativeStatus.CLOSED;
    }
}
