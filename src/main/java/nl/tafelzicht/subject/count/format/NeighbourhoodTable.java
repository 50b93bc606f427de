package nl.tafelzicht.subject.count.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.subject.count.domain.Neighbourhoods;

/**
 * The table of postcodes and neighbourhoods as the Electoral Council's program takes it: CSV in UTF-8 with the columns
 * {@code zip_code,neighbourhood_code,ambiguous}. The third is used neither there nor here; a postcode that occurs twice
 * belongs to no neighbourhood.
 */
public final class NeighbourhoodTable {

    private static final List<String> COLUMNS = List.of("zip_code", "neighbourhood_code", "ambiguous");
    /** Ten times the size of the country's table. */
    private static final long MAX_BYTES = 128L << 20;

    /** The byte order mark that spreadsheets write before UTF-8. */
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private NeighbourhoodTable() {}

    /**
     * Blocks.
     *
     * @throws IOException when it can't be read
     * @throws IllegalArgumentException when it has another form, with the line
     */
    public static Neighbourhoods read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IllegalArgumentException("it is larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        var bytes = Files.readAllBytes(file);
        int from = startsWithMark(bytes) ? MARK.length : 0;
        Map<Integer, String> codes = new HashMap<>();
        var twice = new HashSet<Integer>();
        try (var csv = CsvReader.builder()
                .ofCsvRecord(new InputStreamReader(
                        new ByteArrayInputStream(bytes, from, bytes.length - from), StandardCharsets.UTF_8))) {
            boolean isHeaded = false;
            for (var line : csv) {
                if (!isHeaded) {
                    check(line.getFields().equals(COLUMNS), 1, "the columns are not " + String.join(",", COLUMNS));
                    isHeaded = true;
                    continue;
                }
                long number = line.getStartingLineNumber();
                int key = Neighbourhoods.key(line.getField(0));
                check(key >= 0, number, line.getField(0) + " is no postcode as 1011AB");
                if (codes.put(key, line.getField(1)) != null) {
                    twice.add(key);
                }
            }
            check(isHeaded, 1, "there is nothing in it");
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        codes.keySet().removeAll(twice);
        codes.values().removeIf(String::isEmpty);
        return Neighbourhoods.of(codes, Fingerprint.of(bytes).hex());
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }

    private static void check(boolean isRight, long line, String otherwise) {
        if (!isRight) {
            throw new IllegalArgumentException("line " + line + ": " + otherwise);
        }
    }
}
