package nl.tafelzicht.subject.count;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.CountXml;
import nl.tafelzicht.support.EmlFiles;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.SharedData;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.TestTimeStamps;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Count files at a hub, as a municipality and the election table bring and read them. */
class CountIT {

    private static final String TK = "made-up-60-stations";

    private String code;
    private Api municipality;
    private Api operator;

    @BeforeEach
    void aMunicipalityOfSixtyStations() throws Exception {
        code = TestHub.municipality(60);
        municipality = TestHub.api().as("municipality-" + code);
        operator = TestHub.api().as("operator");
    }

    /** The oracle's file, as if this municipality had made it. */
    private String file() throws Exception {
        return Files.readString(SharedData.file("hcp/" + TK + ".eml.xml")).replace("0344", code.substring(2));
    }

    private static Api.Answer bring(Api api, String file) throws Exception {
        return api.post("/counts/imports", "application/xml", file);
    }

    private static Iterable<JsonNode> items(Api.Answer answer) {
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        return answer.body().get("items");
    }

    private static Api.Answer act(Api api, String path, String body) throws Exception {
        return api.post(
                path,
                "application/json",
                body,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    @Test
    void aFileIsCheckedAndItsTablesAreThoseOfTheCouncilsProgram() throws Exception {
        var file = file();
        var answer = bring(municipality, file);
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        var taken = answer.body();
        assertThat(taken.get("id").asText()).isEqualTo("TK2025-" + code + ".1");
        assertThat(taken.get("municipality").asText()).isEqualTo(code);
        assertThat(taken.get("session").asInt()).isEqualTo(1);
        assertThat(taken.get("units").asInt()).isEqualTo(60);
        assertThat(taken.get("fingerprint").asText())
                .isEqualTo(Fingerprint.of(file.getBytes(StandardCharsets.UTF_8)).hex());
        assertThat(taken.get("findings").get("protocol").asInt()).isPositive();
        var switched = items(operator.get("/counts/TK2025-" + code + "/findings?code=P.switched-candidates"));
        assertThat(switched).anyMatch(f -> f.get("station").asText().equals(code + "-4"));
        var unexplained =
                items(operator.get("/counts/TK2025-" + code + "/findings?station=" + code + "-10&group=protocol"));
        assertThat(unexplained)
                .anyMatch(f -> f.get("code").asText().equals("P.unexplained-difference")
                        && f.get("numbers").get("unexplained").asInt()
                                        + f.get("numbers").get("unaccounted").asInt()
                                == 16);
        for (var table : new String[] {"a", "b", "c"}) {
            var csv = municipality.get("/counts/" + taken.get("id").asText() + "/protocol/" + table + ".csv");
            assertThat(csv.header("Content-Type")).startsWith("text/csv");
            assertThat(new String(csv.raw().body(), StandardCharsets.UTF_8))
                    .isEqualTo(Files.readString(SharedData.file("hcp/" + TK + "." + table + ".csv"))
                            .replace("0344", code.substring(2)));
        }
        assertThat(municipality
                        .get("/counts/TK2025-" + code + "/protocol/d.csv")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theSameFileAgainChangesNothingAndALaterOneReplaces() throws Exception {
        var first = bring(municipality, file()).body();
        var seq = municipality.get("/counts/TK2025-" + code).body().get("seq").asLong();
        var again = bring(operator, file());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("id")).isEqualTo(first.get("id"));
        assertThat(municipality.get("/counts/TK2025-" + code).body().get("seq").asLong())
                .isEqualTo(seq);
        var findings = items(municipality.get("/counts/TK2025-" + code + "/findings?station=" + code + "-10"));
        int explained = findings.iterator().next().get("id").asInt();
        assertThat(act(
                                municipality,
                                "/counts/TK2025-" + code + "/findings/" + explained + "/explanations",
                                "{\"text\":\"een stapel twee keer\"}")
                        .status())
                .isEqualTo(201);
        var later = bring(
                        municipality,
                        file().replaceFirst("(Id=\"" + code.substring(2) + "::SB7\"[\\s\\S]*?<Cast>)\\d+", "$11"))
                .body();
        assertThat(later.get("id").asText()).endsWith(".2");
        assertThat(later.get("replaces")).isEqualTo(first.get("id"));
        assertThat(later.get("findings").get("live").asInt()).isEqualTo(1);
        var changed = items(municipality.get("/counts/TK2025-" + code + "/findings?code=L.changed-unsaid"));
        assertThat(changed)
                .singleElement()
                .satisfies(f -> assertThat(f.get("station").asText()).isEqualTo(code + "-7"));
        var changes = municipality
                .get("/counts/" + later.get("id").asText() + "/changes")
                .body();
        assertThat(changes.get("changed").asInt()).isEqualTo(1);
        assertThat(changes.get("items").get(0).get("what").asText()).isEqualTo("Z");
        assertThat(items(municipality.get("/counts/TK2025-" + code + "/findings?state=explained")))
                .as("what was explained of a finding that is still there stays")
                .singleElement()
                .satisfies(f -> assertThat(f.get("said").get("text").asText()).isEqualTo("een stapel twee keer"));
        assertThat(municipality
                        .get("/counts/" + first.get("id").asText() + "/changes")
                        .status())
                .isEqualTo(404);
        assertThat(items(municipality.get("/counts/" + first.get("id").asText() + "/findings?code=L.changed-unsaid")))
                .isEmpty();
    }

    /** What came in after a claim does not make it true. */
    @Test
    void aClaimIsJudgedByTheFilesOfItsOwnTime() throws Exception {
        bring(municipality, CountXml.of(code, "PS2027", "2027-03-18T01:00:00", 50, 60));
        bring(municipality, CountXml.of(code, "PS2027", "2027-03-18T09:00:00", 50, 61));
        var since = Instant.now().minusSeconds(5 * 3_600);
        var old = facts(",\"firstSeen\":\"" + since + "\"");
        assertThat(old.at("/findings/0/standing").asText()).isEqualTo("undecided");
        assertThat(number(old, "count-files")).isZero();
        var fresh = facts("");
        assertThat(fresh.at("/findings/0/standing").asText()).isEqualTo("confirmed");
        assertThat(number(fresh, "count-files")).isEqualTo(1);
        assertThat(number(fresh, "count-replaced")).isEqualTo(1);
    }

    private JsonNode facts(String more) throws Exception {
        var claim = act(
                operator,
                "/narratives",
                "{\"claim\":\"De uitslag is veranderd\",\"kind\":\"result-doubt\",\"assertions\":[\"result-changed\"],"
                        + "\"about\":{\"municipalities\":[\"" + code + "\"]}" + more + "}");
        assertThat(claim.status()).as(String.valueOf(claim.body())).isEqualTo(201);
        return operator.get("/narratives/" + claim.body().get("id").asText() + "/facts")
                .body();
    }

    private static int number(JsonNode facts, String key) {
        return StreamSupport.stream(facts.get("facts").spliterator(), false)
                .filter(f -> f.get("key").asText().equals(key))
                .findFirst()
                .orElseThrow()
                .get("count")
                .asInt();
    }

    @Test
    void whatStationsSaidIsLaidBesideTheFile() throws Exception {
        municipality.report(code + "-1", "{\"status\":\"open\"}");
        municipality.report(code + "-1", "{\"votersAdmitted\":999999}");
        municipality.report(code + "-2", "{\"status\":\"open\"}");
        municipality.report(code + "-5", "{\"status\":\"open\"}");
        municipality.report(code + "-5", "{\"status\":\"closed\",\"votersAdmitted\":1}");
        municipality.report(code + "-6", "{\"status\":\"open\",\"votersAdmitted\":1}");
        municipality.report(code + "-6", "{\"status\":\"closed\"}");
        withdraw(8);
        var file = file().replace(code.substring(2) + "::SB60\"", code.substring(2) + "::SB99\"");
        assertThat(bring(municipality, file).status()).isEqualTo(200);
        var live = items(municipality.get("/counts/TK2025-" + code + "/findings?group=live"));
        assertThat(StreamSupport.stream(live.spliterator(), false)
                        .map(f -> f.get("code").asText() + " " + f.get("unit").asText())
                        .toList())
                .contains(
                        "L.admitted " + code.substring(2) + "::SB1",
                        "L.admitted " + code.substring(2) + "::SB5",
                        "L.never-opened " + code.substring(2) + "::SB3",
                        "L.withdrawn " + code.substring(2) + "::SB8",
                        "L.unknown-unit " + code.substring(2) + "::SB99",
                        "L.missing-unit " + code.substring(2) + "::SB60")
                .doesNotContain(
                        "L.never-opened " + code.substring(2) + "::SB2",
                        "L.admitted " + code.substring(2) + "::SB6", // more may have come until it closed
                        "L.unknown-unit " + code.substring(2) + "::SB8");
    }

    private void withdraw(int station) throws Exception {
        var without = Stations.csv(code, 60, TestHub.DAY)
                .lines()
                .filter(line -> !line.contains(";" + station + ";Stembureau"))
                .collect(Collectors.joining("\n", "", "\n"));
        var preview = municipality.post("/stations/imports?preview=true", "text/csv", without);
        var done = municipality.post(
                "/stations/imports/" + preview.body().get("preview").asText() + "/confirmations",
                "application/json",
                "{\"withdraw\":true}");
        assertThat(done.body().path("withdrawn").asInt())
                .as(done.body().toString())
                .isEqualTo(1);
    }

    @Test
    void whatIsWrongIsRefusedWholeAndSaysWhy() throws Exception {
        var other = TestHub.municipality(1);
        assertThat(bring(TestHub.api().as("municipality-" + other), file()).status())
                .isEqualTo(403);
        assertThat(bring(TestHub.api().as("mayor-" + code), file()).status()).isEqualTo(403);
        assertThat(bring(TestHub.api().as("kiesraad"), file()).status()).isEqualTo(403);
        assertThat(bring(TestHub.api(), file()).status()).isEqualTo(401);
        assertThat(municipality.post("/counts/imports", "text/csv", file()).status())
                .isEqualTo(415);
        var broken = bring(municipality, file().substring(0, 20_000));
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.body().get("errors").get(0).get("field").asText()).isEqualTo("body");
        assertThat(bring(municipality, "<EML xmlns=\"urn:oasis:names:tc:evs:schema:eml\" Id=\"110b\"/>")
                        .body()
                        .get("code")
                        .asText())
                .isEqualTo("unreadable-line");
        assertThat(municipality.get("/counts/TK2025-" + code).status()).isEqualTo(404);
        assertThat(municipality.get("/counts/TK2025-" + code + "/findings").status())
                .isEqualTo(404);
    }

    @Test
    void twoFilesAtOnceAreTakenOneAfterTheOther() throws Exception {
        var one = file();
        var two = one.replaceFirst("<kr:CreationDateTime>[^<]*<", "<kr:CreationDateTime>2026-03-19T09:00:00<");
        var all = new ConcurrentLinkedQueue<Integer>();
        var threads = Stream.of(one, two, one, two)
                .map(f -> new Thread(() -> {
                    try {
                        all.add(bring(municipality, f).body().get("session").asInt());
                    } catch (Exception e) {
                        all.add(-1);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (var t : threads) {
            t.join();
        }
        assertThat(all).containsExactlyInAnyOrder(1, 1, 2, 2);
        assertThat(items(municipality.get("/counts/TK2025-" + code + "/findings?code=L.same-content")))
                .hasSize(1);
    }

    @Test
    void aFingerprintIsCheckedAgainstPaper() throws Exception {
        var taken = bring(municipality, file()).body();
        var print = new Fingerprint(taken.get("fingerprint").asText());
        var left = print.leftOut().stream().map(print.groups()::get).toList();
        var path = "/counts/" + taken.get("id").asText() + "/fingerprint-checks";
        assertThat(act(
                                operator,
                                path,
                                "{\"groups\":[\"" + left.get(0) + "\",\"" + left.get(1) + "\"],\"paper\":\"Na 31-2\"}")
                        .body()
                        .get("matches")
                        .asBoolean())
                .isTrue();
        assertThat(act(operator, path, "{\"groups\":[\"0000\",\"1111\"]}")
                        .body()
                        .get("matches")
                        .asBoolean())
                .isFalse();
        assertThat(act(operator, path, "{\"groups\":[\"0000\"]}").status()).isEqualTo(400);
        var file = operator.get("/counts/TK2025-" + code).body().get("files").get(0);
        assertThat(file.get("checks")).hasSize(2);
        assertThat(file.get("checks").get(0).get("paper").asText()).isEqualTo("Na 31-2");
    }

    @Test
    void sessionsFiguresAndObjectionsStandInTheCountAndItsTimeline() throws Exception {
        var path = "/counts/GR2026-" + code;
        assertThat(act(
                                municipality,
                                "/municipalities/" + code + "/counts",
                                "{\"election\":\"GR2026\",\"method\":\"central\"}")
                        .status())
                .isEqualTo(201);
        assertThat(act(
                                municipality,
                                path + "/sessions",
                                "{\"at\":\"2099-03-19T09:00:00+01:00\",\"place\":\"Stadhuis\"}")
                        .status())
                .isEqualTo(201);
        assertThat(act(municipality, path + "/sessions/1/changes", "{\"status\":\"open\"}")
                        .status())
                .isEqualTo(201);
        var refused = act(municipality, path + "/sessions/1/changes", "{\"status\":\"planned\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(act(
                                municipality,
                                path + "/provisional-figures",
                                "{\"where\":\"https://example.org\",\"stations\":40,\"of\":60,\"extrapolated\":true}")
                        .status())
                .isEqualTo(201);
        var personal = "{\"occasion\":\"count\",\"station\":\"" + code
                + "-4\",\"at\":\"2026-03-18T21:30:00+01:00\",\"text\":\"Mevrouw Jansen telde te snel\"}";
        var asked = act(municipality, path + "/objections", personal);
        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.body().get("errors").get(0).get("field").asText()).isEqualTo("text");
        assertThat(asked.body().get("code").asText()).isEqualTo("seems-personal");
        assertThat(act(municipality, path + "/objections", personal.replace("Mevrouw Jansen", "De stapel van lijst 3"))
                        .status())
                .isEqualTo(201);
        assertThat(act(municipality, path + "/objections/1/reactions", "{\"text\":\"herteld\"}")
                        .status())
                .isEqualTo(201);
        var elsewhere = act(municipality, path + "/objections", personal.replace(code + "-4", "GM0363-4"));
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.body().get("errors").get(0).get("field").asText()).isEqualTo("station");
        var csv = new String(
                municipality
                        .get(path + "/objections", "Accept", "text/csv")
                        .raw()
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(csv).contains("De stapel van lijst 3 telde te snel").contains("herteld");
        assertThat(new String(
                        municipality
                                .get(path + "/objections", "Accept", "text/html")
                                .raw()
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("Bijlage 2")
                .contains("De stapel van lijst 3");
        var count = operator.get(path).body();
        assertThat(count.get("method").asText()).isEqualTo("central");
        assertThat(count.get("sessions").get(0).get("status").asText()).isEqualTo("open");
        assertThat(count.get("stations").get("total").asInt()).isEqualTo(60);
        assertThat(count.get("objections").asInt()).isEqualTo(1);
        assertThat(items(operator.get("/counts?municipality=" + code))).hasSize(1);
        assertThat(items(operator.get("/counts?election=nothing"))).isEmpty();
        assertThat(items(operator.get(path + "/timeline"))).hasSize(6);
        assertThat(act(TestHub.api().as("police-" + code), path + "/sessions/1/changes", "{\"status\":\"closed\"}")
                        .status())
                .isEqualTo(403);
        assertThat(TestHub.api().as("police-GM0363").get(path).status()).isEqualTo(404);
    }

    @Test
    void whatDoesNotComeInTimeIsEscalatedToTheMunicipalityAndResolvedOnceItCame() throws Exception {
        var path = "/counts/PS2027-" + code;
        act(
                municipality,
                "/municipalities/" + code + "/counts",
                "{\"election\":\"PS2027\",\"expectedBy\":\"2026-03-18T22:00:00+01:00\"}");
        var escalation = Eventually.get(
                        "the count is late",
                        () -> StreamSupport.stream(
                                        items(municipality.get("/escalations?municipality=" + code))
                                                .spliterator(),
                                        false)
                                .filter(e -> "count-late".equals(e.path("rule").asText()))
                                .toList(),
                        late -> late.size() == 1)
                .get(0);
        assertThat(escalation.get("subject").get("id").asText()).isEqualTo("PS2027-" + code);
        assertThat(escalation.get("addressee").get("level").asText()).isEqualTo("municipality");
        act(
                municipality,
                path + "/provisional-figures",
                "{\"where\":\"x\",\"stations\":1,\"of\":60,\"extrapolated\":false}");
        Eventually.until("it came", () -> municipality
                .get("/escalations/" + escalation.get("id").asText())
                .body()
                .get("state")
                .asText()
                .equals("resolved"));
    }

    private static String page(String path) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(TestHub.api().address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** At most five seconds old. */
    @Test
    void anybodyReadsHowFarItIsAndWhatWasPublishedWithoutAResult() throws Exception {
        var path = "/counts/TK2025-" + code;
        var taken = bring(municipality, file()).body();
        act(municipality, path + "/sessions", "{\"at\":\"2099-03-19T09:00:00+01:00\",\"place\":\"<b>Raadzaal</b>\"}");
        var count = Eventually.get(
                        "the public reads it",
                        () -> StreamSupport.stream(
                                        items(TestHub.api().get("/public/counts"))
                                                .spliterator(),
                                        false)
                                .filter(c -> c.get("municipality")
                                        .get("code")
                                        .asText()
                                        .equals(code))
                                .toList(),
                        found -> found.size() == 1
                                && found.get(0).get("sessions").size() == 1)
                .get(0);
        assertThat(count.get("files").get(0).get("fingerprint")).isEqualTo(taken.get("fingerprint"));
        assertThat(count.has("findings")).isFalse();
        assertThat(count.toString()).doesNotContain("municipality-" + code).doesNotContain("votesOnLists");
        var print = new Fingerprint(taken.get("fingerprint").asText()).toString();
        var dutch = Eventually.get(
                "the page says it", () -> page("/telling?municipality=" + code), html -> html.contains(print));
        assertThat(dutch)
                .contains("&lt;b&gt;Raadzaal&lt;/b&gt;")
                .contains("48 uur")
                .contains("/melden?kind=count-error")
                .doesNotContain("<b>Raadzaal");
        assertThat(page("/counting?municipality=" + code))
                .contains("lang=\"en\"")
                .contains("48 hours");
        assertThat(page("/telling")).contains("/telling?municipality=" + code).doesNotContain(print);
        assertThat(page("/telling?municipality=%3Cscript%3E")).doesNotContain("<script>");
        assertThat(page("/melden?kind=count-error&municipality=" + code)).contains("value=\"count-error\" selected");
        assertThat(page("/melden?kind=%22%3E%3Cscript%3E")).doesNotContain("\"><script>");
    }

    /** Boxmeer, 2017: 7,600 votes were lost between a municipality's count and the sum. */
    @Test
    void aSumIsLaidBesideTheCountsOfItsMunicipalities() throws Exception {
        var election = "SM" + code.substring(2);
        bring(municipality, CountXml.of(code, election, "2026-03-19T09:00:00", 50, 60));
        var sum = CountXml.of(code, election, "2026-03-20T09:00:00", 40)
                .replace("Id=\"510b\"", "Id=\"510d\"")
                .replace(code.substring(2) + "::SB1", "HSB1::" + code.substring(2))
                .replace("AuthorityIdentifier Id=\"" + code.substring(2), "AuthorityIdentifier Id=\"CSB");
        assertThat(bring(municipality, sum).status())
                .as("the table alone brings sums")
                .isEqualTo(403);
        var taken = bring(operator, sum).body();
        assertThat(taken.has("municipality")).isFalse();
        assertThat(taken.get("findings").get("protocol").asInt()).isZero();
        var found = items(operator.get("/counts/" + taken.get("id").asText() + "/findings?code=L.sum"));
        assertThat(found).singleElement().satisfies(f -> {
            assertThat(f.get("numbers").get("E").asInt()).isEqualTo(50);
            assertThat(f.get("numbers").get("counted").asInt()).isEqualTo(130);
        });
        assertThat(municipality.get("/counts/" + taken.get("id").asText()).status())
                .isEqualTo(404);
    }

    @Test
    void whoWasElectedIsKeptWithItsFingerprintAndNotCounted() throws Exception {
        var result = Files.readString(SharedData.file("eml-samples/eml520_test.eml.xml"))
                .replace("GR2022_Heemdamseburg", "GR" + code.substring(2));
        var taken = bring(operator, result).body();
        assertThat(taken.get("id").asText()).isEqualTo("GR" + code.substring(2) + "-520-CSB.1");
        assertThat(taken.get("findings").get("warnings").asInt()).isZero();
        assertThat(taken.get("fingerprint").asText())
                .isEqualTo(
                        Fingerprint.of(result.getBytes(StandardCharsets.UTF_8)).hex());
    }

    @Test
    void officialReportsAreKeptAndWhatIsKeptCanBeVerifiedByStandardTools() throws Exception {
        var taken = bring(municipality, file()).body();
        var path = "/counts/TK2025-" + code;
        var pdf = "%PDF-1.7 proces-verbaal".getBytes(StandardCharsets.UTF_8);
        var archived = municipality.post(
                path + "/reports?station=" + code + "-3&title=N%2010-1&url=https%3A%2F%2Fexample.org%2Fpv.pdf",
                "application/pdf",
                pdf);
        assertThat(archived.status()).as(String.valueOf(archived.body())).isEqualTo(201);
        assertThat(municipality
                        .post(path + "/reports", "application/pdf", "geen pdf")
                        .status())
                .isEqualTo(400);
        assertThat(municipality.post(path + "/reports", "text/plain", pdf).status())
                .isEqualTo(415);
        assertThat(municipality
                        .post(path + "/reports?station=GM0000-1", "application/pdf", pdf)
                        .status())
                .isEqualTo(400);
        var reports = operator.get(path + "/reports").body();
        var sha = reports.get("items").get(0).get("sha256").asText();
        assertThat(sha).isEqualTo(Fingerprint.of(pdf).hex());
        assertThat(reports.get("missing")).hasSize(59);
        assertThat(operator.get(path + "/reports/" + sha).raw().body()).isEqualTo(pdf);
        assertThat(operator.get(path + "/reports/" + "0".repeat(64)).status()).isEqualTo(404);
        assertThat(act(operator, path + "/reports/" + sha + "/checks", "{\"found\":false}")
                        .status())
                .isEqualTo(201);
        assertThat(operator.get(path).body().get("gone").asInt()).isEqualTo(1);
        var manifest = new String(
                TestHub.api().get("/public" + path + "/manifest").raw().body(), StandardCharsets.UTF_8);
        assertThat(manifest.lines())
                .contains(
                        taken.get("fingerprint").asText() + "  TK2025-" + code + ".1.eml.xml",
                        sha + "  " + code + "-3-" + sha.substring(0, 8) + ".pdf")
                .first()
                .asString()
                .startsWith("# journal ");
        var stamp = Eventually.get(
                "the report is stamped",
                () -> operator.get(path + "/reports").body().at("/items/0/stamp"),
                there -> !there.isMissingNode());
        assertThat(stamp.get("by").asText()).isEqualTo(TestTimeStamps.NAME);
        assertThat(Instant.parse(stamp.get("at").asText()))
                .isBefore(Instant.now().plusSeconds(60));
        assertThat(operator.get(path + "/reports")
                        .body()
                        .at("/stamping/service")
                        .asText())
                .isEqualTo("127.0.0.1");
        var answer = TestHub.api().get("/public" + path + "/stamps/" + sha + ".tsr");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/timestamp-reply");
        assertThat(new TimeStampResponse(answer.raw().body())
                        .getTimeStampToken()
                        .getTimeStampInfo()
                        .getMessageImprintDigest())
                .asHexString()
                .isEqualToIgnoringCase(sha);
        assertThat(TestHub.api()
                        .get("/public" + path + "/stamps/" + "0".repeat(64) + ".tsr")
                        .status())
                .isEqualTo(404);
        assertThat(TestHub.api().get("/public/counts/nothing/manifest").status())
                .isEqualTo(404);
    }

    @Test
    void theHubFetchesAReportFromWhereItWasPublished() throws Exception {
        var path = "/counts/GR2026-" + code;
        act(municipality, "/municipalities/" + code + "/counts", "{\"election\":\"GR2026\"}");
        var pdf = ("%PDF-1.7 proces-verbaal van " + code).getBytes(StandardCharsets.UTF_8);
        var site = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        site.createContext("/", exchange -> {
            var body = exchange.getRequestURI().getPath().equals("/pv.pdf") ? pdf : new byte[10];
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        site.start();
        try {
            var url = "http://127.0.0.1:" + site.getAddress().getPort() + "/pv.pdf";
            var there = "{\"url\":\"" + url + "\"}";
            var fetched = act(municipality, path + "/reports?station=" + code + "-3&title=N%2010-1", there);
            assertThat(fetched.status()).as(String.valueOf(fetched.body())).isEqualTo(201);
            var reports = operator.get(path + "/reports").body();
            var report = reports.get("items").get(0);
            assertThat(report.get("url").asText()).isEqualTo(url);
            assertThat(report.get("station").asText()).isEqualTo(code + "-3");
            assertThat(report.get("sha256").asText())
                    .isEqualTo(Fingerprint.of(pdf).hex());
            assertThat(reports.get("fetchedFrom").get(0).asText()).isEqualTo("127.0.0.1");
            assertThat(operator.get(path + "/reports/" + report.get("sha256").asText())
                            .raw()
                            .body())
                    .isEqualTo(pdf);
            assertThat(act(municipality, path + "/reports", there).status())
                    .as("the same file again changes nothing")
                    .isEqualTo(200);
            refusedUrl(path + "/reports", there.replace("pv.pdf", "index.html"), "report-no-pdf");
            refusedUrl(path + "/reports", there.replace("127.0.0.1", "localhost"), "report-host-not-listed");
            refusedUrl(path + "/reports", "{\"url\":\"file:///etc/passwd\"}", "report-url-unusable");
            refusedUrl(path + "/reports?url=https%3A%2F%2Fexample.org", there, "report-url-twice");
            assertThat(act(municipality, path + "/reports", "{}").status()).isEqualTo(400);
            assertThat(act(TestHub.api().as("police-" + code), path + "/reports", there)
                            .status())
                    .isEqualTo(403);
            var key = UUID.randomUUID().toString();
            assertThat(municipality
                            .post(path + "/reports", "application/json", there, "Idempotency-Key", key)
                            .status())
                    .isEqualTo(200);
        } finally {
            site.stop(0);
        }
    }

    private void refusedUrl(String path, String body, String why) throws Exception {
        var refused = municipality.post(path, "application/json", body, "Accept-Language", "nl");
        assertThat(refused.status()).as(String.valueOf(refused.body())).isEqualTo(400);
        assertThat(refused.body().get("code").asText()).isEqualTo(why);
        assertThat(refused.body().get("errors").get(0).get("field").asText()).isEqualTo("url");
    }

    @Test
    void listsAreNotDrawnBeforeTheHourThatWasAnnounced() throws Exception {
        bring(municipality, file());
        var path = "/counts/TK2025-" + code + "/re-add";
        assertThat(act(municipality, path + "/draws", "{}").status()).isEqualTo(409);
        assertThat(act(municipality, path, "{\"hour\":\"2026-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(400);
        assertThat(act(municipality, path, "{\"hour\":\"2099-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(201);
        assertThat(act(municipality, path + "/draws", "{}").body().get("code").asText())
                .isEqualTo("re-add-not-yet");
        assertThat(act(municipality, path + "/lists/1", "{\"sum\":5}").status()).isEqualTo(404);
    }

    private String fileOf(LocalDate date) throws Exception {
        var file = file();
        assertThat(file).contains("<kr:ElectionDate>");
        return file.replaceAll("(<kr:ElectionDate>)[^<]*", "$1" + date);
    }

    private static void excluded(Api.Answer answer, String why) {
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(409);
        assertThat(answer.body().get("code").asText()).isEqualTo(why);
        assertThat(answer.body().at("/parameters/election").asText()).isEqualTo("TK2025");
    }

    /** An unknown election is taken with a warning; one that what is known excludes is not. */
    @Test
    void aCountOfAnElectionForWhichNoStationIsOpenIsRefusedUntilItIsAnnounced() throws Exception {
        code = TestHub.municipality(0);
        municipality = TestHub.api().as("municipality-" + code);
        var ps = new EmlFiles.Named("PS2027_" + code, "Staten " + code, "PS", "PS2", code, TestHub.DAY);
        var stations = municipality.post(
                "/stations/imports", "application/xml", EmlFiles.stations(ps, code, EmlFiles.places(60, 1000)));
        assertThat(stations.status()).isEqualTo(200);
        excluded(bring(municipality, fileOf(TestHub.DAY)), "election-excluded");
        excluded(bring(operator, fileOf(TestHub.DAY)), "election-excluded");
        assertThat(municipality.get("/counts/TK2025-" + code).status()).isEqualTo(404);
        act(municipality, "/municipalities/" + code + "/counts", "{\"election\":\"TK2025\"}");
        assertThat(bring(municipality, fileOf(TestHub.DAY)).status()).isEqualTo(200);
    }

    @Test
    void aCountOfAKindThatTheTableDoesNotHaveOnThatDayIsRefused() throws Exception {
        code = TestHub.municipality(0);
        municipality = TestHub.api().as("municipality-" + code);
        var date = LocalDate.of(2077, 5, 5); // of no other test
        var other = fileOf(date.plusDays(1));
        assertThat(operator.send(
                                "PUT",
                                "/elections/WS2077_x",
                                "{\"name\":\"x\",\"category\":\"WS\",\"date\":\"" + date + "\"}")
                        .status())
                .isEqualTo(200);
        excluded(bring(municipality, fileOf(date)), "election-not-of-the-day");
        var taken = bring(municipality, other);
        assertThat(taken.status()).as(String.valueOf(taken.body())).isEqualTo(200);
        assertThat(taken.body().get("warnings").toString()).as("of another day").contains("count-without-stations");
    }
}
