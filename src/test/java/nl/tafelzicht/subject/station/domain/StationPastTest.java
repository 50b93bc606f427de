package nl.tafelzicht.subject.station.domain;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.NOON;
import static nl.tafelzicht.support.Situations.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A station as it was at a moment; and what an import, its reversal and a withdrawal make of one that has been there
 * before.
 */
class StationPastTest {

    private static final UUID IMPORT = new UUID(4, 4);
    private long seq;
    private Station station;

    @BeforeEach
    void registered() {
        station = Station.evolve(
                null, new StationEvent.Registered(Fold.entry("GM0228-1", EDE), IMPORT), at(NOON.minusSeconds(86_400)));
    }

    private EventMetadata at(Instant when) {
        seq++;
        return new EventMetadata(seq, new UUID(5, seq), (int) seq, when, "chair");
    }

    private void says(Status status, Integer waiting, Ballots ballots, int minutes) {
        station = Station.evolve(
                station,
                new StationEvent.Reported(
                        new StatusReport(status, waiting, null, null, null, ballots, null, null, null),
                        Role.STATION_CHAIR,
                        null),
                at(NOON.plusSeconds(minutes * 60L)));
    }

    private Station asOf(int minutes) {
        return station.asOf(NOON.plusSeconds(minutes * 60L));
    }

    @Test
    void whatWasSeenLaterIsLeftOut() {
        says(Status.OPEN, null, null, 0);
        says(null, 20, null, 10);
        says(null, null, Ballots.OUT, 20);
        says(Status.SUSPENDED, null, null, 30);
        assertThat(asOf(30)).isSameAs(station);
        assertThat(asOf(29).state().status()).isEqualTo(Status.OPEN);
        assertThat(asOf(29).state().ballots().only()).isEqualTo(Ballots.OUT);
        assertThat(asOf(19).state().ballots()).isNull();
        assertThat(asOf(20).state().ballots().only()).isEqualTo(Ballots.OUT);
        assertThat(asOf(10).state().waitingMinutes()).isEqualTo(20);
        assertThat(asOf(9).state().waitingMinutes()).isNull();
        assertThat(asOf(0).state().status()).isEqualTo(Status.OPEN);
        assertThat(asOf(-1).state().status()).isEqualTo(Status.EXPECTED);
        assertThat(asOf(15).id()).isEqualTo("GM0228-1");
    }

    @Test
    void aStationOfWhichNothingChangedSinceIsAsItIs() {
        says(Status.OPEN, null, null, 0);
        assertThat(asOf(5)).isSameAs(station);
        says(null, 20, null, 10);
        assertThat(asOf(10)).isSameAs(station);
        assertThat(asOf(60)).isSameAs(station);
    }

    @Test
    void whetherItWasOpenOrClosedOnTimeIsWhatWasKnownThen() {
        says(Status.OPEN, null, null, 0);
        says(Status.CLOSED, null, null, 9 * 60);
        says(Status.COUNTING, null, null, 9 * 60 + 10);
        assertThat(asOf(-1).wasSeenOpen()).isFalse();
        assertThat(asOf(0).wasSeenOpen()).isTrue();
        assertThat(asOf(0).isClosedAsPlanned()).isFalse();
        assertThat(asOf(9 * 60).isClosedAsPlanned()).isTrue();
        assertThat(asOf(9 * 60 + 9).seen().from()).isEqualTo(NOON.plusSeconds(9 * 3600));
        assertThat(asOf(9 * 60).wasOpen(NOON.plusSeconds(9 * 3600 + 600), java.time.Duration.ofMinutes(5)))
                .hasValueSatisfying(said -> assertThat(said.value()).isEqualTo("no"));
    }

    private Decision<StationEvent> decide(StationCommand command) {
        return StationDecider.decide(station, command, NOON);
    }

    private static StationEntry named(String name) {
        var e = Fold.entry("GM0228-1", EDE);
        return new StationEntry(
                e.id(),
                e.number(),
                name,
                e.type(),
                e.municipality(),
                e.location(),
                e.opensAt(),
                e.closesAt(),
                e.eligibleVoters(),
                0);
    }

