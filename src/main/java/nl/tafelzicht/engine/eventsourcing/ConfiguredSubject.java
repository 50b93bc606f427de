package nl.tafelzicht.engine.eventsourcing;

import java.io.IOException;
import java.util.Map;

/**
 * A {@link Subject} with options of its own on the command line. Each is a key of the configuration file and an
 * environment variable too, and stands among the settings in force.
 *
 * @param <T> what they say together, a record; of this subject alone
 */
public interface ConfiguredSubject<T> {

    /** What holds when nothing is said. */
    T defaults();

    /** Options for one command line, to be filled in by it. */
    Options<T> options();

    /**
     * What all nodes of a hub need alike, by the names of the options; no secret, and no address with one in it. Who
     * runs the hub sees which differ.
     */
    Map<String, String> alike(T settings);

    /** An object with the annotations of picocli. */
    interface Options<T> {

        /**
         * What was said.
         *
         * @throws IllegalArgumentException with one clear line, when it makes no sense
         * @throws IOException likewise, when a file that was named can't be read
         */
        T read() throws IOException;

        /** @throws IllegalArgumentException with these words, when it is not right */
        default void check(boolean right, String message) {
            if (!right) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
