package nl.tafelzicht.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import nl.tafelzicht.faults.KilledHub;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;

/**
 * The hub beside what people would use instead, in one run: nginx with Nchan, which keeps messages in memory and has no
 * database, and a server in Node.js with ws and pg. The same screens, the same rates, the same machine, one after
 * another; by clients that cost little, and each server the same ({@link LightLoad}).
 */
final class Neighbours {

    /** The goal of a rate: nearly everyone has nearly everything within this time. */
    private static final double P99_MILLIS = 250;

    private static final int[] RATES = {25, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800};
    private static final int CLOSER = 3;
    private static final int STATIONS = 10_000;

    private final Vertx vertx;
    private final Path folder;
    private final String database;
    private final boolean quick;

    /**
     * What a rate came to. @param lost of what was accepted, at some screen; {@code cpuSeconds} of the servers,
     * PostgreSQL included
     */
    private record Tried(int rate, double deliveriesPerSecond, double p99, long lost, double cpuPerMillion) {
        boolean isGood() {
            return p99 < P99_MILLIS && lost == 0;
        }
    }

    private interface Try {
        Tried at(int rate, int seconds) throws Exception;
    }

    Neighbours(Vertx vertx, Path folder, String database, boolean quick) {
        this.vertx = vertx;
        this.folder = folder;
        this.database = database;
        this.quick = quick;
    }

    /** What is lost when the server is killed, and what a connection takes. */
    void runShort(Supplier<HubProcess> hubs) throws Exception {
        memory(hubs);
        killed();
    }

    void run(Supplier<HubProcess> hubs, long postgres, int... numbers) throws Exception {
        for (int screens : numbers) {
            var hub = hubs.get();
            try (hub) {
                var token = Api.at(hub.address()).as("municipality-GM0363").token();
                warmUp(hub, token);
                say(
                        "Tafelzicht",
                        screens,
                        highest((rate, seconds) -> hub(hub, token, false, screens, rate, seconds, postgres)));
                say(
                        "Tafelzicht, compressed",
                        screens,
                        highest((rate, seconds) -> hub(hub, token, true, screens, rate, seconds, postgres)));
            }
            for (var neighbour : neighbours()) {
                try (neighbour) {
                    if (!neighbour.start()) {
                        System.out.println("(" + neighbour.name() + " does not start; see " + folder + ")");
                    } else {
                        say(
                                neighbour.name(),
                                screens,
                                highest((rate, seconds) -> neighbour(
                                        neighbour,
                                        screens,
                                        rate,
                                        seconds,
                                        neighbour.name().startsWith("Node") ? postgres : 0)));
                    }
                }
            }
        }
    }

    /** What a connection takes, at {@code screens} of them, after a minute's worth of nothing. */
    private void memory(Supplier<HubProcess> hubs) throws Exception {
        int screens = quick ? 100 : 2_000;
        try (var hub = hubs.get()) {
            var token = Api.at(hub.address()).as("municipality-GM0363").token();
            warmUp(hub, token);
            long head =
                    Api.at(hub.address()).get("/health/ready").body().get("seq").asLong();
            var load = new LiveLoad(vertx, hub.port(), token, STATIONS, head);
            sayMemory(
                    "Tafelzicht",
                    screens,
                    () -> Processes.residentBytes(hub.pid()),
                    () -> load.connect(screens),
                    load::close);
        }
        for (var neighbour : neighbours()) {
            try (neighbour) {
                if (!neighbour.start()) {
                    continue;
                }
                var load = new NeighbourLoad(vertx, neighbour);
                sayMemory(
                        neighbour.name(),
                        screens,
                        () -> Processes.residentBytes(neighbour.pid()),
                        () -> load.connect(screens),
                        load::close);
            }
        }
    }

