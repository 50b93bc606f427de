package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.Initialised;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.Wide;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes as processes of their own on one PostgreSQL: three with {@code -Pwide}, two without. */
class ClusterIT {

    private static final int STATIONS = 60;
    private static final int NODES = Boolean.getBoolean("wide") ? 3 : 2;

    private static Path folder;
    private static Database database;
    private static final List<HubProcess> nodes = new ArrayList<>();
    private static List<Integer> ports;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-cluster-");
        database = Initialised.database(folder);
        ports = IntStream.range(0, NODES)
                .mapToObj(i -> {
                    try {
                        return HubProcess.freePort();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
        nodes.addAll(HubProcess.startAll(NODES, ClusterIT::node));
    }

    private static HubProcess node(int i) throws IOException {
        return HubProcess.start(
                folder.resolve("hub-" + i + ".log"),
                List.of(),
                "--database",
                "postgresql://postgres:" + database.options().getPassword() + "@127.0.0.1:"
                        + database.options().getPort() + "/postgres",
                "--accounts",
                "demo",
                "--cluster",
                "--cluster-port",
                String.valueOf(ports.get(i)),
                "--cluster-members",
                ports.stream().map(p -> "127.0.0.1:" + p).collect(Collectors.joining(",")),
                "--event-loops",
                "1");
    }

    @AfterAll
    static void stop() throws Exception {
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
        for (var node : nodes) {
            dashboards.add(LiveSocket.open(Api.at(node.address()).withToken(token), ""));
        }
        for (int i = 0; i < NODES; i++) {
            var station = "GM0363-" + (i + 1);
            assertThat(Api.at(nodes.get(i).address())
                            .withToken(token)
                            .report(station, "{\"status\":\"open\"}")
                            .status())
                    .as("one log-in holds on every node")
                    .isEqualTo(201);
            for (var dashboard : dashboards) {
                dashboard.status(station, s -> s.get("status").asText().equals("open"));
            }
        }
        dashboards.forEach(LiveSocket::close);
        oneIsKilledWhileAllAreWrittenTo(token);
    }

    @Wide
    @Test
    void aRebuttalThatNoLongerHoldsIsChallengedOnceByWhoeverIsLeft() throws Exception {
        office(0).post("/stations/imports", "text/csv", Stations.csv("GM0344", 4, TestHub.DAY));
        for (int n = 1; n <= 4; n++) {
            office(0).report("GM0344-" + n, "{\"status\":\"open\"}");
        }
        var narrative = made(
                0,
                "operator",
                "/narratives",
                "{\"claim\":\"Alles dicht\",\"kind\":\"safety-scare\",\"assertions\":[\"all-closed\"],"
                        + "\"about\":{\"municipalities\":[\"GM0344\"]}}");
        var desk = Api.at(nodes.get(1).address()).as("operator");
        Eventually.until("the claim is contradicted", () -> desk.get("/narratives/" + narrative)
                .body()
                .path("standing")
                .asText()
                .equals("contradicted"));
        var response = made(
                1,
                "operator",
                "/narratives/" + narrative + "/responses",
                "{\"kind\":\"rebuttal\",\"title\":\"t\",\"text\":\"x\",\"channels\":[\"nl\"],\"cites\":[\"open\"]}");
        made(
                2,
                "bzk",
                "/responses/" + response + "/approvals",
                "{\"seq\":"
                        + desk.get("/responses/" + response).body().get("seq").asLong() + "}");
        nodes.get(0).kill();
        nodes.get(1).kill();
        assertThat(office(2).report("GM0344-1", "{\"status\":\"closed\"}").status())
                .isEqualTo(201);
        var operator = Api.at(nodes.get(2).address()).as("operator");
        Eventually.until(
                "it is challenged",
                () -> operator.get("/responses/" + response).body().has("challenge"));
        var again = HubProcess.startAll(2, ClusterIT::node);
        for (int i = 0; i < 2; i++) {
            nodes.set(i, again.get(i));
        }
        Eventually.until("it is escalated once", () -> escalations(operator, response) == 1);
        for (int n = 0; n < 2; n++) {
            var other = Api.at(nodes.get(n).address()).as("operator");
            Eventually.until(
                    "it is challenged",
                    () -> other.get("/responses/" + response).body().has("challenge"));
            assertThat(escalations(other, response)).as("node " + n).isEqualTo(1);
        }
        made(0, "operator", "/responses/" + response + "/withdrawals", "{\"reason\":\"three of four\"}");
        Eventually.until("the escalation is resolved", () -> operator.get("/escalations")
                .body()
                .at("/items/0/state")
                .asText()
                .equals("resolved"));
        var types = new ArrayList<String>();
        operator.get("/narratives/" + narrative + "/timeline")
                .body()
                .get("items")
                .forEach(i -> types.add(i.get("type").asText()));
        assertThat(types)
                .as("each was written once, whoever looked")
                .containsExactly(
                        "response-withdrawn",
                        "response-challenged",
                        "response-approved",
                        "response-proposed",
                        "narrative-checked",
                        "narrative-reported");
    }

    private static Api office(int node) throws IOException, InterruptedException {
        return Api.at(nodes.get(node).address()).as("municipality-GM0344");
    }

    private String made(int node, String account, String path, String body) throws Exception {
        var answer = Api.at(nodes.get(node).address()).as(account).post(path, "application/json", body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body().get("id").asText();
    }

    private static int escalations(Api api, String response) throws Exception {
        int count = 0;
        for (var e : api.get("/escalations").body().get("items")) {
            if (e.at("/subject/id").asText().equals(response)) {
                count++;
            }
        }
        return count;
    }

    private void oneIsKilledWhileAllAreWrittenTo(String token) throws Exception {
        List<JsonNode> accepted = Collections.synchronizedList(new ArrayList<>());
        var stop = new AtomicBoolean();
        var writers = new ArrayList<Thread>();
        for (int n = 0; n < NODES; n++) {
            writers.add(writer(Api.at(nodes.get(n).address()).withToken(token), n, accepted, stop));
        }
        Eventually.until("enough was accepted", () -> accepted.size() >= 300);
        nodes.get(1).kill();
        Eventually.until("more was accepted by those that are left", () -> accepted.size() >= 700);
        nodes.set(1, node(1));
        stop.set(true);
        for (var w : writers) {
            w.join();
        }
        var pictures = new ArrayList<JsonNode>();
        for (int i = 0; i < NODES; i++) {
            pictures.add(converged(Api.at(nodes.get(i).address()).withToken(token), accepted));
        }
        assertThat(pictures).as("all have the same").containsOnly(pictures.get(0));
        var journal = new TreeMap<Long, String>();
        for (int n = 1; n <= STATIONS; n++) {
            for (var item : Api.at(nodes.get(NODES - 1).address())
                    .withToken(token)
                    .get("/stations/GM0363-" + n + "/timeline?limit=500")
                    .body()
                    .get("items")) {
                journal.put(item.get("seq").asLong(), item.get("id").asText());
            }
        }
        for (var answer : accepted) {
            assertThat(journal.get(answer.get("seq").asLong()))
                    .isEqualTo(answer.get("id").asText());
        }
    }

    /** The node's stations and statuses by id, once it has every accepted report. */
    private static JsonNode converged(Api api, List<JsonNode> accepted) throws IOException, InterruptedException {
        long last =
                accepted.stream().mapToLong(a -> a.get("seq").asLong()).max().orElseThrow();
        Eventually.get(
                "it converges", () -> api.get("/health/ready").body().get("seq").asLong(), seq -> seq >= last);
        return api.get("/stations?limit=1000").body().get("items");
    }

    private static Thread writer(Api api, int number, List<JsonNode> accepted, AtomicBoolean stop) {
        var thread = new Thread(() -> {
            for (int n = 0; !stop.get(); n++) {
                try {
                    var answer = api.report(
                            "GM0363-" + (1 + (n * 7 + number) % STATIONS), "{\"waitingMinutes\":" + n % 60 + "}");
                    if (answer.status() / 100 == 2) {
                        accepted.add(answer.body());
                    }
                    Thread.sleep(2); // two processors are there for the hubs, one of which is being started
                } catch (IOException | InterruptedException gone) {
                    return;
                }
            }
        });
        thread.start();
        return thread;
    }
}
