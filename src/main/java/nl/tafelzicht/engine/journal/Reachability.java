package nl.tafelzicht.engine.journal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether the journal can be reached, as far as one node has noticed, and what that means for appends.
 *
 * <p>A short absence (a database that restarts) is waited out. After some seconds only appends that were already sent
 * keep waiting, since their outcome is open; new ones are refused at once, so that the client tries another node. The
 * waiting appends are given up after {@link #TRYING_NANOS}; a new append after that tries again.
 *
 * <p>Not thread-safe: it belongs to the journal's event loop; except {@link #takes}.
 */
final class Reachability {

    /** Time without having read the journal to its end. */
    static final long BLIND_NANOS = TimeUnit.SECONDS.toNanos(8);
    /** Time without a successful batch. */
    static final long FAILING_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Longer than a database takes to restart, shorter than a client waits. */
    static final long TRYING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier clock;
    private long seen;
    private boolean failing;
    private long failingSince;
    private volatile boolean mute;

    /** @param clock nanoseconds from any starting point */
    Reachability(LongSupplier clock) {
        this.clock = clock;
        this.seen = clock.getAsLong();
    }

    /** The journal was read to its end. */
    void seen() {
        seen = clock.getAsLong();
    }

    /** A batch, or a probe, succeeded. */
    void appended() {
        failing = false;
        mute = false;
    }

    /**
     * An attempt to append failed, {@code spent} nanoseconds after it was sent.
     *
     * @return whether to try again
     */
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
     * Whether batches succeed, as far as was tried; a failure that lasted some seconds counts until something succeeds.
     * Thread-safe.
     */
    boolean takes() {
        return !mute;
    }

    /** Whether it makes sense to begin another append. */
    boolean takesMore() {
        long now = clock.getAsLong();
        return now - seen <= BLIND_NANOS && !(failing && now - failingSince > FAILING_NANOS);
    }
}
