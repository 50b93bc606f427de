package nl.tafelzicht.subject.narrative.domain;

import java.util.Locale;

/** The aim of a claim that spreads. */
public enum NarrativeKind {
    /** That voting is dangerous. */
    SAFETY_SCARE,
    /** A wrong day, place or rule. */
    SUPPRESSION,
    /** That the voting is not fair. */
    PROCESS_FAIRNESS,
    /** That the result is wrong. */
    RESULT_DOUBT,
    /** Against a person or party. */
    SMEAR,
    /** Somebody's private data. */
    DOXING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
