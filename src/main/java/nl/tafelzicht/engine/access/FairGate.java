package nl.tafelzicht.engine.access;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets so much work be done at once, and what comes beyond wait: each source in a queue of its own, taken in turn, so
 * that one that sends a thousand does not hold up the others. Beyond the bounds, for a source and in all, nothing
 * waits. Thread-safe.
 */
final class FairGate {

    private final int atOnce;
    private final int most;
    private final int mostOfOne;
    private final Map<String, Queue<Runnable>> waiting = new LinkedHashMap<>();
    private int inside;
    private int waits;

    /**
     * @param atOnce done at the same time
     * @param most that may wait, {@code mostOfOne} of them of one source
     */
    FairGate(int atOnce, int most, int mostOfOne) {
        this.atOnce = atOnce;
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** @return what the work gives, once it was its turn; {@code null} when there is no room to wait */
    <T> Future<T> enter(String source, Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        Runnable turn = () -> begin(work, promise);
        synchronized (this) {
            if (inside >= atOnce) {
                var queue = waiting.get(source);
                if (waits >= most || queue != null && queue.size() >= mostOfOne) {
                    return null;
                }
                waiting.computeIfAbsent(source, s -> new ArrayDeque<>()).add(turn);
                waits++;
                return promise.future();
            }
            inside++;
        }
        turn.run();
        return promise.future();
    }

    private <T> void begin(Supplier<Future<T>> work, Promise<T> promise) {
        Future<T> done;
        try {
            done = work.get();
        } catch (RuntimeException e) {
            done = Future.failedFuture(e);
        }
        done.onComplete(result -> {
            leave();
            if (result.succeeded()) {
                promise.complete(result.result());
            } else {
                promise.fail(result.cause());
            }
        });
    }

    private void leave() {
        Runnable next;
        synchronized (this) {
            next = next();
            if (next == null) {
                inside--;
            }
        }
        if (next != null) {
            next.run();
        }
    }

    /** Of the source whose turn it is; it goes to the end of the line. */
    private Runnable next() {
        if (waiting.isEmpty()) {
            return null;
        }
        var source = waiting.keySet().iterator().next();
        var queue = waiting.remove(source);
        var turn = queue.remove();
        waits--;
        if (!queue.isEmpty()) {
            waiting.put(source, queue);
        }
        return turn;
    }
}
