package nl.tafelzicht.subject.narrative.domain;

import static nl.tafelzicht.support.Fold.NOON;
import static nl.tafelzicht.support.Fold.UTRECHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentCommand;
import nl.tafelzicht.subject.incident.domain.IncidentDecider;
import nl.tafelzicht.subject.incident.domain.IncidentStatus;
import nl.tafelzicht.subject.narrative.domain.Fact.Key;
import nl.tafelzicht.subject.narrative.domain.Finding.Standing;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import nl.tafelzicht.subject.station.domain.Ballots;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;
import nl.tafelzicht.support.Fold;
import nl.tafelzicht.support.Situations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is so, beside what is said: each part of a claim by each situation that can decide it. */
class GroundTruthTest {

    private static final Duration SILENCE = Duration.ofMinutes(90);
    private long seq;

    private EventMetadata at(Instant when, String who) {
        seq++;
        return new EventMetadata(seq, new UUID(3, seq), 1, when, who);
    }

    /** A station of which was said so, so many minutes ago; nothing at all when the status is expected. */
    private Station station(int number, Status status, int minutesAgo, Integer waiting, Ballots ballots) {
        var station = Station.evolve(
                null,
                new StationEvent.Registered(Fold.entry("GM0344-" + number, UTRECHT), new UUID(1, 1)),
                at(NOON.minusSeconds(86_400), "town"));
        if (status == Status.EXPECTED) {
            return station;
        }
        var steps = status == Status.COUNTED
                ? List.of(Status.OPEN, Status.CLOSED, Status.COUNTING, Status.COUNTED)
                : status == Status.OPEN ? List.of(Status.OPEN) : List.of(Status.OPEN, status);
        for (var step : steps) {
            boolean last = step == steps.get(steps.size() - 1);
            station = Station.evolve(
                    station,
                    new StationEvent.Reported(
                            new StatusReport(
                                    step,
                                    last ? waiting : null,
                                    null,
                                    null,
                                    null,
                                    last ? ballots : null,
                                    last ? "note" : null,
                                    null,
                                    null),
                            Role.STATION_CHAIR,
                            null),
                    at(NOON.minusSeconds(minutesAgo * 60L), "chair-" + number));
        }
        return station;
    }

    private Station open(int number, int minutesAgo) {
        return station(number, Status.OPEN, minutesAgo, null, null);
    }

    private Report report(String id, ReportKind kind, Tlp marking, Boolean overLimit) {
        var content = new ReportContent(
                kind,
                "text",
                Severity.ATTENTION,
                null,
                null,
                UTRECHT,
                null,
                null,
                null,
                null,
                null,
                null,
                Source.ON_SITE,
                marking,
                marking.isForNamed() ? Set.of("x") : Set.of(),
                null,
                overLimit,
                null);
        return Report.evolve(
                null, id, new ReportEvent.Submitted(content, Role.POLICE), at(NOON.minusSeconds(300), "police-1"));
    }

    private Report report(String id, ReportKind kind) {
        return report(id, kind, Tlp.GREEN, null);
    }

    private Incident incident(String id, Report of, IncidentStatus status) {
        var opened = Situations.event(IncidentDecider.decide(
                null,
                new IncidentCommand.Open(
                        List.of(of), Severity.URGENT, "title", status != IncidentStatus.REPORTED, Role.TABLE_OPERATOR),
                NOON));
        var incident = Incident.evolve(null, id, opened, at(NOON.minusSeconds(200), "desk"));
        if (incident.status() == status) {
            return incident;
        }
        return Incident.evolve(
                incident,
                id,
                Situations.event(IncidentDecider.decide(
                        incident,
                        new IncidentCommand.Amend(status, null, null, null, null, "because", Role.TABLE_OPERATOR),
                        NOON)),
                at(NOON.minusSeconds(100), "desk"));
    }

    private Facts facts(
            List<Station> stations, List<Report> reports, List<Incident> incidents, Assertion... assertions) {
        return GroundTruth.of(
                stations,
                reports,
                incidents,
                List.of(),
                List.of(),
                List.of(assertions),
                GroundTruth::isForMany,
                99,
                NOON,
                SILENCE);
    }

    private Standing standing(
            Assertion assertion, List<Station> stations, List<Report> reports, List<Incident> incidents) {
        return facts(stations, reports, incidents, assertion).findings().get(0).standing();
    }

    private static Fact fact(Facts facts, Key key) {
        return facts.facts().stream().filter(f -> f.key() == key).findFirst().orElseThrow();
    }

