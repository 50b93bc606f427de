package nl.tafelzicht.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.stream.IntStream;

/**
 * Clients that each post a report, wait for the answer, and post the next: how many are accepted a second, and how long
 * each takes.
 */
final class IntakeLoad {

    private final Vertx vertx;
    private final int port;
    private final String token;
    private final int stations;
    private final Percentiles latencies = new Percentiles();
    private long number;
    private long failed;
    private long until;

    record Result(double perSecond, Percentiles latencies, long failed) {}

    IntakeLoad(Vertx vertx, int port, String token, int stations) {
        this.vertx = vertx;
        this.port = port;
        this.token = token;
        this.stations = stations;
    }

    static String body(long n) {
        return "{\"status\":\"open\",\"waitingMinutes\":" + n % 30 + ",\"queueLength\":" + n % 200
                + ",\"membersPresent\":4}";
    }

    /** Runs on one event loop. */
    Future<Result> run(int clients, long millis) {
        long from = System.nanoTime();
        until = from + millis * 1_000_000;
        return Future.all(IntStream.range(0, clients)
                        .mapToObj(i -> RawHttp.connect(vertx, port).compose(http -> loop(http, i, clients)))
                        .toList())
                .map(done -> new Result(latencies.count() / ((System.nanoTime() - from) / 1e9), latencies, failed));
    }

    private Future<Void> loop(RawHttp http, int client, int clients) {
        Promise<Void> done = Promise.promise();
        next(http, client, clients, done);
        return done.future();
    }

    private void next(RawHttp http, int client, int clients, Promise<Void> done) {
        long start = System.nanoTime();
        if (start >= until) {
            done.complete();
            return;
        }
        long n = number++;
        var station = "GM0363-" + (1 + (n * clients + client) % stations);
        http.send(RawHttp.report(token, station, "b" + start + '-' + client, body(n)), status -> {
            if (status == 201) {
                latencies.add(System.nanoTime() - start);
            } else {
                failed++;
            }
            next(http, client, clients, done);
        });
    }
}
