package nl.tafelzicht.engine.picture;

import java.util.TreeMap;

/**
 * Pictures of earlier moments, so that any moment is near one of them. A picture shares all that did not change with
 * the next, so keeping one costs what changed since the one before.
 *
 * <pre>
 * picture ─► one is kept every N events ─► when there are too many, every second one is dropped, and N doubles
 * </pre>
 *
 * So the number is bounded, however long the journal. One writer, the event loop of the tail; any thread may read.
 */
final class Checkpoints {

    /** Replaying this many events takes some tenth of a second. */
    private static final int FIRST_STEP = 10_000;

    private static final int MOST = 32;

    private final TreeMap<Long, Picture> kept = new TreeMap<>();
    private final int most;
    private long step;
    private long last;

    Checkpoints() {
        this(FIRST_STEP, MOST);
    }

    /**
     * @param firstStep events between two checkpoints, at first
     * @param most checkpoints that are kept
     */
    Checkpoints(long firstStep, int most) {
        this.step = firstStep;
        this.most = most;
    }

    synchronized void offer(Picture picture) {
        if (picture.seq() < last + step) {
            return;
        }
        kept.put(picture.seq(), picture);
        last = picture.seq();
        if (kept.size() <= most) {
            return;
        }
        step *= 2;
        boolean drop = true;
        for (var entries = kept.entrySet().iterator(); entries.hasNext(); drop = !drop) {
            entries.next();
            if (drop) {
                entries.remove();
            }
        }
        last = kept.lastKey();
    }

    /** The last picture that was kept at or before {@code seq}. */
    synchronized Picture before(long seq) {
        var entry = kept.floorEntry(seq);
        return entry == null ? Picture.EMPTY : entry.getValue();
    }

    synchronized int size() {
        return kept.size();
    }
}
