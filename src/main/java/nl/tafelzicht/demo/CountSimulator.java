package nl.tafelzicht.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import nl.tafelzicht.demo.SyntheticCount.Counted;

/**
 * The night after a synthetic day and the next morning: municipalities say how they count, publish provisional figures,
 * hold sessions and send count files. The files of four municipalities contain two planted errors each, which somebody
 * finds and a corrigendum corrects; a rumour follows. Uses the public API only.
 */
final class CountSimulator {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final int PLANTED = 4;
    private static final List<String> REASONS = List.of(
            "Nu met alle stembureaus", "Een stembureau was dubbel opgeteld", "Doorrekening vervangen door tellingen");
    private static final int REPORTED = 8;
    private static final List<String> REPORTS = List.of(
            "counting-irregularity Er wordt geteld met de deur dicht",
            "counting-irregularity Een stapel stembiljetten ligt onbewaakt in de gang",
            "observer-hindered Ik moest achter een lint blijven en kon niets zien",
            "counting-irregularity Twee tellers hebben ruzie over een stapel");
    private static final List<String> OBJECTIONS = List.of(
            "De stapel van lijst 3 werd niet hardop geteld.",
            "Toeschouwers stonden te ver van de tafel om mee te kijken.",
            "Er werd begonnen met tellen voordat de kiezers buiten waren.");

    private final Vertx vertx;
    private final Reporters reporters;
    private final Random random;
    private final Agenda agenda;
    private final Map<String, String> towns;
    private final LocalDate day;
    private final long seed;
    private final String election;

    /**
     * @param towns names of municipalities by their codes, those with the most stations first
     * @param election that is counted, by its id
     */
    CountSimulator(
            Vertx vertx,
            Reporters reporters,
            Clock clock,
            Map<String, String> towns,
            LocalDate day,
            long seed,
            String election) {
        this.vertx = vertx;
        this.reporters = reporters;
        this.random = new Random(seed * 41);
        this.agenda = new Agenda(reporters, clock, random);
        this.towns = towns;
        this.day = day;
        this.seed = seed;
        this.election = election;
    }

    void start() {
        int place = 0;
        for (var town : towns.entrySet()) {
            boolean isPlanted = place++ < PLANTED;
            agenda.plan(
                    at(20, 0).plus(agenda.minutes(0, 50)), () -> announce(town.getKey(), town.getValue(), isPlanted));
        }
        var places = towns.keySet().stream().limit(REPORTED).toList();
        for (var town : places) {
            agenda.plan(
                    at(21, 30).plus(agenda.minutes(0, 150)),
                    () -> tell(town, REPORTS.get(random.nextInt(REPORTS.size()))));
        }
        agenda.plan(
                at(33, 30),
                () -> tell(
                        places.get(0), "count-error Stembureau 7: kandidaat 3 van lijst 2 staat op 0, op papier 41"));
        agenda.start(vertx);
    }

    /**
     * Submits a report with the public form.
     *
     * @param report its kind, and its words
     */
    private void tell(String town, String report) {
        var parts = report.split(" ", 2);
        reporters.call(
                null, "POST", "/public/reports", Map.of("kind", parts[0], "text", parts[1], "municipality", town));
    }

    /** A moment on the evening; hours from 24 on are on the next day. */
    private Instant at(int hour, int minute) {
        return day.atStartOfDay(AMSTERDAM).toInstant().plus(Duration.ofMinutes(60L * hour + minute));
    }

    private void announce(String code, String name, boolean isPlanted) {
        boolean central = !isPlanted && random.nextInt(10) < 4;
        var expected = central ? at(37, 0) : at(25, 0).plus(agenda.minutes(0, 240));
        reporters
                .call(
                        "municipality-" + code,
                        "POST",
                        "/municipalities/" + code + "/counts",
                        Map.of(
                                "election",
                                election,
                                "electionName",
                                "Provinciale Staten 2027",
                                "method",
                                central ? "central" : "decentral",
                                "expectedBy",
                                expected.toString()))
                .onSuccess(made -> {
                    var path = "/counts/" + made.at("/count/id").asText();
                    session(code, name, path);
                    if (random.nextInt(40) > 0) {
                        agenda.plan(at(22, 0).plus(agenda.minutes(0, 230)), () -> publish(code, path, true));
                    }
                    var file = isPlanted
                            ? at(24, 20).plus(agenda.minutes(0, 30))
                            : central
                                    ? at(34, 0).plus(agenda.minutes(0, 180))
                                    : at(24, 30).plus(agenda.minutes(0, 240));
                    agenda.plan(file, () -> count(code, name, path, isPlanted, false));
                });
    }

