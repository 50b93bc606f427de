package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP to the letter, byte by byte: a client library would mend or refuse half of this before it is sent. */
class ProtocolIT {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String HOST = "Host: hub.example.org\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    /** @param headers in lower case, each line as it came */
    private record Answer(int status, List<String> headers, String body) {

        JsonNode json() throws IOException {
            return Json.MAPPER.readTree(body);
        }

        String header(String name) {
            return headers.stream()
                    .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse(null);
        }

        void isProblem(int expected) throws IOException {
            assertThat(status).isEqualTo(expected);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(header("API-Version")).isNotBlank();
            assertThat(json().get("status").asInt()).isEqualTo(expected);
            assertThat(json().get("title").asText()).isNotBlank();
            assertThat(json().get("detail").asText()).isNotBlank().doesNotContain("xception");
        }
    }

    /** Sends these bytes, and takes all that comes until the hub closes the line. */
    private static List<Answer> exchange(String bytes) throws IOException {
        var address = URI.create(TestHub.api().address());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            var all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return answers(all.toString(StandardCharsets.ISO_8859_1), bytes.startsWith("HEAD "));
        }
    }

    private static List<Answer> answers(String all, boolean bodiless) {
        var out = new ArrayList<Answer>();
        for (var rest = all; !rest.isEmpty(); ) {
            int end = rest.indexOf("\r\n\r\n");
            var lines = List.of(rest.substring(0, end).split("\r\n"));
            var headers = lines.subList(1, lines.size());
            rest = rest.substring(end + 4);
            int length = bodiless
                    ? 0
                    : headers.stream()
                            .filter(h -> h.toLowerCase().startsWith("content-length:"))
                            .map(h -> Integer.parseInt(h.split(":")[1].strip()))
                            .findFirst()
                            .orElse(rest.length());
            out.add(new Answer(Integer.parseInt(lines.get(0).split(" ")[1]), headers, rest.substring(0, length)));
            rest = rest.substring(length);
        }
        return out;
    }

    private static Answer only(String bytes) throws IOException {
        var all = exchange(bytes);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\n" + HOST + String.join("", headers) + "Connection: close\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/openapi.json HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /health/live HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET /health/live\r\n\r\n",
                "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
                        + "chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: "
                        + "6\r\n\r\n12345GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: "
                        + "application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
                "POST /api/v1/public/reports HTTP/1.1\r\nHost: a\r\nContent-Type: "
                        + "application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
                "POST /api/v1/public/reports HTTP/1.1\r\nHost: a\r\nContent-Type: "
                        + "application/json\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n"
            })
    void whatTwoReadersCouldReadInTwoWaysIsAnsweredOnceAndTheLineEnds(String bytes) throws Exception {
        var answer = only(bytes);
        answer.isProblem(400);
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @Test
    void whatIsTooLongIsSaidToBe() throws Exception {
        only("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n").isProblem(414);
        only("GET / HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(20_000) + "\r\n\r\n")
                .isProblem(431);
    }

    @Test
    void whatWasAskedBeforeIsAnsweredFirst() throws Exception {
        var live = "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n";
        var answers = exchange(live + live + "GET /health/live HTTP/1.1\r\n\r\n" + live);
        assertThat(answers).extracting(Answer::status).containsExactly(200, 200, 400);
        answers = exchange(
                live + "POST /api/v1/sessions HTTP/1.1\r\n" + HOST + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
        assertThat(answers).extracting(Answer::status).containsExactly(200, 400);
    }

    /** Balancers of the older kind ask so whether a node is well. */
    @Test
    void httpOfBefore1997NeedsNoHost() throws Exception {
        for (var path : List.of("/health/live", "/health/ready", "/api/v1/openapi.json")) {
            assertThat(only("GET " + path + " HTTP/1.0\r\n\r\n").status)
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void aChunkMayHaveAnExtension() throws Exception {
        var answer = only("POST /api/v1/sessions HTTP/1.1\r\n" + HOST + JSON
                + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n");
        answer.isProblem(400);
        assertThat(answer.body).contains("username");
    }

    @Test
    void whatIsReadWithGetIsAskedAboutWithHead() throws Exception {
        for (var path : List.of(
                "/",
                "/index.html",
                "/app.css",
                "/main.mjs",
                "/melden",
                "/report",
                "/feiten",
                "/health/live",
                "/health/ready",
                "/metrics",
                "/api/v1/openapi.json",
                "/api/v1/public/register",
                "/api/v1/public/rebuttals",
                "/api/v1/public/journal/keys")) {
            var answer = only("HEAD " + path + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            assertThat(answer.status).as(path).isEqualTo(200);
            assertThat(answer.header("Content-Type"))
                    .as(path)
                    .isEqualTo(only(get(path)).header("Content-Type"));
        }
        var operator = "Authorization: Bearer " + TestHub.api().as("operator").token() + "\r\n";
        for (var path : List.of("/api/v1/stations", "/api/v1/picture", "/api/v1/reports", "/api/v1/sessions/current")) {
            assertThat(only("HEAD " + path + " HTTP/1.1\r\n" + HOST + operator + "Connection: close\r\n\r\n").status)
                    .as(path)
                    .isEqualTo(200);
            assertThat(only("HEAD " + path + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n").status)
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(only("HEAD /api/v1/nothing HTTP/1.1\r\n" + HOST + operator + "Connection: close\r\n\r\n").status)
                .isEqualTo(404);
    }

    @Test
    void anyoneMayAskWhatIsPossible() throws Exception {
        for (var expected : List.of(
                List.of("/", "GET, HEAD, OPTIONS"),
                List.of("/melden", "GET, HEAD, OPTIONS, POST"),
                List.of("/api/v1/stations", "GET, HEAD, OPTIONS"),
                List.of("/api/v1/sessions", "OPTIONS, POST"),
                List.of("/api/v1/sessions/current", "DELETE, GET, HEAD, OPTIONS"),
                List.of("/api/v1/live", "GET, HEAD, OPTIONS"))) {
            var answer = only("OPTIONS " + expected.get(0) + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            assertThat(answer.status).as(expected.get(0)).isEqualTo(204);
            assertThat(answer.header("Allow")).as(expected.get(0)).isEqualTo(expected.get(1));
        }
        only("OPTIONS /api/v1/nothing HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                .isProblem(404);
        var wrong = only("PUT /melden HTTP/1.1\r\n" + HOST + "Connection: close\r\nContent-Length: 0\r\n\r\n");
        wrong.isProblem(405);
        assertThat(wrong.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void whatAnyoneMayKnowPagesOfOthersMayReadAndNothingElse() throws Exception {
        var origin = "Origin: https://developer.overheid.nl\r\n";
        for (var path : List.of(
                "/api/v1/openapi.json",
                "/api/v1/public/register",
                "/api/v1/public/rebuttals",
                "/api/v1/public/journal/statements",
                "/api/v1/public/journal/keys")) {
            var answer = only(get(path, origin));
            assertThat(answer.status).as(path).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).as(path).isEqualTo("*");
            assertThat(answer.header("Access-Control-Allow-Credentials"))
                    .as(path)
                    .isNull();
            var asked = only("OPTIONS " + path + " HTTP/1.1\r\n" + HOST + origin
                    + "Access-Control-Request-Method: GET\r\nConnection: close\r\n\r\n");
            assertThat(asked.status).as(path).isEqualTo(204);
            assertThat(asked.header("Access-Control-Allow-Methods")).as(path).contains("GET");
        }
        var operator = "Authorization: Bearer " + TestHub.api().as("operator").token() + "\r\n";
        for (var path :
                List.of("/api/v1/stations", "/api/v1/picture", "/api/v1/sessions/current", "/", "/health/ready")) {
            assertThat(only(get(path, origin, operator)).header("Access-Control-Allow-Origin"))
                    .as(path)
                    .isNull();
            assertThat(only("OPTIONS " + path + " HTTP/1.1\r\n" + HOST + origin + "Connection: close\r\n\r\n")
                            .header("Access-Control-Allow-Origin"))
                    .as(path)
                    .isNull();
        }
    }

    private static Answer post(String path, String type, String body) throws IOException {
        return only("POST " + path + " HTTP/1.1\r\n" + HOST + "Connection: close\r\nX-Forwarded-For: "
                + TestHub.source() + "\r\n"
                + (type == null ? "" : "Content-Type: " + type + "\r\n") + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    @Test
    void aFormIsRefusedWhereJsonBelongsBeforeAnybodyReadsIt() throws Exception {
        var form = "application/x-www-form-urlencoded";
        for (var path : List.of("/api/v1/sessions", "/api/v1/public/reports")) {
            for (var body : List.of("{\"username\":\"operator\",\"password\":\"100%\"}", "%", "a=%ZZ", "", "a=b")) {
                if (!body.isEmpty()) {
                    post(path, form, body).isProblem(415);
                }
            }
            post(path, "multipart/form-data", "x").isProblem(415);
            post(path, "multipart/form-data; boundary=x", "--x\r\n").isProblem(415);
            post(path, "Multipart/Form-Data;boundary=" + "x".repeat(100), "--x").isProblem(415);
        }
    }

    @Test
    void aFormThatCanNotBeReadIsAnsweredByThePageThatItCameFrom() throws Exception {
        for (var path : List.of("/melden", "/melden/status", "/report", "/report/status")) {
            for (var wrong : List.of(
                    List.of("application/x-www-form-urlencoded", "kind=unrest&text=%ZZ"),
                    List.of("application/x-www-form-urlencoded", "text=%"),
                    List.of("multipart/form-data", "x"),
                    List.of("multipart/form-data; boundary=y", "--y\r\nContent-Disposition: nonsense\r\n\r\n"))) {
                if (only("OPTIONS " + path + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                        .header("Allow")
                        .contains("POST")) {
                    var answer = post(path, wrong.get(0), wrong.get(1));
                    assertThat(answer.status)
                            .as(path + wrong)
                            .isEqualTo(wrong.get(0).startsWith("multipart") ? 415 : 400);
                    assertThat(answer.header("Content-Type")).as(path).startsWith("text/html");
                    assertThat(answer.body).as(path).contains("<form", "role=\"alert\"");
                }
            }
        }
        assertThat(only("OPTIONS /melden HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                        .header("Allow"))
                .contains("POST");
    }

    /** As the browser counts: 3,960 characters, and not 4,059. */
    @Test
    void theEndOfALineIsOneCharacter() throws Exception {
        var text = String.join("%0D%0A", Collections.nCopies(100, "x".repeat(39)));
        var answer =
                post("/melden", "application/x-www-form-urlencoded", "kind=other&municipality=GM0363&text=" + text);
        assertThat(answer.status).isEqualTo(201);
        assertThat(post(
                                "/melden",
                                "application/x-www-form-urlencoded",
                                "kind=other&municipality=GM0363&text=" + text + "x".repeat(2))
                        .status)
                .isEqualTo(400);
    }

    private static String upgrade(String query, String... headers) {
        return "GET /api/v1/live" + query + " HTTP/1.1\r\n" + HOST
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: "
                + "13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + String.join("", headers) + "\r\n";
    }

    /** The line stays open after a refusal: hence a last request that ends it. */
    private static Answer refused(String bytes) throws IOException {
        var answers = exchange(bytes + get("/health/live"));
        assertThat(answers).hasSize(2);
        return answers.get(0);
    }

    @Test
    void aWebSocketThatIsRefusedIsAnsweredAsAnyRequest() throws Exception {
        var operator = "Authorization: Bearer " + TestHub.api().as("operator").token() + "\r\n";
        refused(upgrade("")).isProblem(401);
        refused(upgrade("", "Authorization: Bearer x\r\n")).isProblem(401);
        refused(upgrade("?ticket=none")).isProblem(401);
        refused(upgrade("", "Authorization: Bearer " + TestHub.api().as("admin").token() + "\r\n"))
                .isProblem(403);
        refused(upgrade("", operator, "Origin: https://elsewhere.example.org\r\n"))
                .isProblem(403);
        var since = refused(upgrade("?since=x", operator));
        since.isProblem(400);
        assertThat(since.json().at("/errors/0/field").asText()).isEqualTo("since");
        var plain = only(get("/api/v1/live", operator));
        plain.isProblem(426);
        assertThat(plain.header("Upgrade")).isEqualTo("websocket");
        var version = refused(upgrade("", operator).replace("Version: 13", "Version: 8"));
        version.isProblem(426);
        assertThat(version.header("Sec-WebSocket-Version")).isEqualTo("13");
        refused(upgrade("", operator).replace("dGhlIHNhbXBsZSBub25jZQ==", "short"))
                .isProblem(400);
    }

    @Test
    void whatTheClientHasIsNotSentAgainHoweverItSaysSo() throws Exception {
        var operator = "Authorization: Bearer " + TestHub.api().as("operator").token() + "\r\n";
        for (var path : List.of(
                "/",
                "/main.mjs",
                "/app.css",
                "/feiten",
                "/facts",
                "/api/v1/openapi.json",
                "/api/v1/picture",
                "/api/v1/picture?first=true")) {
            var tag = only(get(path, operator)).header("ETag");
            assertThat(tag).as(path).startsWith("W/\"");
            for (var has : List.of(
                    tag,
                    tag.substring(2),
                    "\"x\", " + tag,
                    "W/\"a,b\"," + tag + ", \"c\"",
                    "*",
                    "\"x\"\r\nIf-None-Match: " + tag)) {
                var answer = only(get(path, operator, "If-None-Match: " + has + "\r\n"));
                assertThat(answer.status).as(path + " " + has).isEqualTo(304);
                assertThat(answer.body).isEmpty();
                assertThat(answer.header("ETag")).isEqualTo(tag);
            }
            for (var has : List.of(
                    "\"x\"",
                    "x",
                    tag.substring(0, tag.length() - 2) + "\"",
                    "W/\"" + tag.substring(3, tag.length() - 1) + "x\"")) {
                assertThat(only(get(path, operator, "If-None-Match: " + has + "\r\n")).status)
                        .as(path + " " + has)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void whatAClientDoesNotWantItDoesNotGet() throws Exception {
        var operator = "Authorization: Bearer " + TestHub.api().as("operator").token() + "\r\n";
        for (var encoding : List.of("gzip;q=0", "gzip;q=0, *", "identity", "br")) {
            assertThat(only(get("/api/v1/picture", operator, "Accept-Encoding: " + encoding + "\r\n"))
                            .header("Content-Encoding"))
                    .as(encoding)
                    .isNull();
        }
        for (var encoding : List.of("gzip", "*", "br, gzip;q=0.5")) {
            assertThat(only(get("/api/v1/picture", operator, "Accept-Encoding: " + encoding + "\r\n"))
                            .header("Content-Encoding"))
                    .as(encoding)
                    .isEqualTo("gzip");
        }
        for (var type : List.of("application/geo+json;q=0", "application/geo+json;q=0.1, application/json", "*/*")) {
            assertThat(only(get("/api/v1/stations?municipality=GM0001", operator, "Accept: " + type + "\r\n"))
                            .header("Content-Type"))
                    .as(type)
                    .isEqualTo("application/json");
        }
        for (var type : List.of("application/geo+json", "application/json;q=0.5, application/geo+json")) {
            assertThat(only(get("/api/v1/stations?municipality=GM0001", operator, "Accept: " + type + "\r\n"))
                            .header("Content-Type"))
                    .as(type)
                    .isEqualTo("application/geo+json");
        }
    }

    private static String logIn(String... headers) {
        var body = "{\"username\":\"operator\",\"password\":\"demo\"}";
        return "POST /api/v1/sessions HTTP/1.1\r\n" + HOST + JSON + String.join("", headers)
                + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void overTlsTheCookieCanNotBePutThereByAnotherHostAndThePageOverPlainHttpIsAnotherSite() throws Exception {
        var tls = "X-Forwarded-Proto: https\r\n";
        var plain = only(logIn("Origin: http://hub.example.org\r\n"));
        assertThat(plain.status).isEqualTo(201);
        assertThat(plain.header("Set-Cookie")).startsWith("tafelzicht=").doesNotContain("Secure");
        var secure = only(logIn(tls, "Origin: https://hub.example.org\r\n"));
        assertThat(secure.status).isEqualTo(201);
        assertThat(secure.header("Set-Cookie"))
                .startsWith("__Host-tafelzicht=")
                .contains("Secure", "HTTPOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Domain");
        only(logIn(tls, "Origin: http://hub.example.org\r\n")).isProblem(403);
        only(logIn("Origin: null\r\n")).isProblem(403);
        only(logIn("Origin: https://hub.example.org.evil.example\r\n")).isProblem(403);
        assertThat(only(logIn(tls, "Origin: https://hub.example.org:443\r\n")).status)
                .isEqualTo(201);
        var token = secure.header("Set-Cookie").split(";")[0].split("=", 2)[1];
        assertThat(only(get("/api/v1/sessions/current", tls, "Cookie: __Host-tafelzicht=" + token + "\r\n")).status)
                .isEqualTo(200);
        only(get("/api/v1/sessions/current", tls, "Cookie: tafelzicht=" + token + "\r\n"))
                .isProblem(401);
        refused(upgrade("", tls, "Cookie: __Host-tafelzicht=" + token + "\r\n", "Origin: http://hub.example.org\r\n"))
                .isProblem(403);
    }
}
