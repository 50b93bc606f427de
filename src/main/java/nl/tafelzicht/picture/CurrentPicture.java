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

    public Picture get() {
        return picture;
    }

    /** Called by the tail alone. */
    public void apply(List<JournalEvent> events) {
        picture = picture.after(events);
        checkpoints.offer(picture);
        listeners.forEach(Runnable::run);
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
