package nl.tafelzicht.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Narratives of a synthetic day, and the narrative desk that works on them: fact-checkers alert, a narrative spreads,
 * one member of the desk drafts a response and another approves it. Uses the public API only.
 */
final class NarrativeSimulator {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Europe/Amsterdam"));

    private static final List<String> PARTNERS =
            List.of("partner-nieuwscheckers", "partner-meldpunt", "partner-platformwacht");
    private static final List<String> PLATFORMS =
            List.of("X", "TikTok", "Facebook", "Telegram", "YouTube", "Instagram");
    private static final List<Claim> CLAIMS = List.of(
            new Claim(
                    "safety-scare",
                    "Gewapende mannen bij de stembureaus in {town}, alles is dicht!",
                    List.of("all-closed", "violence"),
                    "T0023.001"),
            new Claim(
                    "safety-scare",
                    "Gevechten voor de deur in {town}, ga niet stemmen",
                    List.of("violence", "unrest"),
                    "T0087.002"),
            new Claim("suppression", "In {town} staan ze uren in de rij, blijf thuis", List.of("long-waits"), "T0019"),
            new Claim(
                    "process-fairness",
                    "Stembiljetten zijn op in {town}, expres te weinig gedrukt",
                    List.of("no-ballots"),
                    "T0042"),
            new Claim("suppression", "Je mag morgen ook nog stemmen, doe het rustig aan", List.of(), "T0023"),
            new Claim(
                    "process-fairness",
                    "Stembureaus in {town} worden gesloten zodra er een controle komt",
                    List.of("some-closed"),
                    "T0022.002"),
            new Claim("result-doubt", "De uitslag ligt al vast, tellen is voor de vorm", List.of(), "T0022.001"));
    private static final List<Claim> AT_NIGHT = List.of(
            new Claim(
                    "result-doubt",
                    "In {town} mag niemand bij het tellen kijken",
                    List.of("counted-in-secret"),
                    "T0022.002"),
            new Claim(
                    "result-doubt",
                    "In {town} zijn meer stemmen geteld dan er kiezers zijn",
                    List.of("more-votes-than-voters"),
                    "T0023"),
            new Claim(
                    "process-fairness",
                    "Computers tellen de stemmen, niet mensen",
                    List.of("counted-by-machines"),
                    "T0022"));

    private final Vertx vertx;
    private final Reporters reporters;
    private final Clock clock;
    private final Instant until;
    private final List<String> towns;
    private final Random random;
    private final Agenda agenda;
    private final Set<String> handled = new HashSet<>();
    private final Map<String, Long> views = new HashMap<>();

    private record Claim(String kind, String text, List<String> assertions, String technique) {}

    /**
     * @param towns names of municipalities by their codes, those with the most stations first
     * @param until the moment at which what is said turns from voting to the count
     */
    NarrativeSimulator(
            Vertx vertx, Reporters reporters, Clock clock, Map<String, String> towns, Instant until, long seed) {
        this.vertx = vertx;
        this.reporters = reporters;
        this.clock = clock;
        this.until = until;
        this.towns = towns.entrySet().stream()
                .limit(40)
                .map(e -> e.getKey() + " " + e.getValue())
                .toList();
        this.random = new Random(seed * 31);
        this.agenda = new Agenda(reporters, clock, random);
    }

    void start() {
        agenda.plan(agenda.minutes(70, 110), this::somebodyAlerts);
        agenda.plan(agenda.minutes(3, 5), this::mindChallenges);
        agenda.start(vertx);
    }

    private void somebodyAlerts() {
        agenda.plan(agenda.minutes(25, 70), this::somebodyAlerts);
        var said = clock.instant().isAfter(until) ? AT_NIGHT : CLAIMS;
        var claim = said.get(random.nextInt(said.size()));
        var town = towns.get(random.nextInt(Math.min(towns.size(), 12)));
        boolean local = claim.text.contains("{town}");
        var platform = PLATFORMS.get(random.nextInt(PLATFORMS.size()));
        var text = claim.text.replace("{town}", town.substring(7));
        var alert = new LinkedHashMap<String, Object>(Map.of(
                "claim",
                text,
                "kind",
                claim.kind,
                "assertions",
                claim.assertions,
                "techniques",
                List.of(claim.technique),
                "sightings",
                List.of(Map.of(
                        "platform",
                        platform,
                        "url",
                        "https://" + platform.toLowerCase(java.util.Locale.ROOT) + ".example/"
                                + random.nextInt(100_000),
                        "archivedText",
                        text))));
        if (local) {
            alert.put("about", Map.of("municipalities", List.of(town.substring(0, 6))));
        }
        reporters
                .call(PARTNERS.get(random.nextInt(PARTNERS.size())), "POST", "/narratives", alert)
                .onSuccess(made -> {
                    var id = made.get("id").asText();
                    views.put(id, 50L + random.nextInt(400));
                    agenda.plan(agenda.minutes(2, 6), () -> spread(id, 9));
                    agenda.plan(agenda.minutes(5, 15), () -> assess(id, platform, local));
                });
    }

