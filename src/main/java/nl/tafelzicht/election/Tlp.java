package nl.tafelzicht.election;

/** Traffic Light Protocol 2.0: how far something may be passed on, and up to where somebody is cleared. In ascending order. */
public enum Tlp {
    CLEAR, GREEN, AMBER, AMBER_STRICT, RED;

    /** @throws IllegalArgumentException for another word */
    public static Tlp of(String word) {
        return valueOf(word.replace('+', '_'));
    }

    @Override
    public String toString() {
        return name().replace('_', '+');
    }
}
