package nl.tafelzicht.subject.courier.domain;

import java.time.Instant;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;

/** What happened to a courier's trip. */
public sealed interface CourierEvent {

    @Since(2)
    record Requested(Trip trip, Role role) implements CourierEvent {}

    /**
     * It has left the giver.
     *
     * @param observedAt according to the person who reported it
     */
    @Since(2)
    record Left(Instant observedAt, Role role) implements CourierEvent {}

    /**
     * The ballots have arrived.
     *
     * @param courier id of the trip
     * @param from the station that gave, or {@code null}
     * @param ballots as counted by the receiver
     * @param leftAt when they left the giver
     */
    @Since(2)
    record Arrived(
            String courier,
            String from,
            String to,
            String election,
            int ballots,
            Instant leftAt,
            Instant observedAt,
            Role role)
            implements CourierEvent {}

    @Since(2)
    record Cancelled(@Words String reason, Role role) implements CourierEvent {}

    /**
     * It has been over for a day, and leaves the picture; the journal keeps it.
     *
     * @param overSince since when
     */
    @Since(2)
    record PutAway(Instant overSince) implements CourierEvent {}
}
