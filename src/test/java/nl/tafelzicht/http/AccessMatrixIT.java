package nl.tafelzicht.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.tafelzicht.archive.Hashes;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may see and do what: every operation of the API's own document, by every role, at a place of their own, at another, and with what is marked for the table alone. An operation that is not
 * in the table fails. To read is to be given the words; to be refused is 403 or 404 and not one of them; to do is to get past the door, whatever is then said of the (wrong) body.
 */
class AccessMatrixIT {

    private static final String JSON = "application/json";

    /** By letter: operator, member of the table from a ministry, auditor, mayor, police, public prosecutor, municipality, chair, partner, who runs the hub. */
    private static final Map<Character, String> ACCOUNTS = new TreeMap<>(Map.of('o', "operator", 'b', "bzk", 'a', "auditor", 'm', "mayor-%s", 'p', "police-%s", 'r', "prosecutor-%s", 'g', "municipality-%s", 'c', "chair-%s-1", 'x', "partner-x", 'd', "admin"));

    /**
     * Operation; how it is asked (its body behind the path); who gets it at a place of their own, at another place, and when it is marked AMBER+STRICT; and what is then in the answer. A dash: that does
     * not apply. A star: everyone.
     */
    private static final String MATRIX = """
            logIn | POST /sessions {"username":"operator","password":"demo"} | * | - | - | -
            currentSession | GET /sessions/current | * | - | - | -
            logOut | DELETE /sessions/current | * | - | - | -
            listStations | GET /stations?limit=1000&municipality={code} | ? | ? | - | {station}
            listImports | GET /stations/imports?limit=100 | ? | ? | - | {import}
            importStations | POST /stations/imports {} | ? | - | - | -
            confirmImport | POST /stations/imports/{preview}/confirmations {"withdraw":5} | ? | ? | - | -
            reverseImport | POST /stations/imports/{import}/reversals {} | ? | ? | - | -
            getStation | GET /stations/{station} | ? | ? | - | {station}
            reportStation | POST /stations/{station}/reports {} | ? | ? | - | -
            getReport | GET /stations/{station}/reports/{stationreport} | ? | ? | - | {stationreport}
            stationTimeline | GET /stations/{station}/timeline?related=true&limit=500 | ? | ? | ? |
            decideResumption | POST /stations/{station}/resumptions {} | ? | ? | - | -
            nearestOpen | GET /stations/{station}/nearest-open | ? | ? | - | items
            listReports | GET /reports?limit=1000 | ? | ? | ? |
            submitReport | POST /reports {"kind":"other","text":5,"station":"{station}"} | ? | ? | - | -
            getSubmittedReport | GET /reports/{report} | ? | ? | ? |
            recategoriseReport | PATCH /reports/{report} {"severity":"info"} | ? | ? | ? | -
            reportTimeline | GET /reports/{report}/timeline | ? | ? | ? |
            nearDuplicates | GET /reports/{report}/near-duplicates | ? | ? | ? | items
            reporterContact | GET /reports/{report}/contact | ? | ? | ? | items
            readReport | POST /reports/{report}/readings {} | ? | ? | ? | -
            dismissReport | POST /reports/{report}/dismissals {} | ? | ? | ? | -
            pickUpReport | POST /reports/{report}/pickups {} | ? | ? | ? | -
            restoreReport | POST /reports/{report}/restorations {"reason":"x"} | ? | ? | ? | -
            submitPublicReport | POST /public/reports {} | * | - | - | -
            publicReport | GET /public/reports/{report} | ? | - | ? |
            addToPublicReport | POST /public/reports/{report}/additions {"text":"x"} | ? | - | ? | -
            listIncidents | GET /incidents?limit=1000 | ? | ? | ? |
            openIncident | POST /incidents {"reports":["{report}"],"title":5} | ? | ? | ? | -
            getIncident | GET /incidents/{incident} | ? | ? | ? |
            amendIncident | PATCH /incidents/{incident} {"title":5} | ? | ? | ? | -
            incidentTimeline | GET /incidents/{incident}/timeline | ? | ? | ? |
            mergeIntoIncident | POST /incidents/{incident}/merges {"reports":[]} | ? | ? | ? | -
            splitIncident | POST /incidents/{incident}/splits {"reports":["x"]} | ? | ? | ? | -
            commentIncident | POST /incidents/{incident}/comments {"text":5} | ? | ? | ? | -
            listLimits | GET /municipalities/{code}/tolerance-limits | ? | ? | - |
            proposeLimit | POST /municipalities/{code}/tolerance-limits {} | ? | ? | - | -
            getLimit | GET /municipalities/{code}/tolerance-limits/{limit} | ? | ? | - |
            changeLimit | PUT /municipalities/{code}/tolerance-limits/{limit} {} | ? | ? | - | -
            limitTimeline | GET /municipalities/{code}/tolerance-limits/{limit}/timeline | ? | ? | - | tolerance-limit-proposed
            agreeLimit | POST /municipalities/{code}/tolerance-limits/{limit}/agreements {"revision":99} | ? | ? | - | -
            withdrawLimit | POST /municipalities/{code}/tolerance-limits/{limit}/withdrawals {} | ? | ? | - | -
            listEscalations | GET /escalations?limit=1000 | ? | ? | ? |
            raiseEscalation | POST /escalations {"subject":{"kind":"report","id":"{report}"},"level":"table","severity":"info","reason":5} | ? | ? | ? | -
            getEscalation | GET /escalations/{escalation} | ? | ? | ? |
            escalationTimeline | GET /escalations/{escalation}/timeline | ? | ? | ? |
            acknowledge | POST /escalations/{escalation}/acknowledgements {"note":5} | ? | ? | ? | -
            handOver | POST /escalations/{escalation}/hand-overs {} | ? | ? | ? | -
            commentEscalation | POST /escalations/{escalation}/comments {"text":5} | ? | ? | ? | -
            resolve | POST /escalations/{escalation}/resolutions {} | ? | ? | ? | -
            listDuties | GET /duties | ? | ? | - | -
            planDuty | PUT /duties/police/{code} {} | ? | ? | - | -
            listCandidates | GET /duties/police/{code}/candidates | ? | ? | - | items
            handOverDuty | POST /duties/police/{code}/hand-overs {} | ? | ? | - | -
            getNotificationAddress | GET /notification-address | * | - | - | -
            putNotificationAddress | PUT /notification-address {} | ? | - | - | -
            deleteNotificationAddress | DELETE /notification-address | * | - | - | -
            listNarratives | GET /narratives?limit=1000 | ? | ? | ? |
            reportNarrative | POST /narratives {"claim":5,"about":{"municipalities":["{code}"]}} | ? | ? | - | -
            importNarratives | POST /narratives/imports {} | ? | - | - | -
            getNarrative | GET /narratives/{narrative} | ? | ? | ? |
            amendNarrative | PATCH /narratives/{narrative} {"assessment":5} | ? | ? | ? | -
            narrativeTimeline | GET /narratives/{narrative}/timeline | ? | ? | ? |
            narrativeFacts | GET /narratives/{narrative}/facts | ? | ? | ? | findings
            similarNarratives | GET /narratives/{narrative}/similar | ? | ? | ? | items
            mergeIntoNarrative | POST /narratives/{narrative}/merges {"narratives":[]} | ? | ? | ? | -
            sightNarrative | POST /narratives/{narrative}/sightings {} | ? | ? | ? | -
            observeNarrative | POST /narratives/{narrative}/observations {} | ? | ? | ? | -
            addNarrativeSource | POST /narratives/{narrative}/sources {} | ? | ? | ? | -
            commentNarrative | POST /narratives/{narrative}/comments {"text":5} | ? | ? | ? | -
            getAttachment | GET /narratives/{narrative}/attachments/{sha} | ? | ? | ? |
            getArchivedText | GET /narratives/{narrative}/archived-texts/{text} | ? | ? | ? |
            responsesToNarrative | GET /narratives/{narrative}/responses | ? | ? | ? |
            proposeResponse | POST /narratives/{narrative}/responses {} | ? | ? | ? | -
            putAttachment | POST /attachments {} | ? | - | - | -
            listTechniques | GET /techniques | ? | - | - | T0023
            listPlatforms | GET /platforms | ? | - | - | Telegram
            listResponses | GET /responses?limit=1000 | ? | ? | ? |
            getResponse | GET /responses/{response} | ? | ? | ? |
            responseTimeline | GET /responses/{response}/timeline | ? | ? | ? | response-proposed
            responseLetter | GET /responses/{response}/letter | ? | ? | ? |
            reviseResponse | POST /responses/{response}/revisions {} | ? | ? | ? | -
            approveResponse | POST /responses/{response}/approvals {"seq":1} | ? | ? | ? | -
            rejectResponse | POST /responses/{response}/rejections {} | ? | ? | ? | -
            publishResponse | POST /responses/{response}/publications {} | ? | ? | ? | -
            sendResponse | POST /responses/{response}/dispatches {} | ? | ? | ? | -
            recordOutcome | POST /responses/{response}/outcomes {} | ? | ? | ? | -
            withdrawResponse | POST /responses/{response}/withdrawals {} | ? | ? | ? | -
            upholdResponse | POST /responses/{response}/confirmations {} | ? | ? | ? | -
            listReadings | GET /readings?limit=1000 | ? | - | - | items
            listNodes | GET /nodes | ? | - | - | items
            endSessions | DELETE /accounts/nobody-of-that-name/sessions | ? | - | - | -
            listStatements | GET /public/journal/statements | * | - | - | items
            listBatches | GET /public/journal/batches | * | - | - | -
            listStatementKeys | GET /public/journal/keys | * | - | - | keys
            listRebuttals | GET /public/rebuttals | * | - | - | -
            getRebuttal | GET /public/rebuttals/{response} | ? | ? | ? |
            getRegister | GET /public/register | * | - | - | -
            replayPicture | GET /picture/replay?from={from}&to={until}&frames=3 | ? | - | - | frames
            getPicture | GET /picture | ? | ? | ? |
            ticket | POST /live/tickets | ? | - | - | -
            live | GET /live | ? | - | - | -
            openapi | GET /openapi.json | * | - | - | operationId
            """;

