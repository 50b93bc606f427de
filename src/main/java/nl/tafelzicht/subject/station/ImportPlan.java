package nl.tafelzicht.subject.station;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.Stops;
import nl.tafelzicht.subject.station.format.Remark;
import nl.tafelzicht.subject.station.format.StationFile;
import nl.tafelzicht.subject.station.format.StationFile.Row;

/** What a file would change in the register, and which stations of the register it leaves out. Pure. */
final class ImportPlan {

    /**
     * Rows that are listed, and can be approved one by one: the stations of the country twice, once each way. The
     * totals include all.
     */
    static final int MOST_ROWS = 20_000;

    /** Characters of a value before or after, for somebody who compares them. */
    private static final int LONGEST_SAID = 300;

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
     * @param reported whether there is a status report
     * @param elections of the file that it has; {@code null} when the file names none
     * @param changes the values of the fields before and after, in the order of these
     */
    public record Planned(
            Act act,
            String id,
            String name,
            String municipality,
            List<String> fields,
            boolean reported,
            List<String> elections,
            List<Change> changes) {

        Planned(
                Act act,
                String id,
                String name,
                String municipality,
                List<String> fields,
                boolean reported,
                List<String> elections) {
            this(act, id, name, municipality, fields, reported, elections, null);
        }
    }

    /**
     * As words, numbers and times with their offset.
     *
     * @param before {@code null}, like {@code after}, for no value
     * @param election whose number it is, at a station for several; otherwise {@code null}
     */
    public record Change(String field, String before, String after, String election) {}

    /**
     * What would happen to the stations of one election that the file names.
     *
     * @param added stations that get this election: new ones, and those that are in the register for another
     * @param rejected rows of the file; those of a spreadsheet belong to no election
     */
    public record ElectionPlan(
            String election,
            String name,
            int added,
            int changed,
            int moved,
            int unchanged,
            int withdrawn,
            int rejected) {}

    private enum Outcome {
        ADDED,
        CHANGED,
        MOVED,
        UNCHANGED,
        WITHDRAWN
    }

    /**
     * A station that the file leaves out.
     *
     * @param lastReport its newest report, or {@code null}
     * @param elections those from which it is left out, when it stays for others; empty for the whole station
     */
    record Withdrawal(String id, UUID lastReport, List<String> elections) {}

    private final Picture picture;
    private final StationFile file;
    private final List<Planned> planned = new ArrayList<>();
    private final List<Withdrawal> withdrawals = new ArrayList<>();
    private final List<Withdrawal> joined = new ArrayList<>();
    private final List<Remark> warnings = new ArrayList<>();
    private final Map<String, Map<Outcome, Integer>> byElection = new LinkedHashMap<>();
    private final Map<String, String> oneNamedOtherwise = new LinkedHashMap<>();
    private int namedOtherwise;
    private int overfull;
    private int unchanged;
    private boolean dropsStops;

    /** @param rows those of the file that the sender may import */
    ImportPlan(Picture picture, StationFile file, List<Row> rows) {
        this.picture = picture;
        this.file = file;
        rows.stream()
                .flatMap(row -> row.entry().elections().stream())
                .distinct()
                .forEach(election -> byElection.put(election, new EnumMap<>(Outcome.class)));
        rows.forEach(row -> plan(row.entry()));
        var towns = rows.stream()
                .map(row -> row.entry().municipality().code())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        towns.forEach(this::leaveOut);
        warnOfOtherDays(towns);
        warnOfVoters(rows);
        warnOfElections();
        if (!joined.isEmpty()) {
            warnings.add(new Remark(0, null, "joined", Map.of("count", String.valueOf(joined.size())), List.of()));
        }
    }

    private void plan(StationEntry entry) {
        var known = exactly(entry.id());
        if (known == null) {
            planned.add(new Planned(
                    Act.ADD, entry.id(), entry.name(), entry.municipality().code(), List.of(), false, namedBy(entry)));
            entry.elections().forEach(election -> count(election, Outcome.ADDED));
            return;
        }
        noteName(known.entry(), entry);
        var stops = Stops.of(known.entry(), entry);
        boolean reported = known.state().lastReport() != null;
        var fields = differences(known.entry().registered(), stops.kept().registered());
        if (!stops.kept().elections().containsAll(entry.elections())) {
            overfull++;
        }
        for (var election : entry.elections()) {
            count(election, outcome(known.entry(), entry, election, fields));
        }
        if (fields.isEmpty()) {
            unchanged++;
        } else {
            planned.add(new Planned(
                    fields.contains("location") ? Act.MOVE : Act.CHANGE,
                    entry.id(),
                    entry.name(),
                    entry.municipality().code(),
                    fields,
                    reported,
                    namedBy(entry),
                    changes(known.entry().registered(), stops.kept().registered(), fields)));
        }
        for (var stop : stops.leftOut()) {
            dropsStops = true;
            planned.add(new Planned(
                    Act.WITHDRAW,
                    known.entry().aliasOf(stop),
                    known.entry().name(),
                    entry.municipality().code(),
                    List.of("stops"),
                    reported,
                    namedBy(entry)));
        }
    }

