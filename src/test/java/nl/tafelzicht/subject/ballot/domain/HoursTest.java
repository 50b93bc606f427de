package nl.tafelzicht.subject.ballot.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.OffsetDateTime;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;

/** When the doors are open, and by which clock. */
class HoursTest {

    @Test
    void hoursOfAStationAreThoseOfItsEntryByItsOwnClock() {
        var entry = Fold.entry("GM0228-1", Fold.EDE);
        var hours = Hours.of(entry);
        assertThat(hours.firstMinute())
                .isEqualTo((int) (entry.opensAt().toInstant().getEpochSecond() / 60));
        assertThat(hours.lastMinute())
                .isEqualTo((int) (entry.closesAt().toInstant().getEpochSecond() / 60));
        OffsetDateTime opens = entry.opensAt();
        assertThat(hours.offset()).isEqualTo(60);
        assertThat(hours.minuteOfDay(hours.firstMinute())).isEqualTo(opens.getHour() * 60 + opens.getMinute());
    }

    /** Four hours behind Greenwich, from 23:20 to 01:00. */
    @Test
    void midnightIsThatOfTheStation() {
        var night = new Hours(new int[] {200}, new int[] {300}, -240);
        assertThat(night.share(DayShape.USUAL, 200, 300))
                .isCloseTo(DayShape.USUAL.between(1_400, 1_440) + DayShape.USUAL.between(0, 60), within(1e-12))
                .isPositive();
        assertThat(night.share(DayShape.USUAL, 200, 240))
                .isCloseTo(DayShape.USUAL.between(1_400, 1_440), within(1e-12));
    }
}
