package nl.tafelzicht.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.tafelzicht.engine.journal.JournalStore.Rejected;
import nl.tafelzicht.engine.journal.JournalStore.Written;
import org.junit.jupiter.api.Test;

/** Group commit, by a store that answers when the test says so. */
class AppenderTest {

    private record Batch(List<List<NewEvent>> appends, Promise<Written> answer) {}

    private record Search(UUID id, Promise<JournalEvent> answer) {}

    private final Deque<Batch> sent = new ArrayDeque<>();
    private final Queue<Search> searches = new ArrayDeque<>();
    private final Queue<Runnable> retries = new ArrayDeque<>();
    private final List<Integer> attempts = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();
    private boolean patient = true;
    private final JournalStore store = (JournalStore) Proxy.newProxyInstance(
            JournalStore.class.getClassLoader(), new Class<?>[] {JournalStore.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("find")) {
                    var search = new Search((UUID) arguments[0], Promise.promise());
                    searches.add(search);
                    return search.answer.future();
                }
                assertThat(method.getName()).isEqualTo("append");
                @SuppressWarnings("unchecked")
                var batch = new Batch((List<List<NewEvent>>) arguments[0], Promise.promise());
                sent.add(batch);
                return batch.answer.future();
            });
    private final Appender appender = new Appender(
            store,
            events -> log.add("committed "
                    + events.stream().map(e -> e.seq() + "=" + e.stream()).toList()),
            (attempt, cause, again) -> {
                attempts.add(attempt);
                retries.add(again);
                return patient;
            },
            sizes::add);

    private static NewEvent event(String stream, int version, UUID id) {
        return new NewEvent(id, stream, version, "t", Instant.EPOCH, "a", "{}");
    }

    private static NewEvent event(String stream) {
        return event(stream, 1, UUID.randomUUID());
    }

    private static List<NewEvent> events(String stream, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(version -> event(stream, version, UUID.randomUUID()))
                .toList();
    }

    private Future<Outcome> append(NewEvent... events) {
        return append(List.of(events));
    }

    private Future<Outcome> append(List<NewEvent> events) {
        return appender.append(events)
                .onComplete(done -> log.add(
                        done.succeeded()
                                ? String.valueOf(done.result())
                                : done.cause().getClass().getSimpleName()));
    }

    private static List<String> streams(Batch batch) {
        return batch.appends.stream().map(events -> events.get(0).stream()).toList();
    }

    @Test
    void anIdleAppenderWritesAtOnceAndABusyOneWritesWhatWaitsTogether() {
        assertThat(appender.isIdle()).isTrue();
        append(event("a"));
        append(event("b"));
        append(event("c"), event("c2"));
        assertThat(appender.isIdle()).isFalse();
        assertThat(sent).hasSize(1);
        assertThat(streams(sent.peek())).containsExactly("a");
        sent.remove().answer.complete(new Written(10, List.of()));
        assertThat(streams(sent.peek())).containsExactly("b", "c");
        sent.remove().answer.complete(new Written(11, List.of()));
        assertThat(log)
                .as("announced before it is answered")
                .containsExactly(
                        "committed [11=a]",
                        "Appended[firstSeq=11]",
                        "committed [12=b, 13=c, 14=c2]",
                        "Appended[firstSeq=12]",
                        "Appended[firstSeq=13]");
        assertThat(appender.isIdle()).isTrue();
        assertThat(sizes).containsExactly(1L, 2L);
    }

    @Test
    void theNextBatchIsOnItsWayBeforeTheFirstIsAnswered() {
        append(event("a")).onComplete(done -> log.add("then " + sent.size() + " sent"));
        append(event("b"));
        sent.remove().answer.complete(new Written(0, List.of()));
        assertThat(log).contains("then 1 sent");
    }

    @Test
    void aBatchHasAThousandEventsOrOneAppendThatIsLarger() {
        append(event("first"));
        for (int i = 0; i < 3; i++) {
            append(events("s" + i, 400));
        }
        append(events("large", 1_500));
        append(event("last"));
        sent.remove().answer.complete(new Written(0, List.of()));
        assertThat(streams(sent.peek())).as("800; three times would be 1,200").containsExactly("s0", "s1");
        sent.remove().answer.complete(new Written(1, List.of()));
        assertThat(streams(sent.peek())).containsExactly("s2");
        sent.remove().answer.complete(new Written(801, List.of()));
        assertThat(streams(sent.peek())).containsExactly("large");
        sent.remove().answer.complete(new Written(1_201, List.of()));
        assertThat(streams(sent.peek())).containsExactly("last");
    }

    @Test
    void aThousandFitExactly() {
        append(event("first"));
        append(events("a", 600));
        append(events("b", 400));
        append(event("c"));
        sent.remove().answer.complete(new Written(0, List.of()));
        assertThat(streams(sent.peek())).containsExactly("a", "b");
    }

    @Test
    void whatWantsTheSamePlaceOrHasTheSameIdGoesInTheNextBatch() {
        append(event("first"));
        var id = UUID.randomUUID();
        append(event("a", 1, id));
        append(event("a", 2, UUID.randomUUID()));
        append(event("a", 1, UUID.randomUUID()));
        append(event("b", 1, id));
        sent.remove().answer.complete(new Written(0, List.of()));
        assertThat(sent.peek().appends)
                .as("another version of the stream is another place")
                .hasSize(2);
        sent.remove().answer.complete(new Written(1, List.of()));
        assertThat(streams(sent.peek())).containsExactly("a", "b");
    }

    @Test
    void refusedIsALostRaceOrARepeatedId() {
        var repeated = UUID.randomUUID();
        append(event("first"));
        append(event("race"));
        append(event("again", 1, repeated));
        append(event("good"));
        sent.remove().answer.complete(new Written(0, List.of()));
        log.clear();
        sent.remove().answer.complete(new Written(7, List.of(0, 1)));
        assertThat(log)
                .as("the good one has the first number")
                .containsExactly("committed [8=good]", "Appended[firstSeq=8]");
        searches.remove().answer.complete(null);
        var there = new JournalEvent(3, repeated, "again", 1, "t", Instant.EPOCH, "a", "{}");
        var search = searches.remove();
        assertThat(search.id).isEqualTo(repeated);
        search.answer.complete(there);
        assertThat(log.subList(2, 4)).containsExactly("Conflict[head=7]", "Repeated[first=" + there + "]");
    }

    @Test
    void whenNobodyCanSayWhyItIsToBeTriedAgain() {
        append(event("a"));
        sent.remove().answer.complete(new Written(0, List.of(0)));
        searches.remove().answer.fail("away");
        assertThat(log).containsExactly("Unavailable");
        assertThat(appender.isIdle()).isTrue();
    }

    /**
     * The connection broke, and nobody knows whether the batch was written: it is sent again as it was, and what is
     * there already is ours.
     */
    @Test
    void aBatchOfUnknownFateIsSentAgainAndWhatIsThereCountsAsAppended() {
        var mine = UUID.randomUUID();
        var others = UUID.randomUUID();
        append(event("mine", 4, mine));
        append(event("later"));
        sent.remove().answer.fail("connection reset");
        assertThat(sent).as("nothing overtakes it").isEmpty();
        retries.remove().run();
        assertThat(streams(sent.peek())).containsExactly("mine");
        sent.remove().answer.fail("still away");
        retries.remove().run();
        assertThat(attempts).containsExactly(1, 2);
        sent.remove().answer.complete(new Written(9, List.of(0)));
        searches.remove().answer.complete(new JournalEvent(5, mine, "mine", 4, "t", Instant.EPOCH, "a", "{}"));
        assertThat(log).containsExactly("Appended[firstSeq=5]");
        sent.remove().answer.complete(new Written(9, List.of()));

        append(event("x", 1, others));
        sent.remove().answer.fail("reset");
        retries.remove().run();
        log.clear();
        sent.remove().answer.complete(new Written(10, List.of(0)));
        var elsewhere = new JournalEvent(6, others, "x", 2, "t", Instant.EPOCH, "a", "{}");
        searches.remove().answer.complete(elsewhere);
        assertThat(log)
                .as("the same id at another place is not what was sent")
                .containsExactly("Repeated[first=" + elsewhere + "]");
        append(event("y", 1, others));
        sent.remove().answer.fail("reset");
        retries.remove().run();
        log.clear();
        sent.remove().answer.complete(new Written(10, List.of(0)));
        searches.remove().answer.complete(new JournalEvent(6, others, "x", 1, "t", Instant.EPOCH, "a", "{}"));
        assertThat(log.get(0)).startsWith("Repeated");
    }

    @Test
    void whenThereIsNoUseInTryingItFailsAndTheNextIsWritten() {
        patient = false;
        append(event("a"));
        append(event("b"));
        sent.remove().answer.fail("the journal is another one");
        assertThat(log).containsExactly("Unavailable");
        assertThat(streams(sent.peek())).containsExactly("b");
        sent.remove().answer.complete(new Written(0, List.of()));
        assertThat(appender.isIdle()).isTrue();
    }

    @Test
    void whatCanNotBeStoredTakesNothingElseWithIt() {
        append(event("first"));
        append(event("good"));
        append(event("bad"));
        append(event("fine"));
        sent.remove().answer.complete(new Written(0, List.of()));
        log.clear();
        append(event("later"));
        sent.remove().answer.fail(new Rejected("no such character", null));
        assertThat(appender.isIdle()).isFalse();
        assertThat(streams(sent.peek())).containsExactly("good");
        sent.remove().answer.complete(new Written(1, List.of()));
        assertThat(streams(sent.peek())).containsExactly("bad");
        sent.remove().answer.fail(new Rejected("no such character", null));
        assertThat(streams(sent.peek())).as("alone, and not again").containsExactly("fine");
        sent.remove().answer.complete(new Written(2, List.of()));
        assertThat(streams(sent.peek())).containsExactly("later");
        sent.remove().answer.complete(new Written(3, List.of()));
        assertThat(log)
                .containsExactly(
                        "committed [2=good]",
                        "Appended[firstSeq=2]",
                        "Rejected",
                        "committed [3=fine]",
                        "Appended[firstSeq=3]",
                        "committed [4=later]",
                        "Appended[firstSeq=4]");
        assertThat(attempts).as("it is not tried again").isEmpty();
        assertThat(appender.isIdle()).isTrue();
    }

    @Test
    void moreThanFiftyThousandDoNotWaitAndThereIsRoomAgainWhenTheyAreWritten() {
        append(event("first"));
        for (int i = 0; i < 50; i++) {
            append(events("s" + i, 1_000));
        }
        append(event("one more"));
        assertThat(log).containsExactly("Unavailable");
        sent.remove().answer.complete(new Written(0, List.of()));
        log.clear();
        append(events("room", 1_000));
        assertThat(log)
                .as("a thousand are on their way, so there is room for as many")
                .isEmpty();
        append(event("no room"));
        assertThat(log).containsExactly("Unavailable");
    }
}
