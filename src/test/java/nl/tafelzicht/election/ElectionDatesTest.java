package nl.tafelzicht.election;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElectionDatesTest {

    @ParameterizedTest
    @CsvSource({"1999-12-31,false", "2000-01-01,true", "2100-12-31,true", "2101-01-01,false"})
    void anElectionIsInThisCentury(LocalDate date, boolean isPossible) {
        assertThat(ElectionDates.isPossible(date)).isEqualTo(isPossible);
    }

    @Test
    void theRefusalNamesTheYears() {
        assertThat(ElectionDates.refusal(LocalDate.of(1999, 3, 17)).in(Explanation.DUTCH))
                .contains("1999-03-17", "2000", "2100");
    }
}
