package nl.tafelzicht.engine.sheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;

/** Converts numbers in cells to text, and days and times that are stored as numbers. */
final class Numbers {

    /** From here on a spreadsheet does not keep every digit. */
    private static final double NOT_EXACT = 1e15;

    private static final MathContext DIGITS = new MathContext(15);

    private static final int SECONDS_OF_A_DAY = 24 * 60 * 60;
    private static final LocalDate FIRST_OF_1900 = LocalDate.of(1899, 12, 31);
    private static final LocalDate FIRST_OF_1904 = LocalDate.of(1904, 1, 1);
    /** 29 February 1900, which exists in spreadsheets and not in the calendar. */
    private static final int NO_DAY = 60;
    /** 31 December 9999. */
    private static final int LAST_DAY = 2_958_465;
    /** Below this, a number formatted as time without a date counts as hours, which may exceed a day. */
    private static final int HOURS_UP_TO = 366;

    private Numbers() {}

    /**
     * A number with the fifteen digits that a spreadsheet keeps: {@code 6.0} becomes 6, 52.370200000000004 becomes
     * 52.3702. A number with more digits is not exact, which its form shows: 1.68010000001234E15.
     */
    static String text(String value) {
        try {
            double number = Double.parseDouble(value.strip());
            if (!Double.isFinite(number)) {
                return value;
            }
            var exact = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
            return Math.abs(number) >= NOT_EXACT ? scientific(exact) : exact.toPlainString();
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static String scientific(BigDecimal number) {
        var digits = number.unscaledValue().abs().toString();
        return (number.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "E"
                + (number.precision() - number.scale() - 1);
    }

    /**
     * A number of days as a date, a time or both, to the second: {@code 2026-03-18T07:30:00}, {@code 2026-03-18},
     * {@code 07:30:00}. A time without a date may exceed 24:00.
     *
     * @param hasDate whether the cell shows the date
     * @param hasTime whether the cell shows the time
     * @param from1904 whether days are counted from 1904, as on old Macintoshes
     * @return {@code null} when it is no date or time
     */
    static String time(String value, boolean hasDate, boolean hasTime, boolean from1904) {
        double days;
        try {
            days = Double.parseDouble(value.strip());
        } catch (NumberFormatException e) {
            return null;
        }
        if (!(days >= 0 && days < LAST_DAY + 1)) {
            return null;
        }
        long seconds = Math.round(days * SECONDS_OF_A_DAY);
        int day = (int) (seconds / SECONDS_OF_A_DAY);
        int ofDay = (int) (seconds % SECONDS_OF_A_DAY);
        boolean isClock = day == 0 && !from1904 || !hasDate && day < HOURS_UP_TO;
        if (isClock) {
            return clock(day * 24 + ofDay / 3600, ofDay);
        }
        var date = date(day, from1904);
        return hasTime || ofDay > 0 ? date + "T" + clock(ofDay / 3600, ofDay) : date;
    }

    static String clock(long hours, long second) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", hours, second / 60 % 60, second % 60);
    }

    private static String date(int day, boolean from1904) {
        if (from1904) {
            return FIRST_OF_1904.plusDays(day).toString();
        }
        return day == NO_DAY
                ? "1900-02-29"
                : FIRST_OF_1900.plusDays(day > NO_DAY ? day - 1 : day).toString();
    }

    /** A date as ODS and strict XLSX write it; on day zero it is a time only. */
    static String iso(String value) {
        try {
            var at = value.length() > 10 ? LocalDateTime.parse(value) : null;
            return at != null && at.toLocalDate().equals(FIRST_OF_1900.minusDays(1))
                    ? clock(at.getHour(), at.toLocalTime().toSecondOfDay())
                    : value;
        } catch (java.time.DateTimeException e) {
            return value;
        }
    }
}
