package nl.tafelzicht.faults;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the writers were told: every 2xx, in each writer's order, and when. Thread-safe. */
final class Ledger {

    /** A 2xx. @param words that stand in the report, and in no other */
    record Accepted(int writer, int number, String words, String id, long seq) {}

    private final ConcurrentLinkedQueue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final ConcurrentSkipListMap<Long, Long> when = new ConcurrentSkipListMap<>();
    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final AtomicLong longest = new AtomicLong();

    void add(Accepted a) {
        accepted.add(a);
        long now = System.nanoTime();
        when.put(a.seq, now);
        long gap = now - last.getAndSet(now);
        longest.accumulateAndGet(gap, Math::max);
    }

    List<Accepted> all() {
        return List.copyOf(accepted);
    }

    int size() {
        return accepted.size();
    }

    /** From now on the longest time without a 2xx is measured anew. */
    void measureAnew() {
        last.set(System.nanoTime());
        longest.set(0);
    }

    /** The longest time in which nobody got a 2xx, in nanoseconds. */
    long longestWithout() {
        return longest.get();
    }

    /** How long ago the oldest thing was accepted that lies after a position; 0 when there is none. */
    long unseenFor(long position) {
        var next = when.higherEntry(position);
        return next == null ? 0 : System.nanoTime() - next.getValue();
    }
}
