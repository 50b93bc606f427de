package nl.tafelzicht.engine.journal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import nl.tafelzicht.election.Explanation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of this node: one event loop that appends, follows the journal's tail and feeds the picture.
 *
 * <pre>{@link #APPEND} ─► appender ─► PostgreSQL ─► committed ─► tail ─► sink (the picture) ─► answer
 *                                       └─ {@link #COMMITTED}: the other nodes' tails</pre>
 *
 * An append is answered only after this node's picture contains it, so that a client reads its own writes.
 */
public final class JournalVerticle extends VerticleBase {

    /** Local address: takes an {@link AppendRequest}, answers an {@link Outcome}. */
    public static final String APPEND = "journal.append";
    /**
     * Local address: takes anything, answers when this node's picture has all that was in the journal at that moment.
     */
    public static final String CATCH_UP = "journal.catch-up";
    /** Cluster-wide address: a {@link CommittedBatch} that some node wrote. */
    static final String COMMITTED = "journal.committed";

    private static final Logger LOG = LoggerFactory.getLogger(JournalVerticle.class);
    private static final String TOO_NEW =
            "a node of an earlier version still runs and could not read this; it can be said when that node has ended";
    private static final Explanation STUCK = Explanation.of("node-stuck");
    private static final long POLL_MILLIS = 1_000;
    private static final long PROBE_MILLIS = 2_000;
    private static final long WHICH_MILLIS = 5_000;
    /**
     * A notification usually follows a hint that brought the events already: one read in this time is enough for those
     * that had no hint.
     */
    private static final long NOTIFIED_MILLIS = 25;

    private static final long FIRST_RETRY_MILLIS = 20;
    private static final long LAST_RETRY_MILLIS = 1_000;

    /** Events that are written together or not at all. */
    public record AppendRequest(List<NewEvent> events) {}

    private record Waiter(long seq, Outcome outcome, Promise<Outcome> answer) {}

    private final PgConnectOptions database;
    private final JournalStore store;
    private final Consumer<List<JournalEvent>> sink;
    private final LongSupplier applied;
    private final Runnable confirmed;
    private final IntSupplier readByAll;
    private final JournalMetrics metrics;
    private final Runnable replaced;
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>(Comparator.comparingLong(Waiter::seq));
    private final Reachability reachability = new Reachability(System::nanoTime);
    private Appender appender;
    private Tail tail;
    private UUID journal;
    private Notifications notifications;
    private boolean wakeSet;
    private boolean replayed;
    private long stuckAt;

    /**
     * @param database where to listen for what others write
     * @param sink takes the committed events in order, on this verticle's event loop
     * @param applied how far the sink has got
     * @param confirmed called whenever the sink is known to have all of the journal
     * @param readByAll highest format of the journal that every running node can read; nothing beyond it is written
     * @param replaced called when the database turns out to be another one than at the start; the content of the sink
     *     may be wrong then
     */
    public JournalVerticle(
            PgConnectOptions database,
            JournalStore store,
            Consumer<List<JournalEvent>> sink,
            LongSupplier applied,
            Runnable confirmed,
            IntSupplier readByAll,
            JournalMetrics metrics,
            Runnable replaced) {
        this.database = database;
        this.store = store;
        this.sink = sink;
        this.applied = applied;
        this.confirmed = confirmed;
        this.readByAll = readByAll;
        this.metrics = metrics;
        this.replaced = replaced;
    }

    /** Completes when all that was in the journal at the start has been replayed. */
    @Override
    public Future<?> start() {
        tail = new Tail(store, applied.getAsLong(), this::deliver, this::confirm);
        appender = new Appender(store, this::announce, this::retryLater, metrics::batch);
        notifications = new Notifications(vertx, database, this::reconnected, this::notified);
        LocalCodec.register(vertx.eventBus(), AppendRequest.class);
        LocalCodec.register(vertx.eventBus(), Outcome.Appended.class);
        LocalCodec.register(vertx.eventBus(), Outcome.Repeated.class);
        LocalCodec.register(vertx.eventBus(), Outcome.Conflict.class);
        vertx.eventBus().registerDefaultCodec(CommittedBatch.class, new CommittedBatch.Codec());
        vertx.eventBus().<CommittedBatch>consumer(COMMITTED, m -> hinted(m.body()));
        return store.head()
                .compose(head -> {
                    journal = head.journal();
                    return tail.catchUp();
                })
                .onSuccess(caughtUp -> {
                    vertx.eventBus().localConsumer(APPEND, this::append);
                    vertx.eventBus().localConsumer(CATCH_UP, this::catchUp);
                    notifications.start();
                    replayed = true;
                    vertx.setPeriodic(POLL_MILLIS, t -> wake());
                    vertx.setPeriodic(PROBE_MILLIS, t -> probe());
                    vertx.setPeriodic(WHICH_MILLIS, t -> whichJournal());
                });
    }

    private void append(Message<AppendRequest> request) {
        long from = System.nanoTime();
        if (tail.stuck() != null) {
            request.fail(Failure.UNAVAILABLE, STUCK.in(Locale.ENGLISH));
            return;
        }
        if (!reachability.takesMore()) {
            request.fail(Failure.UNAVAILABLE, "the journal does not answer");
            return;
        }
        var events = request.body().events();
        if (events.stream().anyMatch(e -> e.format() > readByAll.getAsInt())) {
            request.fail(Failure.UNAVAILABLE, TOO_NEW);
            return;
        }
        appender.append(events)
                .compose(outcome -> seen(outcome, events.size()))
                .onComplete(
                        outcome -> {
                            reachability.appended();
                            metrics.appended(System.nanoTime() - from);
                            request.reply(outcome);
                        },
                        cause -> request.fail(
                                cause instanceof Unavailable ? Failure.UNAVAILABLE : Failure.REJECTED,
                                cause.getMessage()));
    }

    private void catchUp(Message<Object> request) {
        tail.catchUpFromNow()
                .onComplete(
                        done -> request.reply(null),
                        cause -> request.fail(Failure.UNAVAILABLE, "the journal does not answer"));
    }

    /** The failures of an append without an outcome. */
    public static final class Failure {
        public static final int UNAVAILABLE = 503;
        public static final int REJECTED = 400;

        private Failure() {}
    }

    /** Waits until the picture contains the outcome. */
    private Future<Outcome> seen(Outcome outcome, int events) {
        long seq = outcome instanceof Outcome.Appended a
                ? a.firstSeq() + events - 1
                : outcome instanceof Outcome.Conflict c
                        ? c.head()
                        : ((Outcome.Repeated) outcome).first().seq();
        if (applied.getAsLong() >= seq) {
            return Future.succeededFuture(outcome);
        }
        Promise<Outcome> promise = Promise.promise();
        waiters.add(new Waiter(seq, outcome, promise));
        wake();
        return promise.future();
    }

    private void announce(List<JournalEvent> events) {
        tail.hint(events);
        giveUp();
        if (vertx.isClustered()) {
            vertx.eventBus().publish(COMMITTED, new CommittedBatch(journal, events), new DeliveryOptions());
        }
    }

    private void hinted(CommittedBatch batch) {
        if (journal == null) {
            return; // the journal's id is not known yet
        }
        if (!journal.equals(batch.journal())) {
            metrics.foreign();
            LOG.warn("a batch of another journal ({}) came over the bus; it is not taken", batch.journal());
            return;
        }
        var events = batch.events();
        long before = tail.applied();
        tail.hint(events);
        metrics.byBus(tail.applied() - before);
        giveUp();
    }

    private void deliver(List<JournalEvent> events) {
        try {
            sink.accept(events);
            if (replayed) {
                metrics.applied(
                        events.size(),
                        Duration.between(events.get(events.size() - 1).at(), Instant.now()));
            }
        } finally {
            while (!waiters.isEmpty() && waiters.peek().seq() <= applied.getAsLong()) {
                var waiter = waiters.remove();
                waiter.answer().complete(waiter.outcome());
            }
        }
    }

    /**
     * Callers that wait for events that this node can't show are told to ask another node; their events are in the
     * journal, and sending them again has no second effect.
     */
    private void giveUp() {
        var stuck = tail.stuck();
        if (stuck == null) {
            return;
        }
        if (stuck.seq() != stuckAt) {
            LOG.error(
                    "this node is stuck and shows the past: {}. It was written by a newer version, or by "
                            + "hand; start this node with the version of the others",
                    stuck.getMessage());
        }
        stuckAt = stuck.seq();
        while (!waiters.isEmpty()) {
            waiters.remove().answer().fail(new Unavailable(STUCK, stuck));
        }
    }

    private void confirm() {
        reachability.seen();
        confirmed.run();
    }

    /** The connection was made anew, perhaps to another database. */
    private void reconnected() {
        whichJournal();
        wake();
    }

    /** Also called at intervals: a dump that is restored into the same server cuts no connection. */
    private void whichJournal() {
        store.head()
                .onSuccess(head -> {
                    if (!head.journal().equals(journal)) {
                        replaced.run();
                    }
                })
                .onFailure(cause -> LOG.debug("cannot ask which journal this is: {}", cause.getMessage()));
    }

    private void notified() {
        if (wakeSet) {
            return;
        }
        wakeSet = true;
        vertx.setTimer(NOTIFIED_MILLIS, t -> {
            wakeSet = false;
            wake();
        });
    }

    private void wake() {
        tail.catchUp().onFailure(cause -> {
            if (cause instanceof Unfoldable) {
                giveUp();
            } else {
                LOG.warn("cannot read the journal after {}: {}", tail.applied(), cause.getMessage());
            }
        });
    }

    /** A node that can't write gets no traffic, so it has to find out by itself when it can write again. */
    private void probe() {
        if (!reachability.takes()) {
            store.probe()
                    .onSuccess(room -> reachability.appended())
                    .onFailure(cause -> LOG.debug("the journal still takes nothing: {}", cause.getMessage()));
        }
    }

    /** Whether appends succeed, as far as this node has tried. Thread-safe. */
    public boolean takes() {
        return reachability.takes();
    }

    private boolean retryLater(int attempt, Throwable cause, Runnable anew) {
        LOG.warn("append failed, attempt {}: {}", attempt, cause.getMessage());
        if (cause instanceof JournalStore.Replaced) {
            replaced.run();
        }
        boolean again =
                reachability.failed(cause instanceof TimeoutException ? PostgresJournal.APPEND_TIMEOUT_NANOS : 0);
        if (!again || cause instanceof JournalStore.Replaced) {
            return false;
        }
        vertx.setTimer(Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(attempt, 10)), t -> anew.run());
        return true;
    }

    /** Finishes the appends that were accepted. */
    @Override
    public Future<?> stop() {
        notifications.stop();
        Promise<Void> idle = Promise.promise();
        vertx.setPeriodic(1, 5, t -> {
            if (appender.isIdle() && vertx.cancelTimer(t)) {
                idle.tryComplete();
            }
        });
        return idle.future();
    }
}
