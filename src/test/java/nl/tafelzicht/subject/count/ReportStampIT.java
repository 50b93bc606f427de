package nl.tafelzicht.subject.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.TestTimeStamps;
import nl.tafelzicht.support.TestTimeStamps.Manner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which reports are stamped, by which node, and when it is tried again. */
class ReportStampIT {

    private static Path folder;
    private static Database database;
    private static Vertx vertx;
    private static Pool pool;
    private static ReportStamps stamps;

    private TestTimeStamps service;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-stamps-");
        database = Database.embedded(folder, true).migrate();
        vertx = Vertx.vertx();
        pool = Pool.pool(vertx, database.options(), new PoolOptions().setMaxSize(4));
        stamps = new ReportStamps(pool);
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
        service = new TestTimeStamps();
        await(pool.query("truncate official_report, report_stamp").execute());
        await(pool.query("update stamp_turn set free_at = now(), failures = 0, failing_since = null, failure = null")
                .execute());
    }

    @AfterEach
    void closed() {
        service.close();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static String keep(String text) throws Exception {
        var content = ("%PDF-" + text).getBytes(StandardCharsets.UTF_8);
        var hash = Fingerprint.of(content).hex();
        assertThat(await(new CountFiles(pool).putReport(hash, content, "somebody")))
                .isTrue();
        return hash;
    }

    /** A node that looks when it is told to. */
    private ReportStampVerticle node() throws Exception {
        var node = new ReportStampVerticle(stamps, service.address(), Duration.ofSeconds(20), Duration.ofDays(1));
        await(vertx.deployVerticle(node));
        return node;
    }

    private static double secondsUntilFree() throws Exception {
        return await(pool.query("select extract(epoch from free_at - now())::float8 from stamp_turn")
                        .execute())
                .iterator()
                .next()
                .getDouble(0);
    }

    private static void timePasses() throws Exception {
        await(pool.query("update stamp_turn set free_at = now()").execute());
    }

    @Test
    void reportsThatWereKeptBeforeAreStampedOnceAndKeepWhatCame() throws Exception {
        var reports = List.of(keep("one"), keep("two"), keep("three"));
        var node = node();
        await(node.look());
        await(node.look());
        assertThat(service.asked()).isEqualTo(3);
        var known = await(stamps.of(reports));
        assertThat(known.keySet()).containsExactlyInAnyOrderElementsOf(reports);
        assertThat(known.get(reports.get(0)).by()).isEqualTo(TestTimeStamps.NAME);
        assertThat(await(stamps.answer(reports.get(0)))).hasSizeGreaterThan(300);
        assertThat(await(stamps.trouble()).failure()).isNull();
    }

    @Test
    void ofSeveralNodesOneAsks() throws Exception {
        for (int i = 0; i < 8; i++) {
            keep("report " + i);
        }
        var looks = new ArrayList<Future<?>>();
        for (int i = 0; i < 3; i++) {
            looks.add(node().look());
        }
        await(Future.all(looks));
        await(node().look());
        assertThat(service.asked()).as("each report once").isEqualTo(8);
    }

    @Test
    void whoeverHasTheTurnHasItAlone() throws Exception {
        keep("one");
        assertThat(await(stamps.takeTurn())).isNotNull();
        assertThat(await(stamps.takeTurn())).as("it is another's").isNull();
        assertThat(secondsUntilFree()).as("of one that died, for a minute").isBetween(30.0, 60.0);
        timePasses();
        assertThat(await(stamps.takeTurn())).isNotNull();
    }

    @Test
    void aServiceThatIsAwayIsAskedAgainLaterAndLater() throws Exception {
        var report = keep("one");
        var node = node();
        int port = service.port();
        service.close();
        double longest = 0;
        for (int i = 0; i < 12; i++) {
            await(node.look());
            await(node.look());
            assertThat(secondsUntilFree()).isGreaterThanOrEqualTo(longest - 1).isLessThanOrEqualTo(600);
            longest = secondsUntilFree();
            timePasses();
        }
        assertThat(longest).as("ten minutes in the end").isGreaterThan(590);
        var trouble = await(stamps.trouble());
        assertThat(trouble.failure()).isEqualTo("unreachable");
        assertThat(trouble.since()).isNotNull();
        service = new TestTimeStamps(port);
        await(node.look());
        assertThat(await(stamps.of(List.of(report)))).containsKey(report);
        assertThat(await(stamps.trouble()).since()).isNull();
    }

    @Test
    void nonsenseIsNotKeptAndIsNotAskedForAgainAtOnce() throws Exception {
        var report = keep("one");
        var node = node();
        service.answers(Manner.OTHER_NONCE);
        await(node.look());
        await(node.look());
        assertThat(service.asked()).as("the second look is too early").isEqualTo(1);
        assertThat(await(stamps.answer(report))).isNull();
        assertThat(await(stamps.trouble()).failure()).isEqualTo("not-ours");
        timePasses();
        service.answers(Manner.RIGHT);
        await(node.look());
        assertThat(await(stamps.answer(report))).isNotNull();
    }

    /** A service may dislike one report for ever; the others are stamped all the same. */
    @Test
    void theOneThatFailedComesLast() throws Exception {
        var first = keep("one");
        var node = node();
        service.answers(Manner.REFUSES);
        await(node.look());
        var second = keep("two");
        timePasses();
        assertThat(await(stamps.takeTurn())).isEqualTo(second);
        assertThat(tries(first)).isEqualTo(1);
    }

    private static int tries(String report) throws Exception {
        for (Row row :
                await(pool.query("select sha256, tries from report_stamp").execute())) {
            if (row.getString(0).equals(report)) {
                return row.getInteger(1);
            }
        }
        return 0;
    }
}
