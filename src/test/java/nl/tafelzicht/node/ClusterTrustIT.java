package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import nl.tafelzicht.engine.archive.Hashes;
import nl.tafelzicht.engine.journal.JournalVerification;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.ClusterCertificates;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.Wide;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes trust nodes, and nobody else: on the event bus by certificates, in Hazelcast by the secret. */
class ClusterTrustIT {

    private static final long STAYS_MILLIS = 3_000;

    private static Path folder;
    private static PostgresServer postgres;
    private static ClusterCertificates certificates;
    private static ClusterCertificates strangers;
    private static int hazelcastPort;
    private static int busPort;
    private static HubProcess first;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-trust-");
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), java.util.Map.of());
        certificates = ClusterCertificates.make(folder.resolve("ours"));
        strangers = ClusterCertificates.make(folder.resolve("theirs"));
        hazelcastPort = HubProcess.freePort();
        busPort = HubProcess.freePort();
        first = node("first", hazelcastPort, busPort, certificates.options());
    }

    @AfterAll
    static void stop() throws Exception {
        first.close();
        postgres.close();
        TestHub.delete(folder);
    }

    private static HubProcess node(String name, int hazelcast, int bus, List<String> trust) throws IOException {
        return HubProcess.start(
                folder.resolve(name + ".log"),
                List.of(),
                options(hazelcast, bus, trust).toArray(String[]::new));
    }

    private static List<String> options(int hazelcast, int bus, List<String> trust) {
        var options = new ArrayList<>(List.of(
                "--database",
                postgres.url(),
                "--accounts",
                "demo",
                "--event-loops",
                "1",
                "--cluster",
                "--cluster-port",
                String.valueOf(hazelcast),
                "--cluster-bus-port",
                String.valueOf(bus),
                "--cluster-members",
                "127.0.0.1:" + hazelcastPort + ",127.0.0.1:" + hazelcast));
        options.addAll(trust);
        return options;
    }

    /** The node of the test before may be a member still. */
    private static void firstIsAlone() throws Exception {
        Eventually.until("the first is alone", () -> nodes(first) <= 1);
    }

    private static double nodes(HubProcess node) throws Exception {
        return metric(node, "tafelzicht_cluster_nodes");
    }

    private static double metric(HubProcess node, String name) throws Exception {
        var found = Pattern.compile("(?m)^" + name + " ([\\d.E+-]+)")
                .matcher(new String(Api.at(node.address()).get("/metrics").raw().body(), StandardCharsets.UTF_8));
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    @Test
    void nodesWithCertificatesTellEachOtherOverTheBus() throws Exception {
        try (var second = node("second", HubProcess.freePort(), 0, certificates.options())) {
            assertThat(nodes(second)).as("who knows the secret joins").isEqualTo(2);
            var api = Api.at(first.address()).as("municipality-GM0363");
            api.post("/stations/imports", "text/csv", Stations.csv("GM0363", 40, TestHub.DAY));
            for (int tries = 0; metric(second, "tafelzicht_tail_bus_total") == 0; tries++) {
                assertThat(tries)
                        .as("the second learns nothing over the bus, and all by reading the journal")
                        .isLessThan(30);
                for (int i = 1; i <= 20; i++) {
                    assertThat(api.report("GM0363-" + i, "{\"status\":\"open\",\"queueLength\":" + tries + "}")
                                    .status())
                            .isEqualTo(201);
                }
            }
        }
    }

    @Test
    void theBusSpeaksToNobodyWithoutACertificateOfOurAuthority() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var encrypted = new NetClientOptions()
                    .setSsl(true)
                    .setHostnameVerificationAlgorithm("")
                    .setTrustOptions(new PemTrustOptions()
                            .addCertPath(certificates.authority().toString()));
            assertThat(isTaken(vertx, withCertificate(encrypted, certificates)))
                    .as("a node")
                    .isTrue();
            assertThat(isTaken(vertx, new NetClientOptions()))
                    .as("in the clear")
                    .isFalse();
            assertThat(isTaken(vertx, encrypted)).as("without a certificate").isFalse();
            assertThat(isTaken(vertx, withCertificate(encrypted, strangers)))
                    .as("with somebody else's")
                    .isFalse();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static NetClientOptions withCertificate(NetClientOptions options, ClusterCertificates c) {
        return new NetClientOptions(options)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(c.certificate().toString())
                        .setKeyPath(c.key().toString()));
    }

    /**
     * Under TLS 1.3 the client learns last that its certificate is refused, so a connection is taken when it stays
     * open.
     */
    private static boolean isTaken(Vertx vertx, NetClientOptions options) throws Exception {
        var taken = new CompletableFuture<Boolean>();
        var client = vertx.createNetClient(options);
        client.connect(busPort, "127.0.0.1")
                .onFailure(refused -> taken.complete(false))
                .onSuccess(socket -> {
                    socket.exceptionHandler(broken -> {});
                    socket.closeHandler(closed -> taken.complete(false));
                    if (!options.isSsl()) {
                        socket.write("a message in the clear\n");
                    }
                    vertx.setTimer(STAYS_MILLIS, t -> taken.complete(true));
                });
        var answer = taken.get(30, TimeUnit.SECONDS);
        client.close();
        return answer;
    }

    @Test
    void whoDoesNotKnowTheSecretDoesNotJoin() throws Exception {
        firstIsAlone();
        var wrong = new ArrayList<>(certificates.options());
        wrong.set(1, "not the secret of this cluster");
        try (var outsider = node("outsider", HubProcess.freePort(), 0, wrong)) {
            assertThat(nodes(outsider)).as("it runs, alone").isEqualTo(1);
            assertThat(nodes(first)).as("nobody joined").isEqualTo(1);
            assertThat(Files.readString(folder.resolve("outsider.log")))
                    .doesNotContain(certificates.secret(), wrong.get(1), Hashes.sha256(wrong.get(1)));
        }
    }

    @Test
    void hazelcastSpeaksToMembersOnly() {
        var config = new ClientConfig().setClusterName("tafelzicht");
        config.getNetworkConfig().addAddress("127.0.0.1:" + hazelcastPort);
        config.getConnectionStrategyConfig().getConnectionRetryConfig().setClusterConnectTimeoutMillis(2_000);
        assertThatThrownBy(() -> HazelcastClient.newHazelcastClient(config))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("connect");
    }

    @Test
    void whatDoesNotBelongTogetherIsRefusedInOneLine() throws Exception {
        assertThat(refusal(List.of(
                        "--database",
                        postgres.url(),
                        "--cluster",
                        "--cluster-members",
                        "127.0.0.1:1",
                        "--cluster-host",
                        "10.1.2.3")))
                .contains("--cluster-secret")
                .hasLineCount(1);
        assertThat(refusal(options(1, 0, List.of("--cluster-secret", "short"))))
                .contains("at least 16")
                .hasLineCount(1);
        assertThat(refusal(options(
                        1,
                        0,
                        List.of(
                                "--cluster-certificate",
                                certificates.certificate().toString()))))
                .contains("belong together")
                .hasLineCount(1);
        assertThat(refusal(options(
                        1,
                        0,
                        List.of(
                                "--cluster-certificate",
                                "/nowhere.pem",
                                "--cluster-key",
                                "/nowhere.pem",
                                "--cluster-authority",
                                "/nowhere.pem"))))
                .contains("/nowhere.pem can't be read")
                .hasLineCount(1);
    }

    /** Starts a node that does not start. @return what it says of it on standard error, its log aside */
    private static String refusal(List<String> options) throws Exception {
        var command = new ArrayList<>(List.of("serve", "--port", "0", "--log-level", "OFF"));
        command.addAll(options);
        var process = new ProcessBuilder(HubProcess.command(command.toArray(String[]::new)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(2);
        return said;
    }

    /**
     * It knows the secret, and even the database; the other nodes tell it nothing all the same, and it hears what the
     * database says.
     */
    @Wide
    @Test
    void whoHasTheSecretAndACertificateOfSomebodyElseHearsNothingOverTheBus() throws Exception {
        firstIsAlone();
        var foreign = new ArrayList<>(strangers.options());
        foreign.set(1, certificates.secret());
        try (var impostor = node("impostor", HubProcess.freePort(), 0, foreign)) {
            assertThat(nodes(impostor)).as("Hazelcast knows secrets alone").isEqualTo(2);
            var api = Api.at(first.address()).as("municipality-GM0344");
            api.post("/stations/imports", "text/csv", Stations.csv("GM0344", 5, TestHub.DAY));
            for (int i = 0; i < 19; i++) {
                api.report("GM0344-1", "{\"waitingMinutes\":" + i + "}");
            }
            long seq = api.report("GM0344-1", "{\"waitingMinutes\":19}")
                    .body()
                    .get("seq")
                    .asLong();
            Eventually.until("the impostor reads the journal", () -> metric(impostor, "tafelzicht_picture_seq") >= seq);
            assertThat(metric(impostor, "tafelzicht_tail_bus_total")).isZero();
        }
    }

    /**
     * The manual's exercise: beside the real hub, with its settings, and a database of its own; afterwards its node
     * becomes one of the real hub.
     */
    @Wide
    @Test
    void hubsOfTwoJournalsNeverMeetWhateverTheyShare() throws Exception {
        firstIsAlone();
        try (var exercisePostgres = PostgresServer.start(
                folder.resolve("exercise-postgres"), folder.resolve("exercise-postgres.log"), java.util.Map.of())) {
            var options = options(HubProcess.freePort(), 0, certificates.options());
            var afterwards = List.copyOf(options);
            options.set(1, exercisePostgres.url());
            options.add("--exercise");
            try (var exercise =
                    HubProcess.start(folder.resolve("exercise.log"), List.of(), options.toArray(String[]::new))) {
                assertThat(nodes(exercise)).isEqualTo(1);
                assertThat(nodes(first)).isEqualTo(1);
                var players = Api.at(exercise.address()).as("municipality-GM0599");
                players.post("/stations/imports", "text/csv", Stations.csv("GM0599", 3, TestHub.DAY));
                for (int i = 0; i < 10; i++) {
                    assertThat(players.report("GM0599-1", "{\"waitingMinutes\":" + i + "}")
                                    .status())
                            .isEqualTo(201);
                }
                var real = Api.at(first.address()).as("municipality-GM0599");
                assertThat(real.get("/stations/GM0599-1").status())
                        .as("the real hub knows nothing of it")
                        .isEqualTo(404);
                assertThat(real.post("/stations/imports", "text/csv", Stations.csv("GM0599", 3, TestHub.DAY))
                                .status())
                        .isEqualTo(200);
                assertThat(real.report("GM0599-1", "{\"waitingMinutes\":1}").status())
                        .isEqualTo(201);
                assertThat(players.get("/stations/GM0599-1")
                                .body()
                                .get("waitingMinutes")
                                .asInt())
                        .isEqualTo(9);
                assertThat(metric(first, "tafelzicht_cluster_foreign_total")).isZero();
            }
            try (var changed =
                    HubProcess.start(folder.resolve("changed.log"), List.of(), afterwards.toArray(String[]::new))) {
                Eventually.until("it is one of the real hub's", () -> nodes(first) >= 2);
                var real = Api.at(changed.address()).as("municipality-GM0599");
                assertThat(real.get("/stations/GM0599-1")
                                .body()
                                .get("waitingMinutes")
                                .asInt())
                        .as("it brings nothing of the exercise")
                        .isEqualTo(1);
                assertThat(real.report("GM0599-1", "{\"waitingMinutes\":2}").status())
                        .isEqualTo(201);
                assertThat(metric(first, "tafelzicht_cluster_foreign_total")
                                + metric(changed, "tafelzicht_cluster_foreign_total"))
                        .isZero();
            }
            for (var server : List.of(postgres, exercisePostgres)) {
                try (var connection = server.connect()) {
                    assertThat(new JournalVerification(event -> {})
                                    .verify(connection)
                                    .findings())
                            .isEmpty();
                }
            }
        }
    }

    @Wide
    @Test
    void aCertificateThatRanOutIsSaidToHave() throws Exception {
        var old = ClusterCertificates.make(folder.resolve("old"), Duration.ofDays(-1));
        int port = HubProcess.freePort();
        var options = options(port, 0, old.options());
        options.set(options.indexOf("--cluster-members") + 1, "127.0.0.1:" + port);
        try (var node = HubProcess.start(folder.resolve("old.log"), List.of(), options.toArray(String[]::new))) {
            assertThat(metric(node, "tafelzicht_cluster_certificate_expires_seconds"))
                    .isNegative();
            assertThat(Files.readString(folder.resolve("old.log"))).contains("ran out on");
        }
        assertThat(metric(first, "tafelzicht_cluster_certificate_expires_seconds"))
                .isGreaterThan(30 * 86_400);
    }
}
