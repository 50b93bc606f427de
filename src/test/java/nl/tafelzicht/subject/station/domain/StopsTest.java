package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationEntry.Stop;
import org.junit.jupiter.api.Test;

/** A station is who it is by its number: one that goes from stop to stop, or closes at noon, is one station. */
class StopsTest {

    private static final DeadlineRule RULE = new DeadlineRule(Duration.ofMinutes(15), Duration.ofMinutes(90));
    private static final Stop A = stop(1, "Kade", "07:30", "10:00");
    private static final Stop B = stop(2, "Plein", "10:30", "14:00");
    private static final Stop C = stop(3, "Haven", "15:00", "21:00");

    private int version;

    private static Stop stop(int place, String street, String opens, String closes) {
        return new Stop(place, at(street), time(opens), time(closes));
    }

    private static Location at(String street) {
        return new Location(52.37 + street.length() * 0.001, 4.9, null, street, "1011 AB", "Amsterdam");
    }

    private static OffsetDateTime time(String clock) {
        return OffsetDateTime.parse("2026-03-18T" + clock + ":00+01:00");
    }

    private static Instant moment(String clock) {
        return time(clock).toInstant();
    }

    private static StationEntry entry(Stop... stops) {
        var first = stops[0];
        return new StationEntry(
                        "GM0363-7",
                        7,
                        "Stembus",
                        StationType.MOBILE,
                        new Municipality("GM0363", "Amsterdam"),
                        first.location(),
                        first.opensAt(),
                        first.closesAt(),
                        null,
                        0)
                .withStops(List.of(stops));
    }

    private Station after(Station before, StationEvent event, String clock) {
        version++;
        return Station.evolve(
                before, event, new EventMetadata(version, new UUID(0, version), version, moment(clock), "somebody"));
    }

    private Station bus() {
        return after(null, new StationEvent.Registered(entry(A, B, C), UUID.randomUUID()), "06:00");
    }

    private static Decision<StationEvent> ask(Station station, StationCommand command, String clock) {
        return StationDecider.decide(station, command, moment(clock));
    }

    private static StationCommand.Report say(Status status) {
        return new StationCommand.Report(
                new StatusReport(status, null, null, null, null, null, null, null, null), Role.STATION_CHAIR);
    }

    private Station told(Station station, Status status, String clock) {
        var decision = ask(station, say(status), clock);
        assertThat(decision).as(status + " at " + clock).isInstanceOf(Decision.Accepted.class);
        return after(
                station, ((Decision.Accepted<StationEvent>) decision).events().get(0), clock);
    }

    private Station deadlines(Station station, String clock) {
        var decision = ask(station, new StationCommand.CheckDeadlines(RULE), clock);
        return decision instanceof Decision.Accepted<StationEvent> a
                        && !a.events().isEmpty()
                ? after(station, a.events().get(0), clock)
                : station;
    }

    private static List<String> numbered(StationEntry entry) {
        return entry.periods().stream()
                .map(s -> s.place() + " " + s.location().address())
                .toList();
    }

    @Test
    void aStopThatIsLeftOutDoesNotShiftTheOthers() {
        var known = entry(A, B, C);
        var newer = Stops.of(known, entry(stop(1, "Plein", "10:30", "14:00"), stop(2, "Haven", "15:00", "21:00")));
        assertThat(numbered(newer.entry())).containsExactly("2 Plein", "3 Haven");
        assertThat(newer.leftOut()).containsExactly(A);
        assertThat(numbered(newer.kept()))
                .as("as long as nobody confirmed")
                .containsExactly("1 Kade", "2 Plein", "3 Haven");
        assertThat(newer.kept().saysTheSameAs(known)).isTrue();
    }

    @Test
    void aNewStopGetsANumberThatNobodyHad() {
        var newer = Stops.of(entry(A, C), entry(A, stop(2, "Station", "11:00", "13:00"), C));
        assertThat(numbered(newer.entry())).as("in order of time").containsExactly("1 Kade", "2 Station", "3 Haven");
        assertThat(numbered(Stops.of(entry(A, B), entry(stop(1, "Bos", "06:00", "07:00"), A, B))
                        .entry()))
                .containsExactly("3 Bos", "1 Kade", "2 Plein");
    }

