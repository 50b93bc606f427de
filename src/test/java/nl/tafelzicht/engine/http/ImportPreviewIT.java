package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.Spreadsheet;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A file is shown before it is imported: what it adds, changes, moves and leaves out; and what it left out comes back
 * when that is undone.
 */
class ImportPreviewIT {

    private final Api hub = TestHub.api();
    private String code;
    private Api api;

    ImportPreviewIT() throws Exception {}

    private void municipality(int stations) throws Exception {
        code = TestHub.municipality(stations);
        api = hub.as("municipality-" + code);
    }

    private JsonNode previewed(String csv) throws Exception {
        var answer = api.post("/stations/imports?preview=true", "text/csv", csv);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static Api.Answer confirm(Api by, JsonNode preview, boolean withdraw) throws Exception {
        return by.post(
                "/stations/imports/" + preview.get("preview").asText() + "/confirmations",
                "application/json",
                "{\"withdraw\":" + withdraw + "}");
    }

    private static List<String> texts(JsonNode list) {
        var all = new ArrayList<String>();
        list.forEach(text -> all.add(text.asText()));
        return all;
    }

    private static List<String> acts(JsonNode preview) {
        var all = new ArrayList<String>();
        preview.get("rows")
                .forEach(row -> all.add(
                        row.get("act").asText() + " " + row.get("id").asText() + " " + texts(row.get("fields"))));
        return all;
    }

    private String mobile(String street, String opens, String closes) {
        return Stations.row(code, 7, TestHub.DAY)
                .replace("regulier", "mobiel")
                .replace("Dorpsstraat", street)
                .replace("T07:30", "T" + opens)
                .replace("T21:00", "T" + closes);
    }

    private static String without(String csv, int number) {
        return csv.lines()
                .filter(line -> !line.contains(";" + number + ";Stembureau"))
                .reduce("", (a, b) -> a + b + "\n");
    }

    @Test
    void itShowsEverythingAndChangesNothing() throws Exception {
        municipality(5);
        api.report(code + "-5", "{\"status\":\"open\"}");
        var file = without(without(Stations.csv(code, 6, TestHub.DAY), 4), 5)
                        .replace("Stembureau 2;", "De Brug;")
                        .replace("Dorpsstraat;3;", "Plein;3;")
                + "kapot\n";
        var shown = previewed(file);
        assertThat(List.of("imported", "changed", "moved", "unchanged"))
                .extracting(of -> shown.get(of).asInt())
                .containsExactly(1, 2, 1, 1);
        assertThat(shown.get("rejected")).hasSize(1);
        assertThat(acts(shown))
                .containsExactlyInAnyOrder(
                        "change " + code + "-2 [name]",
                        "move " + code + "-3 [location]",
                        "add " + code + "-6 []",
                        "withdraw " + code + "-4 []",
                        "withdraw " + code + "-5 []");
        assertThat(texts(shown.get("wouldWithdraw"))).containsExactly(code + "-4", code + "-5");
        shown.get("rows").forEach(row -> assertThat(row.get("reported").asBoolean())
                .as(row.toString())
                .isEqualTo(row.get("id").asText().equals(code + "-5")));
        assertThat(shown.get("date").asText()).isEqualTo(TestHub.DAY.toString());
        assertThat(api.get("/stations/" + code + "-6").status()).isEqualTo(404);
        assertThat(api.get("/stations/" + code + "-2").body().get("name").asText())
                .isEqualTo("Stembureau 2");
        assertThat(api.get("/stations/imports").body().get("items"))
                .as("nobody imported more than the first file")
                .hasSize(1);
    }

    private static Api.Answer approve(Api by, JsonNode preview, boolean withdraw, String... rows) throws Exception {
        return by.post(
                "/stations/imports/" + preview.get("preview").asText() + "/confirmations",
                "application/json",
                "{\"withdraw\":" + withdraw + ",\"rows\":[\"" + String.join("\",\"", rows) + "\"]}");
    }

    private String nameOf(int number) throws Exception {
        return api.get("/stations/" + code + "-" + number).body().path("name").asText("gone");
    }

    @Test
    void onlyTheRowsThatWereApprovedAreDone() throws Exception {
        municipality(6);
        var newer = without(without(Stations.csv(code, 7, TestHub.DAY), 5), 6)
                .replace("Stembureau 2;", "De Brug;")
                .replace("Stembureau 3;", "De Molen;")
                .replaceAll("(?m)^(.*;4;Stembureau 4;.*)T07:30:00", "$1T08:00:00");
        var shown = previewed(newer);
        var hours = StreamSupport.stream(shown.get("rows").spliterator(), false)
                .filter(row -> row.get("id").asText().equals(code + "-4"))
                .findFirst()
                .orElseThrow();
        assertThat(hours.at("/changes/0/field").asText()).isEqualTo("opensAt");
        assertThat(hours.at("/changes/0/before").asText()).contains("T07:30");
        assertThat(hours.at("/changes/0/after").asText()).contains("T08:00");
        var none = approve(api, shown, false, code + "-1");
        assertThat(none.status()).as("it is as it was").isEqualTo(400);
        assertThat(none.body().at("/errors/0/code").asText()).isEqualTo("not-in-preview");
        assertThat(none.body().at("/errors/0/field").asText()).isEqualTo("rows");

        var done = approve(api, shown, true, code + "-2", code + "-7", code + "-5");
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
        assertThat(List.of("imported", "changed", "withdrawn"))
                .extracting(of -> done.body().get(of).asInt())
                .containsExactly(1, 1, 1);
        assertThat(texts(done.body().get("wouldWithdraw"))).containsExactly(code + "-6");
        assertThat(List.of(nameOf(2), nameOf(3), nameOf(5), nameOf(6), nameOf(7)))
                .containsExactly("De Brug", "Stembureau 3", "gone", "Stembureau 6", "Stembureau 7");
        assertThat(api.get("/stations/" + code + "-4").body().get("opensAt").asText())
                .contains("T07:30");
        var told = api.get("/stations/imports").body().at("/items/0");
        assertThat(told.get("by").asText()).isEqualTo("municipality-" + code);
        assertThat(told.get("notApproved").asInt()).as("3, 4 and 6").isEqualTo(3);
        assertThat(approve(api, shown, true, code + "-3").status())
                .as("it was used")
                .isEqualTo(404);
    }

    /** More differences than a screen shows, of which some are approved. */
    @Test
    void thousandsOfRowsAreApprovedOneByOne() throws Exception {
        municipality(0);
        var shown = previewed(Stations.csv(code, 2_600, TestHub.DAY));
        assertThat(shown.get("rows")).hasSize(2_600);
        assertThat(shown.get("rowsLeftOut").asInt()).isZero();
        var chosen = IntStream.rangeClosed(1, 2_600)
                .filter(number -> number % 100 != 0)
                .mapToObj(number -> code + "-" + number)
                .toArray(String[]::new);
        var done = approve(api, shown, false, chosen);
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
        assertThat(done.body().get("imported").asInt()).isEqualTo(2_574);
        assertThat(List.of(nameOf(99), nameOf(100), nameOf(2_599), nameOf(2_600)))
                .containsExactly("Stembureau 99", "gone", "Stembureau 2599", "gone");
        assertThat(api.get("/stations/imports")
                        .body()
                        .at("/items/0/notApproved")
                        .asInt())
                .isEqualTo(26);
        var many = IntStream.rangeClosed(1, 20_001)
                .mapToObj(number -> code + "-" + number)
                .toArray(String[]::new);
        var beyond = approve(api, previewed(Stations.csv(code, 2_600, TestHub.DAY)), false, many);
        assertThat(beyond.status()).isEqualTo(400);
        assertThat(beyond.body().at("/errors/0/field").asText()).isEqualTo("rows");
    }

    @Test
    void whatTheFileLeavesOutStaysUnlessThatWasSaidToo() throws Exception {
        municipality(3);
        var shown = previewed(without(Stations.csv(code, 3, TestHub.DAY), 3).replace("Stembureau 2;", "De Brug;"));
        var done = approve(api, shown, false, code + "-2", code + "-3");
        assertThat(done.body().path("withdrawn").asInt()).isZero();
        assertThat(List.of(nameOf(2), nameOf(3))).containsExactly("De Brug", "Stembureau 3");
    }

    @Test
    void aStopGoesWithTheRowThatNamesIt() throws Exception {
        municipality(1);
        var one = mobile("Oost", "08:00", "10:00");
        var two = mobile("West", "11:00", "13:00");
        var rest = Stations.csv(code, 1, TestHub.DAY);
        assertThat(api.post("/stations/imports", "text/csv", rest + one + two).status())
                .isEqualTo(200);
        var shown = previewed(rest.replace("Stembureau 1;", "De Brug;") + one);
        var gone = texts(shown.get("wouldWithdraw")).get(0);
        var done = approve(api, shown, true, gone);
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
        var mobile = api.get("/stations/" + code + "-7").body();
        assertThat(mobile.path("stops").size()).as(mobile.toString()).isLessThanOrEqualTo(1);
        assertThat(nameOf(1)).isEqualTo("Stembureau 1");
    }

    @Test
    void whatIsConfirmedIsDoneAndUndoneWithWhatItTookOut() throws Exception {
        municipality(4);
        api.report(code + "-3", "{\"status\":\"open\",\"waitingMinutes\":7}");
        var shown = previewed(without(without(Stations.csv(code, 5, TestHub.DAY), 3), 4));
        try (var screen = LiveSocket.open(api, "")) {
            screen.status(code + "-4", s -> true);
            var done = confirm(api, shown, true).body();
            assertThat(done.path("imported").asInt() + ","
                            + done.path("withdrawn").asInt())
                    .as(done.toString())
                    .isEqualTo("1,2");
            assertThat(done.get("wouldWithdraw")).isEmpty();
            for (var number : List.of("-3", "-4")) {
                screen.entity(
                        "gone",
                        g -> g.get("id").asText().equals(code + number)
                                && g.get("kind").asText().equals("station"));
                assertThat(api.get("/stations/" + code + number).status()).isEqualTo(404);
            }
            assertThat(confirm(api, shown, true).status()).as("once").isEqualTo(404);
            var undone = api.post(
                            "/stations/imports/" + done.get("id").asText() + "/reversals",
                            "application/json",
                            "{\"reason\":\"the wrong file\"}")
                    .body();
            assertThat(undone.get("restored").asInt() + ","
                            + undone.get("withdrawn").asInt())
                    .isEqualTo("2,1");
            assertThat(undone.get("kept")).isEmpty();
            screen.status(
                    code + "-3",
                    s -> s.has("waitingMinutes")
                            && s.get("waitingMinutes").asInt() == 7
                            && s.get("status").asText().equals("open"));
        }
        assertThat(api.get("/stations/" + code + "-4").body().get("status").asText())
                .isEqualTo("expected");
        assertThat(api.get("/stations/" + code + "-5").status()).isEqualTo(404);
        var history = api.get("/stations/imports").body().get("items");
        assertThat(history.get(0).get("by").asText()).isEqualTo("municipality-" + code);
        assertThat(history.get(0).get("withdrawn").asInt()).isEqualTo(2);
        assertThat(history.get(0).get("reversals").get(0).get("reason").asText())
                .isEqualTo("the wrong file");
        assertThat(history.get(1).get("imported").asInt()).as("the first file").isEqualTo(4);
        assertThat(history.get(1).get("reversals")).isEmpty();
    }

    /** Two of the three stations are there already, by CSV: nothing of them changes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,STEMBUREAUS_XLSX",
        "application/vnd.oasis.opendocument.spreadsheet,STEMBUREAUS_ODS"
    })
    void aSpreadsheetIsShownAndConfirmedAsACsvIs(String type, String format) throws Exception {
        municipality(2);
        var table = Spreadsheet.turned(Spreadsheet.cells(Stations.csv(code, 3, TestHub.DAY)));
        boolean isOds = format.endsWith("ODS");
        var file = Spreadsheet.zip(
                isOds ? Spreadsheet.ods(Spreadsheet.odsTable(table)) : Spreadsheet.xlsx(Spreadsheet.rows(table)));
        var shown = api.post("/stations/imports?preview=true", type, file).body();
        assertThat(shown.get("imported").asInt() + "," + shown.get("unchanged").asInt())
                .as(shown.toString())
                .isEqualTo("1,2");
        assertThat(shown.get("warnings").get(0).get("code").asText()).isEqualTo("sheet-by-columns");
        assertThat(api.get("/stations/" + code + "-3").status()).isEqualTo(404);
        assertThat(confirm(api, shown, false).status()).isEqualTo(200);
        assertThat(api.get("/stations/" + code + "-3").status()).isEqualTo(200);
        assertThat(api.get("/stations/imports?limit=1")
                        .body()
                        .get("items")
                        .get(0)
                        .get("format")
                        .asText())
                .isEqualTo(format);
        assertThat(api.post("/stations/imports", "text/csv", Stations.csv(code, 3, TestHub.DAY))
                        .body()
                        .get("unchanged")
                        .asInt())
                .isEqualTo(3);
    }

    /** The form does not say whose it is: its sender does, when it is shown and when it is confirmed. */
    @Test
    void anEntryFormIsOfItsSendersMunicipality() throws Exception {
        municipality(1);
        var form = Spreadsheet.turned(Spreadsheet.cells(Stations.csv(code, 2, TestHub.DAY))).stream()
                .filter(row -> !List.of("CBS gemeentecode", "Gebruiksdoel van het gebouw")
                        .contains(row.get(0)))
                .toList();
        var type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        var file = Spreadsheet.zip(Spreadsheet.xlsx(Spreadsheet.rows(form)));
        var shown = api.post("/stations/imports?preview=true", type, file).body();
        assertThat(confirm(api, shown, false).body().get("imported").asInt()).isEqualTo(1);
        assertThat(api.get("/stations/" + code + "-2").status()).isEqualTo(200);
        var refused = hub.as("operator").post("/stations/imports", type, file);
        assertThat(refused.status()).isEqualTo(403);
        var broken = api.post("/stations/imports", type, "a;b\n");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.body().toString()).contains("spreadsheet-is-no-zip");
    }

