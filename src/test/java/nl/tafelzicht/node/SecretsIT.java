package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;

/** A hub with a secret of each kind, that says all that it can in its log: none of them is there. */
class SecretsIT {

    private static final String DATABASE = "pw-of-the-database";
    private static final String SMTP = "pw-of-the-mail-server";
    private static final String WEBHOOK = "whsec_c2VjcmV0IG9mIHRoZSB3ZWJob29r";
    private static final String ISSUER = "secret-of-the-client";

    @Test
    void noSecretIsInTheLogAtItsMostTalkative() throws Exception {
        var folder = TestFolder.make("tafelzicht-secrets-");
        try (var postgres =
                PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of())) {
            var certificates = ClusterCertificates.make(folder.resolve("certificates"));
            var url = postgres.url().replace("postgres@", "postgres:" + DATABASE + "@");
            var options = new ArrayList<>(List.of(
                    "--database",
                    url,
                    "--accounts",
                    "demo",
                    "--log-level",
                    "DEBUG",
                    "--log-format",
                    "json",
                    "--smtp",
                    "smtp://hub:" + SMTP + "@127.0.0.1:1",
                    "--mail-from",
                    "hub@example.org",
                    "--webhook-url",
                    "http://127.0.0.1:1/in",
                    "--webhook-secret",
                    WEBHOOK,
                    "--page-url",
                    "http://localhost:1",
                    "--issuer",
                    "http://127.0.0.1:1",
                    "--issuer-client",
                    "hub",
                    "--issuer-secret",
                    ISSUER,
                    "--cluster",
                    "--cluster-port",
                    String.valueOf(HubProcess.freePort()),
                    "--cluster-members",
                    "127.0.0.1:1"));
            options.addAll(certificates.options());
            var log = folder.resolve("hub.log");
            String token;
            String ticket;
            try (var hub = HubProcess.start(log, List.of(), options.toArray(String[]::new))) {
                var api = Api.at(hub.address()).as("municipality-GM0363");
                token = api.token();
                assertThat(Api.at(hub.address())
                                .post(
                                        "/sessions",
                                        "application/json",
                                        "{\"username\":\"operator\",\"password\":\"a guess at a password\"}")
                                .status())
                        .isEqualTo(401);
                ticket = api.post("/live/tickets", "application/json", "")
                        .body()
                        .get("ticket")
                        .asText();
                api.post("/stations/imports", "text/csv", Stations.csv("GM0363", 1, TestHub.DAY));
                api.report("GM0363-1", "{\"status\":\"open\"}");
                api.report("GM0363-1", "{\"status\":\"suspended\",\"note\":\"a note that is content\"}");
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(hub.address() + "/api/v1/stations?q=looked-for"))
                                        .header("Authorization", "Bearer " + token)
                                        .build(),
                                BodyHandlers.discarding());
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(hub.address() + "/login"))
                                        .build(),
                                BodyHandlers.discarding());
            }
            var said = Files.readString(log);
            assertThat(said).as("it does say something").contains("\"POST \\/api\\/v1\\/sessions 401");
            assertThat(said)
                    .doesNotContain(
                            DATABASE,
                            SMTP,
                            WEBHOOK,
                            ISSUER,
                            certificates.secret(),
                            "a guess at a password",
                            token,
                            token.substring(token.lastIndexOf('.') + 1),
                            ticket,
                            "looked-for",
                            "a note that is content",
                            "PRIVATE KEY");
            assertThat(refusal("--database", url.replace(String.valueOf(postgres.port()), "1")))
                    .doesNotContain(DATABASE);
            assertThat(refusal("--database", url, "--smtp", "smtpx://hub:" + SMTP + "@mail", "--mail-from", "a@b"))
                    .contains("--smtp is")
                    .doesNotContain(SMTP);
        } finally {
            TestHub.delete(folder);
        }
    }

    private static String refusal(String... options) throws Exception {
        var command = new ArrayList<>(List.of("serve", "--port", "0"));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(HubProcess.command(command.toArray(String[]::new)))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(2);
        return said;
    }
}
