package nl.tafelzicht.subject.station.domain;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others are told of a station: whether it looks different, was open, is done, and how many ballots it has. */
class StationTest {

    private static final String PS = "PS2027_Gelderland";
    private static final String AB = "AB2027_ValleiEnVeluwe";
    private static final Instant CLOSES = Instant.parse("2026-03-18T20:00:00Z");

    private static Station registered(String... elections) {
        var eligible = new LinkedHashMap<String, Integer>();
        for (var election : elections) {
            eligible.put(election, 1_000);
        }
        return after(
                null,
                new StationEvent.Registered(Fold.entry("GM0228-1", EDE).forElections(eligible), new UUID(8, 8)),
                NOON.minus(Duration.ofDays(1)));
    }

    private static Station after(Station before, StationEvent event, Instant at) {
        int version = before == null ? 1 : before.version() + 1;
        return Station.evolve(before, event, new EventMetadata(version, new UUID(7, version), version, at, "chair"));
    }

    private static Station says(Station before, StatusReport report, Instant at) {
        return after(before, new StationEvent.Reported(report, Role.STATION_CHAIR, null), at);
    }

    private static StatusReport status(Status status) {
        return new StatusReport(status, null, null, null, null, null, null, null, null);
    }

    private static StatusReport voters(int number) {
        return new StatusReport(null, null, null, number, null, null, null, null, null);
    }

    private static StatusReport of(ElectionReport... elections) {
        return new StatusReport(null, null, null, null, null, null, null, null, null, null, null, List.of(elections));
    }

    private static Station in(Status status) {
        return says(registered(), status(status), NOON);
    }

    @Test
    void aReportThatConfirmsWhatIsKnownDoesNotLookDifferent() {
        var open = in(Status.OPEN);
        var confirmed = says(open, new StatusReport(Status.OPEN, 5, null, 100, 4, null, null, null, null), NOON);
        assertThat(confirmed.looksDifferent(Station.STATUS, open)).isFalse();
        assertThat(confirmed.looksDifferent(Station.KIND, open))
                .as("a new entry always does")
                .isTrue();
    }

