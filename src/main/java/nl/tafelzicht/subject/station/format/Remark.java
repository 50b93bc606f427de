package nl.tafelzicht.subject.station.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * A message about a row of a file, or about the whole file: why it was rejected, or how it was understood.
 *
 * @param line where the row begins, from 1; 0 for the whole file. In a sheet with one station in each column it is the
 *     column's number
 * @param cell of a sheet, by its name ({@code G12}), or the row or column; {@code null} in a text
 * @param column the column's or element's name in the standard, or {@code null}
 * @param code for programs; its words are in {@code i18n/imports}
 * @param parameters values that the words mention
 * @param row the original cells
 */
public record Remark(
        long line, String cell, String column, String code, Map<String, String> parameters, List<String> row) {

    /** Length of values and cells that are repeated. */
    private static final int LONGEST = 200;

    private static final int MOST_CELLS = 60;

    public Remark {
        row = row.stream().limit(MOST_CELLS).map(Remark::cut).toList();
    }

    /** For a text. */
    public Remark(long line, String column, String code, Map<String, String> parameters, List<String> row) {
        this(line, null, column, code, parameters, row);
    }

    Remark withoutCells() {
        return new Remark(line, cell, column, code, parameters, List.of());
    }

    public static Remark of(String code, Map<String, String> parameters) {
        return new Remark(0, null, code, parameters, List.of());
    }

    /** In the reader's language: Dutch or English. */
    public String reason(Locale locale) {
        var text = ResourceBundle.getBundle(
                        "i18n.imports",
                        locale.getLanguage().equals("nl") ? Locale.forLanguageTag("nl") : Locale.ENGLISH)
                .getString(code);
        for (var parameter : parameters.entrySet()) {
            text = text.replace("{" + parameter.getKey() + "}", cut(parameter.getValue()));
        }
        return text;
    }

    public String reason() {
        return reason(Locale.ENGLISH);
    }

    private static String cut(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST - 1) + "…" : value;
    }
}
