package nl.tafelzicht.subject.visit.domain;

import static nl.tafelzicht.support.Situations.UTRECHT;
import static nl.tafelzicht.support.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.station.domain.Ballots;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;
import nl.tafelzicht.subject.visit.domain.VisitState.Answer;
import nl.tafelzicht.subject.visit.domain.VisitState.Disagreement;
import nl.tafelzicht.subject.visit.domain.VisitState.Observer;
import nl.tafelzicht.subject.visit.domain.VisitState.Place;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two who say different things about the same station and time. */
class DisagreementsTest {

    private static final Instant TEN = Instant.parse("2026-03-18T10:00:00Z");

    private static VisitState visit(String id, String organisation, Question question, String answer, Instant at) {
        var place = new Place("GM0344-4", "De Kargadoor", UTRECHT, null);
        var observer = new Observer("observer-" + organisation, organisation, "a", "A-17", false);
        var arrived = Visit.evolve(
                null, id, new VisitEvent.Arrived(place, observer, at.minusSeconds(3_600), null), at(1, "o"));
        return Visit.evolve(arrived, id, new VisitEvent.Answered(List.of(new Answer(question, answer, at))), at(2, "o"))
                .state();
    }

    private static VisitState visit(Question question, String answer) {
        return visit("v", "odihr", question, answer, TEN);
    }

    private static Station station(StatusReport... reports) {
        var station = Station.evolve(
                null,
                new StationEvent.Registered(Fold.entry("GM0344-4", UTRECHT), new UUID(8, 8)),
                at(1, TEN.minusSeconds(90_000), "municipality"));
        for (var report : reports) {
            station = Station.evolve(
                    station,
                    new StationEvent.Reported(report, Role.STATION_CHAIR, null),
                    at(station.version() + 1, report.observedAt(), "chair"));
        }
        return station;
    }

    private static StatusReport said(
            Instant at, Status status, Integer waiting, Integer voters, Integer members, Ballots ballots) {
        return new StatusReport(status, waiting, null, voters, members, ballots, null, at, null);
    }

    private static Instant minutes(int minutes) {
        return TEN.plus(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({
        // the answer; the status that the chair reported and minutes from then; what the station says, or a dash
        "no, OPEN, -11, yes",
        "no, OPEN, -10, -",
        "no, OPEN, 9, -",
        "no, OPEN, 10, -",
        "no, OPEN, 11, -",
        "yes, OPEN, -60, -",
        "not-seen, OPEN, -60, -",
        "yes, SUSPENDED, -60, no",
        "no, SUSPENDED, -60, -",
        "yes, CLOSED, -60, no"
    })
    void whetherItWasOpenIsWhatTheStationHadSaidByThen(String answer, Status status, int minutes, String theirs) {
        var found = Disagreements.of(
                visit(Question.OPEN, answer),
                List.of(),
                station(said(minutes(minutes), status, null, null, null, null)));
        if (theirs.equals("-")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found)
                    .containsExactly(
                            new Disagreement(Question.OPEN, answer, TEN, null, null, theirs, minutes(minutes)));
        }
    }

    @Test
    void aStationThatSaidNothingContradictsNobody() {
        assertThat(Disagreements.of(visit(Question.OPEN, "yes"), List.of(), station()))
                .isEmpty();
        assertThat(Disagreements.of(visit(Question.WAITING_MINUTES, "90"), List.of(), station()))
                .isEmpty();
        assertThat(Disagreements.of(visit(Question.OPEN, "yes"), List.of(), null))
                .isEmpty();
    }

    @Test
    void aSuspensionThatIsOverIsComparedWithItsOwnTime() {
        var station = station(
                said(minutes(-90), Status.OPEN, null, null, null, null),
                said(minutes(-40), Status.SUSPENDED, null, null, null, null),
                said(minutes(30), Status.OPEN, null, null, null, null));
        assertThat(Disagreements.of(visit(Question.OPEN, "yes"), List.of(), station))
                .extracting(Disagreement::theirs)
                .containsExactly("no");
        assertThat(Disagreements.of(visit(Question.OPEN, "no"), List.of(), station))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // question, answer, what the chair said and minutes from then: whether they differ
        "WAITING_MINUTES, 30, 15, 0, true",
        "WAITING_MINUTES, 15, 30, 0, true",
        "WAITING_MINUTES, 29, 15, 0, false",
        "WAITING_MINUTES, 46, 31, 0, false",
        "WAITING_MINUTES, 14, 0, 0, false",
        "WAITING_MINUTES, 14, 7, 0, false",
        "WAITING_MINUTES, 15, 0, 0, true",
        "WAITING_MINUTES, 60, 0, -30, true",
        "WAITING_MINUTES, 60, 0, 30, true",
        "WAITING_MINUTES, 60, 0, -31, false",
        "WAITING_MINUTES, 60, 0, 31, false",
        "MEMBERS_PRESENT, 2, 3, 0, true",
        "MEMBERS_PRESENT, 3, 2, 0, true",
        "MEMBERS_PRESENT, 3, 7, 0, false",
        "MEMBERS_PRESENT, 1, 2, 0, false",
        "VOTERS_ADMITTED, 100, 121, 0, true",
        "VOTERS_ADMITTED, 100, 120, 0, false",
        "VOTERS_ADMITTED, 900, 1000, 0, false",
        "VOTERS_ADMITTED, 899, 1000, 0, true",
        "VOTERS_ADMITTED, 1000, 899, 0, true",
        "VOTERS_ADMITTED, 0, 500, 10, true",
        "VOTERS_ADMITTED, 0, 500, -10, true",
        "VOTERS_ADMITTED, 0, 500, 11, false",
        "VOTERS_ADMITTED, 0, 500, -11, false"
    })
    void numbersDifferWhenTwoPeopleCanNotBothBeRight(
            Question question, String answer, int said, int minutes, boolean differ) {
        Integer waiting = question == Question.WAITING_MINUTES ? said : null;
        Integer voters = question == Question.VOTERS_ADMITTED ? said : null;
        Integer members = question == Question.MEMBERS_PRESENT ? said : null;
        var station = station(said(minutes(minutes), Status.OPEN, waiting, voters, members, null));
        var found = Disagreements.of(visit(question, answer), List.of(), station);
        assertThat(found.isEmpty()).isEqualTo(!differ);
        if (differ) {
            assertThat(found.get(0))
                    .isEqualTo(new Disagreement(
                            question, answer, TEN, null, null, String.valueOf(said), minutes(minutes)));
        }
    }

