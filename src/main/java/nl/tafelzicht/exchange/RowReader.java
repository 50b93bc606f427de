package nl.tafelzicht.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import java.util.regex.Pattern;
import nl.tafelzicht.exchange.StationFile.Rejection;

/** Reads the values of one row, and says of the first wrong one where and why. */
final class RowReader {

    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Pattern POSTCODE = Pattern.compile("([1-9]\\d{3}) ?([A-Z]{2})");
    private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}\\.\\d{4,}");
    private static final Pattern METRES = Pattern.compile("\\d{1,6}(\\.\\d+)?");
    private static final int LONGEST_TEXT = 2_000;

    private final long line;
    private final Function<String, String> values;

    /** @param values the value of a column, or {@code null} when the file lacks it */
    RowReader(long line, Function<String, String> values) {
        this.line = line;
        this.values = values;
    }

    /** A value that makes its row unusable. */
    static final class Wrong extends Exception {
        private final transient Rejection rejection;

        Wrong(Rejection rejection) {
            super(rejection.reason(), null, false, false);
            this.rejection = rejection;
        }

        Rejection rejection() {
            return rejection;
        }
    }

    long line() {
        return line;
    }

    Wrong wrong(String column, String reason) {
        return new Wrong(new Rejection(line, column, reason));
    }

    /** @return the trimmed text, or {@code null} when there is none */
    String optional(String column) throws Wrong {
        var value = values.apply(column);
        if (value == null || value.isBlank()) return null;
        if (value.length() > LONGEST_TEXT) throw wrong(column, "is longer than " + LONGEST_TEXT + " characters");
        if (value.indexOf('\0') >= 0) throw wrong(column, "contains a NUL character");
        return value.strip();
    }

    String mandatory(String column) throws Wrong {
        var value = optional(column);
        if (value == null) throw wrong(column, "is mandatory");
        return value;
    }

    String matching(String column, Pattern pattern, String form) throws Wrong {
        var value = mandatory(column);
        if (!pattern.matcher(value).matches()) throw wrong(column, quoted(value) + " is not " + form);
        return value;
    }

    String optionalMatching(String column, Pattern pattern, String form) throws Wrong {
        return optional(column) == null ? null : matching(column, pattern, form);
    }

    Integer optionalNumber(String column, int from, int to) throws Wrong {
        var value = optional(column);
        if (value == null) return null;
        try {
            int number = Integer.parseInt(value);
            if (number >= from && number <= to) return number;
        } catch (NumberFormatException e) {
            throw wrong(column, quoted(value) + " is not a whole number");
        }
        throw wrong(column, value + " is not between " + from + " and " + to);
    }

    int number(String column, int from, int to) throws Wrong {
        mandatory(column);
        return optionalNumber(column, from, to);
    }

    /** @return {@code 1234 AB}, or {@code null} */
    String postcode(String column) throws Wrong {
        var value = optional(column);
        if (value == null) return null;
        var m = POSTCODE.matcher(value);
        if (!m.matches()) throw wrong(column, quoted(value) + " is not a postcode such as 1234 AB");
        return m.group(1) + " " + m.group(2);
    }

    Double degrees(String column, double from, double to) throws Wrong {
        return decimal(column, DEGREES, from, to, "degrees with at least 4 decimals, such as 52.3702");
    }

    Double metres(String column, double from, double to) throws Wrong {
        return decimal(column, METRES, from, to, "a number of metres");
    }

    private Double decimal(String column, Pattern pattern, double from, double to, String form) throws Wrong {
        var value = optionalMatching(column, pattern, form);
        if (value == null) return null;
        double number = Double.parseDouble(value);
        if (number < from || number > to) throw wrong(column, value + " is not between " + from + " and " + to);
        return number;
    }

    /** Local time in the Netherlands; on {@code date} instead of its own when one is given. */
    OffsetDateTime time(String column, LocalDate date) throws Wrong {
        var value = mandatory(column);
        try {
            var local = LocalDateTime.parse(value, DateTimeFormatter.ISO_LOCAL_DATE_TIME);
            return on(date == null ? local.toLocalDate() : date, local);
        } catch (DateTimeException e) {
            throw wrong(column, quoted(value) + " is not a time such as 2026-03-18T07:30:00");
        }
    }

    static OffsetDateTime on(LocalDate date, LocalDateTime time) {
        return date.atTime(time.toLocalTime()).atZone(AMSTERDAM).toOffsetDateTime();
    }

    static String quoted(String value) {
        return '"' + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + '"';
    }
}
