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
 * Lays a count beside what the hub knows otherwise: what stations said during the day, the count of the session before,
 * and the sums that others made. Pure. What is not known is not compared.
 */
public final class LiveChecks {

    /** Fewer voters were admitted by the file than the station had said. */
    public static final String ADMITTED = "L.admitted";
    /** Votes from a station that nobody ever saw open. */
    public static final String NEVER_OPENED = "L.never-opened";
    /** Votes from a station that was withdrawn. */
    public static final String WITHDRAWN = "L.withdrawn";
    /** A unit that is no station that the hub knows. */
    public static final String UNKNOWN_UNIT = "L.unknown-unit";
    /** A station without a unit. */
    public static final String MISSING_UNIT = "L.missing-unit";
    /** The sum that others made is another than the count. */
    public static final String SUM = "L.sum";
    /** The same numbers in a file with another fingerprint. */
    public static final String SAME_CONTENT = "L.same-content";
    /** Votes cast are the admitted voters copied: the lists do not add up to it. */
    public static final String COPIED = "L.copied-admitted";
    /** A number is another than in the session before, and the file does not say that it was changed. */
    public static final String CHANGED_UNSAID = "L.changed-unsaid";

    private static final Pattern NUMBER = Pattern.compile("(\\d{4})::SB(\\d{1,6})");
    private static final Pattern MUNICIPALITY = Pattern.compile("(?:.*::)?(\\d{4})");

    private LiveChecks() {}

    /**
     * What the hub knows of a station.
     *
     * @param number in its municipality
     * @param voters the highest number that was said and holds; {@code null} when none was
     * @param isFinal whether that was said after the doors closed, so that it can't grow any more
     * @param wasOpen whether anybody saw it open
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
     * @param stations of the municipality, those that were withdrawn too; empty when the hub knows none: then nothing
     *     is compared
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

    /** Within the file: a station that copied what it admitted instead of counting. */
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
     * @param before the count of the session before, of another file. One finding a unit, with how many numbers are
     *     others
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
     * What a sum has for each municipality beside its own count.
     *
     * @param counts votes on lists in the newest file of a municipality, by its code; what is missing is not compared
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
