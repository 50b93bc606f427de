package nl.tafelzicht.subject.station;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.EmlFiles;
import nl.tafelzicht.support.EmlFiles.Named;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day with two elections, as clients of the API see it. */
class SeveralElectionsIT {

    private static final String XML = "application/xml";

    private String code;
    private Api api;
    private Named ps;
    private Named ab;

    @BeforeEach
    void aMunicipality() throws Exception {
        code = TestHub.municipality(0);
        api = TestHub.api().as("municipality-" + code);
        ps = own("PS", "Provinciale Staten");
        ab = own("AB", "Waterschap");
    }

    /** Tests share a hub, and its elections. */
    private Named own(String category, String name) {
        return new Named(category + "2027_" + code, name + " " + code, category, category + "2", code, TestHub.DAY);
    }

    private Api.Answer imports(String xml, String query) throws Exception {
        return api.post("/stations/imports" + query, XML, xml);
    }

    private JsonNode imported(String xml) throws Exception {
        var answer = imports(xml, "");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode station(int number) throws Exception {
        return api.get("/stations/" + code + "-" + number).body();
    }

    private static String counts(JsonNode answer) {
        var all = new ArrayList<String>();
        answer.get("perElection").forEach(e -> {
            var numbers = new ArrayList<String>();
            List.of("added", "changed", "moved", "unchanged", "withdrawn", "rejected")
                    .forEach(field -> numbers.add(e.get(field).asText()));
            all.add(e.get("election").asText().substring(0, 2) + " " + String.join(" ", numbers));
        });
        return String.join(", ", all);
    }

    @Test
    void withOneElectionNothingIsDifferent() throws Exception {
        imported(EmlFiles.stations(ps, code, EmlFiles.places(2, 1000)));
        var station = station(1);
        assertThat(station.get("eligibleVoters").asInt()).isEqualTo(1001);
        assertThat(station.get("elections")).hasSize(1);
        var answer = api.report(code + "-1", "{\"status\":\"open\",\"votersAdmitted\":5,\"ballots\":\"low\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().at("/station/votersAdmitted").asInt()).isEqualTo(5);
        assertThat(answer.body().at("/station/ballots").asText()).isEqualTo("low");
        assertThat(api.report(code + "-1", "{\"votersAdmitted\":{\"" + ps.id() + "\":7}}")
                        .body()
                        .at("/station/votersAdmitted")
                        .asInt())
                .as("its name may be said")
                .isEqualTo(7);
    }

    @Test
    void aSecondFileAddsItsElectionAndWhatWasSaidIsOfTheFirst() throws Exception {
        imported(EmlFiles.stations(ps, code, EmlFiles.places(3, 1000)));
        api.report(code + "-1", "{\"status\":\"open\",\"votersAdmitted\":5}");
        var second = imported(EmlFiles.stations(ab, code, EmlFiles.places(4, 900)));
        assertThat(counts(second)).isEqualTo("AB 4 0 0 0 0 0");
        assertThat(second.get("wouldWithdraw")).isEmpty();
        var station = station(1);
        assertThat(station.get("elections").get(0).asText()).isEqualTo(ps.id());
        assertThat(station.get("eligibleVoters").get(ps.id()).asInt()).isEqualTo(1001);
        assertThat(station.get("eligibleVoters").get(ab.id()).asInt()).isEqualTo(901);
        assertThat(station.get("votersAdmitted").toString()).isEqualTo("{\"" + ps.id() + "\":5}");
        assertThat(station(4).get("eligibleVoters").asInt())
                .as("for one of them alone")
                .isEqualTo(904);
        assertThat(imported(EmlFiles.stations(ab, code, EmlFiles.places(4, 900)))
                        .get("unchanged")
                        .asInt())
                .isEqualTo(4);
        assertThat(imported(EmlFiles.stations(ps, code, EmlFiles.places(3, 1000)))
                        .get("unchanged")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void numbersAreSaidAndSeenByElection() throws Exception {
        imported(EmlFiles.stations(List.of(ps, ab), code, EmlFiles.places(2, 1000)));
        var id = code + "-1";
        var alone = api.report(id, "{\"votersAdmitted\":5}");
        assertThat(alone.status()).isEqualTo(400);
        assertThat(alone.body().at("/errors/0/field").asText()).isEqualTo("votersAdmitted");
        assertThat(alone.body().at("/errors/0/message").asText()).contains(ps.id(), ab.id());
        assertThat(api.report(id, "{\"ballots\":\"low\"}").status()).isEqualTo(400);
        assertThat(api.report(id, "{\"votersAdmitted\":{\"TK2025\":5}}").status())
                .isEqualTo(400);
        assertThat(api.report(id, "{\"votersAdmitted\":{\"" + ps.id() + "\":-1}}")
                        .status())
                .isEqualTo(400);
        assertThat(api.report(id, "{\"votersAdmitted\":{}}").status()).isEqualTo(400);
        assertThat(api.report(id, "{\"votersAdmitted\":{\"" + ps.id() + "\":\"5\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(api.report(id, "{\"ballots\":{\"" + ps.id() + "\":\"some\"}}")
                        .status())
                .isEqualTo(400);
        var both = api.report(
                id,
                "{\"status\":\"open\",\"votersAdmitted\":{\"" + ps.id() + "\":50,\"" + ab.id()
                        + "\":40},\"ballots\":{\"" + ab.id() + "\":\"low\"},\"ballotsLeft\":{\"" + ab.id() + "\":90}}");
        assertThat(both.status()).as(both.body().toString()).isEqualTo(201);
        api.report(id, "{\"votersAdmitted\":{\"" + ab.id() + "\":45}}");
        var state = station(1);
        assertThat(state.get("votersAdmitted").get(ps.id()).asInt()).isEqualTo(50);
        assertThat(state.get("votersAdmitted").get(ab.id()).asInt()).isEqualTo(45);
        assertThat(state.get("ballots").get(ab.id()).asText()).isEqualTo("low");
        assertThat(state.get("attention").toString()).contains("ballots-low");
        var fall = api.report(id, "{\"votersAdmitted\":{\"" + ab.id() + "\":44}}");
        assertThat(fall.body().at("/errors/0/field").asText()).isEqualTo("votersAdmitted/" + ab.id());
        var newest =
                api.get("/stations/" + id + "/timeline").body().get("items").get(0);
        assertThat(newest.get("votersAdmitted").get(ab.id()).asInt()).isEqualTo(45);
        assertThat(newest.has("elections")).as("said as it is asked").isFalse();
        var seen = TestHub.api().as("operator").get("/picture").body();
        assertThat(seen.get("statuses").toString()).contains("\"" + ab.id() + "\":45");
        assertThat(seen.get("elections").toString()).contains(ab.name());
        assertThat(TestHub.api()
                        .as("chair-" + code + "-1")
                        .get("/picture")
                        .body()
                        .get("elections")
                        .toString())
                .as("a chair knows what they are called")
                .contains(ps.name(), ab.name());
    }

    @Test
    void aStationIsTakenOutOfOneElectionOnlyWhenThatIsConfirmed() throws Exception {
        imported(EmlFiles.stations(List.of(ps, ab), code, EmlFiles.places(3, 1000)));
        var shorter = EmlFiles.stations(ab, code, EmlFiles.places(2, 1000));
        var preview = imports(shorter, "?preview=true").body();
        assertThat(counts(preview)).isEqualTo("AB 0 0 0 2 1 0");
        assertThat(preview.get("wouldWithdraw")).as("no station goes").isEmpty();
        assertThat(station(3).get("elections")).hasSize(2);
        var done = api.post(
                "/stations/imports/" + preview.get("preview").asText() + "/confirmations",
                "application/json",
                "{\"withdraw\":true}");
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
        assertThat(station(3).get("elections")).as("for one election").hasSize(1);
        assertThat(station(3).get("eligibleVoters").asInt()).isEqualTo(1003);
        assertThat(station(2).get("elections")).hasSize(2);
    }

    @Test
    void aStationOfAnotherElectionIsNotMissingFromAFile() throws Exception {
        imported(EmlFiles.stations(ps, code, EmlFiles.places(3, 1000)));
        var preview = imports(EmlFiles.stations(ab, code, EmlFiles.places(2, 900)), "?preview=true")
                .body();
        assertThat(counts(preview)).isEqualTo("AB 2 0 0 0 0 0");
        assertThat(preview.get("wouldWithdraw")).isEmpty();
        api.post(
                "/stations/imports/" + preview.get("preview").asText() + "/confirmations",
                "application/json",
                "{\"withdraw\":true}");
        assertThat(station(3).get("elections").toString()).isEqualTo("[\"" + ps.id() + "\"]");
    }

    @Test
    void whatWasShownBeforeAnotherFileCameIsNotConfirmed() throws Exception {
        imported(EmlFiles.stations(ps, code, EmlFiles.places(2, 1000)));
        var preview = imports(EmlFiles.stations(ps, code, EmlFiles.places(3, 1000)), "?preview=true")
                .body();
        imported(EmlFiles.stations(ab, code, EmlFiles.places(2, 900)));
        var refused = api.post(
                "/stations/imports/" + preview.get("preview").asText() + "/confirmations",
                "application/json",
                "{\"withdraw\":false}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("detail").asText()).contains(code + "-1", code + "-2");
    }

    @Test
    void aFileOfAnotherDayThanTheDefinitionIsRefused() throws Exception {
        var definition = api.post("/elections/imports", XML, EmlFiles.definition(ps, 2, List.of("A")));
        assertThat(definition.status()).as(definition.body().toString()).isEqualTo(200);
        assertThat(definition.body().at("/election/districts")).hasSize(2);
        assertThat(definition.body().get("changed").asBoolean()).isTrue();
        assertThat(api.post("/elections/imports", XML, EmlFiles.definition(ps, 2, List.of("A")))
                        .body()
                        .get("changed")
                        .asBoolean())
                .isFalse();
        var later = new Named(ps.id(), ps.name(), "PS", "PS2", code, TestHub.DAY.plusDays(1));
        var refused = imports(EmlFiles.stations(later, code, EmlFiles.places(2, 1000)), "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().toString()).contains("election-other-date", TestHub.DAY.toString());
        imported(EmlFiles.stations(ps, code, EmlFiles.places(2, 1000)));
        assertThat(api.get("/elections/" + ps.id()).body().get("source").asText())
                .isEqualTo("file");
        var lists = api.post("/elections/imports", XML, EmlFiles.lists(ps, List.of("Lijst A", "Lijst B"), 5));
        assertThat(lists.body().at("/election/lists/1/name").asText()).isEqualTo("Lijst B");
    }

    @Test
    void anElectionIsEnteredByHandAndTheSpreadsheetNamesIt() throws Exception {
        var entered = api.send(
                "PUT",
                "/elections/" + ab.id(),
                "{\"name\":\"" + ab.name() + "\",\"category\":\"AB\",\"date\":\"" + TestHub.DAY + "\"}");
        assertThat(entered.status()).as(entered.body().toString()).isEqualTo(200);
        assertThat(entered.body().get("source").asText()).isEqualTo("hand");
        var csv = nl.tafelzicht.support.Stations.csv(code, 2, TestHub.DAY);
        var lines = csv.strip().split("\n");
        var table = new StringBuilder(lines[0] + ";Verkiezingen;Kieskring ID\n");
        table.append(lines[1])
                .append(";\"")
                .append(ps.id())
                .append("; ")
                .append(ab.name())
                .append("\";9\n");
        table.append(lines[2]).append(";Onbekende stemming;9\n");
        var answer = api.post("/stations/imports", "text/csv", table.toString());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(station(1).get("elections").toString()).contains(ps.id(), ab.id());
        assertThat(station(1).get("district").asText()).isEqualTo("9");
        assertThat(station(2).has("elections")).isFalse();
        assertThat(answer.body().get("warnings").toString()).contains("election-name-unknown", "Onbekende stemming");
    }

    @Test
    void filesThatNameAStationDifferentlySayThat() throws Exception {
        imported(EmlFiles.stations(ps, code, EmlFiles.places(2, 1000)));
        var other = EmlFiles.stations(ab, code, List.of(EmlFiles.place(1, "De Zaal", "900", "", "")));
        var answer = imported(other);
        assertThat(answer.get("warnings").toString()).contains("named-differently", "De Zaal", "Stembureau 1");
        assertThat(station(1).get("name").asText()).isEqualTo("Stembureau 1");
        assertThat(imported(other).get("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void anImportThatAddedAnElectionIsUndone() throws Exception {
        imported(EmlFiles.stations(ps, code, EmlFiles.places(2, 1000)));
        var second = imported(EmlFiles.stations(ab, code, EmlFiles.places(2, 900)));
        var undone = api.post(
                "/stations/imports/" + second.get("id").asText() + "/reversals",
                "application/json",
                "{\"reason\":\"wrong file\"}");
        assertThat(undone.body().get("restored").asInt()).isEqualTo(2);
        assertThat(station(1).get("elections")).hasSize(1);
        assertThat(station(1).get("eligibleVoters").asInt()).isEqualTo(1001);
    }

    /** A council is that of one municipality: its files are of that one alone. */
    @Test
    void aFileOfTheCouncilOfAnotherMunicipalityIsRefused() throws Exception {
        var council = own("GR", "Gemeenteraad");
        var entered = api.send(
                "PUT",
                "/elections/" + council.id(),
                "{\"name\":\"x\",\"category\":\"GR\",\"date\":\"" + TestHub.DAY + "\",\"domain\":\"Stadskanaal\"}");
        assertThat(entered.status()).isEqualTo(200);
        for (var query : List.of("", "?preview=true")) {
            var refused = imports(EmlFiles.stations(council, code, EmlFiles.places(2, 1000)), query);
            assertThat(refused.status()).as(refused.body().toString()).isEqualTo(409);
            assertThat(refused.body().get("code").asText()).isEqualTo("election-elsewhere");
            assertThat(refused.body().at("/parameters/election").asText()).isEqualTo(council.id());
        }
        assertThat(station(1).has("name")).as("nothing was imported").isFalse();
        imported(EmlFiles.stations(ps, code, EmlFiles.places(2, 1000)));
    }

    private void refusesTheDate(String year) throws Exception {
        var entered = api.send(
                "PUT", "/elections/" + ab.id(), "{\"name\":\"x\",\"category\":\"AB\",\"date\":\"" + year + "-03-17\"}");
        assertThat(entered.status()).isEqualTo(400);
        assertThat(entered.body().at("/errors/0/field").asText()).isEqualTo("date");
        assertThat(entered.body().at("/errors/0/code").asText()).isEqualTo("not-in-these-years");
        var given = imports(EmlFiles.stations(ps, code, EmlFiles.places(2, 1000)), "?date=" + year + "-03-17");
        assertThat(given.status()).isEqualTo(400);
        assertThat(given.body().at("/errors/0/field").asText()).isEqualTo("date");
        var day = java.time.LocalDate.of(Integer.parseInt(year), 3, 17);
        var other = new Named(ps.id(), ps.name(), "PS", "PS2", code, day);
        assertThat(imports(EmlFiles.stations(other, code, EmlFiles.places(2, 1000)), "")
                        .body()
                        .toString())
                .contains("not-in-these-years", year);
        assertThat(api.post("/elections/imports", XML, EmlFiles.definition(other, 1, List.of()))
                        .body()
                        .toString())
                .contains("not-in-these-years", year);
    }

    @Test
    void noElectionIsInAnotherCentury() throws Exception {
        refusesTheDate("1999");
        refusesTheDate("2101");
        assertThat(api.get("/elections/" + ab.id()).status()).isEqualTo(404);
    }

    @Test
    void everyNumberOfAnElectionHasABound() throws Exception {
        imported(EmlFiles.stations(List.of(ps, ab), code, EmlFiles.places(2, 1000)));
        for (var field : List.of("ballotsLeft", "ballotsDelivered", "votersAdmitted")) {
            for (var number : List.of("-1", "1000001", "5000000000", "1.5")) {
                var answer = api.report(code + "-1", "{\"" + field + "\":{\"" + ab.id() + "\":" + number + "}}");
                assertThat(answer.status()).as(field + " " + number).isEqualTo(400);
                assertThat(answer.body().at("/errors/0/field").asText()).contains(field);
            }
            assertThat(api.report(code + "-1", "{\"" + field + "\":{\"" + ab.id() + "\":0}}")
                            .status())
                    .as(field)
                    .isEqualTo(201);
        }
        var many = EmlFiles.stations(ps, code, List.of(EmlFiles.place(1, "Stembureau 1", "5000001", "", "")));
        assertThat(imported(many).get("warnings").toString()).contains("no-voters", "5000001");
        assertThat(station(1).get("eligibleVoters").get(ps.id()).asInt())
                .as("as it was known")
                .isEqualTo(1001);
    }

    /** What is shown says whose number it is. */
    @Test
    void theNumberOfEachElectionIsShownBeforeAndAfter() throws Exception {
        imported(EmlFiles.stations(List.of(ps, ab), code, EmlFiles.places(1, 1000)));
        var preview = imports(EmlFiles.stations(ab, code, EmlFiles.places(1, 1200)), "?preview=true")
                .body();
        assertThat(preview.at("/rows/0/changes").toString())
                .isEqualTo("[{\"field\":\"eligibleVoters\",\"before\":\"1001\",\"after\":\"1201\",\"election\":\""
                        + ab.id() + "\"}]");
        var third = new Named("IR2027_" + code, "Referendum", "IR", "IR", code, TestHub.DAY);
        var added = imports(EmlFiles.stations(third, code, EmlFiles.places(1, 900)), "?preview=true")
                .body();
        assertThat(added.at("/rows/0/changes").toString())
                .isEqualTo("[{\"field\":\"elections\",\"before\":\"" + ps.id() + ", " + ab.id() + "\",\"after\":\""
                        + ps.id() + ", " + ab.id() + ", " + third.id() + "\"}]");
    }

    @Test
    void howAMunicipalityIsReachedIsForTheDeskAndItselfUntilItIsErased() throws Exception {
        var path = "/municipalities/" + code + "/contact";
        assertThat(api.get(path).status()).isEqualTo(404);
        imported(
                EmlFiles.stations(ps, code, EmlFiles.places(1, 1000)).replace("14 030", "Bureau Verkiezingen, 14 030"));
        for (var reader : List.of(api, TestHub.api().as("operator"))) {
            assertThat(reader.get(path).body().get("contact").asText()).isEqualTo("Bureau Verkiezingen, 14 030");
            assertThat(reader.get(path).body().get("by").asText()).isEqualTo("municipality-" + code);
        }
        for (var other : List.of("mayor-" + code, "chair-" + code + "-1", "municipality-GM0599", "bzk", "auditor")) {
            assertThat(TestHub.api().as(other).get(path).status()).as(other).isEqualTo(403);
        }
        assertThat(TestHub.api().as("operator").get("/picture").body().toString())
                .as("it is not of the picture")
                .doesNotContain("14 030");
        assertThat(api.send("DELETE", path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
    }
}
