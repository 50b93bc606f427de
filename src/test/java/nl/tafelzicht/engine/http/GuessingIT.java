package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/**
 * Who guesses passwords gets few guesses, however many at once, from however many addresses of one network, and
 * whatever is written into headers; others log in meanwhile.
 */
class GuessingIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static CompletableFuture<HttpResponse<String>> guess(
            HubProcess hub, String account, String password, String... forwarded) {
        var request = HttpRequest.newBuilder(URI.create(hub.address() + "/api/v1/sessions"))
                .header("Content-Type", "application/json");
        for (var line : forwarded) {
            request.header("X-Forwarded-For", line);
        }
        return HTTP.sendAsync(
                request.POST(BodyPublishers.ofString(
                                "{\"username\":\"" + account + "\",\"password\":\"" + password + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static long count(List<CompletableFuture<HttpResponse<String>>> answers, int status) {
        return answers.stream()
                .map(CompletableFuture::join)
                .filter(a -> a.statusCode() == status)
                .count();
    }

    @Test
    void guessesAreFewWhateverIsTried() throws Exception {
        var folder = TestFolder.make("tafelzicht-guessing-");
        try (var hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--data",
                folder.resolve("data").toString(),
                "--accounts",
                "demo",
                "--trust-proxy")) {
            var atOnce = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 200; i++) {
                atOnce.add(guess(hub, "operator", "wrong", "198.51.100." + i % 250, "192.0.2.1"));
            }
            assertThat(guess(hub, "operator", "demo", "192.0.2.77").join().statusCode())
                    .as("somebody else, in the meantime")
                    .isEqualTo(201);
            assertThat(count(atOnce, 401))
                    .as("of two lines the last counts: one source")
                    .isBetween(5L, 8L);
            assertThat(count(atOnce, 401) + count(atOnce, 429)).isEqualTo(200);
            assertThat(atOnce.stream()
                            .map(CompletableFuture::join)
                            .filter(a -> a.statusCode() == 429)
                            .map(a -> a.headers().firstValue("Retry-After").orElse(""))
                            .collect(Collectors.toSet()))
                    .doesNotContain("");
            var network = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 100; i++) {
                network.add(guess(hub, "operator", "wrong", "2001:db8:0:" + i % 10 + "::" + i));
            }
            assertThat(count(network, 401)).as("addresses of one network").isBetween(5L, 8L);
            var accounts = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 200; i++) {
                accounts.add(guess(hub, "chair-GM0363-" + i % 50, "wrong", "192.0.2.2"));
            }
            assertThat(count(accounts, 401))
                    .as("fifty accounts from one source")
                    .isBetween(30L, 35L);
        } finally {
            TestHub.delete(folder);
        }
    }
}