    private void count(String election, Outcome outcome) {
        byElection.get(election).merge(outcome, 1, Integer::sum);
    }

    private static Outcome outcome(StationEntry known, StationEntry read, String election, List<String> fields) {
        if (!known.elections().contains(election)) {
            return known.elections().isEmpty() ? plain(fields) : Outcome.ADDED;
        }
        boolean isAdding = read.addsTo(known);
        var voters = read.eligibleFor(election);
        boolean isChanged = voters != null && !voters.equals(known.eligibleFor(election));
        return isAdding ? isChanged ? Outcome.CHANGED : Outcome.UNCHANGED : plain(fields);
    }

    private static Outcome plain(List<String> fields) {
        return fields.isEmpty() ? Outcome.UNCHANGED : fields.contains("location") ? Outcome.MOVED : Outcome.CHANGED;
    }

    private static List<String> namedBy(StationEntry entry) {
        return entry.elections().isEmpty() ? null : entry.elections();
    }

    private void noteName(StationEntry known, StationEntry read) {
        if (read.addsTo(known) && !read.name().equals(known.name())) {
            if (namedOtherwise++ == 0) {
                oneNamedOtherwise.putAll(Map.of(
                        "station",
                        known.id(),
                        "known",
                        known.name(),
                        "name",
                        read.name(),
                        "election",
                        known.election()));
            }
        }
    }

    private void warnOfElections() {
        if (namedOtherwise > 0) {
            oneNamedOtherwise.put("count", String.valueOf(namedOtherwise));
            warnings.add(Remark.of("named-differently", oneNamedOtherwise));
        }
        if (overfull > 0) {
            warnings.add(Remark.of(
                    "too-many-elections",
                    Map.of("count", String.valueOf(overfull), "most", String.valueOf(StationEntry.MOST_ELECTIONS))));
        }
    }

    private Station exactly(String id) {
        var station = Stations.find(picture, id);
        return station != null && station.id().equals(id) ? station : null;
    }

    private static List<Change> changes(StationEntry before, StationEntry after, List<String> fields) {
        return fields.stream()
                .flatMap(field -> field.equals("eligibleVoters") && after.further() != null
                        ? numbers(before, after)
                        : Stream.of(new Change(field, said(before, field), said(after, field), null)))
                .toList();
    }

    /** The numbers of each election that both have, where they differ. */
    private static Stream<Change> numbers(StationEntry before, StationEntry after) {
        return after.elections().stream()
                .filter(id -> before.elections().isEmpty()
                        ? id.equals(after.election())
                        : before.elections().contains(id))
                .filter(id -> !Objects.equals(before.eligibleFor(id), after.eligibleFor(id)))
                .map(id -> new Change(
                        "eligibleVoters", number(before.eligibleFor(id)), number(after.eligibleFor(id)), id));
    }

    private static String number(Integer number) {
        return number == null ? null : number.toString();
    }

    private static String said(StationEntry e, String field) {
        var said = inWords(e, field);
        return said == null || said.length() <= LONGEST_SAID ? said : said.substring(0, LONGEST_SAID) + "…";
    }

    private static String inWords(StationEntry e, String field) {
        return switch (field) {
            case "name" -> e.name();
            case "type" -> e.type().toString();
            case "municipality" -> e.municipality().name();
            case "location" -> place(e.location());
            case "opensAt" -> e.opensAt().toString();
            case "closesAt" -> e.closesAt().toString();
            case "eligibleVoters" -> number(e.eligibleVoters());
            case "elections" -> e.elections().isEmpty() ? null : String.join(", ", e.elections());
            case "district" -> e.district();
            case "sharedLocation" ->
                e.sharedLocation() == null ? null : e.sharedLocation().toString();
            case "stops" -> String.valueOf(e.periods().size());
            default -> null;
        };
    }

    private static String place(Location at) {
        return Stream.of(at.address(), at.postcode(), at.place(), at.latitude() + " " + at.longitude())
                .filter(part -> part != null)
                .collect(Collectors.joining(", "));
    }

    /** Everything that would happen, without a bound. */
    List<Planned> planned() {
        return List.copyOf(planned);
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
        if (!before.elections().isEmpty() && !before.elections().equals(after.elections())) {
            fields.add("elections");
        }
        if (!sameVoters(before, after)) {
            fields.add("eligibleVoters");
        }
        if (!Objects.equals(before.district(), after.district())) {
            fields.add("district");
        }
        if (!Objects.equals(before.sharedLocation(), after.sharedLocation())) {
            fields.add("sharedLocation");
        }
        if (before.elections().isEmpty() && !after.elections().isEmpty() && fields.isEmpty()) {
            fields.add("elections");
        }
        if (!Objects.equals(before.stops(), after.stops())) {
            fields.add("stops");
        }
        return fields;
    }

