package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Api.Answer;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** What happens around the stations, through the API: reports, incidents, tolerance limits, suspension, escalation. */
class SituationIT {

    private static final String JSON = "application/json";

    private static Answer post(Api api, String path, String body) throws Exception {
        return api.post(path, JSON, body);
    }

    private static JsonNode created(Api api, String path, String body) throws Exception {
        var answer = post(api, path, body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body();
    }

    private static String report(String kind, String station, String more) {
        return "{\"kind\":\"" + kind + "\",\"text\":\"People at the door\",\"station\":\"" + station + "\"" + more
                + "}";
    }

    private static String limit(String code, String more) {
        var now = Instant.now();
        return "{\"title\":\"School\",\"stations\":[\"" + code
                + "-1\"],\"minimumDistanceMetres\":50,\"maximumParticipants\":100,\"amplifiedSound\":false,\"from\":\""
                + now.minusSeconds(3_600) + "\",\"until\":\"" + now.plusSeconds(36_000)
                + "\",\"measures\":[{\"who\":\"police\",\"what\":\"keeps the entrance free\"}]" + more + "}";
    }

    private static JsonNode eventually(Api api, String path, Predicate<JsonNode> wanted) throws Exception {
        return Eventually.get(path, () -> api.get(path).body(), wanted);
    }

    private static String inForce(String code) throws Exception {
        var path = "/municipalities/" + code + "/tolerance-limits";
        var id = created(TestHub.api().as("mayor-" + code), path, limit(code, ""))
                .get("id")
                .asText();
        for (var party : List.of("police", "prosecutor")) {
            created(TestHub.api().as(party + "-" + code), path + "/" + id + "/agreements", "{\"revision\":1}");
        }
        return id;
    }

    @Test
    void aBreachedLimitReachesTheTriangleWithItsRuleAndMeasuresAndOneOfThemAcknowledgesForAll() throws Exception {
        var code = TestHub.municipality(2);
        var limit = inForce(code);
        var police = TestHub.api().as("police-" + code);
        try (var feed = LiveSocket.open(police, "")) {
            var report = created(
                    TestHub.api().as("municipality-" + code),
                    "/reports",
                    report("demonstration", code + "-1", ",\"headCount\":150,\"distanceMetres\":60"));
            assertThat(report.at("/report/state").asText()).isEqualTo("new");
            var judged = feed.entity("reports", r -> r.has("verdict"));
            assertThat(judged.at("/verdict/outcome").asText()).isEqualTo("breached");
            assertThat(judged.at("/verdict/rule").asText()).isEqualTo("maximum-participants");
            assertThat(judged.at("/verdict/limit").asText()).isEqualTo(limit);
            assertThat(judged.at("/verdict/seen").asInt()).isEqualTo(150);
            var escalation =
                    feed.entity("escalations", e -> e.get("state").asText().equals("open"));
            assertThat(escalation.at("/addressee/level").asText()).isEqualTo("triangle");
            assertThat(escalation.at("/measures/0/what").asText()).contains("entrance free");
            assertThat(escalation.get("reason").asText()).contains("150 people, at most 100 agreed");
            var path = "/escalations/" + escalation.get("id").asText();
            assertThat(post(TestHub.api().as("municipality-" + code), path + "/acknowledgements", "{}")
                            .status())
                    .as("it is not with the municipality")
                    .isEqualTo(403);
            var acknowledged =
                    created(police, path + "/acknowledgements", "{\"note\":\"Two officers are on their way\"}");
            assertThat(acknowledged.at("/escalation/acknowledged/by").asText()).isEqualTo("police-" + code);
            var again = post(TestHub.api().as("mayor-" + code), path + "/acknowledgements", "{}");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.body().get("state").asText()).isEqualTo("acknowledged");
            assertThat(again.body().get("detail").asText()).contains("police-" + code);
            created(police, path + "/resolutions", "{\"reason\":\"They moved on\"}");
            assertThat(post(police, path + "/resolutions", "{\"reason\":\"again\"}")
                            .status())
                    .isEqualTo(409);
            var types = new ArrayList<String>();
            police.get(path + "/timeline")
                    .body()
                    .get("items")
                    .forEach(i -> types.add(i.get("type").asText()));
            assertThat(types).containsExactly("escalation-resolved", "escalation-acknowledged", "escalation-raised");
        }
    }

