package nl.tafelzicht.engine.journal;

/**
 * An event that this version can't make anything of: a newer version's, or one that contradicts what was before it.
 * Nothing that comes after it may be taken before it was.
 */
public final class Unfoldable extends RuntimeException {

    private final long seq;

    /** @param seq of the event; all before it were taken */
    public Unfoldable(long seq, String reason) {
        super("event " + seq + ": " + reason, null, false, false);
        this.seq = seq;
    }

    public long seq() {
        return seq;
    }
}
