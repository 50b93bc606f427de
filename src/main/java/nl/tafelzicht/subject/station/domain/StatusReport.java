package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;

/**
 * A report on the status of a station at a moment; every field may be absent ({@code null}), but not all.
 *
 * @param votersAdmitted with the other values of an election: of the only one, or in a journal of an earlier version of
 *     the station's first
 * @param observedAt when it was observed, according to the reporter
 * @param correction {@code true} when it corrects an earlier report; then {@code note} gives the reason
 * @param ballotsLeft how many ballots are left
 * @param ballotsDelivered how many the station has received so far, in all deliveries together
 * @param elections the same by election, where the station has several; {@code null} otherwise
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

    /** For a station with one election, without numbers of ballots. */
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

    /** Whether it says nothing about the station; a moment or a mark does not count. */
    public boolean isEmpty() {
        return status == null
                && waitingMinutes == null
                && queueLength == null
                && membersPresent == null
                && note == null
                && byElection("").isEmpty();
    }

    /**
     * What it reports of each election.
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

    /**
     * What it reports without naming an election.
     *
     * @param election under which it is returned
     */
    ElectionReport ofNoElection(String election) {
        return new ElectionReport(election, votersAdmitted, ballots, ballotsLeft, ballotsDelivered);
    }

    /** This report, for a station with one election: its values for that election without a name. */
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
