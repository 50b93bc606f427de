package nl.tafelzicht.engine.fetch;

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
import java.util.function.Consumer;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.Upload;

/**
 * Fetches a file from where it was published: the only way by which a URL that somebody names is requested.
 *
 * <pre>URL ─► checked ─► its host looked up once ─► every IP address checked ─► requested from the first of these
 *    ▲                                                                              │
 *    └───────────────── another URL (three times at most) ──────────────────────┤
 *                                                                                   └─► 200: to disk, with its hash
 * </pre>
 *
 * The connection goes to the IP address that was checked, whatever the name resolves to a moment later; TLS verifies
 * the certificate for the name. The request carries no cookie, name or password. A fetch ends at its deadline and its
 * connection is closed, however slowly the other side answers. Belongs to one event loop.
 */
public final class WebFetch {

    public static final int MOST_REDIRECTS = 3;

    private static final int OK = 200;
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);

    /** Resolves host names. Blocks. */
    public interface Names {
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    /** Why nothing was fetched. */
    public static final class Unfetched extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Explanation why;

        Unfetched(Explanation why) {
            super(why.code(), null, false, false);
            this.why = why;
        }

        public Explanation why() {
            return why;
        }
    }

    private final Vertx vertx;
    private final WebSources sources;
    private final Names names;
    private final String accepted;
    private final Duration deadline;
    private final long most;
    private final HttpClient http;

    /** Handles the response of a site. */
    private interface Taking<T> {
        Future<T> take(URI url, HttpClientResponse response);
    }

    /** One request, and what has to be closed when it ends. */
    private static final class Try<T> {
        private final Promise<T> result = Promise.promise();
        private final Taking<T> taking;
        private HttpClientRequest request;

        Try(Taking<T> taking) {
            this.taking = taking;
        }

        boolean isOver() {
            return result.future().isComplete();
        }

        void close() {
            if (request != null) {
                request.connection().close();
            }
        }
    }

    /**
     * @param options with the authorities that a test trusts in addition to those of the JDK
     * @param accepted media types of the files that are expected, as in the header {@code Accept}
     * @param deadline of one fetch as a whole
     * @param most bytes
     */
    public WebFetch(
            Vertx vertx,
            WebSources sources,
            Names names,
            HttpClientOptions options,
            String accepted,
            Duration deadline,
            long most) {
        this.vertx = vertx;
        this.sources = sources;
        this.names = names;
        this.accepted = accepted;
        this.deadline = deadline;
        this.most = most;
        this.http = vertx.createHttpClient(options.setConnectTimeout((int) deadline.toMillis())
                .setKeepAlive(false)
                .setDecompressionSupported(false));
    }

    /** A fetch that resolves names as this machine does, and trusts the authorities of the JDK. */
    public static WebFetch ofThisMachine(
            Vertx vertx, WebSources sources, String accepted, Duration deadline, long most) {
        return new WebFetch(
                vertx,
                sources,
                host -> List.of(InetAddress.getAllByName(host)),
                new HttpClientOptions(),
                accepted,
                deadline,
                most);
    }

    /**
     * Saves to a temporary file, which the caller deletes.
     *
     * @return fails with {@link Unfetched}, or when this machine's disk fails
     */
    public Future<Upload> fetch(URI url) {
        return ask(url, new Try<>(this::receive), late -> vertx.fileSystem()
                .delete(late.file().toString()));
    }

    /**
     * The HTTP status with which a site answers; the body is not read.
     *
     * @return fails with {@link Unfetched}
     */
    public Future<Integer> status(URI url) {
        return ask(url, new Try<>((at, response) -> Future.succeededFuture(response.statusCode())), late -> {});
    }

    /** @param late receives a result that arrives after the deadline */
    private <T> Future<T> ask(URI url, Try<T> now, Consumer<T> late) {
        long timer = vertx.setTimer(deadline.toMillis(), t -> now.result.tryFail(unreachable(url)));
        go(URI.create(url.toASCIIString()), 0, now).onComplete(done -> {
            if (done.failed()) {
                now.result.tryFail(done.cause());
            } else if (!now.result.tryComplete(done.result())) {
                late.accept(done.result());
            }
        });
        return now.result.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            now.close();
        });
    }

    private static Unfetched unreachable(URI url) {
        return new Unfetched(Explanation.of("report-site-unreachable", "host", WebSources.hostOf(url)));
    }

    private <T> Future<T> go(URI url, int redirects, Try<T> now) {
        var flaw = sources.flaw(url);
        if (flaw != null) {
            return Future.failedFuture(new Unfetched(flaw));
        }
        return vertx.executeBlocking(() -> checked(url), false)
                .compose(address -> send(url, address, now))
                .compose(response -> answered(url, response, redirects, now));
    }

    private InetAddress checked(URI url) throws Unfetched {
        List<InetAddress> addresses;
        try {
            addresses = names.of(WebSources.hostOf(url));
        } catch (UnknownHostException e) {
            addresses = List.of();
        }
        var flaw = sources.flaw(url, addresses);
        if (flaw != null) {
            throw new Unfetched(flaw);
        }
        return addresses.get(0);
    }

    private Future<HttpClientResponse> send(URI url, InetAddress address, Try<?> now) {
        if (now.isOver()) {
            return Future.failedFuture(unreachable(url));
        }
        now.close();
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(WebSources.portOf(url), address.getHostAddress()))
                .setHost(WebSources.hostOf(url))
                .setPort(WebSources.portOf(url))
                .setSsl(WebSources.isEncrypted(url))
                .setURI(target(url))
                .setFollowRedirects(false)
                .putHeader("Accept", accepted)
                .putHeader("User-Agent", "Tafelzicht");
        return http.request(options)
                .compose(request -> {
                    now.request = request;
                    if (now.isOver()) {
                        now.close();
                    }
                    return request.send();
                })
                .recover(cause -> Future.failedFuture(unreachable(url)));
    }

    private static String target(URI url) {
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private <T> Future<T> answered(URI url, HttpClientResponse response, int redirects, Try<T> now) {
        if (!ELSEWHERE.contains(response.statusCode())) {
            return now.taking.take(url, response);
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

    private Future<Upload> receive(URI url, HttpClientResponse response) {
        return response.statusCode() == OK
                ? Upload.receive(vertx, response, most).recover(cause -> Future.failedFuture(notReceived(url, cause)))
                : Future.failedFuture(
                        new Unfetched(Explanation.of("report-site-answered", "status", response.statusCode())));
    }

    private Throwable notReceived(URI url, Throwable cause) {
        if (cause instanceof Problem) {
            return new Unfetched(Explanation.of("report-too-large", "mebibytes", most / 1024 / 1024));
        }
        return cause instanceof FileSystemException ? cause : unreachable(url);
    }
}
