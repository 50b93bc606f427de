package nl.tafelzicht.engine.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A list of the page to be exported as a spreadsheet.
 *
 * @param rows each cell a {@code String}, {@code Number}, {@code Boolean} or {@code null}; a row may be shorter than
 *     the columns
 */
public record ListFile(String title, List<String> columns, List<List<Object>> rows) {

    /** Twice the number of stations in the country. */
    public static final int MOST_ROWS = 20_000;

    public static final int MOST_COLUMNS = 60;
    public static final int LONGEST_TITLE = 100;
    /** The longest that a note may be. */
    public static final int LONGEST_TEXT = 2_000;

    /** A limit of the format. */
    private static final int LONGEST_NAME_OF_SHEET = 31;

    /** Characters that the format forbids in the name of a sheet. */
    private static final String NOT_IN_NAMES = "[\\[\\]:*?/\\\\]";

    private static final int NARROWEST = 8;
    private static final int WIDEST = 60;
    /** The number of rows by which the width of a column is determined. */
    private static final int MEASURED = 200;

    /** @return the first error, with its field; {@code null} when the list is valid */
    public Refusal misfit() {
        if (title == null || title.isBlank() || title.length() > LONGEST_TITLE) {
            return Refusal.invalid("title", Explanation.of("list-title", "most", LONGEST_TITLE));
        }
        boolean named = columns != null
                && !columns.isEmpty()
                && columns.size() <= MOST_COLUMNS
                && columns.stream().allMatch(c -> c != null && c.length() <= LONGEST_TEXT);
        if (!named) {
            return Refusal.invalid(
                    "columns", Explanation.of("list-columns", "most", MOST_COLUMNS, "characters", LONGEST_TEXT));
        }
        if (rows == null || rows.size() > MOST_ROWS) {
            return Refusal.invalid("rows", Explanation.of("list-rows", "most", MOST_ROWS));
        }
        for (int r = 0; r < rows.size(); r++) {
            var wrong = misfitOfRow(r, rows.get(r));
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private Refusal misfitOfRow(int r, List<Object> row) {
        if (row == null || row.size() > columns.size()) {
            return Refusal.invalid("rows", Explanation.of("list-too-wide", "row", r + 1));
        }
        for (int c = 0; c < row.size(); c++) {
            if (!isCell(row.get(c))) {
                return Refusal.invalid(
                        "rows", Explanation.of("list-cell", "row", r + 1, "column", c + 1, "most", LONGEST_TEXT));
            }
        }
        return null;
    }

    private static boolean isCell(Object value) {
        return value == null
                || value instanceof Boolean
                || value instanceof Number number && Double.isFinite(number.doubleValue())
                || value instanceof String text && text.length() <= LONGEST_TEXT;
    }

    /**
     * The spreadsheet: one sheet, with a bold heading that stays in sight and a filter on each column. Texts stay
     * texts, whatever they begin with: none becomes a formula. Takes a tenth of a second for the stations of the
     * country, and blocks.
     */
    public byte[] xlsx() {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "Tafelzicht", null)) {
            var sheet = book.newWorksheet(nameOfSheet());
            for (int c = 0; c < columns.size(); c++) {
                sheet.value(0, c, printable(columns.get(c)));
                sheet.style(0, c).bold().set();
                sheet.width(c, width(c));
            }
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(r).size(); c++) {
                    put(sheet, r + 1, c, rows.get(r).get(c));
                }
            }
            sheet.freezePane(0, 1);
            sheet.setAutoFilter(0, 0, rows.size(), columns.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(Worksheet sheet, int row, int column, Object value) {
        if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof Boolean truth) {
            sheet.value(row, column, truth);
        } else if (value instanceof String text && !text.isEmpty()) {
            sheet.value(row, column, printable(text));
        }
    }

    private int width(int column) {
        var texts = new ArrayList<String>();
        texts.add(columns.get(column));
        rows.stream()
                .limit(MEASURED)
                .filter(row -> row.size() > column)
                .map(row -> Objects.toString(row.get(column), ""))
                .forEach(texts::add);
        int longest = texts.stream().mapToInt(String::length).max().orElse(0);
        return Math.max(NARROWEST, Math.min(WIDEST, longest + 2));
    }

    /**
     * The filter quotes the name between apostrophes, so that one inside ends it: the typographic one stands for it.
     */
    private String nameOfSheet() {
        var name = printable(title)
                .replaceAll(NOT_IN_NAMES, " ")
                .replace('\'', '\u2019')
                .strip();
        if (name.length() <= LONGEST_NAME_OF_SHEET) {
            return name.isEmpty() ? "1" : name;
        }
        boolean isHalf = Character.isHighSurrogate(name.charAt(LONGEST_NAME_OF_SHEET - 1));
        return name.substring(0, isHalf ? LONGEST_NAME_OF_SHEET - 1 : LONGEST_NAME_OF_SHEET);
    }

    /** Removes characters that XML can't contain, not even escaped. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> isXml(c) ? c : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c < Character.MIN_SURROGATE
                || c > Character.MAX_SURROGATE && c < 0xFFFE
                || c > 0xFFFF;
    }
}
