package nl.tafelzicht.subject.narrative.domain;

import java.util.Locale;

/**
 * What a claim says, in terms that the stations' own reports can bear out or contradict. A person reads the claim and
 * chooses; the hub compares.
 */
public enum Assertion {
    /** All of its stations are closed. */
    ALL_CLOSED,
    /** Some of its stations are closed. */
    SOME_CLOSED,
    /** There is violence, or the threat of it. */
    VIOLENCE,
    /** Voters can't get in. */
    ACCESS_BLOCKED,
    /** There is unrest, or a demonstration. */
    UNREST,
    /** One waits an hour or more. */
    LONG_WAITS,
    /** Ballots have run out. */
    NO_BALLOTS,
    /** Something is wrong with the count. */
    COUNT_IRREGULAR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
