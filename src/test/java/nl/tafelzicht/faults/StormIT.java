package nl.tafelzicht.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.Wide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node with thousands of screens dies: all of them come to the others at once, one in ten for a whole picture. */
@Wide
class StormIT {

    private static final int SCREENS = 5_000;
    private static final int WANTS_ALL = 10;
    private static final int AT_A_TIME = 250;
    /** Ten seconds is the goal on a quiet machine, see docs/performance.md; a test only tells late from never. */
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));

    private final WebSocketClient sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
            .setMaxConnections(2 * SCREENS)
            .setMaxFrameSize(1 << 20)
            .setMaxMessageSize(1 << 22));
    private final HttpClient http =
            vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(200));
    private final Random random = new Random(4);
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger refusedPictures = new AtomicInteger();
    private final AtomicInteger refusedSockets = new AtomicInteger();
    private List<HubProcess> left;
    private String token;
    private volatile boolean over;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void allAreLiveAgainOnTheOthers() throws Exception {
        var folder = Files.createTempDirectory("tafelzicht-storm-");
        try (var cluster = FaultCluster.start(new FaultCluster.Plan(
                3, 3, 0, i -> HubProcess.HUB, List.of(), folder, Files.createDirectory(folder.resolve("files"))))) {
            var first = cluster.node(0);
            token = Api.at(first.address()).as("operator").token();
            long head = Api.at(first.address())
                    .get("/health/ready")
                    .body()
                    .get("seq")
                    .asLong();
            left = List.of(cluster.node(1), cluster.node(2));
            for (int from = 0; from < SCREENS; from += AT_A_TIME) {
                int until = Math.min(SCREENS, from + AT_A_TIME);
                IntStream.range(from, until).forEach(i -> open(first, i, head));
                waitFor(until);
            }
            live.set(0);
            long killed = System.nanoTime();
            first.kill();
            waitFor(SCREENS);
            System.out.printf(
                    Locale.ROOT,
                    "%d screens of a node that died are live again on two others after %.1f s; pictures "
                            + "refused: %d, handshakes refused and tried again: %d; heap of the two: %s%n",
                    SCREENS,
                    (System.nanoTime() - killed) / 1e9,
                    refusedPictures.get(),
                    refusedSockets.get(),
                    heap());
            assertThat(refusedPictures).hasValue(0);
            for (var node : left) {
                assertThat(Api.at(node.address()).get("/health/ready").status()).isEqualTo(200);
            }
            over = true;
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        TestHub.delete(folder);
    }

    private void waitFor(int screens) throws InterruptedException {
        Eventually.get("all screens are live", live::get, n -> n >= screens);
    }

    private void open(HubProcess node, int number, long since) {
        var address = node.address().substring("http://".length()).split(":");
        var options = new WebSocketConnectOptions()
                .setHost(address[0])
                .setPort(Integer.parseInt(address[1]))
                .setURI("/api/v1/live?since=" + since)
                .putHeader("Authorization", "Bearer " + token);
        sockets.connect(options)
                .onSuccess(socket -> joined(socket, number, since))
                .onFailure(refused -> {
                    refusedSockets.incrementAndGet();
                    later(number, since);
                });
    }

    private void joined(WebSocket socket, int number, long since) {
        var heard = new boolean[1];
        socket.textMessageHandler(text -> {
            if (!heard[0]) {
                live.incrementAndGet();
            }
            heard[0] = true;
        });
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(closed -> later(number, since));
    }

    /**
     * After the pause that the page makes, to another node; some have forgotten where they were, and load the picture.
     */
    private void later(int number, long since) {
        if (over) {
            return;
        }
        vertx.setTimer(250 + random.nextInt(500), t -> {
            var node = left.get(number % left.size());
            if (number % WANTS_ALL == 0) {
                loadPicture(node, () -> open(node, number, since));
            } else {
                open(node, number, since);
            }
        });
    }

    private void loadPicture(HubProcess node, Runnable then) {
        var address = node.address().substring("http://".length()).split(":");
        http.request(HttpMethod.GET, Integer.parseInt(address[1]), address[0], "/api/v1/picture")
                .compose(r -> r.putHeader("Authorization", "Bearer " + token)
                        .putHeader("Accept-Encoding", "gzip")
                        .send())
                .compose(answer -> answer.body().map(answer.statusCode()))
                .onComplete(status -> {
                    if (status.failed() || status.result() != 200) {
                        refusedPictures.incrementAndGet();
                    }
                    then.run();
                });
    }

    private String heap() throws Exception {
        var all = new java.util.ArrayList<String>();
        for (var node : left) {
            var used = new String(
                            Api.at(node.address()).get("/metrics").raw().body(),
                            java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> l.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                    .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' '))))
                    .sum();
            all.add(String.format(Locale.ROOT, "%.0f MB", used / 1e6));
        }
        return String.join(" and ", all);
    }
}
