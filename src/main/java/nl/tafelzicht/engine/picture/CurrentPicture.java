package nl.tafelzicht.engine.picture;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.Unfoldable;

/**
 * The picture of this node as it is now. One writer, the event loop of the tail; any thread may read. Listeners are
 * called on the writer's thread after each change, and only pass a wake-up on.
 */
public final class CurrentPicture {

    /**
     * A node that has not seen the journal for this long may be showing the past. Longer than a database takes to start
     * again, shorter than a client waits.
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
     * Called by the tail alone.
     *
     * @throws Unfoldable for an event that this version can't make anything of; those before it are in the picture then
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

    /** Why this picture does not go on though the journal does, in words; {@code null} when it goes on. */
    public String stuck() {
        var why = stuck;
        return why == null ? null : why.getMessage();
    }

    /**
     * Whether what is here may be shown as the present: it is known to be all of the journal, or was some seconds ago.
     */
    public boolean isPresent() {
        return stuck == null && age() <= BLIND_NANOS;
    }

    /** Called by the tail whenever the journal shows that nothing is missing here. On any thread. */
    public void confirm() {
        confirmed = System.nanoTime();
    }

    /**
     * How long ago this was last known to be all of the journal, in nanoseconds. Above some seconds, nobody should take
     * the picture for the present.
     */
    public long age() {
        return System.nanoTime() - confirmed;
    }

    /** A picture that was kept at or before {@code seq}. */
    Picture checkpoint(long seq) {
        return checkpoints.before(seq);
    }

    /** @return what ends the listening */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
