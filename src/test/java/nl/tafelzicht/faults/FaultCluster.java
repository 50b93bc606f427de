package nl.tafelzicht.faults;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.Passwords;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.ClusterCertificates;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.HubProcess.Launch;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;

/**
 * A real hub of several processes, its database, its viewers and its writers, with every line between them in our
 * hands.
 *
 * <pre>writers, dashboards ─► front proxy of a node ─► node ─► database proxy of the node ─► PostgreSQL
 *                                                  └─ bus ─ the other nodes</pre>
 */
final class FaultCluster implements AutoCloseable {

    static final List<String> MUNICIPALITIES = List.of("GM0363", "GM0344", "GM0599", "GM0518");
    private static final int STATIONS = 30;

    /**
     * @param nodes how many
     * @param dashboards how many screens, spread over the nodes
     * @param main the program that runs at a node, by its number
     * @param properties of its Java, such as {@code -Dplant=loss}
     * @param files where PostgreSQL keeps its files
     */
    record Plan(
            long seed,
            int nodes,
            int dashboards,
            java.util.function.IntFunction<String> main,
            List<String> properties,
            Path folder,
            Path files) {}

    private record Person(String name, Role role, String municipality, String token, Viewpoint viewpoint) {}

    private final Plan plan;
    private final Network network;
    private final Vertx lines =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final PostgresServer postgres;
    private final HubProcess[] nodes;
    private final List<TcpProxy> toDatabase = new ArrayList<>();
    private final List<TcpProxy> toNode = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> clusterPorts = new ArrayList<>();
    private final ClusterCertificates certificates;
    private final Map<String, Person> people = new HashMap<>();
    private final List<Writer> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Dashboards dashboards;

    /** Starts all of it; what was started is stopped again when something does not start. */
    static FaultCluster start(Plan plan) throws Exception {
        var cluster = new FaultCluster(plan);
        try {
            cluster.startAll();
            return cluster;
        } catch (Exception | Error e) {
            cluster.close();
            throw e;
        }
    }

    private FaultCluster(Plan plan) throws Exception {
        this.plan = plan;
        this.nodes = new HubProcess[plan.nodes];
        certificates = ClusterCertificates.make(plan.folder.resolve("certificates"));
        network = Namespaces.orLoopback(plan.nodes);
        dashboards = new Dashboards(plan.dashboards + 1);
        postgres = PostgresServer.start(
                plan.files.resolve("postgres"),
                plan.folder.resolve("postgres.log"),
                Map.of("max_wal_size", "96MB", "min_wal_size", "32MB"));
        for (int i = 0; i < plan.nodes; i++) {
            ports.add(HubProcess.freePort());
            clusterPorts.add(HubProcess.freePort());
            toDatabase.add(new TcpProxy(lines, network.database(), "127.0.0.1", postgres.port(), plan.seed + i));
            toNode.add(new TcpProxy(lines, "127.0.0.1", network.front(i), ports.get(i), plan.seed + 100 + i));
        }
    }

    private void startAll() throws Exception {
        startNode(0);
        addPeople();
        startNodes(IntStream.range(1, plan.nodes).toArray());
        fillScreens();
        hireWriters();
    }

    private void addPeople() throws Exception {
        add("operator", Role.TABLE_OPERATOR, "*");
        for (var code : MUNICIPALITIES) {
            add("municipality-" + code, Role.MUNICIPALITY, code);
            add("mayor-" + code, Role.MAYOR, code);
            var answer = api(0, "municipality-" + code)
                    .post("/stations/imports", "text/csv", Stations.csv(code, STATIONS, TestHub.DAY));
            if (answer.status() != 200) {
                throw new IllegalStateException(String.valueOf(answer.body()));
            }
        }
    }

    private void add(String name, Role role, String municipality) throws Exception {
        try (var connection = postgres.connect();
                var statement = connection.prepareStatement(
                        "insert into account (name, password_hash, roles, municipalities, clearance) values (?, "
                                + "?, ?, ?, 'AMBER')")) {
            statement.setString(1, name);
            statement.setString(2, Passwords.hash("demo"));
            statement.setArray(3, connection.createArrayOf("text", new Object[] {role.toString()}));
            statement.setArray(4, connection.createArrayOf("text", new Object[] {municipality}));
            statement.executeUpdate();
        }
        var principal = new Principal(name, Set.of(role), Set.of(municipality), null, Tlp.AMBER, "");
        people.put(
                name,
                new Person(
                        name,
                        role,
                        municipality,
                        Api.at(address(0)).as(name).token(),
                        Rights.viewpoint(principal).orElseThrow()));
    }

    private void fillScreens() throws InterruptedException {
        var random = new Random(plan.seed);
        var proxies = toNode.stream().map(TcpProxy::port).toList();
        for (int i = 0; i < plan.dashboards; i++) {
            var who = i % 2 == 0
                    ? "operator"
                    : (i % 4 == 1 ? "mayor-" : "municipality-") + MUNICIPALITIES.get(i / 4 % MUNICIPALITIES.size());
            dashboards.add(proxies, i, people.get(who).token, people.get(who).viewpoint, random.nextLong());
        }
        dashboards.watch(ledger::unseenFor);
        Eventually.get("all dashboards are live", dashboards::live, live -> live == plan.dashboards);
    }

