package nl.tafelzicht.subject.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;
import org.junit.jupiter.api.Test;

/** What a chair learns of the station next door. */
class StationViewTest {

    private static final Instant OPENS = Instant.parse("2027-03-17T06:30:00Z");

    private static Viewpoint chairOf(String station) {
        return Viewpoint.of(Set.of(), Set.of(station));
    }

    private static Station fold(Station before, StationEvent event, int version) {
        return Station.evolve(
                before, event, new EventMetadata(version, new UUID(0, version), version, OPENS, "chair-GM0363-2"));
    }

    private static Station suspended() {
        var entry = new StationEntry(
                "GM0363-2",
                2,
                "School",
                StationType.REGULAR,
                new Municipality("GM0363", "Amsterdam"),
                new Location(52.3, 4.9, null, null, null, null),
                OffsetDateTime.parse("2027-03-17T07:30+01:00"),
                OffsetDateTime.parse("2027-03-17T21:00+01:00"),
                null,
                0);
        var registered = fold(null, new StationEvent.Registered(entry, new UUID(0, 1)), 1);
        var report = new StatusReport(Status.SUSPENDED, 12, null, null, null, null, "A. was threatened", null, null);
        var suspended = fold(registered, new StationEvent.Reported(report, Role.STATION_CHAIR, null), 2);
        return fold(
                suspended,
                new StationEvent.ResumptionDecided(OPENS.plusSeconds(7_200), null, "By B. with police", Role.MAYOR),
                3);
    }

    @Test
    void howItIsDoingAndNotWhatWasWrittenOrByWhom() {
        var seen = StationView.atTheDoor(suspended(), chairOf("GM0363-1"));
        assertThat(seen.status()).isEqualTo(Status.SUSPENDED);
        assertThat(seen.waitingMinutes()).isEqualTo(12);
        assertThat(seen.resumption().at()).isEqualTo(OPENS.plusSeconds(7_200));
        assertThat(seen.resumption().note()).isNull();
        assertThat(seen.resumption().by()).isNull();
        assertThat(seen.lastReport()).isNull();
    }

    @Test
    void whoSeesTheStationAnywayReadsAll() {
        for (var viewer : List.of(chairOf("GM0363-2"), Viewpoint.COUNTRY)) {
            var seen = StationView.atTheDoor(suspended(), viewer);
            assertThat(seen.lastReport().note()).isEqualTo("A. was threatened");
            assertThat(seen.resumption().note()).isEqualTo("By B. with police");
        }
    }
}
