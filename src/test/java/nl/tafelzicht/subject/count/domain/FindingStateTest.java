package nl.tafelzicht.subject.count.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.count.domain.FindingState.Said;
import nl.tafelzicht.subject.count.domain.FindingState.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingStateTest {

    private static final Instant NIGHT = Instant.parse("2026-03-18T23:00:00Z");
    private static final Finding FINDING = new Finding("W.203", "0363::SB1", null, Map.of("D", 516, "H", 500));

    /** Something is said about it at eleven; a moment is so many seconds after that. */
    @ParameterizedTest(name = "{0} at {1} s, the later file there: {2}")
    @CsvSource({
        // state, moment, whether the file without it had arrived, state of then, whether the remark was there
        "EXPLAINED, -1, false, OPEN, false",
        "EXPLAINED, 0, false, EXPLAINED, true",
        "CORRECTED, -1, false, OPEN, false",
        "CORRECTED, 0, false, OPEN, true",
        "CORRECTED, 0, true, CORRECTED, true"
    })
    void atAnEarlierMomentItWasWhatHadBeenSaidOfItByThen(
            Status state, long seconds, boolean corrected, Status then, boolean isSaid) {
        var said = new Said("left in the box", "kees", Role.MUNICIPALITY, NIGHT);
        var found = new FindingState(1, 1, FINDING, state, said, state == Status.CORRECTED ? 2 : null);
        var was = found.asOf(NIGHT.plusSeconds(seconds), corrected);
        assertThat(was.state()).isEqualTo(then);
        assertThat(was.said()).isEqualTo(isSaid ? said : null);
        assertThat(was.correctedBy()).isEqualTo(then == Status.CORRECTED ? 2 : null);
    }
}
