package nl.tafelzicht.subject.courier;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.UTRECHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.ballot.domain.DayShape;
import nl.tafelzicht.subject.ballot.domain.Outlook;
import nl.tafelzicht.subject.courier.BallotWarnings.Ask;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;

/** Which warnings of ballots are due, how many at once, and of whom it is said that they can give some. */
class BallotWarningsTest {

    private static final Instant NINE = Instant.parse("2026-03-18T08:00:00Z");

    private final Fold fold = new Fold();

    private void station(String id, Municipality municipality, int delivered) {
        fold.registered(id, municipality);
        says(id, Status.OPEN, NINE.minusSeconds(5_000), 0, delivered);
        for (int hour = 0; hour <= 3; hour++) {
            says(id, null, NINE.plusSeconds(3_600L * hour), 150 * (hour + 1), null);
        }
    }

    private void says(String id, Status status, Instant at, int voters, Integer delivered) {
        var report = new StatusReport(status, null, null, voters, null, null, null, at, null, null, delivered, null);
        fold.happens(Station.KIND, id, new StationEvent.Reported(report, Role.STATION_CHAIR, null));
    }

    private List<Ask> due(Instant now, int most, List<String> asked) {
        var stations = fold.picture().all(Station.KIND).toList();
        return new BallotWarnings(fold.picture(), Outlook.of(stations, DayShape.USUAL, now)).due(most, asked::contains);
    }

    private static String reason(Ask ask) {
        return ((EscalationCommand.Raise) ask.command()).reason();
    }

    @Test
    void thereAreNoMoreAtOnceThanOneLookMayAskForAndThoseUnderWayAreNotAskedForAgain() {
        for (int i = 1; i <= 7; i++) {
            station("GM0228-" + i, EDE, 900);
        }
        var now = NINE.plusSeconds(3 * 3_600 + 600);
        assertThat(due(now, 100, List.of())).hasSize(7);
        var first = due(now, 3, List.of());
        assertThat(first).hasSize(3);
        var next = due(now, 3, first.stream().map(Ask::id).toList());
        assertThat(next).hasSize(3).doesNotContainAnyElementsOf(first);
        assertThat(due(now, 0, List.of())).isEmpty();
    }

    @Test
    void nobodyIsCalledForAStationThatWasSilentForHours() {
        station("GM0228-1", EDE, 900);
        var heard = NINE.plusSeconds(3 * 3_600);
        assertThat(due(heard.plus(Duration.ofMinutes(180)), 100, List.of())).hasSize(1);
        assertThat(due(heard.plus(Duration.ofMinutes(181)), 100, List.of())).isEmpty();
    }

    @Test
    void whoCanGiveSomeIsOfTheSameDistrictOrWhereThatIsNotKnownOfTheSameMunicipality() {
        station("GM0228-1", EDE, 900);
        station("GM0228-2", EDE, 9_000);
        station("GM0344-3", UTRECHT, 9_000);
        var asks = due(NINE.plusSeconds(3 * 3_600 + 600), 100, List.of());
        assertThat(asks).hasSize(1);
        assertThat(reason(asks.get(0))).contains("station 2 can give").doesNotContain("station 3");
    }
}
