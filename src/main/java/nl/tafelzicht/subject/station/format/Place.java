package nl.tafelzicht.subject.station.format;

import java.util.function.Function;

/**
 * Where a row of a file is, so that a person finds it.
 *
 * @param line from 1: a line of a text, a row of a sheet, or a column of a sheet that has its stations side by side
 * @param name as the sheet has it: {@code 12}, or {@code G} of a column; {@code null} in a text
 * @param cells what the sheet calls the row's cell of a column of the standard: {@code G12}; {@code null} for none
 */
record Place(long line, String name, Function<String, String> cells) {

    static Place line(long line) {
        return new Place(line, null, column -> null);
    }

    /** The cell, or else the row. */
    String of(String column) {
        var cell = column == null ? null : cells.apply(column);
        return cell == null ? name : cell;
    }

    /** For words about another row. */
    String told() {
        return name == null ? String.valueOf(line) : name;
    }
}
