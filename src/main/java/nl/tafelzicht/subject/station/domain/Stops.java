package nl.tafelzicht.subject.station.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import nl.tafelzicht.subject.station.domain.StationEntry.Stop;

/**
 * Matches the stops of a newer file with the known ones. The place identifies a stop, not its row: it keeps its number
 * when others are left out or added before it. Pure.
 *
 * @param entry as in the newer file, with the numbers of the known stops
 * @param leftOut known stops that the newer file does not have
 */
public record Stops(StationEntry entry, List<Stop> leftOut) {

    /** In this order: the same place at the same hour, the same place, the same hours. */
    private static final List<BiPredicate<Stop, Stop>> SAME = List.of(
            (a, b) -> a.location().equals(b.location()) && a.opensAt().isEqual(b.opensAt()),
            (a, b) -> a.location().equals(b.location()),
            (a, b) -> a.opensAt().isEqual(b.opensAt()) && a.closesAt().isEqual(b.closesAt()));

    /** @param read as in the newer file */
    public static Stops of(StationEntry known, StationEntry read) {
        var newer = read.completedBy(known);
        if (known.stops() == null && newer.stops() == null) {
            return new Stops(newer, List.of());
        }
        var unmatched = new ArrayList<>(known.periods());
        var stops = new ArrayList<>(newer.periods());
        var numbered = new Stop[stops.size()];
        for (var same : SAME) {
            for (int i = 0; i < numbered.length; i++) {
                var stop = stops.get(i);
                var before = numbered[i] != null
                        ? null
                        : unmatched.stream()
                                .filter(k -> same.test(k, stop))
                                .findFirst()
                                .orElse(null);
                if (before == null) {
                    continue;
                }
                unmatched.remove(before);
                numbered[i] = numbered(stop, before.place());
            }
        }
        var taken = new HashSet<Integer>();
        known.periods().forEach(stop -> taken.add(stop.place()));
        for (int i = 0; i < numbered.length; i++) {
            if (numbered[i] == null) {
                numbered[i] = numbered(
                        stops.get(i),
                        IntStream.iterate(1, n -> n + 1)
                                .filter(taken::add)
                                .findFirst()
                                .orElseThrow());
            }
        }
        return new Stops(newer.withStops(List.of(numbered)), List.copyOf(unmatched));
    }

    /** The newer entry together with the stops that it leaves out, as far as there is room. */
    public StationEntry kept() {
        if (leftOut.isEmpty()) {
            return entry;
        }
        var all = new ArrayList<>(entry.periods());
        leftOut.stream().limit(StationEntry.MOST_STOPS - all.size()).forEach(all::add);
        return entry.withStops(all);
    }

    private static Stop numbered(Stop stop, int place) {
        return new Stop(place, stop.location(), stop.opensAt(), stop.closesAt());
    }
}
