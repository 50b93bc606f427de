package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every role against each kind of report, by lists, picture and every frame of the live feed: each sees what is its
 * own. What each may do: {@link AccessMatrixIT}.
 */
class RolesIT {

    private static final String JSON = "application/json";
    private static final Set<String> COUNTRY = Set.of("operator", "bzk", "kiesraad", "auditor");
    /** Who of a municipality sees a report, by its kind; all of them where a kind is missing. */
    private static final Map<ReportKind, Set<String>> SEEN = new EnumMap<>(Map.of(
            ReportKind.FOREIGN_INTERFERENCE,
            Set.of(),
            ReportKind.COVERT_GIFT,
            Set.of(),
            ReportKind.PROXY_CANVASSING,
            Set.of("prosecutor"),
            ReportKind.VOTE_BUYING,
            Set.of("prosecutor"),
            ReportKind.DOXING,
            Set.of("mayor", "police", "prosecutor"),
            ReportKind.CANDIDATE_INTIMIDATION,
            Set.of("mayor", "police", "prosecutor")));

    private static final Set<String> LOCAL = Set.of("mayor", "police", "prosecutor", "municipality");

    private static String code;
    private static String other;
    private static final Map<ReportKind, String> REPORTS = new EnumMap<>(ReportKind.class);
    private static String strict;
    private static String byChair;
    private static String incident;
    private static String limit;
    private static final Map<String, String> ESCALATIONS = new LinkedHashMap<>();

    @BeforeAll
    static void whatThereIs() throws Exception {
        code = TestHub.municipality(3);
        other = TestHub.municipality(1);
        var desk = TestHub.api().as("operator");
        for (var kind : ReportKind.values()) {
            REPORTS.put(
                    kind,
                    made(
                            desk,
                            "/reports",
                            "{\"kind\":\"" + kind + "\",\"text\":\"x\",\"severity\":\"info\",\"station\":\"" + code
                                    + "-1\"}"));
        }
        strict = made(
                desk,
                "/reports",
                "{\"kind\":\"other\",\"text\":\"x\",\"marking\":\"AMBER+STRICT\",\"station\":\"" + code + "-1\"}");
        byChair = made(TestHub.api().as("chair-" + code + "-1"), "/reports", "{\"kind\":\"crowd\",\"text\":\"x\"}");
        incident = made(desk, "/incidents", "{\"reports\":[\"" + REPORTS.get(ReportKind.TECHNICAL) + "\"]}");
        limit = made(TestHub.api().as("mayor-" + code), "/municipalities/" + code + "/tolerance-limits", terms());
        for (var level : List.of("municipality", "triangle")) {
            ESCALATIONS.put(
                    level,
                    made(
                            desk,
                            "/escalations",
                            "{\"subject\":{\"kind\":\"station\",\"id\":\"" + code + "-3\"},\"level\":\"" + level
                                    + "\",\"severity\":\"attention\",\"reason\":\"r\"}"));
        }
        ESCALATIONS.put(
                "table",
                made(
                        desk,
                        "/escalations",
                        "{\"subject\":{\"kind\":\"report\",\"id\":\"" + REPORTS.get(ReportKind.COVERT_GIFT)
                                + "\"},\"level\":\"table\",\"severity\":\"attention\",\"reason\":\"r\"}"));
        ESCALATIONS.put(
                "prosecutor",
                made(
                        desk,
                        "/escalations",
                        "{\"subject\":{\"kind\":\"station\",\"id\":\"" + code
                                + "-2\"},\"level\":\"triangle\",\"role\":\"prosecutor\",\"severity\":\"attention\","
                                + "\"reason\":\"r\"}"));
    }

    private static String terms() {
        return "{\"title\":\"t\",\"stations\":[\"" + code + "-3\"],\"from\":\"" + Instant.now() + "\",\"until\":\""
                + Instant.now().plusSeconds(3_600) + "\"}";
    }

