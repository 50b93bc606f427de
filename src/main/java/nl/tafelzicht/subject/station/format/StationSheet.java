package nl.tafelzicht.subject.station.format;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.engine.sheet.Cell;
import nl.tafelzicht.engine.sheet.Cell.Kind;
import nl.tafelzicht.engine.sheet.Sheet.Line;
import nl.tafelzicht.engine.sheet.Spreadsheets;
import nl.tafelzicht.engine.sheet.UnreadableSheet;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;

/**
 * The Stembureaus standard as a spreadsheet: a row for each station, or a column for each as in the national entry
 * form. The sheet and its direction are found by the names of its columns ({@link SheetHeaders}); a station is then
 * read as {@link StembureausTable} reads a row of a CSV.
 */
public final class StationSheet {

    /** A spreadsheet takes 52.3710 for a number and stores 52.371. */
    private static final Pattern ROBBED_DEGREES = Pattern.compile("-?\\d{1,3}\\.\\d{3}");

    private final StembureausTable table;
    private final SheetHeaders found;
    private final Map<String, Integer> columns;
    private final List<String> hidden = new ArrayList<>();

    private StationSheet(StembureausTable table, SheetHeaders found) {
        this.table = table;
        this.found = found;
        this.columns = new HashMap<>();
        var names = found.names();
        table.headers(names.stream().map(Cell::text).toList())
                .forEach((name, i) -> columns.put(name, found.placeOf(names.get(i))));
    }

    /**
     * @param date on which the stations open, instead of the file's own; {@code null} to keep those
     * @param municipality of the sender, for an entry form, which does not say it; {@code null} when the sender has
     *     none
     * @throws Unreadable when it is no spreadsheet, beyond a bound, or no sheet has the mandatory columns
     */
    public static StationFile read(Path file, Gazetteer gazetteer, LocalDate date, String municipality)
            throws IOException, Unreadable {
        var all = new ArrayList<SheetHeaders>();
        try {
            Spreadsheets.read(file, sheet -> SheetHeaders.find(sheet).ifPresent(found -> keep(all, found)));
        } catch (UnreadableSheet e) {
            throw new Unreadable(0, e.reason());
        }
        if (all.isEmpty()) {
            throw new Unreadable(0, Explanation.of("spreadsheet-without-stations"));
        }
        var found = all.get(0);
        if (!found.isComplete()) {
            throw new Unreadable(
                    0,
                    Explanation.of(
                            "sheet-missing-columns", "sheet", found.sheet().name(), "columns", found.missing()));
        }
        if (found.isEntryForm() && municipality == null) {
            throw new Unreadable(0, Explanation.of("form-without-municipality"));
        }
        var read = new StationSheet(new StembureausTable(gazetteer, date, municipality), found);
        return read.read(all.subList(1, all.size()), municipality);
    }

    /** Of complete sheets the first one is used, and the others are named; otherwise the one that lacks the least. */
    private static void keep(List<SheetHeaders> all, SheetHeaders found) {
        boolean isBetter = all.isEmpty()
                || !all.get(0).isComplete()
                        && (found.isComplete() || found.known() > all.get(0).known());
        if (isBetter) {
            all.clear();
            all.add(found);
        } else if (found.isComplete()) {
            all.add(found.withoutLines());
        }
    }

    private StationFile read(List<SheetHeaders> others, String municipality) throws Unreadable {
        var sheet = found.sheet();
        table.warn(Remark.of(
                sheet.isTurned() ? "sheet-by-columns" : "sheet-by-rows",
                Map.of("sheet", sheet.name(), "header", nameOf(found.line()))));
        if (found.isEntryForm()) {
            table.warn(Remark.of("entry-form", Map.of("municipality", municipality)));
        }
        if (!others.isEmpty()) {
            var names = String.join(
                    ", ", others.stream().map(other -> other.sheet().name()).toList());
            table.warn(Remark.of("other-sheets", Map.of("sheets", names)));
        }
        boolean isFilled = false;
        for (var line : found.stations()) {
            if (isOfAStation(line)) {
                take(line);
                isFilled = true;
            }
        }
        if (!isFilled) {
            throw new Unreadable(
                    0,
                    found.hasExample()
                            ? Explanation.of("only-an-example", "sheet", sheet.name())
                            : Explanation.of("no-rows"));
        }
        if (!hidden.isEmpty()) {
            table.warn(Remark.of(
                    sheet.isTurned() ? "hidden-columns" : "hidden-rows",
                    Map.of("count", String.valueOf(hidden.size()), "first", hidden.get(0))));
        }
        return table.build();
    }

    /** Whether it has a value in a known column; notes beside the table are no stations. */
    private boolean isOfAStation(Line line) {
        return columns.values().stream().map(line.cells()::get).anyMatch(cell -> cell != null && !cell.isCopy());
    }

    private void take(Line line) {
        var place = new Place(line.number(), nameOf(line.number()), column -> cellOf(line, column));
        if (line.isHidden()) {
            hidden.add(place.name());
        }
        var cells = line.cells().values().stream().map(Cell::text).toList();
        var values = new HashMap<String, String>();
        var row = new RowReader(place, values::get, cells, table::warn);
        for (var column : columns.entrySet()) {
            var cell = line.cells().get(column.getValue());
            if (cell == null) {
                continue;
            }
            if (cell.kind() == Kind.ERROR || cell.kind() == Kind.UNCALCULATED) {
                var code = cell.kind() == Kind.ERROR ? "cell-error" : "cell-uncalculated";
                var remark = row.remark(column.getKey(), code, Map.of("value", cell.text()));
                if (StembureausTable.isMandatory(column.getKey())) {
                    table.reject(remark);
                    return;
                }
                table.warn(remark);
                continue;
            }
            boolean isTakenForADate = cell.kind() == Kind.TIME && !StembureausTable.isMandatory(column.getKey());
            if (isTakenForADate) { // such as house number "3-5"; the times themselves are mandatory
                row.warn(column.getKey(), "ignored-value", Map.of("value", cell.text()));
                continue;
            }
            values.put(column.getKey(), value(row, column.getKey(), cell));
        }
        table.take(place, values::get, cells);
    }

    private static String value(RowReader row, String column, Cell cell) {
        if (cell.kind() == Kind.BOOLEAN) {
            var word = cell.text().equals("TRUE") ? "ja" : "nee";
            row.warn(column, "read-as", Map.of("value", cell.text(), "read", word));
            return word;
        }
        boolean isRobbed = cell.kind() == Kind.NUMBER
                && (column.equals("Latitude") || column.equals("Longitude"))
                && ROBBED_DEGREES.matcher(cell.text()).matches();
        return isRobbed ? cell.text() + "0" : cell.text();
    }

    private String nameOf(int line) {
        return found.sheet().isTurned() ? Cell.letters(line) : String.valueOf(line);
    }

    private String cellOf(Line line, String column) {
        var at = columns.get(column);
        if (at == null) {
            return null;
        }
        return found.sheet().isTurned() ? Cell.letters(line.number()) + at : Cell.letters(at) + line.number();
    }
}
