package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nl.tafelzicht.support.ClusterCertificates;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hub that speaks TLS itself, as on a machine without a proxy. */
class BrowserTlsIT {

    private static HttpClient trusting(Path authority) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static HttpRequest.Builder to(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10));
    }

    /** The first frame of the live feed. */
    private static String hello(HttpClient http, String address, String token) throws Exception {
        var first = new CompletableFuture<String>();
        var socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(address), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        first.complete(data.toString());
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
        try {
            return first.get(10, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void pageApiAndFeedGoOverTlsAndANewCertificateIsTakenWithoutARestart() throws Exception {
        var folder = TestFolder.make("tafelzicht-tls-");
        var one = ClusterCertificates.make(folder.resolve("one"));
        var two = ClusterCertificates.make(folder.resolve("two"));
        var certificate = Files.copy(one.certificate(), folder.resolve("shown.pem"));
        var key = Files.copy(one.key(), folder.resolve("shown-key.pem"));
        try (var hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--data",
                folder.resolve("data").toString(),
                "--accounts",
                "demo",
                "--tls-certificate",
                certificate.toString(),
                "--tls-key",
                key.toString())) {
            var plain = hub.address();
            var address = plain.replace("http://", "https://");
            var http = trusting(one.authority());
            var page = http.send(to(address + "/").build(), HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
            var login = http.send(
                    to(address + "/api/v1/sessions")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"username\":\"operator\",\"password\":\"demo\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(login.statusCode()).as(login.body()).isEqualTo(201);
            assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-")
                    .contains("Secure");
            var token = login.body().replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
            assertThat(hello(http, address.replace("https://", "wss://") + "/api/v1/live", token))
                    .contains("\"hello\"");
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(to(plain + "/").build(), HttpResponse.BodyHandlers.ofString()))
                    .as("nothing goes in the clear")
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> trusting(two.authority())
                            .send(to(address + "/").build(), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            Files.copy(two.key(), key, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(two.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
            awaitTaken(two, address);
        } finally {
            TestHub.delete(folder);
        }
    }

    private static void awaitTaken(ClusterCertificates renewed, String address) throws Exception {
        Eventually.untilWorks("the renewed certificate is taken", () -> trusting(renewed.authority())
                .send(to(address + "/metrics").build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .anyMatch(line -> line.matches("tafelzicht_tls_certificate_expires_seconds \\d.*")));
    }

    @Test
    void whatIsNoCertificateIsSaidInOneLine() throws Exception {
        var folder = TestFolder.make("tafelzicht-tls-");
        try {
            var good = ClusterCertificates.make(folder.resolve("good"));
            var nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
            for (var wrong : List.of(
                    List.of("--tls-certificate", good.certificate().toString()),
                    List.of(
                            "--tls-certificate",
                            nonsense.toString(),
                            "--tls-key",
                            good.key().toString()),
                    List.of(
                            "--tls-certificate",
                            good.certificate().toString(),
                            "--tls-key",
                            folder.resolve("none.pem").toString()))) {
                var command = HubProcess.command(
                        "serve", "--port", "0", "--data", folder.resolve("data").toString());
                command.addAll(wrong);
                var process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(said).isEqualTo(2);
                assertThat(said.lines().toList())
                        .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                        .contains("--tls-");
            }
        } finally {
            TestHub.delete(folder);
        }
    }
}
