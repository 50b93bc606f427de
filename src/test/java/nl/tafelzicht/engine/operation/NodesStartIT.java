package nl.tafelzicht.engine.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.support.Initialised;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A node that is ready knows up to which format all nodes read: else it would refuse the first things that it is asked
 * to take.
 */
class NodesStartIT {

    private static final int FORMAT = 7;

    private static Path folder;
    private static Database database;
    private static Vertx vertx;
    private static Pool pool;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-nodes-");
        database = Initialised.database(folder);
        vertx = Vertx.vertx();
        pool = Pool.pool(vertx, database.options(), new PoolOptions().setMaxSize(2));
    }

    @AfterAll
    static void stop() throws Exception {
        await(pool.close());
        await(vertx.close());
        database.close();
        TestHub.delete(folder);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Nodes nodes(Pool database) {
        return new Nodes(
                vertx, database, "a", "1", Clock.systemUTC(), new SimpleMeterRegistry(), Map.of(), FORMAT, () -> null);
    }

    @Test
    void whatAllReadIsKnownOnceItStarted() throws Exception {
        var nodes = nodes(pool);
        int before = nodes.readByAll();
        await(nodes.start());
        assertThat(nodes.readByAll()).isEqualTo(FORMAT).isNotEqualTo(before);
        await(nodes.leave());
    }

    @Test
    void aDatabaseThatTakesNothingKeepsNoNodeFromStarting() throws Exception {
        var closed = Pool.pool(vertx, database.options(), new PoolOptions().setMaxSize(1));
        await(closed.close());
        await(nodes(closed).start());
    }
}