    @Test
    void aLimitIsInForceWhenAllThreeAgreedToTheSameWords() throws Exception {
        var code = TestHub.municipality(1);
        var path = "/municipalities/" + code + "/tolerance-limits";
        var mayor = TestHub.api().as("mayor-" + code);
        var police = TestHub.api().as("police-" + code);
        var prosecutor = TestHub.api().as("prosecutor-" + code);
        var id = created(mayor, path, limit(code, "")).get("id").asText();
        assertThat(post(police, path + "/" + id + "/agreements", "{\"revision\":1,\"role\":\"prosecutor\"}")
                        .status())
                .as("in someone else's name")
                .isEqualTo(403);
        assertThat(post(TestHub.api().as("municipality-" + code), path + "/" + id + "/agreements", "{\"revision\":1}")
                        .status())
                .isEqualTo(403);
        created(police, path + "/" + id + "/agreements", "{\"revision\":1}");
        assertThat(post(police, path + "/" + id + "/agreements", "{\"revision\":1}")
                        .status())
                .as("agreeing again changes nothing")
                .isEqualTo(200);
        var changed = police.send(
                "PUT",
                path + "/" + id,
                limit(code, ",\"revision\":1").replace("\"maximumParticipants\":100", "\"maximumParticipants\":60"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/toleranceLimit/agreements")).hasSize(1);
        var late = post(prosecutor, path + "/" + id + "/agreements", "{\"revision\":1}");
        assertThat(late.status()).as("one agrees to what one has read").isEqualTo(409);
        created(prosecutor, path + "/" + id + "/agreements", "{\"revision\":2}");
        assertThat(mayor.get(path + "/" + id).body().get("status").asText()).isEqualTo("proposed");
        assertThat(created(mayor, path + "/" + id + "/agreements", "{\"revision\":2}")
                        .at("/toleranceLimit/status")
                        .asText())
                .isEqualTo("in-force");
        created(mayor, path + "/" + id + "/withdrawals", "{\"reason\":\"The demonstration was called off\"}");
        assertThat(post(police, path + "/" + id + "/agreements", "{\"revision\":2}")
                        .status())
                .isEqualTo(409);
        assertThat(TestHub.api().as("mayor-GM0001").get(path).body().get("items"))
                .isEmpty();
    }

    @Test
    void aDemonstrationIsJudgedAgainWhenTheLimitsChange() throws Exception {
        var code = TestHub.municipality(1);
        var desk = TestHub.api().as("operator");
        var report = created(desk, "/reports", report("demonstration", code + "-1", ",\"headCount\":90"))
                .get("id")
                .asText();
        assertThat(desk.get("/reports/" + report).body().has("verdict")).isFalse();
        var limit = inForce(code);
        assertThat(eventually(desk, "/reports/" + report, r -> r.has("verdict"))
                        .at("/verdict/outcome")
                        .asText())
                .isEqualTo("near");
        created(
                TestHub.api().as("police-" + code),
                "/municipalities/" + code + "/tolerance-limits/" + limit + "/withdrawals",
                "{\"reason\":\"no longer needed\"}");
        eventually(desk, "/reports/" + report, r -> !r.has("verdict"));
    }

    @Test
    void anAreaThatCrossesItselfAndWhatLiesOutsideTheKingdomAreRefusedByName() throws Exception {
        var code = TestHub.municipality(1);
        var mayor = TestHub.api().as("mayor-" + code);
        var bowTie = limit(code, "")
                .replace(
                        "\"stations\":[\"" + code + "-1\"]",
                        "\"polygon\":[{\"latitude\":52.0,\"longitude\":5.0},{\"latitude\":52.1,"
                                + "\"longitude\":5.1},{\"latitude\":52.1,\"longitude\":5.0},{\"latitude\":52.0,"
                                + "\"longitude\":5.1}]");
        var path = "/municipalities/" + code + "/tolerance-limits";
        var crossed = post(mayor, path, bowTie);
        assertThat(crossed.status()).isEqualTo(400);
        assertThat(crossed.body().at("/errors/0/field").asText()).isEqualTo("polygon");
        assertThat(crossed.body().at("/errors/0/message").asText()).contains("crosses itself");
        assertThat(post(mayor, path, bowTie.replace("52.0,", "42.0,"))
                        .body()
                        .at("/errors/0/message")
                        .asText())
                .contains("outside the Kingdom");
        assertThat(post(mayor, path, limit(code, "").replace(code + "-1", "GM0001-1"))
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("stations");
        var abroad = post(
                TestHub.api().as("operator"),
                "/reports",
                "{\"kind\":\"unrest\",\"text\":\"x\",\"location\":{\"latitude\":48.85,\"longitude\":2.35}}");
        assertThat(abroad.status()).isEqualTo(400);
        assertThat(abroad.body().at("/errors/0/field").asText()).isEqualTo("location");
    }

    @Test
    void whateverCharactersAReportHoldsItIsReturnedAsItWasSent() throws Exception {
        var code = TestHub.municipality(1);
        var api = TestHub.api().as("municipality-" + code);
        for (var text : List.of(
                "<script>alert(1)</script><img src=x onerror=alert(2)>",
                "\u202Etxet desrever\u202C",
                "🗳️ 𝔘𝔫𝔯𝔢𝔰𝔱",
                "'; drop table journal; --")) {
            var body = "{\"kind\":\"other\",\"station\":\"" + code + "-1\",\"text\":"
                    + nl.tafelzicht.engine.json.Json.text(text) + "}";
            var id = created(api, "/reports", body).get("id").asText();
            assertThat(api.get("/reports/" + id).body().get("text").asText()).isEqualTo(text);
        }
        assertThat(post(api, "/reports", "{\"kind\":\"other\",\"text\":\"a\\u0000b\"}")
                        .status())
                .isEqualTo(400);
        for (var path : List.of("/reports", "/public/reports")) {
            var blank = post(api, path, "{\"kind\":\"other\",\"text\":\" \\n \"}");
            assertThat(blank.status()).isEqualTo(400);
            assertThat(blank.body().at("/errors/0/field").asText()).isEqualTo("text");
            assertThat(blank.body().at("/errors/0/message").asText()).isEqualTo("is blank");
        }
        assertThat(post(api, "/reports", "{\"kind\":\"other\",\"text\":\"a\",\"colour\":\"red\"}")
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("colour");
    }

    @Test
    void reportsBecomeAnIncidentThatIsVerifiedMergedAndSplit() throws Exception {
        var code = TestHub.municipality(2);
        var desk = TestHub.api().as("operator");
        var a = created(desk, "/reports", report("unrest", code + "-1", ",\"severity\":\"info\""))
                .get("id")
                .asText();
        var b = created(desk, "/reports", report("unrest", code + "-1", ",\"severity\":\"info\""))
                .get("id")
                .asText();
        var c = created(desk, "/reports", report("unrest", code + "-2", ",\"severity\":\"info\""))
                .get("id")
                .asText();
        var near = desk.get("/reports/" + a + "/near-duplicates").body().get("items");
        assertThat(near).anyMatch(r -> r.get("id").asText().equals(b));
        var first = created(desk, "/incidents", "{\"reports\":[\"" + a + "\",\"" + b + "\"],\"verified\":true}");
        assertThat(first.at("/incident/state").asText()).isEqualTo("verified");
        var incident = "/incidents/" + first.get("id").asText();
        assertThat(desk.get("/reports/" + a).body().get("incident").asText())
                .isEqualTo(first.get("id").asText());
        assertThat(post(desk, "/incidents", "{\"reports\":[\"" + b + "\"]}").status())
                .as("taken already")
                .isEqualTo(409);
        assertThat(post(desk, "/reports/" + a + "/dismissals", "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(409);
        var second = created(desk, "/incidents", "{\"reports\":[\"" + c + "\"]}")
                .get("id")
                .asText();
        var merged = created(desk, incident + "/merges", "{\"incidents\":[\"" + second + "\"]}");
        assertThat(merged.at("/incident/reports")).hasSize(3);
        assertThat(merged.at("/incident/stations")).hasSize(2);
        assertThat(desk.get("/incidents/" + second).body().get("mergedInto").asText())
                .isEqualTo(first.get("id").asText());
        created(desk, incident + "/splits", "{\"reports\":[\"" + b + "\"]}");
        assertThat(desk.get("/reports/" + b).body().get("incident").asText())
                .isNotEqualTo(first.get("id").asText());
        created(desk, incident + "/splits", "{\"reports\":[\"" + a + "\"],\"toQueue\":true}");
        assertThat(desk.get("/reports/" + a).body().get("state").asText()).isEqualTo("new");
        assertThat(post(desk, incident + "/splits", "{\"reports\":[\"" + c + "\"]}")
                        .status())
                .as("it keeps one")
                .isEqualTo(400);
        assertThat(desk.send("PATCH", incident, "{\"state\":\"closed\"}").status())
                .isEqualTo(200);
        var refused = desk.send("PATCH", incident, "{\"state\":\"contained\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("allowed").get(0).asText()).isEqualTo("verified");
        assertThat(desk.send("PATCH", incident, "{\"state\":\"verified\"}").status())
                .as("opening again says why")
                .isEqualTo(400);
        assertThat(desk.get(incident + "/timeline").body().get("items").size()).isGreaterThan(6);
    }

    @Test
    void twoOperatorsWhoMergeTheSameReportsAtOnceMakeOneIncident() throws Exception {
        var code = TestHub.municipality(1);
        var desk = TestHub.api().as("operator");
        for (int round = 0; round < 5; round++) {
            var a = created(desk, "/reports", report("unrest", code + "-1", ",\"severity\":\"info\""))
                    .get("id")
                    .asText();
            var b = created(desk, "/reports", report("unrest", code + "-1", ",\"severity\":\"info\""))
                    .get("id")
                    .asText();
            var answers = new ArrayList<CompletableFuture<Answer>>();
            for (int i = 0; i < 2; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return post(desk, "/incidents", "{\"reports\":[\"" + a + "\",\"" + b + "\"]}");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            assertThat(answers.stream().map(f -> f.join().status())).containsExactlyInAnyOrder(201, 409);
            var refused = answers.stream()
                    .map(CompletableFuture::join)
                    .filter(x -> x.status() == 409)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.body().get("detail").asText()).contains("is part of incident");
            assertThat(desk.get("/reports/" + a).body().get("incident"))
                    .isEqualTo(desk.get("/reports/" + b).body().get("incident"));
        }
    }

    @Test
    void theSameKeyMakesOneReportAndOneIncident() throws Exception {
        var code = TestHub.municipality(1);
        var desk = TestHub.api().as("operator");
        var key = UUID.randomUUID().toString();
        var first = desk.post("/reports", JSON, report("other", code + "-1", ""), "Idempotency-Key", key);
        var again = desk.post("/reports", JSON, report("other", code + "-1", ""), "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        var body = "{\"reports\":[\"" + first.body().get("id").asText() + "\"]}";
        var another = UUID.randomUUID().toString();
        var incident = desk.post("/incidents", JSON, body, "Idempotency-Key", another);
        assertThat(incident.status()).isEqualTo(201);
        assertThat(desk.post("/incidents", JSON, body, "Idempotency-Key", another)
                        .body())
                .isEqualTo(incident.body());
    }

    @Test
    void otherContentUnderAKeyIsRefusedWhateverItIsAbout() throws Exception {
        var code = TestHub.municipality(1);
        var desk = TestHub.api().as("operator");
        var key = UUID.randomUUID().toString(); // an operator's keys are the same everywhere
        var report = desk.post("/reports", JSON, report("other", code + "-1", ""), "Idempotency-Key", key + "r");
        assertThat(desk.post("/reports", JSON, report("unrest", code + "-1", ""), "Idempotency-Key", key + "r")
                        .status())
                .isEqualTo(422);
        var incident = "/incidents/"
                + desk.post(
                                "/incidents",
                                JSON,
                                "{\"reports\":[\"" + report.body().get("id").asText() + "\"]}",
                                "Idempotency-Key",
                                key + "i")
                        .body()
                        .get("id")
                        .asText();
        assertThat(desk.post(
                                "/incidents",
                                JSON,
                                "{\"reports\":[\"" + report.body().get("id").asText()
                                        + "\"],\"title\":\"Something else\"}",
                                "Idempotency-Key",
                                key + "i")
                        .status())
                .isEqualTo(422);
        assertThat(desk.post(incident + "/comments", JSON, "{\"text\":\"one\"}", "Idempotency-Key", key + "c")
                        .status())
                .isEqualTo(201);
        assertThat(desk.post(incident + "/comments", JSON, "{\"text\":\"one\"}", "Idempotency-Key", key + "c")
                        .status())
                .isEqualTo(200);
        assertThat(desk.post(incident + "/comments", JSON, "{\"text\":\"two\"}", "Idempotency-Key", key + "c")
                        .status())
                .isEqualTo(422);
        var escalation = desk.post(
                "/escalations",
                JSON,
                "{\"subject\":{\"kind\":\"incident\",\"id\":\"" + incident.substring(11)
                        + "\"},\"severity\":\"urgent\",\"reason\":\"one\",\"level\":\"table\"}",
                "Idempotency-Key",
                key + "e");
        assertThat(escalation.status()).as(escalation.body().toString()).isEqualTo(201);
        assertThat(desk.post(
                                "/escalations",
                                JSON,
                                "{\"subject\":{\"kind\":\"incident\",\"id\":\"" + incident.substring(11)
                                        + "\"},\"severity\":\"urgent\",\"reason\":\"two\",\"level\":\"table\"}",
                                "Idempotency-Key",
                                key + "e")
                        .status())
                .isEqualTo(422);
    }

    /**
     * Somebody else may have the same key, by chance or since a program has it written into it: nobody gets another's
     * receipt, and nothing is lost.
     */
    @Test
    void underTheSameKeyThePublicMaySayTwoThings() throws Exception {
        var anyone = TestHub.api();
        var key = UUID.randomUUID().toString();
        var source = TestHub.source();
        var one = anyone.post(
                "/public/reports",
                JSON,
                "{\"kind\":\"other\",\"text\":\"one\",\"municipality\":\"GM0014\"}",
                "Idempotency-Key",
                key,
                "X-Forwarded-For",
                source);
        var two = anyone.post(
                "/public/reports",
                JSON,
                "{\"kind\":\"other\",\"text\":\"two\",\"municipality\":\"GM0014\"}",
                "Idempotency-Key",
                key,
                "X-Forwarded-For",
                TestHub.source());
        assertThat(List.of(one.status(), two.status())).containsExactly(201, 201);
        assertThat(two.body().get("receipt")).isNotEqualTo(one.body().get("receipt"));
        var again = anyone.post(
                "/public/reports",
                JSON,
                "{\"municipality\":\"GM0014\",\"text\":\"one\",\"kind\":\"other\"}",
                "Idempotency-Key",
                key,
                "X-Forwarded-For",
                source);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(one.body());
        var nil = anyone.post(
                "/public/reports",
                JSON,
                "{\"kind\":\"other\",\"text\":\"one\",\"municipality\":\"GM0014\"}",
                "Idempotency-Key",
                new UUID(0, 0).toString());
        assertThat(nil.status()).isEqualTo(400);
        assertThat(nil.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void aSuspensionIsWithTheMayorAtOnceWhoDecidesWhenAndWhereItGoesOn() throws Exception {
        var code = TestHub.municipality(4);
        var office = TestHub.api().as("municipality-" + code);
        var chair = TestHub.api().as("chair-" + code + "-1");
        for (int n = 1; n <= 4; n++) {
            office.report(code + "-" + n, "{\"status\":\"open\",\"waitingMinutes\":" + n + "}");
        }
        office.report(code + "-2", "{\"status\":\"closed\"}");
        var mayor = TestHub.api().as("mayor-" + code);
        try (var feed = LiveSocket.open(mayor, "")) {
            chair.report(code + "-1", "{\"status\":\"suspended\",\"note\":\"Smoke\"}");
            var escalation = feed.entity("escalations", e -> true);
            assertThat(escalation.at("/addressee/roles")).hasSize(1);
            assertThat(escalation.at("/addressee/roles/0").asText()).isEqualTo("mayor");
            assertThat(escalation.get("reason").asText()).contains("Smoke");
            assertThat(post(chair, "/stations/" + code + "-1/resumptions", "{\"resumesAt\":\"" + Instant.now() + "\"}")
                            .status())
                    .isEqualTo(403);
            var nearest =
                    chair.get("/stations/" + code + "-1/nearest-open").body().get("items");
            assertThat(nearest).hasSize(2);
            assertThat(nearest.get(0).at("/station/id").asText()).isEqualTo(code + "-3");
            assertThat(nearest.get(0).at("/station/waitingMinutes").asInt()).isEqualTo(3);
            assertThat(nearest.get(0).get("distanceMetres").asInt()).isBetween(200, 260);
            assertThat(chair.report(code + "-1", "{\"status\":\"open\"}").status())
                    .as("before the mayor decided")
                    .isEqualTo(403);
            created(
                    mayor,
                    "/stations/" + code + "-1/resumptions",
                    "{\"resumesAt\":\"" + Instant.now().plusSeconds(3_600)
                            + "\",\"location\":{\"latitude\":52.31,\"longitude\":4.81,\"address\":\"School across the "
                            + "street\"},\"note\":\"Doors open at two\"}");
            assertThat(feed.entity("escalations", e -> e.get("state").asText().equals("acknowledged"))
                            .at("/acknowledged/by")
                            .asText())
                    .isEqualTo("mayor-" + code);
            assertThat(chair.report(code + "-1", "{\"status\":\"open\"}").status())
                    .as("before the time has come")
                    .isEqualTo(403);
            created(
                    mayor,
                    "/stations/" + code + "-1/resumptions",
                    "{\"resumesAt\":\"" + Instant.now().minusSeconds(1)
                            + "\",\"location\":{\"latitude\":52.31,\"longitude\":4.81,\"address\":\"School across the "
                            + "street\"}}");
            var resumed = chair.report(code + "-1", "{\"status\":\"open\"}");
            assertThat(resumed.status()).isEqualTo(201);
            assertThat(resumed.body().at("/station/location/address").asText()).isEqualTo("School across the street");
            assertThat(resumed.body().at("/station/movedFrom/latitude").asDouble())
                    .isEqualTo(Double.parseDouble(nl.tafelzicht.support.Stations.latitude(code, 1)));
            assertThat(feed.entity("escalations", e -> e.get("state").asText().equals("resolved"))
                            .get("resolved")
                            .has("by"))
                    .isFalse();
        }
        var items = mayor.get("/stations/" + code + "-1/timeline?related=true")
                .body()
                .get("items");
        assertThat(items.findValuesAsText("type"))
                .contains("resumption-decided", "escalation-raised", "escalation-resolved");
        assertThat(mayor.get("/stations/" + code + "-1/timeline")
                        .body()
                        .get("items")
                        .findValuesAsText("type"))
                .doesNotContain("escalation-raised");
        var again = office.post(
                        "/stations/imports", "text/csv", nl.tafelzicht.support.Stations.csv(code, 4, TestHub.DAY))
                .body();
        assertThat(again.get("unchanged").asInt())
                .as("the register says the same; the session stays where it moved")
                .isEqualTo(4);
        assertThat(mayor.get("/stations/" + code + "-1")
                        .body()
                        .at("/location/address")
                        .asText())
                .isEqualTo("School across the street");
    }

    @Test
    void somebodyOfThePublicReportsWithoutAnAccountAndSeesThatItWasRead() throws Exception {
        var code = "GM0344";
        var anyone = TestHub.api();
        var source = TestHub.source();
        var key = UUID.randomUUID().toString();
        var body = "{\"kind\":\"foreign-interference\",\"text\":\"Somebody called my mother\","
                + "\"municipality\":\"GM0344\",\"contact\":\"06 12345678\"}";
        var sent = anyone.post("/public/reports", JSON, body, "Idempotency-Key", key, "X-Forwarded-For", source);
        assertThat(sent.status()).as(() -> String.valueOf(sent.body())).isEqualTo(201);
        assertThat(anyone.post("/public/reports", JSON, body, "Idempotency-Key", key, "X-Forwarded-For", source)
                        .body())
                .isEqualTo(sent.body());
        var receipt = sent.body().get("receipt").asText();
        assertThat(anyone.get("/public/reports/" + receipt).body().get("read").asBoolean())
                .isFalse();
        assertThat(post(
                                anyone,
                                "/public/reports/" + receipt.toLowerCase().replace("-", "") + "/additions",
                                "{\"text\":\"And again at three\"}")
                        .status())
                .isEqualTo(201);
        assertThat(anyone.get("/public/reports/AAAA-AAAA-AAAA-AAAA").status()).isEqualTo(404);
        var desk = TestHub.api().as("operator");
        JsonNode mine = null;
        for (var r : desk.get("/reports?kind=foreign-interference&municipality=GM0344")
                .body()
                .get("items")) {
            if (r.path("text").asText().contains("my mother")) {
                mine = r;
            }
        }
        assertThat(mine.get("additions")).hasSize(1);
        assertThat(mine.has("by")).isFalse();
        var path = "/reports/" + mine.get("id").asText();
        assertThat(desk.get(path + "/contact").body().get("contact").asText()).isEqualTo("06 12345678");
        assertThat(desk.get(path + "/timeline").body().toString())
                .doesNotContain("12345678")
                .doesNotContain("127.0.0.1")
                .doesNotContain(receipt);
        for (var local : List.of("mayor-", "police-", "prosecutor-", "municipality-")) {
            assertThat(TestHub.api().as(local + code).get(path).status())
                    .as(local + " does not see what went to the table")
                    .isEqualTo(404);
        }
        var presence = post(desk, path + "/readings", "{}");
        assertThat(presence.body().get("readers")).isEmpty();
        assertThat(post(TestHub.api().as("bzk"), path + "/readings", "{}")
                        .body()
                        .at("/readers/0/name")
                        .asText())
                .isEqualTo("operator");
        var status = anyone.get("/public/reports/" + receipt).body();
        assertThat(status.get("read").asBoolean()).isTrue();
        assertThat(status.toString()).doesNotContain("operator");
    }

    @Test
    void aFloodIsTakenInAMarkedQueueAndRingsNobody() throws Exception {
        var anyone = TestHub.api();
        var source = TestHub.source();
        int overLimit = 0;
        for (int i = 0; i < 40; i++) {
            var answer = anyone.post(
                    "/public/reports",
                    JSON,
                    "{\"kind\":\"violence\",\"text\":\"spam " + i + "\",\"municipality\":\"GM0014\"}",
                    "X-Forwarded-For",
                    source);
            assertThat(answer.status()).isEqualTo(201);
        }
        var desk = TestHub.api().as("operator");
        var all = desk.get("/reports?municipality=GM0014&kind=violence&limit=1000")
                .body()
                .get("items");
        for (var r : all) {
            if (r.path("overLimit").asBoolean()) {
                overLimit++;
            }
        }
        assertThat(all.size()).isGreaterThanOrEqualTo(40);
        assertThat(overLimit).isGreaterThanOrEqualTo(30);
        assertThat(desk.get("/escalations?municipality=GM0014")
                        .body()
                        .get("items")
                        .size())
                .as("those below the limit are one matter, with triangle and table")
                .isLessThanOrEqualTo(2);
    }

    @Test
    void aCovertGiftIsAssessedByTheLaw() throws Exception {
        var desk = TestHub.api().as("operator");
        var gift = created(
                desk,
                "/reports",
                "{\"kind\":\"covert-gift\",\"text\":\"A bank slip\",\"gift\":{\"donorCountry\":\"NL\","
                        + "\"amount\":25000,\"date\":\"2026-04-02\"}}");
        assertThat(gift.at("/report/assessment/standing").asText()).isEqualTo("notifiable");
        assertThat(gift.at("/report/assessment/notifyBy").asText())
                .as("Good Friday, the weekend and Easter Monday do not count")
                .isEqualTo("2026-04-09");
        var foreign = created(
                desk,
                "/reports",
                "{\"kind\":\"covert-gift\",\"text\":\"A bank slip\",\"severity\":\"info\","
                        + "\"gift\":{\"donorCountry\":\"RU\",\"amount\":50,\"date\":\"2026-03-02\"}}");
        assertThat(foreign.at("/report/assessment/standing").asText()).isEqualTo("not-allowed");
        assertThat(eventually(desk, "/escalations?state=open", e -> e.toString()
                                .contains(foreign.get("id").asText()))
                        .toString())
                .contains("covert-gift");
        assertThat(post(
                                desk,
                                "/reports",
                                "{\"kind\":\"crowd\",\"text\":\"x\",\"gift\":{\"donorCountry\":\"NL\",\"amount\":1,"
                                        + "\"date\":\"2026-03-02\"}}")
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("gift");
    }

    @Test
    void whatIsMarkedRedIsForThoseWhoAreNamed() throws Exception {
        var desk = TestHub.api().as("nctv");
        var id = created(
                        desk,
                        "/reports",
                        "{\"kind\":\"threat\",\"text\":\"secret\",\"marking\":\"RED\",\"recipients\":[\"nctv\"]}")
                .get("id")
                .asText();
        assertThat(desk.get("/reports/" + id).status()).isEqualTo(200);
        for (var other : List.of("operator", "bzk", "auditor")) {
            assertThat(TestHub.api().as(other).get("/reports/" + id).status())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(post(desk, "/reports", "{\"kind\":\"threat\",\"text\":\"secret\",\"marking\":\"RED\"}")
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("recipients");
    }

    @Test
    void somebodyWhoMayNoLongerSeeAReportIsToldThatItIsGone() throws Exception {
        var code = TestHub.municipality(1);
        var office = TestHub.api().as("municipality-" + code);
        try (var feed = LiveSocket.open(office, "")) {
            var id = created(TestHub.api().as("operator"), "/reports", report("other", code + "-1", ""))
                    .get("id")
                    .asText();
            feed.entity("reports", r -> r.get("id").asText().equals(id));
            assertThat(TestHub.api()
                            .as("operator")
                            .send(
                                    "PATCH",
                                    "/reports/" + id,
                                    "{\"kind\":\"foreign-interference\",\"reason\":\"it is more than that\"}")
                            .status())
                    .isEqualTo(200);
            var gone = feed.next(f -> f.has("gone"));
            assertThat(gone.at("/gone/0/kind").asText()).isEqualTo("report");
            assertThat(gone.at("/gone/0/id").asText()).isEqualTo(id);
            assertThat(gone.has("reports")).isFalse();
            assertThat(office.get("/reports/" + id).status()).isEqualTo(404);
        }
    }

    @Test
    void whoIsOnDutyIsPlannedAndHandedOver() throws Exception {
        var code = TestHub.municipality(1);
        var police = TestHub.api().as("police-" + code);
        var now = Instant.now();
        var plan = "{\"shifts\":[{\"account\":\"police-" + code + "\",\"name\":\"A. Jansen\",\"from\":\""
                + now.minusSeconds(60) + "\",\"until\":\"" + now.plusSeconds(600) + "\"}]}";
        assertThat(police.send("PUT", "/duties/police/" + code, plan).status()).isEqualTo(200);
        assertThat(police.send("PUT", "/duties/police/GM0363", plan).status()).isEqualTo(403);
        assertThat(police.send("PUT", "/duties/police/NL", plan).status()).isEqualTo(404);
        for (var nobody : List.of("operatr2", "police-night", "operator", "police-GM0363")) {
            var refused = police.post(
                    "/duties/police/" + code + "/hand-overs",
                    "application/json",
                    "{\"to\":\"" + nobody + "\"}",
                    "Idempotency-Key",
                    UUID.randomUUID().toString());
            assertThat(refused.status()).as(nobody).isEqualTo(400);
            assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo("to");
            var planned = police.send("PUT", "/duties/police/" + code, plan.replace("\"police-" + code, "\"" + nobody));
            assertThat(planned.body().at("/errors/0/field").asText()).as(nobody).isEqualTo("shifts/0/account");
        }
        assertThat(police.get("/duties/police/" + code + "/candidates").body().get("items"))
                .extracting(i -> i.get("account").asText())
                .containsExactly("police-" + code);
        assertThat(TestHub.api()
                        .as("operator")
                        .get("/duties/table-member/NL/candidates")
                        .body()
                        .get("items"))
                .extracting(i -> i.get("account").asText())
                .containsExactly("bzk", "kiesraad", "nctv", "vng");
        assertThat(police.get("/duties").body().get("items")).hasSize(1);
        assertThat(police.get("/notification-address").status()).isEqualTo(204);
        assertThat(police.send("PUT", "/notification-address", "{\"email\":\"jansen@example.org\"}")
                        .status())
                .isEqualTo(204);
        assertThat(police.get("/notification-address").body().get("email").asText())
                .isEqualTo("jansen@example.org");
        assertThat(police.send("DELETE", "/notification-address").status()).isEqualTo(204);
    }

    @Test
    void whoTakesOverHasWhatWasOpen() throws Exception {
        var code = TestHub.municipality(1);
        var bzk = TestHub.api().as("bzk");
        var now = Instant.now();
        // From now on, not from a minute ago: a shift does not undo a hand-over of another class within it.
        var plan = "{\"shifts\":[{\"account\":\"bzk\",\"name\":\"A. Jansen\",\"from\":\"" + now + "\",\"until\":\""
                + now.plusSeconds(600) + "\"}]}";
        assertThat(bzk.send("PUT", "/duties/table-member/NL", plan).status()).isEqualTo(200);
        try (var screen = LiveSocket.open(bzk, "")) {
            var report = created(bzk, "/reports", report("threat", code + "-1", ",\"severity\":\"critical\""))
                    .get("id")
                    .asText();
            var escalation = screen.entity(
                            "escalations",
                            e -> e.at("/subject/id").asText().equals(report)
                                    && e.at("/addressee/level").asText().equals("table"))
                    .get("id")
                    .asText();
            created(bzk, "/escalations/" + escalation + "/acknowledgements", "{}");
            var other = created(bzk, "/reports", report("violence", code + "-1", ",\"severity\":\"critical\""))
                    .get("id")
                    .asText();
            var free = screen.entity(
                            "escalations",
                            e -> e.at("/subject/id").asText().equals(other)
                                    && e.at("/addressee/level").asText().equals("table"))
                    .get("id")
                    .asText();
            created(bzk, "/duties/table-member/NL/hand-overs", "{\"to\":\"vng\",\"note\":\"one is open\"}");
            var passed = screen.entity(
                    "escalations",
                    e -> e.get("id").asText().equals(escalation)
                            && e.at("/acknowledged/by").asText().equals("vng"));
            assertThat(passed.get("state").asText()).isEqualTo("acknowledged");
            assertThat(bzk.get("/escalations/" + free).body().get("state").asText())
                    .as("what nobody had is nobody's")
                    .isEqualTo("open");
            assertThat(bzk.get("/escalations/" + escalation + "/timeline")
                            .body()
                            .get("items")
                            .toString())
                    .contains("escalation-passed-on");
            bzk.send("PUT", "/duties/table-member/NL", "{\"shifts\":[]}");
        }
    }
}
