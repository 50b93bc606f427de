package nl.tafelzicht.subject.station;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.Stops;
import nl.tafelzicht.subject.station.format.Remark;
import nl.tafelzicht.subject.station.format.StationFile;
import nl.tafelzicht.subject.station.format.StationFile.Row;

/** What a file would change in the register, and what of the register it leaves out. Pure. */
final class ImportPlan {

    /** Of what is told row by row; the numbers are of all. */
    static final int MOST_ROWS = 2_000;

    private static final int MOST_WARNINGS = 50;

    enum Act {
        ADD,
        CHANGE,
        MOVE,
        WITHDRAW;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What would happen to a station.
     *
     * @param id of the station, or the alias of a stop that would be withdrawn
     * @param fields that change
     * @param reported whether somebody has said how it is doing
     */
    public record Planned(
            Act act, String id, String name, String municipality, List<String> fields, boolean reported) {}

    /**
     * A station that the file leaves out.
     *
     * @param lastReport the newest that was made there, or {@code null}
     * @param elections those of which it is left out, when it stays for others; empty for the whole of it
     */
    record Withdrawal(String id, UUID lastReport, List<String> elections) {}

    private final Picture picture;
    private final StationFile file;
    private final List<Planned> planned = new ArrayList<>();
    private final List<Withdrawal> withdrawals = new ArrayList<>();
    private final List<Withdrawal> joined = new ArrayList<>();
    private final List<Remark> warnings = new ArrayList<>();
    private int unchanged;
    private boolean dropsStops;

    /** @param rows those of the file that the sender may import */
    ImportPlan(Picture picture, StationFile file, List<Row> rows) {
        this.picture = picture;
        this.file = file;
        rows.forEach(row -> plan(row.entry()));
        var towns = rows.stream()
                .map(row -> row.entry().municipality().code())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        towns.forEach(this::leaveOut);
        warnOfOtherDays(towns);
        warnOfVoters(rows);
        if (!joined.isEmpty()) {
            warnings.add(new Remark(0, null, "joined", Map.of("count", String.valueOf(joined.size())), List.of()));
        }
    }

    private void plan(StationEntry entry) {
        var known = exactly(entry.id());
        if (known == null) {
            planned.add(new Planned(
                    Act.ADD, entry.id(), entry.name(), entry.municipality().code(), List.of(), false));
            return;
        }
        var stops = Stops.of(known.entry(), entry);
        boolean reported = known.state().lastReport() != null;
        var fields = differences(known.entry().registered(), stops.kept().registered());
        if (fields.isEmpty()) {
            unchanged++;
        } else {
            planned.add(new Planned(
                    fields.contains("location") ? Act.MOVE : Act.CHANGE,
                    entry.id(),
                    entry.name(),
                    entry.municipality().code(),
                    fields,
                    reported));
        }
        for (var stop : stops.leftOut()) {
            dropsStops = true;
            planned.add(new Planned(
                    Act.WITHDRAW,
                    known.entry().aliasOf(stop),
                    known.entry().name(),
                    entry.municipality().code(),
                    List.of("stops"),
                    reported));
        }
    }

    private Station exactly(String id) {
        var station = picture.station(id);
        return station != null && station.id().equals(id) ? station : null;
    }

    private static List<String> differences(StationEntry before, StationEntry after) {
        var fields = new ArrayList<String>();
        if (!before.name().equals(after.name())) {
            fields.add("name");
        }
        if (before.type() != after.type()) {
            fields.add("type");
        }
        if (!before.municipality().equals(after.municipality())) {
            fields.add("municipality");
        }
        if (!before.location().equals(after.location())) {
            fields.add("location");
        }
        if (!before.opensAt().equals(after.opensAt())) {
            fields.add("opensAt");
        }
        if (!before.closesAt().equals(after.closesAt())) {
            fields.add("closesAt");
        }
        if (!Objects.equals(before.eligibleVoters(), after.eligibleVoters())) {
            fields.add("eligibleVoters");
        }
        if (!Objects.equals(before.stops(), after.stops())) {
            fields.add("stops");
        }
        return fields;
    }

