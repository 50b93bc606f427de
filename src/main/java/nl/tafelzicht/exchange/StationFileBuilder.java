package nl.tafelzicht.exchange;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.tafelzicht.election.station.StationEntry;
import nl.tafelzicht.election.station.StationType;
import nl.tafelzicht.exchange.RowReader.Wrong;
import nl.tafelzicht.exchange.StationFile.Row;

/**
 * Gathers the rows of a file. A number stands once in a municipality; a mobile station has it again for each further place, and one that is closed in between
 * for each period.
 */
final class StationFileBuilder {

    private final List<Row> rows = new ArrayList<>();
    private final List<Remark> rejected = new ArrayList<>();
    private final List<Remark> warnings = new ArrayList<>();
    private final Map<String, Integer> first = new HashMap<>();
    private final Map<String, Integer> placesOf = new HashMap<>();

    /** Makes the entry of a row, given the id that it gets. */
    interface Entry {
        StationEntry under(String id) throws Wrong;
    }

    void add(RowReader row, String municipality, int number, StationType type, String numberColumn, Entry entry) {
        try {
            var key = municipality + "-" + number;
            var before = first.containsKey(key) ? rows.get(first.get(key)) : null;
            if (before != null && (type != StationType.MOBILE || before.entry().type() != StationType.MOBILE)) {
                secondPeriod(row, key, number, numberColumn, before, entry.under(key));
                return;
            }
            int place = placesOf.getOrDefault(key, 0) + 1;
            var read = new Row(row.line(), entry.under(place == 1 ? key : key + "." + place));
            placesOf.put(key, place);
            first.putIfAbsent(key, rows.size());
            rows.add(read);
        } catch (Wrong wrong) {
            reject(wrong);
        }
    }

    /** The same place at other hours: one station, which is closed in between. Anything else is another station under a number that is taken. */
    private void secondPeriod(RowReader row, String key, int number, String numberColumn, Row before, StationEntry second) throws Wrong {
        var one = before.entry();
        boolean apart = !second.opensAt().isBefore(one.closesAt()) || !one.opensAt().isBefore(second.closesAt());
        if (!apart || !one.name().equals(second.name()) || !one.location().equals(second.location())) throw row.wrong(numberColumn, "repeated-number", Map.of("number", String.valueOf(number), "line", String.valueOf(before.line())));
        var opens = one.opensAt().isBefore(second.opensAt()) ? one.opensAt() : second.opensAt();
        var closes = one.closesAt().isAfter(second.closesAt()) ? one.closesAt() : second.closesAt();
        rows.set(first.get(key), new Row(before.line(), one.at(opens, closes)));
        row.warn(numberColumn, "second-period", Map.of("line", String.valueOf(before.line()), "opens", opens.toLocalTime().toString(), "closes", closes.toLocalTime().toString()));
    }

    void reject(Wrong wrong) {
        rejected.add(wrong.remark());
    }

    void warn(Remark warning) {
        warnings.add(warning);
    }

    /** @param date of the election, instead of the file's: all times move by as many days, so that early voting and what ends after midnight keep their days; or {@code null} */
    StationFile build(LocalDate date) {
        if (date != null && !rows.isEmpty()) moveTo(date);
        long approximate = rows.stream().filter(r -> Boolean.TRUE.equals(r.entry().location().approximate())).count();
        if (approximate > 0) warn(Remark.of("approximate", Map.of("count", String.valueOf(approximate))));
        if (rows.isEmpty() && rejected.isEmpty()) warn(Remark.of("no-stations", Map.of()));
        return new StationFile(List.copyOf(rows), List.copyOf(rejected), List.copyOf(warnings));
    }

    private void moveTo(LocalDate date) {
        var days = rows.stream().collect(Collectors.groupingBy(r -> r.entry().opensAt().toLocalDate(), Collectors.counting()));
        var own = days.entrySet().stream().max(Map.Entry.<LocalDate, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey())).orElseThrow().getKey();
        long by = ChronoUnit.DAYS.between(own, date);
        if (by != 0) rows.replaceAll(r -> new Row(r.line(), r.entry().at(moved(r.entry(), r.entry().opensAt(), by), moved(r.entry(), r.entry().closesAt(), by))));
    }

    private static OffsetDateTime moved(StationEntry entry, OffsetDateTime time, long days) {
        return RowReader.at(time.toLocalDateTime().plusDays(days), Zones.of(entry.municipality().code()));
    }
}