    private void session(String code, String name, String path) {
        var begins = at(33, 0).plus(Duration.ofMinutes(30L * random.nextInt(5)));
        var account = "municipality-" + code;
        reporters
                .call(
                        account,
                        "POST",
                        path + "/sessions",
                        Map.of("at", begins.toString(), "place", "Stadhuis " + name + ", raadzaal"))
                .onSuccess(planned -> {
                    if (random.nextInt(60) == 0) {
                        return; // a session that nobody opens is shown as missed
                    }
                    agenda.plan(begins.plusSeconds(random.nextInt(600)), () -> change(account, path, "open"));
                    agenda.plan(begins.plus(agenda.minutes(60, 150)), () -> change(account, path, "closed"));
                });
    }

    private void change(String account, String path, String status) {
        reporters.call(account, "POST", path + "/sessions/1/changes", Map.of("status", status));
    }

    /** At first for some stations, extrapolated; sometimes published again, with a reason. */
    private void publish(String code, String path, boolean isFirst) {
        stations(code, all -> {
            var figures = new LinkedHashMap<String, Object>(Map.of(
                    "where",
                    "website van de gemeente",
                    "stations",
                    isFirst ? Math.max(1, all.size() * 3 / 5) : all.size(),
                    "of",
                    Math.max(1, all.size()),
                    "extrapolated",
                    isFirst));
            if (!isFirst) {
                figures.put("reason", REASONS.get(random.nextInt(REASONS.size())));
            }
            reporters.call("municipality-" + code, "POST", path + "/provisional-figures", figures);
            if (isFirst && random.nextInt(8) == 0) {
                agenda.plan(agenda.minutes(40, 120), () -> publish(code, path, false));
            }
        });
    }

    private void stations(String code, Consumer<List<Counted>> then) {
        reporters
                .call("municipality-" + code, "GET", "/stations?municipality=" + code + "&limit=2000", null)
                .onSuccess(found -> {
                    var all = new ArrayList<Counted>();
                    for (var s : found.get("items")) {
                        all.add(new Counted(
                                s.get("number").asInt(),
                                s.get("name").asText(),
                                number(s.path("eligibleVoters")),
                                number(s.path("votersAdmitted"))));
                    }
                    then.accept(all);
                });
    }

    /** The number for the election that is counted, where there are several elections. */
    private int number(JsonNode value) {
        return (value.isObject() ? value.path(election) : value).asInt(0);
    }

    private void count(String code, String name, String path, boolean isPlanted, boolean corrigendum) {
        stations(code, all -> {
            var created = day.plusDays(1) + (corrigendum ? "T03:00:00" : "T00:30:00");
            var xml = new SyntheticCount(code, name, election, seed, isPlanted).xml(all, created, corrigendum);
            reporters
                    .file("municipality-" + code, "/counts/imports", "application/xml", Buffer.buffer(xml))
                    .onSuccess(taken -> {
                        if (isPlanted && !corrigendum) {
                            agenda.plan(agenda.minutes(15, 25), () -> mind(code, name, path));
                        }
                        if (isPlanted && corrigendum) {
                            agenda.plan(agenda.minutes(20, 40), () -> doubt(code, name));
                        }
                    });
        });
    }

    /** Deals with the findings: one is explained, for the other a recount is ordered; a corrigendum follows. */
    private void mind(String code, String name, String path) {
        var account = "municipality-" + code;
        reporters.call(account, "GET", path + "/findings?state=open", null).onSuccess(found -> {
            for (var f : found.get("items")) {
                boolean isSwitched = f.get("code").asText().equals("P.switched-candidates");
                var act = path + "/findings/" + f.get("id").asInt() + (isSwitched ? "/recounts" : "/explanations");
                reporters.call(
                        account,
                        "POST",
                        act,
                        Map.of(
                                "text",
                                isSwitched
                                        ? "Beide stapels worden herteld"
                                        : "Verschil nagegaan in het proces-verbaal"));
            }
            reporters.call(
                    account,
                    "POST",
                    path + "/objections",
                    Map.of(
                            "occasion",
                            "count",
                            "station",
                            code + "-4",
                            "at",
                            at(22, 10).toString(),
                            "text",
                            OBJECTIONS.get(random.nextInt(OBJECTIONS.size()))));
            agenda.plan(agenda.minutes(100, 150), () -> count(code, name, path, true, true));
        });
    }

    private void doubt(String code, String name) {
        reporters.call(
                "partner-nieuwscheckers",
                "POST",
                "/narratives",
                Map.of(
                        "claim",
                        "De uitslag van " + name + " is vannacht veranderd",
                        "kind",
                        "result-doubt",
                        "assertions",
                        List.of("result-changed"),
                        "about",
                        Map.of("municipalities", List.of(code)),
                        "sightings",
                        List.of(Map.of(
                                "platform",
                                "X",
                                "url",
                                "https://x.example/telling",
                                "archivedText",
                                "De uitslag van " + name + " is vannacht veranderd"))));
    }
}
