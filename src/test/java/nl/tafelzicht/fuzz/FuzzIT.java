package nl.tafelzicht.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.SharedData;
import nl.tafelzicht.support.Spreadsheet;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Everything that can be sent to the hub, sent wrongly: requests made from the API's own document, WebSocket frames
 * that are none, connections that never say what they want, files with bits turned over. Seeded ({@code -Dfuzz.seed=N})
 * and bounded; many times as much with {@code mvn -Pwide verify}.
 */
class FuzzIT {

    private static final boolean WIDE = Boolean.getBoolean("wide");
    private static final long SEED = Long.getLong("fuzz.seed", System.currentTimeMillis() % 1_000_000);
    private static final int REQUESTS = WIDE ? 30_000 : 1_000;
    private static final int FILES = WIDE ? 600 : 40;
    private static final int SOCKETS = WIDE ? 2_000 : 100;
    private static final int COME_AND_GO = 200;
    private static final String SOCKET = "io.vertx.core.http.impl.ServerWebSocketImpl";
    private static final int HALF_OPEN = WIDE ? 10_000 : 1_000;
    private static final List<String> ACCOUNTS = List.of(
            "operator",
            "bzk",
            "municipality-GM0363",
            "mayor-GM0363",
            "police-GM0363",
            "chair-GM0363-1",
            "partner-nu",
            "auditor",
            "admin");
    private static final List<String> PATHS = List.of(
            "GM0363-1",
            "GM0363-2",
            "GM0363-999999999999",
            "GM0363-1.2",
            "..%2f..",
            "%00",
            "%ff",
            "-1",
            "a b",
            "municipality",
            "mayor",
            "GM0363",
            "0");

    private static FuzzedHub hub;
    private static JsonNode document;
    private static final Map<String, String> TOKENS = new HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(SEED);
    /** Ids of what is there, by the collection that it is in. */
    private final Map<String, List<String>> made = new HashMap<>(Map.of(
            "stations", List.of("GM0363-1", "GM0363-2", "GM0363-3", "GM0363-4"), "municipalities", List.of("GM0363")));

