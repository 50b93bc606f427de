package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.Initialised;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** A connection that nobody uses is closed by the pool, and not by its line under whoever is about to use it. */
class DatabasePoolIT {

    private static final int AT_ONCE = 8;
    private static final String OTHERS =
            "select count(*)::int4 from pg_stat_activity where application_name = 'vertx-pg-client' "
                    + "and pid <> pg_backend_pid()";

    /** Of 800 queries that came 15 s after others, 72 failed when only the line closed what was silent. */
    @Test
    void thePoolIsFirstAlsoWhenItIsLate() {
        var pooled = Database.pooled();
        var unused = Duration.of(
                        pooled.getIdleTimeout(), pooled.getIdleTimeoutUnit().toChronoUnit())
                .plusMillis(pooled.getPoolCleanerPeriod());
        var line = Database.line();
        var silent =
                Duration.of(line.getReadIdleTimeout(), line.getIdleTimeoutUnit().toChronoUnit());
        assertThat(unused).isPositive().isLessThan(silent.minusSeconds(5));
    }

    @Test
    void thePoolTakesBackWhatNobodyUses() throws Exception {
        var folder = TestFolder.make("tafelzicht-pool-");
        var vertx = Vertx.vertx();
        try (var database = Initialised.database(folder)) {
            var pool = PgBuilder.pool()
                    .with(Database.pooled()
                            .setIdleTimeout(200)
                            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                            .setPoolCleanerPeriod(20))
                    .with(Database.line().setReadIdleTimeout(0))
                    .connectingTo(database.options())
                    .using(vertx)
                    .build();
            var each = Stream.generate(() -> pool.query("select pg_backend_pid() from pg_sleep(0.2)")
                            .execute())
                    .limit(AT_ONCE)
                    .toList();
            await(Future.all(each));
            assertThat(each.stream()
                            .map(rows -> rows.result().iterator().next().getInteger(0))
                            .distinct())
                    .as("connections")
                    .hasSizeGreaterThan(1);
            Eventually.until(
                    "the one that asks is alone",
                    () -> await(pool.query(OTHERS)
                                    .execute()
                                    .map(rows -> rows.iterator().next().getInteger(0)))
                            == 0);
        } finally {
            await(vertx.close());
            TestHub.delete(folder);
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
