package nl.tafelzicht.engine.journal;

/** The journal cannot take or answer now: the database is away, or too much is waiting. Trying again later is right. */
public final class Unavailable extends RuntimeException {
    public Unavailable(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