    private void becomes(Decision<StationEvent> decision) {
        station = Station.evolve(station, nl.tafelzicht.support.Situations.event(decision), at(NOON));
    }

    @Test
    void anImportIsTakenBackOnlyWhereAllIsAsItLeftIt() {
        var before = named("De Brug");
        var written = station.entry();
        assertThat(nl.tafelzicht.support.Situations.event(
                        decide(new StationCommand.Reverse(written, before, IMPORT, "wrong file", Role.MUNICIPALITY))))
                .isEqualTo(new StationEvent.Registered(before.registered(), IMPORT));
        assertThat(nl.tafelzicht.support.Situations.event(
                        decide(new StationCommand.Reverse(written, null, IMPORT, "wrong file", Role.MUNICIPALITY))))
                .as("it was new")
                .isEqualTo(new StationEvent.Withdrawn(IMPORT, "wrong file", Role.MUNICIPALITY));
        assertThat(refusal(decide(new StationCommand.Reverse(
                                named("Another"), before, IMPORT, "wrong file", Role.MUNICIPALITY)))
                        .detail())
                .isEqualTo("its entry was changed since");
        says(Status.OPEN, null, null, 0);
        assertThat(refusal(decide(new StationCommand.Reverse(written, null, IMPORT, "wrong file", Role.MUNICIPALITY)))
                        .detail())
                .isEqualTo("it has reported");
        assertThat(decide(new StationCommand.Reverse(written, before, IMPORT, "wrong file", Role.MUNICIPALITY)))
                .as("its entry goes back all the same")
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void whatAnImportWithdrewComesBackAsItWas() {
        says(Status.OPEN, 15, null, 0);
        becomes(decide(new StationCommand.Withdraw(
                IMPORT, station.state().lastReport().id(), "not in the file", Role.MUNICIPALITY)));
        assertThat(station.withdrawn()).isTrue();
        assertThat(nl.tafelzicht.support.Situations.isNothing(
                        decide(new StationCommand.Withdraw(IMPORT, null, "again", Role.MUNICIPALITY))))
                .isTrue();
        assertThat(nl.tafelzicht.support.Situations.isNothing(decide(
                        new StationCommand.Reverse(station.entry(), named("x"), IMPORT, "x", Role.MUNICIPALITY))))
                .as("what the import wrote is not there any more")
                .isTrue();
        var back = decide(new StationCommand.Reverse(null, named("De Brug"), IMPORT, "it is there", Role.MUNICIPALITY));
        becomes(back);
        assertThat(station.withdrawn()).isFalse();
        assertThat(station.entry().name()).isEqualTo("De Brug");
        assertThat(station.state().status()).isEqualTo(Status.OPEN);
        assertThat(station.state().waitingMinutes()).isEqualTo(15);
        assertThat(nl.tafelzicht.support.Situations.isNothing(
                        decide(new StationCommand.Reverse(null, named("De Brug"), IMPORT, "again", Role.MUNICIPALITY))))
                .as("it is there")
                .isTrue();
    }

    @Test
    void oneThatNeverSaidAnythingBeginsAnew() {
        becomes(decide(new StationCommand.Withdraw(IMPORT, null, "not in the file", Role.MUNICIPALITY)));
        becomes(decide(new StationCommand.Reverse(null, named("De Brug"), IMPORT, "it is there", Role.MUNICIPALITY)));
        assertThat(station.state().status()).isEqualTo(Status.EXPECTED);
        assertThat(station.state().since()).isEqualTo(NOON);
    }

    @Test
    void nobodyWithdrawsAStationThatReportedSince() {
        says(Status.OPEN, null, null, 0);
        assertThat(refusal(decide(new StationCommand.Withdraw(IMPORT, null, "not in the file", Role.MUNICIPALITY)))
                        .detail())
                .isEqualTo("it has reported since");
    }
}
