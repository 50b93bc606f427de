package nl.tafelzicht.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import nl.tafelzicht.node.Database;

/**
 * A PostgreSQL of a test's own that can be killed, started again on its files, and told how to run; all durability
 * settings on.
 */
public final class PostgresServer implements AutoCloseable {

    private final Path files;
    private final Path log;
    private final int port;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    private PostgresServer(Path files, Path log, int port, Map<String, String> settings) {
        this.files = files;
        this.log = log;
        this.port = port;
        this.settings = settings;
    }

    /** Starts one on files that are made when they are not there. */
    public static PostgresServer start(Path files, Path log, Map<String, String> settings) throws IOException {
        return start(files, log, HubProcess.freePort(), settings);
    }

    public static PostgresServer start(Path files, Path log, int port, Map<String, String> settings)
            throws IOException {
        var all = new HashMap<>(Map.of(
                "fsync",
                "on",
                "synchronous_commit",
                "on",
                "full_page_writes",
                "on",
                "listen_addresses",
                "127.0.0.1",
                "max_connections",
                "200",
                "shared_buffers",
                "128MB",
                "max_wal_size",
                "2GB",
                "jit",
                "off"));
        all.putAll(settings);
        boolean isNew = !Files.exists(files);
        Initialised.server(files);
        var postgres = new PostgresServer(files, log, port, all);
        postgres.start();
        if (isNew) {
            postgres.beAnother();
        }
        return postgres;
    }

    /** Makes files for one, and leaves them. */
    static void initialise(Path files, Path log) throws IOException {
        var postgres = new PostgresServer(files, log, HubProcess.freePort(), Map.of());
        postgres.start();
        try (var database = Database.outside(postgres.url())) {
            database.migrate();
        }
        postgres.close();
    }

    /** Each has a journal of its own. */
    private void beAnother() throws IOException {
        try {
            execute("update journal_head set journal = gen_random_uuid()");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Starts it again, on the same port. */
    public void start() throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(files)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setOutputRedirector(Redirect.appendTo(log.toFile()));
        settings.forEach(builder::setServerConfig);
        server = builder.start();
    }

    /** Lets the hosts of a network in, which takes a restart of nothing. */
    public void allow(String network) throws IOException, SQLException {
        Files.writeString(
                files.resolve("pg_hba.conf"), "host all all " + network + " trust\n", StandardOpenOption.APPEND);
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
        }
    }

    public int port() {
        return port;
    }

    public Path files() {
        return files;
    }

    public String url() {
        return url("127.0.0.1", port);
    }

    /** Reached some other way: by another address, or through a proxy. */
    public static String url(String host, int port) {
        return "postgresql://postgres@" + host + ":" + port + "/postgres";
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
    }

    public void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number that a query answers. */
    public long number(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Pulls the plug: postmaster and all. Its files stay as they are. */
    public void kill() throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(files.resolve("postmaster.pid")).get(0).strip());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        var children = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().join();
        children.forEach(child -> child.onExit().join());
        forget();
    }

    /**
     * Gives up what this process holds of a server that has ended; that there is nothing to stop any more is said in
     * the log.
     */
    private void forget() throws IOException {
        server.close();
    }

    /** Starts it again when it has ended by itself; otherwise waits until it takes connections. */
    public void startIfEnded() throws IOException, InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            if (!isRunning()) {
                forget();
                start();
                return;
            }
            try (var connection = connect()) {
                return;
            } catch (SQLException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IOException("PostgreSQL does not come back; see " + log);
    }

    private boolean isRunning() throws IOException {
        var file = files.resolve("postmaster.pid");
        return Files.exists(file)
                && ProcessHandle.of(
                                Long.parseLong(Files.readAllLines(file).get(0).strip()))
                        .isPresent();
    }

    /** Stops it in good order; {@link #start} starts it again. */
    public void stop() throws IOException {
        server.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
