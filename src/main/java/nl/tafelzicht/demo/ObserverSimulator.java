package nl.tafelzicht.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Observers of a synthetic day: they go from station to station, fill in their checklists and note what they see. One
 * is refused entry in the morning and one at the count, and two contradict each other about the same station. Uses the
 * public API only.
 */
final class ObserverSimulator {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final List<String> OBSERVERS = List.of(
            "observer-odihr",
            "observer-odihr.2",
            "observer-odihr.3",
            "observer-odihr.4",
            "observer-burgerwaarneming",
            "observer-burgerwaarneming.2");
    private static final List<String> ALL_DAY = List.of(
            "identity-checked",
            "one-in-a-booth",
            "two-proxies-at-most",
            "free-of-campaigning",
            "accessible",
            "could-watch-voting");
    private static final List<String> AT_THE_COUNT = List.of(
            "counted-by-hand",
            "could-watch-count",
            "voters-counted-first",
            "objections-noted",
            "outcome-said-aloud",
            "report-signed");
    private static final List<String> FINDINGS = List.of(
            "info Rustig, leden leggen kiezers goed uit wat te doen",
            "info Duidelijke bewegwijzering vanaf de straat",
            "info Het stembureau houdt de aantallen netjes bij op een lijst",
            "attention De drempel is te hoog voor een rolstoel; men helpt bij de zijdeur",
            "attention Een hokje staat zo dat van opzij mee te kijken is; op verzoek verzet",
            "info Een lid draagt een button van een partij, en deed die af toen dat gezegd werd");
    private static final String BEHIND_A_LINE = "Ik moet achter een lint blijven en kan de tafel niet zien";
    private static final String NO_ROOM = "De voorzitter zegt dat er geen plaats is voor waarnemers";

    private final Vertx vertx;
    private final Reporters reporters;
    private final Clock clock;
    private final Random random;
    private final Agenda agenda;
    private final List<String> towns;
    private final LocalDate day;
    /** Where observers of the first organisation are now. */
    private final List<String> present = new ArrayList<>();

    /** @param towns names of municipalities by their codes, those with the most stations first */
    ObserverSimulator(
            Vertx vertx, Reporters reporters, Clock clock, Map<String, String> towns, LocalDate day, long seed) {
        this.vertx = vertx;
        this.reporters = reporters;
        this.clock = clock;
        this.random = new Random(seed * 43);
        this.agenda = new Agenda(reporters, clock, random);
        this.towns = towns.values().stream().limit(12).toList();
        this.day = day;
    }

    void start() {
        for (int i = 0; i < OBSERVERS.size(); i++) {
            accredit(OBSERVERS.get(i), i);
        }
        agenda.start(vertx);
    }

    private Instant at(int hour, int minute) {
        return day.atStartOfDay(AMSTERDAM).toInstant().plus(Duration.ofMinutes(60L * hour + minute));
    }

    private static String organisation(String account) {
        return account.substring("observer-".length()).replaceFirst("\\.\\d+$", "");
    }

    private void accredit(String account, int number) {
        var terms = Map.of(
                "account", account,
                "organisation", organisation(account),
                "number", "W-" + (101 + number),
                "from", at(0, 0).toString(),
                "until", at(48, 0).toString());
        reporters.call("bzk", "POST", "/accreditations", terms).onSuccess(made -> {
            var first = at(7, 35).plus(agenda.minutes(0, 40));
            var begins = first.isBefore(clock.instant()) ? clock.instant().plus(agenda.minutes(0, 20)) : first;
            agenda.plan(begins, () -> go(account, made.get("id").asText()));
        });
    }

