package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import org.junit.jupiter.api.Test;

/** What is seen later counts, not what arrives later. */
class LateReportTest {

    private static final Instant OPENING = Instant.parse("2026-03-18T06:30:00Z");
    private static final Instant CLOSING = Instant.parse("2026-03-18T20:00:00Z");

    private long seq;

    private Station expected() {
        var entry = new StationEntry(
                "GM0363-12",
                12,
                "De Brug",
                StationType.REGULAR,
                new Municipality("GM0363", "Amsterdam"),
                new Location(52.37, 4.9, null, null, null, null),
                OffsetDateTime.parse("2026-03-18T07:30:00+01:00"),
                OffsetDateTime.parse("2026-03-18T21:00:00+01:00"),
                1200,
                0);
        return fold(null, new StationEvent.Registered(entry, UUID.randomUUID()), OPENING.minusSeconds(3600));
    }

    private Station fold(Station before, StationEvent event, Instant at) {
        return Station.evolve(
                before,
                event,
                new EventMetadata(++seq, UUID.randomUUID(), before == null ? 1 : before.version() + 1, at, "test"));
    }

    private Station after(Station before, StationCommand command, Instant now) {
        var decision = StationDecider.decide(before, command, now);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        var station = before;
        for (var event : ((Decision.Accepted<StationEvent>) decision).events()) {
            station = fold(station, event, now);
        }
        return station;
    }

    private Station report(Station before, StatusReport report, Role role, Instant now) {
        return after(before, new StationCommand.Report(report, role), now);
    }

    private static StatusReport status(Status status, Instant seen) {
        return new StatusReport(status, null, null, null, null, null, null, seen, null);
    }

    private static StatusReport voters(int voters, Instant seen, String correction) {
        return new StatusReport(
                null, null, null, voters, null, null, correction, seen, correction == null ? null : true);
    }

    private static Instant at(int hour, int minute) {
        return Instant.parse("2026-03-18T00:00:00Z")
                .plus(Duration.ofHours(hour - 1))
                .plus(Duration.ofMinutes(minute));
    }

    private static List<Object> told(Station station) {
        var s = station.state();
        return Arrays.asList(
                s.status(),
                s.waitingMinutes(),
                s.queueLength(),
                s.votersAdmitted() == null ? null : s.votersAdmitted().only(),
                s.membersPresent(),
                s.ballots() == null ? null : s.ballots().only(),
                s.lastReport().observedAt());
    }

    @Test
    void anyOrderOfTheSameReportsGivesTheSameStatusAndValues() {
        var random = new Random(14);
        for (int round = 0; round < 300; round++) {
            var reports = new ArrayList<StatusReport>();
            for (int i = 0; i < 7; i++) {
                var statuses = Status.values();
                reports.add(new StatusReport(
                        random.nextBoolean() ? statuses[random.nextInt(statuses.length)] : null,
                        random.nextBoolean() ? random.nextInt(600) : null,
                        random.nextBoolean() ? random.nextInt(5000) : null,
                        random.nextBoolean() ? random.nextInt(2000) : null,
                        random.nextBoolean() ? random.nextInt(9) : null,
                        random.nextBoolean() ? Ballots.values()[random.nextInt(3)] : null,
                        "n",
                        at(8, i * 7),
                        random.nextInt(4) == 0 ? true : null));
            }
            var inOrder = told(all(reports));
            for (int shuffle = 0; shuffle < 5; shuffle++) {
                Collections.shuffle(reports, random);
                assertThat(told(all(reports))).as("%s", reports).isEqualTo(inOrder);
            }
        }
    }

    private Station all(List<StatusReport> reports) {
        var station = expected();
        var now = at(10, 0);
        for (var report : reports) {
            station = fold(station, new StationEvent.Reported(report, Role.STATION_CHAIR, null), now);
            now = now.plusSeconds(1);
        }
        return station;
    }

    @Test
    void aPhoneThatWasOfflineChangesOnlyWhatNothingNewerIsKnownOf() {
        var station = report(expected(), status(Status.OPEN, null), Role.STATION_CHAIR, at(7, 30));
        station = report(
                station,
                new StatusReport(null, 5, null, null, null, null, null, null, null),
                Role.MUNICIPALITY,
                at(12, 0));
        var before = station.state().lastReport();
        station = report(
                station,
                new StatusReport(null, 60, 40, null, null, Ballots.OUT, "druk", at(11, 0), null),
                Role.STATION_CHAIR,
                at(12, 5));
        assertThat(List.of(
                        station.state().waitingMinutes(),
                        station.state().queueLength(),
                        station.state().ballots().only()))
                .containsExactly(5, 40, Ballots.OUT);
        assertThat(station.state().lastReport()).isEqualTo(before);
    }

    @Test
    void aSuspensionOfBeforeTheResumptionSuspendsNothing() {
        var station = report(expected(), status(Status.OPEN, null), Role.STATION_CHAIR, at(7, 30));
        station = report(station, status(Status.SUSPENDED, at(9, 0)), Role.MUNICIPALITY, at(9, 1));
        station = report(station, status(Status.OPEN, null), Role.MAYOR, at(9, 40));
        var resumed = station.state();
        station = report(station, status(Status.SUSPENDED, at(9, 20)), Role.STATION_CHAIR, at(10, 0));
        assertThat(station.state().status()).isEqualTo(Status.OPEN);
        assertThat(station.state().since()).isEqualTo(resumed.since());
    }

