package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** A wrong file was imported: it is undone, by events that correct. */
class ImportReversalIT {

    private static final String REASON = "{\"reason\":\"the file of last year\"}";

    private static String imported(Api api, String csv) throws Exception {
        var answer = api.post("/stations/imports", "text/csv", csv);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().get("id").asText();
    }

    private static Api.Answer undo(Api api, String id) throws Exception {
        return api.post("/stations/imports/" + id + "/reversals", "application/json", REASON);
    }

    @Test
    void whatWasNewIsGoneFromEveryScreenAndComesBackWhenItIsImportedAgain() throws Exception {
        var code = TestHub.municipality(2);
        var api = TestHub.api().as("municipality-" + code);
        try (var screen = LiveSocket.open(api, "");
                var chair = LiveSocket.open(TestHub.api().as("chair-" + code + "-4"), "")) {
            var wrong = imported(api, Stations.csv(code, 5, TestHub.DAY));
            screen.status(code + "-5", s -> true);
            chair.status(code + "-4", s -> true);
            var answer = undo(api, wrong);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().get("withdrawn").asInt()).isEqualTo(3);
            assertThat(answer.body().get("kept")).isEmpty();
            for (var which : java.util.List.of(screen, chair)) {
                which.entity(
                        "gone",
                        g -> g.get("id").asText().equals(code + "-4")
                                && g.get("kind").asText().equals("station"));
            }
            assertThat(api.get("/stations/" + code + "-5").status()).isEqualTo(404);
            assertThat(api.get("/stations?municipality=" + code).body().get("items"))
                    .hasSize(2);
            assertThat(api.report(code + "-5", "{\"status\":\"open\"}").status())
                    .as("a report for a station that is not there")
                    .isEqualTo(404);
            assertThat(undo(api, wrong).body().get("withdrawn").asInt())
                    .as("a second time")
                    .isZero();
            var again = imported(api, Stations.csv(code, 5, TestHub.DAY));
            assertThat(undo(api, again).body().get("withdrawn").asInt())
                    .as("what stood there before had been withdrawn")
                    .isEqualTo(3);
            assertThat(api.get("/stations/" + code + "-5").status()).isEqualTo(404);
            imported(api, Stations.csv(code, 5, TestHub.DAY));
            var told = new java.util.ArrayList<String>();
            api.get("/stations/" + code + "-5/timeline")
                    .body()
                    .get("items")
                    .forEach(i -> told.add(i.get("type").asText()
                            + (i.has("reason") ? " " + i.get("role").asText() : "")));
            assertThat(told)
                    .as("newest first")
                    .containsExactly(
                            "register-changed",
                            "withdrawn municipality",
                            "register-changed",
                            "withdrawn municipality",
                            "registered");
            assertThat(api.report(code + "-5", "{\"status\":\"open\"}").status())
                    .isEqualTo(201);
        }
    }

    @Test
    void whatWasChangedHasItsEntryFromBeforeAgain() throws Exception {
        var code = TestHub.municipality(2);
        var api = TestHub.api().as("municipality-" + code);
        var before = api.get("/stations/" + code + "-1").body().get("name").asText();
        var wrong = imported(api, Stations.csv(code, 2, TestHub.DAY).replace(before, "Zwembad De Verkeerde"));
        assertThat(api.get("/stations/" + code + "-1").body().get("name").asText())
                .isEqualTo("Zwembad De Verkeerde");
        assertThat(undo(api, wrong).body().get("restored").asInt()).isPositive();
        assertThat(api.get("/stations/" + code + "-1").body().get("name").asText())
                .isEqualTo(before);
    }

    @Test
    void whatReportedOrWasChangedSinceStaysAndTheAnswerSaysWhy() throws Exception {
        var code = TestHub.municipality(1);
        var api = TestHub.api().as("municipality-" + code);
        var wrong = imported(api, Stations.csv(code, 3, TestHub.DAY));
        api.report(code + "-2", "{\"status\":\"open\"}");
        var name = api.get("/stations/" + code + "-3").body().get("name").asText();
        imported(api, Stations.csv(code, 3, TestHub.DAY).replace(name, "Een nieuwere naam"));
        var answer = undo(api, wrong);
        assertThat(answer.body().get("withdrawn").asInt()).isZero();
        assertThat(answer.body().get("kept").toString())
                .contains(code + "-2", "it has reported", code + "-3", "its entry was changed since");
        assertThat(api.get("/stations/" + code + "-2").status()).isEqualTo(200);
    }

    @Test
    void onlyWhoMayImportThoseStationsUndoesIt() throws Exception {
        var code = TestHub.municipality(1);
        var api = TestHub.api().as("municipality-" + code);
        var id = imported(api, Stations.csv(code, 2, TestHub.DAY));
        assertThat(undo(TestHub.api().as("municipality-GM0599"), id).status())
                .as("another municipality's")
                .isEqualTo(404);
        assertThat(undo(TestHub.api().as("operator"), id).status()).isEqualTo(403);
        assertThat(undo(api, "not-an-id").status()).isIn(400, 404);
        assertThat(undo(api, java.util.UUID.randomUUID().toString()).status()).isEqualTo(404);
        assertThat(api.post("/stations/imports/" + id + "/reversals", "application/json", "{}")
                        .status())
                .as("without a reason")
                .isEqualTo(400);
    }
}
