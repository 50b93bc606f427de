package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.election.ByElection;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;

/**
 * The status of a station: the part that changes during the day.
 *
 * @param since when it got this status
 * @param waitingMinutes 0 to 600, as last reported
 * @param queueLength people, 0 to 5,000
 * @param votersAdmitted since opening; never falls, save by a correction. With the other fields of an election by
 *     election, where the station is for several
 * @param membersPresent 0 to 50, the chair included
 * @param ballotsLeft how many ballots are left
 * @param ballotsDelivered how many the station got so far, all deliveries together
 * @param overdue should have opened, and nobody said that it did
 * @param silent open, and no report within the silence limit
 * @param attention what stands out, heaviest first
 * @param lastReport the one of what was seen last, or {@code null}
 * @param resumption what the mayor decided on a suspended session, or {@code null}
 * @param seq {@code seq} of its last change
 */
public record StationState(
        String id,
        Status status,
        Instant since,
        Integer waitingMinutes,
        Integer queueLength,
        ByElection<Integer> votersAdmitted,
        Integer membersPresent,
        ByElection<Ballots> ballots,
        ByElection<Integer> ballotsLeft,
        ByElection<Integer> ballotsDelivered,
        boolean overdue,
        boolean silent,
        List<Attention> attention,
        LastReport lastReport,
        Resumption resumption,
        long seq) {

    /** Who reported last, and when: {@code observedAt} according to the reporter, {@code at} according to the hub. */
    public record LastReport(UUID id, Instant at, Instant observedAt, String by, Role role, String note) {}

    /**
     * When and where a suspended session continues (Kieswet J 38).
     *
     * @param at from when
     * @param location {@code null} for the same place
     * @param by who entered it: the mayor, or the municipality on the mayor's decision
     */
    public record Resumption(Instant at, Location location, String note, String by, Role role, Instant decidedAt) {}

    static StationState expected(String id, Instant since, long seq) {
        return new StationState(
                id,
                Status.EXPECTED,
                since,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                false,
                List.of(),
                null,
                null,
                seq);
    }

    StationState at(long newSeq) {
        return new StationState(
                id,
                status,
                since,
                waitingMinutes,
                queueLength,
                votersAdmitted,
                membersPresent,
                ballots,
                ballotsLeft,
                ballotsDelivered,
                overdue,
                silent,
                attention,
                lastReport,
                resumption,
                newSeq);
    }

    /** Whether this is the stock of ballots of some election. */
    public boolean hasBallots(Ballots stock) {
        return ballots != null && ballots.any(b -> b == stock);
    }

    /** This state, with what is known of each election. */
    StationState with(Tallies tallies) {
        return new StationState(
                id,
                status,
                since,
                waitingMinutes,
                queueLength,
                tallies.each(Tally::admitted),
                membersPresent,
                tallies.each(Tally::ballots),
                tallies.each(Tally::left),
                tallies.each(Tally::delivered),
                overdue,
                silent,
                attention,
                lastReport,
                resumption,
                seq);
    }

    StationState withAttention(StationEntry entry, Seen seen) {
        var points = Attention.of(this, entry, seen);
        if (points.equals(attention)) {
            return this;
        }
        return new StationState(
                id,
                status,
                since,
                waitingMinutes,
                queueLength,
                votersAdmitted,
                membersPresent,
                ballots,
                ballotsLeft,
                ballotsDelivered,
                overdue,
                silent,
                points,
                lastReport,
                resumption,
                seq);
    }
}
