package nl.tafelzicht.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import nl.tafelzicht.engine.access.Viewpoint;

/** Many screens on one event loop, and someone who looks over their shoulders all the time. */
final class Dashboards implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;

    /** One event loop, so that what each knows is touched by one thread. */
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));

    private final WebSocketClient client;
    private final List<Dashboard> all = new ArrayList<>();
    private final AtomicLong longestLie = new AtomicLong();

    Dashboards(int most) {
        client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(most)
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(1 << 22)
                .setSoLinger(0));
    }

    void add(List<Integer> ports, int first, String token, Viewpoint viewpoint, long seed) {
        var dashboard = new Dashboard(vertx, client, ports, first, token, viewpoint, seed);
        all.add(dashboard);
        vertx.runOnContext(v -> dashboard.connect());
    }

    /**
     * @param unseenFor how long ago the oldest thing was accepted that somebody at a position has not seen, in
     *     nanoseconds
     */
    void watch(LongUnaryOperator unseenFor) {
        vertx.setPeriodic(LOOK_MILLIS, t -> {
            for (var d : all) {
                d.look();
                if (d.isLive() && d.viewpoint().country()) {
                    longestLie.accumulateAndGet(unseenFor.applyAsLong(d.position()), Math::max);
                }
            }
        });
    }

    List<Dashboard> all() {
        return all;
    }

    long live() {
        return all.stream().filter(Dashboard::isLive).count();
    }

    /** The longest that something accepted was missing on a screen that said it was live, in nanoseconds. */
    long longestLie() {
        return longestLie.get();
    }

    void measureAnew() {
        longestLie.set(0);
    }

    /** What a screen shows. */
    Map<String, JsonNode> copy(Dashboard dashboard) {
        var result = new CompletableFuture<Map<String, JsonNode>>();
        vertx.runOnContext(v -> result.complete(dashboard.copy()));
        return result.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws Exception {
        vertx.runOnContext(v -> all.forEach(Dashboard::stop));
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