    @Test
    void aStopIsTheSameAtOtherHoursOrElsewhereAtTheSameHours() {
        assertThat(numbered(Stops.of(entry(A, B), entry(A, stop(9, "Plein", "11:00", "14:00")))
                        .entry()))
                .containsExactly("1 Kade", "2 Plein");
        assertThat(numbered(Stops.of(entry(A, B), entry(A, stop(9, "Markt", "10:30", "14:00")))
                        .entry()))
                .containsExactly("1 Kade", "2 Markt");
        assertThat(Stops.of(entry(A, B), entry(A, stop(9, "Markt", "12:00", "14:00")))
                        .leftOut())
                .containsExactly(B);
    }

    @Test
    void aStationThatStaysIsAsBefore() {
        var moved = Stops.of(entry(A), entry(stop(1, "Plein", "08:00", "20:00")));
        assertThat(moved.leftOut()).isEmpty();
        assertThat(moved.entry().stops()).isNull();
        assertThat(moved.entry().location().address()).isEqualTo("Plein");
        assertThat(numbered(Stops.of(entry(A), entry(A, B)).entry()))
                .as("one that gets a second stop")
                .containsExactly("1 Kade", "2 Plein");
    }

    @Test
    void whatANewerFileDoesNotKnowStays() {
        var rough = new Location(52.3, 4.8, true, null, "1011 AB", null);
        var exact = new StationEntry(
                "GM0363-7",
                7,
                "Stembus",
                StationType.REGULAR,
                new Municipality("GM0363", "Amsterdam"),
                at("Kade"),
                A.opensAt(),
                A.closesAt(),
                1400,
                0);
        var newer = new StationEntry(
                "GM0363-7",
                7,
                "Stembus",
                StationType.REGULAR,
                new Municipality("GM0363", "Amsterdam"),
                rough,
                A.opensAt(),
                A.closesAt(),
                null,
                0);
        assertThat(Stops.of(exact, newer).entry().saysTheSameAs(exact)).isTrue();
        var elsewhere = new Location(52.3, 4.8, true, null, "1098 XX", null);
        var other = new StationEntry(
                "GM0363-7",
                7,
                "Stembus",
                StationType.REGULAR,
                new Municipality("GM0363", "Amsterdam"),
                elsewhere,
                A.opensAt(),
                A.closesAt(),
                null,
                0);
        assertThat(Stops.of(exact, other).entry().location())
                .as("another postcode")
                .isEqualTo(elsewhere);
    }

    @Test
    void itIsWhereTheTimeSaysAndItsStateGoesWithIt() {
        var station = told(bus(), Status.OPEN, "07:30");
        assertThat(station.entry().location().address()).isEqualTo("Kade");
        assertThat(deadlines(station, "09:59").entry().location().address()).isEqualTo("Kade");
        station = deadlines(told(station, Status.CLOSED, "10:02"), "10:02");
        assertThat(station.entry().location().address()).isEqualTo("Plein");
        assertThat(station.state().status()).isEqualTo(Status.CLOSED);
        assertThat(station.state().attention()).as("it closed on time").isEmpty();
        station = told(station, Status.OPEN, "10:30");
        assertThat(station.state().attention()).as("and opened on time").isEmpty();
        var dropped = after(
                station,
                new StationEvent.Registered(
                        Stops.of(station.entry(), entry(B, C)).entry().registered(), UUID.randomUUID()),
                "10:40");
        assertThat(dropped.entry().location().address()).isEqualTo("Plein");
        assertThat(dropped.state().status()).isEqualTo(Status.OPEN);
        assertThat(dropped.isToGoOn(moment("13:59"))).isFalse();
        assertThat(dropped.isToGoOn(moment("14:00"))).isTrue();
    }

