package nl.tafelzicht.demo;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.tafelzicht.engine.access.DemoAccounts;
import nl.tafelzicht.engine.eventsourcing.SubjectSettings;
import nl.tafelzicht.engine.notify.Settings;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.node.Config;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.node.Lifecycle;
import nl.tafelzicht.node.LogOptions;
import nl.tafelzicht.node.Node;
import nl.tafelzicht.node.SettingsInForce;
import nl.tafelzicht.subject.report.domain.ReportSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A synthetic election day: a real hub on an embedded PostgreSQL in a temporary folder, and simulated reporters that
 * use its public API.
 */
@Command(
        name = "demo",
        description = "A synthetic election day, with nothing to set up.",
        mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {

    /** A Wednesday, the usual day of Dutch elections. */
    private static final LocalDate DAY = LocalDate.of(2027, 3, 17);

    private static final LocalTime START = LocalTime.of(7, 5);
    /** From then on people talk about the count. */
    private static final LocalTime EVENING = LocalTime.of(21, 45);

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final int MOST_STATIONS = 20_000;
    private static final long IMPORT_SECONDS = 300;
    /** The election that is counted when none is named. */
    private static final String COUNTED = "PS2027";

    private static final DemoAccounts ACCOUNTS = new DemoAccounts();

    @Option(names = "--port", defaultValue = "8080", description = "port of the page")
    private int port;

    @Option(names = "--speed", defaultValue = "60", description = "how much faster than real time the day passes")
    private double speed;

    @Option(names = "--stations", defaultValue = "9900", description = "how many stations")
    private int stations;

    @Option(names = "--seed", defaultValue = "20270317", description = "another seed makes another day")
    private long seed;

    @Option(
            names = "--elections",
            defaultValue = "",
            paramLabel = "ps,ws",
            description = "elections of the day: ps (provincial), ws (water authorities), gr, tk, ep, nr")
    private String elections;

    @Option(names = "--start", defaultValue = "07:05", description = "time of the day at which it begins")
    private LocalTime start = START;

    @Mixin
    private LogOptions log;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check(port >= 0 && port <= 65_535, "--port is between 0 and 65535");
        check(speed > 0 && speed <= 3_600, "--speed is more than 0 and at most 3600");
        check(stations >= 1 && stations <= MOST_STATIONS, "--stations is between 1 and " + MOST_STATIONS);
        var day = elections();
        if (System.getProperty("tafelzicht.log-requests") == null) {
            System.setProperty("tafelzicht.log-requests", "OFF");
        }
        var folder = Files.createTempDirectory("tafelzicht-demo-");
        var database = Database.embedded(folder, true);
        try {
            var clock = new FastClock(DAY.atTime(start).atZone(AMSTERDAM).toInstant(), speed);
            var config = new Config(
                    "127.0.0.1",
                    port,
                    null,
                    folder,
                    true,
                    true,
                    speed,
                    null,
                    Duration.ofDays(7),
                    Duration.ofHours(1),
                    List.of(),
                    false,
                    Runtime.getRuntime().availableProcessors(),
                    0,
                    Settings.NONE,
                    Config.Screens.DEFAULT,
                    null,
                    null,
                    SubjectSettings.defaults()
                            .with(new ReportSettings(
                                    250,
                                    Duration.ofMinutes(30),
                                    MOST_STATIONS,
                                    MOST_STATIONS,
                                    MOST_STATIONS,
                                    1_000_000,
                                    Duration.ofDays(1))),
                    null,
                    SettingsInForce.of(spec));
            var node = Node.start(config, Lifecycle.migrated(database), clock);
            var vertx = Vertx.vertx();
            var reporters = new Reporters(
                    vertx,
                    "127.0.0.1",
                    node.port(),
                    name -> node.sessions().issue(ACCOUNTS.principal(name)).token(),
                    clock);
            play(vertx, reporters, clock, day);
            Lifecycle.run(
                    node.address(),
                    reporters::stop,
                    () -> vertx.close()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(2, TimeUnit.SECONDS),
                    node,
                    () -> delete(folder));
            System.out.println("open " + node.address().replace("127.0.0.1", "localhost")
                    + " and log in as operator, password demo");
            return 0;
        } catch (IOException | RuntimeException e) {
            database.close();
            delete(folder);
            throw e;
        }
    }

    /**
     * Runs the simulated reporters. Chairs get a session without a log-in here, since hashing ten thousand passwords
     * would take too long; everything else uses the public API.
     */
    private void play(Vertx vertx, Reporters reporters, Clock clock, List<SyntheticElection> day) throws IOException {
        var files = new SyntheticStations(seed, DAY).files(stations);
        var ids = files.entrySet().stream()
                .flatMap(f -> SyntheticStations.ids(f.getKey(), f.getValue()).stream())
                .toList();
        var evening = DAY.atTime(EVENING).atZone(AMSTERDAM).toInstant();
        Promise<Void> imported = Promise.promise();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(v -> reporters
                .importAll(files, "text/csv")
                .compose(done -> importElections(reporters, files, day, 0))
                .onSuccess(done -> {
                    reporters.start(ids, seed, DAY, day);
                    new IncidentSimulator(vertx, reporters, clock, ids, evening, seed).start();
                    new NarrativeSimulator(vertx, reporters, clock, largest(files), evening, seed).start();
                    new ObserverSimulator(vertx, reporters, clock, largest(files), DAY, seed).start();
                    new CountSimulator(
                                    vertx,
                                    reporters,
                                    clock,
                                    largest(files),
                                    DAY,
                                    seed,
                                    day.isEmpty() ? COUNTED : day.get(0).id())
                            .start();
                })
                .onComplete(imported));
        await(imported.future());
    }

    private List<SyntheticElection> elections() {
        try {
            return SyntheticElection.of(elections);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** After its spreadsheet each municipality imports its file for each election, one election after the other. */
    private Future<Void> importElections(
            Reporters reporters, Map<String, String> files, List<SyntheticElection> day, int next) {
        if (next == day.size()) {
            return Future.succeededFuture();
        }
        var ofElection = new LinkedHashMap<String, String>();
        files.forEach((code, csv) -> ofElection.put(code, day.get(next).file(code, csv, seed, DAY)));
        return reporters
                .importAll(ofElection, "application/xml")
                .compose(done -> importElections(reporters, files, day, next + 1));
    }

    /** Names of the municipalities by their codes, those with the most stations first. */
    private static Map<String, String> largest(Map<String, String> files) {
        var gazetteer = new Gazetteer();
        var names = new LinkedHashMap<String, String>();
        files.entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<String, String> f) -> -f.getValue().length()))
                .forEach(f -> names.put(
                        f.getKey(), gazetteer.municipality(f.getKey(), null).name()));
        return names;
    }

    private static void await(Future<Void> future) throws IOException {
        try {
            future.toCompletionStage().toCompletableFuture().get(IMPORT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the demo does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
