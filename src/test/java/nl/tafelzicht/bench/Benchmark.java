package nl.tafelzicht.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nl.tafelzicht.browser.PageFigures;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.Stations;

/**
 * Prints the figures of the README, in one run on this machine: hub, PostgreSQL, clients and dashboards share its
 * processors. {@code mvn -q -Pbench test-compile exec:java}; {@code -Dexec.args=quick} for a run that only shows that
 * it works, {@code -Dexec.args=live} for the dashboards alone, {@code -Dexec.args=situation} for what happens around
 * the stations, {@code -Dexec.args=narratives} for what is said, and for looking back, {@code -Dexec.args=intake} for
 * durable reports alone, {@code -Dexec.args=neighbours} for what people would use instead ({@code "neighbours 200"} for
 * so many screens alone), {@code "-Dexec.args=flood 1000000"} for so many reports of the public at a hub with little
 * memory, {@code -Dexec.args=attacks} for what attackers do to others ({@code "attacks older.jar"}: to an older
 * version), {@code -Dexec.args=counts} for count files, {@code -Dexec.args=elections} for the files of a day with two
 * elections, {@code -Dexec.args=ballots} for the forecast of ballots, {@code -Dexec.args=page} for what the operator's
 * page costs its browser, {@code -Dexec.args=scale} for what work costs as it grows, {@code "-Dexec.args=soak 60"} for
 * an hour at ten times the day's load.
 */
public final class Benchmark {

    private static final int STATIONS = 10_000;
    private static final Pattern TPS = Pattern.compile("tps = ([\\d.]+)");
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([\\d.E+]+)");

    private static final Pattern SENT = Pattern.compile("tafelzicht_live_frame_bytes_total ([\\d.E+]+)");

    private final List<String> arguments;
    private final boolean quick;
    private final boolean liveOnly;
    private final boolean situationOnly;
    private final boolean narrativesOnly;
    private final boolean neighboursOnly;
    private final boolean scaleOnly;
    private final boolean intakeOnly;
    /** Minutes of a soak, or 0. */
    private final int soak;

    private final Path folder;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private Database database;
    private String url;

    private Benchmark(List<String> arguments) throws IOException {
        this.arguments = arguments;
        this.quick = arguments.contains("quick");
        this.liveOnly = arguments.contains("live");
        this.situationOnly = arguments.contains("situation");
        this.narrativesOnly = arguments.contains("narratives");
        this.neighboursOnly = arguments.contains("neighbours");
        this.scaleOnly = arguments.contains("scale");
        this.intakeOnly = arguments.contains("intake");
        this.soak = arguments.contains("soak")
                ? arguments.stream()
                        .filter(a -> a.matches("\\d+"))
                        .mapToInt(Integer::parseInt)
                        .findFirst()
                        .orElse(60)
                : 0;
        this.folder = Files.createTempDirectory("tafelzicht-bench-");
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty(HubProcess.MEASURED, "true");
        new Benchmark(List.of(arguments)).run();
        System.exit(0);
    }

