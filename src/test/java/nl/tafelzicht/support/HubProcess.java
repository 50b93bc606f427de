package nl.tafelzicht.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nl.tafelzicht.node.postgres.LocalPostgres;

/** A hub as a process of its own, as it is run for real; ended by its id. */
public final class HubProcess implements AutoCloseable {

    public static final String HUB = "nl.tafelzicht.Tafelzicht";
    /** Set by what measures: its hubs run as on the day. */
    public static final String MEASURED = "hub.measured";
    /**
     * A hub of a test lives for seconds: several at once on two processors would spend them on optimising what is then
     * thrown away, and nobody waits for a statement longer than it takes.
     */
    private static final List<String> SHORT_LIVED = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:MetaspaceSize=256m",
            "-Xmx384m",
            "-Dtafelzicht.statement-look-millis=1000",
            "-Dtafelzicht.password-kib=64",
            "-Dtafelzicht.page-when-asked=true");

    /**
     * The packaged program, when the build has made it; also where the archive of its loaded classes goes, which takes
     * a third off each start.
     */
    static final String JAR = "hub.jar";

    private static final Path TESTS = Path.of("target", "test-classes").toAbsolutePath();
    /** Each process of a build has ports of its own; those of two builds at once mostly are others, too. */
    private static final int PORTS = 2_000;

    private static final int FIRST_PORT = 15_000 + PORTS * (fork() % 8);
    private static final int LAST_PORT = FIRST_PORT + PORTS;
    private static final int MOST_TRIES = 100;
    private static int nextPort = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
    private static Path archive;

    private final Runner runner;
    private final String host;
    private final int port;
    private final Duration startUp;
    private boolean closed;

    /**
     * How a hub is run.
     *
     * @param prefix what runs it: nothing, or {@code ip netns exec NAME}
     * @param main the program: the hub's own, or one around it
     */
    public record Launch(
            List<String> prefix,
            String main,
            String host,
            int port,
            Path log,
            List<String> jvm,
            List<String> options) {}

    /** The number of this process among those of a build; 0 outside of a build. */
    private static int fork() {
        var given = System.getProperty("fork");
        return given == null ? 0 : Integer.parseInt(given);
    }

    private HubProcess(Runner runner, String host, int port, Duration startUp) {
        this.runner = runner;
        this.host = host;
        this.port = port;
        this.startUp = startUp;
    }

    /** Starts {@code serve} with these options on a free port, and waits until it is ready; its log goes to a file. */
    public static HubProcess start(Path log, List<String> jvm, String... options) throws IOException {
        return start(freePort(), log, jvm, options);
    }

    public static HubProcess start(int port, Path log, List<String> jvm, String... options) throws IOException {
        return start(new Launch(List.of(), HUB, "127.0.0.1", port, log, jvm, List.of(options)));
    }

    public static HubProcess start(Launch launch) throws IOException {
        long from = System.nanoTime();
        var arguments = new ArrayList<>(List.of("serve", "--host", launch.host, "--port", String.valueOf(launch.port)));
        arguments.addAll(launch.options);
        int data = launch.options.indexOf("--data");
        if (data >= 0 && !Boolean.getBoolean(MEASURED)) {
            Initialised.hub(Path.of(launch.options.get(data + 1)));
        }
        var runner = Runner.run(launch, arguments);
        if (!runner.saysThat("ready on ")) {
            throw new IOException("the hub did not start; see " + launch.log + ": "
                    + Files.readAllLines(launch.log).stream()
                            .reduce((a, b) -> b)
                            .orElse("nothing"));
        }
        return new HubProcess(runner, launch.host, launch.port, Duration.ofNanos(System.nanoTime() - from));
    }

    /** How one of several is started. */
    public interface Starter {
        HubProcess start(int number) throws Exception;
    }

    /** Starts several at once, which takes little longer than one. */
    public static List<HubProcess> startAll(int count, Starter starter) {
        var starting = IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return starter.start(i);
                            } catch (Exception e) {
                                throw new CompletionException(e);
                            }
                        },
                        task -> new Thread(task, "start").start()))
                .toList();
        return starting.stream().map(CompletableFuture::join).toList();
    }

    /** The command line of the program with these arguments. */
    public static List<String> command(String... arguments) {
        return command(List.of(), HUB, List.of(arguments));
    }

    /** The same of a program around the hub's. */
    public static List<String> command(Class<?> main, String... arguments) {
        return command(List.of(), main.getName(), List.of(arguments));
    }

    static List<String> command(List<String> jvm, String main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (var opens : List.of(
                "java.base/java.lang",
                "java.base/sun.nio.ch",
                "java.management/sun.management",
                "jdk.management/com.sun.management.internal")) {
            command.addAll(List.of("--add-opens", opens + "=ALL-UNNAMED"));
        }
        if (!Boolean.getBoolean(MEASURED)) {
            command.addAll(SHORT_LIVED);
        }
        command.addAll(jvm);
        command.addAll(program(main));
        command.addAll(arguments);
        return command;
    }

    /**
     * The hub runs from its jar, as users run it; a program of the tests around it has its own classes behind that, and
     * so the same archive.
     */
    private static List<String> program(String main) {
        var jar = System.getProperty(JAR);
        if (jar == null || Boolean.getBoolean(MEASURED)) {
            return List.of("-cp", classPath(), main);
        }
        var path = main.equals(HUB) ? jar : jar + java.io.File.pathSeparator + TESTS;
        var program = new ArrayList<String>();
        archive(Path.of(jar))
                .ifPresent(classes -> program.addAll(List.of(
                        "-XX:SharedArchiveFile=" + classes, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off")));
        program.addAll(List.of("-cp", path, main));
        return program;
    }

    /**
     * Made once in a build, by whichever of its processes comes first: a node of a cluster is started, asked this and
     * that, and ended. Without it, a start takes longer, and no more than that: meanwhile the others do without.
     */
    private static synchronized Optional<Path> archive(Path jar) {
        var made = jar.resolveSibling("hub.jsa");
        if (archive != null || isOf(made, jar)) {
            archive = made;
            return Optional.of(made);
        }
        try (var lock = FileChannel.open(
                        jar.resolveSibling("hub.jsa.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.tryLock()) {
            if (held == null) {
                return Optional.empty();
            }
            if (isOf(made, jar)) {
                archive = made;
                return Optional.of(made);
            }
            var making = jar.resolveSibling("hub.jsa.making");
            var folder = TestFolder.make("tafelzicht-archive-");
            Initialised.hub(folder.resolve("data"));
            try (var postgres = new LocalPostgres(folder.resolve("data"), false, () -> {})) {
                postgres.start();
                load(
                        jar,
                        making,
                        folder,
                        "postgresql://" + LocalPostgres.USER + ":" + postgres.password() + "@127.0.0.1:"
                                + postgres.port() + "/" + LocalPostgres.DATABASE);
            }
            if (Files.exists(making)) {
                Files.move(making, made, StandardCopyOption.ATOMIC_MOVE);
            }
            TestHub.delete(folder);
            archive = made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(archive);
    }

    private static boolean isOf(Path archive, Path jar) {
        return Files.exists(archive)
                && archive.toFile().lastModified() >= jar.toFile().lastModified();
    }

    /** Has a node load what nodes load, and write it down when it ends. */
    private static void load(Path jar, Path making, Path folder, String database)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(SHORT_LIVED);
        command.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + making,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-cp",
                jar.toString(),
                HUB,
                "serve",
                "--port",
                "0",
                "--database",
                database,
                "--accounts",
                "demo"));
        int clusterPort = freePort();
        command.addAll(List.of(
                "--cluster",
                "--cluster-port",
                String.valueOf(clusterPort),
                "--cluster-members",
                "127.0.0.1:" + clusterPort));
        command.addAll(ClusterCertificates.make(folder.resolve("certificates")).options());
        var process =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        try {
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var line = out.readLine();
            while (line != null && !line.startsWith("ready on ")) {
                line = out.readLine();
            }
            if (line != null) {
                ask(line.substring("ready on ".length()));
            }
        } finally {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** What most tests ask of a hub. */
    private static void ask(String address) throws IOException, InterruptedException {
        var municipality = Api.at(address).as("municipality-GM0363");
        municipality.post("/stations/imports", "text/csv", Stations.csv("GM0363", 3, TestHub.DAY));
        try (var live = LiveSocket.open(municipality, "")) {
            municipality.report("GM0363-1", "{\"status\":\"open\"}");
            live.status("GM0363-1", status -> status.get("status").asText().equals("open"));
        }
        URI.create(address).toURL().openStream().close();
        for (var path :
                List.of("/stations", "/stations/GM0363-1/timeline", "/reports", "/narratives", "/openapi.json")) {
            municipality.get(path);
        }
        municipality.post(
                "/reports",
                "application/json",
                "{\"kind\":\"crowding\",\"text\":\"a queue\",\"station\":\"GM0363-1\"}");
    }

    /** The program from the classes of this build, without options of the JVM. */
    public static List<String> classes() {
        return List.of("-cp", classPath(), HUB);
    }

    /** The class path of this process; under Maven's exec plugin it is not that of the JVM. */
    private static String classPath() {
        var loader = HubProcess.class.getClassLoader();
        if (loader instanceof java.net.URLClassLoader urls) {
            return String.join(
                    java.io.File.pathSeparator,
                    java.util.Arrays.stream(urls.getURLs())
                            .map(u -> Path.of(java.net.URI.create(u.toString())).toString())
                            .toList());
        }
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /**
     * A port that nobody has, and that no other test gets: neither from this process again, nor from one that runs
     * beside it. All lie below those from which a system takes the ports of connections that go out, which could take
     * one before whoever it is for does, or while a node that was killed comes back.
     */
    public static synchronized int freePort() throws IOException {
        for (int tries = 1; ; tries++) {
            nextPort = nextPort + 1 < LAST_PORT ? nextPort + 1 : FIRST_PORT;
            try (var socket = new ServerSocket(nextPort)) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                if (tries == MOST_TRIES) {
                    throw taken;
                }
            }
        }
    }

    public int port() {
        return port;
    }

    public String address() {
        return "http://" + host + ":" + port;
    }

    public long pid() {
        return runner.process().pid();
    }

    /** From the start of the process, or of the hub in it, to its {@code ready} line. */
    public Duration startUp() {
        return startUp;
    }

    /** Pulls the plug. */
    public void kill() throws InterruptedException {
        runner.process().destroyForcibly();
        runner.process().waitFor();
    }

    /** Tells the process to stop, and waits. @return its exit status */
    public int stop() throws InterruptedException {
        runner.process().destroy();
        if (!runner.process().waitFor(15, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the hub does not stop on SIGTERM");
        }
        return runner.process().exitValue();
    }

    /** Waits until it ends by itself. @return its exit status */
    public int ended() throws InterruptedException {
        if (!runner.process().waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the hub does not end by itself");
        }
        return runner.process().exitValue();
    }

    /** Ends the hub; whether its process goes on is nobody's business. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            runner.end();
        }
    }
}