    private void hireWriters() {
        var addresses = toNode.stream().map(p -> "http://127.0.0.1:" + p.port()).toList();
        for (int i = 0; i < MUNICIPALITIES.size(); i++) {
            var code = MUNICIPALITIES.get(i);
            var writer = new Writer(
                    i, code, STATIONS, addresses, people.get("municipality-" + code).token, ledger, plan.seed + i);
            writers.add(writer);
            var thread = new Thread(writer, "writer-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    int size() {
        return nodes.length;
    }

    Network network() {
        return network;
    }

    PostgresServer postgres() {
        return postgres;
    }

    Ledger ledger() {
        return ledger;
    }

    Dashboards dashboards() {
        return dashboards;
    }

    HubProcess node(int i) {
        return nodes[i];
    }

    void line(int node, TcpProxy.Line line) {
        toDatabase.get(node).become(line);
        toNode.get(node).become(line);
    }

    private String address(int i) {
        return "http://" + network.front(i) + ":" + ports.get(i);
    }

    private Api api(int node, String name) {
        return Api.at(address(node)).withToken(people.get(name).token);
    }

    void startNode(int i) throws IOException {
        var members = IntStream.range(0, plan.nodes)
                .mapToObj(n -> network.bus(n) + ":" + clusterPorts.get(n))
                .collect(Collectors.joining(","));
        var jvm =
                new ArrayList<>(List.of("-Xmx320m", "-Dclock=" + clock(i), "-Dtafelzicht.max-event-loop-millis=10000"));
        jvm.addAll(plan.properties);
        if (!Files.exists(clock(i))) {
            Files.writeString(clock(i), "0");
        }
        var options = new ArrayList<>(List.of(
                "--database",
                PostgresServer.url(network.database(), toDatabase.get(i).port()),
                "--sockets-per-account",
                "10000",
                "--cluster",
                "--cluster-host",
                network.bus(i),
                "--cluster-port",
                String.valueOf(clusterPorts.get(i)),
                "--cluster-members",
                members,
                "--event-loops",
                "1",
                "--log-requests",
                "OFF"));
        options.addAll(certificates.options());
        nodes[i] = HubProcess.start(new Launch(
                network.prefix(i),
                plan.main.apply(i),
                network.front(i),
                ports.get(i),
                plan.folder.resolve("hub-" + i + ".log"),
                jvm,
                options));
    }

    /** Several at once. */
    void startNodes(int... which) {
        CompletableFuture.allOf(IntStream.of(which)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> {
                            try {
                                startNode(i);
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        }))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** By how many seconds a node's clock is wrong; only a node that runs the program with a clock to be moved. */
    void moveClock(int node, long seconds) throws IOException {
        Files.writeString(clock(node), String.valueOf(seconds));
    }

    private Path clock(int node) {
        return plan.folder.resolve("clock-" + node);
    }

    void write() {
        writers.forEach(Writer::go);
    }

    /** Lets each writer get the answer that it waits for. */
    void pause() throws InterruptedException {
        writers.forEach(Writer::pause);
        Eventually.until("each writer gets its answer", () -> writers.stream().allMatch(Writer::isIdle));
    }

    Truth truth() throws SQLException {
        try (var connection = postgres.connect()) {
            return Truth.of(connection);
        }
    }

    /** @return what nodes, screens and writers believe that is not so; empty when all agree with the journal */
    List<String> differences(Truth truth) throws Exception {
        var all = new ArrayList<>(truth.findings(ledger.all()));
        writers.stream().map(Writer::refused).filter(java.util.Objects::nonNull).forEach(all::add);
        var journal = journal();
        var operator = people.get("operator");
        var expected = truth.snapshot(journal, operator.viewpoint);
        for (int i = 0; i < nodes.length; i++) {
            try {
                var body = Api.at(address(i))
                        .withToken(operator.token)
                        .get("/picture")
                        .raw()
                        .body();
                if (!Truth.withoutTime(new String(body, StandardCharsets.UTF_8)).equals(expected)) {
                    all.add("the picture of node " + i + " is not the journal's");
                }
            } catch (IOException gone) {
                all.add("node " + i + " does not answer: " + gone);
            }
        }
        var copies = new HashMap<Viewpoint, Map<String, com.fasterxml.jackson.databind.JsonNode>>();
        int wrong = 0;
        for (var d : dashboards.all()) {
            if (d.complaint() != null) {
                all.add(d.complaint());
            }
            if (!d.isLive() || !dashboards.copy(d).equals(copies.computeIfAbsent(d.viewpoint(), truth::copy))) {
                wrong++;
            }
        }
        if (wrong > 0) {
            all.add(wrong + " dashboards do not show what they should");
        }
        return all;
    }

    private String journal() throws SQLException {
        try (var connection = postgres.connect();
                var rows = connection.createStatement().executeQuery("select journal from journal_head")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws Exception {
        writers.forEach(Writer::stop);
        for (var thread : threads) {
            thread.join();
        }
        dashboards.close();
        for (var node : nodes) {
            if (node != null) {
                node.close();
            }
        }
        for (var line : toDatabase) {
            line.close();
        }
        for (var line : toNode) {
            line.close();
        }
        lines.close().toCompletionStage().toCompletableFuture().get();
        postgres.close();
        network.close();
    }
}
