package nl.tafelzicht.node.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, on files in a folder whose lock the caller holds: so any process that uses its data
 * directory was left behind by an earlier hub, and its lock file may be out of date. Listens on 127.0.0.1 only, on a
 * free port, and requires a password that only this user can read. When it dies it is restarted.
 *
 * <p>Thread-safe.
 */
public final class LocalPostgres implements AutoCloseable {

    public static final String USER = "postgres";
    public static final String DATABASE = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    /** Crash recovery reads everything that was written since the last checkpoint. */
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    private static final Duration TRIED_FOR = Duration.ofSeconds(10);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    private static final String OURS_ALONE = "rw-------";
    private static final String PASSWORD = "postgres.password";
    /** The line of the lock file with the port. */
    private static final int PORT_LINE = 4;

    private static final long LOOK_MILLIS = 500;
    private static final String WRONG_PASSWORD = "28P01";
    private static final String SETTINGS = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c "
            + "listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=100 -c "
            + "shared_buffers=128MB "
            + "-c max_wal_size=2GB -c jit=off -c password_encryption=scram-sha-256 -c port=";
    private static final String ACCESS =
            "# written at each start of the hub\nhost all all 127.0.0.1/32 scram-sha-256\n";

    private final Path files;
    private final Path log;
    private final Path passwordFile;
    private final boolean temporary;
    private final Runnable lost;
    private final Duration triedFor;
    private final ReentrantLock busy = new ReentrantLock();
    private Programs programs;
    private int port;
    private String password;
    private volatile boolean closed;
    private volatile Process running;
    private Connection first;

    /**
     * @param folder with its files, its log and its password
     * @param temporary whether its files are deleted when it is closed
     * @param lost called, on a thread of its own, when it died and can't be restarted
     */
    public LocalPostgres(Path folder, boolean temporary, Runnable lost) {
        this(folder, temporary, lost, TRIED_FOR);
    }

    LocalPostgres(Path folder, boolean temporary, Runnable lost, Duration triedFor) {
        this.files = folder.resolve("postgres");
        this.log = folder.resolve("postgres.log");
        this.passwordFile = folder.resolve(PASSWORD);
        this.temporary = temporary;
        this.lost = lost;
        this.triedFor = triedFor;
    }

