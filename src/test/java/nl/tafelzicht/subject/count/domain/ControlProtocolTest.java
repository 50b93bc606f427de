package nl.tafelzicht.subject.count.domain;

import static nl.tafelzicht.subject.count.domain.Counts.votes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.subject.count.domain.ControlProtocol.Result;
import nl.tafelzicht.subject.count.domain.ControlProtocol.Switched;
import nl.tafelzicht.subject.count.domain.Counts.Unit;
import org.junit.jupiter.api.Test;

class ControlProtocolTest {

    private static Result of(Unit unit) {
        return of(unit, new Unit(0, votes(5_000), votes(5_000)));
    }

    private static Result of(Unit unit, Unit total) {
        var one = unit.build();
        return ControlProtocol.check(Counts.of(total.build(), one, new Unit(2, one.candidateVotes()).build()))
                .get(0);
    }

    private static Unit unit() {
        return new Unit(1, votes(250), votes(250));
    }

    @Test
    void aStationThatIsAsOthersIsNotRemarkable() {
        var result = of(unit());
        assertThat(result.isRemarkable()).isFalse();
        assertThat(result.unexplained()).isZero();
        assertThat(result.unaccounted()).isZero();
    }

    @Test
    void rejectedVotesFromThreePercentOn() {
        assertThat(of(new Unit(1, votes(485), votes(486)).blank(29)).blankPercent())
                .isNull();
        assertThat(of(new Unit(1, votes(485), votes(485)).blank(30)).blankPercent())
                .isEqualTo(3.0);
        assertThat(of(new Unit(1, votes(485), votes(486)).invalid(29)).invalidPercent())
                .isNull();
        assertThat(of(new Unit(1, votes(485), votes(485)).invalid(30)).invalidPercent())
                .isEqualTo(3.0);
    }

    @Test
    void aDifferenceFromFifteenOnOrFromTwoPercentOn() {
        assertThat(of(new Unit(1, votes(700), votes(700)).admitted(1_414)).difference())
                .isNull();
        assertThat(of(new Unit(1, votes(700), votes(700)).admitted(1_414)).differencePercent())
                .isNull();
        assertThat(of(new Unit(1, votes(700), votes(700)).admitted(1_415)).difference())
                .isEqualTo(15);
        assertThat(of(unit().admitted(509)).differencePercent()).isNull();
        assertThat(of(unit().admitted(510)).differencePercent()).isEqualTo(2.0);
        assertThat(of(unit().admitted(490)).differencePercent()).isEqualTo(2.0);
        assertThat(of(new Unit(1, votes(0), votes(0)).admitted(3)).differencePercent())
                .isNull();
        assertThat(of(new Unit(1, votes(0), votes(0)).admitted(3)).isWithoutVotes())
                .isTrue();
    }

    @Test
    void explanationsAreTakenOffTheDifferenceThatTheyExplain() {
        var more = unit().admitted(490)
                .states(UncountedReason.TOO_MANY_ISSUED, 4)
                .states(UncountedReason.TOO_MANY_POSTAL, 1)
                .states(UncountedReason.UNEXPLAINED, 2)
                .states(UncountedReason.OTHER_EXPLANATION, 1);
        assertThat(of(more).unaccounted()).isEqualTo(2);
        assertThat(of(more).unexplained()).isEqualTo(2);
        assertThat(of(more.states(UncountedReason.TAKEN_AWAY, 9)).unaccounted())
                .as("of the other side")
                .isEqualTo(2);
        var fewer = unit().admitted(510)
                .states(UncountedReason.TAKEN_AWAY, 1)
                .states(UncountedReason.TOO_FEW_ISSUED, 1)
                .states(UncountedReason.NO_POSTAL, 1)
                .states(UncountedReason.LOST, 1)
                .states(UncountedReason.UNEXPLAINED, 1)
                .states(UncountedReason.OTHER_EXPLANATION, 7);
        assertThat(of(fewer).unaccounted())
                .as("more was explained than there is")
                .isEqualTo(2);
        assertThat(of(fewer.states(UncountedReason.TOO_MANY_ISSUED, 9)).unaccounted())
                .isEqualTo(2);
        assertThat(of(unit().states(UncountedReason.OTHER_EXPLANATION, 3)).unaccounted())
                .as("no difference")
                .isZero();
    }

