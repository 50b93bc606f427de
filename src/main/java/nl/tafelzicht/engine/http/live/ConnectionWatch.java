package nl.tafelzicht.engine.http.live;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that keep a place without using it: that send a request ever so slowly, or none at all. An idle
 * timeout does not see them, since a byte now and then is not idle. What became a WebSocket is
 * {@link nl.tafelzicht.engine.live.LiveSockets}' affair.
 *
 * <p>Belongs to one event loop.
 */
public final class ConnectionWatch {

    /** For the first request's head. A phone on a bad line needs two or three seconds. */
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** For the body of a request. Ten megabytes of stations over one megabit a second take eighty. */
    private static final long BODY_NANOS = TimeUnit.SECONDS.toNanos(120);
    /** Between requests. Browsers give up their own sooner. */
    private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(75);

    private static final long LOOK_MILLIS = 1_000;

    private final Map<SocketAddress, Watched> watched = new HashMap<>();

    private static final class Watched {
        private final HttpConnection connection;
        private long since = System.nanoTime();
        private long allowed = FIRST_NANOS;

        Watched(HttpConnection connection) {
            this.connection = connection;
        }

        void from(long now, long nanos) {
            since = now;
            allowed = nanos;
        }

        boolean isDue(long now) {
            return now - since > allowed;
        }
    }

    public ConnectionWatch(Vertx vertx) {
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
    }

    public void opened(HttpConnection connection) {
        var address = connection.remoteAddress();
        watched.put(address, new Watched(connection));
        connection.closeHandler(closed -> watched.remove(address));
    }

    /** The head of a request came: its body may take longer, and its answer as long as we need for it. */
    public void asked(HttpServerRequest request) {
        var w = watched.get(request.connection().remoteAddress());
        if (w == null) {
            return;
        }
        w.from(System.nanoTime(), BODY_NANOS);
        request.response().endHandler(ended -> w.from(System.nanoTime(), BETWEEN_NANOS));
    }

    /** The connection became a WebSocket, or tries to: nobody tells us when it closes from now on. */
    public void upgraded(SocketAddress remote) {
        watched.remove(remote);
    }

    private void look() {
        long now = System.nanoTime();
        for (var w : List.copyOf(watched.values())) {
            if (w.isDue(now)) {
                w.connection.close();
            }
        }
    }
}
