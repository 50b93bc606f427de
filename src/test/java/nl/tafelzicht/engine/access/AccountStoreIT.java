package nl.tafelzicht.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import nl.tafelzicht.support.Initialised;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** Accounts are found by what they are for. */
class AccountStoreIT {

    /** The id of station 1 is the beginning of those of a hundred others. */
    @Test
    void theChairsOfAStationAreFoundAmongThoseWhoseIdsBeginTheSame() throws Exception {
        var folder = TestFolder.make("tafelzicht-account-store-");
        var vertx = Vertx.vertx();
        try (var database = Initialised.database(folder)) {
            var pool = PgBuilder.pool()
                    .connectingTo(database.options())
                    .using(vertx)
                    .build();
            await(pool.query("insert into account (name, password_hash, roles, municipalities, station) select "
                            + "'chair-' || n, '-', array['station-chair'], array['GM0363'], 'GM0363-1' || n "
                            + "from generate_series(0, 150) n union all values "
                            + "('watcher', '-', array['observer'], array['GM0363'], 'GM0363-1'), "
                            + "('voorzitter-1', '-', array['station-chair'], array['GM0363'], 'GM0363-1')")
                    .execute());
            var found = await(new AccountStore(pool).ofStation("GM0363-1", "station-chair", 100));
            assertThat(found).extracting(AccountStore.Kept::name).containsExactly("voorzitter-1");
            assertThat(await(new AccountStore(pool).ofStation("GM0363", "station-chair", 100)))
                    .isEmpty();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
            TestHub.delete(folder);
        }
    }

    private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
