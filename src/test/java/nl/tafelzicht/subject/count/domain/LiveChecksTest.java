package nl.tafelzicht.subject.count.domain;

import static nl.tafelzicht.subject.count.domain.Counts.votes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.subject.count.domain.Counts.Unit;
import nl.tafelzicht.subject.count.domain.LiveChecks.StationDay;
import org.junit.jupiter.api.Test;

class LiveChecksTest {

    private static final CountUnit TOTAL = new Unit(0, votes(300)).build();
    private static final StationDay SILENT = new StationDay(1, null, false, true, false);

    private static Unit unit(int number) {
        return new Unit(number, votes(100));
    }

    private static List<Finding> beside(CountUnit unit, StationDay... stations) {
        return LiveChecks.besideStations(Counts.of(TOTAL, unit), List.of(stations));
    }

    private static List<String> codes(List<Finding> found) {
        return found.stream().map(Finding::code).toList();
    }

    @Test
    void aStationThatSaidNothingOfVotersIsNotCompared() {
        assertThat(beside(unit(1).build(), SILENT)).isEmpty();
    }

    @Test
    void fewerAdmittedThanTheStationSaidIsFoundAndMoreOnlyOnceTheDoorsWereClosed() {
        var admitted = unit(1).admitted(100).build();
        assertThat(beside(admitted, new StationDay(1, 100, true, true, false))).isEmpty();
        assertThat(beside(admitted, new StationDay(1, 99, false, true, false))).isEmpty();
        assertThat(beside(admitted, new StationDay(1, 101, false, true, false)))
                .containsExactly(new Finding(LiveChecks.ADMITTED, "0363::SB1", null, Map.of("D", 100, "said", 101)));
        assertThat(codes(beside(admitted, new StationDay(1, 99, true, true, false))))
                .containsExactly(LiveChecks.ADMITTED);
    }

    @Test
    void votesFromAStationThatNobodySawOpenAreFoundWhereOthersWereSeen() {
        var never = new StationDay(1, null, false, false, false);
        var other = new StationDay(2, null, false, true, false);
        var both = Counts.of(TOTAL, unit(1).build(), unit(2).build());
        assertThat(codes(LiveChecks.besideStations(both, List.of(never, other))))
                .containsExactly(LiveChecks.NEVER_OPENED);
        assertThat(LiveChecks.besideStations(both, List.of(never, new StationDay(2, null, false, false, false))))
                .as("a day that was not in the hub")
                .isEmpty();
        var empty = Counts.of(TOTAL, new Unit(1, votes(0)).admitted(0).build(), unit(2).build());
        assertThat(LiveChecks.besideStations(empty, List.of(never, other))).isEmpty();
    }

    @Test
    void unitsAndStationsThatHaveNoCounterpartAreNamed() {
        assertThat(codes(beside(unit(2).build(), SILENT)))
                .containsExactly(LiveChecks.UNKNOWN_UNIT, LiveChecks.MISSING_UNIT);
        assertThat(beside(unit(2).build(), SILENT).get(1).unit()).isEqualTo("0363::SB1");
        assertThat(beside(unit(2).build())).as("a hub without stations").isEmpty();
        assertThat(codes(beside(unit(1).build(), new StationDay(1, null, false, true, true))))
                .containsExactly(LiveChecks.WITHDRAWN);
        assertThat(beside(new Unit(1, votes(0)).admitted(0).build(), new StationDay(1, null, false, true, true)))
                .as("a station that was withdrawn may stand there without votes")
                .isEmpty();
        assertThat(beside(
                        unit(1).build(),
                        SILENT,
                        new StationDay(17, null, false, true, false),
                        new StationDay(2, null, false, true, false)))
                .as("in the order of their numbers")
                .extracting(Finding::unit)
                .containsExactly("0363::SB2", "0363::SB17");
        assertThat(codes(beside(unit(1).build(), SILENT, new StationDay(9, null, false, true, true))))
                .as("a station that was withdrawn needs no unit")
                .isEmpty();
    }

    @Test
    void votesCastThatAreTheAdmittedVotersCopiedAreFound() {
        var copied = unit(1).list(0, 90).onLists(100).admitted(100).build();
        assertThat(LiveChecks.copied(Counts.of(TOTAL, copied)))
                .containsExactly(
                        new Finding(LiveChecks.COPIED, "0363::SB1", null, Map.of("D", 100, "H", 100, "lists", 90)));
        assertThat(LiveChecks.copied(Counts.of(TOTAL, unit(1).admitted(100).build())))
                .isEmpty();
        assertThat(LiveChecks.copied(Counts.of(
                        TOTAL, unit(1).list(0, 90).onLists(101).admitted(100).build())))
                .isEmpty();
    }

    @Test
    void whatAFileChangesWithoutSayingSoIsFound() {
        var before = Counts.of(TOTAL, unit(1).build(), unit(2).build());
        var changed = unit(1).blank(3).admitted(100);
        assertThat(LiveChecks.besideSessionBefore(before, Counts.of(TOTAL, changed.build(), unit(2).build())))
                .containsExactly(new Finding(LiveChecks.CHANGED_UNSAID, "0363::SB1", null, Map.of("changed", 2)));
        assertThat(LiveChecks.besideSessionBefore(
                        before,
                        Counts.of(
                                TOTAL,
                                changed.corrected("F", "meer getelde stembiljetten")
                                        .build(),
                                unit(2).build())))
                .isEmpty();
        assertThat(LiveChecks.besideSessionBefore(
                                before, Counts.of(TOTAL, changed.corrected("F").build(), unit(2).build()))
                        .get(0)
                        .numbers())
                .containsEntry("changed", 1);
        assertThat(LiveChecks.besideSessionBefore(
                        before,
                        Counts.of(
                                new Unit(0, votes(301)).build(),
                                changed.investigated().build(),
                                unit(2).build())))
                .as("neither of a unit that was investigated nor of the total")
                .isEmpty();
        assertThat(codes(LiveChecks.besideSessionBefore(before, before))).containsExactly(LiveChecks.SAME_CONTENT);
    }

    @Test
    void aSumIsLaidBesideTheCountsThatItIsOf() {
        var sum = Counts.of(
                TOTAL,
                Counts.named("HSB1::0363", votes(100)),
                Counts.named("0344", votes(100)),
                Counts.named("Utrecht", votes(1)));
        assertThat(LiveChecks.ofSum(sum, Map.of("GM0363", 7_700, "GM0344", 100)))
                .containsExactly(new Finding(LiveChecks.SUM, "HSB1::0363", null, Map.of("E", 100, "counted", 7_700)));
        assertThat(LiveChecks.ofSum(sum, Map.of())).isEmpty();
    }
}
