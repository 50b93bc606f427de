package nl.tafelzicht.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;

/**
 * Ten times the load of election day for an hour: does anything grow? On the day 10,000 stations report about every
 * half hour, which is 5.6 reports a second; here 56, to 200 screens that come and go each minute.
 */
final class Soak {

    private static final int RATE = 56;
    private static final int SCREENS = 200;
    private static final int ROUND_SECONDS = 55;

    private final Vertx vertx;
    private final HubProcess hub;
    private final Scale.Reading heap;

    private record Minute(double heap, double threads, long handles, double p50, double p99, long lost) {}

    Soak(Vertx vertx, HubProcess hub, Scale.Reading heap) {
        this.vertx = vertx;
        this.hub = hub;
        this.heap = heap;
    }

    void run(int minutes) throws Exception {
        var token = Api.at(hub.address()).as("municipality-GM0363").token();
        var all = new ArrayList<Minute>();
        for (int m = 0; m < minutes; m++) {
            var load = new LiveLoad(
                    vertx,
                    hub.port(),
                    token,
                    10_000,
                    Api.at(hub.address()).get("/health/ready").body().get("seq").asLong());
            load.connect(SCREENS).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
            var r = onEventLoop(() -> load.run(RATE, ROUND_SECONDS));
            load.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
            Thread.sleep(2_000);
            var minute = new Minute(
                    heap.now() / 1e6,
                    threads(),
                    handles(),
                    r.latencies().millis(.5),
                    r.latencies().millis(.99),
                    r.lost());
            all.add(minute);
            if (m % 5 == 0 || m == minutes - 1) {
                System.out.printf(
                        Locale.ROOT,
                        "soak, minute %2d: heap %.1f MB, threads %.0f, file handles %d, p50 %.1f ms, p99 %.1f ms,"
                                + " lost %d%n",
                        m + 1,
                        minute.heap,
                        minute.threads,
                        minute.handles,
                        minute.p50,
                        minute.p99,
                        minute.lost);
            }
        }
        int quarter = Math.max(1, minutes / 4);
        var early = all.subList(quarter / 2, Math.min(all.size(), quarter / 2 + quarter));
        var late = all.subList(all.size() - quarter, all.size());
        System.out.printf(
                Locale.ROOT,
                "soak, %d minutes at %d reports/s and %d screens, medians early and late: heap %.1f and "
                        + "%.1f MB, threads %.0f and %.0f, file handles %.0f and %.0f, p99 %.1f and %.1f ms; lost "
                        + "%d%n",
                minutes,
                RATE,
                SCREENS,
                median(early, Minute::heap),
                median(late, Minute::heap),
                median(early, Minute::threads),
                median(late, Minute::threads),
                median(early, Minute::handles),
                median(late, Minute::handles),
                median(early, Minute::p99),
                median(late, Minute::p99),
                all.stream().mapToLong(Minute::lost).sum());
    }

    private static double median(List<Minute> minutes, ToDoubleFunction<Minute> what) {
        return minutes.stream().mapToDouble(what).sorted().toArray()[minutes.size() / 2];
    }

    private double threads() throws Exception {
        return new String(Api.at(hub.address()).get("/metrics").raw().body(), StandardCharsets.UTF_8)
                .lines()
                .filter(l -> l.startsWith("jvm_threads_live_threads"))
                .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' '))))
                .sum();
    }

    private long handles() throws Exception {
        try (var files = Files.list(Path.of("/proc", String.valueOf(hub.pid()), "fd"))) {
            return files.count();
        }
    }

    private <T> T onEventLoop(Supplier<Future<T>> work) throws Exception {
        Promise<T> promise = Promise.promise();
        vertx.getOrCreateContext().runOnContext(v -> work.get().onComplete(promise));
        return promise.future().toCompletionStage().toCompletableFuture().get(180, TimeUnit.SECONDS);
    }
}
