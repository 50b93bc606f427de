package nl.tafelzicht.subject.station.format;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Stop;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.format.RowReader.Wrong;
import nl.tafelzicht.subject.station.format.StationFile.Mention;
import nl.tafelzicht.subject.station.format.StationFile.Row;

/**
 * Gathers the rows of a file. A number identifies a station in its municipality: a mobile station has a row for each
 * stop, and one that is closed in between has a row for each period.
 */
final class StationFileBuilder {

    private static final int MOST_ELECTIONS = 20;
    private static final int LONGEST_ELECTION = 100;
    static final int LONGEST_CONTACT = 500;
    /** More municipalities than there are. */
    static final int MOST_CONTACTS = 500;
    /** Warnings about single rows; a spreadsheet may have one for each of its cells. */
    static final int MOST_WARNINGS = 2_000;
    /** After this many, rejected rows are reported without their cells. */
    private static final int MOST_WITH_CELLS = 5_000;

    private final List<Row> rows = new ArrayList<>();
    private final List<Remark> rejected = new ArrayList<>();
    private final List<Remark> warnings = new ArrayList<>();
    private final Map<String, Integer> first = new HashMap<>();
    private final Set<String> mentioned = new LinkedHashSet<>();
    private final Set<String> elections = new LinkedHashSet<>();
    private final Map<String, Mention> mentions = new LinkedHashMap<>();
    private final Map<String, String> contacts = new HashMap<>();
    private final Map<String, Integer> rejectedOf = new HashMap<>();
    private String election;
    private int warningsOfRows;

    /** Makes the entry of a row, given its id. */
    interface Entry {
        StationEntry under(String id) throws Wrong;
    }

    void add(RowReader row, String municipality, int number, String numberColumn, Entry entry) {
        add(row, municipality, number, numberColumn, List.of(), entry);
    }

    /** @param named the elections that the row names */
    void add(RowReader row, String municipality, int number, String numberColumn, List<String> named, Entry entry) {
        var id = municipality + "-" + number;
        mentioned.add(id);
        try {
            var read = entry.under(id);
            var before = first.containsKey(id) ? rows.get(first.get(id)) : null;
            if (before == null) {
                first.put(id, rows.size());
                rows.add(new Row(row.place().line(), row.place().name(), read, named));
            } else if (read.addsTo(before.entry())) {
                rows.set(first.get(id), before.with(read.alongside(before.entry())));
            } else {
                rows.set(first.get(id), before.with(withStop(row, numberColumn, before, read)));
            }
        } catch (Wrong wrong) {
            reject(wrong);
        }
    }

    /**
     * A further stop, or the same place at other hours; anything else is another station with a number that is taken.
     */
    private StationEntry withStop(RowReader row, String numberColumn, Row before, StationEntry next) throws Wrong {
        var one = before.entry();
        boolean mobile = one.type() == StationType.MOBILE && next.type() == StationType.MOBILE;
        boolean apart = one.periods().stream()
                .allMatch(p ->
                        !next.opensAt().isBefore(p.closesAt()) || !p.opensAt().isBefore(next.closesAt()));
        boolean again = one.periods().stream()
                .anyMatch(
                        p -> p.location().equals(next.location()) && p.opensAt().isEqual(next.opensAt()));
        var line = before.told();
        if (again
                || !mobile
                        && (!apart
                                || !one.name().equals(next.name())
                                || !one.location().equals(next.location()))) {
            throw row.wrong(
                    numberColumn, "repeated-number", Map.of("number", String.valueOf(one.number()), "line", line));
        }
        if (one.periods().size() >= StationEntry.MOST_STOPS) {
            throw row.wrong(
                    numberColumn,
                    "too-many-stops",
                    Map.of("most", String.valueOf(StationEntry.MOST_STOPS), "line", line));
        }
        if (!mobile) {
            row.warn(
                    numberColumn,
                    "second-period",
                    Map.of(
                            "line",
                            line,
                            "opens",
                            next.opensAt().toLocalTime().toString(),
                            "closes",
                            next.closesAt().toLocalTime().toString()));
        } else if (!apart) {
            row.warn(numberColumn, "two-places-at-once", Map.of("line", line));
        }
        var stops = new ArrayList<>(one.periods());
        stops.add(new Stop(stops.size() + 1, next.location(), next.opensAt(), next.closesAt()));
        return one.withStops(stops);
    }

