package nl.tafelzicht.engine.operation;

import java.util.Locale;

/**
 * A setting that a node runs with.
 *
 * @param name of the option
 * @param value as a person reads it; {@code null} when it is not set, and of a secret
 * @param from where it comes from
 * @param secret whether its value is told to nobody, only whether it is set
 * @param set whether it has a value
 */
public record Setting(String name, String value, Origin from, boolean secret, boolean set) {

    /** Where a value comes from; what comes first counts. */
    public enum Origin {
        COMMAND_LINE,
        ENVIRONMENT,
        FILE,
        /** It follows from another setting, which says more. */
        OTHER_SETTING,
        DEFAULT;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        @Override
        public String toString() {
            return word;
        }
    }
}
