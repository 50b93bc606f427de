package nl.tafelzicht.subject.station;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Spreadsheet;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The daily difference: the hub fetches the file that is published, and shows what it would change. */
class ImportFetchIT {

    private final Map<String, byte[]> published = new ConcurrentHashMap<>();
    private HttpServer site;
    private String code;
    private Api municipality;

    @BeforeEach
    void aSitePublishesFiles() throws Exception {
        TestHub.api();
        code = TestHub.municipality(4);
        municipality = TestHub.api().as("municipality-" + code);
        site = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        site.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            if (path.equals("/elsewhere.csv")) {
                exchange.getResponseHeaders().add("Location", "http://localhost/stations.csv");
                exchange.sendResponseHeaders(302, -1);
            } else if (path.equals("/endless.csv")) {
                exchange.sendResponseHeaders(200, 0);
                var part = new byte[1 << 16];
                try (var body = exchange.getResponseBody()) {
                    for (int i = 0; i < 1_000; i++) {
                        body.write(part);
                    }
                } catch (IOException hangsUp) {
                    published.put("hung up", part);
                }
            } else {
                var body = published.get(path);
                exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
                if (body != null) {
                    exchange.getResponseBody().write(body);
                }
            }
            exchange.close();
        });
        site.start();
    }

    @AfterEach
    void theSiteEnds() {
        site.stop(0);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }

    private Api.Answer fetch(Api by, String url) throws Exception {
        return by.post("/stations/imports?preview=true", "application/json", "{\"url\":\"" + url + "\"}");
    }

    private JsonNode newest() throws Exception {
        return municipality.get("/stations/imports").body().get("items").get(0);
    }

    @Test
    void whatIsPublishedIsShownAndConfirmedAndTheRecordSaysWhereItCameFrom() throws Exception {
        published.put(
                "/stations.csv",
                Stations.csv(code, 5, TestHub.DAY)
                        .replace("Stembureau 2;", "De Brug;")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(municipality
                        .get("/stations/imports/sources")
                        .body()
                        .at("/hosts/0")
                        .asText())
                .isEqualTo("127.0.0.1");
        var before = Instant.now();
        var shown = fetch(municipality, at("/stations.csv?bom=True"));
        assertThat(shown.status()).as(String.valueOf(shown.body())).isEqualTo(200);
        assertThat(shown.body().get("imported").asInt()).isEqualTo(1);
        assertThat(shown.body().get("changed").asInt()).isEqualTo(1);
        assertThat(newest().has("url")).as("the first file was sent").isFalse();
        var done = municipality.post(
                "/stations/imports/" + shown.body().get("preview").asText() + "/confirmations",
                "application/json",
                "{\"withdraw\":false}");
        assertThat(done.status()).as(String.valueOf(done.body())).isEqualTo(200);
        var record = newest();
        assertThat(record.get("url").asText()).isEqualTo(at("/stations.csv?bom=True"));
        assertThat(record.get("by").asText()).isEqualTo("municipality-" + code);
        assertThat(Instant.parse(record.get("fetchedAt").asText())).isBetween(before.minusSeconds(1), Instant.now());
        assertThat(Instant.parse(record.get("fetchedAt").asText()))
                .as("fetched before it was confirmed")
                .isBeforeOrEqualTo(Instant.parse(record.get("at").asText()));
    }

    @Test
    void itsKindIsToldByWhatIsInIt() throws Exception {
        var lines = Stations.csv(code, 4, TestHub.DAY).replace("Stembureau 3;", "De Molen;");
        published.put("/dump/17", ("\ufeff" + lines).getBytes(StandardCharsets.UTF_8));
        var table = Spreadsheet.cells(lines);
        published.put("/download", Spreadsheet.zip(Spreadsheet.xlsx(Spreadsheet.rows(table))));
        published.put("/files/ods", Spreadsheet.zip(Spreadsheet.ods(Spreadsheet.odsTable(table))));
        for (var path : published.keySet()) {
            var shown = fetch(municipality, at(path));
            assertThat(shown.status()).as(path + shown.body()).isEqualTo(200);
            assertThat(shown.body().get("changed").asInt()).as(path).isEqualTo(1);
        }
        published.put("/login", "<!doctype html><html>log in</html>".getBytes(StandardCharsets.UTF_8));
        assertThat(fetch(municipality, at("/login")).status())
                .as("a page instead of a file")
                .isEqualTo(400);
    }

    @Test
    void theHubIsLedNowhereElse() throws Exception {
        refused(at("/nothing.csv"), "report-site-answered");
        refused(at("/elsewhere.csv"), "report-host-not-listed");
        refused("http://localhost:" + site.getAddress().getPort() + "/stations.csv", "report-host-not-listed");
        refused("file:///etc/passwd", "report-url-unusable");
        refused("https://me:secret@127.0.0.1/stations.csv", "report-url-unusable");
        refused(at("/endless.csv"), "report-too-large");
        assertThat(municipality
                        .post("/stations/imports?preview=true", "application/json", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(fetch(TestHub.api().as("police-" + code), at("/stations.csv"))
                        .status())
                .isEqualTo(403);
        assertThat(fetch(TestHub.api(), at("/stations.csv")).status()).isEqualTo(401);
    }

    private void refused(String url, String why) throws Exception {
        var answer = fetch(municipality, url);
        assertThat(answer.status()).as(url + answer.body()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("url");
        assertThat(answer.body().at("/errors/0/code").asText()).isEqualTo(why);
    }

    /** The time of an earlier test may end meanwhile, once. */
    @Test
    void somebodyWhoAsksAgainAndAgainWaits() throws Exception {
        var answer = fetch(municipality, at("/nothing.csv"));
        for (int i = 0; i < 2 * 20 && answer.status() != 429; i++) {
            answer = fetch(municipality, at("/nothing.csv"));
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body().get("code").asText()).isEqualTo("too-many-fetches");
    }
}
