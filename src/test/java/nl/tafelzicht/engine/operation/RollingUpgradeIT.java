package nl.tafelzicht.engine.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nl.tafelzicht.engine.journal.JournalMetrics;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.NewEvent;
import nl.tafelzicht.engine.journal.PostgresJournal;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.Initialised;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * While a node of an earlier version lives, nothing is written that would stop it, and it may go on writing as it does;
 * afterwards it may not.
 */
class RollingUpgradeIT {

    /** How often a node says how it is, and looks how the others are. */
    private static final String SAY_MILLIS = "tafelzicht.node-say-millis";

    private static final String AS_BEFORE =
            "select refused from journal_append(array[1], array[gen_random_uuid()], array['old/' || "
                    + "gen_random_uuid()], array[1], array['t'], array[now()], array['a'], array['{}'], "
                    + "array[null::uuid])";

    private static Path folder;
    private static Database database;
    private static Vertx vertx;
    private static Pool pool;
    private static Nodes nodes;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-upgrade-");
        database = Initialised.database(folder);
        vertx = Vertx.vertx();
        pool = PgBuilder.pool().connectingTo(database.options()).using(vertx).build();
        System.setProperty(SAY_MILLIS, "500");
        nodes = new Nodes(
                vertx, pool, "new", "2", Clock.systemUTC(), new SimpleMeterRegistry(), Map.of(), 2, () -> null);
    }

    @AfterAll
    static void stop() throws Exception {
        System.clearProperty(SAY_MILLIS);
        await(vertx.close());
        database.close();
        TestHub.delete(folder);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static RowSet<Row> sql(String text, Object... values) throws Exception {
        return await(pool.preparedQuery(text).execute(Tuple.from(values)));
    }

    /** A node of another version, as it says itself. */
    private static void hear(String name, Integer format) throws Exception {
        var status = new io.vertx.core.json.JsonObject(
                Json.text(NodeStatus.of(name, "1", Instant.now(), Instant.now(), new SimpleMeterRegistry())));
        sql(
                "insert into node_status (node, status, format) values ($1, $2, $3) on conflict (node) "
                        + "do update set seen_at = now(), format = excluded.format",
                name,
                status,
                format);
    }

    private static void awaitReadByAll(int format) throws Exception {
        Eventually.get("read by all", nodes::readByAll, read -> read == format);
    }

    private static Future<Object> append(int format) {
        var event = new NewEvent(
                        UUID.randomUUID(), "new/" + UUID.randomUUID(), 1, "t", Instant.ofEpochMilli(0), "a", "{}")
                .withFormat(format);
        return vertx.eventBus()
                .request(
                        JournalVerticle.APPEND,
                        new JournalVerticle.AppendRequest(List.of(event)),
                        new DeliveryOptions().setLocalOnly(true))
                .map(m -> m.body());
    }

    @Test
    void nothingIsWrittenThatALivingNodeCanNotRead() throws Exception {
        hear("old", null);
        var applied = new AtomicLong();
        await(vertx.deployVerticle(new JournalVerticle(
                database.options(),
                new PostgresJournal(vertx, database.options(), pool),
                events -> applied.set(events.get(events.size() - 1).seq()),
                applied::get,
                () -> {},
                nodes::readByAll,
                new JournalMetrics(new SimpleMeterRegistry()),
                () -> {})));
        nodes.start();
        Eventually.until(
                "the new node says what it reads",
                () -> sql("select 1 from node_status where node = 'new' and format = 2")
                                .size()
                        > 0);

        awaitReadByAll(1);
        assertThatThrownBy(() -> await(append(2))).hasMessageContaining("a node of an earlier version still runs");
        await(append(1));
        assertThat(sql(AS_BEFORE).iterator().next().getArrayOfIntegers(0))
                .as("it goes on as it did")
                .isEmpty();
        assertThat(sql("select 1 from journal").size())
                .as("what was refused is nowhere")
                .isEqualTo(2);

        sql("update node_status set seen_at = now() - interval '2 minutes' where node = 'old'");
        awaitReadByAll(2);
        await(append(2));
        Eventually.until(
                "from here on all is sealed",
                () -> sql("select 1 from journal_head where sealed_from is not null")
                                .size()
                        > 0);
        assertThatThrownBy(() -> sql(AS_BEFORE)).hasMessageContaining("can't write to it any more");
        assertThat(sql("select 1 from journal").size()).isEqualTo(3);

        hear("between", 1);
        awaitReadByAll(1);
        assertThatThrownBy(() -> await(append(2))).hasMessageContaining("a node of an earlier version still runs");
    }
}
