package nl.tafelzicht.engine.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlClient;
import java.util.concurrent.TimeUnit;

/**
 * Connects to the database, or gives up soon: on a broken line TCP repeats its packets ever more seldom, and a new
 * attempt succeeds first once the line is repaired.
 */
final class Connecting {

    private static final long SECONDS = 3;

    private Connecting() {}

    static Future<PgConnection> to(Vertx vertx, PgConnectOptions database) {
        var connecting = PgConnection.connect(vertx, database);
        return connecting
                .timeout(SECONDS, TimeUnit.SECONDS)
                .onFailure(tooLate -> connecting.onSuccess(SqlClient::close));
    }
}
