package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;

/**
 * What somebody says of a station at a moment; every field may be absent ({@code null}), but not all.
 *
 * @param votersAdmitted with the other numbers and words of an election: of the only one, in a journal from before of
 *     the station's first
 * @param observedAt when it was seen, by the reporter's word
 * @param correction {@code true} when it puts an earlier report right; then {@code note} says why
 * @param ballotsLeft how many ballots are left
 * @param ballotsDelivered how many the station got so far, all deliveries together
 * @param elections the same by election, where the station is for several; {@code null} otherwise
 */
public record StatusReport(
        Status status,
        Integer waitingMinutes,
        Integer queueLength,
        Integer votersAdmitted,
        Integer membersPresent,
        Ballots ballots,
        @Words String note,
        Instant observedAt,
        Boolean correction,
        @Since(2) Integer ballotsLeft,
        @Since(2) Integer ballotsDelivered,
        @Since(2) List<ElectionReport> elections) {

    /** Of a station that is for one election, without numbers of ballots. */
    public StatusReport(
            Status status,
            Integer waitingMinutes,
            Integer queueLength,
            Integer votersAdmitted,
            Integer membersPresent,
            Ballots ballots,
            String note,
            Instant observedAt,
            Boolean correction) {
        this(
                status,
                waitingMinutes,
                queueLength,
                votersAdmitted,
                membersPresent,
                ballots,
                note,
                observedAt,
                correction,
                null,
                null,
                null);
    }

    public boolean isCorrection() {
        return Boolean.TRUE.equals(correction);
    }

    /** Whether it says anything of the station, a moment or a mark alone does not. */
    public boolean isEmpty() {
        return status == null
                && waitingMinutes == null
                && queueLength == null
                && membersPresent == null
                && note == null
                && byElection("").isEmpty();
    }

    /**
     * What it says of each election.
     *
     * @param first the id of the election that is meant where it names none
     */
    List<ElectionReport> byElection(String first) {
        if (elections != null) {
            return elections;
        }
        var only = ofNoElection(first);
        return only.isEmpty() ? List.of() : List.of(only);
    }

    /** What it says without naming an election. @param election under which it is given */
    ElectionReport ofNoElection(String election) {
        return new ElectionReport(election, votersAdmitted, ballots, ballotsLeft, ballotsDelivered);
    }

    /** As this, for a station that is for one election: what it says of that stands in it without a name. */
    StatusReport ofOnlyElection() {
        if (elections == null) {
            return this;
        }
        var only = elections.get(0);
        return new StatusReport(
                status,
                waitingMinutes,
                queueLength,
                votersAdmitted == null ? only.votersAdmitted() : votersAdmitted,
                membersPresent,
                ballots == null ? only.ballots() : ballots,
                note,
                observedAt,
                correction,
                ballotsLeft == null ? only.ballotsLeft() : ballotsLeft,
                ballotsDelivered == null ? only.ballotsDelivered() : ballotsDelivered,
                null);
    }
}
