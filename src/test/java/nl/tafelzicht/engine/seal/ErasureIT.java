package nl.tafelzicht.engine.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.Command;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody's name stands in a report, and has to go: it goes, and the journal can still be checked. */
class ErasureIT {

    private static final String NAME = "Wilhelmina van der Testen";
    private static Path folder;
    private static PostgresServer postgres;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-erasure-");
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
        TestHub.delete(folder);
    }

    private static HubProcess hub() throws Exception {
        return HubProcess.start(
                folder.resolve("hub.log"), List.of(), "--database", postgres.url(), "--accounts", "demo");
    }

    private static long number(String sql) throws Exception {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Command.Said run(String... arguments) {
        return Command.run(arguments);
    }

    @Test
    void aNameIsErasedFromJournalAndPictureAndTheRestStaysProven() throws Exception {
        String report;
        try (var hub = hub()) {
            var api = Api.at(hub.address()).as("municipality-GM0363");
            api.post("/stations/imports", "text/csv", Stations.csv("GM0363", 2, TestHub.DAY));
            report = api.post(
                            "/reports",
                            "application/json",
                            "{\"kind\":\"crowd\",\"text\":\"Volgens " + NAME
                                    + " staat er een rij\",\"station\":\"GM0363-1\"}")
                    .body()
                    .get("id")
                    .asText();
        }
        assertThat(number("select count(*) from journal where data::text like '%" + NAME + "%'"))
                .isPositive();

        assertThat(run(
                        "erase",
                        "report/" + report,
                        "--database",
                        postgres.url(),
                        "--reason",
                        "request 2026-7",
                        "--actor",
                        "privacy officer"))
                .satisfies(said -> assertThat(said.status()).as(said.text()).isZero());
        assertThat(number("select count(*) from journal where data::text like '%" + NAME + "%'"))
                .isZero();
        assertThat(number("select count(*) from journal where type = 'text-erased' and actor = 'privacy officer' "
                        + "and data ->> 'reason' = 'request 2026-7'"))
                .isEqualTo(1);
        var verified = run("verify-journal", "--database", postgres.url());
        assertThat(verified.text()).contains("the words of 1 events were erased", "the journal is whole");
        assertThat(verified.status()).isZero();

        try (var hub = hub()) {
            var shown = Api.at(hub.address()).as("municipality-GM0363").get("/reports/" + report);
            assertThat(shown.body().get("text").asText()).isEqualTo("[erased]");
            assertThat(shown.body().get("kind").asText())
                    .as("what is no personal data is as it was")
                    .isEqualTo("crowd");
        }
        assertThat(run(
                                "erase",
                                "report/" + report,
                                "--database",
                                postgres.url(),
                                "--reason",
                                "again",
                                "--actor",
                                "privacy officer")
                        .text())
                .contains("nothing to erase");
    }

    /** Who is on duty, who takes a measure, who a source is: names too, and the manual promises every word. */
    @Test
    void namesInDutiesMeasuresAndAlertsAreErasedToo() throws Exception {
        String narrative;
        String limit;
        try (var hub = hub()) {
            var police = Api.at(hub.address()).as("police-GM0599");
            var now = java.time.Instant.now();
            assertThat(police.send(
                                    "PUT",
                                    "/duties/police/GM0599",
                                    "{\"shifts\":[{\"account\":\"police-GM0599\",\"name\":\"" + NAME + "\",\"from\":\""
                                            + now.minusSeconds(60) + "\",\"until\":\"" + now.plusSeconds(3_600)
                                            + "\"}]}")
                            .status())
                    .isEqualTo(200);
            var desk = Api.at(hub.address()).as("operator");
            narrative = desk.post(
                            "/narratives",
                            "application/json",
                            "{\"claim\":\"c\",\"kind\":\"smear\",\"sources\":[{\"kind\":\"table\",\"name\":\"" + NAME
                                    + "\",\"reliability\":\"F\",\"credibility\":6}],\"sightings\":[{\"platform\":\"X\","
                                    + "\"archivedText\":\""
                                    + NAME + " said so\"}]}")
                    .body()
                    .get("id")
                    .asText();
            var mayor = Api.at(hub.address()).as("mayor-GM0599");
            var answer = mayor.post(
                    "/municipalities/GM0599/tolerance-limits",
                    "application/json",
                    "{\"title\":\"" + NAME
                            + "\",\"polygon\":[{\"latitude\":51.9,\"longitude\":4.4},{\"latitude\":51.95,"
                            + "\"longitude\":4.4},{\"latitude\":51.95,\"longitude\":4.5},{\"latitude\":51.9,"
                            + "\"longitude\":4.4}],"
                            + "\"maximumParticipants\":10,\"from\":\"" + now + "\",\"until\":\""
                            + now.plusSeconds(3_600) + "\",\"measures\":[{\"who\":\"" + NAME + "\",\"what\":\"calls "
                            + NAME + "\"}]}");
            assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
            limit = answer.body().get("id").asText();
        }
        for (var entity :
                java.util.List.of("duty/police/GM0599", "narrative/" + narrative, "tolerance-limit/" + limit)) {
            assertThat(number("select count(*) from journal where stream = '" + entity + "' and data::text like '%"
                            + NAME + "%'"))
                    .as(entity)
                    .isPositive();
            assertThat(run(
                                    "erase",
                                    entity,
                                    "--database",
                                    postgres.url(),
                                    "--reason",
                                    "request 2026-8",
                                    "--actor",
                                    "privacy officer")
                            .status())
                    .as(entity)
                    .isZero();
            assertThat(number("select count(*) from journal where stream = '" + entity + "' and data::text like '%"
                            + NAME + "%'"))
                    .as(entity)
                    .isZero();
        }
        assertThat(run("verify-journal", "--database", postgres.url()).text()).contains("the journal is whole");
        try (var hub = hub()) {
            assertThat(Api.at(hub.address())
                            .as("operator")
                            .get("/narratives/" + narrative)
                            .body()
                            .toString())
                    .contains("[erased]")
                    .doesNotContain(NAME);
        }
    }

    @Test
    void whoChangesWordsWithoutSayingSoIsFoundAsBefore() throws Exception {
        try (var hub = hub()) {
            var api = Api.at(hub.address()).as("municipality-GM0363");
            api.post("/stations/imports", "text/csv", Stations.csv("GM0363", 2, TestHub.DAY));
            api.report("GM0363-2", "{\"status\":\"open\",\"note\":\"alles rustig\"}");
        }
        postgres.execute("create database quietly template postgres");
        var quietly = "postgresql://postgres@127.0.0.1:" + postgres.port() + "/quietly";
        try (var connection = java.sql.DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/quietly", "postgres", "")) {
            connection
                    .createStatement()
                    .execute("begin; set local tafelzicht.erasing = 'on'; update journal set data = jsonb_set(data, "
                            + "'{report,note}', '\"[erased]\"') where data -> 'report' ->> 'note' = 'alles rustig'; "
                            + "commit");
        }
        var verified = run("verify-journal", "--database", quietly);
        assertThat(verified.text())
                .contains("its words are not what its batch holds, and no erasure says so", "NOT whole");
        assertThat(verified.status()).isEqualTo(1);
    }

    @Test
    void whatMakesNoSenseIsRefusedInOneLine() throws Exception {
        var said = run("erase", "everything", "--database", postgres.url(), "--reason", "r", "--actor", "a");
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.text().strip()).hasLineCount(1).contains("everything is not an entity");
        assertThat(run("erase", "report/none", "--database", postgres.url(), "--reason", "r", "--actor", "a")
                        .text())
                .contains("nothing to erase");
    }
}
