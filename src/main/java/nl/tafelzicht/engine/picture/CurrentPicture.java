package nl.tafelzicht.engine.picture;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.Unfoldable;

/**
 * The picture of this node as it is now. One writer, the event loop of the tail; any thread may read. Listeners are
 * called on the writer's thread after each change, and must return at once.
 */
public final class CurrentPicture {

    /**
     * A node that has not read the journal to its end for this long may be showing the past. Longer than a database
     * takes to restart, shorter than a client waits.
     */
    private static final long BLIND_NANOS = TimeUnit.SECONDS.toNanos(8);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Checkpoints checkpoints = new Checkpoints();
    private volatile Picture picture = Picture.EMPTY;
    private volatile long confirmed = System.nanoTime();
    private volatile Unfoldable stuck;

    public Picture get() {
        return picture;
    }

    /**
     * Called by the tail only.
     *
     * @throws Unfoldable for an event that this version can't fold; the events before it are in the picture then
     */
    public void apply(List<JournalEvent> events) {
        var next = picture;
        Unfoldable cannot = null;
        for (var event : events) {
            try {
                next = next.after(event);
            } catch (RuntimeException e) {
                cannot = e instanceof Unfoldable u ? u : new Unfoldable(event.seq(), e.getMessage());
                break;
            }
        }
        stuck = cannot;
        if (next != picture) {
            picture = next;
            checkpoints.offer(next);
            listeners.forEach(Runnable::run);
        }
        if (cannot != null) {
            throw cannot;
        }
    }

    /** Why this picture no longer follows the journal, in words; {@code null} when it does. */
    public String stuck() {
        var why = stuck;
        return why == null ? null : why.getMessage();
    }

    /**
     * Whether the picture may be shown as the present: it is known to contain all of the journal, or did some seconds
     * ago.
     */
    public boolean isPresent() {
        return stuck == null && age() <= BLIND_NANOS;
    }

    /** Called by the tail, on any thread, whenever the journal shows that the picture is complete. */
    public void confirm() {
        confirmed = System.nanoTime();
    }

    /**
     * The time since this was last known to contain all of the journal, in nanoseconds. Above some seconds, the picture
     * must not be taken for the present.
     */
    public long age() {
        return System.nanoTime() - confirmed;
    }

    /** A stored picture from at or before {@code seq}. */
    Picture checkpoint(long seq) {
        return checkpoints.before(seq);
    }

    /** @return removes the listener */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
