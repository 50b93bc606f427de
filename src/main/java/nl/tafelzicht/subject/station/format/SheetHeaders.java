package nl.tafelzicht.subject.station.format;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.tafelzicht.engine.sheet.Cell;
import nl.tafelzicht.engine.sheet.Sheet;
import nl.tafelzicht.engine.sheet.Sheet.Line;

/**
 * Where a sheet has the names of its columns: the line with the most known names, and the second of two such lines when
 * the first is merged over both. A line is a row, or a column of a sheet that was turned.
 *
 * @param at the index of that line
 * @param known how many of the standard's names it has
 */
record SheetHeaders(Sheet sheet, int at, int known) {

    /** Non-empty lines above the header: a title, a note, the author. */
    static final int MOST_ABOVE = 20;
    /** Fewer may be chance: "X" and "Toilet" occur in many sheets. */
    private static final int LEAST_KNOWN = 3;
    /** What the entry form and the example of the standard have beside the names: explanations, and an example. */
    private static final Pattern EXPLAINS =
            Pattern.compile("(verplicht\\b.*|opmerking(en)?|form(at|aat)|voorbeeld)", Pattern.CASE_INSENSITIVE);

    /** Searches rows, then columns. */
    static Optional<SheetHeaders> find(Sheet sheet) {
        var inRow = in(sheet);
        if (inRow != null && inRow.isComplete()) {
            return Optional.of(inRow);
        }
        var inColumn = in(sheet.turned());
        boolean isInColumn = inColumn != null && (inRow == null || inColumn.known > inRow.known);
        return Optional.ofNullable(isInColumn ? inColumn : inRow);
    }

    private static SheetHeaders in(Sheet sheet) {
        SheetHeaders best = null;
        for (int i = 0; i < Math.min(sheet.lines().size(), MOST_ABOVE + 1); i++) {
            int known = knownIn(sheet.lines().get(i)).size();
            boolean goesOn = best != null && known == best.known && i == best.at + 1;
            if (known >= LEAST_KNOWN && (best == null || known > best.known || goesOn)) {
                best = new SheetHeaders(sheet, i, known);
            }
        }
        return best;
    }

    private static Set<String> knownIn(Line line) {
        var known = new HashSet<String>();
        for (var cell : line.cells().values()) {
            var column = StembureausTable.column(cell.text());
            if (column != null) {
                known.add(column);
            }
        }
        return known;
    }

    private Line header() {
        return sheet.lines().get(at);
    }

    /** The number of the line in the sheet. */
    int line() {
        return header().number();
    }

    /** The names. In a column from the first known one on: a heading above it is no name. */
    List<Cell> names() {
        var cells = header().cells();
        return List.copyOf(sheet.isTurned() ? cells.tailMap(firstKnown()).values() : cells.values());
    }

    /** The position of a name's value in each line. */
    int placeOf(Cell name) {
        return sheet.isTurned() ? name.row() : name.column();
    }

    private int firstKnown() {
        return header().cells().entrySet().stream()
                .filter(cell -> StembureausTable.column(cell.getValue().text()) != null)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    Set<String> missing() {
        return StembureausTable.missing(knownIn(header()));
    }

    boolean isEntryForm() {
        return StembureausTable.isEntryForm(knownIn(header()));
    }

    boolean isComplete() {
        return missing().isEmpty() || isEntryForm();
    }

    /** The lines after the header, without those that explain it. */
    List<Line> stations() {
        int first = firstKnown();
        return below().stream().filter(line -> !explains(line, first)).toList();
    }

    /** Whether there are explanations of the names, as in the form. */
    boolean hasExample() {
        int first = firstKnown();
        return below().stream().anyMatch(line -> explains(line, first));
    }

    private List<Line> below() {
        return sheet.lines().subList(at + 1, sheet.lines().size());
    }

    private static boolean explains(Line line, int firstKnown) {
        var label = line.cells().lowerEntry(firstKnown);
        return label != null
                && EXPLAINS.matcher(label.getValue().text().strip()).matches();
    }

    /** Without the lines, when only the name is needed. */
    SheetHeaders withoutLines() {
        var alone = new Sheet(sheet.name(), sheet.isTurned(), List.of(header()), sheet.hiddenAcross());
        return new SheetHeaders(alone, 0, known);
    }
}
