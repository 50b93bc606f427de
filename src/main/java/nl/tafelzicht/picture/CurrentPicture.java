package nl.tafelzicht.picture;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.tafelzicht.journal.JournalEvent;

/**
 * The picture of this node as it is now. One writer, the event loop of the tail; any thread may read. Listeners are called on the writer's
 * thread after each change, and only pass a wake-up on.
 */
public final class CurrentPicture {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Checkpoints checkpoints = new Checkpoints();
    private volatile Picture picture = Picture.EMPTY;
    private volatile long confirmed = System.nanoTime();

    public Picture get() {
        return picture;
    }

    /** Called by the tail alone. */
    public void apply(List<JournalEvent> events) {
        picture = picture.after(events);
        checkpoints.offer(picture);
        listeners.forEach(Runnable::run);
    }

    /** Called by the tail whenever the journal shows that nothing is missing here. On any thread. */
    public void confirm() {
        confirmed = System.nanoTime();
    }

    /** How long ago this was last known to be all of the journal, in nanoseconds. Above some seconds, nobody should take the picture for the present. */
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
