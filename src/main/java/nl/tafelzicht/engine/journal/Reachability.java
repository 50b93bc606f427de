package nl.tafelzicht.engine.journal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether the journal can be reached, as far as one node has noticed, and what follows for those who want to append.
 *
 * <p>A short absence (a database that starts again) is waited out. After some seconds only what was sent already waits
 * on, since its outcome is open; whoever comes then is told at once to try elsewhere. What waits is given up after
 * {@link #TRYING_NANOS}; who comes after that tries it anew.
 *
 * <p>Not thread-safe: it belongs to the journal's event loop; but for {@link #takes}.
 */
final class Reachability {

    /** Without having seen the journal to its end. */
    static final long BLIND_NANOS = TimeUnit.SECONDS.toNanos(8);
    /** Without a batch getting through. */
    static final long FAILING_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Longer than a database takes to start again, shorter than a client waits. */
    static final long TRYING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier clock;
    private long seen;
    private boolean failing;
    private long failingSince;
    private volatile boolean mute;

    /** @param clock in nanoseconds, from anywhere */
    Reachability(LongSupplier clock) {
        this.clock = clock;
        this.seen = clock.getAsLong();
    }

    /** The journal was seen to its end. */
    void seen() {
        seen = clock.getAsLong();
    }

    /** A batch got through, or something like one. */
    void appended() {
        failing = false;
        mute = false;
    }

    /** An attempt to append failed, {@code spent} nanoseconds after it was sent. @return whether to try again */
    boolean failed(long spent) {
        long now = clock.getAsLong();
        if (!failing) {
            failingSince = now - spent;
        }
        mute = mute || now - failingSince > FAILING_NANOS;
        failing = now - failingSince <= TRYING_NANOS;
        return failing;
    }

    /**
     * Whether batches get through, as far as was tried; one that did not, for some seconds, counts until something
     * does. Thread-safe.
     */
    boolean takes() {
        return !mute;
    }

    /** Whether it makes sense to begin with another append. */
    boolean takesMore() {
        long now = clock.getAsLong();
        return now - seen <= BLIND_NANOS && !(failing && now - failingSince > FAILING_NANOS);
    }
}
