package nl.tafelzicht.subject.count.domain;

import static nl.tafelzicht.subject.count.domain.Counts.votes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.subject.count.domain.Counts.Unit;
import org.junit.jupiter.api.Test;

class ProtocolFindingsTest {

    private static List<Finding> of(CountUnit total, CountUnit... units) {
        var count = Counts.of(total, units);
        return ProtocolFindings.of(count, ControlProtocol.check(count));
    }

    private static Finding finding(String code, Integer list, Map<String, Integer> numbers) {
        return new Finding(code, "0363::SB1", list, numbers);
    }

    @Test
    void eachRemarkIsAFindingWithWhatWasCompared() {
        var total = new Unit(0, votes(2_000)).build();
        assertThat(of(total, new Unit(1, votes(0)).build()))
                .contains(finding(ProtocolFindings.ZERO, null, Map.of("H", 0)));
        assertThat(of(total, new Unit(1, votes(500)).blank(17).invalid(20).build()))
                .containsExactly(
                        finding(ProtocolFindings.INVALID, null, Map.of("G", 20, "H", 537)),
                        finding(ProtocolFindings.BLANK, null, Map.of("F", 17, "H", 537)));
        assertThat(of(total, new Unit(1, votes(500)).admitted(516).build()))
                .containsExactly(
                        finding(
                                ProtocolFindings.UNEXPLAINED,
                                null,
                                Map.of("D", 516, "H", 500, "unexplained", 0, "unaccounted", 16)),
                        finding(ProtocolFindings.DIFFERENCE, null, Map.of("D", 516, "H", 500)));
        assertThat(of(total, new Unit(1, votes(500)).build())).isEmpty();
    }

    @Test
    void aListAndSwitchedCandidatesAreNamedByTheirNumbers() {
        var total = new Unit(0, votes(100, 100), votes(2_000)).build();
        assertThat(of(total, new Unit(1, votes(90, 0), votes(10)).build()))
                .contains(finding(
                        ProtocolFindings.LIST,
                        1,
                        Map.of("votes", 90, "E", 100, "votesElsewhere", 110, "EElsewhere", 2_100)));
        var switched = of(
                new Unit(0, votes(1_000, 100)).build(),
                new Unit(1, votes(10, 90)).build(),
                new Unit(2, votes(990, 10)).build());
        assertThat(switched)
                .contains(finding(
                        ProtocolFindings.SWITCHED,
                        1,
                        Map.of(
                                "more",
                                2,
                                "moreVotes",
                                90,
                                "moreExpected",
                                1,
                                "fewer",
                                1,
                                "fewerVotes",
                                10,
                                "fewerExpected",
                                99)));
    }
}
