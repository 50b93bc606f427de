package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;

/**
 * One fact about the place and time of a claim.
 *
 * @param count the number; for {@link Key#WAITING} minutes; {@code null} where it is not a number
 * @param of the total, or {@code null}
 * @param about the entities concerned, the last changed first; at most {@link #MOST_ITEMS}
 * @param at when it was reported; {@code null} when nobody ever reported on it
 * @param by who reported it last, or {@code null}
 * @param seq position in the journal of the last event that it is based on; 0 when nothing was ever reported
 */
public record Fact(Key key, Integer count, Integer of, List<Item> about, Instant at, String by, Role role, long seq) {

    /** More than anybody reads. */
    static final int MOST_ITEMS = 20;

    /** The kinds of facts. */
    public enum Key {
        /** Stations where people can vote now, of all that the claim is about. */
        OPEN,
        /** Stations where people can't vote, and should or could. */
        NOT_OPEN,
        /** Open stations without a report within the silence limit. */
        UNCONFIRMED,
        /** The newest report that a station is open. */
        LAST_CONFIRMATION,
        /** Longest waiting time, in minutes. */
        WAITING,
        BALLOTS_OUT,
        /** Incidents of violence or threats that the desk has verified. */
        VIOLENCE_VERIFIED,
        /** Reports of violence that nobody has verified. */
        VIOLENCE_REPORTED,
        ACCESS_VERIFIED,
        ACCESS_REPORTED,
        UNREST_VERIFIED,
        UNREST_REPORTED,
        COUNT_VERIFIED,
        COUNT_REPORTED,
        /** Municipalities with an imported count file, with its fingerprint, of all that the claim is about. */
        @Since(2)
        COUNT_FILES,
        /** Of these, those whose file was replaced by a later one. */
        @Since(2)
        COUNT_REPLACED,
        /** How often provisional figures were revised, with a reason. */
        @Since(2)
        COUNT_REVISED,
        /** Public sessions at which the count is fixed, held or planned. */
        @Since(2)
        COUNT_SESSIONS,
        /** Municipalities with more votes than eligible voters, of those whose file states both. */
        @Since(2)
        COUNT_OVER_ELIGIBLE,
        /** Findings in the files that nobody has settled yet. */
        @Since(2)
        COUNT_FINDINGS,
        /** Objections that were recorded. */
        @Since(2)
        COUNT_OBJECTIONS,
        /** Stations at which an accredited observer could watch the count, of all that the claim is about. */
        @Since(2)
        COUNT_OBSERVED,
        /** Stations at which an accredited observer saw people count. */
        @Since(2)
        COUNT_BY_HAND,
        /** Visits at which an observer was hindered, according to the observer. */
        @Since(2)
        HINDERED_REPORTED;

        /** Whether a rebuttal may be based on it: it does not change by itself. */
        public boolean canBeCited() {
            return this != LAST_CONFIRMATION && this != UNCONFIRMED && this != WAITING && this != COUNT_FINDINGS;
        }

        /**
         * Whether it counts unverified reports: that there are none may be said in public, that there are some never
         * is.
         */
        public boolean isUnverified() {
            return this == VIOLENCE_REPORTED
                    || this == ACCESS_REPORTED
                    || this == UNREST_REPORTED
                    || this == COUNT_REPORTED
                    || this == HINDERED_REPORTED;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param kind {@code station}, {@code report}, {@code incident}, {@code count} or {@code visit}
     * @param note the text there
     */
    public record Item(
            String kind,
            String id,
            String label,
            String status,
            Instant since,
            String by,
            Role role,
            @Words String note,
            long seq) {}

    /** Whether both state the same, whoever reported it last. */
    public boolean saysTheSameAs(Fact other) {
        return other != null
                && key == other.key
                && java.util.Objects.equals(count, other.count)
                && java.util.Objects.equals(of, other.of);
    }
}
