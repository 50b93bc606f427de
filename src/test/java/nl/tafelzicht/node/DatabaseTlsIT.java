package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.ClusterCertificates;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An outside PostgreSQL over TLS: it has to prove that it is the one. */
class DatabaseTlsIT {

    private static Path folder;
    private static PostgresServer postgres;
    private static ClusterCertificates certificates;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-tls-");
        certificates = ClusterCertificates.make(folder.resolve("ours"));
        Files.setPosixFilePermissions(certificates.key(), PosixFilePermissions.fromString("rw-------"));
        postgres = PostgresServer.start(
                folder.resolve("postgres"),
                folder.resolve("postgres.log"),
                Map.of(
                        "ssl",
                        "on",
                        "ssl_cert_file",
                        certificates.certificate().toString(),
                        "ssl_key_file",
                        certificates.key().toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
        TestHub.delete(folder);
    }

    private static String url(String mode, Path authority) {
        return postgres.url() + "?sslmode=" + mode + "&sslrootcert=" + authority;
    }

    @Test
    void everyConnectionOfTheHubIsEncrypted() throws Exception {
        try (var hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--database",
                url("verify-full", certificates.authority()),
                "--accounts",
                "demo")) {
            assertThat(Api.at(hub.address())
                            .as("municipality-GM0363")
                            .post("/stations/imports", "text/csv", Stations.csv("GM0363", 3, TestHub.DAY))
                            .status())
                    .isEqualTo(200);
            try (var connection = postgres.connect();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select count(*) filter (where s.ssl), count(*) filter (where not s.ssl) from "
                                    + "pg_stat_ssl s join pg_stat_activity a using (pid) where a.client_addr is not null and "
                                    + "pid <> pg_backend_pid()")) {
                row.next();
                assertThat(row.getInt(1)).as("encrypted").isGreaterThan(2);
                assertThat(row.getInt(2)).as("in the clear").isZero();
            }
        }
    }

    @Test
    void aServerThatAnotherAuthorityVouchesForIsRefused() throws Exception {
        var others = ClusterCertificates.make(folder.resolve("theirs"));
        assertThat(refusal(url("verify-full", others.authority()))).contains("the database can't be used");
        assertThat(refusal(url("verify-full", Path.of("/nowhere.pem"))))
                .hasLineCount(1)
                .contains("/nowhere.pem can't be read");
    }

    private static String refusal(String database) throws Exception {
        var process = new ProcessBuilder(
                        HubProcess.command("serve", "--port", "0", "--log-level", "OFF", "--database", database))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(2);
        return said;
    }
}
