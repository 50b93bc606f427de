package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes as processes of their own on one PostgreSQL. */
class ClusterIT {

    private static final int STATIONS = 60;

    private Path folder;
    private Database database;
    private final List<HubProcess> nodes = new ArrayList<>();
    private List<Integer> ports;

    @BeforeEach
    void start() throws Exception {
        folder = Files.createTempDirectory("tafelzicht-cluster-");
        database = Database.embedded(folder, true);
        ports = IntStream.range(0, 3).mapToObj(i -> {
            try {
                return HubProcess.freePort();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }).toList();
        for (int i = 0; i < 3; i++) nodes.add(node(i));
    }

    private HubProcess node(int i) throws IOException {
        return HubProcess.start(folder.resolve("hub-" + i + ".log"), List.of("-Xmx384m"), "--database", "postgresql://postgres@127.0.0.1:" + database.options().getPort() + "/postgres", "--accounts", "demo",
                "--cluster", "--cluster-port", String.valueOf(ports.get(i)), "--cluster-members", ports.stream().map(p -> "127.0.0.1:" + p).collect(Collectors.joining(",")), "--event-loops", "1");
    }

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(HubProcess::close);
        database.close();
        TestHub.delete(folder);
    }

    private Api api(int node) throws IOException, InterruptedException {
        return Api.at(nodes.get(node).address()).as("municipality-GM0363");
    }

    @Test
    void aReportToAnyNodeAppearsOnTheDashboardsOfAllAndNothingIsLostWhenOneIsKilled() throws Exception {
        api(0).post("/stations/imports", "text/csv", Stations.csv("GM0363", STATIONS, TestHub.DAY));
        var token = api(0).token();
        var dashboards = new ArrayList<LiveSocket>();
        for (var node : nodes) dashboards.add(LiveSocket.open(Api.at(node.address()).withToken(token), ""));
        for (int i = 0; i < 3; i++) {
            var station = "GM0363-" + (i + 1);
            assertThat(Api.at(nodes.get(i).address()).withToken(token).report(station, "{\"status\":\"open\"}").status()).as("one log-in holds on every node").isEqualTo(201);
            for (var dashboard : dashboards) dashboard.status(station, s -> s.get("status").asText().equals("open"));
        }
        dashboards.forEach(LiveSocket::close);
        oneIsKilledWhileAllAreWrittenTo(token);
    }

    private void oneIsKilledWhileAllAreWrittenTo(String token) throws Exception {
        List<JsonNode> accepted = Collections.synchronizedList(new ArrayList<>());
        var stop = new AtomicBoolean();
        var writers = new ArrayList<Thread>();
        for (int n = 0; n < 3; n++) writers.add(writer(Api.at(nodes.get(n).address()).withToken(token), n, accepted, stop));
        while (accepted.size() < 300) Thread.onSpinWait();
        nodes.get(1).kill();
        while (accepted.size() < 700) Thread.onSpinWait();
        nodes.set(1, node(1));
        stop.set(true);
        for (var w : writers) w.join();
        var pictures = new ArrayList<JsonNode>();
        for (int i = 0; i < 3; i++) pictures.add(converged(Api.at(nodes.get(i).address()).withToken(token), accepted));
        assertThat(pictures.get(1)).isEqualTo(pictures.get(0));
        assertThat(pictures.get(2)).isEqualTo(pictures.get(0));
        var journal = new TreeMap<Long, String>();
        for (int n = 1; n <= STATIONS; n++) {
            for (var item : Api.at(nodes.get(2).address()).withToken(token).get("/stations/GM0363-" + n + "/timeline?limit=500").body().get("items")) journal.put(item.get("seq").asLong(), item.get("id").asText());
        }
        for (var answer : accepted) assertThat(journal.get(answer.get("seq").asLong())).isEqualTo(answer.get("id").asText());
    }

    /** The node's stations and statuses by id, once it has every accepted report. */
    private static JsonNode converged(Api api, List<JsonNode> accepted) throws IOException, InterruptedException {
        long last = accepted.stream().mapToLong(a -> a.get("seq").asLong()).max().orElseThrow();
        for (int tries = 0; api.get("/health/ready").body().get("seq").asLong() < last; tries++) {
            assertThat(tries).as("it converges").isLessThan(200);
            Thread.sleep(50);
        }
        return api.get("/stations?limit=1000").body().get("items");
    }

    private static Thread writer(Api api, int number, List<JsonNode> accepted, AtomicBoolean stop) {
        var thread = new Thread(() -> {
            for (int n = 0; !stop.get(); n++) {
                try {
                    var answer = api.report("GM0363-" + (1 + (n * 7 + number) % STATIONS), "{\"waitingMinutes\":" + n % 60 + "}");
                    if (answer.status() / 100 == 2) accepted.add(answer.body());
                } catch (IOException | InterruptedException gone) {
                    return;
                }
            }
        });
        thread.start();
        return thread;
    }
}
