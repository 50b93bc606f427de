package nl.tafelzicht.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.support.Initialised;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken from the outbox first, and that nothing is taken twice. */
class OutboxIT {

    private static Path folder;
    private static Database database;
    private static Vertx vertx;
    private static Pool pool;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-outbox-");
        database = Initialised.database(folder);
        vertx = Vertx.vertx();
        pool = Pool.pool(vertx, database.options(), new PoolOptions().setMaxSize(4));
    }

    @AfterAll
    static void stop() throws Exception {
        await(pool.close());
        await(vertx.close());
        database.close();
        TestHub.delete(folder);
    }

    @BeforeEach
    void empty() throws Exception {
        await(pool.query("truncate notification").execute());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static void put(int seq, String target, String severity) throws Exception {
        await(pool.preparedQuery("insert into notification (seq, channel, target, subject, body, severity) values ($1, "
                        + "'webhook', $2, $3, 'b', $4)")
                .execute(Tuple.of((long) seq, target, String.valueOf(seq), severity)));
    }

    private static List<String> taken(int most) throws Exception {
        return await(new Outbox(pool, List.of()).take("webhook", most)).stream()
                .map(row -> row.subject())
                .sorted()
                .toList();
    }

    @Test
    void anAlarmDoesNotWaitBehindWhatIsLess() throws Exception {
        for (int n = 100; n < 150; n++) {
            put(n, "https://one.example", n % 2 == 0 ? "urgent" : null);
        }
        put(900, "https://one.example", "critical");
        assertThat(taken(10))
                .as("of one receiver four at a time, the alarm among them")
                .containsExactly("100", "101", "102", "900");
        assertThat(taken(10)).containsExactly("103", "104", "105", "106");
    }

    @Test
    void oneReceiverDoesNotTakeThePlacesOfAnother() throws Exception {
        for (int n = 100; n < 120; n++) {
            put(n, "https://one.example", "critical");
        }
        put(200, "https://two.example", "attention");
        assertThat(taken(10)).containsExactly("100", "101", "102", "103", "200");
    }

    @Test
    void whatIsTakenOrSentIsNotTakenAgain() throws Exception {
        put(100, "https://one.example", "urgent");
        var first = await(new Outbox(pool, List.of()).take("webhook", 10));
        assertThat(taken(10)).as("on its way").isEmpty();
        var n = new Channel.Notification(
                first.stream().map(Outbox.Row::number).toList(),
                UUID.randomUUID(),
                "webhook",
                "https://one.example",
                "s",
                "b",
                1);
        await(new Outbox(pool, List.of()).sent(n));
        await(pool.query("update notification set next_at = now()").execute());
        assertThat(taken(10)).as("sent").isEmpty();
        assertThat(await(new Outbox(pool, List.of()).backlog()).waiting()).isZero();
    }

    @Test
    void whatDidNotGetThroughIsTakenAgainOnceItsTimeComes() throws Exception {
        put(100, "https://one.example", "urgent");
        var row = await(new Outbox(pool, List.of()).take("webhook", 10)).get(0);
        var n = new Channel.Notification(
                List.of(row.number()),
                row.id(),
                row.channel(),
                row.target(),
                row.subject(),
                row.body(),
                row.attempts());
        await(new Outbox(pool, List.of()).later(n, new IllegalStateException("away"), false));
        assertThat(taken(10)).as("it waits a second").isEmpty();
        await(pool.query("update notification set next_at = now()").execute());
        assertThat(taken(10)).containsExactly("100");
        assertThat(await(new Outbox(pool, List.of()).backlog()).waiting()).isEqualTo(1);
    }
}