    @Test
    void aListIsComparedWithTheRestOfTheMunicipality() {
        // elsewhere 4,900 of 9,400 and 4,500 of 9,400; here all or nothing
        var result = of(new Unit(1, votes(100), votes(500)), new Unit(0, votes(5_000), votes(5_000)));
        assertThat(result.deviations()[0]).isEqualTo(100.0 / 600 * 100 - 4_900.0 / 9_400 * 100);
        assertThat(result.deviatingLists()).isEmpty();
        assertThat(of(new Unit(1, votes(0), votes(100)), new Unit(0, votes(50), votes(150)))
                        .deviatingLists())
                .as("50.0 percentage points are enough")
                .containsExactly(0, 1);
        assertThat(of(new Unit(1, votes(1), votes(99)), new Unit(0, votes(51), votes(149)))
                        .deviatingLists())
                .isEmpty();
        assertThat(of(new Unit(1, votes(0), votes(0))).deviations()[0]).isEqualTo(-50.0);
        assertThat(of(new Unit(1, votes(100), votes(0)), new Unit(0, votes(100), votes(0)))
                        .deviations()[0])
                .as("nobody voted elsewhere")
                .isEqualTo(100.0);
    }

    /** Elsewhere 100 to 900; here the other way round. */
    @Test
    void candidatesWhoseVotesWereSwitched() {
        var total = new Unit(0, votes(1_000 + 90, 9_000 + 10));
        var pair = of(new Unit(1, votes(90, 10)), total).switched();
        assertThat(pair).hasSize(1);
        assertThat(pair.get(0).more()).isEqualTo(1);
        assertThat(pair.get(0).moreVotes()).isEqualTo(90);
        assertThat(pair.get(0).moreExpected()).isEqualTo(10);
        assertThat(pair.get(0).fewer()).isEqualTo(2);
        assertThat(pair.get(0).fewerVotes()).isEqualTo(10);
        assertThat(pair.get(0).fewerExpected()).isEqualTo(90);
    }

    @Test
    void fiveTimesAndAFifthAreEnoughAndLessIsNot() {
        // of 100 votes on the list 16 and 84 are expected
        assertThat(of(new Unit(1, votes(80, 20)), new Unit(0, votes(1_680, 8_420)))
                        .switched())
                .isEmpty();
        // 16 and 80 of 96: five times; the other has 16 of 80: a fifth
        assertThat(of(new Unit(1, votes(80, 16)), new Unit(0, votes(1_080, 5_016)))
                        .switched())
                .hasSize(1);
        assertThat(of(new Unit(1, votes(79, 17)), new Unit(0, votes(1_079, 5_017)))
                        .switched())
                .isEmpty();
    }

    @Test
    void fewVotesSayNothing() {
        // expected 1.4 and 12.6 of 14
        assertThat(of(new Unit(1, votes(14, 0)), new Unit(0, votes(1_014, 9_000)))
                        .switched())
                .isEmpty();
        // of a candidate for whom nobody else voted any fifteen votes are many
        assertThat(of(new Unit(1, votes(15, 1)), new Unit(0, votes(15, 9_001))).switched())
                .hasSize(1);
        assertThat(of(new Unit(1, votes(14, 1)), new Unit(0, votes(14, 9_001))).switched())
                .isEmpty();
    }

