package nl.tafelzicht.subject.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.subject.courier.domain.Courier;
import nl.tafelzicht.subject.courier.domain.CourierState;
import nl.tafelzicht.subject.courier.domain.CourierStatus;
import nl.tafelzicht.subject.courier.domain.Trip;
import nl.tafelzicht.subject.courier.domain.Trip.Place;
import org.junit.jupiter.api.Test;

/** What stations may still expect, and what they are yet to give. */
class OpenTripsTest {

    private static Place place(String station) {
        return station == null ? null : new Place(station, 1, "School", new Municipality("GM0344", "Utrecht"), null);
    }

    private static Courier courier(String from, String to, String election, int ballots, CourierStatus status) {
        var trip = new Trip(place(from), place(to), election, ballots, 45, null);
        return new Courier(
                new CourierState("c", status, Instant.EPOCH, trip, Instant.EPOCH, null, List.of(), 1), 1, true);
    }

    private final OpenTrips trips = new OpenTrips(Stream.of(
            courier("GM0344-1", "GM0344-2", "PS", 100, CourierStatus.REQUESTED),
            courier("GM0344-1", "GM0344-3", "PS", 20, CourierStatus.UNDER_WAY),
            courier("GM0344-1", "GM0344-2", "AB", 3, CourierStatus.REQUESTED),
            courier(null, "GM0344-2", "PS", 4_000, CourierStatus.REQUESTED),
            courier("GM0344-1", "GM0344-2", "PS", 50_000, CourierStatus.DELIVERED),
            courier("GM0344-1", "GM0344-2", "PS", 60_000, CourierStatus.CANCELLED)));

    @Test
    void whatIsPromisedIsSummedByStationAndElection() {
        assertThat(trips.promisedBy("GM0344-1", "PS")).isEqualTo(120);
        assertThat(trips.promisedBy("GM0344-1", "AB")).isEqualTo(3);
        assertThat(trips.promisedBy("GM0344-1", null)).isEqualTo(123);
        assertThat(trips.promisedBy("GM0344-2", "PS")).isZero();
    }

    @Test
    void whatIsComingIsSummedByStationAndElection() {
        assertThat(trips.comingTo("GM0344-2", "PS")).isEqualTo(4_100);
        assertThat(trips.comingTo("GM0344-3", "PS")).isEqualTo(20);
        assertThat(trips.comingTo("GM0344-1", "PS")).isZero();
    }
}
