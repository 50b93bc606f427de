package nl.tafelzicht.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.Stations;

/** What work costs as it grows: more stations, more screens, more nodes. */
final class Scale {

    private static final int MOST_IN_A_FILE = 10_000;

    private final Vertx vertx;
    private final boolean quick;

    Scale(Vertx vertx, boolean quick) {
        this.vertx = vertx;
        this.quick = quick;
    }

    /**
     * Screens on one node, at 200 reports a second, and the memory that each takes: with frames as they are, and
     * compressed.
     */
    void screens(HubProcess hub, Reading heap, Reading sent) throws Exception {
        var token = Api.at(hub.address()).as("municipality-GM0363").token();
        for (int screens : quick ? new int[] {100} : new int[] {1_000, 3_000, 5_000, 9_000}) {
            for (boolean deflate : new boolean[] {false, true}) {
                screens(hub, heap, sent, token, screens, deflate);
            }
        }
    }

    private void screens(HubProcess hub, Reading heap, Reading sent, String token, int screens, boolean deflate)
            throws Exception {
        double before = heap.now();
        double resident = Processes.residentBytes(hub.pid());
        var load = new LiveLoad(vertx, hub.port(), token, MOST_IN_A_FILE, seq(hub));
        load.connect(screens, deflate).toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        double heapEach = (heap.now() - before) / screens;
        double residentEach = (Processes.residentBytes(hub.pid()) - resident) / screens;
        double cpu = Processes.cpuSeconds(hub.pid());
        double bytes = sent.now();
        int seconds = quick ? 2 : 10;
        var r = onEventLoop(() -> load.run(200, seconds));
        System.out.printf(
                Locale.ROOT,
                "%5d screens on one node, %s, 200 reports/s: %9.0f deliveries/s in %6.0f frames/s, %4.0f "
                        + "MB/s  %s  lost %d; %.1f s of processor/s; a connection: heap %.1f kB, resident %.1f kB%n",
                screens,
                deflate ? "compressed" : "plain",
                r.deliveriesPerSecond(),
                r.framesPerSecond(),
                (sent.now() - bytes) / seconds / 1e6,
                r.latencies(),
                r.lost(),
                (Processes.cpuSeconds(hub.pid()) - cpu) / (seconds + 3),
                heapEach / 1e3,
                residentEach / 1e3);
        load.close().toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    /** More stations on one node: what a report, a snapshot and a frame cost. */
    void stations(HubProcess hub, int count, Reading heap) throws Exception {
        var operator = Api.at(hub.address()).as("operator");
        var token = Api.at(hub.address()).as("municipality-GM0363").token();
        var intake = onEventLoop(() -> new IntakeLoad(vertx, hub.port(), token, Math.min(count, MOST_IN_A_FILE))
                .run(16, quick ? 1_000 : 5_000));
        long from = System.nanoTime();
        int bytes = operator.get("/picture", "Accept-Encoding", "gzip").raw().body().length;
        double snapshot = (System.nanoTime() - from) / 1e6;
        var load = new LiveLoad(vertx, hub.port(), token, Math.min(count, MOST_IN_A_FILE), seq(hub));
        load.connect(quick ? 50 : 1_000)
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        var r = onEventLoop(() -> load.run(400, quick ? 2 : 8));
        load.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        System.out.printf(
                Locale.ROOT,
                "%6d stations: 16 clients %6.0f reports/s %s; first picture %.0f ms, %d kB; 1,000 "
                        + "screens, 400 reports/s: %s; heap %.0f MB%n",
                count,
                intake.perSecond(),
                intake.latencies(),
                snapshot,
                bytes / 1_000,
                r.latencies(),
                heap.now() / 1e6);
    }

    static void importStations(HubProcess hub, int count) throws Exception {
        for (int part = 0; part * MOST_IN_A_FILE < count; part++) {
            var code = part == 0 ? "GM0363" : String.format("GM%04d", 3_000 + part);
            var answer = Api.at(hub.address())
                    .as("municipality-" + code)
                    .post(
                            "/stations/imports",
                            "text/csv",
                            Stations.csv(
                                    code,
                                    Math.min(MOST_IN_A_FILE, count - part * MOST_IN_A_FILE),
                                    LocalDate.now().plusDays(1)));
            if (answer.status() != 200) {
                throw new IllegalStateException(String.valueOf(answer.body()));
            }
        }
    }

    /** The same screens and reports, spread over one, two or three nodes of one machine. */
    void nodes(List<HubProcess> nodes) throws Exception {
        var token = Api.at(nodes.get(0).address()).as("municipality-GM0363").token();
        int screens = quick ? 60 : 1_000;
        var loads = new ArrayList<LiveLoad>();
        long head = seq(nodes.get(0));
        for (var node : nodes) {
            var load = new LiveLoad(vertx, node.port(), token, MOST_IN_A_FILE, head);
            load.connect(screens / nodes.size())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            loads.add(load);
        }
        var pids = nodes.stream().mapToLong(HubProcess::pid).toArray();
        double cpu = Processes.cpuSeconds(pids);
        int seconds = quick ? 2 : 8;
        var watched = loads.get(0); // posts to its node; the others' screens count in what the machine has to do
        var r = onEventLoop(() -> watched.run(200, seconds));
        System.out.printf(
                Locale.ROOT,
                "%d nodes, %d screens, 200 reports/s to one of them: %s  lost %d; %.2f s of processor/s in all nodes%n",
                nodes.size(),
                screens,
                r.latencies(),
                r.lost(),
                (Processes.cpuSeconds(pids) - cpu) / (seconds + 3));
        for (var load : loads) {
            load.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private static long seq(HubProcess hub) throws Exception {
        return Api.at(hub.address()).get("/health/ready").body().get("seq").asLong();
    }

    /**
     * What the hub says of itself now: bytes of its heap in use after a collection, or bytes that went to all sockets
     * since it started.
     */
    interface Reading {
        double now() throws Exception;
    }

    private <T> T onEventLoop(Supplier<Future<T>> work) throws Exception {
        Promise<T> promise = Promise.promise();
        vertx.getOrCreateContext().runOnContext(v -> work.get().onComplete(promise));
        return promise.future().toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }
}
