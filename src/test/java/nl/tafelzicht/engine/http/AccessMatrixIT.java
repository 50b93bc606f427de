package nl.tafelzicht.engine.http;

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
import nl.tafelzicht.engine.archive.Hashes;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.CountXml;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may see and do what: every operation of the API's own document, by every role, at a place of their own, at
 * another, and with what is marked for the table alone. An operation that is not in the table fails. To read is to be
 * given the words; to be refused is 403 or 404 and not one of them; to do is to get past the door, whatever is then
 * said of the (wrong) body.
 */
class AccessMatrixIT {

    private static final String JSON = "application/json";

    /**
     * By letter: operator, member of the table from a ministry, auditor, mayor, police, public prosecutor,
     * municipality, chair, partner, observer (a <i>waarnemer</i>), who runs the hub.
     */
    private static final Map<Character, String> ACCOUNTS = new TreeMap<>(Map.ofEntries(
            Map.entry('o', "operator"),
            Map.entry('b', "bzk"),
            Map.entry('a', "auditor"),
            Map.entry('m', "mayor-%s"),
            Map.entry('p', "police-%s"),
            Map.entry('r', "prosecutor-%s"),
            Map.entry('g', "municipality-%s"),
            Map.entry('c', "chair-%s-1"),
            Map.entry('x', "partner-x"),
            Map.entry('w', "observer-%s"),
            Map.entry('d', "admin")));

