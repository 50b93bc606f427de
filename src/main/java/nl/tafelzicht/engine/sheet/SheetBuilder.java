package nl.tafelzicht.engine.sheet;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.sheet.Cell.Kind;
import nl.tafelzicht.engine.sheet.Sheet.Line;

/** Gathers the non-empty cells of a sheet, in whatever order they arrive. */
final class SheetBuilder {

    private final String name;
    private final SheetBudget budget;
    private final NavigableMap<Integer, NavigableMap<Integer, Cell>> rows = new TreeMap<>();
    private final BitSet hiddenRows = new BitSet();
    private final BitSet hiddenColumns = new BitSet();
    private final List<Merge> merges = new ArrayList<>();

    private record Merge(int top, int left, int bottom, int right) {}

    SheetBuilder(String name, SheetBudget budget) {
        this.name = name;
        this.budget = budget;
    }

    /** @param text blank for a cell with formatting only, which is left out */
    void add(int row, int column, Kind kind, String text) throws UnreadableSheet {
        if (text.isBlank() && kind != Kind.UNCALCULATED) {
            return;
        }
        if (row < 1 || row > Cell.MOST_ROWS || column < 1 || column > Cell.MOST_COLUMNS) {
            throw new UnreadableSheet(
                    Explanation.of("spreadsheet-beyond-its-end", "rows", Cell.MOST_ROWS, "columns", Cell.MOST_COLUMNS));
        }
        budget.cell();
        rows.computeIfAbsent(row, r -> new TreeMap<>()).put(column, new Cell(row, column, kind, text, false));
    }

    void hideRows(int from, int count) {
        hiddenRows.set(from, Math.min(Cell.MOST_ROWS + 1, from + count));
    }

    void hideColumns(int from, int to) {
        if (from >= 1 && from <= Cell.MOST_COLUMNS && to >= from) {
            hiddenColumns.set(from, Math.min(Cell.MOST_COLUMNS, to) + 1);
        }
    }

    void merge(int top, int left, int bottom, int right) throws UnreadableSheet {
        budget.merge();
        merges.add(new Merge(top, left, bottom, right));
    }

    Sheet build() throws UnreadableSheet {
        int last = rows.values().stream().mapToInt(NavigableMap::lastKey).max().orElse(0);
        for (var merge : merges) {
            spread(merge, last);
        }
        var lines = new ArrayList<Line>();
        rows.forEach((number, cells) -> lines.add(new Line(number, hiddenRows.get(number), cells)));
        return new Sheet(name, false, List.copyOf(lines), hiddenColumns);
    }

    /** Copies the text of a merged cell to the positions that it covers, within the rows and columns that are used. */
    private void spread(Merge merge, int last) throws UnreadableSheet {
        var of = rows.getOrDefault(merge.top, new TreeMap<>()).get(merge.left);
        if (of == null || merge.bottom < merge.top) {
            return;
        }
        for (var row : rows.subMap(merge.top, true, merge.bottom, true).entrySet()) {
            for (int column = merge.left; column <= Math.min(merge.right, last); column++) {
                budget.covered();
                if (!row.getValue().containsKey(column)) {
                    budget.cell();
                    row.getValue().put(column, new Cell(row.getKey(), column, of.kind(), of.text(), true));
                }
            }
        }
    }
}
