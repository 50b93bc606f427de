package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import nl.tafelzicht.election.Words;

/**
 * What somebody says of a station at a moment; every field may be absent ({@code null}), but not all.
 *
 * @param observedAt when it was seen, by the reporter's word
 * @param correction {@code true} when it puts an earlier report right; then {@code note} says why
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
        Boolean correction) {

    public boolean isCorrection() {
        return Boolean.TRUE.equals(correction);
    }

    /** Whether it says anything of the station, a moment or a mark alone does not. */
    public boolean isEmpty() {
        return status == null
                && waitingMinutes == null
                && queueLength == null
                && votersAdmitted == null
                && membersPresent == null
                && ballots == null
                && note == null;
    }
}