    @BeforeAll
    static void start() throws Exception {
        System.out.println("fuzz.seed=" + SEED);
        hub = new FuzzedHub();
        for (var account : ACCOUNTS) {
            TOKENS.put(account, hub.api().as(account).token());
        }
        hub.api()
                .withToken(TOKENS.get("municipality-GM0363"))
                .post("/stations/imports", "text/csv", Stations.csv("GM0363", 5, TestHub.DAY));
        document = hub.api().get("/openapi.json").body();
        hub.begins();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @AfterEach
    void itIsAsWellAsBefore() throws Exception {
        hub.isWell();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void noRequestMakesItFail() throws Exception {
        var ids = new ArrayList<>(PATHS);
        var fuzz = new SchemaFuzz(document, random, ids);
        var operations = new ArrayList<String[]>();
        document.get("paths").properties().forEach(p -> p.getValue()
                .properties()
                .forEach(
                        m -> operations.add(new String[] {m.getKey().toUpperCase(java.util.Locale.ROOT), p.getKey()})));
        operations.removeIf(o -> o[0].equals("DELETE") && o[1].equals("/sessions/current")
                || o[1].equals("/live")
                || o[1].equals("/sessions")); // logging out ends the test; failed log-ins are slowed down, on purpose
        var statuses = new java.util.TreeMap<Integer, Integer>();
        for (int i = 0; i < REQUESTS; i++) {
            var operation = operations.get(random.nextInt(operations.size()));
            var request = request(
                    operation[0],
                    operation[1],
                    document.get("paths").get(operation[1]).get(operation[0].toLowerCase(java.util.Locale.ROOT)),
                    fuzz,
                    ids);
            if (request == null) {
                continue;
            }
            var answer = http.send(request, BodyHandlers.ofByteArray());
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            var text = new String(answer.body(), StandardCharsets.UTF_8);
            assertThat(answer.statusCode())
                    .as(() -> "seed " + SEED + ", request " + request.method() + " " + request.uri() + " " + text)
                    .isLessThan(500);
            if (answer.statusCode() >= 400) {
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .as(request.uri().toString())
                        .startsWith("application/problem+json");
            }
            if (answer.statusCode() == 201 && text.startsWith("{") && ids.size() < 500) {
                var id = Json.tree(answer.body()).path("id");
                if (!id.isTextual()) {
                    continue;
                }
                ids.add(id.asText());
                made.merge(
                        operation[1].substring(operation[1].lastIndexOf('/') + 1), List.of(id.asText()), FuzzIT::both);
            }
        }
        System.out.println("statuses of " + REQUESTS + " requests: " + statuses);
        assertThat(statuses).as("it also gets past the first checks").containsKeys(200, 201, 400, 403, 404);
    }

    private HttpRequest request(String method, String path, JsonNode operation, SchemaFuzz fuzz, List<String> ids) {
        var uri = new StringBuilder(hub.api().address() + "/api/v1");
        var collection = "";
        for (var part : path.substring(1).split("/")) {
            uri.append('/').append(part.contains("{") ? id(collection, ids) : part);
            collection = part;
        }
        var headers = new ArrayList<String>();
        char separator = '?';
        for (var reference : operation.path("parameters")) {
            var p = fuzz.resolve(reference);
            var value = fuzz.value(p.get("schema"));
            var text = value.isTextual() ? value.asText() : value.toString();
            if (p.get("in").asText().equals("query") && random.nextInt(3) == 0) {
                uri.append(separator).append(p.get("name").asText()).append('=').append(encoded(text));
                separator = '&';
            } else if (p.get("in").asText().equals("header") && text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
                headers.addAll(List.of(p.get("name").asText(), text));
            }
        }
        if (random.nextInt(20) == 0) {
            uri.append(separator).append("x=1");
        }
        var body = operation.at("/requestBody/content/application~1json/schema");
        var sent = body.isMissingNode()
                ? random.nextInt(10) == 0 ? "{}" : ""
                : random.nextInt(30) == 0 ? "{\"a\":" : fuzz.value(body).toString();
        try {
            var request = HttpRequest.newBuilder(URI.create(uri.toString()))
                    .timeout(Duration.ofSeconds(30))
                    .method(method, BodyPublishers.ofString(sent));
            if (random.nextInt(15) > 0) {
                request.header("Authorization", "Bearer " + TOKENS.get(ACCOUNTS.get(random.nextInt(ACCOUNTS.size()))));
            }
            if (!sent.isEmpty()) {
                request.header("Content-Type", random.nextInt(20) == 0 ? "text/plain" : "application/json");
            }
            if (!headers.isEmpty()) {
                request.headers(headers.toArray(String[]::new));
            }
            return request.build();
        } catch (IllegalArgumentException notEvenARequest) {
            return null;
        }
    }

    /** Mostly of something that is there. */
    private String id(String collection, List<String> ids) {
        var there = made.getOrDefault(collection, ids);
        return random.nextInt(5) == 0
                ? PATHS.get(random.nextInt(PATHS.size()))
                : encoded(there.get(random.nextInt(there.size())));
    }

    private static List<String> both(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static String encoded(String text) {
        return text.contains("%")
                ? text
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void noFileMakesItFail() throws Exception {
        var api = hub.api().withToken(TOKENS.get("municipality-GM0363"));
        var csv = Stations.csv("GM0363", 60, TestHub.DAY).getBytes(StandardCharsets.UTF_8);
        var xml = java.nio.file.Files.readAllBytes(SharedData.file("eml110b-420-polling-stations.eml.xml"));
        var bundle = "{\"type\":\"bundle\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\","
                + "\"objects\":[{\"type\":\"campaign\",\"spec_version\":\"2.1\","
                + "\"id\":\"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\","
                + "\"created\":\"2026-03-18T08:00:00.000Z\",\"modified\":\"2026-03-18T08:00:00.000Z\","
                + "\"name\":\"Alles dicht\"}]}";
        var ods = "application/vnd.oasis.opendocument.spreadsheet";
        for (int i = 0; i < FILES; i++) {
            int n = i;
            var answer =
                    switch (i % 4) {
                        case 0 -> api.post("/stations/imports", "text/csv", mutated(csv));
                        case 1 -> api.post("/stations/imports", "application/xml", mutated(xml));
                        case 2 -> api.post("/stations/imports", ods, mutatedSheet(n));
                        default ->
                            api.withToken(TOKENS.get("partner-nu"))
                                    .post(
                                            "/narratives/imports",
                                            "application/stix+json",
                                            mutated(bundle.getBytes(StandardCharsets.UTF_8)));
                    };
            assertThat(answer.status())
                    .as(() -> "seed " + SEED + ", file " + n + ": " + answer.body())
                    .isIn(200, 400, 403, 413, 415);
        }
    }

    /** A spreadsheet of either kind: its zip, or a part of it. */
    private byte[] mutatedSheet(int n) {
        var rows = Spreadsheet.cells(Stations.csv("GM0363", 5, TestHub.DAY));
        var parts = n % 8 < 4
                ? Spreadsheet.ods(Spreadsheet.odsTable(rows))
                : Spreadsheet.xlsx(Spreadsheet.rows(Spreadsheet.turned(rows)));
        if (random.nextInt(3) == 0) {
            return mutated(Spreadsheet.zip(parts));
        }
        var names = List.copyOf(parts.keySet());
        var name = names.get(random.nextInt(names.size()));
        parts.computeIfPresent(
                name, (part, xml) -> new String(mutated(xml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
        return Spreadsheet.zip(parts);
    }

    /** Some bits turned over, some bytes put in, doubled or taken out, an end that is missing. */
    private byte[] mutated(byte[] whole) {
        var out = new java.io.ByteArrayOutputStream(whole.length + 1_000);
        int changes = 1 + random.nextInt(8);
        int at = 0;
        for (int c = 0; c < changes && at < whole.length; c++) {
            int next = at + random.nextInt(whole.length - at);
            out.write(whole, at, next - at);
            int length = Math.min(whole.length - next, 1 + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> out.write(whole[next] ^ 1 << random.nextInt(8));
                case 1 -> {
                    var bytes = new byte[length];
                    random.nextBytes(bytes);
                    out.writeBytes(bytes);
                }
                case 2 -> {
                    out.write(whole, next, length);
                    out.write(whole, next, length);
                }
                case 3 -> out.writeBytes("<!DOCTYPE a [<!ENTITY b \"c\">]>".getBytes(StandardCharsets.UTF_8));
                default -> length = length * 10;
            }
            at = Math.min(whole.length, next + length);
        }
        if (random.nextInt(6) > 0) {
            out.write(whole, at, whole.length - at);
        }
        return out.toByteArray();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void noFrameMakesItFail() throws Exception {
        for (int i = 0; i < SOCKETS; i++) {
            try (var socket = handshake()) {
                var out = socket.getOutputStream();
                for (int n = 0; n < 1 + random.nextInt(5); n++) {
                    takes(out, frame());
                }
                if (random.nextBoolean()) {
                    socket.setSoLinger(true, 0);
                }
            }
        }
    }

    private Socket handshake() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), hub.port());
        socket.setSoTimeout(10_000);
        var request = "GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: "
                + "Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + "dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
                + TOKENS.get("operator") + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var head = new byte[12];
        assertThat(socket.getInputStream().readNBytes(head, 0, 12)).isEqualTo(12);
        assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
        return socket;
    }

    private static boolean takes(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return true;
        } catch (IOException closedOnUs) {
            return false; // which is an answer too
        }
    }

    /** Sometimes a frame, mostly not quite. */
    private byte[] frame() {
        var bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return switch (random.nextInt(8)) {
            case 0 -> bytes;
            case 1 ->
                new byte[] {
                    (byte) 0x81,
                    (byte) 0xff,
                    0x7f,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    1,
                    2,
                    3,
                    4
                }; // says it is as long as can be
            case 2 -> new byte[] {(byte) 0x81, 5, 'h', 'e', 'l', 'l', 'o'}; // not masked
            case 3 -> new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xc3, 0x28}; // not UTF-8
            case 4 ->
                new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0, 1}; // closed for a reason that does not exist
            case 5 -> new byte[] {0x01, (byte) 0x81, 0, 0, 0, 0, 'a'}; // a beginning without an end
            case 6 -> new byte[] {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0}; // an opcode that is reserved
            default ->
                new byte[] {(byte) 0x89, (byte) 0xfe, 0x00, (byte) 0xff, 0, 0, 0, 0
                }; // a ping larger than a ping may be
        };
    }

    @Test
    void screensThatComeAndGoLeaveNothingInMemory() throws Exception {
        var token = TOKENS.get("operator");
        for (int i = 0; i < COME_AND_GO; i++) {
            LiveSocket.open(hub.api().withToken(token), "").close();
        }
        Eventually.get("the sockets of those who went are gone", () -> hub.instances(SOCKET), left -> left <= 20);
        try (var here = LiveSocket.open(hub.api().withToken(token), "")) {
            assertThat(hub.instances(SOCKET)).as("one that is there is counted").isPositive();
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void connectionsThatNeverSayWhatTheyWantAreClosedAndKeepNobodyOut() throws Exception {
        long before = hub.handles();
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < HALF_OPEN; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), hub.port());
                sockets.add(socket);
                if (i % 3 > 0) {
                    socket.getOutputStream()
                            .write((i % 3 == 1
                                            ? "GET /"
                                            : "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            }
            var open = new ArrayList<>(sockets);
            for (int second = 0; !open.isEmpty(); second++) {
                assertThat(second)
                        .as(open.size() + " are not closed although a byte comes now and then")
                        .isLessThan(60);
                for (var i = open.iterator(); i.hasNext(); ) {
                    if (!takes(i.next().getOutputStream(), new byte[] {'x'})) {
                        i.remove();
                    }
                }
                assertThat(hub.api()
                                .withToken(TOKENS.get("operator"))
                                .get("/stations")
                                .status())
                        .as("others are served meanwhile")
                        .isEqualTo(200);
                Thread.sleep(1_000);
            }
            assertThat(hub.handles()).as("what the hub has open").isLessThanOrEqualTo(before + 20);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
