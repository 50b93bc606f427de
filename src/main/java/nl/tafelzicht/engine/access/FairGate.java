package nl.tafelzicht.engine.access;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Runs a limited number of tasks at the same time and queues the rest: each source has its own queue, and the queues
 * take turns, so that one source with a thousand tasks does not hold up the others. The queues are bounded for each
 * source and in total; beyond that, tasks are turned away. Thread-safe.
 */
final class FairGate {

    private final int atOnce;
    private final int most;
    private final int mostOfOne;
    private final Map<String, Queue<Runnable>> waiting = new LinkedHashMap<>();
    private int inside;
    private int waits;

    /**
     * @param atOnce tasks that run at the same time
     * @param most tasks that may wait, {@code mostOfOne} of them from one source
     */
    FairGate(int atOnce, int most, int mostOfOne) {
        this.atOnce = atOnce;
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** @return the result of the task, or {@code null} when the queue is full */
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

    /** Takes a task from the source whose turn it is; that source moves to the end of the line. */
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
