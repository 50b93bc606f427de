package nl.tafelzicht.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.faults.Ledger.Accepted;

/**
 * An official who reports, one report after another, and does not give up: what was not answered is sent again, with
 * the same key, to another node. Every tenth report is of a threat, every twenty-fifth suspends a session, so that
 * escalations follow.
 */
final class Writer implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final long BETWEEN_MILLIS = Boolean.getBoolean("wide") ? 40 : 150;
    private static final long PAUSE_MILLIS = 150;

    private final int number;
    private final String municipality;
    private final int stations;
    private final List<String> nodes;
    private final String token;
    private final Ledger ledger;
    private final Random random;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private volatile boolean paused = true;
    private volatile boolean idle = true;
    private volatile boolean stopped;
    private volatile String refused;
    private int written;
    private int suspended;

    /** @param nodes addresses at which the hub can be reached */
    Writer(int number, String municipality, int stations, List<String> nodes, String token, Ledger ledger, long seed) {
        this.number = number;
        this.municipality = municipality;
        this.stations = stations;
        this.nodes = nodes;
        this.token = token;
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    void go() {
        paused = false;
    }

    void pause() {
        paused = true;
    }

    void stop() {
        stopped = true;
    }

    /** Whether it has an answer to all that it sent. */
    boolean isIdle() {
        return paused && idle;
    }

    /** Why the hub refused what it should have taken, or {@code null}. */
    String refused() {
        return refused;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                if (paused) {
                    idle = true;
                    Thread.sleep(10);
                    continue;
                }
                idle = false;
                writeOne();
                Thread.sleep(BETWEEN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeOne() throws InterruptedException {
        int n = ++written;
        var words = "writer " + number + " says " + n + ".";
        var key = UUID.randomUUID().toString();
        if (n % 10 == 0) {
            send(
                    n,
                    words,
                    "/reports",
                    key,
                    "{\"kind\":\"threat\",\"text\":\"" + words + "\",\"station\":\""
                            + station(random.nextInt(stations / 2)) + "\"}");
        } else if (n % 25 == 1 && suspended < stations / 2) {
            var next = station(stations / 2 + suspended++);
            send(n, words, "/stations/" + next + "/reports", key, "{\"status\":\"open\",\"note\":\"" + words + "\"}");
            int then = ++written;
            words = "writer " + number + " says " + then + ".";
            send(
                    then,
                    words,
                    "/stations/" + next + "/reports",
                    UUID.randomUUID().toString(),
                    "{\"status\":\"suspended\",\"note\":\"" + words + "\"}");
        } else {
            send(
                    n,
                    words,
                    "/stations/" + station(random.nextInt(stations / 2)) + "/reports",
                    key,
                    "{\"waitingMinutes\":" + n % 60 + ",\"note\":\"" + words + "\"}");
        }
    }

    private String station(int i) {
        return municipality + "-" + (1 + i);
    }

    private void send(int n, String words, String path, String key, String body) throws InterruptedException {
        int node = random.nextInt(nodes.size());
        while (!stopped) {
            var request = HttpRequest.newBuilder(URI.create(nodes.get(node % nodes.size()) + "/api/v1" + path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(BodyPublishers.ofString(body))
                    .build();
            try {
                var answer = http.send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() / 100 == 2) {
                    take(n, words, Json.MAPPER.readTree(answer.body()));
                    return;
                }
                if (answer.statusCode() / 100 == 4) {
                    refused = path + " " + body + ": " + answer.statusCode() + " "
                            + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
                    return;
                }
            } catch (IOException unanswered) {
                node++;
                continue;
            }
            node++;
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void take(int n, String words, JsonNode answer) {
        ledger.add(new Accepted(
                number, n, words, answer.get("id").asText(), answer.get("seq").asLong()));
    }
}
