package nl.tafelzicht.subject.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.StationType;
import org.junit.jupiter.api.Test;

/** Of which election the ballots of a trip are. */
class CourierSubjectTest {

    private static Station station(String... elections) {
        var eligible = new LinkedHashMap<String, Integer>();
        for (var id : elections) {
            eligible.put(id, 1_000);
        }
        var entry = new StationEntry(
                "GM0344-1",
                1,
                "De Brug",
                StationType.REGULAR,
                new Municipality("GM0344", "Utrecht"),
                new Location(52.1, 5.1, null, null, null, null),
                OffsetDateTime.parse("2027-03-17T07:30+01:00"),
                OffsetDateTime.parse("2027-03-17T21:00+01:00"),
                null,
                0);
        return Station.evolve(
                null,
                new StationEvent.Registered(eligible.isEmpty() ? entry : entry.forElections(eligible), new UUID(0, 1)),
                new EventMetadata(1, new UUID(0, 1), 1, Instant.parse("2027-03-01T00:00:00Z"), "test"));
    }

    @Test
    void whereThereIsOneItNeedNotBeNamedAndNoOtherCanBe() {
        assertThat(CourierSubject.election(station("PS2027"), null)).isNull();
        assertThat(CourierSubject.election(station("PS2027"), "PS2027")).isNull();
        assertThatThrownBy(() -> CourierSubject.election(station("PS2027"), "AB2027"))
                .hasMessageContaining("De Brug is not for the election AB2027");
    }

    @Test
    void whereNoneIsKnownAnyMayBeSaidAndWhereThereAreSeveralItIsKept() {
        assertThat(CourierSubject.election(station(), "PS2027")).isNull();
        assertThat(CourierSubject.election(station("PS2027", "AB2027"), "AB2027"))
                .isEqualTo("AB2027");
    }
}
