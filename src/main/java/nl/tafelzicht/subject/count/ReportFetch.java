package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.Upload;
import nl.tafelzicht.subject.count.domain.ReportSources;

/**
 * Fetches a file from where it was published.
 *
 * <pre>address ─► looked at ─► its host looked up once ─► every address looked at ─► asked at the first of these
 *    ▲                                                                              │
 *    └───────────────── another address (three times at most) ──────────────────────┤
 *                                                                                   └─► 200: to disk, with its hash
 * </pre>
 *
 * The line goes to the address that was looked at, whatever the name means a moment later; TLS asks for the certificate
 * of the name. Nothing of the hub's goes along: no cookie, no name, no password. One fetch ends at its deadline and its
 * line is closed, however slowly the other side speaks. Of one event loop.
 */
final class ReportFetch {

    static final int MOST_REDIRECTS = 3;

    private static final int OK = 200;
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);

    /** Who knows where a host is. Blocks. */
    interface Names {
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    /** Why nothing was fetched. */
    static final class Unfetched extends Exception {
        private final transient Explanation why;

        Unfetched(Explanation why) {
            super(why.code(), null, false, false);
            this.why = why;
        }

        Explanation why() {
            return why;
        }
    }

    private final Vertx vertx;
    private final ReportSources sources;
    private final Names names;
    private final Duration deadline;
    private final long most;
    private final HttpClient http;

    /** One fetch, and what has to be closed when it ends. */
    private final class Try {
        private final Promise<Upload> result = Promise.promise();
        private HttpClientRequest request;

        void end() {
            if (request != null) {
                request.connection().close();
            }
        }
    }

    /**
     * @param options with the authorities that are trusted beside those of the JDK, in a test
     * @param deadline of one fetch, from first to last
     * @param most bytes
     */
    ReportFetch(
            Vertx vertx, ReportSources sources, Names names, HttpClientOptions options, Duration deadline, long most) {
        this.vertx = vertx;
        this.sources = sources;
        this.names = names;
        this.deadline = deadline;
        this.most = most;
        this.http = vertx.createHttpClient(options.setConnectTimeout((int) deadline.toMillis())
                .setKeepAlive(false)
                .setDecompressionSupported(false));
    }

    /**
     * To a temporary file, which whoever asks deletes.
     *
     * @return fails with {@link Unfetched}, or when this machine's disk does
     */
    Future<Upload> fetch(URI url) {
        var now = new Try();
        long timer = vertx.setTimer(deadline.toMillis(), t -> now.result.tryFail(unreachable(url)));
        go(URI.create(url.toASCIIString()), 0, now).onComplete(done -> {
            if (done.failed()) {
                now.result.tryFail(done.cause());
            } else if (!now.result.tryComplete(done.result())) {
                vertx.fileSystem().delete(done.result().file().toString()); // nobody waits for it any more
            }
        });
        return now.result.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            now.end();
        });
    }

    private static Unfetched unreachable(URI url) {
        return new Unfetched(Explanation.of("report-site-unreachable", "host", ReportSources.hostOf(url)));
    }

    private Future<Upload> go(URI url, int redirects, Try now) {
        var flaw = sources.flaw(url);
        if (flaw != null) {
            return Future.failedFuture(new Unfetched(flaw));
        }
        return vertx.executeBlocking(() -> checked(url), false)
                .compose(address -> ask(url, address, now))
                .compose(response -> answered(url, response, redirects, now));
    }

    private InetAddress checked(URI url) throws Unfetched {
        List<InetAddress> addresses;
        try {
            addresses = names.of(ReportSources.hostOf(url));
        } catch (UnknownHostException e) {
            addresses = List.of();
        }
        var flaw = sources.flaw(url, addresses);
        if (flaw != null) {
            throw new Unfetched(flaw);
        }
        return addresses.get(0);
    }

    private Future<HttpClientResponse> ask(URI url, InetAddress address, Try now) {
        if (now.result.future().isComplete()) {
            return Future.failedFuture(unreachable(url));
        }
        now.end();
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(ReportSources.portOf(url), address.getHostAddress()))
                .setHost(ReportSources.hostOf(url))
                .setPort(ReportSources.portOf(url))
                .setSsl(ReportSources.isEncrypted(url))
                .setURI(target(url))
                .setFollowRedirects(false)
                .putHeader("Accept", "application/pdf")
                .putHeader("User-Agent", "Tafelzicht");
        return http.request(options)
                .compose(request -> {
                    now.request = request;
                    if (now.result.future().isComplete()) {
                        now.end();
                    }
                    return request.send();
                })
                .recover(cause -> Future.failedFuture(unreachable(url)));
    }

    private static String target(URI url) {
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private Future<Upload> answered(URI url, HttpClientResponse response, int redirects, Try now) {
        if (response.statusCode() == OK) {
            return Upload.receive(vertx, response, most).recover(cause -> Future.failedFuture(notReceived(url, cause)));
        }
        if (!ELSEWHERE.contains(response.statusCode())) {
            return Future.failedFuture(
                    new Unfetched(Explanation.of("report-site-answered", "status", response.statusCode())));
        }
        if (redirects == MOST_REDIRECTS) {
            return Future.failedFuture(new Unfetched(Explanation.of("report-redirects-full", "most", MOST_REDIRECTS)));
        }
        try {
            return go(url.resolve(URI.create(response.getHeader("Location"))), redirects + 1, now);
        } catch (IllegalArgumentException | NullPointerException e) {
            return Future.failedFuture(new Unfetched(Explanation.of("report-url-unusable")));
        }
    }

    private Throwable notReceived(URI url, Throwable cause) {
        if (cause instanceof Problem) {
            return new Unfetched(Explanation.of("report-too-large", "mebibytes", most / 1024 / 1024));
        }
        return cause instanceof FileSystemException ? cause : unreachable(url);
    }
}
