package nl.tafelzicht.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every marking against every role, by every way that content goes out: details, lists, picture, past, replay, feed, facts, exports, responses, letters, attachments. */
class MarkingIT {

    private static final String JSON = "application/json";
    /** What each is cleared for, and where it looks from. */
    private static final Map<String, Set<Tlp>> SEES = Map.ofEntries(
            Map.entry("operator", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT)), // the table's own organisation
            Map.entry("bzk", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)), // cleared for AMBER+STRICT, but of another organisation
            Map.entry("kiesraad", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)),
            Map.entry("nctv", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.RED)), // named
            Map.entry("auditor", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)), // cleared for RED, but not named
            Map.entry("mayor", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)), Map.entry("police", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)), Map.entry("prosecutor", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)),
            Map.entry("municipality", Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)), Map.entry("chair", Set.of()), Map.entry("elsewhere", Set.of()), Map.entry("partner-vreemd", Set.of()), Map.entry("admin", Set.of()));

    private static String code;
    private static String other;
    private static String hash;
    private static final Map<Tlp, String> NARRATIVES = new EnumMap<>(Tlp.class);
    private static final Map<Tlp, String> RESPONSES = new EnumMap<>(Tlp.class);

    @BeforeAll
    static void oneOfEachMarking() throws Exception {
        code = TestHub.municipality(2);
        other = TestHub.municipality(1);
        for (int n = 1; n <= 2; n++) TestHub.api().as("municipality-" + code).report(code + "-" + n, "{\"status\":\"open\"}");
        var png = new byte[64];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A}, 0, png, 0, 8);
        hash = TestHub.api().as("operator").post("/attachments", "image/png", png).body().get("sha256").asText();
        for (var marking : Tlp.values()) {
            var author = TestHub.api().as(marking == Tlp.RED ? "nctv" : "operator");
            var named = marking == Tlp.RED ? ",\"recipients\":[\"nctv\"]" : "";
            var id = made(author, "/narratives", "{\"claim\":\"Claim " + marking + "\",\"kind\":\"safety-scare\",\"assertions\":[\"all-closed\"],\"marking\":\"" + marking + "\"" + named + ",\"about\":{\"municipalities\":[\"" + code
                    + "\"]},\"sightings\":[{\"platform\":\"X\",\"attachments\":[\"" + hash + "\"]}]}");
            NARRATIVES.put(marking, id);
            RESPONSES.put(marking, made(author, "/narratives/" + id + "/responses", "{\"kind\":\"dsa-notice\",\"platform\":\"X\",\"url\":\"https://x.example/1\",\"ground\":\"threat\",\"grounds\":\"g\",\"text\":\"t\"}"));
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
        if (account.equals("elsewhere")) return TestHub.api().as("mayor-" + other);
        if (account.equals("chair")) return TestHub.api().as("chair-" + code + "-1");
        return TestHub.api().as(Set.of("mayor", "police", "prosecutor", "municipality").contains(account) ? account + "-" + code : account);
    }

    /** Which of ours are among these entities. */
    private static Set<Tlp> among(Iterable<JsonNode> entities, Map<Tlp, String> ours) {
        var found = new TreeSet<Tlp>();
        var ids = new HashSet<String>();
        entities.forEach(e -> ids.add(e.path("id").asText()));
        ours.forEach((marking, id) -> {
            if (ids.contains(id)) found.add(marking);
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
            for (var way : List.of("", "/facts", "/similar", "/timeline", "/responses", "/attachments/" + hash)) assertThat(api.get(path + way).status()).as(what + way).isEqualTo(may ? 200 : refused);
            assertThat(api.get(path, "Accept", "application/stix+json").status()).as(what).isEqualTo(may ? 200 : refused);
            for (var way : List.of("", "/letter", "/timeline")) assertThat(api.get("/responses/" + RESPONSES.get(marking) + way).status()).as(what + " response" + way).isEqualTo(may ? 200 : refused);
            var similar = api.get(path + "/similar");
            if (may) similar.body().get("items").forEach(i -> assertThat(sees).contains(Tlp.of(i.at("/narrative/marking").asText())));
            if (!may) assertThat(api.post(path + "/comments", JSON, "{\"text\":\"x\"}").status()).as(what + " acts").isEqualTo(refused);
        }
        if (account.equals("admin")) return;
        assertThat(among(api.get("/narratives?limit=1000").body().get("items"), NARRATIVES)).isEqualTo(sees);
        assertThat(among(api.get("/responses?limit=1000").body().get("items"), RESPONSES)).isEqualTo(sees);
        var picture = api.get("/picture").body();
        assertThat(among(picture.get("narratives"), NARRATIVES)).as("picture").isEqualTo(sees);
        assertThat(among(picture.get("responses"), RESPONSES)).as("picture").isEqualTo(sees);
        assertThat(among(api.get("/picture?at=" + picture.get("seq").asLong()).body().get("narratives"), NARRATIVES)).as("past").isEqualTo(sees);
        var bundle = api.get("/narratives?limit=1000", "Accept", "application/stix+json").body().toString();
        for (var marking : Tlp.values()) assertThat(bundle.contains("\"Claim " + marking + "\"")).as("export " + marking).isEqualTo(sees.contains(marking));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void theFeedAndTheReplayGiveTheSame(String account) throws Exception {
        if (account.equals("admin")) return;
        var api = api(account);
        var sees = SEES.get(account);
        try (var feed = LiveSocket.open(api, "?since=0")) {
            long head = feed.next().get("head").asLong();
            var seen = new TreeSet<Tlp>();
            for (var frame = feed.next(); ; frame = feed.next()) {
                seen.addAll(among(frame.path("narratives"), NARRATIVES));
                if (frame.get("type").asText().equals("heartbeat") || frame.get("to").asLong() >= head) break;
            }
            assertThat(seen).isEqualTo(sees);
        }
        var now = java.time.Instant.now();
        var replay = api.get("/picture/replay?from=" + now.minusSeconds(1_800) + "&to=" + now + "&frames=3").body();
        var seen = new TreeSet<Tlp>();
        replay.get("frames").forEach(frame -> seen.addAll(among(frame.path("narratives"), NARRATIVES)));
        assertThat(seen).as("replay").isEqualTo(sees);
    }
}
