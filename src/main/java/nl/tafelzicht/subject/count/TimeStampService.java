package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import nl.tafelzicht.subject.count.domain.TimeStamp;
import nl.tafelzicht.subject.count.domain.TimeStamp.Failure;
import nl.tafelzicht.subject.count.format.TimeStampQuery;

/**
 * Requests time stamps over HTTP, as RFC 3161 defines it. The service gets only the hash of a report. However slow or
 * long its answer is, a request ends at its deadline, and its connection is closed. No redirect is followed. Belongs to
 * one event loop.
 */
final class TimeStampService {

    /** With the chain of the service's certificate, an answer has some 10 kB. */
    static final int MAX_ANSWER_BYTES = 64 * 1024;

    private static final int OK = 200;

    private final Vertx vertx;
    private final URI service;
    private final Duration deadline;
    private final HttpClient http;

    /**
     * @param answer unchanged
     * @param stamp its content
     */
    record Stamped(byte[] answer, TimeStamp stamp) {}

    /** Why there is no stamp. */
    static final class NoStamp extends Exception {
        private final Failure why;

        NoStamp(Failure why, String detail) {
            super(why + ": " + detail, null, false, false);
            this.why = why;
        }

        Failure why() {
            return why;
        }
    }

    /** @param deadline of one request as a whole */
    TimeStampService(Vertx vertx, URI service, Duration deadline) {
        this.vertx = vertx;
        this.service = service;
        this.deadline = deadline;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) deadline.toMillis())
                .setKeepAlive(false));
    }

    /** @return fails with {@link NoStamp} only */
    Future<Stamped> stamp(String sha256) {
        var query = new TimeStampQuery(sha256);
        return ask(query.bytes())
                .recover(cause -> Future.failedFuture(
                        cause instanceof NoStamp
                                ? cause
                                : new NoStamp(Failure.UNREACHABLE, String.valueOf(cause.getMessage()))))
                .compose(answer -> vertx.executeBlocking(() -> read(query, answer.getBytes()), false));
    }

    private static Stamped read(TimeStampQuery query, byte[] answer) throws NoStamp {
        try {
            return new Stamped(answer, query.check(answer));
        } catch (TimeStampQuery.Unusable e) {
            throw new NoStamp(e.why(), e.getMessage());
        }
    }

    private Future<Buffer> ask(byte[] query) {
        Promise<Buffer> answer = Promise.promise();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(service.toString())
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/timestamp-query")
                .putHeader("Accept", "application/timestamp-reply");
        long timer = vertx.setTimer(
                deadline.toMillis(), t -> answer.tryFail(new NoStamp(Failure.UNREACHABLE, "no whole answer in time")));
        http.request(options).onFailure(answer::tryFail).onSuccess(request -> {
            // after the deadline the connection is closed, even if it is only then made
            answer.future().onComplete(done -> request.connection().close());
            send(request, query, answer);
        });
        return answer.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static void send(HttpClientRequest request, byte[] query, Promise<Buffer> answer) {
        request.exceptionHandler(answer::tryFail);
        request.send(Buffer.buffer(query)).onFailure(answer::tryFail).onSuccess(response -> receive(response, answer));
    }

    private static void receive(HttpClientResponse response, Promise<Buffer> answer) {
        if (response.statusCode() != OK) {
            answer.tryFail(new NoStamp(Failure.BAD_STATUS, "answered " + response.statusCode()));
            return;
        }
        var all = Buffer.buffer();
        response.exceptionHandler(answer::tryFail);
        response.handler(part -> {
            all.appendBuffer(part);
            if (all.length() > MAX_ANSWER_BYTES) {
                response.handler(null);
                answer.tryFail(new NoStamp(Failure.TOO_LARGE, "more than " + MAX_ANSWER_BYTES + " bytes"));
            }
        });
        response.endHandler(end -> answer.tryComplete(all));
    }
}
