package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.station.domain.StationSummary;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.SharedData;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

class StationApiIT {

    private static ArrayList<String> ids(JsonNode items) {
        return new ArrayList<>(StreamSupport.stream(items.spliterator(), false)
                .map(i -> i.get("id").asText())
                .toList());
    }

    @Test
    void aReportIsAcceptedOnceAndItsAnswerRepeated() throws Exception {
        var code = TestHub.municipality(3);
        var chair = TestHub.api().as("chair-" + code + "-1");
        var first = chair.report(code + "-1", "key-1", "{\"status\":\"open\",\"votersAdmitted\":3}");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location"))
                .isEqualTo("/api/v1/stations/" + code + "-1/reports/"
                        + first.body().get("id").asText());
        assertThat(chair.report(code + "-1", "{\"waitingMinutes\":12}").status())
                .isEqualTo(201);
        var again = chair.report(code + "-1", "key-1", "{\"status\":\"open\",\"votersAdmitted\":3}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(chair.get("/stations/" + code + "-1")
                        .body()
                        .get("waitingMinutes")
                        .asInt())
                .isEqualTo(12);
        assertThat(chair.get(first.header("Location").substring("/api/v1".length()))
                        .body()
                        .get("votersAdmitted")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void aReportThatComesLateSaysSoInItsReceiptAndInTheTimeline() throws Exception {
        var code = TestHub.municipality(1);
        var chair = TestHub.api().as("chair-" + code + "-1");
        var office = TestHub.api().as("municipality-" + code);
        chair.report(code + "-1", "{\"status\":\"open\"}");
        assertThat(office.report(code + "-1", "{\"waitingMinutes\":5,\"ballots\":\"sufficient\"}")
                        .body()
                        .has("late"))
                .isFalse();
        var old = "{\"waitingMinutes\":45,\"ballots\":\"out\",\"observedAt\":\""
                + Instant.now().minusSeconds(7200) + "\"}";
        var late = chair.report(code + "-1", "late-1", old);
        assertThat(late.status()).isEqualTo(201);
        assertThat(late.body().get("late").asBoolean()).isTrue();
        assertThat(chair.report(code + "-1", "late-1", old).body()).isEqualTo(late.body());
        assertThat(chair.get("/stations/" + code + "-1")
                        .body()
                        .get("waitingMinutes")
                        .asInt())
                .isEqualTo(5);

        assertThat(office.report(code + "-1", "{\"status\":\"suspended\",\"note\":\"rook\"}")
                        .status())
                .isEqualTo(201);
        assertThat(TestHub.api()
                        .as("mayor-" + code)
                        .report(code + "-1", "{\"status\":\"open\"}")
                        .status())
                .isEqualTo(201);
        var again = chair.report(
                code + "-1",
                "{\"status\":\"suspended\",\"note\":\"rook\",\"observedAt\":\""
                        + Instant.now().minusSeconds(3600) + "\"}");
        assertThat(again.body().get("late").asBoolean()).isTrue();
        assertThat(again.body().get("station").get("status").asText()).isEqualTo("open");
        var items =
                office.get("/stations/" + code + "-1/timeline?limit=1").body().get("items");
        assertThat(items.findValuesAsText("late")).hasSize(1);
        assertThat(items.get(0).get("late").asBoolean()).isTrue();
        assertThat(office.get("/stations/" + code + "-1/timeline")
                        .body()
                        .get("items")
                        .findValuesAsText("late"))
                .hasSize(2);
    }

    @Test
    void theSameKeyWithOtherContentIsRefusedAndSaysSo() throws Exception {
        var code = TestHub.municipality(1);
        var chair = TestHub.api().as("chair-" + code + "-1");
        var first = chair.report(code + "-1", "k", "{\"status\":\"open\",\"waitingMinutes\":5}");
        assertThat(first.status()).isEqualTo(201);
        var spaced = chair.report(code + "-1", "k", "{ \"waitingMinutes\" : 5,\n \"status\":\"open\"}");
        assertThat(spaced.status()).isEqualTo(200);
        assertThat(spaced.body()).isEqualTo(first.body());
        for (var other : List.of(
                "{\"status\":\"open\",\"waitingMinutes\":6}",
                "{\"status\":\"open\"}",
                "{\"status\":\"counted\"}",
                "{\"waitingMinutes\":5}")) {
            var answer = chair.report(code + "-1", "k", other);
            assertThat(answer.status()).as(other).isEqualTo(422);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
        }
        assertThat(chair.get("/stations/" + code + "-1")
                        .body()
                        .get("waitingMinutes")
                        .asInt())
                .isEqualTo(5);
        assertThat(chair.report(code + "-1", "another", "{\"waitingMinutes\":6}")
                        .status())
                .isEqualTo(201);
        assertThat(chair.report(code + "-1", "k", "{\"status\":\"open\",\"waitingMinutes\":5}")
                        .body())
                .as("still the first answer")
                .isEqualTo(first.body());
    }

    @Test
    void theSameKeyOfAnotherAccountIsAnotherReport() throws Exception {
        var code = TestHub.municipality(1);
        assertThat(TestHub.api()
                        .as("chair-" + code + "-1")
                        .report(code + "-1", "k", "{\"status\":\"open\"}")
                        .status())
                .isEqualTo(201);
        assertThat(TestHub.api()
                        .as("municipality-" + code)
                        .report(code + "-1", "k", "{\"waitingMinutes\":1}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aStepThatTheLifeCycleDoesNotKnowIsRefusedWithWhatIsAllowed() throws Exception {
        var code = TestHub.municipality(1);
        var answer = TestHub.api().as("municipality-" + code).report(code + "-1", "{\"status\":\"counting\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().get("state").asText()).isEqualTo("expected");
        assertThat(answer.body().get("allowed").get(0).asText()).isEqualTo("open");
    }

    @Test
    void aSuspendedSessionResumesByTheMayorAndTheTimelineSaysSo() throws Exception {
        var code = TestHub.municipality(1);
        var station = code + "-1";
        var chair = TestHub.api().as("chair-" + station);
        chair.report(station, "{\"status\":\"open\"}");
        chair.report(station, "{\"status\":\"suspended\",\"note\":\"brandalarm\"}");
        assertThat(chair.report(station, "{\"status\":\"open\"}").status()).isEqualTo(403);
        assertThat(TestHub.api()
                        .as("mayor-" + code)
                        .report(station, "{\"status\":\"open\"}")
                        .status())
                .isEqualTo(201);
        var items = chair.get("/stations/" + station + "/timeline").body().get("items");
        assertThat(items.get(0).get("onMayorsDecision").asBoolean()).isTrue();
        assertThat(items.get(0).get("by").asText()).isEqualTo("mayor-" + code);
        assertThat(items.get(1).get("note").asText()).isEqualTo("brandalarm");
        assertThat(items.get(3).get("type").asText()).isEqualTo("registered");
    }

    @Test
    void aTimelineComesInPagesNewestFirst() throws Exception {
        var code = TestHub.municipality(1);
        var api = TestHub.api().as("municipality-" + code);
        for (int i = 0; i < 6; i++) {
            api.report(code + "-1", "{\"waitingMinutes\":" + i + "}");
        }
        var first = api.get("/stations/" + code + "-1/timeline?limit=4").body();
        assertThat(first.get("items")).hasSize(4);
        assertThat(first.get("items").get(0).get("waitingMinutes").asInt()).isEqualTo(5);
        var second = api.get("/stations/" + code + "-1/timeline?limit=4&after="
                        + first.get("next").asLong())
                .body();
        assertThat(second.get("items")).hasSize(3);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void stationsAreListedByNumberInPagesAndFiltered() throws Exception {
        var code = TestHub.municipality(12);
        var api = TestHub.api().as("municipality-" + code);
        api.report(code + "-7", "{\"status\":\"open\"}");
        var page = api.get("/stations?municipality=" + code + "&limit=5").body();
        assertThat(ids(page.get("items")))
                .containsExactly(code + "-1", code + "-2", code + "-3", code + "-4", code + "-5");
        var rest =
                api.get("/stations?limit=20&after=" + page.get("next").asText()).body();
        assertThat(ids(rest.get("items"))).hasSize(7).startsWith(code + "-6").endsWith(code + "-12");
        assertThat(ids(api.get("/stations?status=open").body().get("items"))).containsExactly(code + "-7");
        assertThat(ids(api.get("/stations?q=stembureau%2011").body().get("items")))
                .containsExactly(code + "-11");
        double south = Double.parseDouble(Stations.latitude(code, 1));
        double west = Double.parseDouble(Stations.longitude(code, 1));
        assertThat(ids(api.get("/stations?bbox=" + (west - 0.01) + "," + (south - 0.0005) + "," + (west + 0.01) + ","
                                + (south + 0.0015))
                        .body()
                        .get("items")))
                .containsExactly(code + "-1", code + "-2");
    }

    @Test
    void stationsAreGeoJsonForWhoAsks() throws Exception {
        var code = TestHub.municipality(2);
        var answer = TestHub.api().as("municipality-" + code).get("/stations", "Accept", "application/geo+json");
        assertThat(answer.header("Content-Type")).isEqualTo("application/geo+json");
        assertThat(answer.body().get("type").asText()).isEqualTo("FeatureCollection");
        var feature = answer.body().get("features").get(0);
        assertThat(feature.at("/geometry/coordinates/0").asDouble())
                .isEqualTo(Double.parseDouble(Stations.longitude(code, 1)));
        assertThat(feature.at("/properties/status").asText()).isEqualTo("expected");
    }

    @Test
    void thePictureHasBothHalvesAnEtagAndIsCompressed() throws Exception {
        var code = TestHub.municipality(3);
        var api = TestHub.api().as("municipality-" + code);
        var plain = api.get("/picture");
        assertThat(plain.body().get("stations")).hasSize(3);
        assertThat(plain.body().get("statuses")).hasSize(3);
        var clock = Json.read(plain.header("Day-Clock"), JsonNode.class);
        assertThat(Instant.parse(clock.get("at").asText())).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(clock.get("speed").asDouble()).isEqualTo(1);
        assertThat(clock.get("exercise").asBoolean()).isTrue();
        var gzip = api.get("/picture", "Accept-Encoding", "gzip");
        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        var same = api.get("/picture", "If-None-Match", gzip.header("ETag"));
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("Day-Clock")).as("the clock goes on").isNotEqualTo(gzip.header("Day-Clock"));
        api.report(code + "-1", "{\"status\":\"open\"}");
        var changed = api.get("/picture", "If-None-Match", gzip.header("ETag"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().toString()).contains("\"open\"");
    }

    /** What a page shows first of many stations: those that stand out, and figures in which all are counted. */
    @Test
    void theFirstViewOfManyStationsHasThoseThatStandOutAndFiguresOfAll() throws Exception {
        int many = StationSummary.MOST + 20;
        var code = TestHub.municipality(many);
        var api = TestHub.api().as("municipality-" + code);
        for (int n : new int[] {7, many}) {
            api.report(code + "-" + n, "{\"status\":\"open\",\"waitingMinutes\":45,\"votersAdmitted\":" + n + "}");
        }
        var first = api.get("/picture?first=true").body();
        assertThat(first.get("part").asBoolean()).isTrue();
        assertThat(first.get("stations")).hasSize(StationSummary.MOST);
        assertThat(first.get("statuses")).hasSize(StationSummary.MOST);
        assertThat(first.get("statuses").findValuesAsText("id")).contains(code + "-7", code + "-" + many);
        var figures = first.at("/figures/stations/0");
        assertThat(figures.at("/municipality/code").asText()).isEqualTo(code);
        assertThat(figures.at("/counts/stations").asInt()).isEqualTo(many);
        assertThat(figures.at("/counts/waiting").asInt()).isEqualTo(2);
        assertThat(figures.at("/counts/admitted").asInt()).isEqualTo(7 + many);
        var whole = api.get("/picture").body();
        assertThat(whole.has("part")).isFalse();
        assertThat(whole.get("stations")).hasSize(many);
        var small = TestHub.api().as("municipality-" + TestHub.municipality(3)).get("/picture?first=true");
        assertThat(small.body().has("part")).isFalse();
        assertThat(small.body().get("stations")).hasSize(3);
        var both = api.get("/picture?first=true&at=0");
        assertThat(both.status()).isEqualTo(400);
        assertThat(both.body().at("/errors/0/code").asText()).isEqualTo("first-is-of-now");
    }

    @Test
    void theRealFileIsImportedOnceAndTheSecondTimeChangesNothing() throws Exception {
        var file = Files.readAllBytes(SharedData.file("eml110b-420-polling-stations.eml.xml"));
        var api = TestHub.api().as("municipality-GM0000");
        var first = api.post("/stations/imports", "application/xml", file).body();
        assertThat(first.get("imported").asInt()).isEqualTo(420);
        var seq = api.get("/picture").body().get("seq").asLong();
        var second = api.post("/stations/imports", "application/xml", file).body();
        assertThat(second.get("unchanged").asInt()).isEqualTo(420);
        assertThat(second.get("imported").asInt() + second.get("changed").asInt())
                .isZero();
        assertThat(api.get("/stations?limit=1000").body().get("items"))
                .hasSize(420)
                .allMatch(s -> s.get("seq").asLong() <= seq);
        var moved = api.post("/stations/imports?date=2026-10-28", "application/xml", file)
                .body();
        assertThat(moved.get("changed").asInt()).isEqualTo(420);
    }

    @Test
    void aWrongRowIsRejectedAndTheRestImported() throws Exception {
        var csv = Stations.HEADER
                + Stations.row("GM1900", 1, TestHub.DAY)
                + Stations.row("GM1900", 2, TestHub.DAY).replace("regulier", "gewoon")
                + Stations.row("GM1901", 3, TestHub.DAY);
        var answer = TestHub.api()
                .as("municipality-GM1900")
                .post("/stations/imports", "text/csv", csv)
                .body();
        assertThat(answer.get("imported").asInt()).isEqualTo(1);
        assertThat(answer.get("rejected")).hasSize(2);
        assertThat(answer.get("rejected").get(0).get("line").asInt()).isEqualTo(3);
        assertThat(answer.get("rejected").get(0).get("column").asText()).isEqualTo("Type stembureau");
        assertThat(answer.get("rejected").get(1).get("reason").asText()).contains("GM1901");
    }

    @Test
    void everyRouteOfTheDocumentExistsAndEveryAnswerNamesTheVersion() throws Exception {
        var api = TestHub.api();
        var operator = api.as("operator"); // without a session 401 would come before whether there is such a route
        var document = api.get("/openapi.json");
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.body().get("openapi").asText()).startsWith("3.1");
        for (var path : document.body().get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (path.getKey().equals("/live")) {
                    continue;
                }
                var asked = path.getKey().equals("/sessions/current")
                        ? api.as("operator")
                        : operator; // ending a session ends that one
                var answer = asked.send(
                        method.getKey().toUpperCase(),
                        path.getKey().replace("{id}", "GM0363-1").replaceAll("[{][a-z]+}", "x"));
                assertThat(answer.status())
                        .as(method.getKey() + " " + path.getKey())
                        .isNotIn(401, 405, 500);
                if (answer.status() == 404) {
                    assertThat(answer.body().get("detail").asText())
                            .as(path.getKey())
                            .isNotEqualTo("there is nothing here");
                }
                assertThat(answer.header("API-Version"))
                        .isEqualTo(document.body().at("/info/version").asText());
            }
        }
    }

    @Test
    void thePageComesWithAPolicyThatLetsNothingInFromOutside() throws Exception {
        var page = TestHub.api().get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "'sha256-")
                .doesNotContain("unsafe", "http:");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void theLogInIsEndedOnLogOut() throws Exception {
        var api = TestHub.api().as("operator");
        assertThat(api.get("/sessions/current").body().get("roles").get(0).asText())
                .isEqualTo("table-operator");
        assertThat(api.send("DELETE", "/sessions/current").status()).isEqualTo(204);
        assertThat(api.get("/sessions/current").status()).isEqualTo(401);
    }

    @Test
    void theCookieOfABrowserIsTakenFromOurOwnPagesAlone() throws Exception {
        var code = TestHub.municipality(1);
        var api = TestHub.api();
        var login = api.post(
                "/sessions", "application/json", "{\"username\":\"municipality-" + code + "\",\"password\":\"demo\"}");
        var cookie = login.header("Set-Cookie");
        assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Strict");
        var value = cookie.substring(0, cookie.indexOf(';'));
        var own = api.address();
        assertThat(api.get("/picture", "Cookie", value).status()).isEqualTo(200);
        var path = "/stations/" + code + "-1/reports";
        assertThat(api.post(
                                path,
                                "application/json",
                                "{\"status\":\"open\"}",
                                "Cookie",
                                value,
                                "Idempotency-Key",
                                "a",
                                "Origin",
                                "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(api.post(path, "application/json", "{\"status\":\"open\"}", "Cookie", value, "Idempotency-Key", "a")
                        .status())
                .isEqualTo(403);
        assertThat(api.post(
                                path,
                                "application/json",
                                "{\"status\":\"open\"}",
                                "Cookie",
                                value,
                                "Idempotency-Key",
                                "a",
                                "Origin",
                                own)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void everyRoleSeesWhatIsItsOwn() throws Exception {
        var mine = TestHub.municipality(2);
        var other = TestHub.municipality(2);
        for (var account :
                new String[] {"mayor-" + mine, "police-" + mine, "prosecutor-" + mine, "municipality-" + mine}) {
            var api = TestHub.api().as(account);
            assertThat(ids(api.get("/picture").body().get("stations")))
                    .containsExactlyInAnyOrder(mine + "-1", mine + "-2");
            assertThat(api.get("/stations/" + other + "-1").status()).isEqualTo(404);
            assertThat(api.get("/stations/" + other + "-1/timeline").status()).isEqualTo(404);
            assertThat(api.report(other + "-1", "{\"status\":\"open\"}").status())
                    .isEqualTo(403);
        }
        assertThat(ids(TestHub.api()
                        .as("chair-" + mine + "-2")
                        .get("/picture")
                        .body()
                        .get("statuses")))
                .containsExactly(mine + "-2");
        for (var account : new String[] {"operator", "bzk", "kiesraad", "vng", "nctv", "auditor"}) {
            assertThat(ids(TestHub.api().as(account).get("/picture").body().get("stations")))
                    .contains(mine + "-1", other + "-2");
            assertThat(TestHub.api()
                            .as(account)
                            .report(mine + "-1", "{\"status\":\"open\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(TestHub.api()
                            .as(account)
                            .post("/stations/imports", "text/csv", Stations.csv(mine, 1, TestHub.DAY))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(TestHub.api().as("partner-x").get("/picture").body().get("stations"))
                .isEmpty();
        assertThat(TestHub.api().as("admin").get("/picture").status()).isEqualTo(403);
    }

    @Test
    void healthAndMetricsNeedNoToken() throws Exception {
        Api api = TestHub.api();
        assertThat(api.get("/health/live").status()).isEqualTo(200);
        assertThat(api.get("/health/ready").status()).isEqualTo(200);
        assertThat(new String(api.get("/metrics").raw().body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("tafelzicht_journal_append_seconds_count", "tafelzicht_live_viewers");
    }
}
