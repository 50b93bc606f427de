package nl.tafelzicht.subject.narrative.domain;

import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Words;

/**
 * What a claim is about. Without a station and without a municipality: the whole country.
 *
 * @param stations ids
 * @param subjects other things, in words: a party, a candidate, the post
 */
public record NarrativeScope(
        List<String> stations,
        List<Municipality> municipalities,
        @Words List<String> subjects) {

    public boolean isEverywhere() {
        return stations.isEmpty() && municipalities.isEmpty();
    }

    NarrativeScope and(NarrativeScope other) {
        return new NarrativeScope(
                Lists.union(stations, other.stations),
                Lists.union(municipalities, other.municipalities),
                Lists.union(subjects, other.subjects));
    }
}
