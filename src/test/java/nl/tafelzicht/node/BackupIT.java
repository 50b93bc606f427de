package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.engine.journal.JournalVerification;
import nl.tafelzicht.engine.seal.SignedCheckpointCheck;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Backup and restore to a point in time, as docs/operations.md says: a copy of the files while the hub works, and the
 * archived log after that. The binaries at hand have no pg_basebackup; the test does what that does, by the functions
 * that PostgreSQL has for it.
 */
class BackupIT {

    private static final String POINT = "before-the-accident";

    private Path folder;
    private Path archive;
    private Path copy;
    private PostgresServer postgres;

    @BeforeEach
    void start() throws IOException, SQLException {
        folder = TestFolder.make("tafelzicht-backup-");
        archive = Files.createDirectory(folder.resolve("archive"));
        copy = folder.resolve("copy");
        postgres = server(folder.resolve("postgres"), HubProcess.freePort());
        postgres.execute("alter system set archive_mode = on");
        postgres.execute("alter system set archive_command = 'cp %p " + archive + "/%f'");
        postgres.stop();
        postgres.start();
    }

    private PostgresServer server(Path files, int port) throws IOException {
        return PostgresServer.start(files, folder.resolve("postgres.log"), port, Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
        TestHub.delete(folder);
    }

    private HubProcess hub() throws IOException {
        return HubProcess.start(
                folder.resolve("hub.log"), List.of(), "--database", postgres.url(), "--accounts", "demo");
    }

    /** One of two, over a cluster of their own. */
    private HubProcess node(String name, int port, int other) throws IOException {
        return HubProcess.start(
                folder.resolve(name + ".log"),
                List.of(),
                "--database",
                postgres.url(),
                "--accounts",
                "demo",
                "--cluster",
                "--cluster-port",
                String.valueOf(port),
                "--cluster-members",
                "127.0.0.1:" + port + ",127.0.0.1:" + other);
    }

    private static void signed(Api api) {
        Eventually.until(
                "a statement is signed",
                () -> !api.get("/public/journal/statements").body().get("items").isEmpty());
    }

    private static void reports(Api api, int count) throws IOException, InterruptedException {
        for (int n = 1; n <= count; n++) {
            assertThat(api.report("GM0363-" + n, "{\"waitingMinutes\":" + n + "}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void theJournalOfAnyMomentComesBackWholeAndNobodyTakesItForTheOther() throws Exception {
        JsonNode wanted;
        JsonNode hello;
        byte[] statements;
        byte[] lost;
        byte[] keys;
        int port = HubProcess.freePort();
        int other = HubProcess.freePort();
        try (var hub = node("first", port, other);
                var second = node("second", other, port)) {
            var api = Api.at(hub.address()).as("municipality-GM0363");
            api.post("/stations/imports", "text/csv", Stations.csv("GM0363", 10, TestHub.DAY));
            reports(api, 10);
            backUp();
            reports(api, 10);
            signed(api);
            statements = api.get("/public/journal/statements").raw().body();
            keys = api.get("/public/journal/keys").raw().body();
            wanted = api.get("/picture").body();
            postgres.execute("select pg_create_restore_point('" + POINT + "')");
            reports(api, 5); // the accident
            postgres.execute(
                    "delete from journal_statement"); // so that the hub signs what will be lost, and not in an hour
            signed(api);
            lost = api.get("/public/journal/statements").raw().body();
            postgres.execute("select pg_switch_wal()");
            try (var live = LiveSocket.open(api, "")) {
                hello = live.next();
            }
            postgres.stop();
            postgres = restored(postgres.port());
            assertThat(hub.ended())
                    .as("a hub that runs notices that its database is another one, and ends to begin anew")
                    .isEqualTo(Lifecycle.REPLACED);
            assertThat(second.ended()).as("so does each of its nodes").isEqualTo(Lifecycle.REPLACED);
        }
        try (var connection = postgres.connect()) {
            var verified = new JournalVerification(event -> {}).verify(connection);
            assertThat(verified.findings()).isEmpty();
            assertThat(verified.events()).isEqualTo(wanted.get("seq").asLong());
            var vertx = Vertx.vertx();
            var check = new SignedCheckpointCheck(vertx, new JsonObject(new String(keys, StandardCharsets.UTF_8)));
            assertThat(check.check(
                            SignedCheckpointCheck.find(new String(statements, StandardCharsets.UTF_8)), connection))
                    .as("what was signed before still holds")
                    .isEmpty();
            assertThat(check.notes()).isEmpty();
            assertThat(check.check(SignedCheckpointCheck.find(new String(lost, StandardCharsets.UTF_8)), connection))
                    .as("what was signed of the lost part is no forgery")
                    .isEmpty();
            assertThat(check.notes())
                    .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                    .contains("which was left at seq " + wanted.get("seq").asLong(), "is lost");
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
        try (var hub = hub()) {
            var api = Api.at(hub.address()).as("municipality-GM0363");
            var picture = api.get("/picture").body();
            assertThat(picture.get("statuses")).isEqualTo(wanted.get("statuses"));
            assertThat(picture.get("journal").asText())
                    .isNotEqualTo(hello.get("journal").asText());
            try (var live = LiveSocket.open(
                    api,
                    "?since=" + hello.get("head").asLong() + "&journal="
                            + hello.get("journal").asText())) {
                assertThat(live.next(f -> !f.get("type").asText().equals("hello"))
                                .get("type")
                                .asText())
                        .as("a viewer of the old journal starts anew")
                        .isEqualTo("reset");
            }
            reports(api, 10);
            postgres.execute("delete from journal_statement");
            signed(api);
            var signed = api.get("/public/journal/statements")
                    .body()
                    .at("/items/0/statement")
                    .asText()
                    .split("\\.")[1];
            var claims =
                    new JsonObject(new String(java.util.Base64.getUrlDecoder().decode(signed), StandardCharsets.UTF_8));
            assertThat(claims.getJsonObject("restored"))
                    .as("signed: where the other journal was left")
                    .isEqualTo(new JsonObject()
                            .put("from", hello.get("journal").asText())
                            .put("seq", wanted.get("seq").asLong()));
        }
        try (var connection = postgres.connect()) {
            assertThat(new JournalVerification(event -> {}).verify(connection).findings())
                    .isEmpty();
        }
    }

    private void backUp() throws SQLException, IOException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('nightly', true)");
            copy(postgres.files(), copy);
            try (var rows = statement.executeQuery("select labelfile from pg_backup_stop()")) {
                rows.next();
                Files.writeString(copy.resolve("backup_label"), rows.getString(1));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            files.forEach(file -> {
                var name = from.relativize(file).toString();
                if (name.startsWith("postmaster.") || name.startsWith("pg_wal/") && Files.isRegularFile(file)) {
                    return;
                }
                try {
                    Files.copy(file, to.resolve(name));
                } catch (java.nio.file.NoSuchFileException gone) {
                    return; // removed while the copy went on: the log knows
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private PostgresServer restored(int port) throws IOException {
        var files = folder.resolve("restored");
        copy(copy, files);
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(files.resolve("recovery.signal"), "");
        Files.writeString(
                files.resolve("postgresql.auto.conf"),
                "restore_command = 'cp " + archive + "/%f %p'\nrecovery_target_name = '" + POINT
                        + "'\nrecovery_target_action = 'promote'\n");
        return server(files, port);
    }
}