    @Test
    void anotherStatusAttentionDeadlineOrDecisionLooksDifferent() {
        var open = in(Status.OPEN);
        var tooFew = says(open, new StatusReport(null, null, null, null, 2, null, null, null, null), NOON);
        var suspended = in(Status.SUSPENDED);
        var decided =
                after(suspended, new StationEvent.ResumptionDecided(NOON, null, null, Role.MAYOR), NOON.plusSeconds(1));
        assertThat(says(open, status(Status.CLOSED), CLOSES).looksDifferent(Station.STATUS, open))
                .isTrue();
        assertThat(tooFew.looksDifferent(Station.STATUS, open)).isTrue();
        assertThat(decided.state().attention()).isEqualTo(suspended.state().attention());
        assertThat(decided.looksDifferent(Station.STATUS, suspended)).isTrue();
        for (var found : List.of(new StationEvent.FoundOverdue(), new StationEvent.FoundSilent())) {
            assertThat(after(open, found, NOON).looksDifferent(Station.STATUS, open))
                    .as(found.toString())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void itWasSeenOpenWhenVotingWasReportedNowOrBefore(Status status) {
        assertThat(in(status).wasSeenOpen()).isEqualTo(status == Status.OPEN || status == Status.SUSPENDED);
        assertThat(says(in(Status.OPEN), status(status), CLOSES).wasSeenOpen()).isTrue();
        assertThat(registered().wasSeenOpen()).isFalse();
    }

    @Test
    void votersAreFinalOnceTheyWereSeenAfterTheDoorsClosed() {
        var open = says(in(Status.OPEN), voters(800), NOON.plusSeconds(60));
        assertThat(open.isVotersFinal()).isFalse();
        var closed = says(open, status(Status.CLOSED), CLOSES);
        assertThat(closed.isVotersFinal()).as("some came since noon").isFalse();
        assertThat(says(closed, voters(900), CLOSES).isVotersFinal()).isTrue();
        assertThat(says(registered(), status(Status.CLOSED), CLOSES).isVotersFinal())
                .as("nobody said how many")
                .isFalse();
    }

    @Test
    void votersAreFinalOnceThoseOfEachElectionAre() {
        var closed = says(registered(PS, AB), status(Status.CLOSED), CLOSES);
        var one = says(closed, of(new ElectionReport(PS, 800, null, null, null)), CLOSES.plusSeconds(60));
        assertThat(one.isVotersFinal()).isFalse();
        assertThat(says(one, of(new ElectionReport(AB, 750, null, null, null)), CLOSES.plusSeconds(60))
                        .isVotersFinal())
                .isTrue();
    }

    @Test
    void votersAreThoseOfTheElectionThatIsAskedFor() {
        var station = says(
                registered(PS, AB),
                of(new ElectionReport(PS, 800, null, null, null), new ElectionReport(AB, 750, null, null, null)),
                NOON);
        assertThat(station.admittedIn(PS)).isEqualTo(800);
        assertThat(station.admittedIn(AB)).isEqualTo(750);
        assertThat(registered(PS, AB).admittedIn(PS)).isNull();
        assertThat(says(registered(PS), voters(800), NOON).admittedIn(PS)).isEqualTo(800);
    }

    @Test
    void ofSeveralElectionsTheBallotsThatAreScarcestAreToldOf() {
        var station = says(registered(PS, AB), of(new ElectionReport(AB, null, Ballots.LOW, null, null)), NOON);
        assertThat(station.saidBallots().orElseThrow().value()).isEqualTo("low");
        var both = says(station, of(new ElectionReport(PS, null, Ballots.OUT, null, null)), NOON.plusSeconds(60));
        assertThat(both.saidBallots().orElseThrow()).isEqualTo(new Station.Said("out", NOON.plusSeconds(60)));
        assertThat(registered(PS, AB).saidBallots()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void ballotsAreWantedWhereVotersCome(Status status) {
        assertThat(in(status).mayWantBallots()).isEqualTo(status == Status.OPEN || status == Status.SUSPENDED);
    }

    @Test
    void ballotsThatACourierBringsAreThoseOfItsElection() {
        var counted = says(
                registered(PS, AB),
                of(new ElectionReport(PS, null, null, 50, null), new ElectionReport(AB, null, null, 60, null)),
                NOON);
        var brought = after(
                counted, new StationEvent.BallotsMoved(AB, 100, NOON.plusSeconds(60), "trip"), NOON.plusSeconds(90));
        assertThat(brought.state().ballotsLeft().each()).isEqualTo(Map.of(PS, 50, AB, 160));
        assertThat(brought.state().seq()).as("viewers are told").isEqualTo(brought.version());
        assertThat(brought.ballotStock(AB).left()).isEqualTo(160);
        var only = says(
                registered(PS),
                new StatusReport(null, null, null, null, null, null, null, null, null, 50, null, null),
                NOON);
        assertThat(after(
                                only,
                                new StationEvent.BallotsMoved(null, -20, NOON.plusSeconds(60), "trip"),
                                NOON.plusSeconds(90))
                        .ballotStock(null)
                        .left())
                .isEqualTo(30);
    }

    @Test
    void aNewerFileDoesNotMakeAStationThatIsWaitedForBeginAnew() {
        var overdue = after(registered(), new StationEvent.FoundOverdue(), NOON);
        var again = after(
                overdue,
                new StationEvent.Registered(Fold.entry("GM0228-1", EDE), new UUID(8, 9)),
                NOON.plusSeconds(60));
        assertThat(again.state().overdue()).isTrue();
        assertThat(again.state().since()).isEqualTo(overdue.state().since());
    }
}
