package nl.tafelzicht.subject.narrative.domain;

import java.util.Locale;
import nl.tafelzicht.election.Since;

/**
 * What a claim asserts, in terms that the stations' own reports can confirm or contradict. A person reads the claim and
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
    /** People wait an hour or more. */
    LONG_WAITS,
    /** Ballots have run out. */
    NO_BALLOTS,
    /** Something is wrong with the count. */
    COUNT_IRREGULAR,
    /** What was counted or published was changed. */
    @Since(2)
    RESULT_CHANGED,
    /** More votes were cast than there are voters. */
    @Since(2)
    MORE_VOTES_THAN_VOTERS,
    /** Nobody may watch the count. */
    @Since(2)
    COUNTED_IN_SECRET,
    /** Machines count, instead of people. */
    @Since(2)
    COUNTED_BY_MACHINES,
    /** No observer was present. */
    @Since(2)
    COUNTED_WITHOUT_OBSERVERS;

    /** Whether it is about the count: then it is compared with the facts of the count. */
    public boolean isAboutCount() {
        return compareTo(COUNT_IRREGULAR) >= 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
