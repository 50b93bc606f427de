package nl.tafelzicht.subject.courier.domain;

import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;

/**
 * What a courier brings, and where.
 *
 * @param from the station that gives; {@code null} for the stock of the receiver's municipality
 * @param election its id; {@code null} where the receiver has one election
 * @param ballots from 1 to {@link CourierDecider#MOST_BALLOTS}
 * @param minutes that the trip may take from now on, before somebody has to ask
 */
public record Trip(
        Place from,
        Place to,
        String election,
        int ballots,
        int minutes,
        @Words String note) {

    /** A station, with what a courier needs to find it. */
    @Since(2)
    public record Place(String station, int number, String name, Municipality municipality, String address) {}
}
