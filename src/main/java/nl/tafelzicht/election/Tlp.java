package nl.tafelzicht.election;

import java.util.Set;

/**
 * Traffic Light Protocol 2.0: how far information may be passed on, and up to which marking a person is cleared. In
 * ascending order.
 */
public enum Tlp {
    CLEAR,
    GREEN,
    AMBER,
    AMBER_STRICT,
    RED;

    /** @throws IllegalArgumentException for an unknown word */
    public static Tlp of(String word) {
        return valueOf(word.replace('+', '_'));
    }

    /** Whether it is only for those who are named: people for RED, organisations for AMBER+STRICT. */
    public boolean isForNamed() {
        return this == RED || this == AMBER_STRICT;
    }

    /** @return why these recipients are not possible with this marking, or {@code null} */
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
