package nl.tafelzicht.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Events around the stations on a synthetic day, and the people who deal with it: passers-by and officials who report,
 * a desk that judges, triangles that agree limits and answer. Uses the public API only.
 *
 * <pre>a plan of acts, by the clock of the day ─► API ─► answer ─► the next acts</pre>
 */
final class IncidentSimulator {

    private static final int TRIANGLES = 14;
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "crowd",
                    22,
                    "Lange rij, mensen staan buiten",
                    "Wachtrij tot op de stoep",
                    "Mensen lopen weg omdat het te lang duurt"),
            new Kind(
                    "accessibility",
                    14,
                    "De lift werkt niet",
                    "Drempel te hoog voor een rolstoel",
                    "Geen stemhokje op lage hoogte"),
            new Kind("technical", 12, "Stembus klemt", "Geen stroom in de zaal", "Verlichting uitgevallen"),
            new Kind("supplies", 9, "Potloden bijna op", "Te weinig stemhokjes", "Kandidatenlijst ontbreekt"),
            new Kind(
                    "unrest",
                    12,
                    "Ruzie in de rij",
                    "Man roept tegen kiezers",
                    "Discussie bij de ingang over een legitimatiebewijs"),
            new Kind(
                    "demonstration",
                    9,
                    "Groep met spandoeken bij de ingang",
                    "Demonstranten zingen voor de deur",
                    "Actievoerders delen folders uit"),
            new Kind(
                    "proxy-canvassing",
                    5,
                    "Man vraagt om volmachten op het plein",
                    "Iemand gaat langs de deuren voor stempassen"),
            new Kind(
                    "foreign-interference",
                    3,
                    "Bericht in groepsapp: ga niet stemmen",
                    "Telefoontje met het verzoek thuis te blijven"),
            new Kind("access-blocked", 2, "Auto's voor de ingang", "Hek dicht"),
            new Kind("doxing", 2, "Adres van een kandidaat gedeeld"),
            new Kind("violence", 1, "Duw- en trekwerk bij de ingang"),
            new Kind("other", 9, "Kiezer in verwarring over de ingang", "Posters te dicht bij het stembureau"));

    private final Vertx vertx;
    private final Reporters reporters;
    private final Clock clock;
    private final List<String> stations;
    private final Instant until;
    private final Random random;
    private final Agenda agenda;
    private final Set<String> answered = new HashSet<>();
    private final Set<String> judged = new HashSet<>();
    private boolean looking;

    /** @param weight how often it occurs, in per cent */
    private record Kind(String word, int weight, String... texts) {}

    /** @param until when people go home */
    IncidentSimulator(Vertx vertx, Reporters reporters, Clock clock, List<String> stations, Instant until, long seed) {
        this.vertx = vertx;
        this.reporters = reporters;
        this.clock = clock;
        this.stations = stations;
        this.until = until;
        this.random = new Random(seed * 17);
        this.agenda = new Agenda(reporters, clock, random);
    }

    void start() {
        var now = clock.instant();
        var places = stations.stream()
                .map(s -> s.substring(0, 6))
                .distinct()
                .sorted(Comparator.comparingLong((String m) ->
                        -stations.stream().filter(s -> s.startsWith(m)).count()))
                .limit(TRIANGLES)
                .toList();
        for (var place : places) {
            agenda.plan(now.plusSeconds(random.nextInt(600)), () -> agreeLimit(place));
        }
        for (var place : places) {
            agenda.plan(
                    now.plus(agenda.minutes(15, 200)), () -> demonstrate(place + "-" + (1 + random.nextInt(3)), 30));
        }
        agenda.plan(now.plus(agenda.minutes(2, 4)), this::somebodyReports);
        agenda.plan(now.plus(agenda.minutes(1, 2)), this::answerEscalations);
        agenda.plan(now.plus(agenda.minutes(2, 3)), this::judgeReports);
        agenda.start(vertx);
    }

    private void agreeLimit(String place) {
        var now = clock.instant();
        var terms = Map.of(
                "title",
                "Rond de stembureaus in het centrum",
                "stations",
                List.of(place + "-1", place + "-2", place + "-3"),
                "radiusMetres",
                400,
                "minimumDistanceMetres",
                25,
                "maximumParticipants",
                100,
                "amplifiedSound",
                false,
                "from",
                now.toString(),
                "until",
                now.plus(Duration.ofHours(18)).toString(),
                "measures",
                List.of(
                        Map.of("who", "politie", "what", "houdt de ingang vrij en wijst een andere plek"),
                        Map.of("who", "gemeente", "what", "verwijst kiezers naar stembureaus in de buurt")));
        var path = "/municipalities/" + place + "/tolerance-limits";
        reporters.call("mayor-" + place, "POST", path, terms).onSuccess(made -> {
            for (var party : List.of("police-", "prosecutor-")) {
                agenda.plan(
                        now.plus(agenda.minutes(4, 20)),
                        () -> reporters.call(
                                party + place,
                                "POST",
                                path + "/" + made.get("id").asText() + "/agreements",
                                Map.of("revision", 1)));
            }
        });
    }

    /** A demonstration that grows, sometimes beyond an agreed limit, and ends. */
    private void demonstrate(String station, int people) {
        if (clock.instant().isAfter(until)) {
            return;
        }
        var report = new LinkedHashMap<String, Object>(Map.of(
                "kind",
                "demonstration",
                "station",
                station,
                "text",
                "Demonstratie, nu ongeveer " + people + " mensen",
                "headCount",
                people,
                "distanceMetres",
                20 + random.nextInt(50),
                "amplifiedSound",
                random.nextInt(6) == 0));
        reporters.call("municipality-" + station.substring(0, 6), "POST", "/reports", report);
        if (random.nextInt(4) > 0 && people < 400) {
            agenda.plan(
                    clock.instant().plus(agenda.minutes(12, 25)),
                    () -> demonstrate(station, people + 15 + random.nextInt(50)));
        } else {
            agenda.plan(
                    clock.instant().plus(agenda.minutes(60, 180)),
                    () -> demonstrate(station.substring(0, 7) + (1 + random.nextInt(3)), 20));
        }
    }

    private void somebodyReports() {
        if (clock.instant().isAfter(until)) {
            return;
        }
        agenda.plan(clock.instant().plusSeconds(60 + random.nextInt(240)), this::somebodyReports);
        int left = random.nextInt(100);
        for (var kind : KINDS) {
            left -= kind.weight;
            if (left >= 0) {
                continue;
            }
            var station = stations.get(random.nextInt(stations.size()));
            var text = kind.texts[random.nextInt(kind.texts.length)];
            sent(kind.word, station, text);
            return;
        }
    }

    private Future<JsonNode> sent(String kind, String station, String text) {
        var place = station.substring(0, 6);
        if (random.nextInt(5) < 2) {
            return reporters.call(
                    null, "POST", "/public/reports", Map.of("kind", kind, "text", text, "municipality", place));
        }
        return switch (random.nextInt(3)) {
            case 0 -> reporters.call("chair-" + station, "POST", "/reports", Map.of("kind", kind, "text", text));
            case 1 ->
                reporters.call(
                        "operator",
                        "POST",
                        "/reports",
                        Map.of("kind", kind, "text", text, "station", station, "source", "phone"));
            default ->
                reporters.call(
                        "municipality-" + place,
                        "POST",
                        "/reports",
                        Map.of(
                                "kind",
                                kind,
                                "text",
                                text,
                                "station",
                                station,
                                "severity",
                                random.nextInt(6) == 0 ? "urgent" : "attention"));
        };
    }

    /** The desk looks at new reports. */
    private void judgeReports() {
        agenda.plan(clock.instant().plusSeconds(90), this::judgeReports);
        reporters.call("operator", "GET", "/reports?state=new&limit=200", null).onSuccess(found -> {
            for (var report : found.get("items")) {
                if (judged.add(report.get("id").asText())) {
                    judge(report.get("id").asText());
                }
            }
        });
    }

    /** Judges most of the reports, after some minutes. */
    private void judge(String report) {
        int chance = random.nextInt(10);
        var path = "/reports/" + report;
        var at = clock.instant().plus(agenda.minutes(3, 25));
        if (chance < 4) {
            agenda.plan(at, () -> reporters
                    .call("operator", "POST", "/incidents", Map.of("reports", List.of(report), "verified", true))
                    .onSuccess(made -> follow(made.get("id").asText())));
        } else if (chance < 7) {
            agenda.plan(
                    at,
                    () -> reporters.call(
                            "operator",
                            "POST",
                            path + "/dismissals",
                            Map.of("reason", "Nagevraagd bij de gemeente: opgelost of niet gezien")));
        } else {
            agenda.plan(at, () -> reporters.call("operator", "POST", path + "/readings", Map.of()));
        }
    }

    private void follow(String incident) {
        var path = "/incidents/" + incident;
        agenda.plan(
                clock.instant().plus(agenda.minutes(1, 6)),
                () -> reporters.call("operator", "PATCH", path, Map.of("assignee", "operator")));
        agenda.plan(
                clock.instant().plus(agenda.minutes(15, 40)),
                () -> reporters.call("operator", "PATCH", path, Map.of("state", "contained")));
        agenda.plan(
                clock.instant().plus(agenda.minutes(45, 90)),
                () -> reporters.call(
                        "operator", "PATCH", path, Map.of("state", "closed", "reason", "Afgehandeld ter plaatse")));
    }

    /** The addressed people answer most escalations in time; a few go unanswered and move up a level. */
    private void answerEscalations() {
        agenda.plan(clock.instant().plusSeconds(45), this::answerEscalations);
        if (looking) {
            return;
        }
        looking = true;
        reporters
                .call("operator", "GET", "/escalations?state=open&limit=300", null)
                .onComplete(found -> {
                    looking = false;
                    if (found.failed()) {
                        return;
                    }
                    for (var e : found.result().get("items")) {
                        var key =
                                e.get("id").asText() + e.at("/addressee/level").asText();
                        if (!e.has("deadline") || !answered.add(key) || random.nextInt(8) == 0) {
                            continue;
                        }
                        long left = Duration.between(
                                        clock.instant(),
                                        Instant.parse(e.get("deadline").asText()))
                                .toSeconds();
                        agenda.plan(
                                clock.instant().plusSeconds((long) (left * (0.1 + 0.7 * random.nextDouble()))),
                                () -> acknowledge(e));
                    }
                });
    }

    private void acknowledge(JsonNode e) {
        var roles = e.at("/addressee/roles");
        var role = roles.get(random.nextInt(roles.size())).asText();
        var account = role.equals("table-operator")
                ? "operator"
                : role.equals("table-member")
                        ? "bzk"
                        : role + "-" + e.at("/municipality/code").asText();
        var path = "/escalations/" + e.get("id").asText();
        reporters
                .call(account, "POST", path + "/acknowledgements", Map.of())
                .onSuccess(done -> agenda.plan(
                        clock.instant().plus(agenda.minutes(15, 60)),
                        () -> reporters.call(
                                account, "POST", path + "/resolutions", Map.of("reason", "Situatie is rustig"))));
    }
}
