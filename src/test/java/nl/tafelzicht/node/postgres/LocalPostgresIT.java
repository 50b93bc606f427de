package nl.tafelzicht.node.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.Initialised;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may lie in its folder, and who may be about, when the embedded PostgreSQL is started. */
class LocalPostgresIT {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final AtomicBoolean lost = new AtomicBoolean();
    private Path folder;
    private Duration triedFor = Duration.ofSeconds(10);

    @BeforeEach
    void aFolder() throws IOException {
        folder = TestFolder.make("tafelzicht-postgres-");
    }

    @AfterEach
    void clean() throws Exception {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            toClose.get(i).close();
        }
        TestHub.delete(folder);
    }

    private LocalPostgres started(String name) throws IOException {
        Initialised.hub(folder.resolve(name));
        var postgres = new LocalPostgres(folder.resolve(name), false, () -> lost.set(true), triedFor);
        toClose.add(postgres);
        postgres.start();
        return postgres;
    }

    private static Connection connect(LocalPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres", "postgres", postgres.password());
    }

    private static void put(LocalPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(LocalPostgres postgres) throws SQLException {
        try (var connection = connect(postgres);
                var rows = connection.createStatement().executeQuery("select count(*) from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void await(String what, BooleanSupplier so) {
        Eventually.until(what, so::getAsBoolean);
    }

    private Path files(String name) {
        return folder.resolve(name).resolve("postgres");
    }

    private long postmaster(String name) throws IOException {
        return Residents.postmaster(files(name)).orElseThrow();
    }

    /**
     * What a killed hub and a killed server leave behind: the lock file, naming a number that somebody else has by now.
     */
    private void startsDespite(long pid) throws Exception {
        var first = started("a");
        put(first, "create table kept as select 1");
        var lockFile = Files.readAllLines(files("a").resolve("postmaster.pid"));
        first.close();
        lockFile.set(0, String.valueOf(pid));
        Files.write(files("a").resolve("postmaster.pid"), lockFile);
        assertThat(count(started("a"))).isEqualTo(1);
    }

    @Test
    void aStrangerWithTheNumberOfADeadServerIsLeftAlone() throws Exception {
        var stranger = new ProcessBuilder("sleep", "600").start();
        toClose.add(stranger::destroy);
        startsDespite(stranger.pid());
        assertThat(stranger.isAlive()).isTrue();
    }

    private static String stat(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aDeadServerThatNobodyBuriedIsNoObstacle() throws Exception {
        var parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
        toClose.add(parent::destroy);
        long dead = Long.parseLong(
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine());
        toClose.add(() -> ProcessHandle.of(dead).ifPresent(ProcessHandle::destroyForcibly));
        await("a parent that buries nobody: a shell may do so before it becomes one", () -> stat(parent.pid())
                .contains("(sleep)"));
        assertThat(ProcessHandle.of(dead).orElseThrow().destroyForcibly()).isTrue();
        await("a zombie", () -> stat(dead).contains(") Z "));
        startsDespite(dead);
    }

    @Test
    void somebodyElsesPostgresIsLeftAlone() throws Exception {
        var other = started("b");
        put(other, "create table kept as select 1");
        startsDespite(postmaster("b"));
        assertThat(count(other)).isEqualTo(1);
    }

    @Test
    void aServerThatDiesIsStartedAgainWhereItWas() throws Exception {
        var postgres = started("a");
        put(postgres, "create table kept as select 1");
        for (int i = 0; i < 2; i++) {
            long pid = postmaster("a");
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
            await("another postmaster", () -> {
                try {
                    return Residents.isServed(files("a")) && postmaster("a") != pid && count(postgres) == 1;
                } catch (IOException | SQLException | RuntimeException notYet) {
                    return false;
                }
            });
        }
        assertThat(lost).isFalse();
    }

    @Test
    void whatHindersItIsToldInTheServersWordsAndSoon() throws Exception {
        triedFor = Duration.ofSeconds(1);
        started("a").close();
        Files.writeString(files("a").resolve("PG_VERSION"), "9.1\n");
        long from = System.nanoTime();
        assertThatThrownBy(() -> started("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("PostgreSQL does not start")
                .hasMessageContaining("incompatible");
        assertThat(System.nanoTime() - from).isLessThan(PATIENCE_NANOS);
    }

    @Test
    void whoDiesForGoodIsTold() throws Exception {
        triedFor = Duration.ofSeconds(1);
        started("a");
        Files.writeString(files("a").resolve("PG_VERSION"), "9.1\n");
        assertThat(ProcessHandle.of(postmaster("a")).orElseThrow().destroyForcibly())
                .isTrue();
        await("told that it is lost", lost::get);
    }

    @Test
    void onlyWhoMayReadTheFileWithThePasswordIsLetIn() throws Exception {
        Files.createDirectories(folder.resolve("a"));
        var postgres = started("a");
        var file = folder.resolve("a").resolve("postgres.password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file).strip())
                .isEqualTo(postgres.password())
                .hasSizeGreaterThan(40);
        for (var wrong : List.of("", "postgres", "demo")) {
            assertThatThrownBy(() -> DriverManager.getConnection(
                                    "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres", "postgres", wrong)
                            .close())
                    .as("'" + wrong + "'")
                    .isInstanceOf(SQLException.class);
        }
        try (var connection = connect(postgres);
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select current_setting('unix_socket_directories'), current_setting('listen_addresses'), "
                                        + "current_setting('fsync')")) {
            rows.next();
            assertThat(List.of(rows.getString(1), rows.getString(2), rows.getString(3)))
                    .containsExactly("", "127.0.0.1", "on");
        }
    }

    /** As versions before this one made them: everybody on this machine was let in as the superuser. */
    @Test
    void filesOfAnEarlierVersionAreTakenOverAndClosed() throws Exception {
        var old = folder.resolve("a");
        Files.createDirectories(old);
        try (var server = PostgresServer.start(old.resolve("postgres"), old.resolve("postgres.log"), Map.of());
                var connection = server.connect()) {
            connection.createStatement().execute("create table kept as select 1");
        }
        var postgres = started("a");
        assertThat(count(postgres)).isEqualTo(1);
        assertThatThrownBy(() -> DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres?user=postgres")
                        .close())
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aPasswordFileOfAnotherTimeIsReplaced() throws Exception {
        var first = started("a");
        put(first, "create table kept as select 1");
        first.close();
        Files.writeString(folder.resolve("a").resolve("postgres.password"), "of another backup\n");
        assertThat(count(started("a"))).isEqualTo(1);
    }

    /** Power that fails in the middle of the first start. */
    @Test
    void whatWasHalfMadeIsMadeAnew() throws Exception {
        Files.createDirectories(folder.resolve("a").resolve("postgres.making").resolve("base"));
        Files.writeString(folder.resolve("a").resolve("postgres.making").resolve("PG_VERSION"), "17\n");
        Files.writeString(folder.resolve("a").resolve("postgres.password"), "");
        var first = started("a");
        put(first, "create table kept as select 1");
        first.close();
        for (var nothing : List.of("", "\n")) {
            Files.writeString(folder.resolve("a").resolve("postgres.password"), nothing);
            Files.setPosixFilePermissions(
                    folder.resolve("a").resolve("postgres.password"), PosixFilePermissions.fromString("rw-r--r--"));
            var again = started("a");
            assertThat(count(again)).isEqualTo(1);
            again.close();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("a").resolve("postgres.password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aPasswordFileThatOthersMayReadIsClosedToThem() throws Exception {
        started("a").close();
        var file = folder.resolve("a").resolve("postgres.password");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        started("a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whoIsStoppedFirstDoesNotStart() throws Exception {
        Files.createDirectories(folder.resolve("a"));
        var stopped = new LocalPostgres(folder.resolve("a"), false, () -> {});
        stopped.close();
        assertThatThrownBy(stopped::start).isInstanceOf(IOException.class).hasMessageContaining("stopping");
        assertThat(Residents.of(files("a"))).isEmpty();
    }

    @Test
    void programsThatOthersMayHaveWrittenAreNotRun() throws Exception {
        var home = Files.createDirectory(
                folder.resolve("programs"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Programs.check(home);
        for (var mode : List.of("rwxrwxrwx", "rwxrwx---", "rwx-----x")) {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString(mode));
            assertThatThrownBy(() -> Programs.check(home))
                    .as(mode)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("may be somebody else's");
        }
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        var parent = Files.createDirectory(folder.resolve("parent"));
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxrwx"));
        Programs.close(parent);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)))
                .as("nobody else can put another folder in its place")
                .isEqualTo("rwxr-xr-x");
        assertThatThrownBy(() -> Programs.check(Files.createSymbolicLink(folder.resolve("link"), home)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aHubThatIsStoppedBeforeItIsReadyLeavesNoServerBehind() throws Exception {
        var data = folder.resolve("a");
        var hub = new ProcessBuilder(
                        HubProcess.command("serve", "--port", "0", "--data", data.toString(), "--accounts", "demo"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("hub.log").toFile())
                .start();
        toClose.add(hub::destroyForcibly);
        await("a postmaster", () -> {
            try {
                return Files.exists(data.resolve("postgres").resolve("postmaster.pid"))
                        && !Residents.of(data.resolve("postgres")).isEmpty();
            } catch (IOException e) {
                return false;
            }
        });
        hub.destroy();
        assertThat(hub.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("hub.log"))).doesNotContain("ready on");
        assertThat(Residents.of(data.resolve("postgres"))).isEmpty();
    }

    @Test
    void aHubWhoseDatabaseDiesServesAgainByItself() throws Exception {
        var data = folder.resolve("a");
        try (var hub = HubProcess.start(
                folder.resolve("hub.log"), List.of(), "--data", data.toString(), "--accounts", "demo")) {
            var api = Api.at(hub.address()).as("municipality-GM0363");
            assertThat(ProcessHandle.of(Residents.postmaster(data.resolve("postgres"))
                                    .orElseThrow())
                            .orElseThrow()
                            .destroyForcibly())
                    .isTrue();
            await("a log-in", () -> {
                try {
                    var answer = Api.at(hub.address())
                            .post("/sessions", "application/json", "{\"username\":\"operator\",\"password\":\"demo\"}");
                    assertThat(answer.status())
                            .as("an answer while the database is away")
                            .isIn(201, 503);
                    return answer.status() == 201;
                } catch (IOException | InterruptedException e) {
                    return false;
                }
            });
            await("ready, and tickets are kept again", () -> {
                try {
                    var ticket = api.send("POST", "/live/tickets", "");
                    assertThat(ticket.status()).isIn(201, 503);
                    return ticket.status() == 201
                            && Api.at(hub.address()).get("/health/ready").status() == 200;
                } catch (IOException | InterruptedException e) {
                    return false;
                }
            });
        }
    }
}