    /** What lies at one place. */
    private record Things(String secret, Map<String, String> names) { }

    /** @param who by own place, other place, strict; {@code null} where it does not apply */
    private record Row(String operation, String method, String path, String body, List<String> who, String answer) { }

    private static final Map<String, Api> SESSIONS = new LinkedHashMap<>();
    private static Things own;
    private static Things other;
    private static Things strict;

    @BeforeAll
    static void whatThereIs() throws Exception {
        var here = TestHub.municipality(3);
        var there = TestHub.municipality(3);
        for (var letter : ACCOUNTS.entrySet()) SESSIONS.put(letter.getKey().toString(), TestHub.api().as(letter.getValue().formatted(here)));
        own = things(here, "GREEN", "Woord-eigen");
        other = things(there, "GREEN", "Woord-elders");
        strict = things(here, "AMBER+STRICT", "Woord-besloten");
    }

    private static String made(Api api, String path, String body) throws Exception {
        var answer = api.post(path, JSON, body);
        assertThat(answer.status()).as(() -> path + " " + answer.body()).isEqualTo(201);
        return answer.body().get("id").asText();
    }

    private static Things things(String code, String marking, String secret) throws Exception {
        var desk = TestHub.api().as("operator");
        var town = TestHub.api().as("municipality-" + code);
        var names = new LinkedHashMap<String, String>();
        var marked = ",\"marking\":\"" + marking + "\"";
        names.put("code", code);
        names.put("station", code + "-1");
        names.put("stationreport", town.report(code + "-1", "{\"waitingMinutes\":5,\"note\":\"" + secret + "\"}").body().get("id").asText());
        names.put("report", made(desk, "/reports", "{\"kind\":\"other\",\"text\":\"" + secret + "\",\"severity\":\"info\",\"station\":\"" + code + "-1\"" + marked + "}"));
        names.put("incident", made(desk, "/incidents", "{\"title\":\"" + secret + "\",\"reports\":[\"" + made(desk, "/reports", "{\"kind\":\"other\",\"text\":\"" + secret + "\",\"severity\":\"info\",\"station\":\"" + code + "-1\"" + marked + "}") + "\"]}"));
        var png = new byte[64];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A}, 0, png, 0, 8);
        System.arraycopy(secret.getBytes(StandardCharsets.US_ASCII), 0, png, 20, secret.length());
        names.put("sha", desk.post("/attachments", "image/png", png).body().get("sha256").asText());
        names.put("text", Hashes.sha256(secret));
        names.put("narrative", made(desk, "/narratives", "{\"claim\":\"" + secret + "\",\"kind\":\"safety-scare\",\"assertions\":[\"all-closed\"]" + marked + ",\"about\":{\"municipalities\":[\"" + code + "\"]},\"sightings\":[{\"platform\":\"X\",\"archivedText\":\"" + secret + "\",\"attachments\":[\"" + names.get("sha") + "\"]}]}"));
        names.put("response", made(desk, "/narratives/" + names.get("narrative") + "/responses", "{\"kind\":\"dsa-notice\",\"platform\":\"X\",\"url\":\"https://x.example/1\",\"ground\":\"threat\",\"grounds\":\"" + secret + "\",\"text\":\"" + secret + "\"}"));
        names.put("escalation", made(desk, "/escalations", "{\"subject\":{\"kind\":\"report\",\"id\":\"" + names.get("report") + "\"},\"level\":\"triangle\",\"severity\":\"attention\",\"reason\":\"" + secret + "\"}"));
        var hour = Instant.now().plusSeconds(3_600);
        names.put("limit", made(TestHub.api().as("mayor-" + code), "/municipalities/" + code + "/tolerance-limits", "{\"title\":\"" + secret + "\",\"stations\":[\"" + code + "-3\"],\"from\":\"" + Instant.now() + "\",\"until\":\"" + hour + "\"}"));
        var file = Stations.csv(code, 3, TestHub.DAY);
        names.put("import", town.post("/stations/imports", "text/csv", file).body().get("id").asText());
        names.put("preview", town.post("/stations/imports?preview=true", "text/csv", file).body().get("preview").asText());
        names.put("from", Instant.now().minusSeconds(600).toString());
        names.put("until", Instant.now().toString());
        names.put("random", UUID.randomUUID().toString());
        return new Things(secret, names);
    }

    private static List<Row> rows() {
        return MATRIX.lines().filter(line -> !line.isBlank()).map(line -> {
            var cells = line.split("\\|", -1);
            var asked = cells[1].strip().split(" ", 3);
            var who = List.of(cells[2].strip(), cells[3].strip(), cells[4].strip());
            return new Row(cells[0].strip(), asked[0], asked[1], asked.length > 2 ? asked[2] : null, who, cells.length > 5 ? cells[5].strip() : "");
        }).toList();
    }

    private static String filled(String template, Things things) {
        var filled = template.replace("{secret}", things.secret);
        for (var name : things.names.entrySet()) filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        return filled;
    }

    private static Map<String, JsonNode> operations() throws Exception {
        var operations = new TreeMap<String, JsonNode>();
        for (var path : TestHub.api().get("/openapi.json").body().get("paths").properties()) for (var method : path.getValue().properties()) {
            if (method.getValue().has("operationId")) operations.put(method.getValue().get("operationId").asText(), method.getValue());
        }
        return operations;
    }

    @Test
    void everyOperationIsInTheMatrix() throws Exception {
        assertThat(rows().stream().map(Row::operation)).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(rows().stream().map(Row::operation).toList())).isEqualTo(new TreeSet<>(operations().keySet()));
    }

    /** Who passes, by letter; and what nobody should have been told is told. */
    private static String passes(Row row, Things things, List<String> wrong) throws Exception {
        var passing = new StringBuilder();
        var path = filled(row.path, things);
        for (var session : SESSIONS.entrySet()) {
            var api = row.operation.equals("logOut") ? TestHub.api().as("admin") : session.getValue();
            var answer = row.body == null ? api.send(row.method, path) : api.send(row.method, path, filled(row.body, things));
            var said = new String(answer.raw().body(), StandardCharsets.UTF_8);
            var cell = session.getKey() + " " + row.method + " " + path;
            if (answer.status() >= 500 || answer.status() == 401 || answer.status() == 405) wrong.add(cell + ": " + answer.status() + " " + said);
            boolean refused = answer.status() == 403 || answer.status() == 404;
            boolean told = said.contains(row.answer.isEmpty() ? things.secret : filled(row.answer, things));
            boolean reads = row.method.equals("GET") && !row.answer.equals("-");
            if (refused && said.contains(things.secret)) wrong.add(cell + " is refused, and told: " + said);
            if (reads ? !refused && told : !refused) passing.append(session.getKey());
        }
        return passing.toString();
    }

    @Test
    void eachRoleGetsItsOwnAndNothingElse() throws Exception {
        var wrong = new ArrayList<String>();
        for (var row : rows()) {
            int place = 0;
            for (var things : List.of(own, other, strict)) {
                var expected = row.who.get(place++);
                if (expected.equals("-")) continue;
                var got = passes(row, things, wrong);
                var all = expected.equals("*") ? String.join("", SESSIONS.keySet()) : expected.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
                if (!got.equals(all)) wrong.add(row.operation + " " + List.of("own", "other", "strict").get(place - 1) + ": " + got + " and not " + all);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutASessionThereIsNothingButWhatIsPublic() throws Exception {
        var wrong = new ArrayList<String>();
        var operations = operations();
        for (var row : rows()) {
            var security = operations.get(row.operation).path("security");
            var answer = row.body == null ? TestHub.api().send(row.method, filled(row.path, own)) : TestHub.api().send(row.method, filled(row.path, own), filled(row.body, own));
            boolean isPublic = security.isArray() && security.isEmpty();
            if (isPublic ? answer.status() == 401 || answer.status() >= 500 : answer.status() != 401) wrong.add(row.operation + ": " + answer.status());
            if (new String(answer.raw().body(), StandardCharsets.UTF_8).contains(own.secret)) wrong.add(row.operation + " tells anybody");
        }
        assertThat(wrong).isEmpty();
    }
}
