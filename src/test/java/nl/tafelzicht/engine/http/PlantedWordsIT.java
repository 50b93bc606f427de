package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.CountXml;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/**
 * Markup is planted in every text that somebody can bring into a hub and that may come to a page which is made on the
 * server. On each of these pages it stands as text.
 */
class PlantedWordsIT {

    private static final String JSON = "application/json";
    private static final Pattern CODE = Pattern.compile("<p class=\"code\"[^>]*>([^<]+)</p>");
    private static final HttpClient STREET = HttpClient.newHttpClient();

    /** @param where says in a failure which text came through */
    private static String planted(String where) {
        return "<script>planted('" + where + "')</script> \"planted onload='x";
    }

    private static String escaped(String where) {
        return "&lt;script&gt;planted(&#39;" + where + "&#39;)&lt;/script&gt; &quot;planted onload=&#39;x";
    }

    private static String page(String html) {
        assertThat(html).startsWith("<!doctype html>").doesNotContain("<script>", "planted('", "\"planted", "onload='");
        return html;
    }

    private static String read(String path) throws Exception {
        var answer = send(HttpRequest.newBuilder(URI.create(TestHub.api().address() + path)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return page(answer.body());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return STREET.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> fill(String path, Map<String, String> form) throws Exception {
        var body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(TestHub.api().address() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", TestHub.source())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode created(Api api, String path, Map<String, ?> body) throws Exception {
        var key = UUID.randomUUID().toString();
        var answer = api.post(path, JSON, Json.text(body), "Idempotency-Key", key);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body();
    }

    /** @return code of a municipality whose stations bear it in their names and addresses */
    private static String municipality() throws Exception {
        var code = TestHub.municipality(2);
        var file = Stations.csv(code, 2, TestHub.DAY)
                .replace("Stembureau 1", "\"" + planted("station").replace("\"", "\"\"") + "\"")
                .replace("Dorpsstraat", "\"" + planted("street").replace("\"", "\"\"") + "\"");
        var answer = TestHub.api().as("municipality-" + code).post("/stations/imports", "text/csv", file);
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        return code;
    }

    @Test
    void onTheFormAndWhatFollowsIt() throws Exception {
        for (var path : List.of("/melden", "/report")) {
            var typed = Map.of(
                    "kind", planted("kind"),
                    "text", planted("text"),
                    "municipality", planted("municipality"),
                    "place", planted("place"),
                    "contact", planted("contact"),
                    "key", UUID.randomUUID().toString());
            var refused = fill(path, typed);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(page(refused.body()))
                    .contains(">" + escaped("text") + "</textarea>")
                    .contains("value=\"" + escaped("place") + "\"")
                    .contains("value=\"" + escaped("contact") + "\"")
                    .contains("id=\"error-kind\"", "aria-describedby=\"hint-kind error-kind\" aria-invalid=\"true\"");
            var follow = path.equals("/melden") ? "/melden/volgen" : "/report/follow";
            var sent = fill(path, Map.of("kind", "other", "text", planted("text"), "contact", "a\"'<script>"));
            assertThat(sent.statusCode()).isEqualTo(201);
            var code = CODE.matcher(page(sent.body()));
            assertThat(code.find()).isTrue();
            var added = fill(follow, Map.of("code", code.group(1), "text", planted("addition")));
            assertThat(added.statusCode()).isEqualTo(201);
            assertThat(page(added.body())).contains(code.group(1));
            var unknown = fill(follow, Map.of("code", planted("code")));
            assertThat(unknown.statusCode()).isIn(400, 404);
            page(unknown.body());
            var address = URLEncoder.encode("\"" + planted("address"), StandardCharsets.UTF_8);
            read(path + "?kind=" + address + "&municipality=" + address);
            read(follow + "?code=" + address);
        }
    }

    @Test
    void onThePageOfTheCountAndTheAnnex() throws Exception {
        var code = municipality();
        var municipality = TestHub.api().as("municipality-" + code);
        var election = "PW" + code.substring(2);
        var file = CountXml.of(code, election, "2026-03-19T09:00:00", 50)
                .replace(">Proef<", ">" + escaped("election") + "<");
        assertThat(municipality.post("/counts/imports", "application/xml", file).status())
                .isEqualTo(200);
        var path = "/counts/" + election + "-" + code;
        created(
                municipality,
                path + "/sessions",
                Map.of("at", "2099-03-19T09:00:00+01:00", "place", planted("session")));
        var figures = Map.of("where", planted("where"), "stations", 1, "of", 2, "extrapolated", false);
        created(municipality, path + "/provisional-figures", figures);
        created(
                municipality,
                path + "/provisional-figures",
                Map.of(
                        "where",
                        "https://example.org",
                        "stations",
                        2,
                        "of",
                        2,
                        "extrapolated",
                        true,
                        "reason",
                        planted("reason")));
        var objection = Map.of(
                "occasion",
                "count",
                "station",
                code + "-1",
                "at",
                "2026-03-18T21:30:00+01:00",
                "text",
                planted("objection"),
                "confirmed",
                true);
        created(municipality, path + "/objections", objection);
        created(municipality, path + "/objections/1/reactions", Map.of("text", planted("reaction"), "confirmed", true));
        for (var page : List.of("/telling", "/counting")) {
            var one = Eventually.get(
                    "the page has what was brought",
                    () -> read(page + "?municipality=" + code),
                    html -> html.contains("planted(&#39;reason"));
            assertThat(one).contains(escaped("election"), escaped("session"), escaped("where"), escaped("reason"));
            read(page);
            read(page + "?municipality=" + URLEncoder.encode(planted("address"), StandardCharsets.UTF_8));
        }
        var annex = municipality
                .get(path + "/objections", "Accept", "text/html")
                .raw()
                .body();
        assertThat(page(new String(annex, StandardCharsets.UTF_8)))
                .contains(escaped("election"), escaped("objection"), escaped("reaction"));
    }

    @Test
    void onThePageOfWhatIsSo() throws Exception {
        var code = municipality();
        var municipality = TestHub.api().as("municipality-" + code);
        var status = Map.of("status", "open", "membersPresent", 4, "waitingMinutes", 5, "note", planted("note"));
        created(municipality, "/stations/" + code + "-1/reports", status);
        var desk = TestHub.api().as("operator");
        var claim = created(
                desk,
                "/narratives",
                Map.of(
                        "claim", planted("claim") + " alle stembureaus zijn dicht",
                        "kind", "safety-scare",
                        "assertions", List.of("all-closed"),
                        "about", Map.of("municipalities", List.of(code)),
                        "sightings", List.of(Map.of("platform", "X", "url", "https://x.example/1"))));
        var responses = "/narratives/" + claim.get("id").asText() + "/responses";
        var rebuttal = created(
                desk,
                responses,
                Map.of(
                        "kind", "rebuttal",
                        "title", planted("title"),
                        "text", planted("first") + "\n" + planted("second"),
                        "channels", List.of(planted("channel")),
                        "cites", List.of("open")));
        var notice = created(
                TestHub.api().as("bzk"),
                responses,
                Map.of(
                        "kind",
                        "dsa-notice",
                        "platform",
                        "TikTok",
                        "url",
                        "https://x.example/1",
                        "ground",
                        "misleading-on-voting",
                        "grounds",
                        planted("grounds"),
                        "text",
                        planted("letter")));
        carryOut(rebuttal, "publications");
        carryOut(notice, "dispatches");
        for (var page : List.of("/feiten", "/facts")) {
            assertThat(read(page))
                    .contains("<h2>" + escaped("title") + "</h2>")
                    .contains(escaped("first") + "<br>" + escaped("second"))
                    .contains("<td>TikTok</td>")
                    .as("a claim is not repeated")
                    .doesNotContain("&#39;claim&#39;");
        }
    }

    private static void carryOut(JsonNode made, String act) throws Exception {
        var path = "/responses/" + made.get("id").asText();
        var table = TestHub.api().as("kiesraad");
        created(
                table,
                path + "/approvals",
                Map.of("seq", table.get(path).body().get("seq").asLong()));
        created(TestHub.api().as("operator"), path + "/" + act, Map.of("reference", planted("reference")));
    }
}