    @Test
    void withoutAWordNothingIsWithdrawn() throws Exception {
        municipality(3);
        var smaller = without(Stations.csv(code, 3, TestHub.DAY), 2);
        assertThat(texts(confirm(api, previewed(smaller), false).body().get("wouldWithdraw")))
                .containsExactly(code + "-2");
        assertThat(texts(api.post("/stations/imports", "text/csv", smaller)
                        .body()
                        .get("wouldWithdraw")))
                .as("at once")
                .containsExactly(code + "-2");
        assertThat(api.get("/stations/" + code + "-2").status()).isEqualTo(200);
        assertThat(confirm(api, previewed(smaller), true)
                        .body()
                        .get("withdrawn")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.get("/stations/" + code + "-2").status()).isEqualTo(404);
    }

    @Test
    void aRowThatIsRejectedWithdrawsNobody() throws Exception {
        municipality(3);
        var broken = Stations.csv(code, 3, TestHub.DAY).replace(Stations.latitude(code, 2), "twee");
        var shown = previewed(broken);
        assertThat(shown.get("rejected")).hasSize(1);
        assertThat(shown.get("wouldWithdraw")).isEmpty();
    }

    @Test
    void theRegisterMustBeAsItWasShown() throws Exception {
        municipality(3);
        var file = without(Stations.csv(code, 3, TestHub.DAY).replace("Stembureau 1;", "De Brug;"), 3);
        var shown = previewed(file);
        api.report(code + "-1", "{\"status\":\"open\"}");
        assertThat(confirm(hub.as("municipality-GM0599"), shown, false).status())
                .as("somebody else's")
                .isEqualTo(404);
        var other = previewed(file);
        assertThat(confirm(api, other, false).status())
                .as("other reports do not count")
                .isEqualTo(200);
        var late = confirm(api, shown, false);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().get("detail").asText()).contains(code + "-1").doesNotContain(code + "-2");
        shown = previewed(file);
        api.report(code + "-3", "{\"status\":\"open\"}");
        var reported = confirm(api, shown, true);
        assertThat(reported.status()).isEqualTo(409);
        assertThat(reported.body().get("detail").asText()).contains(code + "-3", "reported");
        assertThat(confirm(api, previewed(file), true).body().get("withdrawn").asInt())
                .as("shown with its report")
                .isEqualTo(1);
    }

    @Test
    void aPersonHasThreePreviewsAndTheOldestGoes() throws Exception {
        municipality(1);
        var all = new ArrayList<JsonNode>();
        for (int i = 0; i < 4; i++) {
            all.add(previewed(Stations.csv(code, 1, TestHub.DAY).replace("Stembureau 1;", "Naam " + i + ";")));
        }
        assertThat(confirm(api, all.get(0), false).status()).isEqualTo(404);
        assertThat(confirm(api, all.get(1), false).status()).isEqualTo(200);
        assertThat(api.post("/stations/imports/" + UUID.randomUUID() + "/confirmations", "application/json", "{}")
                        .status())
                .as("without a word on withdrawing")
                .isEqualTo(400);
        assertThat(confirm(hub.as("operator"), all.get(2), false).status()).isEqualTo(403);
    }

    @Test
    void aMobileStationIsOneWhoeverNamesIt() throws Exception {
        municipality(1);
        var kade = mobile("Kade", "07:30", "10:00");
        var plein = mobile("Plein", "10:30", "14:00");
        var haven = mobile("Haven", "15:00", "21:00");
        var brought = api.post(
                        "/stations/imports",
                        "text/csv",
                        Stations.HEADER + Stations.row(code, 1, TestHub.DAY) + haven + kade + plein)
                .body();
        assertThat(brought.get("imported").asInt()).isEqualTo(1);
        var station = api.get("/stations/" + code + "-7.2").body();
        assertThat(station.get("id").asText()).isEqualTo(code + "-7");
        assertThat(station.get("stops"))
                .extracting(s -> s.get("place").asInt()
                        + s.get("location").get("address").asText())
                .containsExactly("1Kade 7", "2Plein 7", "3Haven 7");
        assertThat(station.get("opensAt").asText() + station.get("closesAt").asText())
                .contains("T07:30", "T21:00");
        for (var chair : List.of("chair-" + code + "-7", "chair-" + code + "-7.3")) {
            var by = hub.as(chair);
            for (var id : List.of("-7", "-7.1", "-7.3")) {
                assertThat(by.report(code + id, "{\"waitingMinutes\":5}").status())
                        .as(chair + " for " + id)
                        .isEqualTo(201);
            }
            assertThat(by.report(code + "-1", "{\"waitingMinutes\":5}").status())
                    .isEqualTo(403);
            try (var screen = LiveSocket.open(by, "")) {
                screen.status(code + "-7", s -> s.path("waitingMinutes").asInt() == 5);
            }
        }
        api.report(code + "-7.2", "{\"status\":\"open\"}");
        var smaller = Stations.HEADER + Stations.row(code, 1, TestHub.DAY) + plein + haven;
        var kept = api.post("/stations/imports", "text/csv", smaller).body();
        assertThat(texts(kept.get("wouldWithdraw"))).containsExactly(code + "-7.1");
        assertThat(kept.get("unchanged").asInt()).isEqualTo(2);
        confirm(api, previewed(smaller), true);
        station = api.get("/stations/" + code + "-7").body();
        assertThat(station.get("stops"))
                .extracting(s -> s.get("place").asInt()
                        + s.get("location").get("address").asText())
                .as("nobody else's number")
                .containsExactly("2Plein 7", "3Haven 7");
        assertThat(station.get("status").asText()).isEqualTo("open");
        assertThat(api.get("/stations?municipality=" + code).body().get("items"))
                .hasSize(2);
        var about = hub.as("operator")
                .post(
                        "/reports",
                        "application/json",
                        "{\"kind\":\"crowd\",\"text\":\"queue at the bus\",\"station\":\"" + code + "-7.3\"}",
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
        assertThat(about.body().get("report").get("station").asText()).isEqualTo(code + "-7");
    }

    @Test
    void nothingIsReplacedWithoutAWord() throws Exception {
        municipality(2);
        var other = previewed(Stations.csv(code, 2, TestHub.DAY.plusDays(7)));
        assertThat(other.get("warnings"))
                .extracting(w -> w.get("code").asText())
                .contains("other-date");
        assertThat(other.get("warnings").toString())
                .contains(TestHub.DAY.toString(), TestHub.DAY.plusDays(7).toString());
        assertThat(previewed(Stations.csv(code, 2, TestHub.DAY)).get("warnings"))
                .isEmpty();
    }

    @Test
    void theHistoryIsForWhomItConcerns() throws Exception {
        municipality(1);
        assertThat(hub.as("operator")
                        .get("/stations/imports?limit=500")
                        .body()
                        .get("items")
                        .toString())
                .contains(code);
        assertThat(hub.as("municipality-GM0599")
                        .get("/stations/imports")
                        .body()
                        .get("items")
                        .toString())
                .doesNotContain(code);
        assertThat(hub.as("mayor-" + code).get("/stations/imports").status()).isEqualTo(403);
        var first = api.get("/stations/imports?limit=1").body();
        assertThat(api.get("/stations/imports?limit=1&after="
                                + first.get("next").asLong())
                        .status())
                .isEqualTo(200);
    }
}
