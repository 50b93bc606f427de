package nl.tafelzicht.subject.station.domain;

import java.util.Locale;
import nl.tafelzicht.election.Since;

/** Where a polling station is in its day. The steps between them are in {@link StationDecider}. */
public enum Status {
    EXPECTED,
    OPEN,
    SUSPENDED,
    CLOSED,
    COUNTING,
    COUNT_SUSPENDED,
    /** At the station: lists, where the municipality counts candidates in one place. */
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

    /** Voting goes on, or would if the session were not suspended. */
    public boolean isVoting() {
        return this == OPEN || this == SUSPENDED;
    }

    /** The doors are closed, and ballots are or were counted. */
    public boolean isCount() {
        return this == COUNTING || this == COUNT_SUSPENDED || isCounted();
    }

    /** The station itself has done its count. */
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