    /**
     * Station 1 of a neighbourhood has 90 and 10 votes; the others there have so many each; elsewhere in the
     * municipality 1,000 and 9,000 were cast.
     */
    private static List<Switched> near(String name, int stations, int[] others, int[] elsewhere) {
        var units = new CountUnit[stations];
        int first = 0;
        int second = 0;
        for (int n = 1; n <= stations; n++) {
            var votes = n == 1 ? votes(90, 10) : others;
            first += votes[0];
            second += votes[1];
            units[n - 1] = new Unit(n, votes)
                    .name((n == 1 ? name : "De Proef " + n) + " (postcode: 1011 AB)")
                    .build();
        }
        var total = new Unit(0, votes(first + elsewhere[0], second + elsewhere[1])).build();
        var neighbourhoods = Neighbourhoods.of(Map.of(Neighbourhoods.key("1011AB"), "WK036300"), "a test's");
        return ControlProtocol.check(Counts.of(total, units), neighbourhoods)
                .get(0)
                .switched();
    }

    @Test
    void candidatesAreComparedWithinTheNeighbourhood() {
        int[] alike = {90, 10};
        int[] other = {10, 90};
        int[] elsewhere = {1_000, 9_000};
        assertThat(near("School", 5, alike, elsewhere))
                .as("they vote like that there")
                .isEmpty();
        assertThat(near("Stembureau mobiel", 5, alike, elsewhere))
                .as("people of everywhere vote there")
                .hasSize(1);
        assertThat(near("School", 5, other, elsewhere)).singleElement().satisfies(s -> assertThat(s.moreExpected())
                .as("the municipality's")
                .isEqualTo(Math.round(100 * 1_040 / 10_400.0)));
        assertThat(near("School", 4, other, elsewhere))
                .as("four are too few to say anything")
                .isEmpty();
        assertThat(near("School", 5, other, votes(9_000, 1_000)))
                .as("only those around it show it")
                .singleElement()
                .satisfies(s -> assertThat(s.fewerExpected()).isEqualTo(90));
    }

    @Test
    void oneStationHasNothingToBeComparedWith() {
        var one = new Unit(1, votes(90, 10)).build();
        var alone = ControlProtocol.check(Counts.of(new Unit(0, votes(1_090, 9_010)).build(), one));
        assertThat(alone.get(0).switched()).isEmpty();
    }

    @Test
    void theFingerprintIsReadInGroupsOfFour() {
        assertThat(Fingerprint.of(new byte[0]).toString())
                .isEqualTo("e3b0 c442 98fc 1c14 9afb f4c8 996f b924 27ae 41e4 649b 934c a495 991b 7852 b855");
    }

    @Test
    void whereAFifthOfExactlyFifteenVotesIsLeftACandidateHasFewer() {
        // of 60 votes on the list 0, 15 and 45 are expected
        var result = of(new Unit(1, votes(18, 3, 39)), new Unit(0, votes(18, 253, 789)));
        assertThat(result.switched()).singleElement().satisfies(s -> {
            assertThat(s.more()).isEqualTo(1);
            assertThat(s.fewer()).isEqualTo(2);
            assertThat(s.fewerExpected()).isEqualTo(15);
        });
    }

    /** Both lists were switched; the neighbourhood expects 10 and 90, the municipality 20 and 80 of the second list. */
    @Test
    void eachPairOfCandidatesHasTheNumbersThatTheMunicipalityExpects() {
        var units = new CountUnit[5];
        for (int n = 1; n <= units.length; n++) {
            units[n - 1] = new Unit(n, n == 1 ? votes(90, 10) : votes(10, 90), n == 1 ? votes(100, 0) : votes(10, 90))
                    .name("School (postcode: 1011 AB)")
                    .build();
        }
        var total = new Unit(0, votes(130 + 60, 370 + 540), votes(140 + 160, 360 + 440)).build();
        var neighbourhoods = Neighbourhoods.of(Map.of(Neighbourhoods.key("1011AB"), "WK036300"), "a test's");
        assertThat(ControlProtocol.check(Counts.of(total, units), neighbourhoods)
                        .get(0)
                        .switched())
                .containsExactly(new Switched(0, 1, 90, 10, 2, 10, 90), new Switched(1, 1, 100, 20, 2, 0, 80));
    }
}
