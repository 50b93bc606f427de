package nl.tafelzicht.subject.courier.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.courier.domain.CourierState.Step;
import nl.tafelzicht.subject.courier.domain.Trip.Place;

/**
 * Ballots on their way from one station, or the municipality, to another.
 *
 * @param current whether it is in the picture; otherwise in the journal only
 */
public record Courier(CourierState state, int version, boolean current) implements Entity {

    /**
     * How long a trip stays in the picture once it is over: until whoever asks about it on the next day is answered.
     */
    public static final Duration KEPT = Duration.ofDays(1);

    public static final Kind<Courier> KIND = new Kind<>("courier", "couriers", 68, Courier.class);

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public long seq() {
        return state.seq();
    }

    /** The municipalities of both stations, and both chairs. */
    @Override
    public Visibility visibility() {
        var trip = state.trip();
        var from = trip.from();
        var municipalities = Stream.of(from, trip.to())
                .filter(place -> place != null)
                .map(place -> place.municipality().code())
                .collect(Collectors.toUnmodifiableSet());
        return new Visibility(
                        municipalities, trip.to().station(), Visibility.LOCAL_AND_CHAIR, Tlp.CLEAR, Set.of(), Set.of())
                .andStation(from == null ? null : from.station());
    }

    public boolean isOver() {
        return state.status().isOver();
    }

    /** Whether it should have arrived. */
    public boolean isLate(Instant now) {
        return !isOver() && now.isAfter(state.dueAt());
    }

    /** Whether it has been over for so long that nobody has to see it any more. */
    public boolean isPast(Instant now) {
        return isOver() && !now.isBefore(state.since().plus(KEPT));
    }

    /** Ballots of an election that a station has promised and not given yet. */
    public int promisedBy(String station, String election) {
        var from = state.trip().from();
        return !isOver() && from != null && isOf(from, station, election)
                ? state.trip().ballots()
                : 0;
    }

    /** Ballots of an election that are on their way to a station, or requested for it. */
    public int comingTo(String station, String election) {
        return !isOver() && isOf(state.trip().to(), station, election)
                ? state.trip().ballots()
                : 0;
    }

    private boolean isOf(Place place, String station, String election) {
        var own = state.trip().election();
        return place.station().equals(station) && (own == null || election == null || own.equals(election));
    }

    public static Courier evolve(Courier before, String id, CourierEvent event, EventMetadata o) {
        var state = before == null ? requested(id, event, o) : after(before.state, event, o);
        return new Courier(state, o.version(), !(event instanceof CourierEvent.PutAway));
    }

    private static CourierState requested(String id, CourierEvent event, EventMetadata o) {
        var e = (CourierEvent.Requested) event;
        return new CourierState(
                id,
                CourierStatus.REQUESTED,
                o.at(),
                e.trip(),
                o.at().plus(Duration.ofMinutes(e.trip().minutes())),
                null,
                List.of(new Step(CourierStatus.REQUESTED, o.actor(), e.role(), o.at(), null)),
                o.seq());
    }

    private static CourierState after(CourierState s, CourierEvent event, EventMetadata o) {
        if (event instanceof CourierEvent.Left e) {
            return step(s, CourierStatus.UNDER_WAY, null, e.role(), e.observedAt(), null, o);
        }
        if (event instanceof CourierEvent.Arrived e) {
            return step(s, CourierStatus.DELIVERED, e.ballots(), e.role(), e.observedAt(), null, o);
        }
        if (event instanceof CourierEvent.Cancelled e) {
            return step(s, CourierStatus.CANCELLED, null, e.role(), o.at(), e.reason(), o);
        }
        if (event instanceof CourierEvent.PutAway) {
            return new CourierState(
                    s.id(), s.status(), s.since(), s.trip(), s.dueAt(), s.arrived(), s.steps(), o.seq());
        }
        throw new IllegalStateException("a trip is requested once, not by " + event + " at seq " + o.seq());
    }

    private static CourierState step(
            CourierState s,
            CourierStatus status,
            Integer arrived,
            Role role,
            Instant at,
            String reason,
            EventMetadata o) {
        var step = new Step(status, o.actor(), role, at, reason);
        return new CourierState(
                s.id(),
                status,
                at,
                s.trip(),
                s.dueAt(),
                arrived,
                Stream.concat(s.steps().stream(), Stream.of(step)).toList(),
                o.seq());
    }
}