    /** Goes to a station of one of the larger towns; until late in the evening. */
    private void go(String account, String accreditation) {
        if (clock.instant().isAfter(at(23, 20))) {
            return;
        }
        var town = towns.get(random.nextInt(towns.size())).replace(" ", "%20");
        reporters
                .call(account, "GET", "/accreditations/" + accreditation + "/stations?text=" + town, null)
                .onSuccess(found -> {
                    var all = found.get("items");
                    if (all.isEmpty()) {
                        agenda.plan(agenda.minutes(20, 40), () -> go(account, accreditation));
                        return;
                    }
                    arrive(
                            account,
                            accreditation,
                            all.get(random.nextInt(all.size())).get("id").asText());
                });
    }

    private void arrive(String account, String accreditation, String anywhere) {
        boolean joins = !account.startsWith("observer-odihr") && !present.isEmpty() && random.nextInt(3) == 0;
        var station = joins ? present.get(random.nextInt(present.size())) : anywhere;
        var hindrance = hindrance(account);
        Map<String, Object> body = hindrance == null ? Map.of() : Map.of("hindered", hindrance);
        reporters
                .call(account, "POST", "/stations/" + station + "/visits", body)
                .onSuccess(made -> {
                    var visit = "/visits/" + made.get("id").asText();
                    if (hindrance != null) {
                        agenda.plan(
                                agenda.minutes(15, 30),
                                () -> reporters.call(account, "POST", visit + "/admissions", Map.of()));
                        agenda.plan(
                                agenda.minutes(8, 14),
                                () -> react(made, "De voorzitter is gebeld: u kunt naar binnen"));
                    }
                    stay(account, accreditation, visit, station, joins);
                })
                .onFailure(no -> agenda.plan(agenda.minutes(20, 40), () -> go(account, accreditation)));
    }

    /** One observer is refused entry in the morning, and one at the count. */
    private String hindrance(String account) {
        var now = clock.instant();
        if (account.equals("observer-odihr.2") && now.isAfter(at(10, 0)) && now.isBefore(at(11, 15))) {
            return NO_ROOM;
        }
        return account.equals("observer-burgerwaarneming") && now.isAfter(at(21, 50)) ? BEHIND_A_LINE : null;
    }

    private void react(JsonNode made, String words) {
        var code = made.at("/visit/place/municipality/code").asText();
        reporters.call(
                "municipality-" + code,
                "POST",
                "/visits/" + made.get("id").asText() + "/findings/1/reactions",
                Map.of("text", words));
    }

    private void stay(String account, String accreditation, String visit, String station, boolean joins) {
        if (account.startsWith("observer-odihr")) {
            present.add(station);
        }
        agenda.plan(agenda.minutes(3, 9), () -> reporters.call(account, "POST", visit + "/answers", answers(joins)));
        if (random.nextInt(3) == 0) {
            var finding = FINDINGS.get(random.nextInt(FINDINGS.size())).split(" ", 2);
            agenda.plan(
                    agenda.minutes(9, 18),
                    () -> reporters.call(
                            account, "POST", visit + "/findings", Map.of("severity", finding[0], "text", finding[1])));
        }
        agenda.plan(agenda.minutes(22, 35), () -> {
            present.remove(station);
            reporters.call(account, "POST", visit + "/departures", Map.of());
            agenda.plan(agenda.minutes(15, 40), () -> go(account, accreditation));
        });
    }

    /** @param joins whether another observer is present, whom this one contradicts in one answer */
    private Map<String, Object> answers(boolean joins) {
        boolean counting = clock.instant().isAfter(at(21, 10));
        var answers = new ArrayList<Map<String, String>>();
        for (var question : counting ? AT_THE_COUNT : ALL_DAY) {
            boolean otherwise = joins && question.equals(counting ? "could-watch-count" : "free-of-campaigning");
            answers.add(Map.of("question", question, "answer", otherwise || random.nextInt(40) == 0 ? "no" : "yes"));
        }
        if (!counting) {
            answers.add(Map.of("question", "members-present", "answer", random.nextInt(25) == 0 ? "2" : "4"));
        }
        return Map.of("answers", answers);
    }
}
