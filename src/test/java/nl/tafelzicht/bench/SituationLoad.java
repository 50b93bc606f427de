package nl.tafelzicht.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Triangles' dashboards, and reports at a steady rate: from the sending of a report to the frame that shows it to its
 * triangle.
 */
final class SituationLoad {

    private static final int CONNECTIONS = 8;
    private static final long TICK_MILLIS = 2;
    private static final String MARK = "\"text\":\"r-";

    private final Vertx vertx;
    private final Vertx viewers =
            Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
    private final int port;
    private final List<String> codes;
    private final long head;
    private final Percentiles latencies = new Percentiles();
    private long[] posted = new long[0];
    private long delivered;
    private WebSocketClient client;

    record Result(Percentiles latencies, long delivered, long expected, int refused) {}

    SituationLoad(Vertx vertx, int port, List<String> codes, long head) {
        this.vertx = vertx;
        this.port = port;
        this.codes = codes;
        this.head = head;
    }

    /** @param tokens of the triangles, in the order of the codes; dashboards go round */
    Future<Void> connect(int count, List<String> tokens) {
        client = viewers.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(count)
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(1 << 22));
        return Future.all(IntStream.range(0, count)
                        .mapToObj(i -> {
                            Set<Integer> seen = new HashSet<>();
                            var options = new WebSocketConnectOptions()
                                    .setHost("127.0.0.1")
                                    .setPort(port)
                                    .setURI("/api/v1/live?since=" + head)
                                    .putHeader("Authorization", "Bearer " + tokens.get(i % tokens.size()));
                            return client.connect(options)
                                    .onSuccess(socket -> socket.textMessageHandler(frame -> take(frame, seen)));
                        })
                        .toList())
                .mapEmpty();
    }

    private synchronized void take(String frame, Set<Integer> seen) {
        long now = System.nanoTime();
        for (int at = frame.indexOf(MARK); at >= 0; at = frame.indexOf(MARK, at + 1)) {
            int n = Integer.parseInt(frame, at + MARK.length(), frame.indexOf('"', at + MARK.length()), 10);
            if (n >= posted.length || posted[n] == 0 || !seen.add(n)) {
                continue;
            }
            latencies.add(now - posted[n]);
            delivered++;
        }
    }

    /** @param writer a token that may report anywhere */
    Future<Result> run(int dashboards, int perSecond, int seconds, String writer) {
        Promise<Result> promise = Promise.promise();
        int total = perSecond * seconds;
        posted = new long[total];
        var counts = new int[2];
        Future.all(IntStream.range(0, CONNECTIONS)
                        .mapToObj(i -> RawHttp.connect(vertx, port))
                        .toList())
                .onSuccess(all -> {
                    List<RawHttp> connections = all.list();
                    long start = System.nanoTime();
                    long expected = IntStream.range(0, total)
                            .mapToLong(n ->
                                    dashboards / codes.size() + (n % codes.size() < dashboards % codes.size() ? 1 : 0))
                            .sum();
                    vertx.setPeriodic(TICK_MILLIS, timer -> {
                        long due = Math.min(total, (System.nanoTime() - start) * perSecond / 1_000_000_000);
                        while (counts[0] < due) {
                            int n = counts[0]++;
                            posted[n] = System.nanoTime();
                            var body = "{\"kind\":\"demonstration\",\"text\":\"r-" + n + "\",\"station\":\""
                                    + codes.get(n % codes.size()) + "-1\",\"headCount\":" + n % 150 + "}";
                            connections
                                    .get(n % CONNECTIONS)
                                    .send(RawHttp.post(writer, "/reports", "s" + head + "-" + n, body), status -> {
                                        if (status != 201) {
                                            counts[1]++;
                                        }
                                    });
                        }
                        if (counts[0] == total && vertx.cancelTimer(timer)) {
                            vertx.setTimer(
                                    3_000,
                                    t -> promise.complete(new Result(latencies, delivered, expected, counts[1])));
                        }
                    });
                })
                .onFailure(promise::fail);
        return promise.future();
    }

    Future<Void> close() {
        return viewers.close();
    }
}
