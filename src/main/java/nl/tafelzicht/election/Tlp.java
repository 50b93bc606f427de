package nl.tafelzicht.election;

import java.util.Set;

/**
 * Traffic Light Protocol 2.0: how far something may be passed on, and up to where somebody is cleared. In ascending
 * order.
 */
public enum Tlp {
    CLEAR,
    GREEN,
    AMBER,
    AMBER_STRICT,
    RED;

    /** @throws IllegalArgumentException for another word */
    public static Tlp of(String word) {
        return valueOf(word.replace('+', '_'));
    }

    /** Whether it is for those alone who are named: people for RED, organisations for AMBER+STRICT. */
    public boolean isForNamed() {
        return this == RED || this == AMBER_STRICT;
    }

    /** @return why these recipients do not go with this marking, or {@code null} */
    public Refusal misfit(Set<String> recipients) {
        boolean none = recipients == null || recipients.isEmpty();
        if (isForNamed() && none) {
            return Refusal.invalid("recipients", Explanation.of("recipients-missing", "marking", this));
        }
        return !isForNamed() && !none
                ? Refusal.invalid("recipients", Explanation.of("recipients-without-marking"))
                : null;
    }

    @Override
    public String toString() {
        return name().replace('_', '+');
    }
}
