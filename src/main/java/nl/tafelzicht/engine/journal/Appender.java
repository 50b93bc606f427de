package nl.tafelzicht.engine.journal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import nl.tafelzicht.election.Explanation;

/**
 * Group commit: the events that wait while a batch commits go together in the next one.
 *
 * <pre>append ─► waiting ─► batch (one in flight) ─► store ─► committed events, then each outcome</pre>
 *
 * There is no timer: an idle appender writes at once, a busy one writes larger batches. Invariants: at most one batch
 * is in flight; events leave in the order in which they came; the committed events of a batch are announced before any
 * of its outcomes.
 *
 * <p>On failure: the outcome of a batch whose connection broke is unknown, so the same batch is sent again until the
 * store answers; those of its events that are there already count as appended. When more than {@link #MAX_WAITING}
 * events wait, further appends fail at once.
 *
 * <p>Not thread-safe: it belongs to one event loop.
 */
public final class Appender {

    /** Some 60 ms of work for the database; larger batches gain nothing, and delay the first events of the batch. */
    static final int MAX_BATCH = 1_000;
    /** As much as arrives in the busiest half minute; further callers are told to try again instead of waiting. */
    static final int MAX_WAITING = 50_000;

    private final JournalStore store;
    private final Consumer<List<JournalEvent>> committed;
    private final Retry retry;
    private final LongConsumer batchSize;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Queue<Waiting> alone = new ArrayDeque<>();
    private int waitingEvents;
    private boolean inFlight;

    private record Waiting(List<NewEvent> events, Promise<Outcome> promise) {}

    /** Runs an attempt again later: after a pause that grows with the number of the attempt, from 1. */
    public interface Retry {
        /** @return {@code false} when trying again is useless */
        boolean later(int attempt, Throwable cause, Runnable again);
    }

    public Appender(JournalStore store, Consumer<List<JournalEvent>> committed, Retry retry, LongConsumer batchSize) {
        this.store = store;
        this.committed = committed;
        this.retry = retry;
        this.batchSize = batchSize;
    }

    /** @return the outcome, or fails with {@link Unavailable} */
    public Future<Outcome> append(List<NewEvent> events) {
        if (waitingEvents + events.size() > MAX_WAITING) {
            return Future.failedFuture(new Unavailable(Explanation.of("journal-full"), null));
        }
        Promise<Outcome> promise = Promise.promise();
        waiting.add(new Waiting(events, promise));
        waitingEvents += events.size();
        if (!inFlight) {
            writeNext();
        }
        return promise.future();
    }

    /** Whether nothing waits and nothing is being written. */
    public boolean isIdle() {
        return !inFlight && waiting.isEmpty() && alone.isEmpty();
    }

    private void writeNext() {
        var batch = takeBatch();
        if (batch.isEmpty()) {
            return;
        }
        inFlight = true;
        write(batch, 1);
    }

    /**
     * Two appends for the same version of a stream, or with the same id, never go in one batch: the second waits for
     * the next batch, where the store refuses it.
     */
    private List<Waiting> takeBatch() {
        if (!alone.isEmpty()) {
            return List.of(alone.remove());
        }
        var batch = new ArrayList<Waiting>();
        var taken = new HashSet<>();
        int events = 0;
        while (!waiting.isEmpty()
                && events + waiting.peek().events.size()
                        <= Math.max(MAX_BATCH, waiting.peek().events.size())
                && addsNothingTwice(taken, waiting.peek().events)) {
            var next = waiting.remove();
            batch.add(next);
            events += next.events.size();
        }
        waitingEvents -= events;
        return batch;
    }

    private record Place(String stream, int version) {}

    private static boolean addsNothingTwice(Set<Object> taken, List<NewEvent> events) {
        if (events.stream()
                .anyMatch(e -> taken.contains(e.id()) || taken.contains(new Place(e.stream(), e.version())))) {
            return false;
        }
        for (var e : events) {
            taken.add(e.id());
            taken.add(new Place(e.stream(), e.version()));
        }
        return true;
    }

    private void write(List<Waiting> batch, int attempt) {
        batchSize.accept(batch.size());
        store.append(batch.stream().map(Waiting::events).toList()).onComplete(result -> {
            if (result.succeeded()) {
                settle(batch, result.result(), attempt > 1);
            } else if (result.cause() instanceof JournalStore.Rejected rejected) {
                separate(batch, rejected);
            } else if (!retry.later(attempt, result.cause(), () -> write(batch, attempt + 1))) {
                giveUp(batch, result.cause());
            }
        });
    }

    private void settle(List<Waiting> batch, JournalStore.Written written, boolean sentBefore) {
        var events = new ArrayList<JournalEvent>();
        var answers = new ArrayList<Runnable>(batch.size());
        var refused = new HashSet<>(written.refused());
        long head = written.head();
        for (int i = 0; i < batch.size(); i++) {
            var w = batch.get(i);
            if (refused.contains(i)) {
                answers.add(() -> explain(w, written.head(), sentBefore));
                continue;
            }
            long first = head + 1;
            for (var e : w.events) {
                events.add(e.withSeq(++head));
            }
            answers.add(() -> w.promise.complete(new Outcome.Appended(first)));
        }
        inFlight = false;
        if (!events.isEmpty()) {
            committed.accept(events);
        }
        writeNext();
        answers.forEach(Runnable::run);
    }

    /**
     * Tells a repeated id from a lost race. An event that an earlier attempt of this batch stored is our own, and
     * counts as appended.
     */
    private void explain(Waiting w, long head, boolean sentBefore) {
        UUID id = w.events.get(0).id();
        store.find(id).onComplete(found -> {
            if (found.failed()) {
                w.promise.fail(new Unavailable(Explanation.of("journal-away"), found.cause()));
            } else if (found.result() == null) {
                w.promise.complete(new Outcome.Conflict(head));
            } else if (sentBefore && isOurs(w.events.get(0), found.result())) {
                w.promise.complete(new Outcome.Appended(found.result().seq()));
            } else {
                w.promise.complete(new Outcome.Repeated(found.result()));
            }
        });
    }

    private static boolean isOurs(NewEvent sent, JournalEvent found) {
        return sent.stream().equals(found.stream()) && sent.version() == found.version();
    }

    /**
     * The database refused the content of an event: each append is tried separately, so that one that can't be stored
     * does not make others fail.
     */
    private void separate(List<Waiting> batch, JournalStore.Rejected cause) {
        inFlight = false;
        if (batch.size() > 1) {
            alone.addAll(batch);
        } else {
            batch.get(0).promise.fail(cause);
        }
        writeNext();
    }

    private void giveUp(List<Waiting> batch, Throwable cause) {
        inFlight = false;
        batch.forEach(w -> w.promise.fail(new Unavailable(Explanation.of("journal-away"), cause)));
        writeNext();
    }
}
