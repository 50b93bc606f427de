package nl.tafelzicht.subject.count;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.command.CommandAnswer;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.fetch.WebFetch;
import nl.tafelzicht.engine.fetch.WebSources;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.subject.count.domain.CountCommand;
import nl.tafelzicht.subject.count.domain.CountEvent;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.support.Fold;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a report counts as not published any more, and when not. */
class ReportLookIT {

    private static final String COUNT = "GR2026-GM0344";
    private static final byte[] REPORT = "%PDF-1.7 proces-verbaal".getBytes(StandardCharsets.UTF_8);
    private static final String HASH = Fingerprint.of(REPORT).hex();
    private static final WebSources SOURCES = WebSources.of(List.of("127.0.0.1"), List.of("127.0.0.1"));

    private static Path folder;
    private static Database database;

    private final List<CommandRequest> noted = new ArrayList<>();
    private Vertx vertx;
    private Pool pool;
    private HttpServer site;
    private Fold fold;
    private CurrentPicture picture;
    private volatile int status = 200;
    private volatile byte[] body = REPORT;
    private volatile int asked;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-looks-");
        database = Database.embedded(folder, true).migrate();
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        TestHub.delete(folder);
    }

    @BeforeEach
    void aReportIsPublishedAndKept() throws Exception {
        vertx = Vertx.vertx();
        pool = Pool.pool(vertx, database.options(), new PoolOptions().setMaxSize(2));
        await(pool.query("truncate report_look").execute());
        await(pool.query("update look_turn set free_at = now()").execute());
        Commands.registerCodecs(vertx.eventBus());
        vertx.eventBus().<CommandRequest>localConsumer("commands.count", message -> {
            noted.add(message.body());
            var sought = (CountCommand.SeekReport) message.body().command();
            happens(new CountEvent.ReportSought(sought.sha256(), sought.found(), sought.role()));
            message.reply(new CommandAnswer.Unchanged(picture.get().entity(MunicipalCount.KIND, COUNT)));
        });
        site = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        site.createContext("/pv.pdf", exchange -> {
            asked++;
            exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        site.start();
        fold = new Fold();
        picture = new CurrentPicture();
        happens(new CountEvent.Announced(
                new CountEvent.Identity(Fold.UTRECHT, "0344", "GR2026", null), null, null, Role.MUNICIPALITY));
        archived(HASH, "http://127.0.0.1:" + site.getAddress().getPort() + "/pv.pdf");
    }

    @AfterEach
    void closed() throws Exception {
        site.stop(0);
        await(pool.close());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void happens(CountEvent event) {
        fold.happens(MunicipalCount.KIND, COUNT, event);
        picture.apply(List.of(fold.journal().get(fold.journal().size() - 1)));
    }

    private void archived(String hash, String url) {
        happens(new CountEvent.ReportArchived(hash, REPORT.length, null, null, url, Role.MUNICIPALITY));
    }

    private ReportLookVerticle node() throws Exception {
        var node = new ReportLookVerticle(
                picture,
                new ReportLooks(pool),
                SOURCES,
                of -> new WebFetch(
                        of,
                        SOURCES,
                        host -> List.of(InetAddress.getByName(host)),
                        new HttpClientOptions(),
                        "application/pdf",
                        Duration.ofSeconds(20),
                        1_000_000),
                Duration.ofDays(1));
        await(vertx.deployVerticle(node));
        return node;
    }

    private void minutesPass(int minutes) throws Exception {
        await(pool.query("update report_look set next_at = next_at - interval '" + minutes + " minutes', "
                        + "missing_since = missing_since - interval '" + minutes + " minutes'")
                .execute());
        await(pool.query("update look_turn set free_at = now()").execute());
    }

    private boolean isGone() {
        return picture.get().entity(MunicipalCount.KIND, COUNT).report(HASH).goneSince() != null;
    }

    @Test
    void goneIsWhatIsNotThereTwiceAnHourApart() throws Exception {
        var node = node();
        await(node.look());
        assertThat(asked).as("it was there a moment ago").isZero();
        status = 404;
        minutesPass(61);
        await(node.look());
        assertThat(asked).isEqualTo(1);
        assertThat(isGone()).as("once is no time").isFalse();
        minutesPass(30);
        await(node.look());
        assertThat(asked).as("too early to ask again").isEqualTo(1);
        status = 410;
        minutesPass(31);
        await(node.look());
        assertThat(isGone()).isTrue();
        assertThat(noted).singleElement().satisfies(n -> {
            assertThat(n.actor()).isEqualTo(CommandRequest.HUB);
            assertThat(((CountCommand.SeekReport) n.command()).role()).isNull();
        });
        minutesPass(61);
        await(node.look());
        assertThat(noted).as("it is noted once").hasSize(1);
    }

    @Test
    void aSiteThatIsAwayOrBrokenOrDoesNotWantToIsNotOneThatTookItAway() throws Exception {
        var node = node();
        await(node.look());
        for (int other : List.of(500, 503, 403, 401, 429)) {
            status = other;
            minutesPass(61);
            await(node.look());
        }
        assertThat(asked).isEqualTo(5);
        site.stop(0);
        for (int i = 0; i < 3; i++) {
            minutesPass(61);
            await(node.look());
        }
        assertThat(isGone()).isFalse();
        assertThat(noted).isEmpty();
    }

    @Test
    void onceThereInBetweenItBeginsAnew() throws Exception {
        var node = node();
        await(node.look());
        for (int now : List.of(404, 200, 404)) {
            status = now;
            minutesPass(361);
            await(node.look());
        }
        assertThat(asked).isEqualTo(3);
        assertThat(isGone()).isFalse();
    }

    @Test
    void foundAgainIsTheSameFileAlone() throws Exception {
        var node = node();
        await(node.look());
        happens(new CountEvent.ReportSought(HASH, false, Role.MUNICIPALITY));
        body = "%PDF-1.7 een ander".getBytes(StandardCharsets.UTF_8);
        minutesPass(61);
        await(node.look());
        assertThat(isGone()).isTrue();
        body = REPORT;
        minutesPass(361);
        await(node.look());
        assertThat(isGone()).isFalse();
    }

    @Test
    void ofSeveralNodesOneLooksAndNotFasterThanASiteBears() throws Exception {
        for (int i = 0; i < 4; i++) {
            archived(
                    Fingerprint.of(new byte[] {(byte) i}).hex(),
                    "http://127.0.0.1:" + site.getAddress().getPort() + "/pv.pdf?" + i);
        }
        var one = node();
        var other = node();
        await(Future.all(one.look(), other.look()));
        minutesPass(61);
        var before =
                await(pool.query("select now()").execute()).iterator().next().getOffsetDateTime(0);
        await(Future.all(one.look(), other.look()));
        assertThat(asked).as("one at a time, of all nodes").isEqualTo(1);
        assertThat(await(pool.query("select free_at from look_turn").execute())
                        .iterator()
                        .next()
                        .getOffsetDateTime(0))
                .isAfterOrEqualTo(before.plusSeconds(2));
    }

    @Test
    void whatWasPublishedWhereTheHubMayNotFetchIsLeftToPeople() throws Exception {
        archived(Fingerprint.of(new byte[1]).hex(), "https://elders.example.org/pv.pdf");
        archived(Fingerprint.of(new byte[2]).hex(), "op de site");
        archived(Fingerprint.of(new byte[3]).hex(), null);
        await(node().look());
        assertThat(await(pool.query("select count(*) from report_look").execute())
                        .iterator()
                        .next()
                        .getLong(0))
                .isEqualTo(1);
    }
}
