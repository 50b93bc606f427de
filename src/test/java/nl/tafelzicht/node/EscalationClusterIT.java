package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.HubProcess.Launch;
import nl.tafelzicht.support.Initialised;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Escalations with several nodes (three with {@code -Pwide}, two without), a real mail server and a real receiver of
 * webhooks; with nodes, mail and all of it going down.
 */
class EscalationClusterIT {

    private static final String CODE = "GM0344";
    private static final int NODES = Boolean.getBoolean("wide") ? 3 : 2;
    private static final String SECRET = "a-secret-of-the-test";

    private Path folder;
    /** By how many seconds the clocks of all nodes are ahead. */
    private Path clock;

    private Database database;
    private GreenMail mail;
    private int smtpPort;
    private HttpServer receiver;
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<String> unsigned = new CopyOnWriteArrayList<>();
    private final AtomicInteger refuse = new AtomicInteger();
    private final List<HubProcess> nodes = new ArrayList<>();
    private List<Integer> ports;

    @BeforeEach
    void start() throws Exception {
        folder = TestFolder.make("tafelzicht-escalation-");
        clock = Files.writeString(folder.resolve("clock"), "0");
        database = Initialised.database(folder);
        smtpPort = HubProcess.freePort();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = refuse.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            if (!refused) {
                (isSigned(singleValues(exchange.getRequestHeaders()), body) ? posted : unsigned)
                        .add(exchange.getRequestHeaders().getFirst("webhook-id") + " " + body);
            }
            exchange.sendResponseHeaders(refused ? 503 : 204, -1);
            exchange.close();
        });
        receiver.start();
        ports = IntStream.range(0, NODES)
                .mapToObj(i -> {
                    try {
                        return HubProcess.freePort();
                    } catch (java.io.IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
        nodes.addAll(HubProcess.startAll(NODES, this::node));
        Api.at(nodes.get(0).address())
                .as("municipality-" + CODE)
                .post("/stations/imports", "text/csv", Stations.csv(CODE, 3, TestHub.DAY));
    }

    private static boolean isSigned(Map<String, String> headers, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var lower = new HashMap<String, String>();
            headers.forEach((k, v) -> lower.put(k.toLowerCase(), v));
            var text = lower.get("webhook-id") + "." + lower.get("webhook-timestamp") + "." + body;
            return ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))))
                    .equals(lower.get("webhook-signature"));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> singleValues(Map<String, List<String>> headers) {
        var single = new HashMap<String, String>();
        headers.forEach((name, values) -> single.put(name, values.get(0)));
        return single;
    }

    private HubProcess node(int i) throws Exception {
        return HubProcess.start(new Launch(
                List.of(),
                PlantedHub.class.getName(),
                "127.0.0.1",
                HubProcess.freePort(),
                folder.resolve("hub-" + i + ".log"),
                List.of("-Dclock=" + clock),
                List.of(
                        "--database",
                        url(),
                        "--accounts",
                        "demo",
                        "--cluster",
                        "--cluster-port",
                        String.valueOf(ports.get(i)),
                        "--cluster-members",
                        ports.stream().map(p -> "127.0.0.1:" + p).collect(Collectors.joining(",")),
                        "--event-loops",
                        "1",
                        "--smtp",
                        "smtp://127.0.0.1:" + smtpPort,
                        "--mail-from",
                        "hub@example.org",
                        "--webhook-url",
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/in",
                        "--webhook-secret",
                        SECRET,
                        "--page-url",
                        "https://hub.example.org",
                        "--escalation-critical",
                        "1")));
    }

    private String url() {
        return "postgresql://postgres:" + database.options().getPassword() + "@127.0.0.1:"
                + database.options().getPort() + "/postgres";
    }

    private void startMail() {
        mail = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
    }

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(HubProcess::close);
        if (mail != null) {
            mail.stop();
        }
        receiver.stop(0);
        database.close();
        TestHub.delete(folder);
    }

    private static void until(String what, BooleanSupplier so) {
        Eventually.until(what, so::getAsBoolean);
    }

    private static JsonNode escalations(Api api) throws Exception {
        return api.get("/escalations?municipality=" + CODE).body().get("items");
    }

    @Test
    void anEscalationIsRaisedOnceToldOnceAndGoesUpOnceWhateverGoesDown() throws Exception {
        var police = Api.at(nodes.get(1).address()).as("police-" + CODE);
        assertThat(police.send("PUT", "/notification-address", "{\"email\":\"chief@example.org\"}")
                        .status())
                .isEqualTo(204);
        var now = Instant.now();
        assertThat(police.send(
                                "PUT",
                                "/duties/police/" + CODE,
                                "{\"shifts\":[{\"account\":\"police-" + CODE + "\",\"name\":\"A. Jansen\",\"from\":\""
                                        + now.minusSeconds(60) + "\",\"until\":\"" + now.plusSeconds(3_600) + "\"}]}")
                        .status())
                .isEqualTo(200);
        refuse.set(2); // the receiver has a bad moment; the mail server is down altogether
        var desk = Api.at(nodes.get(0).address()).as("operator");
        var token = desk.token();
        var sent = desk.post(
                "/reports",
                "application/json",
                "{\"kind\":\"violence\",\"text\":\"A fight\",\"station\":\"" + CODE + "-1\"}");
        assertThat(sent.status()).isEqualTo(201);
        nodes.get(0).kill(); // right after the report: another node finds what has to follow
        var second = Api.at(nodes.get(1).address()).withToken(token);
        until("triangle and table have it", () -> count(second) == 2);
        until(
                "the webhook got both, signed",
                () -> posted.stream()
                                .filter(p -> p.contains("escalation-raised"))
                                .map(p -> p.split(" ")[0])
                                .distinct()
                                .count()
                        == 2);
        assertThat(unsigned).isEmpty();
        startMail();
        until("the mail got through once the server was up", () -> mail.getReceivedMessages().length >= 1);
        assertThat(mail.getReceivedMessages()[0].getSubject()).contains("kritiek");
        assertThat(mail.getReceivedMessages()[0].getContent().toString())
                .contains("https://hub.example.org/?escalation=")
                .doesNotContain("A fight");
        nodes.set(0, node(0));
        for (int other = 1; other < NODES; other++) {
            nodes.get(other).kill(); // in the middle of the wait, all but the one that has just come
        }
        var third = Api.at(nodes.get(0).address()).withToken(token);
        Files.writeString(clock, "60");
        until("the triangle's went up to the table", () -> levels(third).equals("table table"));
        for (int other = 1; other < NODES; other++) {
            nodes.set(other, node(other));
        }
        until("everyone has caught up", () -> levels(
                        Api.at(nodes.get(NODES - 1).address()).withToken(token))
                .equals("table table"));
        assertOnceInTheJournal();
    }

    private static int count(Api api) {
        try {
            return escalations(api).size();
        } catch (Exception e) {
            return -1;
        }
    }

    private static String levels(Api api) {
        try {
            return current(api);
        } catch (Exception e) {
            return "";
        }
    }

    private static String current(Api api) throws Exception {
        var levels = new ArrayList<String>();
        for (var e : escalations(api)) {
            levels.add(e.at("/addressee/level").asText());
        }
        return String.join(" ", levels);
    }

    /**
     * One raised for each, and one step up for the one that was with the triangle: from several nodes, of which each
     * went down once.
     */
    private void assertOnceInTheJournal() throws Exception {
        try (var c = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + database.options().getPort() + "/postgres",
                        "postgres",
                        database.options().getPassword());
                var rows = c.createStatement()
                        .executeQuery(
                                "select type, count(*) from journal where type like 'escalation-%' group by type")) {
            var counts = new HashMap<String, Integer>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
            assertThat(counts.get("escalation-raised")).isEqualTo(2);
            assertThat(counts.get("escalation-stepped-up")).isEqualTo(1);
        }
    }
}
