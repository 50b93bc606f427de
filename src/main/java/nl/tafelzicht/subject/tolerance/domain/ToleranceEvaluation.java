package nl.tafelzicht.subject.tolerance.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.election.place.Polygon;
import nl.tafelzicht.subject.tolerance.domain.Verdict.Outcome;
import nl.tafelzicht.subject.tolerance.domain.Verdict.Rule;

/** Compares a reported demonstration with the tolerance limits in force. Pure. */
public final class ToleranceEvaluation {

    /** The share of an agreed number from which the verdict is near. */
    static final double NEAR = 0.8;

    /**
     * What was observed of a demonstration.
     *
     * @param at when
     * @param station that it is at, or {@code null}
     * @param location where, or {@code null} when only the municipality is known
     * @param distanceMetres to the entrance, as reported, or {@code null}
     * @param headCount people, or {@code null}
     * @param accessBlocked whether people can't get in, or {@code null}
     * @param amplifiedSound whether it is heard, or {@code null}
     */
    public record Observation(
            Instant at,
            String station,
            Point location,
            Integer distanceMetres,
            Integer headCount,
            Boolean accessBlocked,
            Boolean amplifiedSound) {}

    private ToleranceEvaluation() {}

    /**
     * @param limits those of the municipality; limits that are not in force are skipped
     * @param entrance the place of a station, by its id; {@code null} for an unknown one
     * @return the most severe verdict of all limits that apply there, or {@code null} when none does
     */
    public static Verdict judge(Observation sight, Stream<ToleranceLimit> limits, Function<String, Point> entrance) {
        return limits.filter(ToleranceLimit::isInForce)
                .map(ToleranceLimit::state)
                .filter(l -> holds(l.terms(), sight, entrance))
                .map(l -> verdict(l, sight, entrance))
                .max(Comparator.comparing(Verdict::outcome)
                        .thenComparing(v -> -v.rule().ordinal())
                        .thenComparing(Verdict::limit))
                .orElse(null);
    }

    private static boolean holds(Terms t, Observation s, Function<String, Point> entrance) {
        if (s.at().isBefore(t.from()) || !s.at().isBefore(t.until())) {
            return false;
        }
        if (t.stations() != null && s.station() != null && t.stations().contains(s.station())) {
            return true;
        }
        var at = s.location() != null ? s.location() : s.station() != null ? entrance.apply(s.station()) : null;
        if (at == null) {
            return false;
        }
        if (t.polygon() != null) {
            return new Polygon(t.polygon()).contains(at);
        }
        int radius = t.radiusMetres() == null ? Terms.USUAL_RADIUS_METRES : t.radiusMetres();
        return t.stations().stream().map(entrance).anyMatch(door -> door != null && door.metresTo(at) <= radius);
    }

    /** The verdict of the rules, in their order; among equally severe ones the first decides. */
    private static Verdict verdict(ToleranceState limit, Observation s, Function<String, Point> entrance) {
        var t = limit.terms();
        return Stream.of(
                        freeAccess(limit, s),
                        participants(limit, s),
                        distance(limit, s, distance(t, s, entrance)),
                        sound(limit, s))
                .filter(v -> v != null)
                .reduce((a, b) -> b.outcome().compareTo(a.outcome()) > 0 ? b : a)
                .orElseGet(() -> found(limit, Outcome.WITHIN, Rule.NONE, null, null));
    }

    /** Access always stays free: no agreement can change that. */
    private static Verdict freeAccess(ToleranceState limit, Observation s) {
        return Boolean.TRUE.equals(s.accessBlocked())
                ? found(limit, Outcome.BREACHED, Rule.FREE_ACCESS, null, null)
                : null;
    }

    private static Verdict participants(ToleranceState limit, Observation s) {
        var most = limit.terms().maximumParticipants();
        if (most == null || s.headCount() == null) {
            return null;
        }
        var outcome =
                s.headCount() > most ? Outcome.BREACHED : s.headCount() >= NEAR * most ? Outcome.NEAR : Outcome.WITHIN;
        return found(limit, outcome, Rule.MAXIMUM_PARTICIPANTS, s.headCount(), most);
    }

    private static Verdict distance(ToleranceState limit, Observation s, Integer metres) {
        var least = limit.terms().minimumDistanceMetres();
        if (least == null || metres == null) {
            return null;
        }
        var outcome = metres < least ? Outcome.BREACHED : NEAR * metres <= least ? Outcome.NEAR : Outcome.WITHIN;
        return found(limit, outcome, Rule.MINIMUM_DISTANCE, metres, least);
    }

    /** As reported; otherwise measured to the nearest of the limit's entrances, when the reporter gave a location. */
    private static Integer distance(Terms t, Observation s, Function<String, Point> entrance) {
        if (s.distanceMetres() != null || s.location() == null) {
            return s.distanceMetres();
        }
        var doors =
                s.station() != null ? List.of(s.station()) : t.stations() == null ? List.<String>of() : t.stations();
        var nearest = doors.stream()
                .map(entrance)
                .filter(door -> door != null && !door.equals(s.location()))
                .mapToDouble(s.location()::metresTo)
                .min();
        return nearest.isPresent() ? (int) Math.round(nearest.getAsDouble()) : null;
    }

    private static Verdict sound(ToleranceState limit, Observation s) {
        if (limit.terms().amplifiedSound() == null || s.amplifiedSound() == null) {
            return null;
        }
        return found(
                limit,
                s.amplifiedSound() && !limit.terms().amplifiedSound() ? Outcome.BREACHED : Outcome.WITHIN,
                Rule.AMPLIFIED_SOUND,
                null,
                null);
    }

    private static Verdict found(ToleranceState limit, Outcome outcome, Rule rule, Integer seen, Integer agreed) {
        var measures = outcome == Outcome.BREACHED && limit.terms().measures() != null
                ? limit.terms().measures()
                : List.<Terms.Measure>of();
        return new Verdict(outcome, limit.id(), limit.revision(), limit.terms().title(), rule, seen, agreed, measures);
    }
}