    /**
     * Operation; how it is asked (its body behind the path); who gets it at a place of their own, at another place, and
     * when it is marked AMBER+STRICT; and what is then in the answer. A dash: that does not apply. A star: everyone;
     * nobody: nobody.
     */
    private static final String MATRIX = """
            logIn | POST /sessions {"username":"operator","password":"demo"} | * | - | - | -
            currentSession | GET /sessions/current | * | - | - | -
            logOut | DELETE /sessions/current | * | - | - | -
            renewSession | POST /sessions/current/renewals | abcdgmoprwx | - | - | -
            listElections | GET /elections?limit=1000 | abcgmoprwx | - | - | items
            importElection | POST /elections/imports {} | go | - | - | -
            getElection | GET /elections/MX2027 | abcgmoprwx | - | - | MX2027
            enterElection | PUT /elections/MX2027 {} | go | - | - | -
            electionTimeline | GET /elections/MX2027/timeline | abcgmoprwx | - | - | election-defined
            listStations | GET /stations?limit=1000&municipality={code} | abcgmopr | abo | - | {station}
            getTurnout | GET /turnout?municipality={code} | abcgmopr | abo | - | stationsThatSaid
            listImports | GET /stations/imports?limit=100 | abgo | abo | - | {import}
            importStations | POST /stations/imports {} | g | - | - | -
            getMunicipalityContact | GET /municipalities/{code}/contact | go | o | - | stemmen@example.org
            eraseMunicipalityContact | DELETE /municipalities/{code}/contact | go | o | - | -
            importSources | GET /stations/imports/sources | g | - | - | -
            confirmImport | POST /stations/imports/{preview}/confirmations {"withdraw":false} | g | nobody | - | -
            reverseImport | POST /stations/imports/{import}/reversals {"reason":"x"} | g | nobody | - | -
            getStation | GET /stations/{station} | abcgmopr | abo | - | {station}
            reportStation | POST /stations/{station}/reports {} | cgm | nobody | - | -
            getReport | GET /stations/{station}/reports/{stationreport} | abcgmopr | abo | - | {stationreport}
            stationTimeline | GET /stations/{station}/timeline?related=true&limit=500 | abcgmopr | abo | o |
            decideResumption | POST /stations/{station}/resumptions {} | cgm | nobody | - | -
            sameHall | GET /stations/{station}/same-hall | abcgmopr | abo | - | items
            nearestOpen | GET /stations/{station}/nearest-open | abcgmopr | abo | - | items
            listReports | GET /reports?limit=1000 | abgmopr | abo | o |
            submitReport | POST /reports {"kind":"other","text":"x","severity":"info","station":"{station}"} | \
            bcgmoprwx | bowx | - | -
            getSubmittedReport | GET /reports/{report} | abgmopr | abo | o |
            recategoriseReport | PATCH /reports/{report} {"severity":"info"} | go | o | o | -
            reportTimeline | GET /reports/{report}/timeline | abgmopr | abo | o |
            nearDuplicates | GET /reports/{report}/near-duplicates | abgmopr | abo | o | items
            reporterContact | GET /reports/{report}/contact | nobody | nobody | nobody | items
            readReport | POST /reports/{report}/readings {} | abgmopr | abo | o | -
            dismissReport | POST /reports/{report}/dismissals {} | go | o | o | -
            pickUpReport | POST /reports/{report}/pickups {} | go | o | o | -
            restoreReport | POST /reports/{report}/restorations {"reason":"x"} | go | o | o | -
            submitPublicReport | POST /public/reports {} | * | - | - | -
            publicReport | GET /public/reports/{report} | nobody | - | nobody |
            addToPublicReport | POST /public/reports/{report}/additions {"text":"x"} | nobody | - | nobody | -
            listIncidents | GET /incidents?limit=1000 | abgmopr | abo | o |
            openIncident | POST /incidents {"reports":["{loose}"]} | go | o | o | -
            getIncident | GET /incidents/{incident} | abgmopr | abo | o |
            amendIncident | PATCH /incidents/{incident} {"title":5} | go | o | o | -
            incidentTimeline | GET /incidents/{incident}/timeline | abgmopr | abo | o |
            mergeIntoIncident | POST /incidents/{incident}/merges {"reports":[]} | go | o | o | -
            splitIncident | POST /incidents/{incident}/splits {"reports":["x"]} | go | o | o | -
            commentIncident | POST /incidents/{incident}/comments {"text":5} | bgmopr | bo | o | -
            listLimits | GET /municipalities/{code}/tolerance-limits | abgmopr | abo | - |
            proposeLimit | POST /municipalities/{code}/tolerance-limits {} | mpr | nobody | - | -
            getLimit | GET /municipalities/{code}/tolerance-limits/{limit} | abgmopr | abo | - |
            changeLimit | PUT /municipalities/{code}/tolerance-limits/{limit} {} | mpr | nobody | - | -
            limitTimeline | GET /municipalities/{code}/tolerance-limits/{limit}/timeline | abgmopr | abo | - | \
            tolerance-limit-proposed
            agreeLimit | POST /municipalities/{code}/tolerance-limits/{limit}/agreements {"revision":99} | mpr \
            | nobody | - | -
            withdrawLimit | POST /municipalities/{code}/tolerance-limits/{limit}/withdrawals {} | mpr | nobody | - | -
            listEscalations | GET /escalations?limit=1000 | abgmopr | abo | o |
            raiseEscalation | POST /escalations \
            {"subject":{"kind":"report","id":"{loose}"},"level":"table","severity":"info","reason":"x"} | \
            bgmopr | bo | o | -
            getEscalation | GET /escalations/{escalation} | abgmopr | abo | o |
            escalationTimeline | GET /escalations/{escalation}/timeline | abgmopr | abo | o |
            acknowledge | POST /escalations/{escalation}/acknowledgements {"note":5} | bgmopr | bo | o | -
            handOver | POST /escalations/{escalation}/hand-overs {} | bmopr | bo | o | -
            commentEscalation | POST /escalations/{escalation}/comments {"text":5} | bgmopr | bo | o | -
            resolve | POST /escalations/{escalation}/resolutions {} | bmopr | bo | o | -
            listCounts | GET /counts?limit=1000 | abgmopr | abo | - | {count}
            importCount | POST /counts/imports {} | go | - | - | -
            getCount | GET /counts/{count} | abgmopr | abo | - | {count}
            countTimeline | GET /counts/{count}/timeline | abgmopr | abo | - | count-announced
            listFindings | GET /counts/{count}/findings | abgmopr | abo | - | items
            explainFinding | POST /counts/{count}/findings/1/explanations {"text":5} | bgo | bo | - | -
            recountFinding | POST /counts/{count}/findings/1/recounts {"text":5} | bgo | bo | - | -
            countChanges | GET /counts/{count}/changes | abgmopr | abo | - | changed
            protocolTable | GET /counts/{count}/protocol/a.csv | abgmopr | abo | - | Versie
            checkFingerprint | POST /counts/{count}/fingerprint-checks {} | bgo | bo | - | -
            announceCount | POST /municipalities/{code}/counts {} | bgo | bo | - | -
            planSession | POST /counts/{count}/sessions {} | bgo | bo | - | -
            replanSession | PUT /counts/{count}/sessions/1 {} | bgo | bo | - | -
            changeSession | POST /counts/{count}/sessions/1/changes {} | bgo | bo | - | -
            publishProvisional | POST /counts/{count}/provisional-figures {} | bgo | bo | - | -
            listObjections | GET /counts/{count}/objections | abgmopr | abo | - | items
            noteObjection | POST /counts/{count}/objections {} | bgo | bo | - | -
            answerObjection | POST /counts/{count}/objections/1/reactions {"text":5} | bgo | bo | - | -
            listOfficialReports | GET /counts/{count}/reports | abgmopr | abo | - | missing
            archiveReport | POST /counts/{count}/reports {} | bgo | bo | - | -
            getOfficialReport | GET /counts/{count}/reports/{sha} | nobody | nobody | nobody |
            seekReport | POST /counts/{count}/reports/{sha}/checks {} | bgo | bo | - | -
            announceReAdd | POST /counts/{count}/re-add {} | bgo | bo | - | -
            drawReAdd | POST /counts/{count}/re-add/draws {} | bgo | bo | - | -
            recordReAdd | POST /counts/{count}/re-add/lists/1 {} | bgo | bo | - | -
            publicManifest | GET /public/counts/{count}/manifest | * | * | - | .eml.xml
            listAccreditations | GET /accreditations?limit=1000 | abgmow | abo | - | {accreditation}
            giveAccreditation | POST /accreditations \
            {"account":"observer-x","organisation":"x","number":"1","municipalities":["{code}"],\
            "from":"2027-01-02T00:00:00Z","until":"2027-01-01T00:00:00Z"} | bgmo | bo | - | -
            getAccreditation | GET /accreditations/{accreditation} | abgmow | abo | - |
            accreditationTimeline | GET /accreditations/{accreditation}/timeline | abgmow | abo | - | \
            accreditation-given
            findStations | GET /accreditations/{accreditation}/stations?text={code}-1 | abgmow | abo | - | {station}
            withdrawAccreditation | POST /accreditations/{spare}/withdrawals {"reason":"x"} | bgmo | bo | - | -
            listVisits | GET /visits?limit=1000 | abgmow | abo | - | {visit}
            getVisit | GET /visits/{visit} | abgmow | abo | - |
            visitTimeline | GET /visits/{visit}/timeline | abgmow | abo | - |
            visitedStation | GET /visits/{visit}/station | w | nobody | - | {station}
            arrive | POST /stations/{station}/visits {} | w | nobody | - | -
            answerChecklist | POST /visits/{visit}/answers {"answers":[{"question":"open","answer":"out"}]} \
            | w | nobody | - | -
            noteFinding | POST /visits/{visit}/findings {"text":"x","observedAt":"2020-01-01T00:00:00Z"} \
            | w | nobody | - | -
            noteHindrance | POST /visits/{visit}/hindrances {"text":"x","observedAt":"2020-01-01T00:00:00Z"} \
            | w | nobody | - | -
            noteAdmission | POST /visits/{visit}/admissions {} | w | nobody | - | -
            leave | POST /visits/{visit}/departures {"observedAt":"2020-01-01T00:00:00Z"} | w | nobody | - | -
            listBallots | GET /ballots?municipality={code} | abcgmoprwx | abcgmoprwx | - | items
            listCouriers | GET /couriers?limit=1000 | abcgmopr | abo | - | {courier}
            requestCourier | POST /couriers {"from":"{station}","to":"{station}","ballots":1} | go | o | - | -
            getCourier | GET /couriers/{courier} | abcgmopr | abo | - |
            courierTimeline | GET /couriers/{courier}/timeline | abcgmopr | abo | - |
            courierLeft | POST /couriers/{courier}/departures {"observedAt":"2020-01-01T00:00:00Z"} \
            | cgo | o | - | -
            courierArrived | POST /couriers/{courier}/arrivals {"observedAt":"2020-01-01T00:00:00Z"} \
            | cgo | o | - | -
            cancelCourier | POST /couriers/{courier}/cancellations {"reason":"x"} | go | o | - | -
            reactToFinding | POST /visits/{visit}/findings/1/reactions {"text":"x"} | bgmo | bo | - | -
            publicTimeStamp | GET /public/counts/{count}/stamps/{sha}.tsr | nobody | nobody | - | -
            listDuties | GET /duties | abgmopr | abo | - |
            planDuty | PUT /duties/police/{code} {} | bgmopr | bo | - | -
            listCandidates | GET /duties/police/{code}/candidates | bgmopr | bo | - | items
            handOverDuty | POST /duties/police/{code}/hand-overs {} | bgmopr | bo | - | -
            getNotificationAddress | GET /notification-address | * | - | - | -
            putNotificationAddress | PUT /notification-address {} | abcgmoprwx | - | - | -
            deleteNotificationAddress | DELETE /notification-address | * | - | - | -
            listNarratives | GET /narratives?limit=1000 | abgmopr | abo | o |
            reportNarrative | POST /narratives \
            {"claim":"x","kind":"safety-scare","about":{"municipalities":["{code}"]}} | bgmoprx | box | - | -
            importNarratives | POST /narratives/imports {} | bgmoprx | - | - | -
            getNarrative | GET /narratives/{narrative} | abgmopr | abo | o |
            amendNarrative | PATCH /narratives/{narrative} {"assessment":5} | bo | bo | o | -
            narrativeTimeline | GET /narratives/{narrative}/timeline | abgmopr | abo | o |
            narrativeFacts | GET /narratives/{narrative}/facts | abgmopr | abo | o | findings
            similarNarratives | GET /narratives/{narrative}/similar | abgmopr | abo | o | items
            mergeIntoNarrative | POST /narratives/{narrative}/merges {"narratives":[]} | bo | bo | o | -
            sightNarrative | POST /narratives/{narrative}/sightings {} | bgmopr | bo | o | -
            observeNarrative | POST /narratives/{narrative}/observations {} | bgmopr | bo | o | -
            addNarrativeSource | POST /narratives/{narrative}/sources {} | bgmopr | bo | o | -
            commentNarrative | POST /narratives/{narrative}/comments {"text":5} | bgmopr | bo | o | -
            getAttachment | GET /narratives/{narrative}/attachments/{sha} | abgmopr | abo | o |
            getArchivedText | GET /narratives/{narrative}/archived-texts/{text} | abgmopr | abo | o |
            responsesToNarrative | GET /narratives/{narrative}/responses | abgmopr | abo | o |
            proposeResponse | POST /narratives/{narrative}/responses {} | bo | bo | o | -
            putAttachment | POST /attachments {} | bgmoprx | - | - | -
            listTechniques | GET /techniques | abcdgmoprwx | - | - | T0023
            listPlatforms | GET /platforms | abcdgmoprwx | - | - | Telegram
            listResponses | GET /responses?limit=1000 | abgmopr | abo | o |
            getResponse | GET /responses/{response} | abgmopr | abo | o |
            responseTimeline | GET /responses/{response}/timeline | abgmopr | abo | o | response-proposed
            responseLetter | GET /responses/{response}/letter | abgmopr | abo | o |
            reviseResponse | POST /responses/{response}/revisions {} | bo | bo | o | -
            approveResponse | POST /responses/{response}/approvals {"seq":1} | b | b | nobody | -
            rejectResponse | POST /responses/{response}/rejections {} | b | b | nobody | -
            publishResponse | POST /responses/{response}/publications {} | bo | bo | o | -
            sendResponse | POST /responses/{response}/dispatches {} | bo | bo | o | -
            recordOutcome | POST /responses/{response}/outcomes {} | bo | bo | o | -
            withdrawResponse | POST /responses/{response}/withdrawals {} | bo | bo | o | -
            upholdResponse | POST /responses/{response}/confirmations {} | bo | bo | o | -
            listReadings | GET /readings?limit=1000 | a | - | - | items
            listNodes | GET /nodes | d | - | - | items
            listSettings | GET /settings | d | - | - | items
            showStorage | GET /storage | d | - | - | bounds
            listChairLogIns | GET /stations/{station}/log-ins | g | nobody | - | items
            giveChairLogIn | POST /stations/{station}/log-ins {} | g | nobody | - | password
            makeSpreadsheet | POST /spreadsheets {"title":"x","columns":["a"],"rows":[]} | abcdgmoprwx | - | - | -
            listAccounts | GET /accounts | ad | - | - | items
            addAccount | POST /accounts {} | d | - | - | -
            changeAccount | PUT /accounts/operator {} | d | - | - | -
            removeAccount | DELETE /accounts/operator | d | - | - | -
            resetPassword | POST /accounts/operator/passwords {} | d | - | - | -
            listAccountChanges | GET /accounts/operator/changes | ad | - | - | items
            endSessions | DELETE /accounts/nobody-of-that-name/sessions | d | - | - | -
            listStatements | GET /public/journal/statements | * | - | - | items
            listBatches | GET /public/journal/batches | * | - | - | -
            listStatementKeys | GET /public/journal/keys | * | - | - | keys
            publicCounts | GET /public/counts | * | - | - | items
            listRebuttals | GET /public/rebuttals | * | - | - | -
            getRebuttal | GET /public/rebuttals/{response} | nobody | nobody | nobody |
            getRegister | GET /public/register | * | - | - | -
            replayPicture | GET /picture/replay?from={from}&to={until}&frames=3 | abcgmoprwx | - | - | frames
            getPicture | GET /picture | abcgmoprw | abo | o |
            ticket | POST /live/tickets | abcgmoprwx | - | - | -
            live | GET /live | * | - | - | -
            openapi | GET /openapi.json | * | - | - | operationId
            """;

