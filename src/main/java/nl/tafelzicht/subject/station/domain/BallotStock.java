package nl.tafelzicht.subject.station.domain;

import java.time.Instant;

/**
 * The ballots of one election at a station, as far as is known.
 *
 * @param voters numbers of voters admitted through the day, or of ballots used where nobody counts voters
 * @param left ballots that were there when they were last counted, with what was brought and taken away since; before
 *     the first count those that were delivered. {@code null} when nobody said how many
 * @param leftAt when they were last counted; {@code null} when nobody has
 * @param delivered all deliveries together, or {@code null}
 * @param deliveredAt when that was last said or changed
 */
public record BallotStock(Series voters, Integer left, Instant leftAt, Integer delivered, Instant deliveredAt) {

    /** Whether enough is known to expect anything: how many ballots, and how many voters. */
    public boolean isKnown() {
        return left != null && voters.size() > 0;
    }

    /** Whether ballots were brought or taken away after a moment. */
    public boolean movedAfter(Instant moment) {
        return deliveredAt != null && deliveredAt.isAfter(moment);
    }

    /** When the last number was seen that says how many are left, in minutes since 1970. */
    public int seenMinute() {
        int counted = leftAt == null ? 0 : (int) (leftAt.getEpochSecond() / 60);
        return voters.size() == 0 ? counted : Math.max(counted, voters.minute(voters.size() - 1));
    }

    /**
     * The ballots that are there at most: those that were counted, less the voters that were seen since. Of the voters
     * in the first number after a count it is not known how many came before that count; those after that number are
     * subtracted. {@code null} when nobody said how many.
     */
    public Integer here() {
        if (left == null) {
            return null;
        }
        int minute = leftAt == null ? Integer.MIN_VALUE : (int) (leftAt.getEpochSecond() / 60);
        int before = 0;
        int now = 0;
        for (int i = 0; i < voters.size(); i++) {
            before = voters.minute(i) <= minute ? voters.value(i) : before;
            now = voters.value(i);
        }
        boolean isCountedFirst = leftAt != null && voters.size() > 0 && voters.minute(0) > minute;
        return Math.max(0, left - (now - (isCountedFirst ? voters.value(0) : before)));
    }
}
