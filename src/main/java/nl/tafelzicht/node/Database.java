package nl.tafelzicht.node;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import nl.tafelzicht.node.postgres.LocalPostgres;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of this node: an outside one, or an embedded one with files in a folder of ours. The embedded one runs
 * with {@code fsync} and {@code synchronous_commit} on: everything answered with 2xx survives a power failure.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int POOL_SIZE = 8;
    private static final int MAX_WAITING_FOR_POOL = 5_000;
    /** A connection on which nothing is read for so long is taken for broken. */
    private static final int SILENT_SECONDS = 15;
    /** Long before that, also on a busy machine. */
    private static final int UNUSED_SECONDS = 8;

    private static final int CLEANED_EACH_MILLIS = 1_000;

    private static final Pattern AUTHORITY = Pattern.compile("([?&])sslrootcert=([^&]*)&?");

    private final PgConnectOptions options;
    private final String authority;
    private final LocalPostgres embedded;
    private final FileLock lock;
    /**
     * Shared by the steps of a start, which run one after another: opening a connection derives a key, which takes as
     * long as the queries.
     */
    private Connection starting;

    /** @param authority file with the certificates against which the server's is checked, or {@code null} */
    private Database(PgConnectOptions options, String authority, LocalPostgres embedded, FileLock lock) {
        this.options = options;
        this.authority = authority;
        this.embedded = embedded;
        this.lock = lock;
    }

    /**
     * Of libpq's parameters, {@code sslmode} and {@code sslrootcert} (a PEM file) are supported: with
     * {@code verify-full} the server must prove its identity.
     *
     * @throws IllegalArgumentException when it is not {@code postgresql://user:password@host:port/database}
     */
    public static Database outside(String url) {
        try {
            var authority = AUTHORITY.matcher(url);
            var file = authority.find() ? URLDecoder.decode(authority.group(2), StandardCharsets.UTF_8) : null;
            var options = PgConnectOptions.fromUri(
                    file == null ? url : authority.replaceFirst("$1").replaceFirst("[?&]$", ""));
            if (options.getDatabase() == null || options.getUser() == null) {
                throw new IllegalArgumentException("names no user or no database");
            }
            if (file != null && !Files.isReadable(Path.of(file))) {
                throw new UnreadableAuthority(file);
            }
            if (options.getSslMode() != null && options.getSslMode() != SslMode.DISABLE) {
                options.setSslOptions(encrypted(file));
            }
            return new Database(tuned(options), file, null, null);
        } catch (UnreadableAuthority e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "not a database URL such as postgresql://user:password@host:5432/tafelzicht", e);
        }
    }

    private static final class UnreadableAuthority extends IllegalArgumentException {
        UnreadableAuthority(String file) {
            super("sslrootcert " + file + " can't be read");
        }
    }

    private static ClientSSLOptions encrypted(String authority) {
        var options = new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS");
        return authority == null ? options : options.setTrustOptions(new PemTrustOptions().addCertPath(authority));
    }

    /**
     * Starts PostgreSQL on a folder, which is created when it does not exist.
     *
     * @throws IOException when the folder can't be used; its message says why
     */
    public static Database embedded(Path folder, boolean temporary) throws IOException {
        Files.createDirectories(folder);
        var lock = lock(folder);
        var postgres = new LocalPostgres(folder, temporary, () -> Lifecycle.end(Lifecycle.DATABASE_LOST));
        Lifecycle.closeAtEnd(postgres);
        try {
            postgres.start();
            return new Database(
                    tuned(new PgConnectOptions()
                            .setHost("127.0.0.1")
                            .setPort(postgres.port())
                            .setUser(LocalPostgres.USER)
                            .setPassword(postgres.password())
                            .setDatabase(LocalPostgres.DATABASE)),
                    null,
                    postgres,
                    lock);
        } catch (IOException | RuntimeException e) {
            postgres.close();
            lock.channel().close();
            throw e;
        }
    }

    /**
     * The database of a hub's folder: through the server of a running hub, or on a server of its own for as long as it
     * is open.
     *
     * @throws IOException when there is none, or it can't be used; its message says which
     */
    static Database ofFolder(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("postgres").resolve("PG_VERSION"))) {
            throw new IOException("there is no database of a hub in " + folder);
        }
        var lock = tryLock(folder);
        if (lock != null) {
            lock.channel().close();
            return embedded(folder, false);
        }
        try {
            int port = LocalPostgres.portIn(folder);
            return new Database(
                    tuned(new PgConnectOptions()
                            .setHost("127.0.0.1")
                            .setPort(port)
                            .setUser(LocalPostgres.USER)
                            .setPassword(LocalPostgres.passwordIn(folder))
                            .setDatabase(LocalPostgres.DATABASE)),
                    null,
                    null,
                    null);
        } catch (IOException e) {
            throw new IOException("a hub is starting or stopping in " + folder + "; try again", e);
        }
    }

    private static PgConnectOptions tuned(PgConnectOptions options) {
        options.setCachePreparedStatements(true).setPipeliningLimit(64).setReconnectAttempts(0);
        // a node that was cut off in the middle of a transaction must not block the others; the server notices the
        // broken connection
        return options.addProperty("idle_in_transaction_session_timeout", "10s")
                .addProperty("tcp_keepalives_idle", "5")
                .addProperty("tcp_keepalives_interval", "2")
                .addProperty("tcp_keepalives_count", "3");
    }

    private static FileLock lock(Path folder) throws IOException {
        var lock = tryLock(folder);
        if (lock == null) {
            throw new IOException("another hub is using " + folder);
        }
        return lock;
    }

    /** @return {@code null} when a hub holds the lock */
    private static FileLock tryLock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("locked by this very process", e);
        }
        channel.close();
        return null;
    }

    public PgConnectOptions options() {
        return new PgConnectOptions(options);
    }

    /**
     * The id of the journal in it, which identifies the cluster of its nodes.
     *
     * @throws IOException when it can't be read
     */
    String journal() throws IOException {
        try (var connection = starting();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select journal from journal_identity()")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IOException("the database can't be used: " + e.getMessage(), e);
        }
    }

    private synchronized Connection starting() throws SQLException {
        if (starting == null || starting.isClosed()) {
            starting = embedded == null ? connect() : embedded.connection();
        }
        return starting;
    }

    /** A separate connection, for a command that reads or writes something and ends. */
    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.put("user", options.getUser());
        if (options.getPassword() != null) {
            properties.put("password", options.getPassword());
        }
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://" + options.getHost() + ":" + options.getPort() + "/" + options.getDatabase()
                + (options.getSslMode() == null ? "" : "?sslmode=" + options.getSslMode().value)
                + (authority == null
                        ? ""
                        : (options.getSslMode() == null ? "?" : "&") + "sslrootcert="
                                + URLEncoder.encode(authority, StandardCharsets.UTF_8));
    }

    /**
     * Connection options for a bad network: a connection without acknowledgement or answer for some seconds is closed,
     * and a new one is tried. In a pool that is {@link #pooled}.
     */
    public static NetClientOptions line() {
        return new NetClientOptions()
                .setConnectTimeout(3_000)
                .setTcpUserTimeout(6_000)
                .setReadIdleTimeout(SILENT_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true);
    }

    /**
     * A pool of such lines takes back those that nobody uses before they count as silent. A silent line is closed
     * whoever is just about to use it, and that request fails.
     */
    static PoolOptions pooled() {
        return new PoolOptions()
                .setMaxSize(POOL_SIZE)
                .setMaxWaitQueueSize(MAX_WAITING_FOR_POOL)
                .setIdleTimeout(UNUSED_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setPoolCleanerPeriod(CLEANED_EACH_MILLIS);
    }

    /** Migrates the tables to this version; safe when several nodes start at the same time. */
    public Database migrate() {
        try {
            if (Migrations.areIn(starting())) {
                return this;
            }
        } catch (SQLException e) {
            LOG.debug("Flyway tries again, and says why it can't", e);
        }
        Flyway.configure()
                .dataSource(jdbcUrl(), options.getUser(), options.getPassword())
                .locations("classpath:db/migration")
                .connectRetries(3)
                .load()
                .migrate();
        return this;
    }

    @Override
    public void close() throws IOException {
        if (starting != null) {
            try {
                starting.close();
            } catch (SQLException e) {
                LOG.debug("was gone", e);
            }
        }
        if (embedded != null) {
            embedded.close();
        }
        if (lock != null) {
            lock.channel().close();
        }
    }
}
