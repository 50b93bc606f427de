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
 * Closes connections that hold a place without using it: that send a request very slowly, or none at all. An idle
 * timeout does not catch them, since a byte now and then is not idle. WebSockets are watched by
 * {@link nl.tafelzicht.engine.live.LiveSockets}.
 *
 * <p>Belongs to one event loop.
 */
public final class ConnectionWatch {

    /** Time for the head of the first request. A phone on a bad line needs two or three seconds. */
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Time for the body of a request. Ten megabytes of stations over one megabit a second take eighty. */
    private static final long BODY_NANOS = TimeUnit.SECONDS.toNanos(120);
    /** Time between requests. Browsers close their own idle connections sooner. */
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

    /** The head of a request arrived: its body may take longer, and its answer as long as we need. */
    public void asked(HttpServerRequest request) {
        var w = watched.get(request.connection().remoteAddress());
        if (w == null) {
            return;
        }
        w.from(System.nanoTime(), BODY_NANOS);
        request.response().endHandler(ended -> w.from(System.nanoTime(), BETWEEN_NANOS));
    }

    /** The connection became a WebSocket, or tries to: from now on nothing tells this class when it closes. */
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