    @Test
    void theMayorsDecisionIsAnObservationAtItsMoment() {
        var station = report(expected(), status(Status.OPEN, null), Role.STATION_CHAIR, at(7, 30));
        station = report(station, status(Status.SUSPENDED, null), Role.STATION_CHAIR, at(9, 0));
        station = after(station, new StationCommand.DecideResumption(at(10, 0), null, null, Role.MAYOR), at(9, 30));
        station = report(station, status(Status.CLOSED, at(9, 10)), Role.STATION_CHAIR, at(9, 35));
        assertThat(station.state().status()).isEqualTo(Status.SUSPENDED);
        assertThat(station.state().resumption()).isNotNull();
    }

    @Test
    void aResumptionOfAnEarlierVersionStandsWhateverItSaidItWasSeen() {
        var station = fold(
                expected(),
                new StationEvent.Reported(status(Status.SUSPENDED, null), Role.STATION_CHAIR, null),
                at(9, 0));
        station = fold(
                station, new StationEvent.Reported(status(Status.OPEN, at(8, 50)), Role.MUNICIPALITY, true), at(9, 30));
        assertThat(station.state().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void aLateNumberOfVotersIsTakenOverridesNothingAndIsAnAttentionPointWhereItContradicts() {
        var station = report(expected(), status(Status.OPEN, null), Role.STATION_CHAIR, at(7, 30));
        station = report(station, voters(650, at(14, 0), null), Role.STATION_CHAIR, at(14, 1));
        station = report(station, voters(600, at(13, 30), null), Role.STATION_CHAIR, at(14, 5));
        assertThat(station.state().votersAdmitted().only()).isEqualTo(650);
        assertThat(station.state().attention()).isEmpty();
        station = report(station, voters(700, at(13, 0), null), Role.STATION_CHAIR, at(14, 10));
        assertThat(station.state().votersAdmitted().only()).isEqualTo(650);
        assertThat(station.state().attention()).containsExactly(Attention.VOTERS_CONTRADICTED);
        station = report(station, voters(660, at(14, 20), "de 700 was een tikfout"), Role.STATION_CHAIR, at(14, 20));
        assertThat(station.state().attention()).isEmpty();
    }

    @Test
    void silenceIsCountedFromTheNewestObservation() {
        var station = report(expected(), status(Status.OPEN, at(7, 30)), Role.STATION_CHAIR, at(9, 10));
        assertThat(DeadlineRule.DEFAULT.isSilent(station, at(9, 0))).isFalse();
        assertThat(DeadlineRule.DEFAULT.isSilent(station, at(9, 11))).isTrue();
        station = fold(station, new StationEvent.FoundSilent(), at(9, 11));
        assertThat(report(station, voters(10, at(7, 25), null), Role.STATION_CHAIR, at(9, 12))
                        .state()
                        .silent())
                .as("of before what was known")
                .isTrue();
        assertThat(report(station, voters(10, at(9, 0), null), Role.STATION_CHAIR, at(9, 12))
                        .state()
                        .silent())
                .isFalse();
    }

    @Test
    void aClockThatIsAheadDoesNotOutvoteWhatComesAfterIt() {
        var station = report(expected(), status(Status.OPEN, null), Role.STATION_CHAIR, at(7, 30));
        station = report(station, voters(100, at(9, 4), null), Role.STATION_CHAIR, at(9, 0));
        assertThat(report(station, voters(110, null, null), Role.MUNICIPALITY, at(9, 2))
                        .state()
                        .votersAdmitted()
                        .only())
                .isEqualTo(110);
    }

    @Test
    void whatIsOutOfItsTimeIsAnAttentionPointUntilItIsTakenBack() {
        var opened = report(expected(), status(Status.OPEN, null), Role.STATION_CHAIR, at(5, 56));
        assertThat(opened.state().attention()).containsExactly(Attention.OPENED_EARLY);
        assertThat(report(expected(), status(Status.OPEN, null), Role.STATION_CHAIR, at(7, 15))
                        .state()
                        .attention())
                .isEmpty();
        assertThat(report(opened, voters(3, null, null), Role.STATION_CHAIR, at(7, 40))
                        .state()
                        .attention())
                .isEmpty();
        var back = report(
                opened,
                new StatusReport(Status.EXPECTED, null, null, null, null, null, "vergissing", null, true),
                Role.STATION_CHAIR,
                at(5, 57));
        assertThat(back.state().status()).isEqualTo(Status.EXPECTED);
        assertThat(back.state().attention()).isEmpty();
        assertThat(StationDecider.decide(
                        opened, new StationCommand.Report(status(Status.EXPECTED, null), Role.STATION_CHAIR), at(6, 0)))
                .isInstanceOf(Decision.Refused.class);

        var closed = report(opened, status(Status.CLOSED, null), Role.STATION_CHAIR, at(18, 32));
        assertThat(closed.state().attention()).containsExactly(Attention.CLOSED_EARLY);
        assertThat(report(closed, status(Status.COUNTING, null), Role.STATION_CHAIR, at(18, 33))
                        .state()
                        .attention())
                .containsExactly(Attention.COUNTING_EARLY);
        assertThat(report(
                                closed,
                                new StatusReport(Status.OPEN, null, null, null, null, null, "vergissing", null, true),
                                Role.STATION_CHAIR,
                                at(18, 34))
                        .state()
                        .attention())
                .isEmpty();
        assertThat(report(opened, status(Status.CLOSED, null), Role.STATION_CHAIR, at(20, 55))
                        .state()
                        .attention())
                .isEmpty();
        assertThat(CLOSING).isEqualTo(at(21, 0));
    }
}