    /**
     * Each word is a station: open, stale (open, not heard of for longer than the limit), silent (nothing was ever
     * said), suspended, closed by a report, counted.
     */
    private List<Station> stations(String words) {
        var stations = new ArrayList<Station>();
        for (var word : words.isBlank() ? new String[0] : words.split(" ")) {
            int number = stations.size() + 1;
            stations.add(
                    switch (word) {
                        case "open" -> open(number, 10);
                        case "stale" -> open(number, 91);
                        case "silent" -> station(number, Status.EXPECTED, 0, null, null);
                        case "suspended" -> station(number, Status.SUSPENDED, 10, null, null);
                        case "closed" -> station(number, Status.CLOSED, 10, null, null);
                        case "long" -> station(number, Status.OPEN, 10, 60, null);
                        case "short" -> station(number, Status.OPEN, 10, 59, null);
                        case "stalelong" -> station(number, Status.OPEN, 91, 90, null);
                        case "out" -> station(number, Status.OPEN, 10, null, Ballots.OUT);
                        case "low" -> station(number, Status.OPEN, 10, null, Ballots.LOW);
                        default -> throw new IllegalArgumentException(word);
                    });
        }
        return stations;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "open silent suspended, contradicted",
        "stale stale, undecided",
        "stale suspended, undecided",
        "suspended closed, confirmed",
        "suspended silent, undecided",
        "silent, undecided",
        "'', undecided",
        "closed, confirmed"
    })
    void thatAllAreClosed(String stations, String standing) {
        assertThat(standing(Assertion.ALL_CLOSED, stations(stations), List.of(), List.of()))
                .hasToString(standing);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "open open, contradicted",
        "open stale, undecided",
        "open silent, undecided",
        "open suspended, confirmed",
        "open closed, confirmed",
        "'', undecided",
        "stale suspended, confirmed"
    })
    void thatSomeAreClosed(String stations, String standing) {
        assertThat(standing(Assertion.SOME_CLOSED, stations(stations), List.of(), List.of()))
                .hasToString(standing);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "short short, contradicted",
        "long short, confirmed",
        "open short, undecided",
        "stalelong short, undecided",
        "stalelong, undecided",
        "'', undecided",
        "suspended, undecided",
        "suspended short, contradicted",
        "long stale, confirmed"
    })
    void thatOneWaitsForHours(String stations, String standing) {
        assertThat(standing(Assertion.LONG_WAITS, stations(stations), List.of(), List.of()))
                .hasToString(standing);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "open open, contradicted",
        "open low, contradicted",
        "open out, confirmed",
        "open stale, undecided",
        "open silent, undecided",
        "'', undecided",
        "stale out, confirmed",
        "open suspended, undecided"
    })
    void thatThereAreNoBallots(String stations, String standing) {
        assertThat(standing(Assertion.NO_BALLOTS, stations(stations), List.of(), List.of()))
                .hasToString(standing);
    }

    private static Stream<ReportKind> kindsOf(Assertion assertion) {
        return switch (assertion) {
            case VIOLENCE -> Stream.of(ReportKind.VIOLENCE, ReportKind.THREAT);
            case ACCESS_BLOCKED -> Stream.of(ReportKind.ACCESS_BLOCKED);
            case UNREST -> Stream.of(ReportKind.UNREST, ReportKind.DEMONSTRATION);
            default -> Stream.of(ReportKind.COUNTING_IRREGULARITY, ReportKind.OBSERVER_HINDERED);
        };
    }

    /**
     * Violence, a blocked entrance, unrest: what the desk established confirms, what was only reported decides nothing,
     * and fresh word of all that are open, with nobody speaking of it, contradicts.
     */
    @ParameterizedTest
    @CsvSource({"VIOLENCE", "ACCESS_BLOCKED", "UNREST"})
    void thatSomethingHappened(Assertion assertion) {
        for (var kind : (Iterable<ReportKind>) kindsOf(assertion)::iterator) {
            var said = report("r", kind);
            assertThat(standing(assertion, stations("open open"), List.of(said), List.of()))
                    .as("reported: " + kind)
                    .isEqualTo(Standing.UNDECIDED);
            for (var status : IncidentStatus.values()) {
                boolean established = status == IncidentStatus.VERIFIED
                        || status == IncidentStatus.CONTAINED
                        || status == IncidentStatus.CLOSED;
                assertThat(standing(assertion, stations("open"), List.of(), List.of(incident("i", said, status)))
                                == Standing.CONFIRMED)
                        .as(kind + " " + status)
                        .isEqualTo(established);
            }
        }
        assertThat(standing(assertion, stations("open open suspended"), List.of(), List.of()))
                .isEqualTo(Standing.CONTRADICTED);
        assertThat(standing(assertion, stations("open stale"), List.of(), List.of()))
                .as("one was not heard of")
                .isEqualTo(Standing.UNDECIDED);
        assertThat(standing(assertion, stations("suspended"), List.of(), List.of()))
                .as("none is open")
                .isEqualTo(Standing.UNDECIDED);
        assertThat(standing(assertion, List.of(), List.of(), List.of())).isEqualTo(Standing.UNDECIDED);
        for (var other : ReportKind.values()) {
            if (kindsOf(assertion).anyMatch(k -> k == other)) {
                continue;
            }
            assertThat(standing(assertion, stations("open"), List.of(report("r", other)), List.of()))
                    .as(other + " is not " + assertion)
                    .isEqualTo(Standing.CONTRADICTED);
        }
    }

    @Test
    void whatIsMarkedTooHighIsNotCountedAndLetsNothingBeDenied() {
        var secret = report("r", ReportKind.VIOLENCE, Tlp.AMBER_STRICT, null);
        assertThat(standing(Assertion.VIOLENCE, stations("open"), List.of(secret), List.of()))
                .isEqualTo(Standing.UNDECIDED);
        assertThat(fact(facts(stations("open"), List.of(secret), List.of()), Key.VIOLENCE_REPORTED)
                        .count())
                .isZero();
        var incident = incident("i", secret, IncidentStatus.VERIFIED);
        assertThat(standing(Assertion.VIOLENCE, stations("open"), List.of(), List.of(incident)))
                .isEqualTo(Standing.UNDECIDED);
        assertThat(fact(facts(stations("open"), List.of(), List.of(incident)), Key.VIOLENCE_VERIFIED)
                        .count())
                .isZero();
        assertThat(GroundTruth.isForMany(report("a", ReportKind.OTHER, Tlp.AMBER, null)))
                .isTrue();
        assertThat(GroundTruth.isForMany((Entity) secret)).isFalse();
    }

    @Test
    void aFloodOrADismissedReportDoesNotMakeARumour() {
        var flood = report("r", ReportKind.VIOLENCE, Tlp.GREEN, true);
        var dismissed = Report.evolve(
                report("d", ReportKind.VIOLENCE),
                "d",
                new ReportEvent.Dismissed("no", Role.TABLE_OPERATOR, null),
                at(NOON, "desk"));
        assertThat(standing(Assertion.VIOLENCE, stations("open"), List.of(flood, dismissed), List.of()))
                .isEqualTo(Standing.CONTRADICTED);
    }

    @Test
    void nobodyReportsThatACountGoesWell() {
        assertThat(standing(Assertion.COUNT_IRREGULAR, stations("open"), List.of(), List.of()))
                .isEqualTo(Standing.UNDECIDED);
        for (var kind : (Iterable<ReportKind>) kindsOf(Assertion.COUNT_IRREGULAR)::iterator) {
            assertThat(standing(Assertion.COUNT_IRREGULAR, stations("open"), List.of(report("r", kind)), List.of()))
                    .as("a report alone")
                    .isEqualTo(Standing.UNDECIDED);
            assertThat(standing(
                            Assertion.COUNT_IRREGULAR,
                            stations("open"),
                            List.of(),
                            List.of(incident("i", report("r", kind), IncidentStatus.VERIFIED))))
                    .isEqualTo(Standing.CONFIRMED);
        }
    }

    @Test
    void eachFindingSaysOnWhichFactsItRests() {
        var findings = facts(stations("open"), List.of(), List.of(), Assertion.values())
                .findings();
        assertThat(findings)
                .extracting(f -> f.assertion() + " " + f.restsOn())
                .containsExactlyInAnyOrder(
                        "all-closed [open, not-open]",
                        "some-closed [not-open, unconfirmed]",
                        "violence [violence-verified, violence-reported]",
                        "access-blocked [access-verified, access-reported]",
                        "unrest [unrest-verified, unrest-reported]",
                        "count-irregular [count-verified, count-reported]",
                        "result-changed [count-replaced, count-revised, count-files]",
                        "more-votes-than-voters [count-over-eligible, count-files]",
                        "counted-in-secret [count-sessions, count-observed, hindered-reported, count-verified, count-objections]",
                        "counted-by-machines [count-by-hand, count-sessions]",
                        "counted-without-observers [count-observed, hindered-reported]",
                        "long-waits [waiting]",
                        "no-ballots [ballots-out]");
    }

    @Test
    void factsSayHowManyWhoAndWhen() {
        var stations = stations("open stale suspended silent out");
        var facts = facts(stations, List.of(), List.of());
        assertThat(facts.seq()).isEqualTo(99);
        assertThat(facts.at()).isEqualTo(NOON);
        assertThat(fact(facts, Key.OPEN)).satisfies(f -> {
            assertThat(f.count()).isEqualTo(3);
            assertThat(f.of()).isEqualTo(5);
            assertThat(f.about()).as("those that are open need no list").isEmpty();
            assertThat(f.by()).isEqualTo("chair-5");
            assertThat(f.role()).isEqualTo(Role.STATION_CHAIR);
            assertThat(f.at()).isEqualTo(NOON.minusSeconds(600));
            assertThat(f.seq()).isEqualTo(stations.get(4).state().seq());
        });
        assertThat(fact(facts, Key.NOT_OPEN)).satisfies(f -> {
            assertThat(f.count()).isEqualTo(2);
            assertThat(f.about())
                    .extracting(Fact.Item::id)
                    .as("the newest first")
                    .containsExactly("GM0344-4", "GM0344-3");
            assertThat(f.about().get(1)).satisfies(item -> {
                assertThat(item.kind()).isEqualTo("station");
                assertThat(item.label()).isEqualTo("Bureau 3");
                assertThat(item.status()).isEqualTo("suspended");
                assertThat(item.by()).isEqualTo("chair-3");
                assertThat(item.note()).isEqualTo("note");
            });
        });
        assertThat(fact(facts, Key.UNCONFIRMED)).satisfies(f -> {
            assertThat(f.count()).isEqualTo(1);
            assertThat(f.of()).isEqualTo(3);
            assertThat(f.about()).extracting(Fact.Item::id).containsExactly("GM0344-2");
        });
        assertThat(fact(facts, Key.BALLOTS_OUT)).satisfies(f -> {
            assertThat(f.count()).isEqualTo(1);
            assertThat(f.about()).extracting(Fact.Item::id).containsExactly("GM0344-5");
        });
        assertThat(fact(facts, Key.LAST_CONFIRMATION)).satisfies(f -> {
            assertThat(f.at()).isEqualTo(NOON.minusSeconds(600));
            assertThat(f.about()).hasSize(1);
        });
        assertThat(fact(facts, Key.WAITING).count()).as("nobody said").isNull();
        assertThat(fact(facts(stations("short long"), List.of(), List.of()), Key.WAITING))
                .satisfies(f -> {
                    assertThat(f.count()).isEqualTo(60);
                    assertThat(f.about()).extracting(Fact.Item::id).containsExactly("GM0344-2");
                });
        var nothing = facts(stations("silent"), List.of(), List.of());
        assertThat(fact(nothing, Key.LAST_CONFIRMATION).at()).isNull();
        assertThat(fact(nothing, Key.OPEN).by()).isNull();
        assertThat(fact(facts(List.of(), List.of(), List.of()), Key.OPEN).seq()).isZero();
    }

    @Test
    void whatWasCountedIsNotCalledNotOpen() {
        assertThat(fact(facts(List.of(station(1, Status.COUNTED, 5, null, null)), List.of(), List.of()), Key.NOT_OPEN)
                        .count())
                .isZero();
    }

    @Test
    void factsOfWhatHappenedNameIncidentsAndThoseReportsThatAreNotPartOfThem() {
        var first = report("r1", ReportKind.VIOLENCE);
        var second = report("r2", ReportKind.THREAT);
        var incident = incident("i", first, IncidentStatus.VERIFIED);
        var facts = facts(
                stations("open"),
                List.of(first, second),
                List.of(incident, incident("j", report("r3", ReportKind.UNREST), IncidentStatus.VERIFIED)));
        assertThat(fact(facts, Key.VIOLENCE_VERIFIED)).satisfies(f -> {
            assertThat(f.count()).isEqualTo(1);
            assertThat(f.about()).extracting(Fact.Item::id).containsExactly("i");
            assertThat(f.about().get(0).note()).isEqualTo("title");
            assertThat(f.at()).isEqualTo(incident.state().since());
            assertThat(f.by()).isEqualTo("desk");
            assertThat(f.seq()).isEqualTo(incident.seq());
        });
        assertThat(fact(facts, Key.VIOLENCE_REPORTED)).satisfies(f -> {
            assertThat(f.count()).isEqualTo(1);
            assertThat(f.about()).extracting(Fact.Item::id).containsExactly("r2");
            assertThat(f.about().get(0).note())
                    .as("its words stay with whom they are for")
                    .isNull();
            assertThat(f.at()).isEqualTo(second.state().at());
            assertThat(f.by()).isEqualTo("police-1");
            assertThat(f.seq()).isEqualTo(second.seq());
        });
        assertThat(fact(facts, Key.UNREST_VERIFIED).count()).isEqualTo(1);
        assertThat(fact(facts, Key.ACCESS_VERIFIED).at()).isNull();
        assertThat(fact(facts, Key.ACCESS_REPORTED).seq()).isZero();
        assertThat(fact(facts, Key.ACCESS_VERIFIED).by()).isNull();
    }

    @Test
    void listsHaveAnEndAndTheNewestFirst() {
        var many = IntStream.rangeClosed(1, Fact.MOST_ITEMS + 5)
                .mapToObj(n -> report("r" + n, ReportKind.VIOLENCE))
                .toList();
        var fact = fact(facts(stations("open"), many, List.of()), Key.VIOLENCE_REPORTED);
        assertThat(fact.count()).isEqualTo(Fact.MOST_ITEMS + 5);
        assertThat(fact.about()).hasSize(Fact.MOST_ITEMS).first().satisfies(i -> assertThat(i.id())
                .isEqualTo("r" + (Fact.MOST_ITEMS + 5)));
        var suspended = IntStream.rangeClosed(1, Fact.MOST_ITEMS + 1)
                .mapToObj(n -> station(n, Status.SUSPENDED, 5, null, null))
                .toList();
        assertThat(fact(facts(suspended, List.of(), List.of()), Key.NOT_OPEN).about())
                .hasSize(Fact.MOST_ITEMS);
    }

    /** The limit to the second, on both sides. */
    @Test
    void aWordIsFreshForAsLongAsTheLimit() {
        assertThat(standing(Assertion.ALL_CLOSED, List.of(open(1, 90)), List.of(), List.of()))
                .isEqualTo(Standing.CONTRADICTED);
        assertThat(standing(Assertion.ALL_CLOSED, List.of(open(1, 91)), List.of(), List.of()))
                .isEqualTo(Standing.UNDECIDED);
    }

    @Test
    void aFactRestsOnTheNewestOfTheStationsThatItCountsAndWhereThereAreNoneOnTheNewestOfAll() {
        var stations = stations("open suspended");
        var facts = facts(stations, List.of(), List.of());
        assertThat(fact(facts, Key.OPEN).seq())
                .isEqualTo(stations.get(0).state().seq());
        assertThat(fact(facts, Key.OPEN).by()).isEqualTo("chair-1");
        assertThat(fact(facts, Key.BALLOTS_OUT).seq())
                .isEqualTo(stations.get(1).state().seq());
        assertThat(fact(facts, Key.BALLOTS_OUT).by()).isEqualTo("chair-2");
    }

    private static Sighting seen(Instant at) {
        return new Sighting("X", "https://x.example/", at, null, null, null, List.of());
    }

    @Test
    void aClaimIsJudgedWhileItGoesRoundAndTwoHoursOn() {
        var ten = NOON.minusSeconds(7_200);
        assertThat(GroundTruth.momentOf(ten, List.of(), Stream.of(), NOON)).isEqualTo(NOON);
        assertThat(GroundTruth.momentOf(ten, List.of(), Stream.of(), NOON.plusSeconds(1)))
                .isEqualTo(NOON);
        assertThat(GroundTruth.momentOf(
                        ten,
                        List.of(seen(NOON.minusSeconds(60)), seen(null), seen(ten.minusSeconds(600))),
                        Stream.of(),
                        NOON.plusSeconds(36_000)))
                .as("from when it was seen last")
                .isEqualTo(NOON.minusSeconds(60).plus(GroundTruth.AFTER_CLAIM));
        assertThat(GroundTruth.momentOf(
                        ten, List.of(seen(ten.minusSeconds(600))), Stream.of(), NOON.plusSeconds(36_000)))
                .as("never from before it was first seen")
                .isEqualTo(ten.plus(GroundTruth.AFTER_CLAIM));
    }
}
