package nl.tafelzicht.engine.sheet;

import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The cells of a sheet that are not empty, in lines, which are its rows, or its columns when it was turned. Empty lines
 * are left out.
 *
 * @param isTurned whether its lines are columns
 * @param hiddenAcross hidden lines in the other direction: the numbers of columns, or of rows when it was turned
 */
public record Sheet(String name, boolean isTurned, List<Line> lines, BitSet hiddenAcross) {

    /**
     * A row, or a column of a sheet that was turned.
     *
     * @param number from 1
     * @param isHidden whether a user of the sheet does not see it, because of a filter or because it was hidden by hand
     * @param cells by their position in the line
     */
    public record Line(int number, boolean isHidden, NavigableMap<Integer, Cell> cells) {}

    /** The same cells with columns as lines, or with rows again. */
    public Sheet turned() {
        var across = new TreeMap<Integer, Line>();
        var hidden = new BitSet();
        for (var line : lines) {
            hidden.set(line.number, line.isHidden);
            line.cells.forEach((place, cell) -> across.computeIfAbsent(
                            place, number -> new Line(number, hiddenAcross.get(number), new TreeMap<>()))
                    .cells
                    .put(line.number, cell));
        }
        return new Sheet(name, !isTurned, List.copyOf(across.values()), hidden);
    }
}
