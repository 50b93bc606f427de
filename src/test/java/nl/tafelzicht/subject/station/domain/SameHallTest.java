package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Stream;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import org.junit.jupiter.api.Test;

class SameHallTest {

    private static final Location HALL = new Location(52.3, 4.9, null, "Dorpsstraat 1", "1011 AB", "Amsterdam");

    private static Station station(int number, String municipality, Location location, Boolean shared) {
        var entry = new StationEntry(
                        municipality + "-" + number,
                        number,
                        "School",
                        StationType.REGULAR,
                        new Municipality(municipality, municipality),
                        location,
                        OffsetDateTime.parse("2027-03-17T07:30+01:00"),
                        OffsetDateTime.parse("2027-03-17T21:00+01:00"),
                        null,
                        0)
                .in(null, shared);
        return Station.evolve(
                null,
                new StationEvent.Registered(entry, new UUID(0, 1)),
                new EventMetadata(1, new UUID(0, 1), 1, Instant.parse("2027-03-01T00:00:00Z"), "test"));
    }

    private static boolean shared(Location a, Location b, Boolean said) {
        return SameHall.isShared(station(1, "GM0363", a, said), station(2, "GM0363", b, null));
    }

    private static Location at(String address, String postcode, String place, double latitude, Boolean approximate) {
        return new Location(latitude, 4.9, approximate, address, postcode, place);
    }

    @Test
    void anAddressIsOneHoweverItIsWritten() {
        assertThat(shared(HALL, at("dorpsstraat  1", "1011ab", "AMSTERDAM", 52.4, true), null))
                .isTrue();
        assertThat(shared(HALL, at("Dorpsstraat 1", null, "Amsterdam", 52.4, true), null))
                .isTrue();
        assertThat(shared(HALL, at("Dorpsstraat 2", "1011 AB", "Amsterdam", 52.3, null), null))
                .as("next door, and nobody says that they share a hall")
                .isFalse();
        assertThat(shared(HALL, at("Dorpsstraat 1", "1012 AB", "Amsterdam", 52.3, null), null))
                .as("a street of the same name")
                .isFalse();
        assertThat(shared(
                        at("Dorpsstraat 1", null, null, 52.3, null), at("Dorpsstraat 1", null, null, 52.5, null), null))
                .as("nobody says in which town")
                .isFalse();
        assertThat(shared(at(null, null, null, 52.3, null), at(null, null, null, 52.3, null), null))
                .isFalse();
    }

    @Test
    void theSameSpotIsOneWhereTheFileSaysThatAHallIsShared() {
        var door = at("Plein 3", "1011 AC", "Amsterdam", 52.3001, null);
        assertThat(shared(HALL, door, true)).isTrue();
        assertThat(shared(HALL, door, false)).isFalse();
        assertThat(shared(HALL, at("Plein 3", null, null, 52.3001, true), true))
                .as("that it is near is only a guess")
                .isFalse();
        assertThat(shared(HALL, at("Plein 3", null, null, 52.31, null), true)).isFalse();
    }

    @Test
    void anotherMunicipalityIsAnotherHallAndNobodySharesWithItself() {
        var one = station(1, "GM0363", HALL, null);
        var all = Stream.of(
                station(12, "GM0363", HALL, null),
                one,
                station(3, "GM0363", HALL, null),
                station(2, "GM0344", HALL, true));
        assertThat(SameHall.of(one, all).map(Station::id)).containsExactly("GM0363-3", "GM0363-12");
    }
}
