package nl.tafelzicht.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.json.Json;

/**
 * A screen as the contract says: it applies what it gets, knows its position, says that it is not live after 12 s
 * without a word, and reconnects elsewhere with its position, ever more patiently and never all at the same moment.
 * Belongs to one event loop; what is asked of it from outside is volatile.
 */
final class Dashboard {

    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long OPENING_SECONDS = 5;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final List<Integer> ports;
    private final String token;
    private final Viewpoint viewpoint;
    private final Random random;
    private final Map<String, JsonNode> copy = new HashMap<>();
    private WebSocket socket;
    private int node;
    private long pause = FIRST_PAUSE_MILLIS;
    private String journal;
    private volatile long position;
    private volatile long heard = System.nanoTime();
    private volatile boolean live;
    private volatile long connections;
    private volatile String complaint;
    private boolean stopped;

    /** @param ports at which nodes can be reached on this host */
    Dashboard(
            Vertx vertx,
            WebSocketClient client,
            List<Integer> ports,
            int first,
            String token,
            Viewpoint viewpoint,
            long seed) {
        this.vertx = vertx;
        this.client = client;
        this.ports = ports;
        this.node = first;
        this.token = token;
        this.viewpoint = viewpoint;
        this.random = new Random(seed);
    }

    Viewpoint viewpoint() {
        return viewpoint;
    }

    long position() {
        return position;
    }

    boolean isLive() {
        return live;
    }

    /** What went against the contract, or {@code null}. */
    String complaint() {
        return complaint;
    }

    long connections() {
        return connections;
    }

    /** To be called on its event loop. */
    Map<String, JsonNode> copy() {
        return Map.copyOf(copy);
    }

    void connect() {
        if (stopped) {
            return;
        }
        var at = ports.get(node++ % ports.size());
        var uri = "/api/v1/live?since=" + position + (journal == null ? "" : "&journal=" + journal);
        var connecting = client.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(at)
                .setURI(uri)
                .setTimeout(OPENING_SECONDS * 1_000)
                .putHeader("Authorization", "Bearer " + token));
        connecting
                .timeout(OPENING_SECONDS, TimeUnit.SECONDS)
                .onSuccess(this::opened)
                .onFailure(refused -> {
                    connecting.onSuccess(WebSocket::close);
                    later();
                });
    }

    private void opened(WebSocket opened) {
        socket = opened;
        connections++;
        opened.textMessageHandler(text -> take(opened, text));
        opened.closeHandler(closed -> {
            if (socket != opened) {
                return;
            }
            socket = null;
            if (opened.closeStatusCode() != null && opened.closeStatusCode() == 1001) {
                pause = FIRST_PAUSE_MILLIS;
            }
            later();
        });
        opened.exceptionHandler(broken -> {});
    }

    private void later() {
        if (stopped) {
            return;
        }
        vertx.setTimer(1 + (long) (pause * (.5 + random.nextDouble())), t -> connect());
        pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
    }

    private void take(WebSocket from, String text) {
        if (from != socket) {
            return;
        }
        heard = System.nanoTime();
        live = true;
        pause = FIRST_PAUSE_MILLIS;
        var frame = read(text);
        switch (frame.get("type").asText()) {
            case "hello" -> journal = frame.get("journal").asText();
            case "heartbeat" -> position = Math.max(position, frame.get("seq").asLong());
            case "reset" -> {
                copy.clear();
                position = 0;
            }
            case "changes" -> apply(frame);
            default -> complaint = "an unknown frame: " + text;
        }
    }

    private void apply(JsonNode frame) {
        long from = frame.get("from").asLong();
        long to = frame.get("to").asLong();
        if (from > position) {
            complaint = "a gap: at " + position + " came a frame from " + from;
        }
        if (to <= position) {
            return;
        }
        for (var kind : Subjects.all().lists()) {
            for (var entity : frame.path(kind.list())) {
                copy.put(kind.word() + " " + entity.get("id").asText(), entity);
            }
        }
        for (var gone : frame.path("gone")) {
            copy.remove(gone.get("kind").asText() + " " + gone.get("id").asText());
        }
        position = to;
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once in a while: is it still hearing something? */
    void look() {
        if (System.nanoTime() - heard < SILENT_NANOS) {
            return;
        }
        live = false;
        if (socket == null) {
            return;
        }
        var silent = socket;
        socket = null;
        silent.close();
        heard = System.nanoTime();
        later();
    }

    void stop() {
        stopped = true;
        if (socket != null) {
            socket.close();
        }
    }
}
