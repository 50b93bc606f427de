package nl.tafelzicht.subject.courier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.courier.domain.Trip.Place;
import org.junit.jupiter.api.Test;

/** What couriers may bring where, and how a trip goes. */
class CourierDeciderTest {

    private static final Instant NOON = Instant.parse("2027-03-17T11:00:00Z");
    private static final Municipality TOWN = new Municipality("GM0344", "Utrecht");
    private static final Place GIVER = new Place("GM0344-31", 31, "De Brug", TOWN, null);
    private static final Place RECEIVER = new Place("GM0344-12", 12, "De Kring", TOWN, null);

    private static Trip trip(Place from, String election, int ballots) {
        return new Trip(from, RECEIVER, election, ballots, 45, null);
    }

    private static Stock has(Integer ballots) {
        return new Stock(true, "Utrecht", "Utrecht", List.of(), List.of(), ballots, 0, 0);
    }

    private static Decision<CourierEvent> ask(Trip trip, Stock stock) {
        return CourierDecider.decide(null, new CourierCommand.Request(trip, Role.MUNICIPALITY), stock, NOON);
    }

    private static String refusal(Decision<CourierEvent> decision) {
        var refusal = ((Decision.Refused<CourierEvent>) decision).refusal();
        return refusal.field() + " " + refusal.explanation().code();
    }

    private static Courier after(Courier before, CourierCommand command, Instant now) {
        var decision = CourierDecider.decide(before, command, before == null ? has(1000) : null, now);
        var courier = before;
        for (var event : ((Decision.Accepted<CourierEvent>) decision).events()) {
            int version = courier == null ? 1 : courier.version() + 1;
            courier = Courier.evolve(
                    courier, "c", event, new EventMetadata(version, UUID.randomUUID(), version, now, "somebody"));
        }
        return courier;
    }

    private static Courier requested() {
        return after(null, new CourierCommand.Request(trip(GIVER, null, 400), Role.MUNICIPALITY), NOON);
    }

    @Test
    void aTripLeavesThePictureADayAfterItWasOver() {
        var away = new CourierCommand.PutAway();
        var open = requested();
        assertThat(CourierDecider.decide(open, away, null, NOON.plus(Duration.ofDays(9))))
                .isEqualTo(Decision.nothing());
        for (var end : List.of(
                new CourierCommand.Arrive(null, null, Role.MUNICIPALITY),
                new CourierCommand.Cancel("Other ballots were found", Role.MUNICIPALITY))) {
            var over = after(open, end, NOON.plusSeconds(600));
            var day = NOON.plusSeconds(600).plus(Courier.KEPT);
            assertThat(CourierDecider.decide(over, away, null, day.minusMillis(1)))
                    .isEqualTo(Decision.nothing());
            var gone = after(over, away, day);
            assertThat(over.current()).isTrue();
            assertThat(gone.current()).isFalse();
            assertThat(gone.state().status()).isEqualTo(over.state().status());
            assertThat(gone.state().steps()).isEqualTo(over.state().steps());
            assertThat(CourierDecider.decide(gone, away, null, day)).isEqualTo(Decision.nothing());
        }
    }

