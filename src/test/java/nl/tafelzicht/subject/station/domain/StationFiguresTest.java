package nl.tafelzicht.subject.station.domain;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.NOON;
import static nl.tafelzicht.support.Fold.UTRECHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page shows of a municipality before it has all its stations. */
class StationFiguresTest {

    private static final Instant AFTER_CLOSING = Instant.parse("2026-03-18T20:05:00Z");

    private static Station station(int number, Municipality municipality, Integer eligible) {
        var e = Fold.entry(municipality.code() + "-" + number, municipality);
        var entry = new StationEntry(
                e.id(),
                e.number(),
                e.name(),
                e.type(),
                municipality,
                e.location(),
                e.opensAt(),
                e.closesAt(),
                eligible,
                0);
        return Station.evolve(
                null,
                new StationEvent.Registered(entry, new UUID(8, 8)),
                new EventMetadata(1, new UUID(7, 1), 1, NOON, "somebody"));
    }

    private static Station after(Station before, StationEvent event, Instant at) {
        int version = before.version() + 1;
        return Station.evolve(before, event, new EventMetadata(version, new UUID(7, version), version, at, "somebody"));
    }

    private static Station says(
            Station before, Status status, Integer waiting, Integer voters, Integer members, Ballots ballots) {
        return after(
                before,
                new StationEvent.Reported(
                        new StatusReport(status, waiting, null, voters, members, ballots, null, null, null),
                        Role.MUNICIPALITY,
                        null),
                status == null || status.isVoting() ? NOON : AFTER_CLOSING);
    }

    private static Station in(Status status) {
        return says(station(1, EDE, null), status, null, null, null, null);
    }

    private static Map<String, Long> figures(Station... stations) {
        var all = StationFigures.of(List.of(stations));
        assertThat(all).hasSize(1);
        return all.get(0).counts();
    }

    @Test
    void aStationThatSaidNothingIsExpectedAndZerosAreLeftOut() {
        assertThat(figures(station(1, EDE, null))).isEqualTo(Map.of("stations", 1L, "expected", 1L));
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, open",
        "CLOSED, closed",
        "COUNTING, counting",
        "COUNTED, counted",
        "ARRIVED, counted",
        "COUNTING_CANDIDATES, counted",
    })
    void eachStationIsUnderOneStatus(Status status, String figure) {
        assertThat(figures(in(status))).isEqualTo(Map.of("stations", 1L, figure, 1L));
    }

    @Test
    void whoseBallotsAreOnTheWayHasCountedToo() {
        assertThat(figures(in(Status.ON_THE_WAY))).isEqualTo(Map.of("stations", 1L, "counted", 1L, "onTheWay", 1L));
    }

    @ParameterizedTest
    @CsvSource({"SUSPENDED", "COUNT_SUSPENDED"})
    void aSuspensionIsUrgent(Status status) {
        assertThat(figures(in(status)))
                .isEqualTo(Map.of("stations", 1L, "suspended", 1L, "attention", 1L, "urgent", 1L));
    }

    @Test
    void turnoutIsOfTheStationsOfWhichItIsKnownHowManyMayVote() {
        var known = says(station(1, EDE, 1200), Status.OPEN, null, 300, null, null);
        var unknown = says(station(2, EDE, null), Status.OPEN, null, 40, null, null);
        var none = says(station(3, EDE, 0), Status.OPEN, null, 2, null, null);
        assertThat(figures(known, unknown, none))
                .isEqualTo(Map.of(
                        "stations", 3L,
                        "open", 3L,
                        "eligible", 1200L,
                        "eligibleAdmitted", 300L,
                        "admitted", 342L));
    }

    @Test
    void whoVotesInTwoElectionsIsAdmittedOnce() {
        var several = new StatusReport(
                Status.OPEN,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(
                        new ElectionReport("PS", 410, null, null, null),
                        new ElectionReport("AB", 390, null, null, null)));
        var e = Fold.entry("GM0228-1", EDE);
        var eligible = new java.util.LinkedHashMap<String, Integer>();
        eligible.put("PS", 1200);
        eligible.put("AB", 1150);
        var station = Station.evolve(
                null,
                new StationEvent.Registered(e.forElections(eligible), new UUID(8, 8)),
                new EventMetadata(1, new UUID(7, 1), 1, NOON, "somebody"));
        assertThat(figures(after(station, new StationEvent.Reported(several, Role.MUNICIPALITY, null), NOON)))
                .containsEntry("admitted", 410L)
                .containsEntry("eligible", 1200L);
    }

    @Test
    void eachReasonForAttentionHasItsNumberAndOnlyTheHeavyOnesAreUrgent() {
        var open = in(Status.OPEN);
        assertThat(figures(after(station(1, EDE, null), new StationEvent.FoundOverdue(), NOON)))
                .isEqualTo(Map.of("stations", 1L, "expected", 1L, "overdue", 1L, "attention", 1L));
        assertThat(figures(after(open, new StationEvent.FoundSilent(), NOON)))
                .isEqualTo(Map.of("stations", 1L, "open", 1L, "silent", 1L, "attention", 1L));
        assertThat(figures(says(open, null, 31, null, null, null)))
                .isEqualTo(Map.of("stations", 1L, "open", 1L, "waiting", 1L, "attention", 1L));
        assertThat(figures(says(open, null, null, null, 2, null)))
                .isEqualTo(Map.of("stations", 1L, "open", 1L, "members", 1L, "attention", 1L));
        assertThat(figures(says(open, null, null, null, null, Ballots.LOW)))
                .isEqualTo(Map.of("stations", 1L, "open", 1L, "ballots", 1L, "attention", 1L));
        assertThat(figures(says(open, null, null, null, null, Ballots.OUT)))
                .isEqualTo(Map.of("stations", 1L, "open", 1L, "ballots", 1L, "attention", 1L, "urgent", 1L));
    }

    @Test
    void theyAreByMunicipality() {
        var all =
                StationFigures.of(List.of(station(1, UTRECHT, null), station(2, EDE, null), station(3, UTRECHT, null)));
        assertThat(all)
                .containsExactly(
                        new StationFigures(UTRECHT, Map.of("stations", 2L, "expected", 2L)),
                        new StationFigures(EDE, Map.of("stations", 1L, "expected", 1L)));
    }
}
