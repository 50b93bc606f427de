package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.util.UUID;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;

/** What happened to a station. Events are absolute: each states the new value, not the difference. */
public sealed interface StationEvent {

    record Registered(StationEntry entry, UUID importId) implements StationEvent {}

    /**
     * A status report.
     *
     * @param onMayorsDecision {@code true} when a suspended session resumes: by the mayor, or by the municipality on
     *     the mayor's decision (Kieswet J 38)
     */
    record Reported(StatusReport report, Role role, Boolean onMayorsDecision) implements StationEvent {}

    /**
     * The mayor decided when and where a suspended session continues (Kieswet J 38); {@code location} is {@code null}
     * for the same place.
     */
    record ResumptionDecided(
            Instant at, Location location, @Words String note, Role role) implements StationEvent {}

    /**
     * A station with several stops moves to another of them.
     *
     * @param place of {@link StationEntry#stops}
     */
    @Since(2)
    record StopReached(int place) implements StationEvent {}

    /**
     * A courier brought ballots, or took some away.
     *
     * @param election its id; {@code null} where the station is for one
     * @param ballots above 0 when they were brought, below when they were taken away
     * @param at when they came or went
     * @param courier id of the trip
     */
    @Since(2)
    record BallotsMoved(String election, int ballots, Instant at, String courier) implements StationEvent {}

    /**
     * It was withdrawn: the import that entered it was undone, or a newer file leaves it out. It may be entered again.
     */
    record Withdrawn(UUID importId, @Words String reason, Role role) implements StationEvent {}

    /** Not open by its opening time, or by the time that the mayor decided on, plus the grace period. */
    record FoundOverdue() implements StationEvent {}

    /** Open, and without a report for longer than the silence limit. */
    record FoundSilent() implements StationEvent {}
}