    /**
     * How a municipality can be reached; the first text that a file has for it counts, cut to {@link #LONGEST_CONTACT}
     * characters.
     */
    void contact(String municipality, String text) {
        var plain = text == null
                ? ""
                : text.replace('\u00a0', ' ').replace("\0", "").strip();
        if (!plain.isEmpty() && contacts.size() < MOST_CONTACTS) {
            contacts.putIfAbsent(
                    municipality, plain.length() > LONGEST_CONTACT ? plain.substring(0, LONGEST_CONTACT) : plain);
        }
    }

    void reject(Wrong wrong) {
        reject(wrong.remark());
    }

    void reject(Remark remark) {
        if (election != null) {
            rejectedOf.merge(election, 1, Integer::sum);
        }
        rejected.add(rejected.size() < MOST_WITH_CELLS ? remark : remark.withoutCells());
    }

    void warn(Remark warning) {
        boolean isOfARow = warning.line() > 0;
        if (isOfARow && ++warningsOfRows > MOST_WARNINGS) {
            return;
        }
        warnings.add(warning);
    }

    /** An election whose rows follow. Beyond {@link #MOST_ELECTIONS} it is skipped. */
    void mention(Mention mention) {
        election(mention.id());
        if (mentions.size() < MOST_ELECTIONS) {
            mentions.put(mention.id(), mention);
        }
        election = mention.id();
    }

    /** @param name its id, or its name in the file; {@code null} for none */
    void election(String name) {
        if (name != null && !name.isBlank() && elections.size() < MOST_ELECTIONS) {
            elections.add(
                    name.strip().length() > LONGEST_ELECTION
                            ? name.strip().substring(0, LONGEST_ELECTION)
                            : name.strip());
        }
    }

    /**
     * @param date of the election, instead of the file's: all times move by as many days, so that early voting and what
     *     ends after midnight keep their days; or {@code null}
     */
    StationFile build(LocalDate date) {
        var own = mainDay();
        if (date != null && own != null && !own.equals(date)) {
            moveBy(ChronoUnit.DAYS.between(own, date));
        }
        rows.replaceAll(r -> r.with(numberedInOrder(r.entry())));
        long approximate = rows.stream()
                .filter(r -> Boolean.TRUE.equals(r.entry().location().approximate()))
                .count();
        if (approximate > 0) {
            warn(Remark.of("approximate", Map.of("count", String.valueOf(approximate))));
        }
        if (warningsOfRows > MOST_WARNINGS) {
            warn(Remark.of("more-warnings", Map.of("count", String.valueOf(warningsOfRows - MOST_WARNINGS))));
        }
        if (rows.isEmpty() && rejected.isEmpty()) {
            warn(Remark.of("no-stations", Map.of()));
        }
        return new StationFile(
                List.copyOf(rows),
                List.copyOf(rejected),
                List.copyOf(warnings),
                Set.copyOf(mentioned),
                mainDay(),
                List.copyOf(elections),
                List.copyOf(mentions.values()),
                Map.copyOf(contacts),
                Map.copyOf(rejectedOf));
    }

    private LocalDate mainDay() {
        var days = rows.stream()
                .collect(Collectors.groupingBy(r -> r.entry().opensAt().toLocalDate(), Collectors.counting()));
        return days.entrySet().stream()
                .max(Map.Entry.<LocalDate, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static StationEntry numberedInOrder(StationEntry entry) {
        if (entry.stops() == null) {
            return entry;
        }
        var inOrder = entry.stops().stream()
                .sorted(Comparator.comparing((Stop p) -> p.opensAt().toInstant()))
                .toList();
        return entry.withStops(IntStream.range(0, inOrder.size())
                .mapToObj(i -> new Stop(
                        i + 1,
                        inOrder.get(i).location(),
                        inOrder.get(i).opensAt(),
                        inOrder.get(i).closesAt()))
                .toList());
    }

    private void moveBy(long days) {
        rows.replaceAll(r -> r.with(r.entry()
                .withStops(r.entry().periods().stream()
                        .map(p -> new Stop(
                                p.place(),
                                p.location(),
                                moved(r.entry(), p.opensAt(), days),
                                moved(r.entry(), p.closesAt(), days)))
                        .toList())));
    }

    private static OffsetDateTime moved(StationEntry entry, OffsetDateTime time, long days) {
        return RowReader.at(
                time.toLocalDateTime().plusDays(days),
                Zones.of(entry.municipality().code()));
    }
}