    @Test
    void itOpensOnceForEachStopAndOnlyThen() {
        var closed = told(told(bus(), Status.OPEN, "07:30"), Status.CLOSED, "10:00");
        assertThat(ask(closed, say(Status.OPEN), "10:30")).isInstanceOf(Decision.Accepted.class);
        var last = told(told(closed, Status.OPEN, "15:00"), Status.CLOSED, "21:00");
        assertThat(ask(last, say(Status.OPEN), "21:10"))
                .as("nothing comes after the last")
                .isInstanceOf(Decision.Refused.class);
        var stays = told(
                told(
                        after(null, new StationEvent.Registered(entry(A), UUID.randomUUID()), "06:00"),
                        Status.OPEN,
                        "07:30"),
                Status.CLOSED,
                "08:00");
        assertThat(ask(stays, say(Status.OPEN), "08:10"))
                .as("nor for a station that stays")
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void closingBeforeTheHourOfAStopIsEarlyAndBetweenTwoStopsIsNot() {
        var open = told(bus(), Status.OPEN, "07:30");
        assertThat(told(open, Status.CLOSED, "09:54").state().attention()).containsExactly(Attention.CLOSED_EARLY);
        assertThat(told(open, Status.CLOSED, "09:55").state().attention()).isEmpty();
        assertThat(told(open, Status.CLOSED, "10:29").state().attention()).isEmpty();
        assertThat(told(told(told(open, Status.CLOSED, "10:00"), Status.OPEN, "10:30"), Status.CLOSED, "13:00")
                        .state()
                        .attention())
                .containsExactly(Attention.CLOSED_EARLY);
        assertThat(told(told(open, Status.CLOSED, "10:00"), Status.COUNTING, "10:05")
                        .state()
                        .attention())
                .as("it counts after the last")
                .containsExactly(Attention.COUNTING_EARLY);
        assertThat(told(told(open, Status.CLOSED, "10:00"), Status.OPEN, "10:14")
                        .state()
                        .attention())
                .containsExactly(Attention.OPENED_EARLY);
        assertThat(told(told(open, Status.CLOSED, "10:00"), Status.OPEN, "10:15")
                        .state()
                        .attention())
                .isEmpty();
    }

    @Test
    void itIsOverdueAtEachStop() {
        var station = bus();
        assertThat(RULE.isOverdue(station, moment("07:44"))).isFalse();
        assertThat(RULE.isOverdue(station, moment("07:45"))).isTrue();
        assertThat(RULE.isOverdue(station, moment("10:44")))
                .as("that hour is over")
                .isFalse();
        assertThat(RULE.isOverdue(station, moment("10:45"))).isTrue();
        var closed = told(told(station, Status.OPEN, "07:30"), Status.CLOSED, "10:00");
        assertThat(RULE.isOverdue(closed, moment("10:44"))).isFalse();
        assertThat(RULE.isOverdue(closed, moment("10:45"))).isTrue();
        var last = told(told(closed, Status.OPEN, "15:00"), Status.CLOSED, "20:00");
        assertThat(RULE.isOverdue(last, moment("20:30"))).isFalse();
    }

    @Test
    void nobodyIsWithdrawnWhoHasSaidSomethingSince() {
        var station = bus();
        var withdraw = new StationCommand.Withdraw(UUID.randomUUID(), null, "left out", Role.MUNICIPALITY);
        assertThat(ask(station, withdraw, "07:00")).isInstanceOf(Decision.Accepted.class);
        var open = told(station, Status.OPEN, "07:30");
        assertThat(ask(open, withdraw, "07:31")).isInstanceOf(Decision.Refused.class);
        var known = new StationCommand.Withdraw(
                UUID.randomUUID(), open.state().lastReport().id(), "left out", Role.MUNICIPALITY);
        var gone = after(
                open,
                ((Decision.Accepted<StationEvent>) ask(open, known, "07:31"))
                        .events()
                        .get(0),
                "07:31");
        assertThat(gone.withdrawn()).isTrue();
        assertThat(ask(gone, say(Status.CLOSED), "07:32")).isInstanceOf(Decision.Refused.class);
        var back = ask(
                gone,
                new StationCommand.Reverse(
                        null, gone.entry().registered(), UUID.randomUUID(), "a mistake", Role.MUNICIPALITY),
                "07:33");
        var again =
                after(gone, ((Decision.Accepted<StationEvent>) back).events().get(0), "07:33");
        assertThat(again.state().status()).as("with what it had said").isEqualTo(Status.OPEN);
        assertThat(Stream.of(again.seq(), again.state().seq()))
                .as("so that screens that dropped it get both halves")
                .containsOnly((long) version);
    }

    @Test
    void aNewerFileLeavesItAtItsPresentStop() {
        var station = deadlines(told(told(bus(), Status.OPEN, "07:30"), Status.CLOSED, "10:02"), "10:02");
        var elsewhere = stop(2, "Markt", "10:30", "14:00");
        var again = after(station, new StationEvent.Registered(entry(A, elsewhere, C), UUID.randomUUID()), "10:10");
        assertThat(again.stop()).isEqualTo(2);
        assertThat(again.entry().location().address()).isEqualTo("Markt");
        assertThat(again.entry().aliasOf(elsewhere)).isEqualTo("GM0363-7.2");
        var gone = after(station, new StationEvent.Registered(entry(A, C), UUID.randomUUID()), "10:10");
        assertThat(gone.stop()).as("that stop is left out").isEqualTo(1);
        assertThat(gone.entry().location().address()).isEqualTo("Kade");
    }

    @Test
    void aStopThatAFileLeavesOutStaysUntilSomebodyConfirms() {
        var shorter = entry(A, C);
        var kept = new StationCommand.Register(shorter, new UUID(8, 8), true);
        var dropped = new StationCommand.Register(shorter, new UUID(8, 8), false);
        assertThat(ask(bus(), kept, "06:30")).isEqualTo(Decision.nothing());
        var event = (StationEvent.Registered) ((Decision.Accepted<StationEvent>) ask(bus(), dropped, "06:30"))
                .events()
                .get(0);
        assertThat(numbered(event.entry())).containsExactly("1 Kade", "3 Haven");
    }

    @Test
    void theSamePlaceTwiceADayIsTwoStopsThatAreToldApartByTheirHours() {
        var noon = stop(2, "Kade", "12:00", "14:00");
        var night = stop(3, "Kade", "18:00", "21:00");
        var newer = Stops.of(
                entry(A, noon, night), entry(stop(1, "Kade", "18:00", "21:00"), stop(2, "Kade", "12:00", "13:00")));
        assertThat(newer.entry().stops()).extracting(Stop::place).containsExactly(2, 3);
        assertThat(newer.leftOut()).containsExactly(A);
    }

    @Test
    void whatIsLeftOutStaysOnlyAsFarAsThereIsRoom() {
        var known = new Stop[StationEntry.MOST_STOPS];
        var read = new Stop[StationEntry.MOST_STOPS - 1];
        for (int i = 0; i < known.length; i++) {
            var opens = time("06:00").plusMinutes(10L * i);
            known[i] = new Stop(i + 1, at("Old" + "x".repeat(i)), opens, opens.plusMinutes(5));
            if (i < read.length) {
                read[i] = new Stop(i + 1, at("New" + "x".repeat(60 + i)), opens.plusMinutes(1), opens.plusMinutes(6));
            }
        }
        var newer = Stops.of(entry(known), entry(read));
        assertThat(newer.leftOut()).hasSize(StationEntry.MOST_STOPS);
        assertThat(newer.kept().stops()).hasSize(StationEntry.MOST_STOPS);
    }

    @Test
    void ballotsAreWantedBetweenTwoStopsButNotAfterTheLast() {
        var closed = told(told(bus(), Status.OPEN, "07:30"), Status.CLOSED, "10:00");
        assertThat(closed.mayWantBallots()).isTrue();
        assertThat(told(told(closed, Status.OPEN, "15:00"), Status.CLOSED, "21:00")
                        .mayWantBallots())
                .isFalse();
    }
}
