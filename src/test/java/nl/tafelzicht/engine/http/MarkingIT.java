package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every marking against every role, by every way that content goes out: details, lists, picture, past, replay, feed,
 * facts, exports, responses, letters, attachments.
 */
class MarkingIT {

    private static final String JSON = "application/json";
    private static final List<String> FORMATS = List.of(JSON, "application/stix+json", "application/cap+xml");
    /** What each is cleared for, and where it looks from. */
    private static final Map<String, Set<Tlp>> SEES = Map.ofEntries(
            Map.entry(
                    "operator",
                    Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT)), // the table's own organisation
            Map.entry(
                    "bzk",
                    Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)), // cleared for AMBER+STRICT, but of another organisation
            Map.entry("kiesraad", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)),
            Map.entry("nctv", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.RED)), // named
            Map.entry("auditor", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)), // cleared for RED, but not named
            Map.entry("mayor", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)),
            Map.entry("police", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)),
            Map.entry("prosecutor", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)),
            Map.entry("municipality", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)),
            Map.entry("chair", Set.of()),
            Map.entry("elsewhere", Set.of()),
            Map.entry("partner-vreemd", Set.of()),
            Map.entry("observer-vreemd", Set.of()),
            Map.entry("admin", Set.of()));

    private static String code;
    private static String other;
    private static String hash;
    private static final Map<Tlp, String> NARRATIVES = new EnumMap<>(Tlp.class);
    private static final Map<Tlp, String> RESPONSES = new EnumMap<>(Tlp.class);

    @BeforeAll
    static void oneOfEachMarking() throws Exception {
        code = TestHub.municipality(2);
        other = TestHub.municipality(1);
        for (int n = 1; n <= 2; n++) {
            TestHub.api().as("municipality-" + code).report(code + "-" + n, "{\"status\":\"open\"}");
        }
        var png = new byte[64];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A}, 0, png, 0, 8);
        hash = TestHub.api()
                .as("operator")
                .post("/attachments", "image/png", png)
                .body()
                .get("sha256")
                .asText();
        for (var marking : Tlp.values()) {
            var author = TestHub.api().as(marking == Tlp.RED ? "nctv" : "operator");
            var named = marking == Tlp.RED ? ",\"recipients\":[\"nctv\"]" : "";
            var id = made(
                    author,
                    "/narratives",
                    "{\"claim\":\"Claim " + marking
                            + "\",\"kind\":\"safety-scare\",\"assertions\":[\"all-closed\"],\"marking\":\"" + marking
                            + "\"" + named + ",\"about\":{\"municipalities\":[\"" + code
                            + "\"]},\"sightings\":[{\"platform\":\"X\",\"attachments\":[\"" + hash + "\"]}]}");
            NARRATIVES.put(marking, id);
            RESPONSES.put(
                    marking,
                    made(
                            author,
                            "/narratives/" + id + "/responses",
                            "{\"kind\":\"dsa-notice\",\"platform\":\"X\",\"url\":\"https://x.example/1\","
                                    + "\"ground\":\"threat\",\"grounds\":\"g\",\"text\":\"t\"}"));
        }
    }

    private static String made(Api api, String path, String body) throws Exception {
        var answer = api.post(path, JSON, body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body().get("id").asText();
    }

    static Stream<String> accounts() {
        return SEES.keySet().stream().sorted();
    }

    private static Api api(String account) throws Exception {
        if (account.equals("elsewhere")) {
            return TestHub.api().as("mayor-" + other);
        }
        if (account.equals("chair")) {
            return TestHub.api().as("chair-" + code + "-1");
        }
        return TestHub.api()
                .as(
                        Set.of("mayor", "police", "prosecutor", "municipality").contains(account)
                                ? account + "-" + code
                                : account);
    }

    /** Which of ours are among these entities. */
    private static Set<Tlp> among(Iterable<JsonNode> entities, Map<Tlp, String> ours) {
        var found = new TreeSet<Tlp>();
        var ids = new HashSet<String>();
        entities.forEach(e -> ids.add(e.path("id").asText()));
        ours.forEach((marking, id) -> {
            if (ids.contains(id)) {
                found.add(marking);
            }
        });
        return found;
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void eachSeesWhatItsMarkingAllowsAndNothingElse(String account) throws Exception {
        var api = api(account);
        var sees = SEES.get(account);
        for (var marking : Tlp.values()) {
            boolean may = sees.contains(marking);
            var path = "/narratives/" + NARRATIVES.get(marking);
            var what = account + " " + marking;
            int refused = account.equals("admin") ? 403 : 404;
            for (var way : List.of("", "/facts", "/similar", "/timeline", "/responses", "/attachments/" + hash)) {
                assertThat(api.get(path + way).status()).as(what + way).isEqualTo(may ? 200 : refused);
            }
            assertThat(api.get(path, "Accept", "application/stix+json").status())
                    .as(what)
                    .isEqualTo(may ? 200 : refused);
            for (var way : List.of("", "/letter", "/timeline")) {
                assertThat(api.get("/responses/" + RESPONSES.get(marking) + way).status())
                        .as(what + " response" + way)
                        .isEqualTo(may ? 200 : refused);
            }
            var similar = api.get(path + "/similar");
            if (may) {
                similar.body().get("items").forEach(i -> assertThat(sees)
                        .contains(Tlp.of(i.at("/narrative/marking").asText())));
            }
            if (!may) {
                assertThat(api.post(path + "/comments", JSON, "{\"text\":\"x\"}")
                                .status())
                        .as(what + " acts")
                        .isEqualTo(refused);
            }
        }
        if (account.equals("admin")) {
            return;
        }
        assertThat(among(api.get("/narratives?limit=1000").body().get("items"), NARRATIVES))
                .isEqualTo(sees);
        assertThat(among(api.get("/responses?limit=1000").body().get("items"), RESPONSES))
                .isEqualTo(sees);
        var picture = api.get("/picture").body();
        assertThat(among(picture.get("narratives"), NARRATIVES)).as("picture").isEqualTo(sees);
        assertThat(among(picture.get("responses"), RESPONSES)).as("picture").isEqualTo(sees);
        assertThat(among(
                        api.get("/picture?at=" + picture.get("seq").asLong())
                                .body()
                                .get("narratives"),
                        NARRATIVES))
                .as("past")
                .isEqualTo(sees);
        var bundle = api.get("/narratives?limit=1000", "Accept", "application/stix+json")
                .body()
                .toString();
        for (var marking : Tlp.values()) {
            assertThat(bundle.contains("\"Claim " + marking + "\""))
                    .as("export " + marking)
                    .isEqualTo(sees.contains(marking));
        }
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void theFeedAndTheReplayGiveTheSame(String account) throws Exception {
        if (account.equals("admin")) {
            return;
        }
        var api = api(account);
        var sees = SEES.get(account);
        try (var feed = LiveSocket.open(api, "?since=0")) {
            long head = feed.next().get("head").asLong();
            var seen = new TreeSet<Tlp>();
            for (var frame = feed.next(); ; frame = feed.next()) {
                seen.addAll(among(frame.path("narratives"), NARRATIVES));
                if (frame.get("type").asText().equals("heartbeat")
                        || frame.get("to").asLong() >= head) {
                    break;
                }
            }
            assertThat(seen).isEqualTo(sees);
        }
        var now = java.time.Instant.now();
        var replay = api.get("/picture/replay?from=" + now.minusSeconds(1_800) + "&to=" + now + "&frames=3")
                .body();
        var seen = new TreeSet<Tlp>();
        replay.get("frames").forEach(frame -> seen.addAll(among(frame.path("narratives"), NARRATIVES)));
        assertThat(seen).as("replay").isEqualTo(sees);
    }

    /**
     * Who runs the hub sees how it is doing, and nothing of what it holds; an auditor sees whose accounts there are;
     * nobody else sees that.
     */
    @ParameterizedTest
    @MethodSource("accounts")
    void whatTheHubSaysOfItselfTellsNothingThatIsMarked(String account) throws Exception {
        var api = api(account);
        for (var way : List.of("/nodes", "/settings", "/storage", "/accounts", "/accounts/operator/changes")) {
            var answer = api.get(way);
            boolean sees = account.equals("admin") || account.equals("auditor") && way.startsWith("/accounts");
            assertThat(answer.status()).as(account + way).isEqualTo(sees ? 200 : 403);
            assertThat(answer.body().toString()).as(account + way).doesNotContain("Claim ", hash);
        }
    }

    private static String timeline(Api api, String path) throws Exception {
        var answer = api.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body().toString();
    }

    /**
     * What was said within the table's organisation stays with those who could read it then, however it is marked now.
     */
    @Test
    void whatWasSaidUnderAMarkingIsReadUnderThatMarking() throws Exception {
        var desk = TestHub.api().as("operator");
        var id = made(
                desk,
                "/narratives",
                "{\"claim\":\"The secret claim\",\"kind\":\"safety-scare\",\"marking\":\"AMBER+STRICT\","
                        + "\"about\":{\"municipalities\":[\""
                        + code + "\"]}}");
        assertThat(desk.post("/narratives/" + id + "/comments", JSON, "{\"text\":\"The secret comment\"}")
                        .status())
                .isEqualTo(201);
        assertThat(desk.send(
                                "PATCH",
                                "/narratives/" + id,
                                "{\"claim\":\"The public claim\",\"assessment\":\"The secret assessment\"}")
                        .status())
                .isEqualTo(200);
        assertThat(desk.send("PATCH", "/narratives/" + id, "{\"marking\":\"GREEN\"}")
                        .status())
                .isEqualTo(200);
        assertThat(desk.post("/narratives/" + id + "/comments", JSON, "{\"text\":\"The public comment\"}")
                        .status())
                .isEqualTo(201);
        assertThat(timeline(desk, "/narratives/" + id + "/timeline"))
                .contains(
                        "The secret claim",
                        "The secret comment",
                        "The secret assessment",
                        "The public claim",
                        "The public comment");
        for (var account : List.of("mayor-" + code, "police-" + code, "kiesraad", "bzk", "auditor")) {
            assertThat(timeline(TestHub.api().as(account), "/narratives/" + id + "/timeline"))
                    .as(account)
                    .contains("The public comment")
                    .doesNotContain("secret");
        }
        var report = made(
                desk,
                "/reports",
                "{\"kind\":\"other\",\"text\":\"The hidden text\",\"station\":\"" + code
                        + "-1\",\"marking\":\"AMBER+STRICT\"}");
        assertThat(desk.send("PATCH", "/reports/" + report, "{\"marking\":\"GREEN\",\"reason\":\"no harm in it\"}")
                        .status())
                .isEqualTo(200);
        assertThat(timeline(TestHub.api().as("mayor-" + code), "/reports/" + report + "/timeline"))
                .contains("no harm in it")
                .doesNotContain("The hidden text");
        assertThat(timeline(TestHub.api().as("mayor-" + code), "/stations/" + code + "-1/timeline?related=true"))
                .contains("no harm in it")
                .doesNotContain("The hidden text");
        assertThat(timeline(desk, "/reports/" + report + "/timeline")).contains("The hidden text");
    }

    /** All ways by which somebody gets an alert as it is now. */
    private static String asItIs(Api api, String id) throws Exception {
        var all = new StringBuilder();
        for (var way : List.of(
                "/narratives/" + id,
                "/narratives?limit=1000",
                "/picture",
                "/picture?at="
                        + TestHub.api()
                                .as("operator")
                                .get("/picture")
                                .body()
                                .get("seq")
                                .asLong())) {
            var answer = api.get(way);
            assertThat(answer.status()).as(way).isEqualTo(200);
            for (var list : List.of(
                    answer.body().path("items"),
                    answer.body().path("narratives"),
                    Json.MAPPER.createArrayNode().add(answer.body()))) {
                list.forEach(n -> {
                    if (n.path("id").asText().equals(id)) {
                        all.append(way).append(' ').append(n).append('\n');
                    }
                });
            }
        }
        all.append(
                api.get("/narratives/" + id, "Accept", "application/stix+json").body());
        try (var feed = LiveSocket.open(api, "?since=0")) {
            all.append(feed.entity("narratives", n -> n.get("id").asText().equals(id)));
        }
        return all.toString();
    }

    @Test
    void whatWasSaidUnderAMarkingIsInNoStateOfALowerOne() throws Exception {
        var desk = TestHub.api().as("operator");
        var id = made(
                desk,
                "/narratives",
                "{\"claim\":\"A claim\",\"kind\":\"safety-scare\",\"marking\":\"AMBER+STRICT\","
                        + "\"about\":{\"municipalities\":[\""
                        + code
                        + "\"]},\"sightings\":[{\"platform\":\"X\",\"archivedText\":\"Besloten waarneming\"}],"
                        + "\"sources\":[{\"kind\":\"table\",\"name\":\"Besloten bron\",\"reliability\":\"F\","
                        + "\"credibility\":6}]}");
        assertThat(desk.post("/narratives/" + id + "/comments", JSON, "{\"text\":\"Besloten opmerking\"}")
                        .status())
                .isEqualTo(201);
        assertThat(desk.post(
                                "/narratives/" + id + "/observations",
                                JSON,
                                "{\"platform\":\"X\",\"views\":5,\"note\":\"Besloten teller\"}")
                        .status())
                .isEqualTo(201);
        assertThat(desk.send("PATCH", "/narratives/" + id, "{\"assessment\":\"Besloten oordeel\"}")
                        .status())
                .isEqualTo(200);
        var response = made(
                desk,
                "/narratives/" + id + "/responses",
                "{\"kind\":\"dsa-notice\",\"platform\":\"X\",\"url\":\"https://x.example/1\","
                        + "\"ground\":\"threat\",\"grounds\":\"Besloten grond\",\"text\":\"t\"}");
        assertThat(desk.send("PATCH", "/narratives/" + id, "{\"marking\":\"GREEN\"}")
                        .status())
                .isEqualTo(200);
        assertThat(desk.post("/narratives/" + id + "/comments", JSON, "{\"text\":\"Open opmerking\"}")
                        .status())
                .isEqualTo(201);
        for (var account : List.of("mayor-" + code, "kiesraad", "bzk")) {
            var api = TestHub.api().as(account);
            assertThat(asItIs(api, id)).as(account).contains("Open opmerking").doesNotContain("Besloten");
            assertThat(api.get("/narratives/" + id).body().get("commentCount").asInt())
                    .as(account)
                    .isEqualTo(1);
            assertThat(api.get("/responses/" + response).status())
                    .as(account + ": a response that was written under a marking keeps it")
                    .isEqualTo(404);
        }
        assertThat(asItIs(desk, id))
                .contains(
                        "Besloten opmerking",
                        "Besloten oordeel",
                        "Besloten waarneming",
                        "Besloten bron",
                        "Besloten teller",
                        "Open opmerking");
        assertThat(desk.send("PATCH", "/narratives/" + id, "{\"pastToo\":true}").status())
                .isEqualTo(200);
        var mayor = TestHub.api().as("mayor-" + code);
        assertThat(asItIs(mayor, id))
                .as("somebody with the right opened the past")
                .contains("Besloten opmerking", "Besloten oordeel", "Besloten waarneming");
        assertThat(timeline(mayor, "/narratives/" + id + "/timeline"))
                .contains("Besloten opmerking", "Besloten waarneming");
        assertThat(mayor.send("PATCH", "/narratives/" + id, "{\"pastToo\":true}")
                        .status())
                .as("a mayor does not open anything")
                .isEqualTo(403);
    }

    @Test
    void whomAnAlertIsToldToReadsFromThenOnWhatIsSaidOfIt() throws Exception {
        var desk = TestHub.api().as("operator");
        var id = made(
                desk,
                "/narratives",
                "{\"claim\":\"A claim to be told\",\"kind\":\"safety-scare\",\"marking\":\"GREEN\","
                        + "\"about\":{\"municipalities\":[\""
                        + code + "\"]},\"sightings\":[{\"platform\":\"X\",\"archivedText\":\"Open waarneming\"}]}");
        assertThat(desk.post("/narratives/" + id + "/comments", JSON, "{\"text\":\"Besloten opmerking\"}")
                        .status())
                .isEqualTo(201);
        assertThat(desk.send("PATCH", "/narratives/" + id, "{\"assessment\":\"Besloten oordeel\"}")
                        .status())
                .isEqualTo(200);
        var notice = made(
                desk,
                "/narratives/" + id + "/responses",
                "{\"kind\":\"partner-notice\",\"text\":\"Please look\",\"partners\":[\"krant\"]}");
        assertThat(TestHub.api()
                        .as("bzk")
                        .post(
                                "/responses/" + notice + "/approvals",
                                JSON,
                                "{\"seq\":"
                                        + desk.get("/responses/" + notice)
                                                .body()
                                                .get("seq")
                                                .asLong() + "}")
                        .status())
                .isEqualTo(201);
        assertThat(desk.post("/responses/" + notice + "/dispatches", JSON, "{}").status())
                .isEqualTo(201);
        assertThat(desk.post("/narratives/" + id + "/comments", JSON, "{\"text\":\"Open opmerking\"}")
                        .status())
                .isEqualTo(201);
        var partner = TestHub.api().as("partner-krant");
        assertThat(asItIs(partner, id))
                .contains("Open opmerking", "Open waarneming")
                .doesNotContain("Besloten");
        assertThat(timeline(partner, "/narratives/" + id + "/timeline"))
                .contains("Open opmerking")
                .doesNotContain("Besloten");
        assertThat(asItIs(TestHub.api().as("mayor-" + code), id))
                .as("who was of the audience before reads all")
                .contains("Besloten opmerking", "Besloten oordeel");
    }

    @Test
    void whomAnEscalationIsHandedToReadsFromThenOnWhatIsSaidOfIt() throws Exception {
        var desk = TestHub.api().as("operator");
        var report = made(
                desk,
                "/reports",
                "{\"kind\":\"foreign-interference\",\"text\":\"t\",\"municipality\":\"" + code
                        + "\",\"marking\":\"GREEN\"}");
        var id = made(
                desk,
                "/escalations",
                "{\"subject\":{\"kind\":\"report\",\"id\":\"" + report
                        + "\"},\"level\":\"table\",\"severity\":\"urgent\",\"reason\":\"r\"}");
        assertThat(desk.post("/escalations/" + id + "/comments", JSON, "{\"text\":\"Besloten opmerking\"}")
                        .status())
                .isEqualTo(201);
        var handed =
                desk.post("/escalations/" + id + "/hand-overs", JSON, "{\"level\":\"triangle\",\"note\":\"Voor u\"}");
        assertThat(handed.status()).as(handed.body()::toString).isEqualTo(201);
        assertThat(desk.post("/escalations/" + id + "/comments", JSON, "{\"text\":\"Open opmerking\"}")
                        .status())
                .isEqualTo(201);
        var mayor = TestHub.api().as("mayor-" + code);
        for (var way : List.of(
                "/escalations/" + id, "/escalations?limit=1000", "/picture", "/escalations/" + id + "/timeline")) {
            assertThat(mayor.get(way).body().toString())
                    .as(way)
                    .contains("Open opmerking", "Voor u")
                    .doesNotContain("Besloten");
        }
        assertThat(desk.get("/escalations/" + id).body().toString()).contains("Besloten opmerking", "Open opmerking");
    }

    /**
     * Whoever reported something, and is not cleared for what it turned out to be, does not go on reading what became
     * of it.
     */
    @Test
    void aReporterDoesNotReadWhatTheirReportWasMarkedUpTo() throws Exception {
        var official = TestHub.api().as("municipality-" + code);
        var report = made(official, "/reports", "{\"kind\":\"other\",\"text\":\"t\",\"station\":\"" + code + "-1\"}");
        assertThat(official.get("/reports/" + report).status()).isEqualTo(200);
        var desk = TestHub.api().as("operator");
        assertThat(desk.send("PATCH", "/reports/" + report, "{\"marking\":\"AMBER+STRICT\",\"reason\":\"r\"}")
                        .status())
                .isEqualTo(200);
        assertThat(desk.post("/reports/" + report + "/dismissals", JSON, "{\"reason\":\"Besloten reden\"}")
                        .status())
                .isEqualTo(201);
        for (var way : List.of("", "/timeline", "/near-duplicates", "/contact")) {
            assertThat(official.get("/reports/" + report + way).status())
                    .as(way)
                    .isEqualTo(404);
        }
        assertThat(official.get("/reports?limit=1000").body().toString()).doesNotContain("Besloten reden");
    }

    /** A hash is no secret; whoever has it from somewhere does not get what it stands for. */
    @Test
    void whoeverNamesAPictureHasBroughtItOrSeesIt() throws Exception {
        var secret = new byte[128];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A}, 0, secret, 0, 8);
        secret[100] = 7;
        var nctv = TestHub.api().as("nctv");
        var sha = nctv.post("/attachments", "image/png", secret)
                .body()
                .get("sha256")
                .asText();
        made(
                nctv,
                "/narratives",
                "{\"claim\":\"With a picture\",\"kind\":\"safety-scare\",\"marking\":\"RED\","
                        + "\"recipients\":[\"nctv\"],\"about\":{\"municipalities\":[\""
                        + code + "\"]},\"sightings\":[{\"platform\":\"X\",\"attachments\":[\"" + sha + "\"]}]}");
        var office = TestHub.api().as("municipality-" + code);
        var body = "{\"claim\":\"Mine\",\"kind\":\"safety-scare\",\"about\":{\"municipalities\":[\"" + code
                + "\"]},\"sightings\":[{\"platform\":\"X\",\"attachments\":[\"%s\"]}]}";
        var foreign = office.post("/narratives", JSON, body.formatted(sha));
        var unknown = office.post("/narratives", JSON, body.formatted("0".repeat(64)));
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.body().toString().replace(sha, "0".repeat(64)))
                .as("a hash that there is and one that there is not")
                .isEqualTo(unknown.body().toString());
        assertThat(office.post("/attachments", "image/png", secret).status()).isEqualTo(201);
        assertThat(office.post("/narratives", JSON, body.formatted(sha)).status())
                .as("who has the picture may name it")
                .isEqualTo(201);
        assertThat(TestHub.api()
                        .as("operator")
                        .post("/narratives", JSON, body.formatted(sha))
                        .status())
                .as("who sees it in an alert, too")
                .isEqualTo(201);
    }

    /** An escalation says what it is of: its kind, its reason. */
    @Test
    void anEscalationIsMarkedAsHighAsWhatItIsAbout() throws Exception {
        var desk = TestHub.api().as("operator");
        var mayor = TestHub.api().as("mayor-" + code);
        for (var subject : List.of("narrative", "report")) {
            var id = subject.equals("narrative")
                    ? made(
                            desk,
                            "/narratives",
                            "{\"claim\":\"Of this the mayor hears\",\"kind\":\"safety-scare\",\"marking\":\"GREEN\","
                                    + "\"about\":{\"municipalities\":[\""
                                    + code + "\"]}}")
                    : made(
                            desk,
                            "/reports",
                            "{\"kind\":\"other\",\"text\":\"t\",\"station\":\"" + code + "-1\",\"marking\":\"GREEN\"}");
            var escalation = made(
                    desk,
                    "/escalations",
                    "{\"subject\":{\"kind\":\"" + subject + "\",\"id\":\"" + id
                            + "\"},\"level\":\"triangle\",\"municipality\":\"" + code
                            + "\",\"severity\":\"urgent\",\"reason\":\"The reason of " + subject + "\"}");
            try (var feed = LiveSocket.open(mayor, "")) {
                assertThat(feed.entity("escalations", e -> e.get("id").asText().equals(escalation))
                                .get("marking")
                                .asText())
                        .isEqualTo("GREEN");
                assertThat(desk.send(
                                        "PATCH",
                                        "/" + subject + "s/" + id,
                                        "{\"marking\":\"AMBER+STRICT\",\"reason\":\"r\"}")
                                .status())
                        .as(subject)
                        .isEqualTo(200);
                assertThat(feed.entity("gone", g -> g.get("id").asText().equals(escalation)))
                        .as("the screen is told")
                        .isNotNull();
            }
            assertThat(mayor.get("/escalations/" + escalation).status())
                    .as(subject)
                    .isEqualTo(404);
            assertThat(mayor.get("/escalations?limit=1000").body().toString())
                    .doesNotContain("The reason of " + subject);
            assertThat(mayor.get("/picture").body().toString()).doesNotContain("The reason of " + subject);
            assertThat(desk.get("/escalations/" + escalation)
                            .body()
                            .get("marking")
                            .asText())
                    .isEqualTo("AMBER+STRICT");
            assertThat(desk.send("PATCH", "/" + subject + "s/" + id, "{\"marking\":\"GREEN\",\"reason\":\"r\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(mayor.get("/escalations/" + escalation).status())
                    .as("what is marked lower lowers nothing else")
                    .isEqualTo(404);
        }
    }

    private static final String SECRET = "Zwijgwoord";

    /**
     * How to ask each way of reading that takes an id: by what its path begins with. Whoever adds a way says here how
     * it is asked, or this fails.
     */
    private static Map<String, String> secrets() throws Exception {
        var desk = TestHub.api().as("operator");
        var strict = "\"marking\":\"AMBER+STRICT\"";
        var narrative = made(
                desk,
                "/narratives",
                "{\"claim\":\"" + SECRET + "\",\"kind\":\"safety-scare\"," + strict
                        + ",\"about\":{\"municipalities\":[\"" + code
                        + "\"]},\"sightings\":[{\"platform\":\"X\",\"archivedText\":\"" + SECRET
                        + "\",\"attachments\":[\"" + hash + "\"]}],\"sources\":[{\"kind\":\"table\",\"name\":\""
                        + SECRET + "\",\"reliability\":\"F\",\"credibility\":6}]}");
        assertThat(desk.post("/narratives/" + narrative + "/comments", JSON, "{\"text\":\"" + SECRET + "\"}")
                        .status())
                .isEqualTo(201);
        var response = made(
                desk,
                "/narratives/" + narrative + "/responses",
                "{\"kind\":\"dsa-notice\",\"platform\":\"X\",\"url\":\"https://x.example/1\","
                        + "\"ground\":\"threat\",\"grounds\":\""
                        + SECRET + "\",\"text\":\"" + SECRET + "\"}");
        var report = made(
                desk,
                "/reports",
                "{\"kind\":\"other\",\"text\":\"" + SECRET + "\",\"station\":\"" + code + "-1\"," + strict + "}");
        var escalation = made(
                desk,
                "/escalations",
                "{\"subject\":{\"kind\":\"narrative\",\"id\":\"" + narrative
                        + "\"},\"level\":\"triangle\",\"municipality\":\"" + code
                        + "\",\"severity\":\"urgent\",\"reason\":\"" + SECRET + "\"}");
        var incident = made(desk, "/incidents", "{\"title\":\"" + SECRET + "\",\"reports\":[\"" + report + "\"]}");
        desk.post("/municipalities/" + code + "/counts", JSON, "{\"election\":\"MT2027\"}");
        var ids = new java.util.TreeMap<>(Map.of(
                "/counts",
                "MT2027-" + code,
                "/stations",
                code + "-1",
                "/reports",
                report,
                "/incidents",
                incident,
                "/escalations",
                escalation,
                "/narratives",
                narrative,
                "/responses",
                response,
                "/public/rebuttals",
                response,
                "/public/reports",
                report,
                "/municipalities",
                java.util.UUID.randomUUID().toString()));
        ids.put("/public/counts", "MT2027-" + code);
        ids.put("/elections", java.util.UUID.randomUUID().toString());
        ids.put("/accreditations", java.util.UUID.randomUUID().toString());
        ids.put("/couriers", java.util.UUID.randomUUID().toString());
        ids.put("/visits", java.util.UUID.randomUUID().toString());
        return ids;
    }

    /** All operations that read, from the document itself, with every way to ask that they have. */
    private static Set<String> waysOfReading(Map<String, String> ids) throws Exception {
        var ways = new TreeSet<String>();
        var paths = TestHub.api().get("/openapi.json").body().get("paths");
        long head =
                TestHub.api().as("operator").get("/picture").body().get("seq").asLong();
        for (var path : paths.properties()) {
            if (!path.getValue().has("get") || Set.of("/live", "/openapi.json").contains(path.getKey())) {
                continue; // the feed has a test of its own, above
            }
            var asked = path.getKey();
            for (var begin : ids.entrySet()) {
                if (asked.startsWith(begin.getKey() + "/")) {
                    asked = asked.replace("{id}", begin.getValue());
                }
            }
            asked = asked.replace(
                    "{sha}",
                    asked.contains("archived-texts") ? nl.tafelzicht.engine.archive.Hashes.sha256(SECRET) : hash);
            asked = asked.replace("{report}", ids.get("/reports"))
                    .replace("{role}", "police")
                    .replace("{table}", "a.csv")
                    .replace("{place}", code)
                    .replace("{name}", "operator");
            asked = asked.startsWith("/public/reports/")
                    ? asked.replace("{code}", ids.get("/public/reports"))
                    : asked.replace("{code}", code);
            assertThat(asked).as("a way of reading that nobody said how to ask").doesNotContain("{");
            ways.add(asked);
            var parameters = new TreeSet<String>();
            for (var part :
                    List.of(path.getValue().path("parameters"), path.getValue().at("/get/parameters"))) {
                part.forEach(p -> parameters.add(p.path("name")
                        .asText(p.path("$ref").asText().replaceFirst(".*/", "").toLowerCase())));
            }
            if (parameters.contains("limit")) {
                ways.add(asked + "?limit=" + (asked.startsWith("/public") ? 100 : 1_000));
            }
            if (parameters.contains("at")) {
                ways.add(asked + "?at=" + head);
            }
            if (parameters.contains("related")) {
                ways.add(asked + "?related=true");
            }
            if (asked.equals("/picture/replay")) {
                var now = java.time.Instant.now();
                ways.add(asked + "?from=" + now.minusSeconds(1_800) + "&to=" + now + "&frames=3");
            }
        }
        return ways;
    }

    private static boolean tells(Api.Answer answer) {
        return new String(answer.raw().body(), java.nio.charset.StandardCharsets.UTF_8).contains(SECRET);
    }

    private static boolean isIn(String format, Api.Answer answer) {
        return String.valueOf(answer.header("Content-Type")).startsWith(format);
    }

    /**
     * Every way of reading that the document knows, by every role, in every format that it has: what is not for one's
     * eyes is in none of them.
     */
    @Test
    void noWayOfReadingGivesWhatIsNotForOnesEyes() throws Exception {
        var ids = secrets();
        var ways = waysOfReading(ids);
        assertThat(ways).hasSizeGreaterThan(60);
        var given = new TreeSet<String>();
        var formats = new HashMap<String, List<String>>();
        for (var way : ways) {
            formats.put(way, new ArrayList<>());
            for (var accept : FORMATS) {
                var answer = api("operator").get(way, "Accept", accept);
                assertThat(answer.status()).as(way).isLessThan(500);
                if (tells(answer)) {
                    given.add(way.replaceFirst("\\?.*", "").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id"));
                }
                if (accept.equals(JSON) || isIn(accept, answer)) {
                    formats.get(way).add(accept);
                }
            }
        }
        assertThat(formats.values()).as("some have more than one format").anyMatch(some -> some.size() > 1);
        for (var account : SEES.keySet()) {
            if (account.equals("operator")) {
                continue;
            }
            var api = api(account);
            for (var way : ways) {
                for (var accept : formats.get(way)) {
                    var answer = api.get(way, "Accept", accept);
                    assertThat(answer.status()).as(account + " " + way).isLessThan(500);
                    assertThat(tells(answer))
                            .as(account + " reads by " + way + " as " + accept + " what is the table's alone")
                            .isFalse();
                }
            }
        }
        assertThat(given)
                .as("who may, reads it by these: the word is there to be found")
                .contains(
                        "/narratives",
                        "/narratives/id",
                        "/narratives/id/timeline",
                        "/narratives/id/archived-texts/" + nl.tafelzicht.engine.archive.Hashes.sha256(SECRET),
                        "/responses",
                        "/responses/id",
                        "/responses/id/letter",
                        "/reports",
                        "/reports/id",
                        "/reports/id/timeline",
                        "/incidents",
                        "/incidents/id",
                        "/incidents/id/timeline",
                        "/escalations",
                        "/escalations/id",
                        "/escalations/id/timeline",
                        "/picture",
                        "/picture/replay",
                        "/stations/" + code + "-1/timeline");
    }
}
