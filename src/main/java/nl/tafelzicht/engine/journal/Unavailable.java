package nl.tafelzicht.engine.journal;

import java.util.Locale;
import nl.tafelzicht.election.Explanation;

/**
 * The journal cannot write or answer now: the database is away, or too much is waiting. Trying again later is right.
 */
public final class Unavailable extends RuntimeException {
    private final transient Explanation words;

    public Unavailable(Explanation words, Throwable cause) {
        super(words.in(Locale.ENGLISH), cause, false, false);
        this.words = words;
    }

    /** The reason, for the person who asked. */
    public Explanation words() {
        return words;
    }
}
