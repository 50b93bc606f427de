package nl.tafelzicht.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import nl.tafelzicht.engine.json.Json;

/** Speaks to a hub as another program would, with Java's own HTTP client. */
public final class Api {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;
    private final String token;

    private Api(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Without a session. */
    public static Api at(String address) {
        return new Api(address, null);
    }

    public Api as(String account) throws IOException, InterruptedException {
        var answer = post("/sessions", "application/json", "{\"username\":\"" + account + "\",\"password\":\"demo\"}");
        if (answer.status() != 201) {
            throw new IllegalStateException(account + " can't log in: " + answer.body());
        }
        return new Api(address, answer.body().get("token").asText());
    }

    public Api withToken(String other) {
        return new Api(address, other);
    }

    public String token() {
        return token;
    }

    public String address() {
        return address;
    }

    public record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {
        public String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }
    }

    public Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, String type, String body, String... headers)
            throws IOException, InterruptedException {
        return post(path, type, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
    }

    public Answer post(String path, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, headers).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    public Answer report(String station, String report) throws IOException, InterruptedException {
        return report(station, UUID.randomUUID().toString(), report);
    }

    public Answer report(String station, String key, String report) throws IOException, InterruptedException {
        return post("/stations/" + station + "/reports", "application/json", report, "Idempotency-Key", key);
    }

    /** A request of any method with a JSON body. */
    public Answer send(String method, String path, String json) throws IOException, InterruptedException {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)));
    }

    /** The same without a body. */
    public Answer send(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(
                path.startsWith("/health") || path.equals("/metrics") || path.equals("/")
                        ? address + path
                        : address + "/api/v1" + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        JsonNode body;
        try {
            body = Json.MAPPER.readTree(response.body());
        } catch (IOException notJson) {
            body = null;
        }
        return new Answer(response.statusCode(), body, response);
    }
}
