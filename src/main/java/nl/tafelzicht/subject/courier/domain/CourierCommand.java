package nl.tafelzicht.subject.courier.domain;

import java.time.Instant;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;

/** What can be asked of a courier's trip. A moment that is {@code null} means now. */
public sealed interface CourierCommand extends Command<Courier> {

    record Request(Trip trip, Role role) implements CourierCommand {}

    record Leave(Instant observedAt, Role role) implements CourierCommand {}

    /** @param ballots as counted by the receiver; {@code null} for as many as were sent */
    record Arrive(Integer ballots, Instant observedAt, Role role) implements CourierCommand {}

    record Cancel(String reason, Role role) implements CourierCommand {}

    /** By the hub itself: it has been over for long. */
    record PutAway() implements CourierCommand {}
}
