package nl.tafelzicht.engine.journal;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the committed events to this node: each exactly once, in {@code seq} order, without a gap.
 *
 * <pre>hint on the event bus ─┐
 * notification of PostgreSQL ─┼─► cursor ─► (read what is missing) ─► sink
 * poll once a second ─┘</pre>
 *
 * The three only say that there may be new events; what is delivered always continues what was delivered before. A lost
 * or repeated hint costs at most a read; when reading fails the next notification or poll tries again.
 *
 * <p>An event that the sink can't fold ({@link Unfoldable}) stops the tail before it: nothing that follows is
 * delivered, nothing is confirmed, and the event is tried again with each poll.
 *
 * <p>Not thread-safe: it belongs to the event loop that also writes the picture.
 */
public final class Tail {

    /** Some 2 MB of text: large enough for a fast replay, small enough to not show in the heap. */
    static final int PAGE = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    private final JournalStore store;
    private final TailCursor cursor;
    private final Consumer<List<JournalEvent>> sink;
    private final Runnable confirmed;
    private Future<Void> reading;
    private Unfoldable stuck;

    public Tail(JournalStore store, long applied, Consumer<List<JournalEvent>> sink) {
        this(store, applied, sink, () -> {});
    }

    /**
     * @param confirmed called each time that the journal was read to its end. A message from another node is no
     *     confirmation: it may have been delayed, and more may have been written since
     */
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
        if (stuck != null) {
            return;
        }
        try {
            deliver(cursor.offer(batch));
            if (cursor.isBehind()) {
                catchUp();
            }
        } catch (Unfoldable e) {
            LOG.debug("a hint brought what can't be taken", e);
        }
    }

    /** The event that stops this tail, or {@code null}. */
    Unfoldable stuck() {
        return stuck;
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

    /**
     * The same, but certainly from now on: a read that is under way may have begun before the wanted event was written.
     */
    Future<Void> catchUpFromNow() {
        return reading == null ? catchUp() : reading.transform(done -> catchUp());
    }

    private Future<Void> readOn() {
        int most = stuck == null ? PAGE : 1;
        return store.readAfter(cursor.applied(), most).compose(page -> {
            deliver(cursor.offer(page));
            if (page.size() == most || cursor.isBehind() && !page.isEmpty()) {
                return readOn();
            }
            confirmed.run();
            return Future.succeededFuture();
        });
    }

    private void deliver(List<JournalEvent> events) {
        try {
            for (var fresh = events; !fresh.isEmpty(); fresh = cursor.next()) {
                sink.accept(fresh);
                stuck = null;
            }
        } catch (Unfoldable e) {
            stuck = e;
            cursor.rewind(e.seq() - 1);
            throw e;
        }
    }
}
