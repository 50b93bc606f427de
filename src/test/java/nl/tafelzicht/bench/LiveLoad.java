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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dashboards of the whole country, and reports at a steady rate: how long from the POST until a dashboard has the frame
 * that contains it, for every report at every dashboard.
 */
final class LiveLoad {

    /**
     * That post: each waits for its answers one after another, so with few of them the time of a commit would be the
     * limit, and not the server.
     */
    private static final int CONNECTIONS = 200;

    private static final int TICK_MILLIS = 5;

    private final Vertx vertx;
    private final Vertx viewers =
            Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
    private final int port;
    private final String token;
    private final int stations;
    private final long firstSeq;
    private final List<Dashboard> dashboards = new ArrayList<>();
    private WebSocketClient client;

    /** The frames that a dashboard got: up to where, and when. */
    private static final class Dashboard {
        private long[] to = new long[1024];
        private long[] at = new long[1024];
        private int frames;
        private long position;
        private boolean gap;

        /** Reads no more of a frame than where it goes from and to. */
        void take(Buffer bytes) {
            long now = System.nanoTime();
            var frame = bytes.getString(0, Math.min(100, bytes.length()));
            if (!frame.startsWith("{\"type\":\"changes\"")) {
                return;
            }
            long from = number(frame, "\"from\":");
            long end = number(frame, "\"to\":");
            if (from > position) {
                gap = true;
            }
            if (end <= position) {
                return;
            }
            position = end;
            if (frames == to.length) {
                to = Arrays.copyOf(to, frames * 2);
                at = Arrays.copyOf(at, frames * 2);
            }
            to[frames] = end;
            at[frames++] = now;
        }

        private static long number(String frame, String name) {
            int i = frame.indexOf(name) + name.length();
            long n = 0;
            for (char c = frame.charAt(i); c >= '0' && c <= '9'; c = frame.charAt(++i)) {
                n = n * 10 + c - '0';
            }
            return n;
        }
    }

    record Result(
            long reports,
            long deliveries,
            double deliveriesPerSecond,
            Percentiles latencies,
            long lost,
            double framesPerSecond) {}

    LiveLoad(Vertx vertx, int port, String token, int stations, long head) {
        this.vertx = vertx;
        this.port = port;
        this.token = token;
        this.stations = stations;
        this.firstSeq = head + 1;
    }

    /** Spread over event loops of their own, so that a dashboard does not wait for the posting of reports. */
    Future<Void> connect(int count) {
        return connect(count, true);
    }

    /** @param deflate whether they take compressed frames, as every browser does */
    Future<Void> connect(int count, boolean deflate) {
        client = viewers.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(count)
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(1 << 22)
                .setTryUsePerMessageCompression(deflate));
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/api/v1/live?since=" + (firstSeq - 1))
                .putHeader("Authorization", "Bearer " + token);
        var all = IntStream.range(0, count)
                .mapToObj(i -> {
                    var dashboard = new Dashboard();
                    dashboard.position = firstSeq - 1;
                    dashboards.add(dashboard);
                    return client.connect(options).onSuccess(socket -> {
                        if (FrameHeads.of(socket) != deflate) {
                            throw new IllegalStateException("compression was not agreed on");
                        }
                        socket.handler(dashboard::take);
                    });
                })
                .toList();
        return Future.all(all).mapEmpty();
    }

    Future<Void> close() {
        return viewers.close();
    }

    /**
     * Posts at this rate for so long, then waits a little, and counts. All reports have consecutive numbers, since
     * nobody else writes.
     */
    Future<Result> run(int perSecond, int seconds) {
        Promise<Result> promise = Promise.promise();
        Future.all(IntStream.range(0, CONNECTIONS)
                        .mapToObj(i -> RawHttp.connect(vertx, port))
                        .toList())
                .onSuccess(all -> {
                    List<RawHttp> connections = all.list();
                    int total = perSecond * seconds;
                    var posted = new long[total];
                    var counts = new int[2];
                    long start = System.nanoTime();
                    vertx.setPeriodic(TICK_MILLIS, timer -> {
                        long due = Math.min(total, (System.nanoTime() - start) * perSecond / 1_000_000_000);
                        while (counts[0] < due) {
                            int n = counts[0]++;
                            posted[n] = System.nanoTime();
                            connections
                                    .get(n % CONNECTIONS)
                                    .send(
                                            RawHttp.report(
                                                    token,
                                                    "GM0363-" + (1 + n % stations),
                                                    "l" + firstSeq + '-' + n,
                                                    IntakeLoad.body(n)),
                                            status -> {
                                                if (status == 201) {
                                                    counts[1]++;
                                                }
                                            });
                        }
                        if (counts[0] == total && vertx.cancelTimer(timer)) {
                            vertx.setTimer(
                                    3_000,
                                    t -> promise.complete(
                                            result(posted, counts[1], System.nanoTime() - start - 3_000_000_000L)));
                        }
                    });
                })
                .onFailure(promise::fail);
        return promise.future();
    }

    /**
     * The n-th POST need not be the n-th event; within the few milliseconds between them it makes no difference that
     * shows.
     */
    private Result result(long[] posted, int accepted, long nanos) {
        var latencies = new Percentiles();
        long deliveries = 0;
        long frames = 0;
        long lost = posted.length - accepted;
        for (var d : dashboards) {
            if (d.gap || d.position < firstSeq + accepted - 1) {
                lost++;
            }
            frames += d.frames;
            long seq = firstSeq;
            for (int f = 0; f < d.frames; f++) {
                for (; seq <= d.to[f] && seq - firstSeq < posted.length; seq++) {
                    latencies.add(Math.max(0, d.at[f] - posted[(int) (seq - firstSeq)]));
                    deliveries++;
                }
            }
        }
        return new Result(accepted, deliveries, deliveries / (nanos / 1e9), latencies, lost, frames / (nanos / 1e9));
    }
}