    /** What lies at one place. */
    private record Things(String secret, Map<String, String> names) {}

    /** @param who by own place, other place, strict; {@code null} where it does not apply */
    private record Row(String operation, String method, String path, String body, List<String> who, String answer) {}

    private static final Map<String, Api> SESSIONS = new LinkedHashMap<>();
    private static Things own;
    private static Things other;
    private static Things strict;

    @BeforeAll
    static void whatThereIs() throws Exception {
        var here = TestHub.municipality(3);
        var there = TestHub.municipality(3);
        for (var letter : ACCOUNTS.entrySet()) {
            SESSIONS.put(
                    letter.getKey().toString(),
                    TestHub.api().as(letter.getValue().formatted(here)));
        }
        assertThat(TestHub.api()
                        .as("operator")
                        .send(
                                "PUT",
                                "/elections/MX2027",
                                "{\"name\":\"x\",\"category\":\"PS\",\"date\":\"2027-03-17\"}")
                        .status())
                .isEqualTo(200);
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
        var open = marking.equals("GREEN") ? secret : "Woord-open"; // for what bears no marking
        names.put("code", code);
        names.put("station", code + "-1");
        names.put(
                "stationreport",
                town.report(code + "-1", "{\"waitingMinutes\":5,\"note\":\"" + open + "\"}")
                        .body()
                        .get("id")
                        .asText());
        names.put(
                "report",
                made(
                        desk,
                        "/reports",
                        "{\"kind\":\"other\",\"text\":\"" + secret + "\",\"severity\":\"info\",\"station\":\"" + code
                                + "-1\"" + marked + "}"));
        names.put(
                "loose",
                made(
                        desk,
                        "/reports",
                        "{\"kind\":\"other\",\"text\":\"" + secret + "\",\"severity\":\"info\",\"station\":\"" + code
                                + "-2\"" + marked + "}"));
        names.put(
                "incident",
                made(
                        desk,
                        "/incidents",
                        "{\"title\":\"" + secret + "\",\"reports\":[\""
                                + made(
                                        desk,
                                        "/reports",
                                        "{\"kind\":\"other\",\"text\":\"" + secret
                                                + "\",\"severity\":\"info\",\"station\":\"" + code + "-1\"" + marked
                                                + "}")
                                + "\"]}"));
        var png = new byte[64];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A}, 0, png, 0, 8);
        System.arraycopy(secret.getBytes(StandardCharsets.US_ASCII), 0, png, 20, secret.length());
        names.put(
                "sha",
                desk.post("/attachments", "image/png", png).body().get("sha256").asText());
        names.put("text", Hashes.sha256(secret));
        names.put(
                "narrative",
                made(
                        desk,
                        "/narratives",
                        "{\"claim\":\"" + secret + "\",\"kind\":\"safety-scare\",\"assertions\":[\"all-closed\"]"
                                + marked + ",\"about\":{\"municipalities\":[\"" + code
                                + "\"]},\"sightings\":[{\"platform\":\"X\",\"archivedText\":\"" + secret
                                + "\",\"attachments\":[\"" + names.get("sha") + "\"]}]}"));
        names.put(
                "response",
                made(
                        desk,
                        "/narratives/" + names.get("narrative") + "/responses",
                        "{\"kind\":\"dsa-notice\",\"platform\":\"X\",\"url\":\"https://x.example/1\","
                                + "\"ground\":\"threat\",\"grounds\":\""
                                + secret + "\",\"text\":\"" + secret + "\"}"));
        names.put(
                "escalation",
                made(
                        desk,
                        "/escalations",
                        "{\"subject\":{\"kind\":\"report\",\"id\":\"" + names.get("report")
                                + "\"},\"level\":\"triangle\",\"severity\":\"attention\",\"reason\":\"" + secret
                                + "\"}"));
        var hour = Instant.now().plusSeconds(3_600);
        names.put(
                "limit",
                made(
                        TestHub.api().as("mayor-" + code),
                        "/municipalities/" + code + "/tolerance-limits",
                        "{\"title\":\"" + open + "\",\"stations\":[\"" + code + "-3\"],\"from\":\"" + Instant.now()
                                + "\",\"until\":\"" + hour + "\"}"));
        if (marking.equals("GREEN")) {
            assertThat(desk.send(
                                    "PUT",
                                    "/duties/police/" + code,
                                    "{\"shifts\":[{\"account\":\"police-" + code + "\",\"name\":\"" + open
                                            + "\",\"from\":\"" + Instant.now().minusSeconds(60) + "\",\"until\":\""
                                            + hour + "\"}]}")
                            .status())
                    .isEqualTo(200);
        }
        var file = Stations.csv(code, 3, TestHub.DAY).replace("Stembureau 2", "Bureau " + open);
        names.put(
                "import",
                town.post("/stations/imports", "text/csv", file)
                        .body()
                        .get("id")
                        .asText());
        names.put(
                "preview",
                town.post("/stations/imports?preview=true", "text/csv", file)
                        .body()
                        .get("preview")
                        .asText());
        town.post("/municipalities/" + code + "/counts", JSON, "{\"election\":\"AM2027\"}");
        for (int votes = 50; votes < 52; votes++) {
            var count = CountXml.of(code, "AM2027", "2027-03-18T09:00:00", votes);
            assertThat(town.post("/counts/imports", "application/xml", count).status())
                    .isEqualTo(200);
        }
        if (marking.equals("GREEN")) {
            observed(names, code, open);
            var trip = "{\"to\":\"" + code + "-1\",\"ballots\":100,\"note\":\"" + open + "\"}";
            names.put("courier", made(TestHub.api().as("operator"), "/couriers", trip));
        }
        names.put("count", "AM2027-" + code);
        names.put("from", Instant.now().minusSeconds(600).toString());
        names.put("until", Instant.now().toString());
        names.put("random", UUID.randomUUID().toString());
        return new Things(secret, names);
    }

    /** An observer is at the station. */
    private static void observed(Map<String, String> names, String code, String secret) throws Exception {
        var terms = "{\"account\":\"observer-" + code + "\",\"organisation\":\"" + code + "\",\"number\":\"" + secret
                + "\",\"municipalities\":[\"" + code + "\"],\"from\":\"" + Instant.now() + "\",\"until\":\""
                + Instant.now().plusSeconds(3_600) + "\"}";
        var desk = TestHub.api().as("operator");
        names.put("accreditation", made(desk, "/accreditations", terms));
        names.put("spare", made(desk, "/accreditations", terms));
        var observer = TestHub.api().as("observer-" + code);
        names.put("visit", made(observer, "/stations/" + code + "-1/visits", "{}"));
        assertThat(observer.post("/visits/" + names.get("visit") + "/findings", JSON, "{\"text\":\"" + secret + "\"}")
                        .status())
                .isEqualTo(201);
    }

    private static List<Row> rows() {
        return MATRIX.lines()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    var cells = line.split("\\|", -1);
                    var asked = cells[1].strip().split(" ", 3);
                    var who = List.of(cells[2].strip(), cells[3].strip(), cells[4].strip());
                    return new Row(
                            cells[0].strip(),
                            asked[0],
                            asked[1],
                            asked.length > 2 ? asked[2] : null,
                            who,
                            cells.length > 5 ? cells[5].strip() : "");
                })
                .toList();
    }

    private static String filled(String template, Things things) {
        var filled = template.replace("{secret}", things.secret);
        for (var name : things.names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    private static Map<String, JsonNode> operations() throws Exception {
        var operations = new TreeMap<String, JsonNode>();
        for (var path : TestHub.api().get("/openapi.json").body().get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (method.getValue().has("operationId")) {
                    operations.put(method.getValue().get("operationId").asText(), method.getValue());
                }
            }
        }
        return operations;
    }

    @Test
    void everyOperationIsInTheMatrix() throws Exception {
        assertThat(rows().stream().map(Row::operation)).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(rows().stream().map(Row::operation).toList()))
                .isEqualTo(new TreeSet<>(operations().keySet()));
    }

    /** Who passes, by letter; and what nobody should have been told is told. */
    private static String passes(Row row, Things things, List<String> wrong) throws Exception {
        var passing = new StringBuilder();
        var path = filled(row.path, things);
        for (var session : SESSIONS.entrySet()) {
            var api = row.operation.equals("logOut") ? TestHub.api().as("admin") : session.getValue();
            var answer = row.body == null
                    ? api.send(row.method, path)
                    : api.send(row.method, path, filled(row.body, things));
            var said = new String(answer.raw().body(), StandardCharsets.UTF_8);
            var cell = session.getKey() + " " + row.method + " " + path;
            if (answer.status() >= 500 || answer.status() == 401 || answer.status() == 405) {
                wrong.add(cell + ": " + answer.status() + " " + said);
            }
            boolean refused = answer.status() == 403
                    || answer.status() == 404
                    || answer.status() == 400
                            && (said.contains("there is no such") || said.contains("is not a report"));
            boolean told = said.contains(row.answer.isEmpty() ? things.secret : filled(row.answer, things));
            boolean reads = row.method.equals("GET") && !row.answer.equals("-");
            if (refused && said.contains(things.secret)) {
                wrong.add(cell + " is refused, and told: " + said);
            }
            if (reads ? !refused && told : !refused) {
                passing.append(session.getKey());
            }
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
                if (expected.equals("-")) {
                    continue;
                }
                var got = passes(row, things, wrong);
                var all = expected.equals("nobody")
                        ? ""
                        : expected.equals("*")
                                ? String.join("", SESSIONS.keySet())
                                : expected.chars()
                                        .sorted()
                                        .mapToObj(Character::toString)
                                        .collect(Collectors.joining());
                if (!got.equals(all)) {
                    wrong.add(row.operation + " "
                            + List.of("own", "other", "strict").get(place - 1) + ": " + got + " and not " + all);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Two municipalities of one electoral district. */
    @Test
    void theGiversMunicipalityReportsThatATripHasLeftAndNothingElse() throws Exception {
        var giver = inDistrict("7");
        var receiver = inDistrict("7");
        var uninvolved = inDistrict("7");
        var trip = "{\"from\":\"" + giver + "-1\",\"to\":\"" + receiver + "-1\",\"ballots\":5}";
        var path = "/couriers/" + made(TestHub.api().as("operator"), "/couriers", trip);
        var steps = Map.of(
                "/departures", "{\"observedAt\":\"2020-01-01T00:00:00Z\"}",
                "/arrivals", "{\"observedAt\":\"2020-01-01T00:00:00Z\"}",
                "/cancellations", "{\"reason\":\"x\"}");
        // a moment before the trip was requested is wrong, which is said to whoever may report it
        var answers = new TreeMap<String, Integer>();
        for (var account : Map.of("giver", giver, "receiver", receiver, "uninvolved", uninvolved)
                .entrySet()) {
            for (var step : List.of("/departures", "/arrivals")) {
                answers.put(
                        account.getKey() + step,
                        TestHub.api()
                                .as("municipality-" + account.getValue())
                                .post(path + step, JSON, steps.get(step))
                                .status());
            }
        }
        answers.put(
                "giver/cancellations",
                TestHub.api()
                        .as("municipality-" + giver)
                        .post(path + "/cancellations", JSON, steps.get("/cancellations"))
                        .status());
        assertThat(answers)
                .isEqualTo(new TreeMap<>(Map.of(
                        "giver/departures", 400,
                        "giver/arrivals", 403,
                        "giver/cancellations", 403,
                        "receiver/departures", 400,
                        "receiver/arrivals", 400,
                        "uninvolved/departures", 404,
                        "uninvolved/arrivals", 404)));
        var left = TestHub.api().as("municipality-" + giver).post(path + "/departures", JSON, "{}");
        assertThat(left.status()).isEqualTo(201);
        assertThat(TestHub.api()
                        .as("municipality-" + giver)
                        .get(path)
                        .body()
                        .get("steps")
                        .get(1)
                        .get("role")
                        .asText())
                .isEqualTo("municipality");
    }

    private static String inDistrict(String district) throws Exception {
        var code = TestHub.municipality(1);
        var file = Stations.csv(code, 1, TestHub.DAY).lines().toList();
        var answer = TestHub.api()
                .as("municipality-" + code)
                .post(
                        "/stations/imports",
                        "text/csv",
                        file.get(0) + ";Kieskring ID\n" + file.get(1) + ";" + district + "\n");
        assertThat(answer.status()).isEqualTo(200);
        return code;
    }

    @Test
    void withoutASessionThereIsNothingButWhatIsPublic() throws Exception {
        var wrong = new ArrayList<String>();
        var operations = operations();
        for (var row : rows()) {
            var security = operations.get(row.operation).path("security");
            var answer = row.body == null
                    ? TestHub.api().send(row.method, filled(row.path, own))
                    : TestHub.api().send(row.method, filled(row.path, own), filled(row.body, own));
            boolean isPublic = security.isArray() && security.isEmpty();
            boolean isFeed =
                    row.operation.equals("live") && answer.status() == 426; // whoever does not come with a WebSocket
            if (isPublic ? answer.status() == 401 || answer.status() >= 500 : answer.status() != 401 && !isFeed) {
                wrong.add(row.operation + ": " + answer.status());
            }
            if (new String(answer.raw().body(), StandardCharsets.UTF_8).contains(own.secret)) {
                wrong.add(row.operation + " tells anybody");
            }
        }
        assertThat(wrong).isEmpty();
    }
}
