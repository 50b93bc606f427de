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
    private volatile Picture picture = Picture.EMPTY;

    public Picture get() {
        return picture;
    }

    /** Called by the tail alone. */
    public void apply(List<JournalEvent> events) {
        picture = picture.after(events);
        listeners.forEach(Runnable::run);
    }

    /** @return what ends the listening */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