    private static String made(Api api, String path, String body) throws Exception {
        var answer = api.post(path, JSON, body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body().get("id").asText();
    }

    static Stream<String> accounts() {
        return Stream.of(
                "operator",
                "bzk",
                "kiesraad",
                "auditor",
                "mayor",
                "police",
                "prosecutor",
                "municipality",
                "chair",
                "partner-x",
                "admin",
                "elsewhere");
    }

    private static Api api(String account) throws Exception {
        if (account.equals("elsewhere")) {
            return TestHub.api().as("mayor-" + other);
        }
        if (account.equals("chair")) {
            return TestHub.api().as("chair-" + code + "-1");
        }
        return TestHub.api().as(LOCAL.contains(account) ? account + "-" + code : account);
    }

    private static Set<String> visibleReports(String account) {
        var seen = new TreeSet<String>();
        for (var kind : ReportKind.values()) {
            if (COUNTRY.contains(account)
                    || LOCAL.contains(account) && SEEN.getOrDefault(kind, LOCAL).contains(account)) {
                seen.add(REPORTS.get(kind));
            }
        }
        if (account.equals("operator")) {
            seen.add(strict); // stays within the organisation that it was sent to
        }
        if (COUNTRY.contains(account) || LOCAL.contains(account) || account.equals("chair")) {
            seen.add(byChair);
        }
        return seen;
    }

    private static Set<String> known() {
        var all = new HashSet<>(REPORTS.values());
        all.add(strict);
        all.add(byChair);
        all.add(incident);
        all.add(limit);
        all.addAll(ESCALATIONS.values());
        return all;
    }

    private static Set<String> ours(Iterable<JsonNode> entities) {
        var ids = new TreeSet<String>();
        for (var e : entities) {
            if (known().contains(e.path("id").asText())) {
                ids.add(e.get("id").asText());
            }
        }
        return ids;
    }

    private static Set<String> visible(String account) {
        var seen = visibleReports(account);
        if (COUNTRY.contains(account) || LOCAL.contains(account)) {
            seen.addAll(Set.of(
                    incident,
                    limit,
                    ESCALATIONS.get("prosecutor"),
                    ESCALATIONS.get("municipality"),
                    ESCALATIONS.get("triangle")));
        }
        if (COUNTRY.contains(account)) {
            ESCALATIONS.values().forEach(seen::add);
        }
        return seen;
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void seesItsOwnInListsThePictureAndEveryFrame(String account) throws Exception {
        var api = api(account);
        if (account.equals("admin")) {
            for (var path : List.of("/reports", "/incidents", "/escalations", "/duties", "/picture")) {
                assertThat(api.get(path).status()).isEqualTo(403);
            }
            return;
        }
        assertThat(ours(api.get("/reports?limit=1000&municipality=" + code)
                        .body()
                        .get("items")))
                .isEqualTo(visibleReports(account));
        var picture = api.get("/picture").body();
        var all = new ArrayList<JsonNode>();
        for (var list : List.of("reports", "incidents", "toleranceLimits", "escalations")) {
            picture.get(list).forEach(all::add);
        }
        assertThat(ours(all)).isEqualTo(visible(account));
        try (var feed = LiveSocket.open(api, "")) {
            var framed = new ArrayList<JsonNode>();
            long head = feed.next().get("head").asLong();
            for (var frame = feed.next(); ; frame = feed.next()) {
                for (var list : List.of("reports", "incidents", "toleranceLimits", "escalations")) {
                    frame.path(list).forEach(framed::add);
                }
                if (frame.path("to").asLong() >= head && !frame.path("more").asBoolean()
                        || frame.get("type").asText().equals("heartbeat")) {
                    break;
                }
            }
            assertThat(ours(framed)).isEqualTo(visible(account));
        }
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void opensItsOwnAndNothingElse(String account) throws Exception {
        var api = api(account);
        var paths = new LinkedHashMap<String, String>();
        REPORTS.values().forEach(id -> paths.put(id, "/reports/" + id));
        paths.put(strict, "/reports/" + strict);
        paths.put(incident, "/incidents/" + incident);
        paths.put(limit, "/municipalities/" + code + "/tolerance-limits/" + limit);
        ESCALATIONS.values().forEach(id -> paths.put(id, "/escalations/" + id));
        for (var entry : paths.entrySet()) {
            boolean sees = visible(account).contains(entry.getKey())
                    || account.equals("operator") && entry.getValue().startsWith("/reports");
            for (var more : List.of("", "/timeline")) {
                int status = api.get(entry.getValue() + more).status();
                if (sees) {
                    assertThat(status)
                            .as(account + " " + entry.getValue() + more)
                            .isEqualTo(200);
                } else {
                    assertThat(status)
                            .as(account + " " + entry.getValue() + more)
                            .isIn(403, 404);
                }
            }
        }
    }

    @Test
    void escalatingShowsTheSubjectToThoseItGoesTo() throws Exception {
        var id = made(
                TestHub.api().as("operator"),
                "/reports",
                "{\"kind\":\"foreign-interference\",\"text\":\"x\",\"station\":\"" + code + "-1\"}");
        assertThat(api("police").get("/reports/" + id).status()).isEqualTo(404);
        made(
                TestHub.api().as("operator"),
                "/escalations",
                "{\"subject\":{\"kind\":\"report\",\"id\":\"" + id
                        + "\"},\"level\":\"triangle\",\"role\":\"police\",\"severity\":\"attention\","
                        + "\"reason\":\"r\"}");
        assertThat(api("police").get("/reports/" + id).status()).isEqualTo(200);
        assertThat(api("mayor").get("/reports/" + id).status()).isEqualTo(404);
        assertThat(api("police").get("/reports/" + id).body().has("by"))
                .as("the reporter stays shielded")
                .isFalse();
        var timeline = TestHub.api()
                .as("operator")
                .get("/reports/" + id + "/timeline")
                .body()
                .toString();
        assertThat(timeline).contains("report-submitted");
        var chair = made(api("chair"), "/reports", "{\"kind\":\"foreign-interference\",\"text\":\"x\"}");
        assertThat(TestHub.api().as("operator").get("/reports/" + chair).body().toString())
                .doesNotContain("chair");
        assertThat(TestHub.api()
                        .as("operator")
                        .get("/reports/" + chair + "/timeline")
                        .body()
                        .toString())
                .doesNotContain("chair");
    }
}
