package nl.tafelzicht.subject.station.domain;

import java.util.Locale;

/** Where a polling station is in its day. The steps between them are in {@link StationDecider}. */
public enum Status {
    EXPECTED,
    OPEN,
    SUSPENDED,
    CLOSED,
    COUNTING,
    COUNT_SUSPENDED,
    COUNTED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Voting goes on, or would if the session were not suspended. */
    public boolean isVoting() {
        return this == OPEN || this == SUSPENDED;
    }

    /** The doors are closed, and ballots are or were counted. */
    public boolean isCount() {
        return this == COUNTING || this == COUNT_SUSPENDED || this == COUNTED;
    }

    public boolean isSuspended() {
        return this == SUSPENDED || this == COUNT_SUSPENDED;
    }

    @Override
    public String toString() {
        return word;
    }
}
