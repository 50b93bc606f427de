package nl.tafelzicht.subject.report.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * Working days: not a Saturday, a Sunday, or a public holiday (Algemene termijnenwet, article 3, which treats Good
 * Friday as one).
 */
final class WorkingDays {

    private WorkingDays() {}

    /** The day this many working days after a day. */
    static LocalDate after(LocalDate day, int workingDays) {
        var at = day;
        for (int left = workingDays; left > 0; ) {
            at = at.plusDays(1);
            if (isWorkingDay(at)) {
                left--;
            }
        }
        return at;
    }

    static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY && !isHoliday(day);
    }

    private static boolean isHoliday(LocalDate day) {
        int year = day.getYear();
        var easter = easter(year);
        return day.equals(LocalDate.of(year, 1, 1))
                || day.equals(kingsDay(year))
                || day.equals(LocalDate.of(year, 5, 5))
                || day.equals(LocalDate.of(year, 12, 25))
                || day.equals(LocalDate.of(year, 12, 26))
                || day.equals(easter.minusDays(2))
                || day.equals(easter.plusDays(1))
                || day.equals(easter.plusDays(39))
                || day.equals(easter.plusDays(50));
    }

    /** The King's birthday, 27 April; celebrated on the Saturday when that is a Sunday. */
    private static LocalDate kingsDay(int year) {
        var birthday = LocalDate.of(year, 4, 27);
        return birthday.getDayOfWeek() == DayOfWeek.SUNDAY ? birthday.minusDays(1) : birthday;
    }

    /** Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876). */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int e = b % 4;
        int g = (8 * b + 13) / 25;
        int h = (19 * a + b - b / 4 - g + 15) % 30;
        int i = c / 4;
        int k = c % 4;
        int l = (32 + 2 * e + 2 * i - h - k) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int month = (h + l - 7 * m + 114) / 31;
        return LocalDate.of(year, month, (h + l - 7 * m + 114) % 31 + 1);
    }
}
