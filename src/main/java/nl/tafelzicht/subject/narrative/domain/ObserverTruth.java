package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.subject.narrative.domain.Fact.Item;
import nl.tafelzicht.subject.narrative.domain.Fact.Key;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.visit.domain.Question;
import nl.tafelzicht.subject.visit.domain.VisitState;
import nl.tafelzicht.subject.visit.domain.VisitState.Answer;
import nl.tafelzicht.subject.visit.domain.VisitState.FindingKind;

/**
 * Compares a claim about the count with what accredited observers saw. Pure. Every voter may watch a count, so the
 * absence of observers proves nothing.
 */
final class ObserverTruth {

    private final List<Station> stations;
    private final List<VisitState> visits;
    private final Instant moment;

    /**
     * @param stations of the claim's place
     * @param visits at them
     * @param moment at which the claim is judged: later observations do not count, so neither do later visits
     */
    ObserverTruth(List<Station> stations, List<VisitState> visits, Instant moment) {
        this.stations = stations;
        this.visits = visits;
        this.moment = moment;
    }

    List<Fact> facts() {
        var watched = where(v -> says(v, Question.COULD_WATCH_COUNT, "yes"));
        var byHand = where(v -> says(v, Question.COUNTED_BY_HAND, "yes"));
        var hindered = where(
                v -> v.findings().stream().anyMatch(f -> f.kind() == FindingKind.HINDRANCE && !f.at().isAfter(moment)));
        return List.of(
                fact(Key.COUNT_OBSERVED, watched, stationsOf(watched), stations.size()),
                fact(Key.COUNT_BY_HAND, byHand, stationsOf(byHand), stations.size()),
                fact(Key.HINDERED_REPORTED, hindered, hindered.size(), null));
    }

    /** Whether an observer could watch the count at each of the stations, and none was unable to. */
    boolean isWatchedEverywhere() {
        return isSeenEverywhere(Question.COULD_WATCH_COUNT);
    }

    /** Whether an observer saw people count at each of the stations, and none saw anything else. */
    boolean isByHandEverywhere() {
        return isSeenEverywhere(Question.COUNTED_BY_HAND);
    }

    private boolean isSeenEverywhere(Question question) {
        return !stations.isEmpty()
                && stationsOf(where(v -> says(v, question, "yes"))) == stations.size()
                && where(v -> says(v, question, "no")).isEmpty();
    }

    private boolean says(VisitState visit, Question question, String answer) {
        return visit.answers().stream()
                .anyMatch(a -> a.question() == question && a.answer().equals(answer) && isInTime(a));
    }

    private boolean isInTime(Answer answer) {
        return !answer.at().isAfter(moment);
    }

    private List<VisitState> where(Predicate<VisitState> wanted) {
        return visits.stream().filter(wanted).toList();
    }

    private static int stationsOf(List<VisitState> visits) {
        return visits.stream()
                .map(v -> StationId.of(v.place().station()))
                .collect(Collectors.toSet())
                .size();
    }

    private static Fact fact(Key key, List<VisitState> counted, int number, Integer of) {
        var last =
                counted.stream().max(Comparator.comparingLong(VisitState::seq)).orElse(null);
        return new Fact(
                key,
                number,
                of,
                counted.stream()
                        .sorted(Comparator.comparingLong(VisitState::seq).reversed())
                        .limit(Fact.MOST_ITEMS)
                        .map(ObserverTruth::item)
                        .toList(),
                last == null ? null : last.since(),
                last == null ? null : last.observer().organisation(),
                last == null ? null : Role.OBSERVER,
                last == null ? 0 : last.seq());
    }

    private static Item item(VisitState v) {
        return new Item(
                "visit",
                v.id(),
                v.place().name(),
                v.status().toString(),
                v.since(),
                v.observer().organisation(),
                Role.OBSERVER,
                null,
                v.seq());
    }
}
