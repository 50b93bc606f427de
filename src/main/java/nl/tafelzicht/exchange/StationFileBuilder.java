package nl.tafelzicht.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.station.StationEntry;
import nl.tafelzicht.election.station.StationType;
import nl.tafelzicht.exchange.RowReader.Wrong;
import nl.tafelzicht.exchange.StationFile.Rejection;
import nl.tafelzicht.exchange.StationFile.Row;

/** Gathers the rows of a file. A number stands once in a municipality; a mobile station has it again for each further place. */
final class StationFileBuilder {

    private final List<Row> rows = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Row> first = new HashMap<>();
    private final Map<String, Integer> placesOf = new HashMap<>();
    private int approximate;

    /** Makes the entry of a row, given the id that it gets. */
    interface Entry {
        StationEntry under(String id) throws Wrong;
    }

    void add(RowReader row, String municipality, int number, StationType type, String numberColumn, Entry entry) {
        try {
            var key = municipality + "-" + number;
            var before = first.get(key);
            if (before != null && (type != StationType.MOBILE || before.entry().type() != StationType.MOBILE)) {
                throw row.wrong(numberColumn, number + " is already on line " + before.line());
            }
            int place = placesOf.getOrDefault(key, 0) + 1;
            var read = new Row(row.line(), entry.under(place == 1 ? key : key + "." + place));
            placesOf.put(key, place);
            first.putIfAbsent(key, read);
            rows.add(read);
            if (Boolean.TRUE.equals(read.entry().location().approximate())) approximate++;
        } catch (Wrong wrong) {
            reject(wrong);
        }
    }

    void reject(Wrong wrong) {
        rejected.add(wrong.rejection());
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    StationFile build() {
        if (approximate > 0) warnings.add(approximate + " stations have no coordinates and are placed approximately");
        return new StationFile(List.copyOf(rows), List.copyOf(rejected), List.copyOf(warnings));
    }
}