    /**
     * Blocks until it accepts connections.
     *
     * @throws IOException when it can't be started; its message says why, in the words of its log
     */
    public void start() throws IOException {
        busy.lock();
        try {
            programs = Programs.unpacked(files.resolveSibling("programs"));
            if (!Residents.of(files).isEmpty()) {
                LOG.info("an earlier hub left its PostgreSQL running in {}; it is stopped first", files);
            }
            stopResidents();
            Files.deleteIfExists(files.resolve("postmaster.pid"));
            if (temporary) {
                Programs.delete(files);
            }
            if (!Files.exists(files.resolve("PG_VERSION"))) {
                create();
            } else if (knowsPassword()) {
                password = Files.readString(passwordFile).strip();
            } else {
                setPassword();
            }
            serve(0);
            if (!lets()) {
                LOG.info("the password of PostgreSQL is another one than in {}: a new one is set", passwordFile);
                stopResidents();
                setPassword();
                serve(0);
                if (!lets()) {
                    throw new IOException("PostgreSQL does not let its own hub in");
                }
            }
        } finally {
            busy.unlock();
        }
        var watch = new Thread(this::watch, "postgres");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * The port of the server that runs in a folder.
     *
     * @throws IOException when none does
     */
    public static int portIn(Path folder) throws IOException {
        var lines = Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"));
        if (lines.size() < PORT_LINE) {
            throw new IOException("PostgreSQL is only just starting in " + folder);
        }
        return Integer.parseInt(lines.get(PORT_LINE - 1).strip());
    }

    /** The password of its user. @throws IOException when this user may not read it */
    public static String passwordIn(Path folder) throws IOException {
        return Files.readString(folder.resolve(PASSWORD)).strip();
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    /** An empty file, which a power failure may leave, counts as none. */
    private boolean knowsPassword() throws IOException {
        if (!Files.exists(passwordFile) || Files.readString(passwordFile).isBlank()) {
            return false;
        }
        if (isPosix()) {
            Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString(OURS_ALONE));
        }
        return true;
    }

    private boolean isPosix() {
        return files.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Created beside its place first: what is in its place is complete. */
    private void create() throws IOException {
        var making = files.resolveSibling("postgres.making");
        Programs.delete(making);
        Programs.delete(files);
        password = newPassword();
        run(
                programs.command(
                        "initdb",
                        "-D",
                        making.toString(),
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile",
                        passwordFile.toString(),
                        "-E",
                        "UTF-8",
                        temporary ? "--no-sync" : "--sync-method=fsync"),
                null);
        Files.move(making, files, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sets the password in the files of a server that does not run, and so can't be asked. */
    private void setPassword() throws IOException {
        var next = newPassword();
        run(
                programs.command(
                        "postgres",
                        "--single",
                        "-D",
                        files.toString(),
                        "-c",
                        "password_encryption=scram-sha-256",
                        DATABASE),
                "alter role " + USER + " with password '" + next + "'\n");
        password = next;
    }

    private String newPassword() throws IOException {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        var next = HexFormat.of().formatHex(random);
        var making = passwordFile.resolveSibling(PASSWORD + ".making");
        Files.deleteIfExists(making);
        if (isPosix()) {
            Files.createFile(making, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OURS_ALONE)));
        }
        try (var file = FileChannel.open(making, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap((next + "\n").getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        Files.move(making, passwordFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return next;
    }

    /**
     * Starts the server. An obstacle (a port that was just taken, a process that is about to end) may be gone a moment
     * later; one that stays is reported in the words of the server.
     */
    private void serve(int samePort) throws IOException {
        Files.writeString(files.resolve("pg_hba.conf"), ACCESS);
        long until = System.nanoTime() + triedFor.toNanos();
        for (; ; ) {
            port = samePort == 0 ? freePort() : samePort;
            long from = Files.exists(log) ? Files.size(log) : 0;
            try {
                run(
                        programs.command(
                                "pg_ctl",
                                "start",
                                "-w",
                                "-s",
                                "-t",
                                String.valueOf(LONGEST_START.toSeconds()),
                                "-D",
                                files.toString(),
                                "-l",
                                log.toString(),
                                "-o",
                                SETTINGS + port),
                        null);
                return;
            } catch (IOException e) {
                if (closed || System.nanoTime() > until) {
                    throw new IOException("PostgreSQL does not start: " + lastLine(from, e.getMessage()), e);
                }
                LOG.warn("PostgreSQL does not start yet: {}", lastLine(from, e.getMessage()));
            }
            pause();
            stopResidents();
            Files.deleteIfExists(files.resolve("postmaster.pid"));
        }
    }

    private String lastLine(long from, String otherwise) throws IOException {
        if (!Files.exists(log)) {
            return otherwise;
        }
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            var lines = new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.stream()
                    .filter(line -> line.contains("FATAL") || line.contains("PANIC"))
                    .reduce((a, b) -> b)
                    .orElse(lines.isEmpty() ? otherwise : lines.get(lines.size() - 1));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The connection with which the server was tested; the caller closes it. */
    public Connection connection() throws SQLException {
        busy.lock();
        try {
            var taken = first != null && first.isValid(5) ? first : connect();
            first = null;
            return taken;
        } finally {
            busy.unlock();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, USER, password);
    }

    /** @return {@code false} when the password is wrong */
    private boolean lets() throws IOException {
        try {
            first = connect();
            return first.isValid(5);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                return false;
            }
            throw new IOException("PostgreSQL runs and can't be reached: " + e.getMessage(), e);
        }
    }

    /** @param input for the program, or {@code null} for none */
    private void run(List<String> command, String input) throws IOException {
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        if (closed) {
            throw new IOException("the hub is stopping");
        }
        var process = builder.start();
        running = process;
        try (var out = process.getOutputStream()) {
            if (input != null) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(command.stream()
                                .filter(word -> !word.equals("unshare") && !word.equals("-U"))
                                .findFirst()
                                .map(word -> Path.of(word).getFileName())
                                .orElseThrow()
                        + " ended with status " + status);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends any server that uses our files: in an orderly way, if possible. */
    private void stopResidents() throws IOException {
        if (Residents.of(files).isEmpty()) {
            return;
        }
        LOG.debug("stopping the PostgreSQL that lives in {}", files);
        if (Residents.isServed(files)) {
            var stop = new ProcessBuilder(
                            programs.command("pg_ctl", "stop", "-m", "fast", "-s", "-W", "-D", files.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            stop.onExit().join();
        }
        if (isEmptyWithin(ENDS_WITHIN)) {
            return;
        }
        Residents.of(files).forEach(ProcessHandle::destroyForcibly);
        if (!isEmptyWithin(ENDS_WITHIN)) {
            throw new IOException("the PostgreSQL that an earlier hub left behind in " + files + " does not stop");
        }
    }

    private boolean isEmptyWithin(Duration time) throws IOException {
        for (long until = System.nanoTime() + time.toNanos();
                !Residents.of(files).isEmpty(); ) {
            if (System.nanoTime() > until) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return true;
    }

    private void watch() {
        try {
            while (!closed) {
                Thread.sleep(LOOK_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            if (closed) {
                return;
            }
            LOG.error("PostgreSQL died, and can't be started again: {}. This hub ends", e.getMessage());
            lost.run();
        }
    }

    private void look() throws IOException {
        try {
            if (!closed && !Residents.isServed(files)) {
                again();
            }
        } catch (RuntimeException e) {
            LOG.error("whether PostgreSQL runs can't be seen now", e);
        }
    }

    private void again() throws IOException {
        busy.lock();
        try {
            if (closed) {
                return;
            }
            LOG.error("PostgreSQL died; it is started again");
            stopResidents();
            Files.deleteIfExists(files.resolve("postmaster.pid"));
            serve(port);
            LOG.info("PostgreSQL runs again");
        } finally {
            busy.unlock();
        }
    }

    /** Ends it in an orderly way, also while it is starting. */
    @Override
    public void close() throws IOException {
        closed = true;
        var starting = running;
        if (starting != null) {
            starting.destroy();
        }
        boolean alone = false;
        try {
            alone = busy.tryLock(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (programs != null) {
                stopResidents();
            }
            if (temporary) {
                Programs.delete(files);
            }
        } finally {
            if (alone) {
                busy.unlock();
            }
        }
    }
}
