package nl.tafelzicht.subject.station.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;

/**
 * The Stembureaus Open Data Standaard 1.7 as CSV: a header row, comma or semicolon, UTF-8 with or without BOM.
 * {@link StembureausTable} reads its rows.
 */
public final class StembureausCsv {

    private static final String SEPARATOR = "sep=";
    private static final int LONGEST_FIELD = 100_000;

    private final StembureausTable table;
    private Map<String, Integer> headers = Map.of();

    private StembureausCsv(Gazetteer gazetteer, LocalDate date) {
        table = new StembureausTable(gazetteer, date, null);
    }

    /**
     * @param date on which the stations open, instead of the file's own; {@code null} to keep those
     * @throws Unreadable when it is not such a file at all: a mandatory column is missing, it is not UTF-8, or not CSV
     */
    public static StationFile read(InputStream in, Gazetteer gazetteer, LocalDate date) throws IOException, Unreadable {
        return new StembureausCsv(gazetteer, date).read(in, StandardCharsets.UTF_8);
    }

    /** In the encoding of old spreadsheets. */
    public static StationFile readWindows1252(InputStream in, Gazetteer gazetteer, LocalDate date)
            throws IOException, Unreadable {
        var csv = new StembureausCsv(gazetteer, date);
        csv.table.warn(Remark.of("windows-1252", Map.of()));
        return csv.read(in, Charset.forName("windows-1252"));
    }

    private StationFile read(InputStream in, Charset charset) throws IOException, Unreadable {
        var text = new BufferedReader(
                new InputStreamReader(
                        withoutBom(in),
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        char separator = separator(text);
        try (var csv = CsvReader.builder()
                .fieldSeparator(separator)
                .maxBufferSize(LONGEST_FIELD)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(text)) {
            boolean headed = false;
            boolean filled = false;
            for (var record : csv) {
                if (isBlank(record) || !headed && record.getField(0).startsWith(SEPARATOR)) {
                    continue;
                }
                if (headed) {
                    take(record);
                } else {
                    takeHeaders(record.getFields(), separator);
                }
                filled |= headed;
                headed = true;
            }
            if (!filled) {
                throw new Unreadable(1, Explanation.of("no-rows"));
            }
            return table.build();
        } catch (CsvParseException e) {
            throw new Unreadable(0, Explanation.of("not-csv", "reason", e.getMessage()));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new Unreadable(0, Explanation.of("not-utf8"), true);
            }
            throw e.getCause();
        } catch (CharacterCodingException e) {
            throw new Unreadable(0, Explanation.of("not-utf8"), true);
        }
    }

    private static InputStream withoutBom(InputStream in) throws IOException {
        var pushback = new PushbackInputStream(in, 3);
        var start = pushback.readNBytes(3);
        boolean bom =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (!bom) {
            pushback.unread(start);
        }
        return pushback;
    }

    /** Comma or semicolon, whichever is more frequent in the header row. */
    private static char separator(Reader text) throws IOException, Unreadable {
        text.mark(1 << 15);
        var start = new StringBuilder();
        int commas = 0;
        int semicolons = 0;
        try {
            for (int i = 0, c; i < 1 << 14 && (c = text.read()) >= 0 && c != '\n'; i++) {
                start.append((char) c);
                if (c == ',') {
                    commas++;
                }
                if (c == ';') {
                    semicolons++;
                }
            }
        } catch (CharacterCodingException e) {
            throw new Unreadable(0, Explanation.of("not-utf8"), true);
        }
        text.reset();
        if (start.length() > SEPARATOR.length() && start.indexOf(SEPARATOR) == 0) {
            return start.charAt(SEPARATOR.length());
        }
        return semicolons > commas ? ';' : ',';
    }

    /** An empty row at the end, as spreadsheets leave it. */
    private static boolean isBlank(CsvRecord record) {
        return record.getFields().stream().allMatch(String::isBlank);
    }

    private void takeHeaders(List<String> names, char separator) throws Unreadable {
        headers = table.headers(names);
        var missing = StembureausTable.missing(headers.keySet());
        if (!missing.isEmpty()) {
            throw new Unreadable(1, missingColumns(missing, names, separator));
        }
    }

    private static Explanation missingColumns(Set<String> missing, List<String> names, char separator) {
        return names.size() > 1
                ? Explanation.of("missing-columns", "columns", missing)
                : Explanation.of("one-column", "columns", missing, "separator", separator);
    }

    private void take(CsvRecord record) {
        table.take(
                Place.line(record.getStartingLineNumber()),
                column -> headers.getOrDefault(column, Integer.MAX_VALUE) < record.getFieldCount()
                        ? record.getField(headers.get(column))
                        : null,
                record.getFields());
    }

    /** The header row of version 1.7, for writing such a file. */
    public static List<String> columns() {
        return StembureausTable.columns();
    }
}