    @Test
    void aStockOfBallotsIsComparedByItsWord() {
        var station = station(said(minutes(-5), Status.OPEN, null, null, null, Ballots.SUFFICIENT));
        assertThat(Disagreements.of(visit(Question.BALLOTS_LEFT, "low"), List.of(), station))
                .extracting(Disagreement::theirs)
                .containsExactly("sufficient");
        assertThat(Disagreements.of(visit(Question.BALLOTS_LEFT, "sufficient"), List.of(), station))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // minutes after the other's answer; what the other saw: whether this one names it
        "0, no, true",
        "30, no, true",
        "31, no, false",
        "-1, no, false",
        "10, yes, false",
        "10, not-seen, false"
    })
    void ofTwoObserversTheLaterNamesTheEarlier(int minutes, String theirs, boolean named) {
        var ours = visit("v", "odihr", Question.IDENTITY_CHECKED, "yes", minutes(minutes));
        var other = visit("u", "huis", Question.IDENTITY_CHECKED, theirs, TEN);
        var elsewhere = visit("t", "huis", Question.ACCESSIBLE, "no", TEN);
        var found = Disagreements.of(ours, List.of(elsewhere, other, ours), null);
        if (named) {
            assertThat(found)
                    .containsExactly(new Disagreement(
                            Question.IDENTITY_CHECKED, "yes", minutes(minutes), "u", "huis", theirs, TEN));
        } else {
            assertThat(found).isEmpty();
        }
    }

    @Test
    void ofTwoAtTheSameMomentOneNamesTheOther() {
        var one = visit("u", "huis", Question.IDENTITY_CHECKED, "no", TEN);
        var other = visit("v", "odihr", Question.IDENTITY_CHECKED, "yes", TEN);
        assertThat(Disagreements.of(one, List.of(one, other), null)).isEmpty();
        assertThat(Disagreements.of(other, List.of(one, other), null)).hasSize(1);
    }

    /** The question, minutes from then, and the other's visit, of a contradiction: whether it is the same as one. */
    @ParameterizedTest
    @CsvSource({
        "OPEN, 0, u, true",
        "ACCESSIBLE, 0, u, false",
        "OPEN, 1, u, false",
        "OPEN, 0, w, false",
        "OPEN, 0, , false",
    })
    void aContradictionIsOfOneAnswerAndOneOther(Question question, int minutes, String other, boolean isSame) {
        var known = new Disagreement(Question.OPEN, "yes", TEN, "u", "huis", "no", TEN);
        var found = new Disagreement(question, "yes", minutes(minutes), other, null, "no", TEN);
        assertThat(known.isAbout(found)).isEqualTo(isSame);
        assertThat(found.isAbout(known)).isEqualTo(isSame);
        var byStation = new Disagreement(question, "yes", minutes(minutes), null, null, "no", TEN);
        assertThat(byStation.isAbout(byStation)).isTrue();
    }
}
