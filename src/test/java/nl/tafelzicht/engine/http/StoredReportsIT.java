package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reports that are not in the picture: they are listed, found, followed, taken up, and survive whatever happens to the
 * hub.
 */
class StoredReportsIT {

    private static final String JSON = "application/json";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Path folder;
    private static PostgresServer postgres;
    private static HubProcess hub;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-stored-");
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
        hub = hub();
        Api.at(hub.address())
                .as("municipality-GM0228")
                .post("/stations/imports", "text/csv", Stations.csv("GM0228", 3, TestHub.DAY));
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        postgres.close();
        TestHub.delete(folder);
    }

    private static HubProcess hub() throws Exception {
        return HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--database",
                postgres.url(),
                "--accounts",
                "demo",
                "--trust-proxy",
                "--public-per-source",
                "1");
    }

    private static Api.Answer send(String source, String kind, String text) throws Exception {
        return Api.at(hub.address())
                .post(
                        "/public/reports",
                        JSON,
                        "{\"kind\":\"" + kind + "\",\"text\":\"" + text + "\",\"municipality\":\"GM0228\"}",
                        "X-Forwarded-For",
                        source);
    }

    private static Api desk() throws Exception {
        return Api.at(hub.address()).as("operator");
    }

    private static JsonNode listed(Api desk, String text) throws Exception {
        for (var r : desk.get("/reports?queue=above-limit&limit=1000").body().get("items")) {
            if (r.get("text").asText().equals(text)) {
                return r;
            }
        }
        throw new AssertionError("not in the list: " + text);
    }

    private static long differences() throws Exception {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from report_list_differences()")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void whatWaitsAboveTheLimitIsListedAndCountedAndFollowedAndTakenUp() throws Exception {
        assertThat(send("192.0.2.1", "crowd", "the first").status()).isEqualTo(201);
        var receipt = send("192.0.2.1", "crowd", "waits for somebody")
                .body()
                .get("receipt")
                .asText();
        send("192.0.2.1", "violence", "waits and is urgent");
        var desk = desk();
        var waiting = listed(desk, "waits for somebody");
        assertThat(waiting.get("overLimit").asBoolean()).isTrue();
        var id = waiting.get("id").asText();
        var picture = desk.get("/picture").body();
        assertThat(picture.get("reports").toString())
                .doesNotContain("waits for somebody")
                .contains("the first");
        assertThat(picture.get("overflows").get(0).get("waiting").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(picture.get("overflows").get(0).get("urgent").asInt()).isGreaterThanOrEqualTo(1);

        assertThat(desk.get("/reports/" + id).body().get("text").asText()).isEqualTo("waits for somebody");
        assertThat(desk.get("/reports/" + id + "/timeline").body().get("items")).hasSize(1);
        assertThat(Api.at(hub.address())
                        .post("/public/reports/" + receipt + "/additions", JSON, "{\"text\":\"still zebras\"}")
                        .status())
                .isEqualTo(201);
        assertThat(Api.at(hub.address())
                        .get("/public/reports/" + receipt)
                        .body()
                        .get("additions")
                        .asInt())
                .isEqualTo(1);
        assertThat(desk.get("/reports?q=zebras").body().get("items"))
                .as("found by its words")
                .hasSize(1);
        assertThat(Api.at(hub.address())
                        .as("police-GM0228")
                        .get("/reports?queue=above-limit&q=zebras")
                        .body()
                        .get("items"))
                .hasSize(1);
        assertThat(Api.at(hub.address())
                        .as("police-GM0363")
                        .get("/reports?q=zebras")
                        .body()
                        .get("items"))
                .as("of another municipality")
                .isEmpty();
        assertThat(Api.at(hub.address())
                        .as("police-GM0363")
                        .get("/reports/" + id)
                        .status())
                .isEqualTo(404);

        try (var live = LiveSocket.open(desk, "")) {
            var taken = desk.post("/reports/" + id + "/pickups", JSON, "");
            assertThat(taken.status()).isEqualTo(201);
            assertThat(taken.body().at("/report/additions")).hasSize(1);
            assertThat(live.entity("reports", r -> r.get("id").asText().equals(id))
                            .has("overLimit"))
                    .isFalse();
        }
        assertThat(desk.post("/reports/" + id + "/pickups", JSON, "").status())
                .as("it is there already")
                .isEqualTo(200);
        assertThat(desk.get("/reports/" + id + "/timeline").body().get("items")).hasSize(3);
        assertThat(differences()).isZero();
    }

    @Test
    void whateverMakesItAMatterOfNowBringsItIntoThePicture() throws Exception {
        for (int i = 0; i < 6; i++) {
            send("192.0.2.2", "unrest", "matter " + i);
        }
        var desk = desk();
        var opened = desk.post(
                "/incidents",
                JSON,
                "{\"reports\":[\"" + listed(desk, "matter 1").get("id").asText() + "\"]}");
        assertThat(opened.status()).isEqualTo(201);
        var incident = opened.body().get("id").asText();
        assertThat(desk.post(
                                "/incidents/" + incident + "/merges",
                                JSON,
                                "{\"reports\":[\""
                                        + listed(desk, "matter 2").get("id").asText() + "\"]}")
                        .status())
                .isEqualTo(201);
        assertThat(desk.post(
                                "/escalations",
                                JSON,
                                "{\"subject\":{\"kind\":\"report\",\"id\":\""
                                        + listed(desk, "matter 3").get("id").asText()
                                        + "\"},\"level\":\"triangle\",\"severity\":\"urgent\",\"reason\":\"look\"}")
                        .status())
                .isEqualTo(201);
        assertThat(desk.send(
                                "PATCH",
                                "/reports/" + listed(desk, "matter 4").get("id").asText(),
                                "{\"kind\":\"crowd\",\"reason\":\"looked again\"}")
                        .status())
                .isEqualTo(200);
        var dismissed = listed(desk, "matter 5").get("id").asText();
        assertThat(desk.post("/reports/" + dismissed + "/dismissals", JSON, "{\"reason\":\"nonsense\"}")
                        .status())
                .isEqualTo(201);
        var now = desk.get("/picture").body();
        var texts = new HashSet<String>();
        now.get("reports").forEach(r -> texts.add(r.get("text").asText()));
        assertThat(texts)
                .contains("matter 1", "matter 2", "matter 3", "matter 4")
                .doesNotContain("matter 5");
        assertThat(desk.post("/reports/" + dismissed + "/restorations", JSON, "{\"reason\":\"it was not\"}")
                        .status())
                .isEqualTo(201);
        assertThat(desk.get("/picture").body().get("reports").toString()).contains("matter 5");
        assertThat(desk.get("/incidents/" + incident + "/timeline").body().toString())
                .contains("matter 1", "matter 2");
        assertThat(differences()).isZero();
    }

    @Test
    void aSecondPageGoesOnWhereTheFirstEnded() throws Exception {
        for (int i = 0; i < 12; i++) {
            send("192.0.2.3", "supplies", "page " + i);
        }
        var desk = desk();
        var seen = new HashSet<String>();
        String after = "";
        do {
            var page = desk.get("/reports?kind=supplies&limit=5" + after).body();
            page.get("items")
                    .forEach(r -> assertThat(seen.add(r.get("text").asText())).isTrue());
            after = page.has("next") ? "&after=" + page.get("next").asLong() : null;
        } while (after != null);
        assertThat(seen).hasSize(12);
    }

    @Test
    void afterAKillEveryReportThatWasTakenIsInTheListAndCountsAreTheSame() throws Exception {
        for (int i = 0; i < 5; i++) {
            send("192.0.2.4", "other", "kept " + i);
        }
        var before = desk().get("/picture").body().get("overflows");
        hub.kill();
        hub = hub();
        var after = desk().get("/picture").body().get("overflows");
        assertThat(after).isEqualTo(before);
        for (int i = 1; i < 5; i++) {
            listed(desk(), "kept " + i);
        }
        assertThat(differences()).isZero();
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute("update report_list set state = 'dismissed' where id = (select min(id) from report_list "
                    + "where state = 'new')");
        }
        assertThat(differences())
                .as("what somebody changed in the list is found")
                .isEqualTo(1);
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute("select report_list_rebuild()");
        }
        assertThat(differences()).isZero();
    }

    @Test
    void whenAllIsFullItIsSaidAndTheEmergencyNumberWithIt() throws Exception {
        long before = stored();
        try (var small = HubProcess.start(
                folder.resolve("small.log"),
                List.of("-Dtafelzicht.public-look-millis=200"),
                "--database",
                postgres.url(),
                "--accounts",
                "demo",
                "--trust-proxy",
                "--public-most",
                String.valueOf(before + 40))) {
            var answer = sendTo(small, 1, "other");
            for (int i = 2; i < 90 && answer.status() == 201; i++) {
                if (i % 3 == 0) {
                    waitUntilSeen(small);
                }
                answer = sendTo(small, i, "other");
            }
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().toString()).contains("112");
            assertThat(answer.header("Retry-After")).isNotNull();
            assertThat(sendTo(small, 100, "violence").status())
                    .as("a tenth is kept for what is urgent")
                    .isEqualTo(201);
            assertThat(stored()).isLessThan(before + 40);
        }
    }

    private static Api.Answer sendTo(HubProcess to, int source, String kind) throws Exception {
        return Api.at(to.address())
                .post(
                        "/public/reports",
                        JSON,
                        "{\"kind\":\"" + kind + "\",\"text\":\"full\"}",
                        "X-Forwarded-For",
                        "203.0.113." + source);
    }

    private static long stored() throws Exception {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select coalesce(sum(reports), 0) from report_total where source = 'public'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The hub looks every so often how many there are. */
    private static void waitUntilSeen(HubProcess by) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(by.address() + "/metrics")).build();
        long stored = stored();
        Eventually.get(
                "the hub sees how many there are",
                () -> {
                    var text = HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                            .body();
                    var line = text.lines()
                            .filter(l -> l.startsWith("tafelzicht_public_stored "))
                            .findFirst()
                            .orElseThrow();
                    return Double.parseDouble(line.substring(line.indexOf(' ') + 1));
                },
                seen -> seen >= stored);
    }
}
