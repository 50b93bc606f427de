package nl.tafelzicht.engine.journal;

/**
 * An event that this version can't fold: it was written by a newer version, or contradicts the events before it. No
 * later event may be applied before it.
 */
public final class Unfoldable extends RuntimeException {

    private final long seq;

    /** @param seq of the event; all events before it were applied */
    public Unfoldable(long seq, String reason) {
        super("event " + seq + ": " + reason, null, false, false);
        this.seq = seq;
    }

    public long seq() {
        return seq;
    }
}