    @Test
    void aStationGivesWhatItHasAndNoMore() {
        assertThat(ask(trip(GIVER, null, 400), has(400))).isInstanceOf(Decision.Accepted.class);
        assertThat(refusal(ask(trip(GIVER, null, 401), has(400)))).isEqualTo("ballots more-than-it-has");
        assertThat(ask(trip(GIVER, null, 401), has(null)))
                .as("nobody has said how many there are")
                .isInstanceOf(Decision.Accepted.class);
        assertThat(ask(trip(null, null, 401), has(0)))
                .as("from the municipality")
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void notToItselfNotBeyondTheDistrictAndNotWithoutBallots() {
        assertThat(refusal(ask(trip(RECEIVER, null, 1), has(10)))).isEqualTo("from same-station");
        var elsewhere = new Stock(false, "Utrecht", "Amersfoort", List.of(), List.of(), 1000, 0, 0);
        assertThat(refusal(ask(trip(GIVER, null, 1), elsewhere))).isEqualTo("from another-district");
        assertThat(refusal(ask(trip(GIVER, null, 0), has(10)))).isEqualTo("ballots ballots-bounds");
        assertThat(refusal(ask(trip(null, null, CourierDecider.MOST_BALLOTS + 1), has(null))))
                .isEqualTo("ballots ballots-bounds");
    }

    @Test
    void whereThereAreSeveralElectionsOneIsNamedThatBothAreFor() {
        var both = List.of("ps", "ws");
        var stock = new Stock(true, "1", "1", List.of("ps"), both, 1000, 0, 0);
        assertThat(refusal(ask(trip(GIVER, null, 10), stock))).isEqualTo("election which-election");
        assertThat(refusal(ask(trip(GIVER, "ep", 10), stock))).isEqualTo("election not-its-election");
        assertThat(refusal(ask(trip(GIVER, "ws", 10), stock))).isEqualTo("election not-its-election");
        assertThat(ask(trip(GIVER, "ps", 10), stock)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void tripsToAStationAreBounded() {
        var open = new Stock(true, "1", "1", List.of(), List.of(), 1000, CourierDecider.MOST_OPEN, 10);
        assertThat(refusal(ask(trip(GIVER, null, 10), open))).isEqualTo("to trips-open");
        var all = new Stock(true, "1", "1", List.of(), List.of(), 1000, 0, CourierDecider.MOST);
        assertThat(refusal(ask(trip(GIVER, null, 10), all))).isEqualTo("to trips-full");
    }

    @Test
    void goesFromAskedToUnderWayToDelivered() {
        var asked = requested();
        assertThat(asked.state().status()).isEqualTo(CourierStatus.REQUESTED);
        assertThat(asked.promisedBy("GM0344-31", null)).isEqualTo(400);
        assertThat(asked.comingTo("GM0344-12", null)).isEqualTo(400);
        var gone = after(asked, new CourierCommand.Leave(null, Role.STATION_CHAIR), NOON.plusSeconds(60));
        assertThat(gone.state().status()).isEqualTo(CourierStatus.UNDER_WAY);
        var there = after(gone, new CourierCommand.Arrive(390, null, Role.STATION_CHAIR), NOON.plusSeconds(900));
        assertThat(there.state().status()).isEqualTo(CourierStatus.DELIVERED);
        assertThat(there.state().arrived()).isEqualTo(390);
        assertThat(there.promisedBy("GM0344-31", null)).isZero();
        assertThat(there.state().steps())
                .extracting(CourierState.Step::status)
                .containsExactly(CourierStatus.REQUESTED, CourierStatus.UNDER_WAY, CourierStatus.DELIVERED);
    }

    @Test
    void whatArrivedSaysWhenItLeftSoThatTheGiverLosesItThen() {
        var gone = after(requested(), new CourierCommand.Leave(null, Role.STATION_CHAIR), NOON.plusSeconds(60));
        var decision = CourierDecider.decide(
                gone, new CourierCommand.Arrive(null, null, Role.STATION_CHAIR), null, NOON.plusSeconds(900));
        var arrived = (CourierEvent.Arrived)
                ((Decision.Accepted<CourierEvent>) decision).events().get(0);
        assertThat(arrived.ballots()).isEqualTo(400);
        assertThat(arrived.leftAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(arrived.observedAt()).isEqualTo(NOON.plusSeconds(900));
    }

    @Test
    void whatIsOverIsOver() {
        var arrived =
                after(requested(), new CourierCommand.Arrive(null, null, Role.STATION_CHAIR), NOON.plusSeconds(60));
        var cancel = CourierDecider.decide(
                arrived, new CourierCommand.Cancel("not needed", Role.MUNICIPALITY), null, NOON.plusSeconds(90));
        var refusal = ((Decision.Refused<CourierEvent>) cancel).refusal();
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TRANSITION);
        assertThat(refusal.state()).isEqualTo("delivered");
        var again = CourierDecider.decide(
                arrived, new CourierCommand.Arrive(null, null, Role.STATION_CHAIR), null, NOON.plusSeconds(90));
        assertThat(again).as("said twice is said once").isEqualTo(Decision.nothing());
        var cancelled =
                after(requested(), new CourierCommand.Cancel("not needed", Role.MUNICIPALITY), NOON.plusSeconds(60));
        assertThat(refusal(CourierDecider.decide(
                        cancelled, new CourierCommand.Leave(null, Role.STATION_CHAIR), null, NOON.plusSeconds(90))))
                .endsWith("trip-over");
    }

    @Test
    void isLateFromItsDeadlineOn() {
        var asked = requested();
        var due = NOON.plus(Duration.ofMinutes(45));
        assertThat(asked.isLate(due)).isFalse();
        assertThat(asked.isLate(due.plusSeconds(1))).isTrue();
        assertThat(after(asked, new CourierCommand.Arrive(null, null, Role.MUNICIPALITY), NOON.plusSeconds(60))
                        .isLate(due.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void nothingIsSeenOfATripBeforeItWasAskedFor() {
        var early = CourierDecider.decide(
                requested(),
                new CourierCommand.Leave(NOON.minusSeconds(60), Role.STATION_CHAIR),
                null,
                NOON.plusSeconds(60));
        assertThat(refusal(early)).isEqualTo("observedAt before-the-step");
    }

    @Test
    void bothStationsAndTheirMunicipalitiesSeeIt() {
        var courier = requested();
        assertThat(courier.id()).isEqualTo("c");
        assertThat(courier.seq()).isEqualTo(1);
        assertThat(courier.visibility().municipalities()).containsExactly("GM0344");
        var elsewhere = new Place("GM0228-1", 1, "Elders", new Municipality("GM0228", "Ede"), null);
        var across = after(null, new CourierCommand.Request(trip(elsewhere, null, 4), Role.TABLE_OPERATOR), NOON);
        assertThat(across.visibility().municipalities()).containsExactlyInAnyOrder("GM0344", "GM0228");
        var stock = after(null, new CourierCommand.Request(trip(null, null, 4), Role.MUNICIPALITY), NOON);
        assertThat(stock.visibility().municipalities()).containsExactly("GM0344");
        assertThat(stock.promisedBy("GM0344-31", null)).isZero();
    }

    @Test
    void theLastBallotsAndTheLastNumberAreWithinTheBounds() {
        var most = CourierDecider.MOST_BALLOTS;
        assertThat(ask(trip(null, null, most), has(null))).isInstanceOf(Decision.Accepted.class);
        assertThat(ask(trip(null, null, 1), has(null))).isInstanceOf(Decision.Accepted.class);
        for (int ballots : new int[] {0, most}) {
            var there = after(
                    requested(), new CourierCommand.Arrive(ballots, null, Role.MUNICIPALITY), NOON.plusSeconds(60));
            assertThat(there.state().arrived()).isEqualTo(ballots);
        }
        for (int ballots : new int[] {-1, most + 1}) {
            assertThat(refusal(CourierDecider.decide(
                            requested(),
                            new CourierCommand.Arrive(ballots, null, Role.MUNICIPALITY),
                            null,
                            NOON.plusSeconds(60))))
                    .isEqualTo("ballots ballots-bounds");
        }
    }

    @Test
    void whatIsSaidTwiceIsSaidOnceAndWhatContradictsIsRefused() {
        var later = NOON.plusSeconds(90);
        var asked = requested();
        assertThat(CourierDecider.decide(
                        asked, new CourierCommand.Request(asked.state().trip(), Role.MUNICIPALITY), null, later))
                .isEqualTo(Decision.nothing());
        var leave = new CourierCommand.Leave(null, Role.STATION_CHAIR);
        assertThat(CourierDecider.decide(after(asked, leave, later), leave, null, later))
                .isEqualTo(Decision.nothing());
        var cancel = new CourierCommand.Cancel("not needed", Role.MUNICIPALITY);
        var cancelled = after(asked, cancel, later);
        assertThat(CourierDecider.decide(cancelled, cancel, null, later)).isEqualTo(Decision.nothing());
        var all = new CourierCommand.Arrive(null, null, Role.MUNICIPALITY);
        assertThat(refusal(CourierDecider.decide(cancelled, all, null, later))).endsWith("trip-over");
        var there = after(asked, new CourierCommand.Arrive(390, null, Role.MUNICIPALITY), later);
        assertThat(CourierDecider.decide(there, new CourierCommand.Arrive(390, null, Role.MUNICIPALITY), null, later))
                .isEqualTo(Decision.nothing());
        assertThat(refusal(CourierDecider.decide(
                        there, new CourierCommand.Arrive(391, null, Role.MUNICIPALITY), null, later)))
                .endsWith("trip-over");
        assertThat(refusal(CourierDecider.decide(
                        asked, new CourierCommand.Arrive(null, NOON.minusSeconds(1), Role.MUNICIPALITY), null, later)))
                .isEqualTo("observedAt before-the-step");
        for (var command : List.of(leave, all, cancel, new CourierCommand.PutAway())) {
            assertThat(((Decision.Refused<CourierEvent>) CourierDecider.decide(null, command, null, later))
                            .refusal()
                            .reason())
                    .isEqualTo(Refusal.Reason.UNKNOWN);
        }
    }

    @Test
    void fromTheMunicipalitysStockTheGiverIsNoStation() {
        var asked = after(null, new CourierCommand.Request(trip(null, null, 40), Role.MUNICIPALITY), NOON);
        var decision = CourierDecider.decide(
                asked, new CourierCommand.Arrive(null, null, Role.MUNICIPALITY), null, NOON.plusSeconds(60));
        var arrived = (CourierEvent.Arrived)
                ((Decision.Accepted<CourierEvent>) decision).events().get(0);
        assertThat(arrived.from()).isNull();
        assertThat(arrived.leftAt()).isEqualTo(NOON.plusSeconds(60));
    }
}
