package nl.tafelzicht.subject.station.domain;

import nl.tafelzicht.election.Since;

/**
 * What somebody reports about one of a station's elections; every field but the first may be absent ({@code null}), but
 * not all.
 *
 * @param election its id
 * @param votersAdmitted since opening
 * @param ballotsLeft how many are left
 * @param ballotsDelivered how many the station has received so far, in all deliveries together
 */
@Since(2)
public record ElectionReport(
        String election, Integer votersAdmitted, Ballots ballots, Integer ballotsLeft, Integer ballotsDelivered) {

    boolean isEmpty() {
        return votersAdmitted == null && ballots == null && ballotsLeft == null && ballotsDelivered == null;
    }
}
