package nl.tafelzicht.bench;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.Stations;

/**
 * What attackers without bound did once to a hub of 400 MB: pictures that nobody reads to their end, pings of peers
 * that never read, comments without number, guesses at once, a mail server that says nothing. Each at a hub of its own,
 * and meanwhile an official who reports ten times a second: how long that takes, how large the heap gets, and whether
 * the hub lives. The same attacks at an older version: {@code "-Dexec.args=attacks /path/to/older.jar"}.
 */
final class Attacks {

    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([\\d.E+]+)");
    private static final int STATIONS = 2_000;
    private static final String TOWN = "GM0363";
    private static final String JSON = "application/json";

    private final Path jar;
    private final List<String> words;
    private final Path folder;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process hub;
    private int port;

    private interface Attack {
        /** @return what there is to say of it */
        String run() throws Exception;
    }

    /**
     * @param jar of the version to attack, or {@code null} for the classes of this one; {@code words} of the attacks
     *     that are wanted, or none for all
     */
    Attacks(Path jar, List<String> words, Path folder) {
        this.words = words;
        this.jar = jar;
        this.folder = folder;
    }

    void run() throws Exception {
        attacked("nothing, for comparison", () -> {
            Thread.sleep(10_000);
            return "";
        });
        attacked("60 pictures at once, read slowly", this::pictures);
        attacked("4 sockets that ping and never read", this::pings);
        attacked("1,530 comments on one escalation", this::comments);
        attacked("200 wrong guesses at once", this::guesses);
        notified();
    }

    private void attacked(String name, Attack attack, String... options) throws Exception {
        if (!words.isEmpty() && words.stream().noneMatch(name::contains)) {
            return;
        }
        start(options);
        try {
            var official = token("municipality-" + TOWN);
            send(
                    "POST",
                    "/stations/imports",
                    official,
                    "text/csv",
                    Stations.csv(TOWN, STATIONS, LocalDate.now().plusDays(1)));
            var over = new AtomicBoolean();
            var latencies = new Percentiles();
            var failed = new AtomicLong();
            var most = new AtomicLong();
            var watcher = CompletableFuture.runAsync(
                    () -> report(official, latencies, failed, over), task -> new Thread(task, "official").start());
            var memory =
                    CompletableFuture.runAsync(() -> watch(most, over), task -> new Thread(task, "memory").start());
            String said;
            try {
                said = attack.run();
            } catch (Exception e) {
                said = "broke off: " + e.getClass().getSimpleName();
            }
            Thread.sleep(2_000);
            over.set(true);
            CompletableFuture.allOf(watcher, memory).get(120, TimeUnit.SECONDS);
            System.out.printf(
                    Locale.ROOT,
                    "%-36s hub %s; most heap %4d MB; official's reports: %d, p50 %.0f ms, p99 %.0f ms, %d failed; %s%n",
                    name,
                    hub.isAlive() ? "lives" : "DIED",
                    most.get() / 1_000_000,
                    latencies.count(),
                    latencies.millis(.5),
                    latencies.millis(.99),
                    failed.get(),
                    said);
        } finally {
            hub.destroy();
            if (!hub.waitFor(20, TimeUnit.SECONDS)) {
                hub.destroyForcibly();
            }
        }
    }

    private void start(String... options) throws Exception {
        port = HubProcess.freePort();
        var data = Files.createTempDirectory(folder, "attacked-").resolve("data");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(jar == null ? HubProcess.classes() : List.of("-jar", jar.toString()));
        command.addAll(
                List.of("serve", "--port", String.valueOf(port), "--data", data.toString(), "--accounts", "demo"));
        command.addAll(List.of(options));
        hub = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("attacked.log").toFile())
                .start();
        for (int tries = 0; tries < 600 && hub.isAlive(); tries++) {
            try {
                if (http.send(
                                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it is on its way
            }
            Thread.sleep(100);
        }
        throw new IOException("the hub does not start; see " + folder.resolve("attacked.log"));
    }

    private JsonObject send(String method, String path, String token, String type, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer =
                http.send(request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + ": " + answer.statusCode());
        }
        return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
    }

    private String token(String account) throws IOException, InterruptedException {
        return send("POST", "/sessions", null, JSON, "{\"username\":\"" + account + "\",\"password\":\"demo\"}")
                .getString("token");
    }