    /** For the elections that both entries have. */
    private static boolean sameVoters(StationEntry before, StationEntry after) {
        if (before.elections().isEmpty() || after.elections().isEmpty()) {
            return Objects.equals(before.eligibleVoters(), after.eligibleVoters());
        }
        return before.elections().stream()
                .filter(after.elections()::contains)
                .allMatch(e -> Objects.equals(before.eligibleFor(e), after.eligibleFor(e)));
    }

    /**
     * In journals of earlier versions, further places of a mobile station were stations of their own; now they are
     * stops of one station. A station with reports is never withdrawn silently.
     */
    private void leaveOut(String municipality) {
        Stations.of(picture, municipality)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .forEach(station -> {
                    var last = station.state().lastReport();
                    var reportId = last == null ? null : last.id();
                    var its = station.entry().elections();
                    var gone = its.stream().filter(byElection::containsKey).toList();
                    if (!byElection.isEmpty() && !its.isEmpty() && gone.isEmpty() && isOfTheDay(station)) {
                        return; // it is for another election of that day
                    }
                    boolean stays = !gone.isEmpty() && gone.size() < its.size();
                    var withdrawal = new Withdrawal(station.id(), reportId, stays ? gone : List.of());
                    boolean isFurtherPlace = !station.id().equals(StationId.of(station.id()));
                    if (!isFurtherPlace && file.mentioned().contains(station.id())) {
                        return;
                    }
                    if (isFurtherPlace && last == null && file.mentioned().contains(StationId.of(station.id()))) {
                        joined.add(withdrawal);
                        return;
                    }
                    withdrawals.add(withdrawal);
                    gone.forEach(election -> count(election, Outcome.WITHDRAWN));
                    planned.add(new Planned(
                            Act.WITHDRAW,
                            station.id(),
                            station.entry().name(),
                            municipality,
                            stays ? List.of("elections") : List.of(),
                            last != null,
                            gone.isEmpty() ? null : gone));
                });
    }

    private boolean isOfTheDay(Station station) {
        return file.date() == null || station.entry().isOpenOn(file.date());
    }

    /**
     * What would happen for each election that the file names.
     *
     * @param names of the elections, by their ids
     */
    List<ElectionPlan> elections(Function<String, String> names) {
        return byElection.entrySet().stream()
                .map(e -> {
                    var n = e.getValue();
                    return new ElectionPlan(
                            e.getKey(),
                            names.apply(e.getKey()),
                            n.getOrDefault(Outcome.ADDED, 0),
                            n.getOrDefault(Outcome.CHANGED, 0),
                            n.getOrDefault(Outcome.MOVED, 0),
                            n.getOrDefault(Outcome.UNCHANGED, 0),
                            n.getOrDefault(Outcome.WITHDRAWN, 0),
                            file.rejectedOf().getOrDefault(e.getKey(), 0));
                })
                .toList();
    }

    private void warnOfOtherDays(Set<String> towns) {
        if (file.date() == null) {
            return;
        }
        for (var town : towns) {
            var days = Stations.of(picture, town)
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
            var change = known == null ? null : voters(known.entry(), row.entry());
            if (change != null && count++ == 0) {
                example = change;
            }
        }
        if (count == 0) {
            return;
        }
        var parameters = new LinkedHashMap<>(example);
        parameters.put("count", String.valueOf(count));
        warnings.add(new Remark(0, null, "voters-changed", parameters, List.of()));
    }

    /** @return the first election whose number changes, or {@code null} */
    private static Map<String, String> voters(StationEntry known, StationEntry read) {
        if (read.elections().isEmpty() || known.elections().isEmpty()) {
            return change(known.id(), known.eligibleVoters(), read.eligibleVoters());
        }
        return read.elections().stream()
                .filter(known.elections()::contains)
                .map(e -> change(known.id(), known.eligibleFor(e), read.eligibleFor(e)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> change(String station, Integer before, Integer after) {
        return before == null || after == null || before.equals(after)
                ? null
                : Map.of("station", station, "before", before.toString(), "after", after.toString());
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
                .filter(p -> p.act() == Act.WITHDRAW && !p.fields().equals(List.of("elections")))
                .map(Planned::id)
                .toList();
    }

    List<Withdrawal> withdrawals() {
        return withdrawals;
    }

    /** Stations that are withdrawn silently: they have no reports, and the file has them as stops. */
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
            Stations.of(picture, town)
                    .forEach(s -> register.put(
                            s.id(),
                            UUID.nameUUIDFromBytes(Json.bytes(s.entry().registered()))
                                    .toString()));
        }
        return register;
    }
}
