package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;

/**
 * One thing that is known about the place and time of a claim.
 *
 * @param count how many; for {@link Key#WAITING} minutes; {@code null} where it is not a number
 * @param of out of how many, or {@code null}
 * @param about which ones, the last changed first; at most {@link #MOST_ITEMS}
 * @param at when it was said; {@code null} when nobody ever said anything
 * @param by who said it last, or {@code null}
 * @param seq where in the journal it stands: the last event that it rests on; 0 for that nothing was ever said
 */
public record Fact(Key key, Integer count, Integer of, List<Item> about, Instant at, String by, Role role, long seq) {

    /** More than anyone reads. */
    static final int MOST_ITEMS = 20;

    /** What is counted or told. */
    public enum Key {
        /** Stations where one can vote now, of all that the claim is about. */
        OPEN,
        /** Stations where one can't, and should or could. */
        NOT_OPEN,
        /** Open stations of which nobody has heard within the silence limit. */
        UNCONFIRMED,
        /** Who said last that a station is open. */
        LAST_CONFIRMATION,
        /** Longest waiting time, in minutes. */
        WAITING,
        BALLOTS_OUT,
        /** Incidents of violence or threat that the desk has verified. */
        VIOLENCE_VERIFIED,
        /** Reports of it that nobody has verified. */
        VIOLENCE_REPORTED,
        ACCESS_VERIFIED,
        ACCESS_REPORTED,
        UNREST_VERIFIED,
        UNREST_REPORTED,
        COUNT_VERIFIED,
        COUNT_REPORTED,
        /** Municipalities whose count file is here, with its fingerprint, of all that the claim is about. */
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
        /** Municipalities with more votes than eligible voters, of those with a file that says both. */
        @Since(2)
        COUNT_OVER_ELIGIBLE,
        /** What was found in the files and nobody has settled yet. */
        @Since(2)
        COUNT_FINDINGS,
        /** Objections that were noted. */
        @Since(2)
        COUNT_OBJECTIONS,
        /** Stations at which an accredited observer could watch the count, of all that the claim is about. */
        @Since(2)
        COUNT_OBSERVED,
        /** Stations at which an accredited observer saw people count. */
        @Since(2)
        COUNT_BY_HAND,
        /** Visits at which an observer was hindered, as the observer says. */
        @Since(2)
        HINDERED_REPORTED;

        /** Whether a rebuttal may rest on it: it does not change by itself. */
        public boolean canBeCited() {
            return this != LAST_CONFIRMATION && this != UNCONFIRMED && this != WAITING && this != COUNT_FINDINGS;
        }

        /** What was only said: that there is none may stand in public words, that there is some never does. */
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
     * @param kind {@code station}, {@code report}, {@code incident}, {@code count} or {@code visit}; {@code note} what
     *     was said there
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

    /** Whether both say the same, whoever said it last. */
    public boolean saysTheSameAs(Fact other) {
        return other != null
                && key == other.key
                && java.util.Objects.equals(count, other.count)
                && java.util.Objects.equals(of, other.of);
    }
}
