package nl.tafelzicht.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.support.Initialised;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresJournalIT {

    private static Path folder;
    private static Database database;
    private static Vertx vertx;
    private static Pool pool;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-journal-");
        database = Initialised.database(folder);
        vertx = Vertx.vertx();
        pool = PgBuilder.pool().connectingTo(database.options()).using(vertx).build();
    }

    @AfterAll
    static void stop() throws Exception {
        await(vertx.close());
        database.close();
        TestHub.delete(folder);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Runs on an event loop of its own, as the journal does. */
    private static <T> T on(Supplier<Future<T>> work) throws Exception {
        Promise<T> promise = Promise.promise();
        vertx.getOrCreateContext().runOnContext(v -> work.get().onComplete(promise));
        return await(promise.future());
    }

    private static PostgresJournal store() {
        return new PostgresJournal(vertx, database.options(), pool);
    }

    private static NewEvent event(String stream, int version) {
        return event(UUID.randomUUID(), stream, version, "{\"a\": 1}");
    }

    private static NewEvent event(UUID id, String stream, int version, String data) {
        return new NewEvent(id, stream, version, "t", Instant.ofEpochMilli(1_700_000_000_123L), "test", data);
    }

    private static long head() throws Exception {
        return on(() -> store().head()).seq();
    }

    @Test
    void durabilityIsOnInTheEmbeddedDatabase() throws Exception {
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(await(pool.query("show " + setting).execute())
                            .iterator()
                            .next()
                            .getString(0))
                    .isEqualTo("on");
        }
    }

    @Test
    void eventsReadAsTheyWereWritten() throws Exception {
        var stream = "s/" + UUID.randomUUID();
        var event = event(UUID.randomUUID(), stream, 1, "{\"note\": \"é 😀 \\\" \\\\ \\n\"}");
        on(() -> store().append(List.of(List.of(event))));
        var read = on(() -> store().readStream(stream, 0, 10)).get(0);
        assertThat(read).usingRecursiveComparison().ignoringFields("seq").isEqualTo(event.withSeq(0));
        assertThat(on(() -> store().find(event.id()))).isEqualTo(read);
    }

    @Test
    void aFingerprintLiesBesideItsEventAndNodesOfEarlierVersionsWriteWithoutOne() throws Exception {
        var stream = "s/" + UUID.randomUUID();
        var said = UUID.randomUUID();
        var event = event(stream, 1).withSaid(said);
        on(() -> store().append(List.of(List.of(event, event(stream, 2)))));
        assertThat(on(() -> store().said(event.id()))).isEqualTo(said);
        long before = head();
        var old = UUID.randomUUID();
        var row = await(pool.query("select head, refused from journal_append(array[0], array['" + old
                                + "'::uuid], array['" + stream
                                + "'], array[3], array['t'], array[now()], array['old node'], array['{}'])")
                        .execute())
                .iterator()
                .next();
        assertThat(row.getLong(0)).isEqualTo(before);
        assertThat(head()).isEqualTo(before + 1);
        assertThat(on(() -> store().find(old)).seq()).isEqualTo(before + 1);
        assertThat(on(() -> store().said(old))).isNull();
    }

    @Test
    void onlyTheAppendThatConflictsIsRefused() throws Exception {
        var a = "s/" + UUID.randomUUID();
        var b = "s/" + UUID.randomUUID();
        on(() -> store().append(List.of(List.of(event(a, 1)))));
        long before = head();
        var written = on(() ->
                store().append(List.of(List.of(event(b, 1)), List.of(event(a, 1), event(b, 2)), List.of(event(a, 2)))));
        assertThat(written).isEqualTo(new JournalStore.Written(before, List.of(1)));
        assertThat(on(() -> store().readAfter(before, 10)))
                .extracting(JournalEvent::stream, JournalEvent::version)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(b, 1), org.assertj.core.groups.Tuple.tuple(a, 2));
    }

    @Test
    void theSameIdIsWrittenOnce() throws Exception {
        var stream = "s/" + UUID.randomUUID();
        var id = UUID.randomUUID();
        on(() -> store().append(List.of(List.of(event(id, stream, 1, "{}")))));
        assertThat(on(() -> store().append(List.of(List.of(event(id, stream, 2, "{}")))))
                        .refused())
                .containsExactly(0);
    }

    @Test
    void appendersOnSeveralConnectionsNumberWithoutAGapInTheOrderOfCommit() throws Exception {
        long before = head();
        var appenders = IntStream.range(0, 4)
                .mapToObj(i -> {
                    Promise<Void> done = Promise.promise();
                    vertx.getOrCreateContext().runOnContext(v -> {
                        var appender = new Appender(store(), e -> {}, (attempt, cause, again) -> false, size -> {});
                        Future.all(IntStream.range(0, 500)
                                        .mapToObj(n -> appender.append(List.of(event("c" + i + "/" + n, 1))))
                                        .toList())
                                .<Void>mapEmpty()
                                .onComplete(done);
                    });
                    return done.future();
                })
                .toList();
        await(Future.all(appenders));
        var events = on(() -> store().readAfter(before, 5_000));
        assertThat(events)
                .extracting(JournalEvent::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + 2_000)
                        .boxed()
                        .toList());
    }

    @Test
    void anEventThatCannotBeStoredDoesNotTakeOthersWithIt() throws Exception {
        var outcomes = on(() -> {
            var appender = new Appender(store(), e -> {}, (attempt, cause, again) -> false, size -> {});
            appender.append(List.of(event("first/" + UUID.randomUUID(), 1)));
            var good = appender.append(List.of(event("good/" + UUID.randomUUID(), 1)));
            var bad = appender.append(List.of(event(UUID.randomUUID(), "bad/1", 1, "{\"a\": \"\\u0000\"}")));
            var lines = appender.append(List.of(new NewEvent(
                    UUID.randomUUID(), "lines/" + UUID.randomUUID(), 1, "t", Instant.EPOCH, "two\nlines", "{}")));
            var after = appender.append(List.of(event("after/" + UUID.randomUUID(), 1)));
            return Future.join(good, bad, lines, after)
                    .transform(done -> Future.succeededFuture(List.of(good, bad, lines, after)));
        });
        assertThat(outcomes).extracting(Future::succeeded).containsExactly(true, false, false, true);
        assertThat(outcomes.get(2).cause())
                .as("a line feed would make its hash ambiguous")
                .isInstanceOf(JournalStore.Rejected.class);
        assertThat(outcomes.get(1).cause()).isInstanceOf(JournalStore.Rejected.class);
    }

    @Test
    void twoThatWantTheSameVersionAtOnceGetOneEach() throws Exception {
        var stream = "s/" + UUID.randomUUID();
        List<Outcome> outcomes = on(() -> {
            var appender = new Appender(store(), e -> {}, (attempt, cause, again) -> false, size -> {});
            return Future.all(appender.append(List.of(event(stream, 1))), appender.append(List.of(event(stream, 1))))
                    .map(all -> all.<Outcome>list());
        });
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Appended.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Conflict.class);
    }

    @Test
    void nothingIsEditedOrDeleted() throws Exception {
        on(() -> store().append(List.of(List.of(event("s/" + UUID.randomUUID(), 1)))));
        for (var statement : List.of("update journal set actor = 'x'", "delete from journal", "truncate journal")) {
            assertThatThrownBy(() -> await(pool.query(statement).execute()))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("append-only");
        }
    }

    /**
     * Its cost must not grow with the journal: on the same connection, with plans cached since the table was empty, no
     * append ever scans it.
     */
    @Test
    void anAppendNeverScansTheJournal() throws Exception {
        var store = new PostgresJournal[1];
        for (int round = 0; round < 12; round++) {
            int r = round;
            on(() -> {
                if (store[0] == null) {
                    store[0] = store();
                }
                var batch = new ArrayList<List<NewEvent>>();
                for (int i = 0; i < 1_000; i++) {
                    batch.add(List.of(event("flat/" + r + "-" + i, 1)));
                }
                return store[0].append(batch);
            });
        }
        var before = scans();
        for (int i = 0; i < 20; i++) {
            int n = i;
            on(() -> store[0].append(List.of(List.of(event("flat/x" + n, 1)), List.of(event("flat/0-" + n, 1)))));
        }
        Thread.sleep(1_200); // PostgreSQL publishes its counters with a delay of a second
        assertThat(scans() - before)
                .as("what others read meanwhile aside, not one scan of it")
                .isLessThan(12_000);
    }

    private static long scans() throws Exception {
        return await(pool.query("select seq_tup_read from pg_stat_user_tables where relname = 'journal'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }
}