    private void run() throws Exception {
        database = Database.embedded(folder, true);
        var options = database.options();
        url = "postgresql://postgres:" + options.getPassword() + "@127.0.0.1:" + options.getPort() + "/postgres";
        say(
                "%d processors, Java %s, PostgreSQL with fsync and synchronous_commit on",
                Runtime.getRuntime().availableProcessors(), Runtime.version());
        try {
            if (narrativesOnly) {
                narratives();
                return;
            }
            if (neighboursOnly) {
                neighbours();
                return;
            }
            if (soak > 0) {
                try (var hub = hub()) {
                    stations(hub);
                    warmUp(hub);
                    new Soak(vertx, hub, () -> heap(hub) * 1e6).run(soak);
                }
                return;
            }
            if (intakeOnly) {
                try (var hub = hub()) {
                    stations(hub);
                    intake(hub, "empty journal");
                }
                return;
            }
            if (scaleOnly) {
                scale();
                return;
            }
            if (arguments.contains("counts")) {
                CountLoad.run(folder, quick, line -> say("%s", line));
                return;
            }
            if (arguments.contains("page")) {
                PageFigures.run(folder, quick, line -> say("%s", line));
                return;
            }
            if (arguments.contains("ballots")) {
                BallotLoad.run(quick, line -> say("%s", line));
                return;
            }
            if (arguments.contains("spreadsheets")) {
                SpreadsheetLoad.run(folder, line -> say("%s", line));
                return;
            }
            if (arguments.contains("elections")) {
                ElectionLoad.run(folder, line -> say("%s", line));
                return;
            }
            if (arguments.contains("attacks")) {
                new Attacks(
                                arguments.stream()
                                        .filter(a -> a.endsWith(".jar"))
                                        .map(Path::of)
                                        .findFirst()
                                        .orElse(null),
                                arguments.stream()
                                        .filter(a -> !a.equals("attacks") && !a.endsWith(".jar"))
                                        .toList(),
                                folder)
                        .run();
                return;
            }
            if (arguments.contains("flood")) {
                flood();
                return;
            }
            if (situationOnly || !liveOnly) {
                situation();
            }
            if (situationOnly) {
                return;
            }
            try (var hub = hub()) {
                say("start to ready, 0 events: %.1f s", hub.startUp().toMillis() / 1e3);
                stations(hub);
                if (!liveOnly) {
                    intake(hub, "first");
                    fill(hub, quick ? 20_000 : 500_000);
                    intake(hub, "at " + seq(hub) + " events");
                }
            }
            try (var hub = hub()) {
                say(
                        "start to ready, %d events: %.1f s; heap after collection, %d stations: %.0f MB",
                        seq(hub), hub.startUp().toMillis() / 1e3, STATIONS, heap(hub));
                warmUp(hub);
                for (int dashboards : quick ? new int[] {50} : new int[] {200, 1_000}) {
                    for (int rate : quick ? new int[] {100} : new int[] {100, 400, 1_600}) {
                        live(hub, dashboards, rate);
                    }
                }
                say("heap after all: %.0f MB", heap(hub));
            }
        } finally {
            database.close();
            vertx.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private HubProcess hub() throws IOException {
        return HubProcess.start(
                folder.resolve("hub.log"),
                List.of("-Xmx1g"),
                "--database",
                url,
                "--accounts",
                "demo",
                "--log-requests",
                "OFF",
                "--sockets-per-account",
                "10000");
    }

    private HubProcess small(String... more) throws IOException {
        var options = new ArrayList<>(List.of(
                "--database",
                url,
                "--accounts",
                "demo",
                "--log-requests",
                "OFF",
                "--sockets-per-account",
                "10000",
                "--trust-proxy"));
        options.addAll(List.of(more));
        return HubProcess.start(
                folder.resolve("hub.log"),
                List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"),
                options.toArray(String[]::new));
    }

    /**
     * First as a hub runs by default, at which most have to wait; then with all taken, so that very many are stored.
     */
    private void flood() throws Exception {
        long total = arguments.stream()
                .filter(a -> a.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(quick ? 20_000 : 1_000_000);
        long taken = 0;
        for (var all : new boolean[] {false, true}) {
            var more = all
                    ? new String[] {
                        "--public-per-second", "10000", "--public-most", String.valueOf(2 * total + 1_000_000)
                    }
                    : new String[0];
            var hub = small(more);
            if (!all) {
                stations(hub);
            }
            warmUp(hub);
            var municipality = Api.at(hub.address()).as("municipality-GM0363").token();
            var desk = Api.at(hub.address()).as("operator");
            var r = onEventLoop(
                    () -> new Flood(vertx, hub.port(), municipality, desk.token(), STATIONS).run(total, all));
            taken += r.answers().getOrDefault(201, 0L);
            say(
                    "%s: %d reports of the public in %.0f s with -Xmx512m: answers %s, stored %.0f/s; "
                            + "officials %s (%d); picture %s; list of what waits %s; failed %d; heap after collection "
                            + "%.0f MB",
                    all ? "all taken" : "as by default",
                    total,
                    r.seconds(),
                    r.answers(),
                    r.answers().getOrDefault(201, 0L) / r.seconds(),
                    r.officials(),
                    r.officials().count(),
                    r.pictures(),
                    r.lists(),
                    r.failed(),
                    heap(hub));
            long listed = 0;
            for (var after = ""; after != null; ) {
                var page = desk.get("/reports?source=public&limit=1000" + after).body();
                listed += page.get("items").size();
                after = page.has("next") ? "&after=" + page.get("next").asLong() : null;
            }
            say("taken %d, in the list %d", taken, listed);
            hub.kill();
            try (var again = small(more)) {
                say(
                        "killed; start to ready with %d events, %d of them reports of the public: %.1f s; heap "
                                + "after collection %.0f MB",
                        seq(again), taken, again.startUp().toMillis() / 1e3, heap(again));
            }
        }
    }

    /** In a database of its own place in the run: before the stations of the other parts are there. */
    private void situation() throws Exception {
        int reports = quick ? 2_000 : 100_000;
        var index = new SituationIndex(10_000, quick ? 50 : 1_000, reports).run(quick ? 1_000 : 20_000);
        say(
                "near-duplicates of one report among %d: %s, %.1f found; judging one demonstration by %d limits: %s",
                reports, micros(index.duplicates()), index.near(), quick ? 50 : 1_000, micros(index.judging()));
        try (var hub = hub()) {
            var codes = IntStream.range(0, quick ? 20 : 342)
                    .mapToObj(i -> String.format("GM%04d", 2_000 + i))
                    .toList();
            var tokens = new ArrayList<String>();
            for (var code : codes) {
                Api.at(hub.address())
                        .as("municipality-" + code)
                        .post(
                                "/stations/imports",
                                "text/csv",
                                Stations.csv(code, 3, LocalDate.now().plusDays(1)));
                tokens.add(Api.at(hub.address()).as("police-" + code).token());
            }
            var writer = Api.at(hub.address()).as("operator").token();
            double none = heap(hub);
            int dashboards = quick ? 50 : 1_000;
            double one = heapWith(hub, dashboards, tokens.subList(0, 1));
            double all = heapWith(hub, dashboards, tokens);
            say(
                    "heap: %.0f MB without dashboards, %.0f MB with %d of one viewpoint, %.0f MB with %d of "
                            + "%d viewpoints",
                    none, one, dashboards, all, dashboards, codes.size());
            for (int round = 0; round < 2; round++) { // the first warms up
                var load = new SituationLoad(vertx, hub.port(), codes, seq(hub));
                load.connect(dashboards, tokens)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS);
                var r = onEventLoop(() -> load.run(dashboards, quick ? 50 : 200, quick ? 2 : 15, writer));
                if (round == 1) {
                    say(
                            "from report to the triangle's frame, %d dashboards of %d municipalities, 200 reports/s: "
                                    + "%s  delivered %d of %d, refused %d",
                            dashboards, codes.size(), r.latencies(), r.delivered(), r.expected(), r.refused());
                }
                load.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
            }
        }
    }

    /** In a database of its own: the day of the past comes first. */
    private void narratives() throws Exception {
        int narratives = quick ? 500 : 10_000;
        var index = new NarrativeIndex(quick ? 1_000 : 10_000, quick ? 1_000 : 20_000, narratives)
                .run(quick ? 500 : 10_000);
        say(
                "facts beside a claim about %d stations, 20,000 reports in the picture: %s; merge "
                        + "proposals among %d narratives: %s, %.1f found",
                quick ? 40 : 400, micros(index.facts()), narratives, index.proposals(), index.found());
        hub().close(); // makes the tables
        var from = java.time.Instant.now()
                .minus(java.time.Duration.ofHours(16))
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
        var day = new SyntheticDay(STATIONS, quick ? 30_000 : 500_000, from);
        onEventLoop(() -> day.write(vertx, database.options()));
        verify();
        try (var hub = hub()) {
            say(
                    "start to ready, %d events: %.1f s; heap after collection, checkpoints included: %.0f MB",
                    seq(hub), hub.startUp().toMillis() / 1e3, heap(hub));
            var past = new LookBack(hub.address(), from, java.time.Duration.ofHours(14));
            past.open(5, seq(hub)); // warms up
            var opened = past.open(quick ? 10 : 60, seq(hub));
            say(
                    "opening any moment of %d events, %d stations, JSON for a national viewer: %s  slowest %.0f ms",
                    seq(hub), STATIONS, opened, opened.millis(1));
            for (int[] size : new int[][] {{390, 844}, {1_280, 800}}) {
                var played = past.play(size[0], size[1], quick ? 240 : 1_680);
                if (played == null) {
                    say("(no browser: Debian's chromium has one)");
                } else {
                    say(
                            "replay of the day in the page, %d x %d: %d frames, %.0f frames/s",
                            size[0], size[1], played.frames(), played.perSecond());
                }
            }
            say("heap after all: %.0f MB", heap(hub));
        }
    }

    private void neighbours() throws Exception {
        var postgres =
                Long.parseLong(Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"))
                        .get(0)
                        .strip());
        try (var hub = hub()) {
            stations(hub);
        }
        Supplier<HubProcess> hubs = () -> {
            try {
                return hub();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
        var neighbours = new Neighbours(vertx, folder, url, quick);
        var some = arguments.stream()
                .filter(a -> a.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .toArray();
        if (some.length == 0) {
            some = quick ? new int[] {50} : new int[] {200, 1_000};
        }
        if (!arguments.contains("short")) {
            neighbours.run(hubs, postgres, some);
        }
        if (some.length > 1 || arguments.contains("short") || quick) {
            neighbours.runShort(hubs);
        }
    }

    private void scale() throws Exception {
        var scale = new Scale(vertx, quick);
        if (arguments.contains("screens")) {
            try (var hub = hub()) {
                stations(hub);
                warmUp(hub);
                scale.screens(hub, () -> heap(hub) * 1e6, () -> reading(hub, SENT));
            }
            return;
        }
        int had = 0;
        for (int count : quick ? new int[] {100, 1_000} : new int[] {1_000, 10_000, 100_000}) {
            try (var hub = hub()) {
                if (had < count) {
                    Scale.importStations(hub, count);
                }
                had = count;
                warmUp(hub, Math.min(count, STATIONS));
                scale.stations(hub, count, () -> heap(hub) * 1e6);
            }
        }
        try (var hub = hub()) {
            warmUp(hub);
            scale.screens(hub, () -> heap(hub) * 1e6, () -> reading(hub, SENT));
        }
        var ports = new ArrayList<Integer>();
        for (int i = 0; i < 3; i++) {
            ports.add(HubProcess.freePort());
        }
        var members = String.join(",", ports.stream().map(p -> "127.0.0.1:" + p).toList());
        var nodes = new ArrayList<HubProcess>();
        try {
            for (int port : ports) {
                nodes.add(HubProcess.start(
                        folder.resolve("hub.log"),
                        List.of("-Xmx1g"),
                        "--database",
                        url,
                        "--accounts",
                        "demo",
                        "--log-requests",
                        "OFF",
                        "--sockets-per-account",
                        "10000",
                        "--cluster",
                        "--cluster-port",
                        String.valueOf(port),
                        "--cluster-members",
                        members));
                warmUp(nodes.get(nodes.size() - 1));
                scale.nodes(nodes);
            }
        } finally {
            nodes.forEach(HubProcess::close);
        }
    }

    /** As {@code verify-journal} does it: every hash, and the fold of all. */
    private void verify() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + database.options().getPort() + "/postgres?user=postgres")) {
            long from = System.nanoTime();
            var picture = new nl.tafelzicht.engine.picture.Picture[] {nl.tafelzicht.engine.picture.Picture.EMPTY};
            var result = new nl.tafelzicht.engine.journal.JournalVerification(e -> picture[0] = picture[0].after(e))
                    .verify(connection);
            double seconds = (System.nanoTime() - from) / 1e9;
            say(
                    "verifying %d events: %.1f s, which is %.1f million a minute; findings: %d",
                    result.events(),
                    seconds,
                    result.events() / seconds * 60 / 1e6,
                    result.findings().size());
        }
    }

    private double heapWith(HubProcess hub, int dashboards, List<String> tokens) throws Exception {
        var load = new SituationLoad(vertx, hub.port(), List.of("GM2000"), seq(hub));
        load.connect(dashboards, tokens)
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        for (var token : tokens) {
            Api.at(hub.address()).withToken(token).get("/picture");
        }
        double heap = heap(hub);
        load.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        return heap;
    }

    private static String micros(Percentiles p) {
        return String.format(Locale.ROOT, "p50 %.0f µs p99 %.0f µs", p.millis(.5) * 1_000, p.millis(.99) * 1_000);
    }

    /**
     * Of tomorrow: of today's, those that nobody says are open become overdue while one measures, depending on the
     * hour.
     */
    private void stations(HubProcess hub) throws Exception {
        var api = Api.at(hub.address()).as("municipality-GM0363");
        long from = System.nanoTime();
        var answer = api.post(
                "/stations/imports",
                "text/csv",
                Stations.csv("GM0363", STATIONS, LocalDate.now().plusDays(1)));
        say("import of %d stations: %.1f s", answer.body().get("imported").asInt(), (System.nanoTime() - from) / 1e9);
    }

    private void warmUp(HubProcess hub) throws Exception {
        warmUp(hub, STATIONS);
    }

    private void warmUp(HubProcess hub, int stations) throws Exception {
        var token = Api.at(hub.address()).as("municipality-GM0363").token();
        onEventLoop(() -> new IntakeLoad(vertx, hub.port(), token, stations).run(16, quick ? 1_000 : 10_000));
    }

    private void intake(HubProcess hub, String when) throws Exception {
        var token = Api.at(hub.address()).as("municipality-GM0363").token();
        warmUp(hub);
        for (int clients : new int[] {1, 16, 64}) {
            var before = processor(hub);
            var r = onEventLoop(
                    () -> new IntakeLoad(vertx, hub.port(), token, STATIONS).run(clients, quick ? 1_000 : 8_000));
            var used = processor(hub)
                    .minus(before)
                    .dividedBy(Math.max(1, r.latencies().count()));
            double plain = pgbench(clients, "simple");
            double prepared = pgbench(clients, "prepared");
            say(
                    "durable reports, %s, %2d clients: %6.0f/s  %s  failed %d, processor %d us each | pgbench insert: %6.0f/s, "
                            + "ratio %.2f; prepared: %6.0f/s, ratio %.2f",
                    when,
                    clients,
                    r.perSecond(),
                    r.latencies(),
                    r.failed(),
                    used.toNanos() / 1_000,
                    plain,
                    r.perSecond() / plain,
                    prepared,
                    r.perSecond() / prepared);
        }
    }

    /** What the hub, without the database, has used of the processors. */
    private static Duration processor(HubProcess hub) {
        return ProcessHandle.of(hub.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    private void fill(HubProcess hub, int events) throws Exception {
        var token = Api.at(hub.address()).as("municipality-GM0363").token();
        while (seq(hub) < events) {
            onEventLoop(() -> new IntakeLoad(vertx, hub.port(), token, STATIONS).run(64, 5_000));
        }
    }

    private void live(HubProcess hub, int dashboards, int rate) throws Exception {
        var writer = Api.at(hub.address()).as("municipality-GM0363").token();
        long head = seq(hub);
        var load = new LiveLoad(vertx, hub.port(), writer, STATIONS, head);
        load.connect(dashboards).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        var r = onEventLoop(() -> load.run(rate, quick ? 2 : 10));
        say(
                "live, %4d dashboards, %4d reports/s: %9.0f deliveries/s in %6.0f frames/s  %s  lost %d",
                dashboards, rate, r.deliveriesPerSecond(), r.framesPerSecond(), r.latencies(), r.lost());
        load.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private <T> T onEventLoop(Supplier<Future<T>> work)
            throws InterruptedException, ExecutionException, TimeoutException {
        Promise<T> promise = Promise.promise();
        vertx.getOrCreateContext().runOnContext(v -> work.get().onComplete(promise));
        return promise.future().toCompletionStage().toCompletableFuture().get(60, TimeUnit.MINUTES);
    }

    private long seq(HubProcess hub) throws IOException, InterruptedException {
        return Api.at(hub.address()).get("/health/ready").body().get("seq").asLong();
    }

    private double heap(HubProcess hub) throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(hub.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jcmd.log").toFile())
                .start()
                .waitFor();
        return reading(hub, HEAP) / 1e6;
    }

    private static double reading(HubProcess hub, Pattern metric) throws IOException, InterruptedException {
        var text =
                new String(Api.at(hub.address()).get("/metrics").raw().body(), java.nio.charset.StandardCharsets.UTF_8);
        return metric.matcher(text)
                .results()
                .mapToDouble(m -> Double.parseDouble(m.group(1)))
                .sum();
    }

    /**
     * One plain insert of the same JSON a transaction, on the same server and settings. @return transactions a second,
     * or NaN where there is no pgbench
     */
    private double pgbench(int clients, String protocol) throws IOException, InterruptedException {
        var script = folder.resolve("insert.sql");
        Files.writeString(
                script,
                "insert into plain (data) values ('{\"report\": {\"status\": \"open\", "
                        + "\"waitingMinutes\": 12, \"queueLength\": 31, \"membersPresent\": 4}, \"role\": "
                        + "\"municipality\"}');\n");
        var base = List.of(
                "-h", "127.0.0.1", "-p", String.valueOf(database.options().getPort()), "-U", "postgres");
        var psql = new ArrayList<>(List.of(
                "psql",
                "-w",
                "-q",
                "-c",
                "create table if not exists plain (id bigserial primary key, data jsonb not null)"));
        psql.addAll(base);
        var bench = new ArrayList<>(List.of(
                "pgbench",
                "-n",
                "-M",
                protocol,
                "-c",
                String.valueOf(clients),
                "-j",
                "2",
                "-T",
                quick ? "1" : "8",
                "-f",
                script.toString()));
        bench.addAll(base);
        bench.add("postgres");
        try {
            withPassword(psql)
                    .redirectOutput(folder.resolve("psql.log").toFile())
                    .start()
                    .waitFor();
            var process = withPassword(bench).start();
            var tps = TPS.matcher(
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            return tps.find() ? Double.parseDouble(tps.group(1)) : Double.NaN;
        } catch (IOException absent) {
            say("(pgbench and psql are not installed: Debian's postgresql-client and postgresql have them)");
            return Double.NaN;
        }
    }

    private ProcessBuilder withPassword(List<String> command) {
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("PGPASSWORD", database.options().getPassword());
        return process;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
