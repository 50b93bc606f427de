package nl.tafelzicht.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many escalations at once, and receivers of which one does not answer. */
class NotificationIT {

    private static final int MANY = 60;
    private static final Pattern LOOKED = Pattern.compile("(?m)^tafelzicht_notifications_looked_seconds ([\\d.E+-]+)");

    private static final List<String> posted = new CopyOnWriteArrayList<>();
    private static Path folder;
    private static PostgresServer postgres;
    private static HttpServer receiver;
    private static HubProcess hub;
    private static Api desk;
    private static int smtpPort;
    private static int municipalities;

    /** Of this test alone. */
    private String code;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-notify-");
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        smtpPort = HubProcess.freePort();
        hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--database",
                postgres.url(),
                "--accounts",
                "demo",
                "--smtp",
                "smtp://127.0.0.1:" + smtpPort,
                "--mail-from",
                "hub@example.org",
                "--webhook-url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/in",
                "--webhook-secret",
                "a-secret-of-the-test",
                "--page-url",
                "https://hub.example.org");
        desk = Api.at(hub.address()).as("operator");
    }

    /** Nothing waits of the test before, and somebody is on duty in a municipality where nothing has happened yet. */
    @BeforeEach
    void somewhereElse() throws Exception {
        postgres.execute("delete from notification");
        postgres.execute("delete from notification_pace");
        posted.clear();
        municipalities++;
        code = "GM022" + municipalities;
        Api.at(hub.address())
                .as("municipality-" + code)
                .post("/stations/imports", "text/csv", Stations.csv(code, MANY, TestHub.DAY));
        var police = Api.at(hub.address()).as("police-" + code);
        assertThat(police.send("PUT", "/notification-address", "{\"email\":\"chief@example.org\"}")
                        .status())
                .isEqualTo(204);
        var now = Instant.now();
        assertThat(police.send(
                                "PUT",
                                "/duties/police/" + code,
                                "{\"shifts\":[{\"account\":\"police-" + code + "\",\"name\":\"A. Jansen\",\"from\":\""
                                        + now.minusSeconds(60) + "\",\"until\":\"" + now.plusSeconds(36_000) + "\"}]}")
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() throws Exception {
        if (hub != null) {
            hub.close();
        }
        receiver.stop(0);
        postgres.close();
        TestHub.delete(folder);
    }

    private void raise(int station, String severity) throws Exception {
        var answer = desk.post(
                "/escalations",
                "application/json",
                "{\"subject\":{\"kind\":\"station\",\"id\":\"" + code + "-" + station
                        + "\"},\"level\":\"triangle\",\"role\":\"police\",\"severity\":\"" + severity
                        + "\",\"reason\":\"nr " + station + "\"}");
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
    }

    private static void until(String what, BooleanSupplier so) {
        Eventually.until(what, so::getAsBoolean);
    }

    private long rows(String where) {
        try (var connection = postgres.connect();
                var rows =
                        connection.createStatement().executeQuery("select count(*) from notification where " + where)) {
            rows.next();
            return rows.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aMailServerThatNeverGreetsHoldsUpNoWebhook() throws Exception {
        try (var silent = new ServerSocket(smtpPort, 200, InetAddress.getLoopbackAddress())) {
            for (int i = 1; i <= MANY; i++) {
                raise(i, i % 2 == 0 ? "urgent" : "critical");
            }
            until("every webhook is told", () -> posted.size() >= MANY);
            assertThat(rows("channel = 'email' and sent_at is not null")).isZero();
            assertThat(rows("channel = 'email'"))
                    .as("what could not be told waits")
                    .isEqualTo(MANY);
            var looked = LOOKED.matcher(
                    new String(Api.at(hub.address()).get("/metrics").raw().body(), StandardCharsets.UTF_8));
            assertThat(looked.find()).isTrue();
            assertThat(Double.parseDouble(looked.group(1)))
                    .as("the notifier goes on")
                    .isLessThan(15);
            assertThat(silent.isBound()).isTrue();
        }
    }

    /** More of them than there are places to send from. */
    @Test
    void addressesThatAreNoneTakeNoPlaceOfOthers() throws Exception {
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute("insert into notification (seq, channel, target, subject, body) select -n, 'webhook', "
                    + "'no address at all ' || n, 's', '{}' from generate_series(1, 30) n");
        }
        until(
                "they were tried",
                () -> rows("channel = 'webhook' and seq < 0 and attempts > 0 and last_error is not null") == 30);
        raise(1, "urgent");
        until("the webhook is told", () -> posted.size() == 1);
    }

    @Test
    void whatIsMarkedHigherWhileItsMailWaitsIsNotToldByIt() throws Exception {
        var answer = desk.post(
                "/reports",
                "application/json",
                "{\"kind\":\"vote-buying\",\"text\":\"t\",\"station\":\"" + code + "-1\",\"marking\":\"GREEN\"}");
        var report = answer.body().get("id").asText();
        assertThat(desk.post(
                                "/escalations",
                                "application/json",
                                "{\"subject\":{\"kind\":\"report\",\"id\":\"" + report
                                        + "\"},\"level\":\"triangle\",\"role\":\"police\",\"severity\":\"critical\","
                                        + "\"reason\":\"Zwijgwoord\"}")
                        .status())
                .isEqualTo(201);
        until(
                "it waits, since no mail server is there",
                () -> rows("channel = 'email' and body like '%Zwijgwoord%' and last_error is not null") == 1);
        assertThat(desk.send("PATCH", "/reports/" + report, "{\"marking\":\"AMBER\",\"reason\":\"r\"}")
                        .status())
                .isEqualTo(200);
        var mail = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            until("the mail comes", () -> mail.getReceivedMessages().length > 0);
            assertThat(mail.getReceivedMessages()[0].getContent().toString())
                    .doesNotContain("Zwijgwoord")
                    .contains("https://hub.example.org/?escalation=");
            assertThat(subject(mail.getReceivedMessages()[0]))
                    .contains("kritiek")
                    .doesNotContain("tem");
        } finally {
            mail.stop();
        }
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoGetsManyGetsTheFirstAtOnceEachAlarmAndOneMailOfTheRest() throws Exception {
        var mail = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            raise(1, "urgent");
            until("the first comes at once", () -> mail.getReceivedMessages().length == 1);
            assertThat(subject(mail.getReceivedMessages()[0])).contains("dringend");
            for (int i = 2; i <= 40; i++) {
                raise(i, i == 20 ? "urgent" : "attention");
            }
            raise(41, "critical");
            raise(42, "critical");
            until(
                    "alarms wait for nothing",
                    () -> Arrays.stream(mail.getReceivedMessages())
                                    .filter(m -> subject(m).contains("kritiek"))
                                    .count()
                            == 2);
            until("the rest is in the outbox", () -> rows("channel = 'email'") == 42);
            assertThat(mail.getReceivedMessages())
                    .as("the rest waits its minute")
                    .hasSize(3);
            try (var connection = postgres.connect();
                    var statement = connection.createStatement()) {
                statement.execute("update notification_pace set free_at = now()");
            }
            until("then it is told together", () -> rows("channel = 'email' and sent_at is null") == 0);
            assertThat(mail.getReceivedMessages()).hasSize(4);
            var together = mail.getReceivedMessages()[3];
            assertThat(subject(together)).isEqualTo("[Tafelzicht] 39 escalaties, de ergste: dringend");
            assertThat(together.getContent().toString()).contains("en nog 9", "https://hub.example.org/");
            assertThat(rows("told_in is not null")).isEqualTo(38);
            until("other systems hear of each", () -> posted.size() == 42);
        } finally {
            mail.stop();
        }
    }
}
