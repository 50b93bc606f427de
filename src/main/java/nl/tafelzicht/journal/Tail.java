package nl.tafelzicht.journal;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/**
 * Delivers the committed events to this node: each exactly once, in {@code seq} order, without a gap.
 *
 * <pre>hint on the event bus ─┐
 * notification of PostgreSQL ─┼─► cursor ─► (read what is missing) ─► sink
 * poll once a second ─┘</pre>
 *
 * The three only say that something may have happened; what is delivered always continues what was delivered before. A lost or repeated hint costs
 * at most a read; when reading fails the next notification or poll tries again.
 * <p>
 * Not thread-safe: it belongs to the event loop that also writes the picture.
 */
public final class Tail {

    /** Some 2 MB of text: large enough for a fast replay, small enough to not show in the heap. */
    static final int PAGE = 5_000;

    private final JournalStore store;
    private final TailCursor cursor;
    private final Consumer<List<JournalEvent>> sink;
    private final Runnable confirmed;
    private Future<Void> reading;

    public Tail(JournalStore store, long applied, Consumer<List<JournalEvent>> sink) {
        this(store, applied, sink, () -> { });
    }

    /** @param confirmed called each time that the journal was read to its end. What another node said does not count: it may have been long on its way, and more may have been written since */
    public Tail(JournalStore store, long applied, Consumer<List<JournalEvent>> sink, Runnable confirmed) {
        this.confirmed = confirmed;
        this.store = store;
        this.cursor = new TailCursor(applied);
        this.sink = sink;
    }

    public long applied() {
        return cursor.applied();
    }

    /** A batch was committed somewhere. */
    public void hint(List<JournalEvent> batch) {
        deliver(cursor.offer(batch));
        if (cursor.isBehind()) catchUp();
    }

    /** The journal may have grown: reads on until a page is not full. */
    public Future<Void> catchUp() {
        if (reading == null) {
            reading = readOn();
            var started = reading;
            started.onComplete(done -> reading = null);
            return started;
        }
        return reading;
    }

    /** The same, and surely from now on: a read that is under way may have begun before what is wanted was written. */
    Future<Void> catchUpFromNow() {
        return reading == null ? catchUp() : reading.transform(done -> catchUp());
    }

    private Future<Void> readOn() {
        return store.readAfter(cursor.applied(), PAGE).compose(page -> {
            deliver(cursor.offer(page));
            if (page.size() == PAGE || cursor.isBehind() && !page.isEmpty()) return readOn();
            confirmed.run();
            return Future.succeededFuture();
        });
    }

    private void deliver(List<JournalEvent> events) {
        for (var fresh = events; !fresh.isEmpty(); fresh = cursor.next()) sink.accept(fresh);
    }
}
