package nl.tafelzicht.subject.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import java.time.Duration;
import java.util.UUID;
import nl.tafelzicht.support.Initialised;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** How a reporter can be reached is kept so long, and then it is nowhere. */
class ReporterContactsIT {

    @Test
    void aContactIsSeenUntilItsTimeAndErasedAfterIt() throws Exception {
        var folder = TestFolder.make("tafelzicht-contacts-");
        var vertx = Vertx.vertx();
        try (var database = Initialised.database(folder)) {
            var pool = PgBuilder.pool()
                    .connectingTo(database.options())
                    .using(vertx)
                    .build();
            var kept = UUID.randomUUID();
            var over = UUID.randomUUID();
            await(new ReporterContacts(pool, Duration.ofDays(30)).put(kept, "06 1"));
            var contacts = new ReporterContacts(pool, Duration.ZERO);
            await(contacts.put(over, "06 2"));
            assertThat(await(contacts.get(kept))).isEqualTo("06 1");
            assertThat(await(contacts.get(over))).isNull();
            await(contacts.erase());
            int left = await(pool.query("select contact from reporter_contact").execute())
                    .size();
            assertThat(left).as("only the one whose time has not come").isEqualTo(1);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
            TestHub.delete(folder);
        }
    }

    private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
