package nl.tafelzicht.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same as {@link LiveLoad}, for a neighbour, which sends one message for each report: it is known by its number.
 * Screens that lose their connection come back with the last that they had.
 */
final class NeighbourLoad {

    /**
     * That post: each waits for its answers one after another, so with few of them the time of a commit would be the
     * limit, and not the server.
     */
    private static final int CONNECTIONS = 200;

    private static final int TICK_MILLIS = 5;
    private static final int BACK_AFTER_MILLIS = 300;

    private final Vertx vertx;
    private final Vertx viewers =
            Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
    private final Neighbour neighbour;
    private final List<Screen> screens = new ArrayList<>();
    private WebSocketClient client;
    private volatile long[] posted = new long[0];
    private volatile boolean closing;

    private final class Screen {
        private final BitSet got = new BitSet();
        private final Percentiles latencies = new Percentiles();
        private long last = -1;

        void take(Buffer bytes) {
            long now = System.nanoTime();
            var message = bytes.getString(0, Math.min(60, bytes.length()));
            int n = (int) number(message, "\"n\":");
            long id = number(message, "\"id\":");
            if (id >= 0) {
                last = Math.max(last, id);
            }
            if (n < 0 || n >= posted.length || got.get(n)) {
                return;
            }
            got.set(n);
            latencies.add(now - posted[n]);
        }

        Future<Void> connect() {
            var options = new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(neighbour.port)
                    .setURI(neighbour.livePath(last));
            return client.connect(options)
                    .onSuccess(socket -> {
                        socket.handler(this::take);
                        socket.closeHandler(closed -> again());
                        socket.exceptionHandler(broken -> {});
                    })
                    .mapEmpty();
        }

        private void again() {
            if (!closing) {
                viewers.setTimer(BACK_AFTER_MILLIS, t -> connect().onFailure(notYet -> again()));
            }
        }
    }

    private static long number(String message, String name) {
        int i = message.indexOf(name);
        if (i < 0) {
            return -1;
        }
        long n = 0;
        for (int at = i + name.length(); at < message.length() && Character.isDigit(message.charAt(at)); at++) {
            n = n * 10 + message.charAt(at) - '0';
        }
        return n;
    }

    record Result(long accepted, double deliveriesPerSecond, Percentiles latencies, long lost) {}

    NeighbourLoad(Vertx vertx, Neighbour neighbour) {
        this.vertx = vertx;
        this.neighbour = neighbour;
    }

    Future<Void> connect(int count) {
        client = viewers.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(count)
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(1 << 22));
        return Future.all(IntStream.range(0, count)
                        .mapToObj(i -> {
                            var screen = new Screen();
                            screens.add(screen);
                            return screen.connect();
                        })
                        .toList())
                .mapEmpty();
    }

    Future<Void> close() {
        closing = true;
        return viewers.close();
    }

    /**
     * Posts at this rate for so long, then waits a little, and counts; what was accepted and did not come to a screen
     * is lost.
     */
    Future<Result> run(int perSecond, int seconds) {
        Promise<Result> promise = Promise.promise();
        int total = perSecond * seconds;
        posted = new long[total];
        screens.forEach(s -> s.got.clear());
        var accepted = new BitSet(total);
        Future.all(IntStream.range(0, CONNECTIONS)
                        .mapToObj(i -> RawHttp.connect(vertx, neighbour.port))
                        .toList())
                .onSuccess(all -> {
                    List<RawHttp> connections = new ArrayList<>(all.list());
                    var sent = new int[1];
                    long start = System.nanoTime();
                    vertx.setPeriodic(TICK_MILLIS, timer -> {
                        long due = Math.min(total, (System.nanoTime() - start) * perSecond / 1_000_000_000);
                        while (sent[0] < due) {
                            int n = sent[0]++;
                            posted[n] = System.nanoTime();
                            int c = n % CONNECTIONS;
                            if (connections.get(c).isClosed()) {
                                RawHttp.connect(vertx, neighbour.port).onSuccess(anew -> connections.set(c, anew));
                            } else {
                                connections.get(c).send(neighbour.report(n), status -> {
                                    if (status / 100 == 2) {
                                        accepted.set(n);
                                    }
                                });
                            }
                        }
                        if (sent[0] == total && vertx.cancelTimer(timer)) {
                            vertx.setTimer(
                                    3_000,
                                    t -> promise.complete(
                                            result(accepted, System.nanoTime() - start - 3_000_000_000L)));
                        }
                    });
                })
                .onFailure(promise::fail);
        return promise.future();
    }

    private Result result(BitSet accepted, long nanos) {
        var latencies = new Percentiles();
        long lost = 0;
        long deliveries = 0;
        for (var screen : screens) {
            var missing = (BitSet) accepted.clone();
            missing.andNot(screen.got);
            lost += missing.cardinality();
            deliveries += screen.got.cardinality();
            latencies.addAll(screen.latencies);
        }
        return new Result(accepted.cardinality(), deliveries / (nanos / 1e9), latencies, lost);
    }
}
