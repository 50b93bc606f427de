package nl.tafelzicht.subject.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A subject is one folder and one registration: a hub to which {@link NoteSubject} was added, and nothing else, has it
 * in its API, in its picture and live, under its rights, in timelines, in escalations, in the past, and erases it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoteSubjectIT {

    private static final String JSON = "application/json";
    private static final String TOWN = "GM0228";
    private static final String TEXT = "De brug bij het station is dicht";

    private static Path folder;
    private static PostgresServer postgres;
    private static HubProcess hub;
    private static String note;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-notes-");
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
        hub = hub();
        as("municipality-" + TOWN).post("/stations/imports", "text/csv", Stations.csv(TOWN, 2, TestHub.DAY));
    }

    private static HubProcess hub() throws IOException {
        return HubProcess.start(new HubProcess.Launch(
                List.of(),
                HubWithNotes.class.getName(),
                "127.0.0.1",
                HubProcess.freePort(),
                folder.resolve("hub.log"),
                List.of(),
                List.of("--database", postgres.url(), "--accounts", "demo")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (hub != null) {
            hub.close();
        }
        postgres.close();
        TestHub.delete(folder);
    }

    private static Api as(String account) throws Exception {
        return Api.at(hub.address()).as(account);
    }

    private static Stream<String> types(String path) throws Exception {
        return StreamSupport.stream(as("operator").get(path).body().get("items").spliterator(), false)
                .map(item -> item.get("type").asText());
    }

    @Test
    @Order(1)
    void whoMayAddsOneAndEveryoneOfThePlaceSeesItLive() throws Exception {
        try (var mayor = LiveSocket.open(as("mayor-" + TOWN), "")) {
            var made = as("municipality-" + TOWN)
                    .post(
                            "/municipalities/" + TOWN + "/notes",
                            JSON,
                            "{\"text\":\"" + TEXT + "\",\"location\":{\"latitude\":52.04,\"longitude\":5.66}}",
                            "Idempotency-Key",
                            "first");
            assertThat(made.status()).as(() -> made.body().toString()).isEqualTo(201);
            note = made.body().get("id").asText();
            assertThat(made.header("Location")).isEqualTo("/api/v1/notes/" + note);
            assertThat(made.body().at("/note/text").asText()).isEqualTo(TEXT);
            var shown = mayor.entity("notes", n -> n.get("id").asText().equals(note));
            assertThat(shown.at("/location/latitude").asDouble())
                    .as("where it is on the map")
                    .isEqualTo(52.04);
        }
        var again = as("municipality-" + TOWN)
                .post(
                        "/municipalities/" + TOWN + "/notes",
                        JSON,
                        "{\"location\":{\"longitude\":5.66,\"latitude\":52.04},\"text\":\"" + TEXT + "\"}",
                        "Idempotency-Key",
                        "first");
        assertThat(again.status()).as("once").isEqualTo(200);
        assertThat(as("operator").get("/picture").body().get("notes")).hasSize(1);
    }

    @Test
    @Order(2)
    void whoMayNotDoesNot() throws Exception {
        var text = "{\"text\":\"x\"}";
        assertThat(as("police-" + TOWN)
                        .post("/municipalities/" + TOWN + "/notes", JSON, text)
                        .status())
                .isEqualTo(403);
        assertThat(as("municipality-GM0344")
                        .post("/municipalities/" + TOWN + "/notes", JSON, text)
                        .status())
                .isEqualTo(403);
        assertThat(as("municipality-GM0344").get("/notes/" + note).status()).isEqualTo(404);
        assertThat(as("municipality-GM0344").get("/notes").body().get("items")).isEmpty();
        assertThat(as("municipality-GM0344").get("/picture").body().path("notes"))
                .isEmpty();
        assertThat(as("municipality-GM0344")
                        .post("/notes/" + note + "/corrections", JSON, text)
                        .status())
                .isEqualTo(404);
        assertThat(as("police-" + TOWN).get("/notes/" + note).status()).isEqualTo(200);
        assertThat(as("police-" + TOWN)
                        .post("/notes/" + note + "/corrections", JSON, text)
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(3)
    void itsPartOfTheDocumentSaysWhatABodyMayBe() throws Exception {
        var document = as("operator").get("/openapi.json").body();
        assertThat(document.get("paths").has("/notes/{id}/corrections")).isTrue();
        assertThat(document.get("paths").has("/stations")).isTrue();
        for (var body :
                List.of("{}", "{\"text\":\" \"}", "{\"text\":\"x\",\"colour\":\"red\"}", "[]", "{\"text\":7}")) {
            assertThat(as("municipality-" + TOWN)
                            .post("/municipalities/" + TOWN + "/notes", JSON, body)
                            .status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(as("operator").get("/notes?limit=0").status()).isEqualTo(400);
        assertThat(as("operator").get("/notes?municipality=GM0344").body().get("items"))
                .isEmpty();
        assertThat(as("operator").get("/notes?municipality=" + TOWN).body().get("items"))
                .hasSize(1);
        assertThat(as("operator").send("DELETE", "/notes/" + note).status()).isEqualTo(405);
    }

    @Test
    @Order(4)
    void itIsEscalatedAndItsTimelineTellsBoth() throws Exception {
        var raised = as("municipality-" + TOWN)
                .post(
                        "/escalations",
                        JSON,
                        "{\"subject\":{\"kind\":\"note\",\"id\":\"" + note
                                + "\"},\"level\":\"triangle\",\"severity\":\"urgent\",\"reason\":\"geen uitweg\"}");
        assertThat(raised.status()).as(() -> raised.body().toString()).isEqualTo(201);
        assertThat(raised.body().at("/escalation/subject/kind").asText()).isEqualTo("note");
        assertThat(raised.body().at("/escalation/municipality/code").asText()).isEqualTo(TOWN);
        assertThat(as("operator")
                        .post("/notes/" + note + "/corrections", JSON, "{\"text\":\"De brug is weer open\"}")
                        .status())
                .isEqualTo(201);
        assertThat(types("/notes/" + note + "/timeline"))
                .containsExactly("note-corrected", "escalation-raised", "note-added");
        assertThat(types("/notes/" + note + "/timeline?limit=1")).containsExactly("note-corrected");
    }

    @Test
    @Order(5)
    void itIsInThePastAndComesBackAfterAStart() throws Exception {
        var before = as("operator").get("/picture").body();
        hub.close();
        hub = hub();
        var desk = as("operator");
        assertThat(desk.get("/picture").body().get("notes")).isEqualTo(before.get("notes"));
        var metrics = new String(desk.get("/metrics").raw().body(), StandardCharsets.UTF_8);
        assertThat(metrics).contains("tafelzicht_picture_entities{kind=\"note\"} 1");
        assertThat(desk.post("/notes/" + note + "/strikes", JSON, "{}").status())
                .isEqualTo(201);
        assertThat(desk.post("/notes/" + note + "/corrections", JSON, "{\"text\":\"x\"}")
                        .status())
                .isEqualTo(409);
        var refused = desk.post(
                "/notes/" + note + "/corrections", JSON, "{\"text\":\"x\"}", "Accept-Language", "nl-NL,nl;q=0.9");
        assertThat(refused.body().get("detail").asText()).as("in its own words").isEqualTo("dit is doorgehaald");
        assertThat(refused.body().get("code").asText()).isEqualTo("struck");
        assertThat(desk.get("/picture?at=" + before.get("at").asText())
                        .body()
                        .at("/notes/0/struck")
                        .asBoolean())
                .as("as it was")
                .isFalse();
        var escalated = desk.post(
                "/escalations",
                JSON,
                "{\"subject\":{\"kind\":\"note\",\"id\":\"" + note
                        + "\"},\"level\":\"table\",\"severity\":\"urgent\",\"reason\":\"x\"}");
        assertThat(escalated.status()).as("a struck one is not escalated").isEqualTo(400);
        assertThat(escalated.body().at("/errors/0/field").asText()).isEqualTo("subject/kind");
    }

    @Test
    @Order(6)
    void itsWordsAreErased() throws Exception {
        hub.close();
        var erasing = new ProcessBuilder(HubProcess.command(
                        HubWithNotes.class,
                        "erase",
                        "note/" + note,
                        "--database",
                        postgres.url(),
                        "--reason",
                        "request 7",
                        "--actor",
                        "privacy officer"))
                .redirectErrorStream(true)
                .start();
        var said = new String(erasing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(erasing.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(erasing.exitValue()).as(said).isZero();
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from journal where data::text like '%brug%' and stream = 'note/" + note
                                + "'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
        hub = hub();
        assertThat(as("operator").get("/notes/" + note).body().get("text").asText())
                .isEqualTo("[erased]");
    }
}
