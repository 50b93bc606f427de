package nl.tafelzicht.subject.station.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.subject.station.domain.UsualDay;

/**
 * How voters came on an earlier day, as CSV in UTF-8: a column {@code time} ({@code 08:00}, or an instant) and
 * {@code voters} that were admitted until then, or their {@code share} of the day's, from 0 to 1. What the page saves
 * of the course of a day is such a file: its other columns are ignored, and those of several elections added up. Comma
 * or semicolon.
 */
public final class EarlierDay {

    static final int MOST_BYTES = 1 << 20;
    static final int MOST_ROWS = 1_000;
    private static final int LEAST_ROWS = 4;

    private static final LocalTime EARLIEST = LocalTime.of(6, 0);
    private static final LocalTime OPENS = LocalTime.of(7, 30);
    private static final LocalTime STARTS_BY = LocalTime.of(10, 0);
    private static final LocalTime LASTS_UNTIL = LocalTime.of(20, 30);
    private static final LocalTime LATEST = LocalTime.of(22, 0);

    private static final List<String> TIME = List.of("time", "tijd");
    private static final List<String> VOTERS = List.of("voters", "kiezers");
    private static final String SHARE = "share";

    private EarlierDay() {}

    /**
     * Blocks.
     *
     * @throws IOException when it can't be read
     * @throws IllegalArgumentException when it has another form, with the line and the column
     */
    public static UsualDay read(Path file) throws IOException {
        check(Files.size(file) <= MOST_BYTES, 1, "it is larger than " + (MOST_BYTES >> 20) + " MiB");
        return parse(String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8));
    }

    static UsualDay parse(String source, String text) {
        var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var head = plain.lines().findFirst().orElse("");
        char separator = head.indexOf(';') >= 0 ? ';' : ',';
        try (var csv = CsvReader.builder()
                .fieldSeparator(separator)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(plain)) {
            Columns columns = null;
            var until = new TreeMap<LocalTime, Double>();
            for (var line : csv) {
                if (columns == null) {
                    columns = Columns.of(line);
                    continue;
                }
                check(until.size() < MOST_ROWS, line, "there are more than " + MOST_ROWS + " rows");
                var at = time(line, line.getFieldCount() > columns.time ? line.getField(columns.time) : "");
                double value = columns.value(line);
                check(
                        until.isEmpty() || at.isAfter(until.lastKey()),
                        line,
                        "time " + at + " is not after the time of the row before");
                check(
                        until.isEmpty() || value >= until.lastEntry().getValue(),
                        line,
                        columns.name + " is less than in the row before");
                until.put(at, value);
            }
            return day(source, until);
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read but a text in memory", e);
        }
    }

    private static UsualDay day(String source, TreeMap<LocalTime, Double> until) {
        check(until.size() >= LEAST_ROWS, 1, "there are fewer than " + LEAST_ROWS + " times");
        check(!until.firstKey().isAfter(STARTS_BY), 2, "time begins after " + STARTS_BY);
        long last = until.size() + 1L;
        check(!until.lastKey().isBefore(LASTS_UNTIL), last, "time ends before " + LASTS_UNTIL);
        double all = until.lastEntry().getValue();
        check(all > 0, last, "nobody came on this day");
        until.replaceAll((at, value) -> value / all);
        if (until.firstKey().isAfter(OPENS)) {
            until.put(OPENS, 0.0);
        }
        return UsualDay.of(source, until);
    }

    /** By the clock of the Netherlands. */
    private static LocalTime time(CsvRecord line, String said) {
        LocalTime at;
        try {
            at = said.length() > 8
                    ? Instant.parse(said).atZone(Zones.NETHERLANDS).toLocalTime()
                    : LocalTime.parse(said.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "line " + line.getStartingLineNumber() + ": time " + said + " is no time such as 08:00", e);
        }
        check(
                !at.isBefore(EARLIEST) && !at.isAfter(LATEST),
                line,
                "time " + at + " is not between " + EARLIEST + " and " + LATEST);
        return at;
    }

    /** @param values of each election; one for a share */
    private record Columns(int time, int[] values, String name) {

        static Columns of(CsvRecord head) {
            var names = head.getFields().stream()
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .toList();
            int time = IntStream.range(0, names.size())
                    .filter(i -> TIME.contains(names.get(i)))
                    .findFirst()
                    .orElse(-1);
            check(time >= 0, head, "there is no column time");
            var voters = IntStream.range(0, names.size())
                    .filter(i -> VOTERS.contains(names.get(i).split(" ")[0]))
                    .toArray();
            if (voters.length > 0) {
                return new Columns(time, voters, VOTERS.get(0));
            }
            check(names.contains(SHARE), head, "there is no column voters or share");
            return new Columns(time, new int[] {names.indexOf(SHARE)}, SHARE);
        }

        double value(CsvRecord line) {
            return IntStream.of(values).mapToDouble(i -> number(line, i)).sum();
        }

        private double number(CsvRecord line, int field) {
            var said = field < line.getFieldCount() ? line.getField(field).strip() : "";
            boolean isShare = name.equals(SHARE);
            boolean isNumber = said.matches(isShare ? "[01](\\.\\d{1,9})?" : "\\d{1,9}");
            check(isNumber, line, name + " " + said + " is no " + (isShare ? "share from 0 to 1" : "number of voters"));
            double value = Double.parseDouble(said);
            check(!isShare || value <= 1, line, name + " " + said + " is no share from 0 to 1");
            return value;
        }
    }

    private static void check(boolean isRight, CsvRecord line, String otherwise) {
        check(isRight, line.getStartingLineNumber(), otherwise);
    }

    private static void check(boolean isRight, long line, String otherwise) {
        if (!isRight) {
            throw new IllegalArgumentException("line " + line + ": " + otherwise);
        }
    }
}
