package nl.tafelzicht.subject.station;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.election.domain.Election;
import nl.tafelzicht.subject.election.domain.ElectionState;
import nl.tafelzicht.subject.station.format.Remark;
import nl.tafelzicht.subject.station.format.StationFile;
import nl.tafelzicht.subject.station.format.StationFile.Row;

/**
 * Resolves the elections of a spreadsheet: its column {@code Verkiezingen} has ids or names of elections. An unknown or
 * ambiguous name causes a warning, and the stations are imported without it. Pure.
 */
final class ElectionNames {

    /** The form in which the Electoral Council's ids begin. */
    private static final Pattern ID = Pattern.compile("[A-Z]{2}\\d{4}(?:_[\\p{L}\\p{N}_.-]{1,50})?");
    /** Everyday names of the categories of elections. */
    private static final Map<String, String> CATEGORIES = Map.of(
            "provinciale staten", "PS",
            "waterschap", "AB",
            "eilandsraad", "ER",
            "gemeenteraad", "GR",
            "tweede kamer", "TK",
            "europees parlement", "EP");

    private final List<ElectionState> known;
    private final Map<String, String> understood = new LinkedHashMap<>();
    private final List<Remark> warnings = new ArrayList<>();

    private ElectionNames(Picture picture, LocalDate date) {
        known = picture.all(Election.KIND)
                .map(Election::state)
                .filter(e -> date == null || e.date().equals(date))
                .toList();
    }

    /** The file, with the elections that its rows name. */
    static StationFile understood(Picture picture, StationFile file) {
        if (file.rows().stream().allMatch(row -> row.elections().isEmpty())) {
            return file;
        }
        var names = new ElectionNames(picture, file.date());
        var rows = file.rows().stream().map(names::understood).toList();
        return file.with(rows, names.warnings);
    }

    private Row understood(Row row) {
        var ids = new LinkedHashMap<String, Integer>();
        for (var name : row.elections()) {
            var id = understood.computeIfAbsent(name, this::meaning);
            if (!id.isEmpty()) {
                ids.put(id, null);
            }
        }
        return ids.isEmpty() ? row : row.with(row.entry().forElections(ids));
    }

    /** @return the id, or nothing when it is unknown or ambiguous */
    private String meaning(String name) {
        var text = name.strip().toLowerCase(Locale.ROOT);
        var same = known.stream()
                .filter(e -> e.id().equalsIgnoreCase(name.strip())
                        || e.name().toLowerCase(Locale.ROOT).equals(text))
                .toList();
        if (same.size() == 1) {
            return same.get(0).id();
        }
        if (ID.matcher(name.strip()).matches()) {
            return name.strip();
        }
        var category = CATEGORIES.entrySet().stream()
                .filter(e -> text.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        var alike = known.stream().filter(e -> e.category().equals(category)).toList();
        var named = alike.stream()
                .filter(e -> e.domain() != null && text.contains(e.domain().toLowerCase(Locale.ROOT)))
                .toList();
        var fitting = named.isEmpty() ? alike : named;
        if (fitting.size() == 1) {
            return fitting.get(0).id();
        }
        warnings.add(
                fitting.isEmpty()
                        ? Remark.of("election-name-unknown", Map.of("name", name))
                        : Remark.of(
                                "election-name-ambiguous",
                                Map.of(
                                        "name",
                                        name,
                                        "elections",
                                        String.join(
                                                ", ",
                                                fitting.stream()
                                                        .map(ElectionState::id)
                                                        .limit(10)
                                                        .toList()))));
        return "";
    }
}
