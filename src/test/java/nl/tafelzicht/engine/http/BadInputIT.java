package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each bad input gets the contract's answer, changes nothing, and leaves no trace of a stack. */
class BadInputIT {

    /**
     * After the first guesses one waits a second, then two, four, and so on: a slow machine may be late a few times.
     */
    private static final int MOST_AFTER_ITS_SECOND = 4;

    private String code;
    private Api api;
    private JsonNode before;

    @BeforeEach
    void aMunicipality() throws Exception {
        code = TestHub.municipality(1);
        api = TestHub.api().as("municipality-" + code);
        before = api.get("/stations/" + code + "-1").body();
    }

    @AfterEach
    void nothingChanged() throws Exception {
        assertThat(api.get("/stations/" + code + "-1").body()).isEqualTo(before);
    }

    private static Api.Answer problem(Api.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().get("status").asInt()).isEqualTo(status);
        assertThat(answer.body().get("title").asText()).isNotEmpty();
        assertThat(answer.body().get("instance").asText()).startsWith("/api/v1/");
        assertThat(answer.body().toString()).doesNotContain("Exception", "\tat ", "nl.tafelzicht", "io.vertx");
        return answer;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'waitingMinutes':'tien'}           | waitingMinutes",
                "{'waitingMinutes':601}              | waitingMinutes",
                "{'waitingMinutes':-1}               | waitingMinutes",
                "{'waitingMinutes':1.5}              | waitingMinutes",
                "{'waitingMinutes':1e99}             | waitingMinutes",
                "{'queueLength':5001}                | queueLength",
                "{'membersPresent':51}               | membersPresent",
                "{'votersAdmitted':null}             | votersAdmitted",
                "{'status':'expected'}               | status",
                "{'status':['open']}                 | status",
                "{'ballots':'none'}                  | ballots",
                "{'note':''}                         | note",
                "{'note':'a\\u0000b'}                | note",
                "{'note':'a\\ud800b'}                | note",
                "{'note':'   '}                      | note",
                "{'note':'\\u00a0'}                   | note",
                "{'note':'\\u200b'}                   | note",
                "{'observedAt':'gisteren'}           | observedAt",
                "{'note':'n','observedAt':'2026-11-26 04:00:00Z'} | observedAt",
                "{'note':'n','observedAt':'2026-06-30T23:59:60Z'} | observedAt",
                "{'note':'n','observedAt':'0000-01-01T00:00:00Z'} | observedAt",
                "{'note':'n','observedAt':'2016-11-26T04:00:00Z'} | observedAt",
                "{'waitingMinutes':1,'observedAt':'2999-01-01T00:00:00Z'} | observedAt",
                "{'correction':true,'waitingMinutes':3} | note",
                "{'statu':'open'}                    | statu",
                "{}                                  | ''",
                "{'correction':false}                | ''",
                "[]                                  | ''",
                "'open'                              | ''",
                "{'status':'open'                    | ''",
                "{'status':'open','status':'closed'} | ''"
            })
    void aReportThatDoesNotFitNamesTheField(String report, String field) throws Exception {
        var answer = problem(api.report(code + "-1", report.replace('\'', '"')), 400);
        assertThat(answer.body().get("errors").get(0).get("field").asText()).isEqualTo(field);
    }

    @Test
    void aNoteOfMoreThan2000CharactersIsTooLongAndOf2MegabytesTooLarge() throws Exception {
        problem(api.report(code + "-1", "{\"note\":\"" + "a".repeat(2_001) + "\"}"), 400);
        problem(api.report(code + "-1", "{\"note\":\"" + "a".repeat(2_000_000) + "\"}"), 413);
    }

    @Test
    void deepJsonAndBrokenUtf8AreNotRead() throws Exception {
        problem(api.report(code + "-1", "{\"note\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"), 400);
        var broken = "{\"note\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        problem(api.post("/stations/" + code + "-1/reports", "application/json", broken, "Idempotency-Key", "k"), 400);
    }

    @Test
    void aReportNeedsItsKeyAndItsType() throws Exception {
        var path = "/stations/" + code + "-1/reports";
        assertThat(problem(api.post(path, "application/json", "{\"status\":\"open\"}"), 400)
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("Idempotency-Key");
        problem(api.post(path, "text/plain", "{\"status\":\"open\"}", "Idempotency-Key", "k"), 415);
        problem(api.post(path, "application/json", "{\"status\":\"open\"}", "Idempotency-Key", "k".repeat(201)), 400);
    }

    @Test
    void whatDoesNotExistAndWhatIsNotYours() throws Exception {
        problem(api.report(code + "-999", "{\"status\":\"open\"}"), 404);
        problem(api.get("/stations/" + code + "-999"), 404);
        problem(api.get("/stations/%00"), 404);
        problem(api.report("GM0599-1", "{\"status\":\"open\"}"), 403);
        problem(TestHub.api().as("police-" + code).report(code + "-1", "{\"status\":\"open\"}"), 403);
        problem(api.get("/nothing"), 404);
        problem(api.get("/stations/"), 404);
        assertThat(problem(api.send("PATCH", "/stations"), 405).header("Allow")).contains("GET");
    }

    /** Whatever stands in the place of an id, in every path that has one, for who may see everything. */
    @Test
    void noPathIsAFault() throws Exception {
        var operator = TestHub.api().as("operator");
        var paths = operator.get("/openapi.json").body().get("paths");
        for (var strange :
                new String[] {"%00", "a%00b", "%01", "a%20b", "x".repeat(3_000), "%F0%9F%97%B3", "-1", "%25"}) {
            for (var path : paths.properties()) {
                if (!path.getKey().contains("{")) {
                    continue;
                }
                for (var method : path.getValue().properties()) {
                    if (method.getKey().equals("parameters")) {
                        continue;
                    }
                    var name = method.getKey().toUpperCase(Locale.ROOT);
                    var answer = operator.send(name, path.getKey().replaceAll("\\{[a-z]+}", strange));
                    assertThat(answer.status())
                            .as(name + " " + path.getKey() + " with "
                                    + strange.substring(0, Math.min(20, strange.length())))
                            .isLessThan(500);
                }
            }
        }
        assertThat(operator.post("/incidents", "application/json", "{\"title\":\"a\",\"reports\":[\"\\u0000\"]}")
                        .status())
                .isBetween(400, 499);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=abc, limit",
        "limit=20001, limit",
        "status=opened, status",
        "overdue=yes, overdue",
        "'bbox=1,2,3', bbox",
        "'bbox=5,52,4,53', bbox",
        "municipality=0363, municipality",
        "colour=red, colour",
        "limit=1&limit=2, limit"
    })
    void aParameterThatDoesNotFitIsNamed(String query, String field) throws Exception {
        assertThat(problem(api.get("/stations?" + query), 400)
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo(field);
    }

    @Test
    void tokensThatAreNotOursAreRefused() throws Exception {
        var parts = api.token().split("[.]");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var base64 = Base64.getUrlEncoder().withoutPadding();
        var none = base64.encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + parts[1] + ".";
        var raised = parts[0] + "."
                + base64.encodeToString(
                        claims.replace("municipality", "table-operator").getBytes(StandardCharsets.UTF_8))
                + "." + parts[2];
        var hmac = base64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + parts[1] + "." + parts[2];
        var anotherKey = ForgedTokens.signedWithAnotherKey(parts[0], parts[1]);
        for (var token :
                new String[] {none, raised, hmac, anotherKey, "x", "", parts[0] + "." + parts[1], "a".repeat(9_000)}) {
            problem(api.withToken(token).get("/picture"), 401);
            problem(api.withToken(token).report(code + "-1", "{\"status\":\"open\"}"), 401);
        }
        problem(TestHub.api().get("/picture"), 401);
    }

    @Test
    void aWrongPasswordIsRefusedAndGuessingSlowedDown() throws Exception {
        var account = "mayor-" + code;
        var wrong = "{\"username\":\"" + account + "\",\"password\":\"guess\"}";
        for (int i = 0; i < 5; i++) {
            problem(TestHub.api().post("/sessions", "application/json", wrong), 401);
        }
        var slowed = TestHub.api().post("/sessions", "application/json", wrong);
        for (int more = 0; slowed.status() == 401 && more < MOST_AFTER_ITS_SECOND; more++) {
            slowed = TestHub.api().post("/sessions", "application/json", wrong);
        }
        problem(slowed, 429);
        assertThat(Integer.parseInt(slowed.header("Retry-After"))).isPositive();
        problem(
                TestHub.api()
                        .post(
                                "/sessions",
                                "application/json",
                                "{\"username\":\"nobody-" + UUID.randomUUID() + "\",\"password\":\"demo\"}"),
                401);
        problem(TestHub.api().post("/sessions", "application/json", "{\"username\":\"operator\"}"), 400);
    }

    @Test
    void filesThatAreNotWhatTheyClaim() throws Exception {
        var laughs = "<?xml version=\"1.0\"?><!DOCTYPE EML [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&"
                + "a;&a;\">]><EML xmlns=\"urn:oasis:names:tc:evs:schema:eml\" Id=\"110b\">&b;</EML>";
        problem(api.post("/stations/imports", "application/xml", laughs), 400);
        problem(
                api.post(
                        "/stations/imports",
                        "application/xml",
                        "<EML xmlns=\"urn:oasis:names:tc:evs:schema:eml\" Id=\"510b\"/>"),
                400);
        problem(api.post("/stations/imports", "application/xml", ""), 400);
        var csv = Stations.csv(code, 2, TestHub.DAY);
        assertThat(problem(api.post("/stations/imports", "text/csv", csv.replace(";", "|")), 400)
                        .body()
                        .get("detail")
                        .asText())
                .contains("comma or a semicolon");
        assertThat(problem(api.post("/stations/imports", "text/csv", csv.replace("Sluitingstijd", "Dicht")), 400)
                        .body()
                        .get("detail")
                        .asText())
                .contains("Sluitingstijd");
        problem(api.post("/stations/imports", "text/csv", ""), 400);
        problem(api.post("/stations/imports", "application/zip", "{}"), 415);
        problem(api.post("/stations/imports", "application/json", "{}"), 400); // an address, of which there is none
        problem(api.post("/stations/imports?date=morgen", "text/csv", csv), 400);
        problem(api.post("/stations/imports", "text/csv", Stations.csv("GM0599", 2, TestHub.DAY)), 403);
        problem(api.post("/stations/imports", "text/csv", "a".repeat(33 * 1024 * 1024)), 413);
    }
}
