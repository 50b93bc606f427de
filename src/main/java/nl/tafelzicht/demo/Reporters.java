package nl.tafelzicht.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Function;
import nl.tafelzicht.demo.StationDay.Step;
import nl.tafelzicht.engine.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulated municipalities that import their stations, and simulated chairs that report from them: they use the public
 * HTTP API only.
 *
 * <pre>the day's plan of each station ─► due by the clock ─► POST …/reports</pre>
 */
final class Reporters {

    private static final Logger LOG = LoggerFactory.getLogger(Reporters.class);
    private static final long LOOK_MILLIS = 50;
    private static final int CONNECTIONS = 16;
    private static final int MOST_UNDER_WAY = 2_000;
    /**
     * Reports sent in one round: a chair's first report signs a session, which takes milliseconds until the code is
     * compiled.
     */
    private static final int MOST_AT_ONCE = 100;

    private final Vertx vertx;
    private final HttpClient http;
    private final String address;
    private final Function<String, String> tokens;
    private final Clock clock;
    private final Map<String, String> tokenOf = new HashMap<>();
    private final PriorityQueue<Chair> due =
            new PriorityQueue<>(Comparator.comparing(c -> c.steps.peek().at()));
    private int underWay;
    private volatile boolean stopped;

    /** Reports that are older than this say when they were seen. */
    private static final Duration MADE_UP_FOR = Duration.ofMinutes(20);

    /** A station's chair, and the reports still to be sent. */
    private record Chair(String station, Deque<Step> steps) {}

    /** @param tokens gives a session token for the name of an account */
    Reporters(Vertx vertx, String host, int port, Function<String, String> tokens, Clock clock) {
        this.vertx = vertx;
        this.address = "/api/v1/stations/";
        this.tokens = tokens;
        this.clock = clock;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(host)
                        .setDefaultPort(port)
                        .setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /**
     * Each municipality imports its own file, several at a time.
     *
     * @param type of the files, {@code text/csv} or {@code application/xml}
     */
    Future<Void> importAll(Map<String, String> files, String type) {
        var rest = new ArrayDeque<>(files.entrySet());
        return Future.all(java.util.stream.IntStream.range(0, 8)
                        .mapToObj(i -> importNext(rest, type))
                        .toList())
                .mapEmpty();
    }

    private Future<Void> importNext(Deque<Map.Entry<String, String>> rest, String type) {
        var next = rest.poll();
        if (next == null) {
            return Future.succeededFuture();
        }
        return send("municipality-" + next.getKey(), address + "imports", type, Buffer.buffer(next.getValue()))
                .compose(status -> status == 200
                        ? importNext(rest, type)
                        : Future.failedFuture("the stations of " + next.getKey() + " can't be imported: " + status));
    }

    /** From now on the chairs of these stations report. */
    void start(List<String> stations, long seed, LocalDate day, List<SyntheticElection> elections) {
        for (var station : stations) {
            due.add(new Chair(station, new ArrayDeque<>(new StationDay(seed, station, day, elections).steps())));
        }
        vertx.setPeriodic(LOOK_MILLIS, t -> sendDue());
    }

    /** Ends all reporting; may be called from any thread. */
    void stop() {
        stopped = true;
    }

    private void sendDue() {
        var now = clock.instant();
        for (int sent = 0;
                sent < MOST_AT_ONCE
                        && !stopped
                        && !due.isEmpty()
                        && underWay < MOST_UNDER_WAY
                        && !due.peek().steps.peek().at().isAfter(now);
                sent++) {
            report(due.poll());
        }
    }

    private void report(Chair chair) {
        var step = chair.steps.poll();
        var account =
                step.byMunicipality() ? "municipality-" + chair.station.substring(0, 6) : "chair-" + chair.station;
        underWay++;
        send(account, address + chair.station + "/reports", "application/json", Buffer.buffer(Json.bytes(told(step))))
                .onComplete(done -> {
                    underWay--;
                    if (done.failed()) {
                        LOG.warn(
                                "report of {} failed: {}",
                                chair.station,
                                done.cause().getMessage());
                    } else if (done.result() >= 400) {
                        LOG.warn("report of {} answered {}", chair.station, done.result());
                    }
                    if (!chair.steps.isEmpty()) {
                        due.add(chair);
                    }
                });
    }

    /** A demo that begins in the middle of the day makes up for what was before: then chairs say when they saw it. */
    private Map<String, Object> told(Step step) {
        if (!step.at().isBefore(clock.instant().minus(MADE_UP_FOR))) {
            return step.report();
        }
        var report = new LinkedHashMap<>(step.report());
        report.put("observedAt", step.at().toString());
        return report;
    }

    /** Sends a request for an account, or without one ({@code null}); fails when the hub refuses it. */
    Future<JsonNode> call(String account, String method, String path, Object body) {
        return answered(
                account, method, path, "application/json", body == null ? null : Buffer.buffer(Json.bytes(body)));
    }

    /** Sends a file; fails when the hub refuses it. */
    Future<JsonNode> file(String account, String path, String type, Buffer file) {
        return answered(account, "POST", path, type, file);
    }

    private Future<JsonNode> answered(String account, String method, String path, String type, Buffer body) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setURI("/api/v1" + path)
                .putHeader("Idempotency-Key", UUID.randomUUID().toString());
        if (account != null) {
            options.putHeader("Authorization", "Bearer " + tokenOf.computeIfAbsent(account, tokens));
        }
        if (body != null) {
            options.putHeader("Content-Type", type);
        }
        return http.request(options)
                .compose(request -> body == null ? request.send() : request.send(body))
                .compose(response -> response.body().compose(read -> {
                    if (response.statusCode() / 100 == 2) {
                        return Future.succeededFuture(Json.read(read.toString(), JsonNode.class));
                    }
                    LOG.debug("{} {} by {} answered {}: {}", method, path, account, response.statusCode(), read);
                    return Future.failedFuture(path + " answered " + response.statusCode());
                }));
    }

    boolean isStopped() {
        return stopped;
    }

    private Future<Integer> send(String account, String path, String type, Buffer body) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(path)
                .putHeader("Authorization", "Bearer " + tokenOf.computeIfAbsent(account, tokens))
                .putHeader("Content-Type", type)
                .putHeader("Idempotency-Key", UUID.randomUUID().toString());
        return http.request(options).compose(request -> request.send(body)).compose(response -> response.body()
                .map(read -> response.statusCode()));
    }
}
