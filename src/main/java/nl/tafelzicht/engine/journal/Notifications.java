package nl.tafelzicht.engine.journal;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to PostgreSQL's notifications of committed batches. Opens a new connection a second after one was lost; until
 * then, and where a transaction pooler swallows LISTEN, the tail relies on its poll.
 */
final class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final long RECONNECT_MILLIS = 1_000;
    /** A listening connection sends nothing by itself, and would not notice a broken line. */
    private static final long ASK_MILLIS = 5_000;

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Runnable connected;
    private final Runnable committed;
    private PgConnection connection;
    private boolean stopped;

    Notifications(Vertx vertx, PgConnectOptions options, Runnable connected, Runnable committed) {
        this.vertx = vertx;
        this.options = options;
        this.connected = connected;
        this.committed = committed;
    }

    void start() {
        if (stopped) {
            return;
        }
        Connecting.to(vertx, options)
                .compose(c -> {
                    connection = c;
                    c.notificationHandler(n -> committed.run());
                    c.closeHandler(closed -> startLater());
                    return c.query("listen journal").execute();
                })
                .onSuccess(listening -> {
                    watch(connection);
                    connected.run();
                })
                .onFailure(cause -> {
                    LOG.warn("cannot listen to the database: {}", cause.getMessage());
                    if (connection == null) {
                        startLater();
                    } else {
                        connection.close();
                    }
                });
    }

    private void startLater() {
        connection = null;
        if (!stopped) {
            vertx.setTimer(RECONNECT_MILLIS, t -> start());
        }
    }

    /** Checks at intervals that the line still works. */
    private void watch(PgConnection c) {
        vertx.setTimer(ASK_MILLIS, t -> {
            if (c != connection) {
                return;
            }
            c.query("select")
                    .execute()
                    .timeout(ASK_MILLIS, TimeUnit.MILLISECONDS)
                    .onSuccess(there -> watch(c))
                    .onFailure(cause -> {
                        if (c != connection) {
                            return;
                        }
                        c.closeHandler(closed -> {});
                        c.close();
                        startLater();
                    });
        });
    }

    void stop() {
        stopped = true;
        if (connection != null) {
            connection.close();
        }
    }
}
