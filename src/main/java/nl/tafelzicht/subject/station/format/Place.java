package nl.tafelzicht.subject.station.format;

import java.util.function.Function;

/**
 * Where a row is in a file, for people.
 *
 * @param line from 1: a line of a text, a row of a sheet, or a column of a sheet with one station in each column
 * @param name as in the sheet: {@code 12}, or {@code G} for a column; {@code null} in a text
 * @param cells gives the name of the row's cell for a column of the standard: {@code G12}; {@code null} for none
 */
record Place(long line, String name, Function<String, String> cells) {

    static Place line(long line) {
        return new Place(line, null, column -> null);
    }

    /** The cell, or otherwise the row. */
    String of(String column) {
        var cell = column == null ? null : cells.apply(column);
        return cell == null ? name : cell;
    }
}
