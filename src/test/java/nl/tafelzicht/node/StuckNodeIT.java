package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An event that a hub can't make anything of, of a newer version or written by hand: the hub says so at once, and shows
 * nobody the past as if it were the present.
 */
class StuckNodeIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpResponse<String> get(String address) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void itIsNotReadySendsItsViewersElsewhereAndTakesNothingMore() throws Exception {
        var folder = TestFolder.make("tafelzicht-stuck-");
        try (var postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
                var hub = HubProcess.start(
                        folder.resolve("hub.log"), List.of(), "--database", postgres.url(), "--accounts", "demo")) {
            var town = Api.at(hub.address()).as("municipality-GM0228");
            town.post("/stations/imports", "text/csv", Stations.csv("GM0228", 3, TestHub.DAY));
            var ops = Api.at(hub.address()).as("admin");
            assertThat(get(hub.address() + "/health/ready").statusCode()).isEqualTo(200);
            long seq;
            try (var viewer = LiveSocket.open(town, "")) {
                try (var connection = postgres.connect();
                        var statement = connection.createStatement()) {
                    statement.execute(
                            "insert into journal (seq, id, stream, version, type, at, actor, data) select seq + 1, "
                                    + "gen_random_uuid(), 'ballot/1', 1, 'ballot-counted', now(), 'hand', '{}' from journal "
                                    + "order by seq desc limit 1");
                    statement.execute("update journal_head set seq = seq + 1");
                    try (var rows = statement.executeQuery("select max(seq) from journal")) {
                        rows.next();
                        seq = rows.getLong(1);
                    }
                }
                assertThat(viewer.closeCode()).isEqualTo(1013);
            }
            var ready = get(hub.address() + "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("event " + seq, "ballot-counted");
            assertThat(get(hub.address() + "/metrics").body()).contains("tafelzicht_picture_stuck 1");
            var report = town.report("GM0228-1", "{\"status\":\"open\"}");
            assertThat(report.status()).isEqualTo(503);
            assertThat(report.header("Retry-After")).isNotEmpty();
            var node =
                    Eventually.get("it says so", () -> ops.get("/nodes").body().at("/items/0"), n -> n.has("stuck"));
            assertThat(node.path("stuck").asText()).contains("ballot-counted");
            assertThat(Files.readString(folder.resolve("hub.log"))).containsOnlyOnce("this node is stuck");
        } finally {
            TestHub.delete(folder);
        }
    }

    private static void await(String address, int status) throws Exception {
        Eventually.until(
                "readiness " + status, () -> get(address + "/health/ready").statusCode() == status);
    }

    /**
     * As on a full disk, or a standby that did not become the primary: everything can be read, and nothing kept. And
     * then as when a dump is restored into a server that goes on running.
     */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aNodeThatCanOnlyReadIsNotReadyUntilItCanWriteAgainAndOneWhoseDatabaseBecameAnotherEnds() throws Exception {
        var folder = TestFolder.make("tafelzicht-mute-");
        try (var postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
                var hub = HubProcess.start(
                        folder.resolve("hub.log"),
                        List.of("-Dtafelzicht.node-say-millis=1000"),
                        "--database",
                        postgres.url(),
                        "--accounts",
                        "demo");
                var connection = postgres.connect();
                var statement = connection.createStatement()) {
            assertThat(get(hub.address() + "/health/ready").statusCode()).isEqualTo(200);
            statement.execute("alter system set default_transaction_read_only = on");
            statement.execute("select pg_reload_conf()");
            await(hub.address(), 503);
            assertThat(get(hub.address() + "/health/ready").body()).contains("can't write");
            var answer = Api.at(hub.address())
                    .as("municipality-GM0228")
                    .post("/stations/imports", "text/csv", Stations.csv("GM0228", 3, TestHub.DAY));
            assertThat(answer.status()).isEqualTo(503);
            statement.execute("set default_transaction_read_only = off");
            statement.execute("alter system reset default_transaction_read_only");
            statement.execute("select pg_reload_conf()");
            await(hub.address(), 200);
            postgres.execute("update journal_head set origin = 'where the dump was made'");
            assertThat(hub.ended()).isEqualTo(Lifecycle.REPLACED);
        } finally {
            TestHub.delete(folder);
        }
    }
}
