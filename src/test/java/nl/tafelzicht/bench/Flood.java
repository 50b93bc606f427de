package nl.tafelzicht.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Very many reports of the public, as fast as one machine sends them, half of them of 24 sources and half each of a
 * source of its own; and meanwhile officials who report, and an operator who looks at the picture and at what waits.
 */
final class Flood {

    private static final int ATTACKERS = 32;
    private static final int HEAVY_SOURCES = 24;
    private static final long OFFICIAL_MILLIS = 50;
    private static final long DESK_MILLIS = 2_000;
    private static final String TEXT = "Iedereen weet het al, en nu u ook. ".repeat(28);

    private final Vertx vertx;
    private final int port;
    private final String municipality;
    private final String operator;
    private final int stations;
    private final Map<Integer, Long> answers = new TreeMap<>();
    private final Percentiles officials = new Percentiles();
    private final Percentiles pictures = new Percentiles();
    private final Percentiles lists = new Percentiles();
    private long failed;
    private long sent;
    private boolean over;

    /** @param answers to the public, by status; {@code failed} of officials and operator */
    record Result(
            Map<Integer, Long> answers,
            double seconds,
            Percentiles officials,
            Percentiles pictures,
            Percentiles lists,
            long failed) {}

    /** @param municipality token of who reports; {@code operator} likewise */
    Flood(Vertx vertx, int port, String municipality, String operator, int stations) {
        this.vertx = vertx;
        this.port = port;
        this.municipality = municipality;
        this.operator = operator;
        this.stations = stations;
    }

    /** Runs on one event loop. @param apart whether each report comes from a source of its own */
    Future<Result> run(long total, boolean apart) {
        long from = System.nanoTime();
        var others = Future.join(
                officials(), looks("/picture", pictures), looks("/reports?queue=above-limit&limit=100", lists));
        return Future.all(IntStream.range(0, ATTACKERS)
                        .mapToObj(i -> RawHttp.connect(vertx, port).compose(http -> attack(http, total, apart)))
                        .toList())
                .onSuccess(done -> over = true)
                .compose(done -> others)
                .map(done -> new Result(answers, (System.nanoTime() - from) / 1e9, officials, pictures, lists, failed));
    }

    private Future<Void> attack(RawHttp http, long total, boolean apart) {
        Promise<Void> done = Promise.promise();
        next(http, total, apart, done);
        return done.future();
    }

    private void next(RawHttp http, long total, boolean apart, Promise<Void> done) {
        if (sent >= total || http.isClosed()) {
            done.complete();
            return;
        }
        long n = sent++;
        long source = apart || n % 2 == 1 ? 100 + n : n % HEAVY_SOURCES;
        var body = "{\"kind\":\"" + (n % 10 == 0 ? "violence" : "other") + "\",\"municipality\":\"GM0363\",\"text\":\""
                + n + " " + TEXT + "\"}";
        var request = Buffer.buffer("POST /api/v1/public/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                + "application/json\r\nIdempotency-Key: "
                + new UUID(0x4000L, n + 1 | 0x8000000000000000L) + "\r\nX-Forwarded-For: 10."
                + (source >> 16 & 255) + "." + (source >> 8 & 255) + "." + (source & 255)
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        http.send(request, status -> {
            answers.merge(status, 1L, Long::sum);
            next(http, total, apart, done);
        });
    }

    private Future<Void> officials() {
        return Future.all(IntStream.range(0, 4)
                        .mapToObj(i -> RawHttp.connect(vertx, port))
                        .toList())
                .compose(all -> {
                    List<RawHttp> lines = new ArrayList<>(all.list());
                    Promise<Void> done = Promise.promise();
                    int[] n = {0};
                    vertx.setPeriodic(OFFICIAL_MILLIS, timer -> {
                        if (over) {
                            if (lines.stream().allMatch(l -> l.underWay() == 0 || l.isClosed())
                                    && vertx.cancelTimer(timer)) {
                                done.complete();
                            }
                            return;
                        }
                        long start = System.nanoTime();
                        lines.get(n[0] % lines.size())
                                .send(
                                        RawHttp.report(
                                                municipality,
                                                "GM0363-" + (1 + n[0] % stations),
                                                "f" + start,
                                                IntakeLoad.body(n[0]++)),
                                        status -> answered(status == 201, officials, start));
                    });
                    return done.future();
                });
    }

    private void answered(boolean well, Percentiles where, long start) {
        if (well) {
            where.add(System.nanoTime() - start);
        } else {
            failed++;
        }
    }

    private Future<Void> looks(String path, Percentiles where) {
        return RawHttp.connect(vertx, port).compose(http -> {
            Promise<Void> done = Promise.promise();
            var request = Buffer.buffer("GET /api/v1" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                    + operator + "\r\nAccept-Encoding: gzip\r\n\r\n");
            look(http, request, where, done);
            return done.future();
        });
    }

    private void look(RawHttp http, Buffer request, Percentiles where, Promise<Void> done) {
        if (over) {
            done.complete();
            return;
        }
        long start = System.nanoTime();
        http.send(request, status -> {
            answered(status == 200, where, start);
            vertx.setTimer(TimeUnit.MILLISECONDS.toMillis(DESK_MILLIS), t -> look(http, request, where, done));
        });
    }
}