    private void spread(String id, int left) {
        var now = views.merge(id, 0L, (seen, none) -> (long) (seen * (1.1 + random.nextDouble())));
        reporters.call("operator", "POST", "/narratives/" + id + "/observations", Map.of("views", now));
        if (left > 0) {
            agenda.plan(agenda.minutes(6, 20), () -> spread(id, left - 1));
        }
    }

    private void assess(String id, String platform, boolean local) {
        reporters
                .call(
                        "operator",
                        "PATCH",
                        "/narratives/" + id,
                        Map.of("state", "assessed", "assessment", "Nagegaan bij de gemeente."))
                .onSuccess(done -> reporters
                        .call("operator", "GET", "/narratives/" + id + "/facts", null)
                        .onSuccess(facts -> {
                            if (local && facts.path("standing").asText().equals("contradicted")) {
                                agenda.plan(agenda.minutes(1, 4), () -> rebut(id, facts));
                            } else if (random.nextInt(5) == 0
                                    && !platform.equals("X")
                                    && !platform.equals("Telegram")) {
                                agenda.plan(agenda.minutes(1, 4), () -> flag(id, platform));
                            } else {
                                agenda.plan(
                                        agenda.minutes(2, 8),
                                        () -> propose(
                                                id,
                                                Map.of(
                                                        "kind",
                                                        "monitor",
                                                        "text",
                                                        "Klein bereik; herhalen maakt het groter."),
                                                null));
                            }
                        }));
    }

    private void rebut(String id, JsonNode facts) {
        var open = facts.get("facts").get(0);
        propose(
                id,
                Map.of(
                        "kind",
                        "rebuttal",
                        "title",
                        "Dit is er zo",
                        "text",
                        "Om " + TIME.format(Instant.parse(facts.get("at").asText())) + " waren "
                                + open.get("count").asInt() + " van de "
                                + open.get("of").asInt() + " stembureaus open.",
                        "channels",
                        List.of("rijksoverheid.nl", "gemeente"),
                        "cites",
                        List.of("open", "violence-verified")),
                "publications");
    }

    private void flag(String id, String platform) {
        propose(
                id,
                Map.of(
                        "kind",
                        "trusted-flag",
                        "platform",
                        platform,
                        "url",
                        "https://" + platform.toLowerCase(java.util.Locale.ROOT) + ".example/1",
                        "ground",
                        "misleading-on-voting",
                        "grounds",
                        "Houdt kiezers van het stembureau weg.",
                        "proportionality",
                        "Een weerlegging bereikt deze kijkers niet op tijd."),
                "dispatches");
    }

    /** One member drafts a response, another approves it, and then it is carried out. */
    private void propose(String id, Map<String, ?> response, String carryOut) {
        reporters
                .call("operator", "POST", "/narratives/" + id + "/responses", response)
                .onSuccess(made -> {
                    var path = "/responses/" + made.get("id").asText();
                    agenda.plan(agenda.minutes(2, 9), () -> reporters
                            .call(
                                    random.nextBoolean() ? "bzk" : "vng",
                                    "POST",
                                    path + "/approvals",
                                    Map.of("seq", made.get("seq").asLong()))
                            .onSuccess(approved -> {
                                if (carryOut == null) {
                                    return;
                                }
                                agenda.plan(agenda.minutes(1, 3), () -> reporters
                                        .call("operator", "POST", path + "/" + carryOut, Map.of())
                                        .onSuccess(done -> {
                                            if (carryOut.equals("dispatches")) {
                                                agenda.plan(
                                                        agenda.minutes(20, 60),
                                                        () -> reporters.call(
                                                                "operator",
                                                                "POST",
                                                                path + "/outcomes",
                                                                Map.of(
                                                                        "decision",
                                                                        random.nextBoolean()
                                                                                ? "labelled"
                                                                                : "no-action")));
                                            }
                                        }));
                            }));
                });
    }

    private void mindChallenges() {
        agenda.plan(agenda.minutes(3, 5), this::mindChallenges);
        reporters
                .call("operator", "GET", "/responses?kind=rebuttal&state=published&limit=100", null)
                .onSuccess(found -> {
                    for (var r : found.get("items")) {
                        if (r.has("challenge")
                                && handled.add(r.get("id").asText()
                                        + r.at("/challenge/seq").asText())) {
                            agenda.plan(
                                    agenda.minutes(2, 10),
                                    () -> reporters.call(
                                            "operator",
                                            "POST",
                                            "/responses/" + r.get("id").asText() + "/confirmations",
                                            Map.of("reason", "Nagegaan: de strekking klopt nog")));
                        }
                    }
                });
    }
}
