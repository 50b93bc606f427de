package nl.tafelzicht.subject.courier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.tafelzicht.subject.courier.domain.Courier;

/**
 * Couriers that are not over, by the stations where they start and end: what is asked of each of ten thousand stations
 * must not read all couriers each time. Immutable.
 */
final class OpenTrips {

    private final Map<String, List<Courier>> from = new HashMap<>();
    private final Map<String, List<Courier>> to = new HashMap<>();

    OpenTrips(Stream<Courier> couriers) {
        couriers.filter(c -> !c.isOver()).forEach(c -> {
            var trip = c.state().trip();
            to.computeIfAbsent(trip.to().station(), s -> new ArrayList<>()).add(c);
            if (trip.from() != null) {
                from.computeIfAbsent(trip.from().station(), s -> new ArrayList<>())
                        .add(c);
            }
        });
    }

    /** Ballots of an election that are on their way to a station, or about to be. */
    int comingTo(String station, String election) {
        return to.getOrDefault(station, List.of()).stream()
                .mapToInt(c -> c.comingTo(station, election))
                .sum();
    }

    /** Ballots of an election that a station is yet to give. */
    int promisedBy(String station, String election) {
        return from.getOrDefault(station, List.of()).stream()
                .mapToInt(c -> c.promisedBy(station, election))
                .sum();
    }
}