    private void sayMemory(
            String name,
            int screens,
            java.util.function.DoubleSupplier resident,
            Supplier<Future<Void>> connect,
            Supplier<Future<Void>> close)
            throws Exception {
        double before = resident.getAsDouble();
        connect.get().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        Thread.sleep(2_000);
        System.out.printf(
                Locale.ROOT,
                "%-20s resident memory of each of %d connections: %.1f kB%n",
                name,
                screens,
                (resident.getAsDouble() - before) / screens / 1e3);
        close.get().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private List<Neighbour> neighbours() throws IOException, InterruptedException {
        var there = new ArrayList<Neighbour>();
        var nchan = Neighbour.nchan(Files.createDirectories(folder.resolve("nginx")));
        if (nchan == null) {
            System.out.println("(nginx with Nchan is not installed: Debian's nginx-light and libnginx-mod-nchan)");
        } else {
            there.add(nchan);
        }
        var node = Neighbour.node(Files.createDirectories(folder.resolve("nodejs")), database);
        if (node == null) {
            System.out.println("(Node.js with ws and pg can't be installed: it needs npm)");
        } else {
            there.add(node);
        }
        return there;
    }

    /**
     * Up the ladder twice, since a server that has done it once is warm, as it is on the day; then ever closer to where
     * a rate becomes too much. @return the highest that was good, or {@code null}
     */
    private Tried highest(Try system) throws Exception {
        var cold = climb(system, RATES[0]);
        var warm = climb(system, cold.best == null ? RATES[0] : cold.best.rate);
        var best = warm.best == null ? cold.best : warm.best;
        int tooMuch = warm.tooMuch;
        for (int step = 0; step < CLOSER && best != null && tooMuch > best.rate; step++) {
            var between = fairly(system, (int) Math.sqrt((double) best.rate * tooMuch));
            if (between.isGood()) {
                best = between;
            } else {
                tooMuch = between.rate;
            }
        }
        return best;
    }

    /** @param tooMuch the first rate that was, or 0 */
    private record Climb(Tried best, int tooMuch) {}

    private Climb climb(Try system, int from) throws Exception {
        Tried best = null;
        for (int rate : RATES) {
            if (rate < from) {
                continue;
            }
            var tried = fairly(system, rate);
            if (!tried.isGood()) {
                return new Climb(best, rate);
            }
            best = tried;
        }
        return new Climb(best, 0);
    }

    /** Once more when it was too much: the machine is shared. */
    private Tried fairly(Try system, int rate) throws Exception {
        int seconds = quick ? 2 : 8;
        var tried = system.at(rate, seconds);
        return tried.isGood() ? tried : system.at(rate, seconds);
    }

    private void warmUp(HubProcess hub, String token) throws Exception {
        onEventLoop(() -> new IntakeLoad(vertx, hub.port(), token, STATIONS).run(16, quick ? 1_000 : 8_000));
    }

    private Tried hub(
            HubProcess hub, String token, boolean compressed, int screens, int rate, int seconds, long postgres)
            throws Exception {
        long head = Api.at(hub.address()).get("/health/ready").body().get("seq").asLong();
        var reports = reports(
                n -> "/api/v1/stations/GM0363-" + (1 + n % STATIONS) + "/reports",
                "{\"status\":\"open\",\"waitingMinutes\":%d,\"queueLength\":%d,\"membersPresent\":4,\"note\":\"%s\"}");
        return tried(
                new LightLoad.Target(
                        hub.port(),
                        "/api/v1/live?since=" + head,
                        "Authorization: Bearer " + token + "\r\n",
                        compressed,
                        reports),
                screens,
                rate,
                seconds,
                hub.pid(),
                postgres);
    }

    private Tried neighbour(Neighbour neighbour, int screens, int rate, int seconds, long postgres) throws Exception {
        var reports = reports(
                n -> neighbour.reportPath(),
                "{\"status\":\"open\",\"waitingMinutes\":%d,\"queueLength\":%d,\"membersPresent\":4,\"note\":\"%s\"}");
        return tried(
                new LightLoad.Target(neighbour.port, neighbour.livePath(-1), "", false, reports),
                screens,
                rate,
                seconds,
                neighbour.pid(),
                postgres);
    }

    private static LightLoad.Reports reports(IntFunction<String> path, String form) {
        return new LightLoad.Reports() {
            @Override
            public String path(int n) {
                return path.apply(n);
            }

            @Override
            public String body(int n, String mark) {
                return String.format(Locale.ROOT, form, n % 30, n % 200, mark);
            }
        };
    }

    private Tried tried(LightLoad.Target target, int screens, int rate, int seconds, long server, long postgres)
            throws Exception {
        try (var load = new LightLoad(target)) {
            load.connect(screens);
            double before = Processes.cpuSeconds(server, postgres);
            var r = load.run(rate, 2, seconds);
            double cpu = Processes.cpuSeconds(server, postgres) - before;
            return new Tried(
                    rate,
                    (double) r.delivered() / seconds,
                    r.p99(),
                    r.lost() + r.refused(),
                    cpu / r.delivered() * 1e6 * seconds / (seconds + 2));
        }
    }

    /** In the middle of 100 reports a second to 200 screens the server is killed, and started again at once. */
    private void killed() throws Exception {
        int screens = quick ? 20 : 200;
        int seconds = quick ? 4 : 12;
        for (var neighbour : neighbours()) {
            try (neighbour) {
                if (!neighbour.start()) {
                    continue;
                }
                var load = new NeighbourLoad(vertx, neighbour);
                load.connect(screens).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
                var running = later(() -> load.run(100, seconds));
                Thread.sleep(seconds * 400L);
                neighbour.kill();
                neighbour.start();
                var r = running.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
                System.out.printf(
                        Locale.ROOT,
                        "kill -9 and start again, %s, %d screens, 100 reports/s: %d reports accepted, %d of "
                                + "their %d deliveries lost%n",
                        neighbour.name(),
                        screens,
                        r.accepted(),
                        r.lost(),
                        r.accepted() * screens);
                load.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "kill -9 and start again, Tafelzicht, %d screens: %s%n",
                screens,
                KilledHub.kill(screens, seconds));
    }

    private void say(String name, int screens, Tried best) {
        if (best == null) {
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %5d screens: no rate at which p99 stays under %.0f ms%n",
                    name,
                    screens,
                    P99_MILLIS);
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %5d screens: highest rate with p99 under %.0f ms: %5d reports/s (p99 %.0f ms), "
                            + "%9.0f deliveries/s, %.1f CPU seconds a million deliveries%n",
                    name,
                    screens,
                    P99_MILLIS,
                    best.rate,
                    best.p99,
                    best.deliveriesPerSecond,
                    best.cpuPerMillion);
        }
    }

    private <T> Future<T> later(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        vertx.getOrCreateContext().runOnContext(v -> work.get().onComplete(promise));
        return promise.future();
    }

    private <T> T onEventLoop(Supplier<Future<T>> work) throws Exception {
        return later(work).toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }
}
