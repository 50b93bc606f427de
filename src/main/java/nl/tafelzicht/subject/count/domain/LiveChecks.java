package nl.tafelzicht.subject.count.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares a count with what the hub knows otherwise: the reports of stations during the day, the count of the session
 * before, and sums made by others. Pure. Unknown values are not compared.
 */
public final class LiveChecks {

    /** According to the file fewer voters were admitted than the station had reported. */
    public static final String ADMITTED = "L.admitted";
    /** Votes from a station that nobody ever reported open. */
    public static final String NEVER_OPENED = "L.never-opened";
    /** Votes from a station that was withdrawn. */
    public static final String WITHDRAWN = "L.withdrawn";
    /** A unit that matches no station of the hub. */
    public static final String UNKNOWN_UNIT = "L.unknown-unit";
    /** A station without a unit in the file. */
    public static final String MISSING_UNIT = "L.missing-unit";
    /** A sum made by others differs from the count. */
    public static final String SUM = "L.sum";
    /** The same numbers in a file with another fingerprint. */
    public static final String SAME_CONTENT = "L.same-content";
    /** The votes cast equal the admitted voters, but the lists do not add up to them: the number was copied. */
    public static final String COPIED = "L.copied-admitted";
    /** A number differs from the session before, and the file does not say that it was changed. */
    public static final String CHANGED_UNSAID = "L.changed-unsaid";

    private static final Pattern NUMBER = Pattern.compile("(\\d{4})::SB(\\d{1,6})");
    private static final Pattern MUNICIPALITY = Pattern.compile("(?:.*::)?(\\d{4})");

    private LiveChecks() {}

    /**
     * What the hub knows of a station.
     *
     * @param number in its municipality
     * @param voters the highest valid number that was reported; {@code null} when there is none
     * @param isFinal whether it was reported after the doors closed, so that it can't grow any more
     * @param wasOpen whether anybody reported it open
     */
    public record StationDay(int number, Integer voters, boolean isFinal, boolean wasOpen, boolean isWithdrawn) {}

    /** The number of the station that a unit names, such as 4 for {@code 0344::SB4}; {@code null} for another name. */
    public static Integer stationOf(String unit) {
        var number = NUMBER.matcher(String.valueOf(unit));
        return number.matches() ? Integer.valueOf(number.group(2)) : null;
    }

    /** The municipality that a unit of a sum names; {@code null} for another name. */
    public static String municipalityOf(String unit) {
        var code = MUNICIPALITY.matcher(String.valueOf(unit));
        return code.matches() ? "GM" + code.group(1) : null;
    }

    /**
     * @param stations of the municipality, including withdrawn ones; empty when the hub knows none: then nothing is
     *     compared
     */
    public static List<Finding> besideStations(Count count, List<StationDay> stations) {
        if (stations.isEmpty()) {
            return List.of();
        }
        boolean isDayKnown = stations.stream().anyMatch(StationDay::wasOpen);
        var byNumber = new HashMap<Integer, StationDay>();
        stations.forEach(s -> byNumber.put(s.number(), s));
        var found = new ArrayList<Finding>();
        for (var unit : count.units()) {
            var number = stationOf(unit.id());
            var station = byNumber.remove(number);
            if (station == null) {
                found.add(new Finding(UNKNOWN_UNIT, unit.id(), null, Map.of("H", unit.cast())));
            } else {
                beside(unit, station, isDayKnown, found);
            }
        }
        byNumber.values().stream()
                .filter(s -> !s.isWithdrawn())
                .sorted((a, b) -> Integer.compare(a.number(), b.number()))
                .forEach(s ->
                        found.add(new Finding(MISSING_UNIT, count.authority() + "::SB" + s.number(), null, Map.of())));
        return List.copyOf(found);
    }

    private static void beside(CountUnit unit, StationDay station, boolean isDayKnown, List<Finding> found) {
        if (unit.cast() > 0 && station.isWithdrawn()) {
            found.add(new Finding(WITHDRAWN, unit.id(), null, Map.of("H", unit.cast())));
        } else if (unit.cast() > 0 && isDayKnown && !station.wasOpen()) {
            found.add(new Finding(NEVER_OPENED, unit.id(), null, Map.of("H", unit.cast())));
        }
        if (station.voters() == null || !unit.states(UncountedReason.ADMITTED)) {
            return;
        }
        int d = unit.admitted();
        if (d < station.voters() || station.isFinal() && d != station.voters()) {
            found.add(new Finding(ADMITTED, unit.id(), null, numbers("D", d, "said", station.voters())));
        }
    }

    /** Finds stations that copied the number of admitted voters instead of counting. */
    public static List<Finding> copied(Count count) {
        return count.units().stream()
                .filter(unit -> unit.states(UncountedReason.ADMITTED)
                        && unit.cast() == unit.admitted()
                        && IntStream.of(unit.listVotes()).sum() != unit.votesOnLists())
                .map(unit -> new Finding(
                        COPIED,
                        unit.id(),
                        null,
                        numbers(
                                "D",
                                unit.admitted(),
                                "H",
                                unit.cast(),
                                "lists",
                                IntStream.of(unit.listVotes()).sum())))
                .toList();
    }

    /**
     * Makes one finding for each unit, with the number of differences.
     *
     * @param before the count of the session before, from another file
     */
    public static List<Finding> besideSessionBefore(Count before, Count after) {
        var changes = CountComparison.of(before, after);
        if (changes.isEmpty()) {
            return List.of(new Finding(SAME_CONTENT, null, null, Map.of()));
        }
        var said = new HashMap<String, Set<String>>();
        var investigated = new HashSet<String>();
        after.units().forEach(unit -> {
            said.put(unit.id(), unit.corrected());
            if (unit.investigated()) {
                investigated.add(unit.id());
            }
        });
        var unsaid = changes.stream()
                .filter(c -> c.unit() != null && !investigated.contains(c.unit()))
                .filter(c -> !said.getOrDefault(c.unit(), Set.of()).contains(c.what()))
                .collect(Collectors.groupingBy(
                        CountComparison.Change::unit, LinkedHashMap::new, Collectors.summingInt(c -> 1)));
        return unsaid.entrySet().stream()
                .map(e -> new Finding(CHANGED_UNSAID, e.getKey(), null, numbers("changed", e.getValue())))
                .toList();
    }

    /**
     * Compares the numbers of a sum for each municipality with the municipality's own count.
     *
     * @param counts votes on lists in the newest file of a municipality, by its code; missing ones are not compared
     */
    public static List<Finding> ofSum(Count sum, Map<String, Integer> counts) {
        var found = new ArrayList<Finding>();
        for (var unit : sum.units()) {
            var municipality = municipalityOf(unit.id());
            var counted = municipality == null ? null : counts.get(municipality);
            if (counted != null && counted != unit.votesOnLists()) {
                found.add(new Finding(SUM, unit.id(), null, numbers("E", unit.votesOnLists(), "counted", counted)));
            }
        }
        return List.copyOf(found);
    }

    private static Map<String, Integer> numbers(Object... pairs) {
        var numbers = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < pairs.length; i += 2) {
            numbers.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return numbers;
    }
}
