package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.HubProcess.Launch;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A day on which nobody does anything: what must happen by itself happens, at its time and not before, and once; looked
 * at from outside, while the clock is moved.
 */
class ByItselfIT {

    private static final String JSON = "application/json";
    private static final String CODE = "GM0344";

    private static Path folder;
    /** By how many seconds the clock of the day is ahead, and that of the machine. */
    private static Path clock;

    private static Path machine;
    private static PostgresServer postgres;
    private static HttpServer receiver;
    private static HubProcess hub;
    private static final List<String> POSTED = new CopyOnWriteArrayList<>();
    private static Api town;
    private static Api desk;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-itself-");
        clock = folder.resolve("day");
        machine = Files.writeString(folder.resolve("machine"), "0");
        at("06:00:00");
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            POSTED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
        hub = HubProcess.start(new Launch(
                List.of(),
                PlantedHub.class.getName(),
                "127.0.0.1",
                HubProcess.freePort(),
                folder.resolve("hub.log"),
                List.of("-Dday=" + clock, "-Dclock=" + machine),
                List.of(
                        "--database",
                        postgres.url(),
                        "--accounts",
                        "demo",
                        "--event-loops",
                        "1",
                        "--session-hours",
                        "8",
                        "--webhook-url",
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/in",
                        "--webhook-secret",
                        "a-secret-of-the-test")));
        logIn();
    }

    @AfterAll
    static void stop() throws Exception {
        if (hub != null) {
            hub.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        receiver.stop(0);
        TestHub.delete(folder);
    }

    private static void logIn() throws Exception {
        town = Api.at(hub.address()).as("municipality-" + CODE);
        desk = Api.at(hub.address()).as("operator");
    }

    private static Instant moment(String time) {
        return LocalTime.parse(time)
                .atDate(TestHub.DAY)
                .atZone(Zones.NETHERLANDS)
                .toInstant();
    }

    /** From now on the hub's clock goes on from this time of the day. */
    private static void at(String time) throws Exception {
        at(moment(time));
    }

    private static void at(Instant moment) throws Exception {
        var making = clock.resolveSibling("clock.making");
        Files.writeString(
                making, String.valueOf(Duration.between(Instant.now(), moment).toSeconds()));
        Files.move(
                making,
                clock,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        if (desk != null) {
            Eventually.until("it is " + moment, () -> !now().isBefore(moment.minusSeconds(1)));
        }
    }

    /** By the hub's clock, as it greets a screen. */
    private static Instant now() throws Exception {
        try (var screen = LiveSocket.open(desk, "")) {
            return Instant.parse(screen.next().at("/clock/at").asText());
        }
    }

    private static JsonNode station(int number) throws Exception {
        return desk.get("/stations/" + CODE + "-" + number).body();
    }

    /** Of a type, in a timeline: the moments. */
    private static List<Instant> moments(String path, String type) throws Exception {
        return StreamSupport.stream(
                        desk.get(path + "/timeline?limit=200")
                                .body()
                                .get("items")
                                .spliterator(),
                        false)
                .filter(i -> i.get("type").asText().equals(type))
                .map(i -> Instant.parse(i.get("at").asText()))
                .toList();
    }

    private static void onceAt(String what, String path, String type, String time) throws Exception {
        assertThat(moments(path, type)).as(what).singleElement().satisfies(at -> assertThat(at)
                .isBetween(moment(time).minusSeconds(2), moment(time).plusSeconds(60)));
    }

    private static String made(Api api, String path, String body) throws Exception {
        var answer = api.post(path, JSON, body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body().get("id").asText();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aDay() throws Exception {
        var file = Stations.csv(CODE, 4, TestHub.DAY)
                        .replace(CODE + ";2;", CODE + ";TWO;")
                        .lines()
                        .map(line -> line.contains(";TWO;")
                                ? line.replace(";TWO;", ";2;").replace("T07:30:00", "T09:00:00")
                                : line)
                        .reduce("", (all, line) -> all + line + "\n")
                + Stations.row(CODE, 5, TestHub.DAY)
                        .replace("T21:00:00", "T12:00:00")
                        .replace("regulier", "mobiel")
                + Stations.row(CODE, 5, TestHub.DAY)
                        .replace("T07:30:00", "T14:00:00")
                        .replace("regulier", "mobiel")
                        .replace("Dorpsstraat;5", "Kerkstraat;5");
        var imported = town.post("/stations/imports", "text/csv", file);
        assertThat(imported.body().path("imported").asInt())
                .as(imported.body()::toString)
                .isEqualTo(5);
        var socket = LiveSocket.open(desk, "");
        socket.next();

        at("07:40:00");
        for (int n = 3; n <= 5; n++) {
            assertThat(town.report(CODE + "-" + n, "{\"status\":\"open\"}").status())
                    .isEqualTo(201);
        }
        at("07:44:59");
        Eventually.until(
                "who did not open is overdue", () -> station(1).get("overdue").asBoolean());
        onceAt("a quarter of an hour after its opening time", "/stations/" + CODE + "-1", "overdue", "07:45:00");
        for (int n = 2; n <= 5; n++) {
            assertThat(station(n).get("overdue").asBoolean()).as("station " + n).isFalse();
        }

        at("09:00:00");
        assertThat(town.report(CODE + "-4", "{\"waitingMinutes\":5}").status()).isEqualTo(201);
        assertThat(town.report(CODE + "-5", "{\"waitingMinutes\":5}").status()).isEqualTo(201);
        at("09:09:59");
        Eventually.until(
                "who said nothing for an hour and a half is silent",
                () -> station(3).get("silent").asBoolean());
        onceAt("since it was heard last", "/stations/" + CODE + "-3", "silent", "09:10:00");
        assertThat(station(4).get("silent").asBoolean()).isFalse();
        assertThat(station(2).get("overdue").asBoolean()).as("it opens at nine").isFalse();
        at("09:14:59");
        Eventually.until(
                "who was to open at nine is overdue too",
                () -> station(2).get("overdue").asBoolean());
        onceAt("at its own time", "/stations/" + CODE + "-2", "overdue", "09:15:00");

        at("09:20:00");
        var report = made(desk, "/reports", "{\"kind\":\"crowd\",\"text\":\"druk\",\"station\":\"" + CODE + "-4\"}");
        var judged = made(desk, "/reports", "{\"kind\":\"crowd\",\"text\":\"rustig\",\"station\":\"" + CODE + "-3\"}");
        assertThat(desk.post("/reports/" + report + "/dismissals", JSON, "{\"reason\":\"niets te zien\"}")
                        .status())
                .isEqualTo(201);
        at("10:19:50");
        assertThat(desk.get("/picture").body().get("reports").toString())
                .as("not before an hour")
                .contains(report);
        at("10:19:59");
        Eventually.until(
                "what was dismissed leaves",
                () -> !desk.get("/picture").body().get("reports").toString().contains(report));
        assertThat(desk.get("/picture").body().get("reports").toString())
                .as("what nobody judged stays")
                .contains(judged);
        var stored = Eventually.get(
                "an answer, once the database gives one",
                () -> desk.get("/reports/" + report),
                answer -> answer.status() != 503);
        assertThat(stored.status())
                .as(() -> "it is still there for who asks: " + stored.body())
                .isEqualTo(200);
        assertThat(stored.body().get("text").asText()).isEqualTo("druk");
        onceAt("an hour after it was dismissed", "/reports/" + report, "report-left", "10:20:00");

        at("11:59:57");
        assertThat(station(5).at("/location/address").asText()).isEqualTo("Dorpsstraat 5");
        Eventually.until(
                "a bus goes on to its next stop",
                () -> station(5).at("/location/address").asText().equals("Kerkstraat 5"));
        onceAt("when the first closes", "/stations/" + CODE + "-5", "stop-reached", "12:00:00");

        at("12:30:00");
        var raise = "{\"subject\":{\"kind\":\"station\",\"id\":\"" + CODE
                + "-%d\"},\"level\":\"triangle\",\"severity\":\"urgent\",\"reason\":\"r\"}";
        var nobody = made(desk, "/escalations", raise.formatted(3));
        var answered = made(desk, "/escalations", raise.formatted(4));
        at("12:35:00");
        assertThat(Api.at(hub.address())
                        .as("mayor-" + CODE)
                        .post("/escalations/" + answered + "/acknowledgements", JSON, "{}")
                        .status())
                .isEqualTo(201);
        at("12:39:59");
        Eventually.until("what nobody took goes up", () -> desk.get("/escalations/" + nobody)
                .body()
                .at("/addressee/level")
                .asText()
                .equals("table"));
        onceAt("ten minutes after it was raised", "/escalations/" + nobody, "escalation-stepped-up", "12:40:00");
        Eventually.until("and is told again", () -> told(nobody) == 2);
        at("12:49:59");
        Eventually.until(
                "what the table does not take is said to be unanswered", () -> desk.get("/escalations/" + nobody)
                        .body()
                        .path("unanswered")
                        .asBoolean());
        onceAt("ten minutes later", "/escalations/" + nobody, "escalation-unanswered", "12:50:00");
        assertThat(desk.get("/escalations/" + nobody).body().get("steps"))
                .as("there is nobody above the table")
                .hasSize(2);
        assertThat(desk.get("/escalations/" + answered)
                        .body()
                        .at("/addressee/level")
                        .asText())
                .as("what was taken stays where it is")
                .isEqualTo("triangle");
        assertThat(told(answered)).isEqualTo(1);

        // a minute passes for whoever sends: what was told is not told again
        Eventually.until("all is told", () -> count("sent_at is null") == 0);
        postgres.execute("update notification set next_at = now() - interval '1 minute'");
        var another = made(desk, "/escalations", raise.formatted(1));
        Eventually.until("the next is told", () -> told(another) == 1);
        assertThat(told(nobody)).isEqualTo(2);
        assertThat(POSTED).doesNotHaveDuplicates();

        assertThat(statements()).as("signed each hour").hasSize(1);
        Files.writeString(machine, String.valueOf(Duration.ofHours(7).toSeconds()));
        Eventually.until(
                "some hours later the head is signed again", () -> statements().size() == 2);
        assertThat(StreamSupport.stream(statements().spliterator(), false)
                        .map(s -> s.get("period").asText()))
                .doesNotHaveDuplicates()
                .allMatch(p -> p.endsWith(":00:00Z"));
        assertThat(desk.get("/picture").status())
                .as("logged in for eight hours")
                .isEqualTo(200);
        Files.writeString(
                machine, String.valueOf(Duration.ofHours(8).plusMinutes(1).toSeconds()));
        assertThat(socket.closeCode())
                .as("a screen does not outlive its session")
                .isEqualTo(4401);
        assertThat(desk.get("/picture").status()).isEqualTo(401);
        Files.writeString(machine, "0");
        Eventually.until(
                "whoever logs in again is let in",
                () -> Api.at(hub.address()).as("operator").get("/picture").status() == 200);
        logIn();

        for (int n = 1; n <= 2; n++) {
            assertThat(moments("/stations/" + CODE + "-" + n, "overdue"))
                    .as("found once")
                    .hasSize(1);
        }

        var trip = "/couriers/" + made(desk, "/couriers", "{\"to\":\"" + CODE + "-1\",\"ballots\":5}");
        assertThat(desk.post(trip + "/cancellations", JSON, "{\"reason\":\"r\"}")
                        .status())
                .isEqualTo(201);
        var over = Instant.parse(desk.get(trip).body().get("since").asText());
        at(over.plus(Duration.ofDays(1)).minusSeconds(4));
        assertThat(desk.get("/couriers").body().get("items").toString())
                .as("not before a day")
                .contains("\"since\":\"" + over);
        Eventually.until(
                "what is over leaves the picture a day later",
                () -> desk.get("/couriers").body().get("items").isEmpty());
        var kept = desk.get(trip);
        assertThat(kept.status()).as(() -> "for who asks: " + kept.body()).isEqualTo(200);
        assertThat(kept.body().get("status").asText()).isEqualTo("cancelled");
        assertThat(moments(trip, "courier-put-away")).as("once").hasSize(1);
    }

    private static JsonNode statements() throws Exception {
        return desk.get("/public/journal/statements").body().get("items");
    }

    private static long told(String escalation) {
        return POSTED.stream().filter(body -> body.contains(escalation)).count();
    }

    private static long count(String where) throws Exception {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from notification where " + where)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
