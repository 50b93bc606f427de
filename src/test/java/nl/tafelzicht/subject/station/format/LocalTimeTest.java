package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.domain.Attention;
import nl.tafelzicht.subject.station.domain.DeadlineRule;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;
import nl.tafelzicht.support.Stations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Half past seven is half past seven by the clock on the station's wall: in each zone of the Kingdom, and on the
 * Sundays on which the clocks of one of them change.
 */
class LocalTimeTest {

    private static final DeadlineRule RULE = DeadlineRule.DEFAULT;

    private static StationEntry read(String municipality, LocalDate day, String opens, LocalDate date)
            throws Exception {
        var place = municipality.startsWith("GM9")
                ? Stations.row("GM0363", 1, day)
                        .replace("GM0363", municipality)
                        .replaceFirst(";5\\d\\.\\d+;\\d\\.\\d+;", ";12.1445;-68.2655;")
                : Stations.row(municipality, 1, day);
        var csv = Stations.HEADER + place.replace(day + "T07:30:00", day + opens);
        var file = StembureausCsv.read(
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), new Gazetteer(), date);
        assertThat(file.rejected()).isEmpty();
        return file.rows().get(0).entry();
    }

    private static Station station(StationEntry entry) {
        return Station.evolve(
                null,
                new StationEvent.Registered(entry, new UUID(0, 1)),
                new EventMetadata(1, new UUID(0, 1), 1, Instant.parse("2026-01-01T00:00:00Z"), "test"));
    }

    private static Station says(Station before, Status status, Instant at) {
        var report = new StatusReport(status, null, null, null, null, null, null, at, null);
        return Station.evolve(
                before,
                new StationEvent.Reported(report, Role.STATION_CHAIR, null),
                new EventMetadata(before.version() + 1, UUID.randomUUID(), before.version() + 1, at, "chair"));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "GM0363,2027-03-17,07:30+01:00,21:00+01:00",
        "GM0363,2027-03-28,07:30+02:00,21:00+02:00",
        "GM0363,2027-10-31,07:30+01:00,21:00+01:00",
        "GM9001,2027-03-17,07:30-04:00,21:00-04:00",
        "GM9002,2027-03-28,07:30-04:00,21:00-04:00",
        "GM9003,2027-10-31,07:30-04:00,21:00-04:00",
    })
    void aDayIsThatOfItsPlace(String municipality, LocalDate day, String opens, String closes) throws Exception {
        var entry = read(municipality, day, "T07:30:00", null);
        assertThat(entry.opensAt()).hasToString(day + "T" + opens);
        assertThat(entry.closesAt()).hasToString(day + "T" + closes);
    }

    /** A railway station opens at midnight: the day on which the clocks change is 20 hours long, or 22. */
    @ParameterizedTest(name = "{0} on {1} is open for {2} hours")
    @CsvSource({
        "GM0344,2027-03-28,20",
        "GM0344,2027-10-31,22",
        "GM0344,2027-03-17,21",
        "GM9001,2027-03-28,21",
        "GM9001,2027-10-31,21"
    })
    void theNightCounts(String municipality, LocalDate day, int hours) throws Exception {
        var entry = read(municipality, day, "T00:00:00", null);
        assertThat(Duration.between(entry.opensAt(), entry.closesAt())).hasHours(hours);
        assertThat(entry.closesAt().toLocalTime()).hasToString("21:00");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GM9001,T12:30:00+01:00,2027-03-17T07:30-04:00",
        "GM9001,T11:30:00Z,2027-03-17T07:30-04:00",
        "GM0363,T06:30:00Z,2027-03-17T07:30+01:00",
        "GM0363,T02:30:00-04:00,2027-03-17T07:30+01:00"
    })
    void whatTheFileSaysOfItsOffsetCounts(String municipality, String opens, String read) throws Exception {
        assertThat(read(municipality, LocalDate.of(2027, 3, 17), opens, null).opensAt())
                .hasToString(read);
    }

    @ParameterizedTest(name = "{0} moved to {1}")
    @CsvSource({"GM0363,2027-03-28,07:30+02:00", "GM0363,2027-10-31,07:30+01:00", "GM9001,2027-03-28,07:30-04:00"})
    void aFileOfAnotherDayKeepsItsHours(String municipality, LocalDate date, String opens) throws Exception {
        assertThat(read(municipality, LocalDate.of(2027, 3, 17), "T07:30:00", date)
                        .opensAt())
                .hasToString(date + "T" + opens);
    }

    /** By the clock of the hub, which is in neither. */
    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "GM0363,2027-03-17,2027-03-17T06:45:00Z",
        "GM0363,2027-03-28,2027-03-28T05:45:00Z",
        "GM0363,2027-10-31,2027-10-31T06:45:00Z",
        "GM9001,2027-03-17,2027-03-17T11:45:00Z",
        "GM9001,2027-03-28,2027-03-28T11:45:00Z"
    })
    void isOverdueAQuarterAfterItsOwnOpening(String municipality, LocalDate day, Instant due) throws Exception {
        var station = station(read(municipality, day, "T07:30:00", null));
        assertThat(RULE.isOverdue(station, due.minusSeconds(1))).isFalse();
        assertThat(RULE.isOverdue(station, due)).isTrue();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "GM0363,2027-03-28,2027-03-28T19:00:00Z",
        "GM0363,2027-10-31,2027-10-31T20:00:00Z",
        "GM9001,2027-03-17,2027-03-18T01:00:00Z"
    })
    void closesEarlyByItsOwnClock(String municipality, LocalDate day, Instant closing) throws Exception {
        var open = says(
                station(read(municipality, day, "T07:30:00", null)), Status.OPEN, closing.minus(Duration.ofHours(13)));
        assertThat(says(open, Status.CLOSED, closing).state().attention()).isEmpty();
        assertThat(says(open, Status.CLOSED, closing.minus(Duration.ofMinutes(6)))
                        .state()
                        .attention())
                .contains(Attention.CLOSED_EARLY);
    }

    /** Midnight at the end of a day may be 24:00; what is later is no time of that day. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"T24:30:00", "T25:00:00", "T31:00:00"})
    void aTimeBeyondItsDayRejectsItsRow(String time) throws Exception {
        var day = LocalDate.of(2027, 3, 17);
        var csv = Stations.HEADER + Stations.row("GM0363", 1, day).replace("T21:00:00", time);
        var file = StembureausCsv.read(
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), new Gazetteer(), null);
        assertThat(file.rows()).isEmpty();
        assertThat(file.rejected()).extracting(Remark::code).containsExactly("not-a-time");
        assertThat(file.rejected()).extracting(Remark::column).containsExactly("Sluitingstijd");
    }

    /** Ninety minutes are ninety minutes, also when the clock on the wall goes from two to three between them. */
    @Test
    void silenceIsATimeAndNotAClock() throws Exception {
        var opens = Instant.parse("2027-03-28T00:00:00Z");
        var open = says(station(read("GM0344", LocalDate.of(2027, 3, 28), "T01:00:00", null)), Status.OPEN, opens);
        assertThat(RULE.isSilent(open, opens.plus(Duration.ofMinutes(90)))).isFalse();
        assertThat(RULE.isSilent(open, opens.plus(Duration.ofMinutes(91)))).isTrue();
    }
}
