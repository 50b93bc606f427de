package nl.tafelzicht.subject.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days on which a notification may be due. */
class WorkingDaysTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-03-13, Friday, true",
        "2026-03-14, Saturday, false",
        "2026-03-15, Sunday, false",
        "2026-03-16, Monday, true",
        "2026-01-01, New Year's Day, false",
        "2026-01-02, the day after, true",
        "2026-04-27, King's Day, false",
        "2026-04-28, the day after, true",
        "2026-05-05, Liberation Day, false",
        "2026-05-04, Remembrance Day, true",
        "2025-12-24, Christmas Eve, true",
        "2025-12-25, Christmas, false",
        "2025-12-26, Boxing Day, false",
        "2026-12-31, New Year's Eve, true",
    })
    void weekendsAndHolidaysOfTheAlgemeneTermijnenwetAreNone(LocalDate day, String name, boolean works) {
        assertThat(WorkingDays.isWorkingDay(day)).isEqualTo(works);
    }

    /** From the tables of the almanac, with the earliest, the latest, and those that are exceptions to the rule. */
    @ParameterizedTest
    @CsvSource({
        "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23", "2019-04-21",
        "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21",
        "2038-04-25", "2049-04-18", "2076-04-19", "2100-03-28", "2285-03-22",
    })
    void theHolidaysThatMoveAreCountedFromEaster(LocalDate easter) {
        assertThat(WorkingDays.isWorkingDay(easter.minusDays(3)))
                .as("Thursday before")
                .isTrue();
        assertThat(WorkingDays.isWorkingDay(easter.minusDays(2)))
                .as("Good Friday")
                .isFalse();
        assertThat(WorkingDays.isWorkingDay(easter.plusDays(1)))
                .as("Easter Monday")
                .isFalse();
        assertThat(WorkingDays.isWorkingDay(easter.plusDays(39)))
                .as("Ascension Day")
                .isFalse();
        assertThat(WorkingDays.isWorkingDay(easter.plusDays(40)))
                .as("the Friday after it")
                .isTrue();
        assertThat(WorkingDays.isWorkingDay(easter.plusDays(50)))
                .as("Whit Monday")
                .isFalse();
        assertThat(WorkingDays.isWorkingDay(easter.plusDays(51))).isTrue();
    }

    /** Counted in another way: the Sunday after the full moon of the calendar's tables (J.-M. Oudin, 1940). */
    private static LocalDate easter(int year) {
        int century = year / 100;
        int golden = year % 19;
        int correction = (century - 17) / 25;
        int epact = Math.floorMod(century - century / 4 - (century - correction) / 3 + 19 * golden + 15, 30);
        epact -= epact / 28 * (1 - epact / 28 * (29 / (epact + 1)) * ((21 - golden) / 11));
        int weekday = Math.floorMod(year + year / 4 + epact + 2 - century + century / 4, 7);
        return LocalDate.of(year, 3, 28).plusDays(epact - weekday);
    }

    @Test
    void easterIsRightInEveryYearOfFourCenturies() {
        for (int year = 1900; year < 2300; year++) {
            var easter = easter(year);
            assertThat(WorkingDays.isWorkingDay(easter.minusDays(2)))
                    .as("Good Friday %d", year)
                    .isFalse();
            assertThat(WorkingDays.isWorkingDay(easter.minusDays(3)))
                    .as("Thursday %d", year)
                    .isTrue();
            assertThat(WorkingDays.isWorkingDay(easter.plusDays(1)))
                    .as("Easter Monday %d", year)
                    .isFalse();
        }
    }

    @ParameterizedTest(name = "{1} after {0}: {2}")
    @CsvSource({
        "2026-03-16, 0, 2026-03-16",
        "2026-03-16, 1, 2026-03-17",
        "2026-03-13, 1, 2026-03-16",
        "2026-03-14, 1, 2026-03-16",
        "2026-04-02, 1, 2026-04-07", // over Easter
        "2026-04-02, 3, 2026-04-09",
        "2025-12-24, 2, 2025-12-30",
    })
    void workingDaysAreCountedFromTheDayAfter(LocalDate day, int workingDays, LocalDate due) {
        assertThat(WorkingDays.after(day, workingDays)).isEqualTo(due);
    }
}
