package nl.tafelzicht.engine.journal;

import java.util.List;
import java.util.TreeMap;

/**
 * Decides which of the batches that arrive, in any order, repeated or not at all, may be applied now. Pure.
 *
 * <p>Invariant: what {@link #offer} and {@link #next} return, one after another, is the journal from its beginning:
 * every event once, in order. Batches that run ahead are kept (up to {@link #MAX_AHEAD}) until the gap before them is
 * filled; {@link #isBehind} says that the journal must be read.
 */
public final class TailCursor {

    /** A node that misses more batches than this reads them all from the journal instead. */
    static final int MAX_AHEAD = 1_000;

    private final TreeMap<Long, List<JournalEvent>> ahead = new TreeMap<>();
    private long applied;
    private long known;

    public TailCursor(long applied) {
        this.applied = applied;
        this.known = applied;
    }

    /** The last event that was returned. */
    public long applied() {
        return applied;
    }

    /** Whether events are known to exist that can't be returned, since earlier events are missing. */
    public boolean isBehind() {
        return known > applied;
    }

    /** The journal is known to reach this far. */
    public void learn(long head) {
        known = Math.max(known, head);
    }

    /** The events returned after {@code seq} could not be applied: they will have to be read again. */
    public void rewind(long seq) {
        applied = seq;
        ahead.clear();
    }

    /**
     * A batch of consecutive events arrived.
     *
     * @return those of its events that continue what was returned before; often all, sometimes none
     */
    public List<JournalEvent> offer(List<JournalEvent> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        long first = batch.get(0).seq();
        long last = batch.get(batch.size() - 1).seq();
        learn(last);
        if (last <= applied) {
            return List.of();
        }
        if (first > applied + 1) {
            if (ahead.size() < MAX_AHEAD) {
                ahead.merge(first, batch, (a, b) -> a.size() >= b.size() ? a : b);
            }
            return List.of();
        }
        var fresh = batch.subList((int) (applied + 1 - first), batch.size());
        applied = last;
        return fresh;
    }

    /** Events kept earlier that can continue now; empty when there are none. Call until it is empty. */
    public List<JournalEvent> next() {
        while (!ahead.isEmpty() && ahead.firstKey() <= applied + 1) {
            var fresh = offer(ahead.pollFirstEntry().getValue());
            if (!fresh.isEmpty()) {
                return fresh;
            }
        }
        return List.of();
    }
}
