package nl.tafelzicht.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import nl.tafelzicht.engine.json.Json;

/** A dashboard on the live feed, with Java's own WebSocket client. */
public final class LiveSocket implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final List<JsonNode> taken = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    private LiveSocket() {}

    /** @param query such as {@code ?since=12}; headers as name, value, name, value */
    public static LiveSocket open(String address, String query, String... headers) {
        var live = new LiveSocket();
        var builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        live.socket = builder.buildAsync(URI.create(address.replaceFirst("http", "ws") + "/api/v1/live" + query), live)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        return live;
    }

    public static LiveSocket open(Api api, String query) {
        return open(api.address(), query, "Authorization", "Bearer " + api.token());
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                frames.add(Json.MAPPER.readTree(text.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    public JsonNode next() throws InterruptedException {
        return next(deadline());
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    }

    private JsonNode next(long deadline) throws InterruptedException {
        var frame = frames.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (frame == null) {
            throw new AssertionError("what was waited for did not come; the last that came: "
                    + (taken.isEmpty() ? "nothing" : taken.get(taken.size() - 1)));
        }
        taken.add(frame);
        return frame;
    }

    /** The next frame that is so; heartbeats and others before it do not lengthen the wait. */
    public JsonNode next(Predicate<JsonNode> wanted) throws InterruptedException {
        long deadline = deadline();
        for (var frame = next(deadline); ; frame = next(deadline)) {
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    /** The first entity of this list that was so, in any frame since the socket was opened. */
    public JsonNode entity(String list, Predicate<JsonNode> wanted) throws InterruptedException {
        long deadline = deadline();
        for (int i = 0; ; ) {
            if (i == taken.size()) {
                next(deadline);
            }
            for (var entity : taken.get(i++).path(list)) {
                if (wanted.test(entity)) {
                    return entity;
                }
            }
        }
    }

    /** What the first frame from here on says of this station that is so. */
    public JsonNode status(String station, Predicate<JsonNode> wanted) throws InterruptedException {
        return frameOf(station, wanted)
                .get("statuses")
                .valueStream()
                .filter(s -> s.get("id").asText().equals(station))
                .findFirst()
                .orElseThrow();
    }

    /** The first frame from here on that says this of this station. */
    public JsonNode frameOf(String station, Predicate<JsonNode> wanted) throws InterruptedException {
        return next(frame -> frame.path("statuses")
                .valueStream()
                .anyMatch(s -> s.get("id").asText().equals(station) && wanted.test(s)));
    }

    /** The code with which the hub closed it. */
    public int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
