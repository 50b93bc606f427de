package nl.tafelzicht.engine.operation;

import java.util.Locale;

/**
 * A setting that a node runs with.
 *
 * @param name of the option
 * @param value as a person reads it; {@code null} when it is not set, and for a secret
 * @param from its origin
 * @param secret whether its value is never shown, only whether it is set
 * @param set whether it has a value
 */
public record Setting(String name, String value, Origin from, boolean secret, boolean set) {

    /** The origin of a value; an earlier one has precedence. */
    public enum Origin {
        COMMAND_LINE,
        ENVIRONMENT,
        FILE,
        /** It is determined by another, more specific setting. */
        OTHER_SETTING,
        DEFAULT;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        @Override
        public String toString() {
            return word;
        }
    }
}