    private void report(String token, Percentiles latencies, AtomicLong failed, AtomicBoolean over) {
        for (int n = 0; !over.get(); n++) {
            long from = System.nanoTime();
            try {
                send(
                        "POST",
                        "/stations/" + TOWN + "-" + (1 + n % STATIONS) + "/reports",
                        token,
                        JSON,
                        "{\"waitingMinutes\":" + n % 30 + "}");
                latencies.add(System.nanoTime() - from);
            } catch (IOException | InterruptedException e) {
                failed.incrementAndGet();
            }
            try {
                Thread.sleep(Math.max(0, 100 - (System.nanoTime() - from) / 1_000_000));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void watch(AtomicLong most, AtomicBoolean over) {
        while (!over.get()) {
            try {
                var text = http.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                        .timeout(Duration.ofSeconds(20))
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
                long used = (long) HEAP.matcher(text)
                        .results()
                        .mapToDouble(m -> Double.parseDouble(m.group(1)))
                        .sum();
                most.accumulateAndGet(used, Math::max);
                Thread.sleep(250);
            } catch (IOException | InterruptedException e) {
                if (!hub.isAlive()) {
                    return;
                }
            }
        }
    }

    /**
     * An operator's picture with 20,000 reports of the public in it, asked for over and over by somebody who takes it
     * drop by drop.
     */
    private String pictures() throws Exception {
        var operator = token("operator");
        int stored = 0;
        for (int n = 0; n < 4_000; n++) {
            try {
                send(
                        "POST",
                        "/reports",
                        operator,
                        JSON,
                        "{\"kind\":\"other\",\"municipality\":\"" + TOWN + "\",\"text\":\"" + n + " "
                                + "Iedereen weet het al. ".repeat(80) + "\"}");
                stored++;
            } catch (IOException refused) {
                break;
            }
        }
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 60; i++) {
            var socket = new Socket("127.0.0.1", port);
            socket.setReceiveBufferSize(4_096);
            socket.getOutputStream()
                    .write(("GET /api/v1/picture HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + operator
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        var some = new byte[512];
        while (System.nanoTime() < until) {
            for (var socket : sockets) {
                if (socket.getInputStream().available() > 0) {
                    socket.getInputStream().read(some);
                }
            }
            Thread.sleep(100);
        }
        for (var socket : sockets) {
            socket.close();
        }
        return stored + " reports of 1.8 kB in it";
    }

    private Socket live(String token) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(("GET /api/v1/live HTTP/1.1\r\nHost: localhost:" + port
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                                + "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer "
                                + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String pings() throws Exception {
        var chair = token("chair-" + TOWN + "-1");
        var ping = new byte[131];
        ping[0] = (byte) 0x89;
        ping[1] = (byte) 0xFD;
        var many = new byte[ping.length * 400];
        for (int i = 0; i < 400; i++) {
            System.arraycopy(ping, 0, many, i * ping.length, ping.length);
        }
        var sent = new AtomicLong();
        var threads = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                            try (var socket = live(chair)) {
                                while (System.nanoTime() < until) {
                                    socket.getOutputStream().write(many);
                                    sent.addAndGet(400);
                                }
                            } catch (IOException closed) {
                                // as it should be
                            }
                        },
                        task -> new Thread(task, "pings").start()))
                .toList();
        CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
        return sent.get() + " pings were taken off their hands";
    }

    private String comments() throws Exception {
        var operator = token("operator");
        send(
                "POST",
                "/reports",
                operator,
                JSON,
                "{\"kind\":\"threat\",\"severity\":\"critical\",\"station\":\"" + TOWN + "-1\",\"text\":\"A threat\"}");
        var screen = live(operator);
        var bytes = new AtomicLong();
        var reading = new Thread(
                () -> {
                    try (InputStream in = screen.getInputStream()) {
                        var some = new byte[1 << 16];
                        for (int n; (n = in.read(some)) >= 0; ) {
                            bytes.addAndGet(n);
                        }
                    } catch (IOException closed) {
                        // the end
                    }
                },
                "screen");
        reading.setDaemon(true);
        reading.start();
        Thread.sleep(3_000);
        var mayor = token("mayor-" + TOWN);
        var found = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/escalations?limit=10"))
                                .header("Authorization", "Bearer " + mayor)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        var id = new JsonObject(found).getJsonArray("items").getJsonObject(0).getString("id");
        var text = "Wij kijken ernaar. ".repeat(600);
        long before = bytes.get();
        int made = 0;
        for (int n = 0; n < 1_530; n++) {
            send(
                    "POST",
                    "/escalations/" + id + "/comments",
                    mayor,
                    JSON,
                    "{\"text\":\"" + n + " " + text.substring(0, 3_900) + "\"}");
            made++;
        }
        Thread.sleep(2_000);
        screen.close();
        return String.format(
                Locale.ROOT, "%d comments of 4 kB; %.1f MB to one idle screen", made, (bytes.get() - before) / 1e6);
    }

    /**
     * Webhooks of 300 escalations, and of a critical one after them, while a mail server takes connections and never
     * says a word.
     */
    private void notified() throws Exception {
        var arrived = new ConcurrentHashMap<String, Long>();
        var receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
        receiver.createContext("/", exchange -> {
            var subject = new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getJsonObject("subject");
            if (subject != null) {
                arrived.putIfAbsent(subject.getString("id"), System.nanoTime());
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.setExecutor(Executors.newCachedThreadPool());
        receiver.start();
        try (var silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            attacked(
                    "a mail server that never greets",
                    () -> notified(arrived),
                    "--smtp",
                    "smtp://127.0.0.1:" + silent.getLocalPort(),
                    "--mail-from",
                    "hub@example.org",
                    "--webhook-url",
                    "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                    "--webhook-secret",
                    "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz");
        } finally {
            receiver.stop(0);
            ((ExecutorService) receiver.getExecutor()).shutdownNow();
        }
    }

    private String notified(Map<String, Long> arrived) throws Exception {
        var police = token("police-" + TOWN);
        var now = Instant.now();
        send(
                "PUT",
                "/duties/police/" + TOWN,
                police,
                JSON,
                "{\"shifts\":[{\"account\":\"police-" + TOWN + "\",\"name\":\"A. Jansen\",\"from\":\""
                        + now.minusSeconds(60) + "\",\"until\":\"" + now.plusSeconds(6_000) + "\"}]}");
        send("PUT", "/notification-address", police, JSON, "{\"email\":\"jansen@example.org\"}");
        var operator = token("operator");
        var made = new LinkedHashMap<String, Long>();
        for (int n = 0; n < 300; n++) {
            long from = System.nanoTime();
            made.put(
                    send(
                                    "POST",
                                    "/reports",
                                    operator,
                                    JSON,
                                    "{\"kind\":\"unrest\",\"severity\":\"urgent\",\"station\":\"" + TOWN + "-" + (1 + n)
                                            + "\",\"text\":\"Unrest " + n + "\"}")
                            .getString("id"),
                    from);
        }
        long from = System.nanoTime();
        var critical = send(
                        "POST",
                        "/reports",
                        operator,
                        JSON,
                        "{\"kind\":\"unrest\",\"severity\":\"critical\",\"station\":\"" + TOWN
                                + "-900\",\"text\":\"Unrest\"}")
                .getString("id");
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
                System.nanoTime() < until
                        && !(arrived.keySet().containsAll(made.keySet()) && arrived.containsKey(critical)); ) {
            Thread.sleep(100);
        }
        var delays = new Percentiles();
        made.forEach((id, at) -> {
            if (arrived.containsKey(id)) {
                delays.add(arrived.get(id) - at);
            }
        });
        var last = arrived.containsKey(critical)
                ? String.format(Locale.ROOT, "after %.1f s", (arrived.get(critical) - from) / 1e9)
                : "not within 90 s";
        return String.format(
                Locale.ROOT,
                "webhooks of %d of 300 escalations within 90 s, p50 %.1f s, p99 %.1f s; that of a "
                        + "critical one after them %s",
                delays.count(),
                delays.millis(.5) / 1e3,
                delays.millis(.99) / 1e3,
                last);
    }

    private String guesses() throws Exception {
        long from = System.nanoTime();
        var all = IntStream.range(0, 200)
                .mapToObj(i -> http.sendAsync(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/sessions"))
                                        .timeout(Duration.ofSeconds(120))
                                        .header("Content-Type", JSON)
                                        .POST(BodyPublishers.ofString(
                                                "{\"username\":\"operator\",\"password\":\"guess" + i + "\"}"))
                                        .build(),
                                BodyHandlers.discarding())
                        .handle((answer, failed) -> failed != null ? 0 : answer.statusCode()))
                .toList();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(180, TimeUnit.SECONDS);
        long computed = all.stream().filter(status -> status.join() == 401).count();
        return String.format(
                Locale.ROOT,
                "%d were computed, %d put off, in %.1f s",
                computed,
                all.stream().filter(status -> status.join() == 429).count(),
                (System.nanoTime() - from) / 1e9);
    }
}
