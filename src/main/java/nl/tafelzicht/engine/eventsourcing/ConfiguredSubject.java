package nl.tafelzicht.engine.eventsourcing;

import java.io.IOException;
import java.util.Map;

/**
 * A {@link Subject} with its own command-line options. Each is also a key of the configuration file and an environment
 * variable, and is listed among the settings in force.
 *
 * @param <T> a record with the values of the options; used by this subject only
 */
public interface ConfiguredSubject<T> {

    /** The values when no option is given. */
    T defaults();

    /** Options for one command line, which fills them in. */
    Options<T> options();

    /**
     * The settings that must be equal on all nodes of a hub, by the names of the options; no secret, and no address
     * that contains one. Administrators are shown which differ.
     */
    Map<String, String> alike(T settings);

    /** An object with picocli's annotations. */
    interface Options<T> {

        /**
         * The values that were given.
         *
         * @throws IllegalArgumentException with one clear line, when they are invalid
         * @throws IOException likewise, when a file that was named can't be read
         */
        T read() throws IOException;

        /** @throws IllegalArgumentException with this message when the condition is false */
        default void check(boolean right, String message) {
            if (!right) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
