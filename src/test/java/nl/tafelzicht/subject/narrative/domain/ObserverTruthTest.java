package nl.tafelzicht.subject.narrative.domain;

import static nl.tafelzicht.support.Situations.UTRECHT;
import static nl.tafelzicht.support.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.narrative.domain.Fact.Key;
import nl.tafelzicht.subject.narrative.domain.Finding.Standing;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.visit.domain.Question;
import nl.tafelzicht.subject.visit.domain.Visit;
import nl.tafelzicht.subject.visit.domain.VisitEvent;
import nl.tafelzicht.subject.visit.domain.VisitState;
import nl.tafelzicht.subject.visit.domain.VisitState.Answer;
import nl.tafelzicht.subject.visit.domain.VisitState.Observer;
import nl.tafelzicht.subject.visit.domain.VisitState.Place;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What observers saw of the count, beside claims about it. */
class ObserverTruthTest {

    private static final Instant TEN = Instant.parse("2026-03-18T22:00:00Z");

    private static List<Station> stations(int number) {
        return Stream.iterate(1, n -> n + 1)
                .limit(number)
                .map(n -> Station.evolve(
                        null,
                        new StationEvent.Registered(Fold.entry("GM0344-" + n, UTRECHT), new UUID(8, n)),
                        at(n, TEN.minusSeconds(90_000), "municipality")))
                .toList();
    }

    /** At a station, with answers as {@code question=answer}. */
    private static VisitState visit(int station, Instant at, String... answers) {
        var place = new Place("GM0344-" + station, "Bureau " + station, UTRECHT, null);
        var observer = new Observer("observer-odihr", "odihr", "a", "A-17", false);
        var visit = Visit.evolve(
                null,
                "v" + station,
                new VisitEvent.Arrived(place, observer, at.minusSeconds(60), null),
                at(100L + station, "o"));
        for (var answer : answers) {
            var parts = answer.split("=");
            visit = Visit.evolve(
                    visit,
                    visit.id(),
                    new VisitEvent.Answered(List.of(new Answer(Question.valueOf(parts[0]), parts[1], at))),
                    at(200L + station, "o"));
        }
        return visit.state();
    }

    private static VisitState hindered(int station, Instant at) {
        var visit = visit(station, at);
        return Visit.evolve(new Visit(visit, 1), visit.id(), new VisitEvent.Hindered("behind a line", at), at(300, "o"))
                .state();
    }

    private static Facts facts(int stations, List<VisitState> visits, Assertion... assertions) {
        return GroundTruth.of(
                stations(stations),
                List.of(),
                List.of(),
                List.of(),
                visits,
                List.of(assertions),
                GroundTruth::isForMany,
                99,
                TEN,
                Duration.ofMinutes(90));
    }

    private static Standing standing(int stations, Assertion assertion, VisitState... visits) {
        return facts(stations, List.of(visits), assertion).findings().get(0).standing();
    }

    @ParameterizedTest
    @CsvSource({
        // assertion, and what an observer says that speaks against it
        "COUNTED_WITHOUT_OBSERVERS, COULD_WATCH_COUNT",
        "COUNTED_IN_SECRET, COULD_WATCH_COUNT",
        "COUNTED_BY_MACHINES, COUNTED_BY_HAND"
    })
    void onlyWhereAnObserverSawItAtEachStationIsAClaimContradicted(Assertion assertion, String question) {
        var one = visit(1, TEN, question + "=yes");
        var two = visit(2, TEN, question + "=yes");
        assertThat(standing(2, assertion, one, two)).isEqualTo(Standing.CONTRADICTED);
        assertThat(standing(2, assertion, one)).isEqualTo(Standing.UNDECIDED);
        assertThat(standing(2, assertion, one, visit(2, TEN, question + "=not-seen")))
                .isEqualTo(Standing.UNDECIDED);
        assertThat(standing(1, assertion, one, visit(1, TEN, question + "=no")))
                .as("one of two says otherwise")
                .isEqualTo(Standing.UNDECIDED);
        assertThat(standing(1, assertion)).as("that none came shows nothing").isEqualTo(Standing.UNDECIDED);
        assertThat(standing(0, assertion)).isEqualTo(Standing.UNDECIDED);
        assertThat(standing(1, assertion, visit(1, TEN.plusSeconds(1), question + "=yes")))
                .as("what is seen after its time counts for nothing")
                .isEqualTo(Standing.UNDECIDED);
        assertThat(standing(1, assertion, visit(1, TEN, "IDENTITY_CHECKED=yes")))
                .as("that somebody was there for the voting says nothing of the count")
                .isEqualTo(Standing.UNDECIDED);
    }

    @Test
    void factsSayAtHowManyStationsWhoAndWhen() {
        var facts = facts(
                3,
                List.of(
                        visit(1, TEN, "COULD_WATCH_COUNT=yes", "COUNTED_BY_HAND=yes"),
                        visit(1, TEN, "COULD_WATCH_COUNT=yes"),
                        visit(2, TEN, "COULD_WATCH_COUNT=no", "COUNTED_BY_HAND=yes"),
                        hindered(3, TEN),
                        hindered(3, TEN.plusSeconds(30)),
                        hindered(3, TEN.plusSeconds(90))),
                Assertion.COUNTED_IN_SECRET);
        assertThat(facts.fact(Key.COUNT_OBSERVED).count()).isEqualTo(1);
        assertThat(facts.fact(Key.COUNT_OBSERVED).of()).isEqualTo(3);
        assertThat(facts.fact(Key.COUNT_BY_HAND).count()).isEqualTo(2);
        assertThat(facts.fact(Key.HINDERED_REPORTED).count()).as("by then").isEqualTo(1);
        var fact = facts.fact(Key.COUNT_BY_HAND);
        assertThat(fact.by()).isEqualTo("odihr");
        assertThat(fact.role()).isEqualTo(Role.OBSERVER);
        assertThat(fact.seq()).isEqualTo(202);
        assertThat(fact.about()).extracting(Fact.Item::kind).containsOnly("visit");
        assertThat(fact.about()).extracting(Fact.Item::id).containsExactly("v2", "v1");
        assertThat(fact.about().get(0).label()).isEqualTo("Bureau 2");
        assertThat(fact.about().get(0).status()).isEqualTo("present");
        assertThat(facts(1, List.of(), Assertion.COUNTED_IN_SECRET)
                        .fact(Key.COUNT_OBSERVED)
                        .seq())
                .isZero();
    }

    @Test
    void aHindranceThatWasOnlySaidStandsInNoPublicWords() {
        assertThat(Key.HINDERED_REPORTED.isUnverified()).isTrue();
        assertThat(Key.COUNT_OBSERVED.canBeCited()).isTrue();
        assertThat(Key.COUNT_BY_HAND.isUnverified()).isFalse();
    }

    @Test
    void claimsAboutOtherThingsHaveNothingOfObservers() {
        assertThat(facts(1, List.of(visit(1, TEN)), Assertion.ALL_CLOSED).facts())
                .extracting(Fact::key)
                .doesNotContain(Key.COUNT_OBSERVED, Key.HINDERED_REPORTED);
    }
}
