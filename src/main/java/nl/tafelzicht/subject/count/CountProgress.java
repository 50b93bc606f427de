package nl.tafelzicht.subject.count;

import java.util.EnumMap;
import java.util.stream.Stream;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.Status;

/**
 * The progress of a municipality's stations, from their own reports.
 *
 * @param total number of stations
 * @param voting open, suspended, or not heard of yet
 * @param counted at the station: lists only, where candidates are counted centrally
 * @param onTheWay stations whose ballots are on their way to the municipality; {@code arrived} those whose ballots are
 *     there
 */
public record CountProgress(
        int total, int voting, int closed, int counting, int suspended, int counted, int onTheWay, int arrived) {

    public static CountProgress of(Stream<Station> stations) {
        var number = new EnumMap<Status, Integer>(Status.class);
        stations.forEach(s -> number.merge(s.state().status(), 1, Integer::sum));
        int total = number.values().stream().mapToInt(n -> n).sum();
        int closed = number.getOrDefault(Status.CLOSED, 0);
        int counting = number.getOrDefault(Status.COUNTING, 0);
        int suspended = number.getOrDefault(Status.COUNT_SUSPENDED, 0);
        int onTheWay = number.getOrDefault(Status.ON_THE_WAY, 0);
        int arrived = number.getOrDefault(Status.ARRIVED, 0) + number.getOrDefault(Status.COUNTING_CANDIDATES, 0);
        int counted = number.getOrDefault(Status.COUNTED, 0) + onTheWay + arrived;
        return new CountProgress(
                total,
                total - closed - counting - suspended - counted,
                closed,
                counting,
                suspended,
                counted,
                onTheWay,
                arrived);
    }
}
