package nl.tafelzicht.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TailTest {

    private final Queue<Promise<List<JournalEvent>>> reads = new ArrayDeque<>();
    private final List<Long> delivered = new ArrayList<>();
    private final AtomicInteger confirmed = new AtomicInteger();
    /** A journal that answers when the test says so. */
    private final JournalStore store = (JournalStore) Proxy.newProxyInstance(
            JournalStore.class.getClassLoader(), new Class<?>[] {JournalStore.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("readAfter");
                Promise<List<JournalEvent>> read = Promise.promise();
                reads.add(read);
                return read.future();
            });

    private final Tail tail =
            new Tail(store, 0, events -> events.forEach(e -> delivered.add(e.seq())), confirmed::incrementAndGet);

    private static List<JournalEvent> events(long first, long last) {
        var events = new ArrayList<JournalEvent>();
        for (long seq = first; seq <= last; seq++) {
            events.add(new JournalEvent(
                    seq, UUID.randomUUID(), "station/GM0001-1", (int) seq, "opened", Instant.EPOCH, "hub", "{}"));
        }
        return events;
    }

    /**
     * A line between nodes that was cut delivers, when it is whole again, what was written long before: that shows
     * nothing of now.
     */
    @Test
    void whatAnotherNodeSaidIsDeliveredButDoesNotShowThatNothingIsMissing() {
        tail.hint(events(1, 2));
        tail.hint(events(3, 3));
        tail.hint(events(1, 2));
        assertThat(delivered).containsExactly(1L, 2L, 3L);
        assertThat(confirmed).hasValue(0);
    }

    @Test
    void theJournalReadToItsEndDoes() {
        Future<Void> caughtUp = tail.catchUp();
        assertThat(confirmed).hasValue(0);
        reads.remove().complete(events(1, 2));
        assertThat(caughtUp.succeeded()).isTrue();
        assertThat(confirmed).hasValue(1);
    }

    /** The sink can't take 3: 1 and 2 are delivered, nothing after it, and nothing is confirmed until it can. */
    @Test
    void anEventThatCannotBeTakenStopsTheTailBeforeItAndConfirmsNothing() {
        var able = new AtomicBoolean();
        var stuck = new Tail(
                store,
                0,
                events -> {
                    for (var e : events) {
                        if (e.seq() == 3 && !able.get()) {
                            throw new Unfoldable(3, "of a newer version");
                        }
                        delivered.add(e.seq());
                    }
                },
                confirmed::incrementAndGet);
        stuck.hint(events(1, 4));
        assertThat(delivered).containsExactly(1L, 2L);
        assertThat(stuck.applied()).isEqualTo(2);
        assertThat(stuck.stuck().seq()).isEqualTo(3);
        stuck.hint(events(5, 6));
        assertThat(reads).as("hints do not make a stuck node read").isEmpty();
        var read = stuck.catchUp();
        reads.remove().complete(events(3, 3));
        assertThat(read.failed()).isTrue();
        assertThat(stuck.catchUp().isComplete())
                .as("tried anew with the next poll")
                .isFalse();
        assertThat(confirmed).hasValue(0);
        able.set(true);
        reads.remove().complete(events(3, 3));
        reads.remove().complete(events(4, 6));
        assertThat(delivered).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(confirmed).hasValue(1);
        assertThat(stuck.stuck()).isNull();
    }

    @Test
    void aGapIsRead() {
        tail.hint(events(3, 4));
        assertThat(delivered).isEmpty();
        reads.remove().complete(events(1, 2));
        assertThat(delivered).containsExactly(1L, 2L, 3L, 4L);
    }

    /** A read that is under way may have begun before what is wanted was written. */
    @Test
    void fromNowOnMeansAnotherReadAfterTheOneThatIsUnderWay() {
        var first = tail.catchUp();
        assertThat(tail.catchUp()).as("one read at a time").isSameAs(first);
        assertThat(reads).hasSize(1);
        var fromNow = tail.catchUpFromNow();
        reads.remove().complete(events(1, 1));
        assertThat(first.succeeded()).isTrue();
        assertThat(fromNow.isComplete()).isFalse();
        reads.remove().complete(events(2, 2));
        assertThat(fromNow.succeeded()).isTrue();
        assertThat(tail.applied()).isEqualTo(2);
        var idle = tail.catchUpFromNow();
        assertThat(reads).as("with none under way one is enough").hasSize(1);
        reads.remove().complete(List.of());
        assertThat(idle.succeeded()).isTrue();
    }

    @Test
    void aFullPageIsFollowedByTheNextAndAShortOneIsTheEnd() {
        var caughtUp = tail.catchUp();
        reads.remove().complete(events(1, Tail.PAGE));
        assertThat(caughtUp.isComplete()).isFalse();
        assertThat(confirmed).hasValue(0);
        reads.remove().complete(List.of());
        assertThat(caughtUp.succeeded()).isTrue();
        assertThat(tail.applied()).isEqualTo(Tail.PAGE);
        assertThat(confirmed).hasValue(1);
    }

    @Test
    void whatIsKnownToBeThereIsReadOnUntilItIs() {
        tail.hint(events(5, 6));
        reads.remove().complete(events(1, 2));
        assertThat(reads).as("3 and 4 are missing still").hasSize(1);
        reads.remove().complete(events(3, 4));
        assertThat(delivered).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(reads).isEmpty();
    }

    @Test
    void aReadThatFailsIsTriedAnewByTheNext() {
        var failed = tail.catchUp();
        reads.remove().fail("away");
        assertThat(failed.failed()).isTrue();
        assertThat(confirmed).hasValue(0);
        tail.catchUp();
        reads.remove().complete(events(1, 1));
        assertThat(delivered).containsExactly(1L);
    }
}