    /**
     * Further places of a mobile station that are stations of their own in journals of before are stops of one station
     * now; nobody who has reported goes without a word.
     */
    private void leaveOut(String municipality) {
        picture.stationsOf(municipality)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .forEach(station -> {
                    var last = station.state().lastReport();
                    var withdrawal = new Withdrawal(station.id(), last == null ? null : last.id(), List.of());
                    boolean isFurtherPlace = !station.id().equals(StationId.of(station.id()));
                    if (!isFurtherPlace && file.mentioned().contains(station.id())) {
                        return;
                    }
                    if (isFurtherPlace && last == null && file.mentioned().contains(StationId.of(station.id()))) {
                        joined.add(withdrawal);
                        return;
                    }
                    withdrawals.add(withdrawal);
                    planned.add(new Planned(
                            Act.WITHDRAW, station.id(), station.entry().name(), municipality, List.of(), last != null));
                });
    }

    private void warnOfOtherDays(Set<String> towns) {
        if (file.date() == null) {
            return;
        }
        for (var town : towns) {
            var days = picture.stationsOf(town)
                    .collect(Collectors.groupingBy(
                            s -> s.entry().opensAt().toLocalDate(), TreeMap::new, Collectors.counting()));
            if (days.isEmpty() || days.containsKey(file.date()) || warnings.size() >= MOST_WARNINGS) {
                continue;
            }
            warnings.add(new Remark(
                    0,
                    null,
                    "other-date",
                    Map.of(
                            "municipality",
                            town,
                            "known",
                            days.firstKey().toString(),
                            "date",
                            file.date().toString()),
                    List.of()));
        }
    }

    private void warnOfVoters(List<Row> rows) {
        int count = 0;
        Map<String, String> example = null;
        for (var row : rows) {
            var known = exactly(row.entry().id());
            if (known == null
                    || known.entry().eligibleVoters() == null
                    || row.entry().eligibleVoters() == null
                    || known.entry().eligibleVoters().equals(row.entry().eligibleVoters())) {
                continue;
            }
            if (count++ == 0) {
                example = Map.of(
                        "station",
                        row.entry().id(),
                        "before",
                        known.entry().eligibleVoters().toString(),
                        "after",
                        row.entry().eligibleVoters().toString());
            }
        }
        if (count == 0) {
            return;
        }
        var parameters = new LinkedHashMap<>(example);
        parameters.put("count", String.valueOf(count));
        warnings.add(new Remark(0, null, "voters-changed", parameters, List.of()));
    }

    boolean changesNothing() {
        return planned.stream().allMatch(p -> p.act() == Act.WITHDRAW) && joined.isEmpty();
    }

    boolean leavesOut() {
        return dropsStops || !withdrawals.isEmpty();
    }

    int count(Act act) {
        return (int) planned.stream().filter(p -> p.act() == act).count();
    }

    int unchanged() {
        return unchanged;
    }

    List<Planned> rows() {
        return planned.stream().limit(MOST_ROWS).toList();
    }

    int rowsLeftOut() {
        return Math.max(0, planned.size() - MOST_ROWS);
    }

    /** Ids of stations, and aliases of stops. */
    List<String> wouldWithdraw() {
        return planned.stream()
                .filter(p -> p.act() == Act.WITHDRAW)
                .map(Planned::id)
                .toList();
    }

    List<Withdrawal> withdrawals() {
        return withdrawals;
    }

    /** What goes without a word: nobody ever spoke for it, and its stop is in the file. */
    List<Withdrawal> joined() {
        return joined;
    }

    List<Remark> warnings() {
        return warnings;
    }

    /** A fingerprint of the entry of each station of some municipalities. */
    static Map<String, String> register(Picture picture, Set<String> municipalities) {
        var register = new TreeMap<String, String>();
        for (var town : municipalities) {
            picture.stationsOf(town)
                    .forEach(s -> register.put(
                            s.id(),
                            UUID.nameUUIDFromBytes(Json.bytes(s.entry().registered()))
                                    .toString()));
        }
        return register;
    }
}
