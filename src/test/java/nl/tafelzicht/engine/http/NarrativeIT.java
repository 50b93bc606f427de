package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import nl.tafelzicht.engine.archive.Hashes;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** What is being said, beside what is so: alerts, facts, responses, and the past, through the API. */
class NarrativeIT {

    private static final String JSON = "application/json";

    private static JsonNode created(Api api, String path, String body) throws Exception {
        var answer = api.post(path, JSON, body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body();
    }

    private static JsonNode ok(Api api, String path) throws Exception {
        var answer = api.get(path);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode eventually(Api api, String path, Predicate<JsonNode> wanted) throws Exception {
        return Eventually.get(path, () -> api.get(path).body(), wanted);
    }

    /** So that a moment is before what comes after it. */
    private static void nextMillisecond() {
        var now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        Eventually.until("the clock goes on", () -> Instant.now().isAfter(now.plusMillis(1)));
    }

    private static String claim(String code, String more) {
        return "{\"claim\":\"Gewapende mannen bij de stembureaus, alles dicht\","
                + "\"kind\":\"safety-scare\",\"assertions\":[\"all-closed\",\"violence\"],"
                + "\"about\":{\"municipalities\":[\""
                + code + "\"]}" + more + "}";
    }

    private static String alert(Api api, String code, String more) throws Exception {
        return created(api, "/narratives", claim(code, more)).get("id").asText();
    }

    /** A municipality where all stations but the last are open, and that one is closed for a leak. */
    private static String openTown(int stations) throws Exception {
        var code = TestHub.municipality(stations);
        var municipality = TestHub.api().as("municipality-" + code);
        for (int n = 1; n <= stations; n++) {
            assertThat(municipality
                            .report(code + "-" + n, "{\"status\":\"open\",\"membersPresent\":4,\"waitingMinutes\":5}")
                            .status())
                    .isEqualTo(201);
        }
        assertThat(municipality
                        .report(code + "-" + stations, "{\"status\":\"suspended\",\"note\":\"Waterlekkage\"}")
                        .status())
                .isEqualTo(201);
        return code;
    }

    private static JsonNode fact(JsonNode facts, String key) {
        for (var f : facts.get("facts")) {
            if (f.get("key").asText().equals(key)) {
                return f;
            }
        }
        throw new AssertionError("no fact " + key + " in " + facts);
    }

    private static String rebuttal(String more) {
        return "{\"kind\":\"rebuttal\",\"title\":\"De stembureaus zijn open\",\"text\":\"Drie van de "
                + "vier stembureaus zijn open. Er is geen geweld gemeld.\",\"channels\":[\"gemeente.nl\"],"
                + "\"cites\":[\"open\",\"violence-reported\"]"
                + more + "}";
    }

    /** What whoever approves says that they read. */
    private static String seen(Api api, String path) throws Exception {
        return "{\"seq\":" + api.get(path).body().get("seq").asLong() + "}";
    }

    @Test
    void whatComesAfterAClaimDoesNotMakeItTrue() throws Exception {
        var code = TestHub.municipality(1);
        var chair = TestHub.api().as("chair-" + code + "-1");
        var now = Instant.now();
        assertThat(chair.report(
                                code + "-1",
                                "{\"status\":\"open\",\"observedAt\":\"" + now.minusSeconds(6 * 3_600) + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(chair.report(
                                code + "-1",
                                "{\"status\":\"closed\",\"observedAt\":\"" + now.minusSeconds(1_800) + "\"}")
                        .status())
                .isEqualTo(201);
        var desk = TestHub.api().as("operator");
        var said = now.minusSeconds(5 * 3_600).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        var old = ok(desk, "/narratives/" + alert(desk, code, ",\"firstSeen\":\"" + said + "\"") + "/facts");
        assertThat(old.at("/findings/0/standing").asText()).isEqualTo("contradicted");
        assertThat(fact(old, "open").get("count").asInt()).isEqualTo(1);
        assertThat(Instant.parse(old.get("at").asText())).isEqualTo(said.plusSeconds(2 * 3_600));
        var fresh = ok(desk, "/narratives/" + alert(desk, code, "") + "/facts");
        assertThat(fresh.at("/findings/0/standing").asText())
                .as("closed before its hour, and said now")
                .isEqualTo("confirmed");
    }

    @Test
    void whatWasSaidAndNotVerifiedIsNoGroundForPublicWords() throws Exception {
        var code = openTown(2);
        var desk = TestHub.api().as("operator");
        var id = alert(desk, code, "");
        created(
                TestHub.api().as("police-" + code),
                "/reports",
                "{\"kind\":\"violence\",\"text\":\"Vechtpartij\",\"severity\":\"urgent\",\"station\":\"" + code
                        + "-1\"}");
        eventually(
                desk,
                "/narratives/" + id + "/facts",
                f -> fact(f, "violence-reported").get("count").asInt() == 1);
        var refused = desk.post("/narratives/" + id + "/responses", JSON, rebuttal(""));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo("cites");
        assertThat(refused.body().at("/errors/0/message").asText()).contains("not verified");
    }

    @Test
    void besideAClaimStandsWhatIsSoWithWhoSaidItAndWhereInTheJournal() throws Exception {
        var code = openTown(4);
        var desk = TestHub.api().as("operator");
        var id = alert(TestHub.api().as("partner-factcheck"), code, "");
        var facts = ok(desk, "/narratives/" + id + "/facts");
        assertThat(fact(facts, "open").get("count").asInt()).isEqualTo(3);
        assertThat(fact(facts, "open").get("of").asInt()).isEqualTo(4);
        var closed = fact(facts, "not-open").at("/about/0");
        assertThat(closed.get("note").asText()).isEqualTo("Waterlekkage");
        assertThat(closed.get("status").asText()).isEqualTo("suspended");
        assertThat(closed.get("by").asText()).isEqualTo("municipality-" + code);
        assertThat(fact(facts, "violence-reported").get("count").asInt()).isZero();
        var confirmed = fact(facts, "last-confirmation");
        assertThat(confirmed.get("by").asText()).isEqualTo("municipality-" + code);
        assertThat(confirmed.get("role").asText()).isEqualTo("municipality");
        assertThat(confirmed.get("ageSeconds").asInt()).isBetween(0, 120);
        long seq = confirmed.get("seq").asLong();
        var events = ok(desk, "/stations/" + confirmed.at("/about/0/id").asText() + "/timeline");
        assertThat(events.at("/items/0/seq").asLong())
                .as("the fact stands on that very event")
                .isEqualTo(seq);
        assertThat(facts.get("standing").asText()).isEqualTo("contradicted");
        assertThat(eventually(desk, "/narratives/" + id, n -> n.has("standing"))
                        .get("standing")
                        .asText())
                .as("marked by itself")
                .isEqualTo("contradicted");
    }

    @Test
    void aReportOfViolenceMakesItUndecidedAndAVerifiedIncidentConfirmsIt() throws Exception {
        var code = openTown(2);
        var desk = TestHub.api().as("operator");
        var id = alert(desk, code, "");
        eventually(desk, "/narratives/" + id, n -> n.path("standing").asText().equals("contradicted"));
        var report = created(
                        desk, "/reports", "{\"kind\":\"violence\",\"text\":\"A fight\",\"station\":\"" + code + "-1\"}")
                .get("id")
                .asText();
        eventually(desk, "/narratives/" + id, n -> n.path("standing").asText().equals("undecided"));
        assertThat(fact(ok(desk, "/narratives/" + id + "/facts"), "violence-reported")
                        .at("/about/0/id")
                        .asText())
                .isEqualTo(report);
        created(desk, "/incidents", "{\"reports\":[\"" + report + "\"],\"verified\":true}");
        eventually(desk, "/narratives/" + id, n -> n.path("standing").asText().equals("confirmed"));
        var types = new ArrayList<String>();
        ok(desk, "/narratives/" + id + "/timeline")
                .get("items")
                .forEach(i -> types.add(i.get("type").asText()));
        assertThat(types)
                .containsExactly("narrative-checked", "narrative-checked", "narrative-checked", "narrative-reported");
    }

    @Test
    void theFactsOfAnEarlierMomentAreThoseOfThen() throws Exception {
        var code = openTown(3);
        var desk = TestHub.api().as("operator");
        var id = alert(desk, code, "");
        var before = ok(desk, "/narratives/" + id + "/facts");
        var at = Instant.now();
        nextMillisecond();
        var municipality = TestHub.api().as("municipality-" + code);
        for (int n = 1; n <= 2; n++) {
            municipality.report(code + "-" + n, "{\"status\":\"suspended\",\"note\":\"all closed\"}");
        }
        assertThat(fact(ok(desk, "/narratives/" + id + "/facts"), "open")
                        .get("count")
                        .asInt())
                .isZero();
        for (var moment : List.of(before.get("seq").asText(), at.toString())) {
            var then = ok(desk, "/narratives/" + id + "/facts?at=" + moment);
            assertThat(fact(then, "open").get("count").asInt()).as(moment).isEqualTo(2);
            assertThat(then.get("standing").asText()).isEqualTo("contradicted");
        }
        assertThat(desk.get("/narratives/" + id + "/facts?at=" + Instant.now().plusSeconds(600))
                        .status())
                .isEqualTo(400);
        assertThat(desk.get("/narratives/" + id + "/facts?at=yesterday").status())
                .isEqualTo(400);
    }

    @Test
    void twoPairsOfEyesFromTheDraftToTheWithdrawalOfARebuttalWhoseFactsChanged() throws Exception {
        var code = openTown(4);
        var desk = TestHub.api().as("operator");
        var bzk = TestHub.api().as("bzk");
        var id = alert(desk, code, "");
        assertThat(desk.post(
                                "/narratives/" + id + "/responses",
                                JSON,
                                rebuttal("").replace("\"violence-reported\"", "\"last-confirmation\""))
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("cites");
        var draft =
                created(bzk, "/narratives/" + id + "/responses", rebuttal("")).get("response");
        var path = "/responses/" + draft.get("id").asText();
        assertThat(draft.at("/basis/0/count").asInt()).isEqualTo(3);
        var own = bzk.post(path + "/approvals", JSON, "{}");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.body().get("detail").asText()).contains("somebody else");
        assertThat(desk.post(path + "/approvals", JSON, "{}").status())
                .as("an operator does not approve")
                .isEqualTo(403);
        assertThat(bzk.post(path + "/publications", JSON, "{}").status())
                .as("not approved yet")
                .isEqualTo(409);
        // The facts change while it is a draft: nobody approves a text that is not so any more.
        var municipality = TestHub.api().as("municipality-" + code);
        municipality.report(code + "-1", "{\"status\":\"suspended\",\"note\":\"fire alarm\"}");
        assertThat(TestHub.api()
                        .as("kiesraad")
                        .post(path + "/approvals", JSON, "{}")
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .as("without what was read")
                .isEqualTo("seq");
        var stale = TestHub.api().as("kiesraad").post(path + "/approvals", JSON, seen(desk, path));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body().get("detail").asText()).contains("open 3 → 2");
        created(desk, path + "/revisions", "{\"text\":\"Twee van de vier stembureaus zijn open.\"}");
        assertThat(bzk.post(path + "/approvals", JSON, "{}").status())
                .as("who wrote any of it does not approve")
                .isEqualTo(403);
        created(TestHub.api().as("kiesraad"), path + "/approvals", seen(desk, path));
        created(desk, path + "/publications", "{\"reference\":\"https://example.org/feiten\"}");
        assertThat(ok(desk, "/narratives/" + id).get("state").asText()).isEqualTo("answered");
        var open = Api.at(desk.address())
                .get("/public/rebuttals/" + draft.get("id").asText());
        assertThat(open.body().get("holds").asBoolean()).isTrue();
        assertThat(open.body().get("text").asText()).startsWith("Twee");
        // And after it was published: the table is warned.
        municipality.report(code + "-2", "{\"status\":\"closed\"}");
        try (var feed = LiveSocket.open(desk, "")) {
            var escalation = feed.entity(
                    "escalations",
                    e -> e.at("/subject/id").asText().equals(draft.get("id").asText()));
            assertThat(escalation.get("reason").asText())
                    .contains("no longer holds")
                    .contains("open 2 → 1");
            assertThat(escalation.at("/addressee/level").asText()).isEqualTo("table");
        }
        assertThat(Api.at(desk.address())
                        .get("/public/rebuttals/" + draft.get("id").asText())
                        .body()
                        .get("holds")
                        .asBoolean())
                .isFalse();
        created(desk, path + "/withdrawals", "{\"reason\":\"half of them are closed now\"}");
        assertThat(ok(desk, "/narratives/" + id).get("state").asText()).isEqualTo("assessed");
        eventually(desk, "/escalations?limit=1000", all -> {
            for (var e : all.get("items")) {
                if (e.at("/subject/id").asText().equals(draft.get("id").asText())) {
                    return e.get("state").asText().equals("resolved");
                }
            }
            return false;
        });
        assertThat(Api.at(desk.address())
                        .get("/public/rebuttals/" + draft.get("id").asText())
                        .body()
                        .has("withdrawnAt"))
                .isTrue();
    }

    @Test
    void whatChangedCanBeLookedAtAndUpheld() throws Exception {
        var code = openTown(3);
        var desk = TestHub.api().as("operator");
        var id = alert(desk, code, "");
        var path = "/responses/"
                + created(desk, "/narratives/" + id + "/responses", rebuttal(""))
                        .get("id")
                        .asText();
        created(TestHub.api().as("bzk"), path + "/approvals", seen(desk, path));
        TestHub.api()
                .as("municipality-" + code)
                .report(
                        code + "-3",
                        "{\"status\":\"open\",\"note\":\"resumed on the mayor's decision\",\"onMayorsDecision\":true}");
        TestHub.api().as("mayor-" + code).report(code + "-3", "{\"status\":\"open\"}");
        var challenged = eventually(desk, path, r -> r.has("challenge"));
        assertThat(challenged.at("/challenge/differences/0/now/count").asInt()).isEqualTo(3);
        assertThat(desk.post(path + "/publications", JSON, "{}").status())
                .as("not before somebody looked")
                .isEqualTo(409);
        created(desk, path + "/confirmations", "{\"reason\":\"even more are open\"}");
        created(desk, path + "/publications", "{}");
    }

    @Test
    void aTrustedFlagHasGroundsAndProportionalityAndXRefusesThatPath() throws Exception {
        var code = openTown(2);
        var desk = TestHub.api().as("operator");
        var id = alert(
                desk, code, ",\"sightings\":[{\"platform\":\"YouTube\",\"url\":\"https://youtube.example/watch\"}]");
        var path = "/narratives/" + id + "/responses";
        var flag = "{\"kind\":\"trusted-flag\",\"platform\":\"YouTube\","
                + "\"url\":\"https://youtube.example/watch\",\"ground\":\"false-danger\",\"grounds\":\"It "
                + "keeps voters away\"";
        assertThat(desk.post(path, JSON, flag + "}")
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("proportionality");
        var onX = desk.post(
                path, JSON, flag.replace("YouTube", "X") + ",\"proportionality\":\"Nothing lighter reaches it\"}");
        assertThat(onX.status()).isEqualTo(409);
        assertThat(onX.body().get("detail").asText()).contains("X withdrew").contains("Digital Services Act");
        assertThat(onX.body().at("/allowed/0").asText()).isEqualTo("dsa-notice");
        var notice = created(
                        desk,
                        path,
                        "{\"kind\":\"dsa-notice\",\"platform\":\"X\",\"url\":\"https://x.example/1\","
                                + "\"ground\":\"false-danger\",\"grounds\":\"It keeps voters away\",\"text\":\"All "
                                + "stations but one are open.\"}")
                .get("id")
                .asText();
        var sent = created(desk, path, flag + ",\"proportionality\":\"Nothing lighter reaches it\"}")
                .get("id")
                .asText();
        assertThat(desk.post("/responses/" + sent + "/dispatches", JSON, "{}").status())
                .isEqualTo(409);
        created(TestHub.api().as("bzk"), "/responses/" + sent + "/approvals", seen(desk, "/responses/" + sent));
        var letter = desk.get("/responses/" + sent + "/letter");
        assertThat(new String(letter.raw().body(), StandardCharsets.UTF_8))
                .contains("https://youtube.example/watch")
                .contains("Nothing lighter reaches it")
                .contains("the decision is yours");
        assertThat(new String(desk.get("/responses/" + notice + "/letter").raw().body(), StandardCharsets.UTF_8))
                .contains("article 16");
        created(desk, "/responses/" + sent + "/dispatches", "{\"reference\":\"YT-1\"}");
        created(desk, "/responses/" + sent + "/outcomes", "{\"decision\":\"labelled\"}");
        var register = Api.at(desk.address()).get("/public/register").body();
        assertThat(register.get("published").asBoolean()).isTrue();
        var flags = new ArrayList<JsonNode>();
        register.get("flags").forEach(flags::add);
        assertThat(flags).anySatisfy(f -> {
            assertThat(f.get("platform").asText()).isEqualTo("YouTube");
            assertThat(f.get("ground").asText()).isEqualTo("false-danger");
            assertThat(f.at("/outcomes/0").asText()).isEqualTo("labelled");
        });
        assertThat(register.get("flags").toString())
                .as("no address, no words, no names")
                .doesNotContain("example")
                .doesNotContain("keeps voters")
                .doesNotContain("operator");
    }

    @Test
    void deliberatelyDoingNothingNeedsAReasonAndASecondPersonToo() throws Exception {
        var desk = TestHub.api().as("operator");
        var id = alert(desk, openTown(2), "");
        assertThat(desk.send("PATCH", "/narratives/" + id, "{\"state\":\"monitored\"}")
                        .status())
                .as("not by one's own word")
                .isEqualTo(409);
        assertThat(desk.post("/narratives/" + id + "/responses", JSON, "{\"kind\":\"monitor\"}")
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("text");
        var response = created(
                        desk,
                        "/narratives/" + id + "/responses",
                        "{\"kind\":\"monitor\",\"text\":\"Eleven people saw it\"}")
                .get("id")
                .asText();
        created(TestHub.api().as("vng"), "/responses/" + response + "/approvals", seen(desk, "/responses/" + response));
        assertThat(ok(desk, "/narratives/" + id).get("state").asText()).isEqualTo("monitored");
        created(desk, "/responses/" + response + "/withdrawals", "{\"reason\":\"it is spreading\"}");
        assertThat(ok(desk, "/narratives/" + id).get("state").asText()).isEqualTo("assessed");
    }

    @Test
    void aPartnerSeesItsOwnAlertsAndThoseThatItWasToldOf() throws Exception {
        var code = openTown(2);
        var desk = TestHub.api().as("operator");
        var partner = TestHub.api().as("partner-nieuws");
        var mine = alert(partner, code, "");
        var other = alert(desk, code, "");
        assertThat(partner.get("/narratives/" + mine).status()).isEqualTo(200);
        assertThat(partner.get("/narratives/" + other).status()).isEqualTo(404);
        try (var feed = LiveSocket.open(partner, "")) {
            var notice = created(
                            desk,
                            "/narratives/" + other + "/responses",
                            "{\"kind\":\"partner-notice\",\"text\":\"Please look\",\"partners\":[\"nieuws\"]}")
                    .get("id")
                    .asText();
            created(TestHub.api().as("bzk"), "/responses/" + notice + "/approvals", seen(desk, "/responses/" + notice));
            created(desk, "/responses/" + notice + "/dispatches", "{}");
            assertThat(feed.entity("narratives", n -> n.get("id").asText().equals(other))
                            .get("sharedWith")
                            .toString())
                    .contains("nieuws");
        }
        assertThat(partner.get("/narratives/" + other).status()).isEqualTo(200);
        assertThat(partner.get("/narratives/" + other + "/responses").body().get("items"))
                .isEmpty();
        assertThat(partner.send("PATCH", "/narratives/" + mine, "{\"state\":\"assessed\"}")
                        .status())
                .isEqualTo(403);
        assertThat(TestHub.api()
                        .as("partner-anders")
                        .get("/narratives/" + other)
                        .status())
                .isEqualTo(404);
        var strict = alert(desk, code, ",\"marking\":\"AMBER+STRICT\"");
        var refused = desk.post(
                "/narratives/" + strict + "/responses",
                JSON,
                "{\"kind\":\"partner-notice\",\"text\":\"x\",\"partners\":[\"nieuws\"]}");
        assertThat(refused.body().at("/errors/0/field").asText())
                .as("within the marking")
                .isEqualTo("partners");
    }

    /**
     * What goes to everyone with each change of an alert is bounded; what was kept of a post is read whole by who wants
     * it, after merging and by who may.
     */
    @Test
    void aLongArchivedTextGoesOutInShortAndIsReadWholeOnRequest() throws Exception {
        var code = openTown(2);
        var desk = TestHub.api().as("operator");
        var text = "Bewaard " + "😀é".repeat(3_000) + " einde";
        var one = alert(desk, code, "");
        var seen = desk.post(
                "/narratives/" + one + "/sightings", JSON, "{\"platform\":\"X\",\"archivedText\":\"" + text + "\"}");
        assertThat(seen.status()).isEqualTo(201);
        var sighting = ok(desk, "/narratives/" + one)
                .get("sightings")
                .get(ok(desk, "/narratives/" + one).get("sightings").size() - 1);
        assertThat(sighting.get("archivedText").asText())
                .hasSizeLessThanOrEqualTo(1_000)
                .startsWith("Bewaard 😀é")
                .endsWith("…")
                .doesNotContain("?");
        assertThat(sighting.get("sha256").asText()).isEqualTo(Hashes.sha256(text));
        var whole = "/archived-texts/" + Hashes.sha256(text);
        assertThat(ok(desk, "/narratives/" + one + whole).get("text").asText()).isEqualTo(text);
        assertThat(desk.get("/narratives/" + one + "/archived-texts/" + "0".repeat(64))
                        .status())
                .isEqualTo(404);
        var other = alert(desk, code, "");
        created(desk, "/narratives/" + other + "/merges", "{\"narratives\":[\"" + one + "\"]}");
        assertThat(ok(desk, "/narratives/" + other + whole).get("text").asText())
                .as("where it was merged to")
                .isEqualTo(text);
        assertThat(TestHub.api()
                        .as("mayor-" + TestHub.municipality(1))
                        .get("/narratives/" + one + whole)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void picturesOfAClaimAreKeptByTheHashOfTheirContentAndReadThroughTheAlertAlone() throws Exception {
        var code = openTown(2);
        var desk = TestHub.api().as("operator");
        var png = new byte[64];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A}, 0, png, 0, 8);
        png[20] = (byte) code.hashCode();
        var kept = desk.post("/attachments", "image/png", png);
        assertThat(kept.status()).isEqualTo(201);
        var hash = kept.body().get("sha256").asText();
        assertThat(hash).isEqualTo(Hashes.sha256(png));
        assertThat(desk.post("/attachments", "image/jpeg", png).status())
                .as("it is what its bytes say")
                .isEqualTo(415);
        assertThat(desk.post("/attachments", "image/png", "<svg onload=alert(1)></svg>")
                        .status())
                .isEqualTo(415);
        assertThat(desk.post("/attachments", "image/png", new byte[6 * 1024 * 1024])
                        .status())
                .isEqualTo(413);
        assertThat(TestHub.api()
                        .as("chair-" + code + "-1")
                        .post("/attachments", "image/png", png)
                        .status())
                .isEqualTo(403);
        var text = "Alles dicht in de stad";
        var id = alert(
                desk,
                code,
                ",\"marking\":\"AMBER\",\"sightings\":[{\"platform\":\"X\","
                        + "\"url\":\"https://x.example/9\",\"archivedText\":\""
                        + text + "\",\"attachments\":[\"" + hash + "\"]}]");
        var seen = ok(desk, "/narratives/" + id).at("/sightings/0");
        assertThat(seen.get("sha256").asText()).isEqualTo(Hashes.sha256(text));
        var picture = desk.get("/narratives/" + id + "/attachments/" + hash);
        assertThat(picture.raw().body()).isEqualTo(png);
        assertThat(picture.header("Content-Security-Policy")).contains("sandbox");
        assertThat(TestHub.api()
                        .as("partner-x")
                        .get("/narratives/" + id + "/attachments/" + hash)
                        .status())
                .isEqualTo(404);
        var wrong = desk.post(
                "/narratives",
                JSON,
                claim(
                        code,
                        ",\"sightings\":[{\"platform\":\"X\",\"archivedText\":\"a\",\"sha256\":\"" + hash + "\"}]"));
        assertThat(wrong.body().at("/errors/0/field").asText()).isEqualTo("sha256");
    }

    @Test
    void theSameClaimInOtherWordsIsProposedAndAPersonMerges() throws Exception {
        var code = openTown(2);
        var desk = TestHub.api().as("operator");
        var first = alert(desk, code, ",\"sightings\":[{\"platform\":\"X\"}]");
        var second = created(
                        desk,
                        "/narratives",
                        "{\"claim\":\"Armed men at polling stations, everything closed\",\"language\":\"en\","
                                + "\"kind\":\"safety-scare\",\"about\":{\"municipalities\":[\""
                                + code + "\"]},\"sightings\":[{\"platform\":\"Telegram\"}]}")
                .get("id")
                .asText();
        var third = created(
                        desk,
                        "/narratives",
                        "{\"claim\":\"Je mag morgen ook nog stemmen zonder stempas\",\"kind\":\"suppression\","
                                + "\"about\":{\"municipalities\":[\""
                                + code + "\"]}}")
                .get("id")
                .asText();
        var similar = ok(desk, "/narratives/" + first + "/similar").get("items");
        var ids = new ArrayList<String>();
        similar.forEach(i -> ids.add(i.at("/narrative/id").asText()));
        assertThat(ids).contains(second).doesNotContain(third, first);
        var merged = created(desk, "/narratives/" + first + "/merges", "{\"narratives\":[\"" + second + "\"]}")
                .get("narrative");
        assertThat(merged.get("sightings")).hasSize(2);
        assertThat(ok(desk, "/narratives/" + second).get("mergedInto").asText()).isEqualTo(first);
        assertThat(desk.send("PATCH", "/narratives/" + second, "{\"assessment\":\"x\"}")
                        .status())
                .isEqualTo(409);
        assertThat(ok(desk, "/narratives/" + first + "/similar").get("items").toString())
                .doesNotContain(second);
    }

    @Test
    void thePictureOfAnyMomentIsTheOneThatViewersHadThen() throws Exception {
        var code = TestHub.municipality(2);
        var municipality = TestHub.api().as("municipality-" + code);
        municipality.report(code + "-1", "{\"status\":\"open\"}");
        var then = ok(municipality, "/picture");
        var from = Instant.now();
        nextMillisecond();
        municipality.report(code + "-1", "{\"status\":\"suspended\",\"note\":\"leak\"}");
        created(
                TestHub.api().as("operator"),
                "/reports",
                "{\"kind\":\"crowd\",\"text\":\"x\",\"station\":\"" + code + "-2\"}");
        nextMillisecond();
        var past = ok(municipality, "/picture?at=" + then.get("seq").asLong());
        assertThat(past.get("statuses")).isEqualTo(then.get("statuses"));
        assertThat(past.get("reports")).isEmpty();
        assertThat(past.get("seq").asLong()).isEqualTo(then.get("seq").asLong());
        assertThat(ok(municipality, "/picture?at=" + from).get("statuses")).isEqualTo(then.get("statuses"));
        assertThat(ok(municipality, "/picture?at=0").get("stations")).isEmpty();
        var replay = ok(municipality, "/picture/replay?from=" + from + "&to=" + Instant.now() + "&frames=4");
        assertThat(replay.get("frames")).hasSize(4);
        var statuses = new ArrayList<String>();
        var reports = new ArrayList<String>();
        long position = replay.get("from").asLong();
        for (var frame : replay.get("frames")) {
            assertThat(frame.get("from").asLong()).as("frames join").isEqualTo(position);
            position = frame.get("to").asLong();
            frame.path("statuses").forEach(s -> statuses.add(s.get("status").asText()));
            frame.path("reports").forEach(r -> reports.add(r.get("kind").asText()));
        }
        assertThat(statuses).containsExactly("suspended");
        assertThat(reports).containsExactly("crowd");
        assertThat(municipality
                        .get("/picture/replay?from=" + Instant.now() + "&to=" + from)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatWasMarkedHigherSinceStaysHiddenInThePastToo() throws Exception {
        var code = openTown(2);
        var desk = TestHub.api().as("operator");
        var id = alert(desk, code, "");
        var mayor = TestHub.api().as("mayor-" + code);
        long seq = ok(mayor, "/narratives/" + id).get("seq").asLong();
        assertThat(ok(mayor, "/picture?at=" + seq).get("narratives")).hasSize(1);
        assertThat(desk.send("PATCH", "/narratives/" + id, "{\"marking\":\"RED\",\"recipients\":[\"nctv\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(mayor.get("/narratives/" + id).status()).isEqualTo(404);
        assertThat(ok(mayor, "/picture?at=" + seq).get("narratives")).isEmpty();
    }

    @Test
    void whoReadsWhatIsRedIsOnRecord() throws Exception {
        var code = openTown(2);
        var nctv = TestHub.api().as("nctv");
        var id = alert(nctv, code, ",\"marking\":\"RED\",\"recipients\":[\"nctv\"]");
        for (var account : List.of("operator", "bzk", "auditor", "mayor-" + code)) {
            assertThat(TestHub.api().as(account).get("/narratives/" + id).status())
                    .as(account)
                    .isEqualTo(404);
        }
        assertThat(nctv.get("/narratives/" + id).status()).isEqualTo(200);
        nctv.get("/narratives?limit=1000");
        nctv.get("/picture");
        nctv.get("/narratives?limit=1000", "Accept", "application/stix+json");
        LiveSocket.open(nctv, "?since=0").close();
        Predicate<JsonNode> inEveryWay = all -> {
            var found = new HashSet<String>();
            for (var r : all.get("items")) {
                if (r.get("id").asText().equals(id)) {
                    found.add(r.get("way").asText());
                }
            }
            return found.containsAll(List.of("opened", "listed", "picture", "exported", "live"));
        };
        var disclosures = eventually(TestHub.api().as("auditor"), "/readings?limit=1000", inEveryWay);
        var ways = new ArrayList<String>();
        for (var r : disclosures.get("items")) {
            if (r.get("id").asText().equals(id)) {
                assertThat(r.get("reader").asText()).isEqualTo("nctv");
                ways.add(r.get("way").asText());
            }
        }
        assertThat(ways).as("in each way").contains("opened", "listed", "picture", "exported", "live");
        assertThat(TestHub.api().as("bzk").get("/readings").status()).isEqualTo(403);
    }

    @Test
    void theSameAlertSentTwiceIsOneAndBadOnesNameTheirField() throws Exception {
        var code = openTown(2);
        var desk = TestHub.api().as("operator");
        var key = UUID.randomUUID().toString();
        var first = desk.post("/narratives", JSON, claim(code, ""), "Idempotency-Key", key);
        var again = desk.post("/narratives", JSON, claim(code, ""), "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("id")).isEqualTo(first.body().get("id"));
        record Bad(String body, String field) {}
        for (var bad : List.of(
                new Bad("{\"kind\":\"smear\"}", "claim"),
                new Bad("{\"claim\":\" \",\"kind\":\"smear\"}", "claim"),
                new Bad("{\"claim\":\"x\",\"kind\":\"lie\"}", "kind"),
                new Bad("{\"claim\":\"x\",\"kind\":\"smear\",\"techniques\":[\"T9999\"]}", "techniques"),
                new Bad(
                        "{\"claim\":\"x\",\"kind\":\"smear\",\"about\":{\"municipalities\":[\"GM9999\"]}}",
                        "about/municipalities"),
                new Bad(
                        "{\"claim\":\"x\",\"kind\":\"smear\",\"about\":{\"stations\":[\"GM9999-1\"]}}",
                        "about/stations"),
                new Bad("{\"claim\":\"x\",\"kind\":\"smear\",\"marking\":\"RED\"}", "recipients"),
                new Bad(
                        "{\"claim\":\"x\",\"kind\":\"smear\",\"marking\":\"GREEN\",\"recipients\":[\"nctv\"]}",
                        "recipients"),
                new Bad(
                        "{\"claim\":\"x\",\"kind\":\"smear\",\"firstSeen\":\""
                                + Instant.now().plusSeconds(3_600) + "\"}",
                        "firstSeen"),
                new Bad(
                        "{\"claim\":\"x\",\"kind\":\"smear\",\"sightings\":[{\"platform\":\"X\","
                                + "\"url\":\"javascript:alert(1)\"}]}",
                        "sightings/0/url"))) {
            var answer = desk.post("/narratives", JSON, bad.body);
            assertThat(answer.status()).as(bad.body).isEqualTo(400);
            assertThat(answer.body().at("/errors/0/field").asText())
                    .as(bad.body)
                    .isEqualTo(bad.field);
        }
        var local = TestHub.api().as("municipality-" + code);
        assertThat(local.post("/narratives", JSON, claim(TestHub.municipality(1), ""))
                        .status())
                .as("of another municipality")
                .isEqualTo(403);
        assertThat(local.post("/narratives", JSON, claim(code, "")).status()).isEqualTo(201);
    }

    @Test
    void aClaimIsEscalatedToTheTriangleOfItsPlaceWithinItsMarking() throws Exception {
        var code = openTown(2);
        var desk = TestHub.api().as("operator");
        var id = alert(desk, code, "");
        try (var feed = LiveSocket.open(TestHub.api().as("mayor-" + code), "")) {
            created(
                    desk,
                    "/escalations",
                    "{\"subject\":{\"kind\":\"narrative\",\"id\":\"" + id
                            + "\"},\"level\":\"triangle\",\"severity\":\"urgent\",\"reason\":\"Please show presence\"}");
            var escalation =
                    feed.entity("escalations", e -> e.at("/subject/id").asText().equals(id));
            assertThat(escalation.at("/municipality/code").asText()).isEqualTo(code);
            assertThat(escalation.at("/subject/verified").asBoolean(true))
                    .as("a rumour is not a fact")
                    .isFalse();
        }
        var red = alert(TestHub.api().as("nctv"), code, ",\"marking\":\"RED\",\"recipients\":[\"nctv\"]");
        assertThat(desk.post(
                                "/escalations",
                                JSON,
                                "{\"subject\":{\"kind\":\"narrative\",\"id\":\"" + red
                                        + "\"},\"level\":\"triangle\",\"severity\":\"urgent\",\"reason\":\"r\"}")
                        .status())
                .as("not for whom it is not")
                .isEqualTo(400);
        assertThat(ok(desk, "/narratives/" + id + "/timeline").toString()).contains("escalation-raised");
    }

    private static String stix(int n, String more) {
        return "{\"type\":\"campaign\",\"spec_version\":\"2.1\",\"id\":\"campaign--"
                + new UUID(0x4000L | (long) n << 16, 1L << 63 | n)
                + "\",\"created\":\"2026-03-18T10:00:00.000Z\",\"modified\":\"2026-03-18T10:00:00.000Z\"" + more + "}";
    }

    private static byte[] bundle(List<String> objects) {
        return ("{\"type\":\"bundle\",\"id\":\"bundle--00000000-0000-4000-8000-000000000000\",\"objects\":["
                        + String.join(",", objects) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aBundleOfOthersIsTakenOnceAndWhatCanNotBeTakenIsNamed() throws Exception {
        var partner = TestHub.api().as("partner-bundel");
        int n = Math.abs(UUID.randomUUID().hashCode() % 100_000);
        var bundle = bundle(List.of(
                stix(n, ",\"name\":\"Ballots were thrown away\",\"labels\":[\"process-fairness\"],\"lang\":\"en\""),
                stix(n + 1, ""),
                "{\"type\":\"tool\",\"id\":\"tool--00000000-0000-4000-8000-000000000001\"}"));
        var taken = partner.post("/narratives/imports", "application/stix+json", bundle);
        assertThat(taken.status()).as(String.valueOf(taken.body())).isEqualTo(200);
        assertThat(taken.body().get("imported").asInt()).isEqualTo(1);
        assertThat(taken.body().get("rejected")).hasSize(2);
        var id = taken.body().at("/narratives/0").asText();
        assertThat(ok(partner, "/narratives/" + id).get("claim").asText()).isEqualTo("Ballots were thrown away");
        var again = partner.post("/narratives/imports", "application/stix+json", bundle)
                .body();
        assertThat(again.get("imported").asInt()).isZero();
        assertThat(again.get("unchanged").asInt()).isEqualTo(1);
        var ahead = java.time.Instant.now()
                .plusSeconds(86_400)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
        var newer = bundle(
                List.of(stix(n, ",\"name\":\"Ballots were mislaid\",\"labels\":[\"process-fairness\"],\"lang\":\"en\"")
                        .replaceFirst("\"modified\":\"[^\"]*\"", "\"modified\":\"" + ahead + "\"")));
        for (int i = 0; i < 2; i++) {
            assertThat(partner.post("/narratives/imports", "application/stix+json", newer)
                            .status())
                    .isEqualTo(200);
        }
        var told = ok(partner, "/narratives/" + id);
        assertThat(told.get("claim").asText()).as("a person decides").isEqualTo("Ballots were thrown away");
        assertThat(told.get("comments")).as("said once").hasSize(1);
        assertThat(told.at("/comments/0/text").asText()).contains("newer version", "Ballots were mislaid");
        assertThat(partner.post("/narratives/imports", JSON, bundle).status()).isEqualTo(415);
        assertThat(partner.post("/narratives/imports", "application/stix+json", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(partner.post("/narratives/imports", "application/stix+json", new byte[6 * 1024 * 1024])
                        .status())
                .isEqualTo(413);
        assertThat(TestHub.api()
                        .as("auditor")
                        .post("/narratives/imports", "application/stix+json", bundle)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aBundleOfFiveMegabytesIsAnsweredWhileOthersGoOn() throws Exception {
        var partner = TestHub.api().as("partner-groot");
        var objects = new ArrayList<String>();
        for (int i = 0; i < 9_000; i++) {
            objects.add("{\"type\":\"x-unknown-" + i + "\",\"id\":\"x-unknown--" + i + "\",\"padding\":\""
                    + "x".repeat(500) + "\"}");
        }
        var bytes = bundle(objects);
        assertThat(bytes.length).isBetween(4_500_000, 5 * 1024 * 1024);
        var answer = partner.post("/narratives/imports", "application/stix+json", bytes);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("imported").asInt()).isZero();
        assertThat(answer.body().get("rejected")).hasSize(1_000);
        assertThat(answer.body().get("warnings").toString()).contains("not listed");
    }
}
