package nl.tafelzicht.subject.station.domain;

import java.util.Locale;
import nl.tafelzicht.election.Since;

/** The status of a polling station on the day. The transitions are in {@link StationDecider}. */
public enum Status {
    EXPECTED,
    OPEN,
    SUSPENDED,
    CLOSED,
    COUNTING,
    COUNT_SUSPENDED,
    /** Counted at the station: lists only, where the municipality counts candidates centrally. */
    COUNTED,
    /** Ballots and official report are on their way to the municipality. */
    @Since(2)
    ON_THE_WAY,
    @Since(2)
    ARRIVED,
    /** The municipality counts this station's votes down to the candidate. */
    @Since(2)
    COUNTING_CANDIDATES;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Voting is under way, or would be if the session were not suspended. */
    public boolean isVoting() {
        return this == OPEN || this == SUSPENDED;
    }

    /** The doors are closed, and ballots are or were counted. */
    public boolean isCount() {
        return this == COUNTING || this == COUNT_SUSPENDED || isCounted();
    }

    /** The station has finished its own count. */
    public boolean isCounted() {
        return compareTo(COUNTED) >= 0;
    }

    public boolean isSuspended() {
        return this == SUSPENDED || this == COUNT_SUSPENDED;
    }

    @Override
    public String toString() {
        return word;
    }
}
