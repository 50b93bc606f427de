package nl.tafelzicht.subject.tolerance.domain;

import java.util.List;
import java.util.Locale;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.subject.tolerance.domain.Terms.Measure;

/**
 * How a reported demonstration compares with an agreement. It states both; people decide.
 *
 * @param outcome of the rule that decided
 * @param limit id of the tolerance limit
 * @param revision of the limit, as judged
 * @param title of the limit
 * @param rule that decided
 * @param seen what was reported: metres or people, or {@code null}
 * @param agreed what was agreed: metres or people, or {@code null}
 * @param measures agreed for a breach; empty otherwise
 */
public record Verdict(
        Outcome outcome,
        String limit,
        int revision,
        @Words String title,
        Rule rule,
        Integer seen,
        Integer agreed,
        List<Measure> measures) {

    /** In ascending order of severity. */
    public enum Outcome {
        WITHIN,
        /** From 80 % of what was agreed. */
        NEAR,
        BREACHED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a limit is about; in the order in which rules decide among equals. */
    public enum Rule {
        FREE_ACCESS,
        MAXIMUM_PARTICIPANTS,
        MINIMUM_DISTANCE,
        AMPLIFIED_SOUND,
        /** Everything is within the agreement. */
        NONE;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        @Override
        public String toString() {
            return word;
        }
    }
}
