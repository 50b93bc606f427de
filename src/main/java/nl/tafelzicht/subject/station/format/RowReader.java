package nl.tafelzicht.subject.station.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.tafelzicht.election.ElectionDates;

/**
 * Reads the values of one row. A value that is unambiguous is read, with a warning where its form differs from the
 * standard; the first ambiguous value rejects the row, with place and reason.
 */
public final class RowReader {

    private static final Pattern POSTCODE = Pattern.compile("([1-9]\\d{3})\\s*([A-Za-z]{2})");
    private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}\\.\\d{4,}");
    private static final Pattern METRES = Pattern.compile("\\d{1,6}(\\.\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("(-?\\d+)[.,]0+");
    private static final String CLOCK = "(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:\\.\\d+)?)?";
    private static final Pattern DATE_FIRST =
            Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})[T ]+" + CLOCK + "\\s*(Z|[+-]\\d{2}:?\\d{2})?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})[T ]+" + CLOCK + "\\s*(?:uur)?");
    private static final Pattern CLOCK_ALONE = Pattern.compile(CLOCK + "\\s*(?:uur)?");
    private static final Pattern STANDARD_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?");
    private static final int LONGEST_TEXT = 2_000;

    private final Place place;
    private final Function<String, String> values;
    private final List<String> cells;
    private final Consumer<Remark> warnings;

    /**
     * @param values gives the value of a column, or {@code null} when the file lacks it
     * @param cells the original row
     * @param warnings receives warnings about how values were understood
     */
    RowReader(Place place, Function<String, String> values, List<String> cells, Consumer<Remark> warnings) {
        this.place = place;
        this.values = values;
        this.cells = cells;
        this.warnings = warnings;
    }

    /** A value that makes its row unusable. */
    public static final class Wrong extends Exception {
        private final transient Remark remark;

        Wrong(Remark remark) {
            super(remark.code(), null, false, false);
            this.remark = remark;
        }

        Remark remark() {
            return remark;
        }
    }

    Place place() {
        return place;
    }

    /** Another part of the same row. */
    public RowReader with(Function<String, String> others) {
        return new RowReader(place, others, cells, warnings);
    }

    public Wrong wrong(String column, String code, Map<String, String> parameters) {
        return new Wrong(remark(column, code, parameters));
    }

    private Wrong wrong(String column, String code, String value) {
        return wrong(column, code, Map.of("value", value));
    }

    public void warn(String column, String code, Map<String, String> parameters) {
        warnings.accept(remark(column, code, parameters));
    }

    Remark remark(String column, String code, Map<String, String> parameters) {
        return new Remark(place.line(), place.of(column), column, code, parameters, cells);
    }

    private void readAs(String column, String value, String read) {
        warn(column, "read-as", Map.of("value", value, "read", read));
    }

    /** @return the trimmed text, or {@code null} when there is none */
    public String optional(String column) throws Wrong {
        var value = values.apply(column);
        if (value == null) {
            return null;
        }
        if (value.length() > LONGEST_TEXT) {
            throw wrong(column, "too-long", Map.of("most", String.valueOf(LONGEST_TEXT)));
        }
        if (value.indexOf('\0') >= 0) {
            throw wrong(column, "nul", Map.of());
        }
        var text = value.replace('\u00a0', ' ').strip();
        return text.isEmpty() ? null : text;
    }

    public String mandatory(String column) throws Wrong {
        var value = optional(column);
        if (value == null) {
            throw wrong(column, "mandatory", Map.of());
        }
        return value;
    }

    public String matching(String column, Pattern pattern, String code) throws Wrong {
        var value = mandatory(column);
        if (!pattern.matcher(value).matches()) {
            throw wrong(column, code, value);
        }
        return value;
    }

    /** A value that the hub does not use: an error in it causes a warning only. */
    public void unused(String column, Pattern pattern) throws Wrong {
        var value = optional(column);
        if (value != null && !pattern.matcher(value).matches()) {
            warn(column, "ignored-value", Map.of("value", value));
        }
    }

    public Integer optionalNumber(String column, int from, int to) throws Wrong {
        var value = optional(column);
        if (value == null) {
            return null;
        }
        var whole = WHOLE.matcher(value);
        var digits = whole.matches() ? whole.group(1) : value;
        try {
            int number = Integer.parseInt(digits);
            if (number < from || number > to) {
                throw wrong(
                        column,
                        "out-of-range",
                        Map.of("value", value, "from", String.valueOf(from), "to", String.valueOf(to)));
            }
            if (whole.matches()) {
                readAs(column, value, digits);
            }
            return number;
        } catch (NumberFormatException e) {
            throw wrong(column, "not-a-number", value);
        }
    }

    public int number(String column, int from, int to) throws Wrong {
        mandatory(column);
        return optionalNumber(column, from, to);
    }

    /** A number that is optional: an error in it causes a warning only. */
    public Integer voters(String column, int most) throws Wrong {
        try {
            return optionalNumber(column, 0, most);
        } catch (Wrong wrong) {
            warn(column, "no-voters", Map.of("value", mandatory(column)));
            return null;
        }
    }

    /** @return {@code 1234 AB}, or {@code null}: an invalid postcode causes a warning only */
    public String postcode(String column) throws Wrong {
        var value = optional(column);
        if (value == null) {
            return null;
        }
        var m = POSTCODE.matcher(value);
        if (!m.matches()) {
            warn(column, "ignored-value", Map.of("value", value));
            return null;
        }
        return m.group(1) + " " + m.group(2).toUpperCase(java.util.Locale.ROOT);
    }

    public Double degrees(String column, double from, double to) throws Wrong {
        return decimal(column, DEGREES, from, to, "not-degrees");
    }

    public Double metres(String column, double from, double to) throws Wrong {
        return decimal(column, METRES, from, to, "not-metres");
    }

    private Double decimal(String column, Pattern pattern, double from, double to, String code) throws Wrong {
        var value = optional(column);
        if (value == null) {
            return null;
        }
        var plain = value.indexOf(',') == value.lastIndexOf(',') && value.indexOf('.') < 0
                ? value.replace(',', '.')
                : value;
        if (!pattern.matcher(plain).matches()) {
            throw wrong(column, code, value);
        }
        double number = Double.parseDouble(plain);
        if (number < from || number > to) {
            throw wrong(
                    column,
                    "out-of-range",
                    Map.of("value", value, "from", String.valueOf(from), "to", String.valueOf(to)));
        }
        if (!plain.equals(value)) {
            readAs(column, value, plain);
        }
        return number;
    }

    /**
     * Local time of the station, unless the value has an offset.
     *
     * @param date for a time without a date, or {@code null}
     */
    public OffsetDateTime time(String column, ZoneId zone, LocalDate date) throws Wrong {
        var value = mandatory(column);
        try {
            var read = time(column, value, zone, date);
            if (!ElectionDates.isPossible(read.toLocalDate())) {
                throw wrong(
                        column,
                        "not-in-these-years",
                        Map.of(
                                "value",
                                value,
                                "from",
                                ElectionDates.FIRST.toString(),
                                "to",
                                ElectionDates.LAST.toString()));
            }
            if (!STANDARD_TIME.matcher(value).matches()) {
                readAs(column, value, read.toLocalDateTime().toString());
            }
            return read;
        } catch (DateTimeException e) {
            throw wrong(column, "not-a-time", value);
        }
    }

    private OffsetDateTime time(String column, String value, ZoneId zone, LocalDate date) throws Wrong {
        var m = DATE_FIRST.matcher(value);
        if (m.matches()) {
            var local = clock(m, 4, LocalDate.of(number(m, 1), number(m, 2), number(m, 3)));
            return m.group(7) == null
                    ? at(local, zone)
                    : local.atOffset(ZoneOffset.of(m.group(7)))
                            .atZoneSameInstant(zone)
                            .toOffsetDateTime();
        }
        m = DAY_FIRST.matcher(value);
        if (m.matches()) {
            return at(clock(m, 4, LocalDate.of(number(m, 3), number(m, 2), number(m, 1))), zone);
        }
        m = CLOCK_ALONE.matcher(value);
        if (!m.matches()) {
            throw wrong(column, "not-a-time", value);
        }
        if (date == null) {
            throw wrong(column, "time-without-date", value);
        }
        return at(clock(m, 1, date), zone);
    }

    /** Midnight at the end of a day is written as 24:00. */
    private static LocalDateTime clock(Matcher m, int group, LocalDate date) {
        int hour = number(m, group);
        int minute = number(m, group + 1);
        int second = m.group(group + 2) == null ? 0 : number(m, group + 2);
        return hour == 24 && minute == 0 && second == 0
                ? date.plusDays(1).atStartOfDay()
                : date.atTime(hour, minute, second);
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    public static OffsetDateTime at(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toOffsetDateTime();
    }

    public static String quoted(String value) {
        return '"' + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + '"';
    }
}
