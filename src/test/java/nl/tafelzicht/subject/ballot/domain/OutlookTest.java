package nl.tafelzicht.subject.ballot.domain;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.UTRECHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.ballot.domain.Outlook.Expected;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can give ballots to whom, and what is expected of which station. */
class OutlookTest {

    private static final Instant NINE = Instant.parse("2026-03-18T08:00:00Z");
    private static final Instant NOW = NINE.plusSeconds(3 * 3_600 + 600);

    private final Fold fold = new Fold();

    private static StationEntry entry(String id, Municipality municipality, String district) {
        var e = Fold.entry(id, municipality);
        return new StationEntry(
                e.id(),
                e.number(),
                e.name(),
                e.type(),
                e.municipality(),
                e.location(),
                e.opensAt(),
                e.closesAt(),
                e.eligibleVoters(),
                null,
                null,
                district,
                null,
                null,
                null,
                0);
    }

    private static StationEntry inOnePlace(StationEntry e) {
        return new StationEntry(
                e.id(),
                e.number(),
                e.name(),
                e.type(),
                e.municipality(),
                new StationEntry.Location(52.0, 5.0, null, null, null, null),
                e.opensAt(),
                e.closesAt(),
                e.eligibleVoters(),
                null,
                null,
                e.district(),
                null,
                null,
                null,
                0);
    }

    private void station(String id, Municipality municipality, String district, int delivered) {
        station(entry(id, municipality, district), delivered);
    }

    private void station(StationEntry entry, int delivered) {
        var id = entry.id();
        fold.happens(Station.KIND, id, new StationEvent.Registered(entry, new UUID(8, 8)));
        says(id, Status.OPEN, NINE.minusSeconds(5_000), 0, delivered);
        for (int hour = 0; hour <= 3; hour++) {
            says(id, null, NINE.plusSeconds(3_600L * hour), 150 * (hour + 1), null);
        }
    }

    private void says(String id, Status status, Instant at, int voters, Integer delivered) {
        var report = new StatusReport(status, null, null, voters, null, null, null, at, null, null, delivered, null);
        fold.happens(Station.KIND, id, new StationEvent.Reported(report, Role.STATION_CHAIR, null));
    }

    private Outlook outlook() {
        return Outlook.of(fold.picture().all(Station.KIND).toList(), DayShape.USUAL, NOW);
    }

    private Map<String, Expected> expected() {
        return outlook().byKey();
    }

    @ParameterizedTest
    @CsvSource({
        "GM0228, 1, GM0228, 1, true",
        "GM0228, 1, GM0344, 1, true",
        "GM0228, 1, GM0228, 2, false",
        "GM0228, 1, GM0344,  , false",
        "GM0228, 1, GM0228,  , true",
        "GM0228,  , GM0228, 1, true",
        "GM0228,  , GM0344,  , false",
    })
    void ballotsStayWithinTheirDistrict(String from, String inFrom, String to, String inTo, boolean isAllowed) {
        fold.happens(
                Station.KIND,
                from + "-1",
                new StationEvent.Registered(entry(from + "-1", new Municipality(from, "A"), inFrom), new UUID(8, 8)));
        fold.happens(
                Station.KIND,
                to + "-2",
                new StationEvent.Registered(entry(to + "-2", new Municipality(to, "B"), inTo), new UUID(8, 8)));
        var giver = fold.picture().entity(Station.KIND, from + "-1");
        var receiver = fold.picture().entity(Station.KIND, to + "-2");
        assertThat(Exchange.isAllowed(giver, receiver)).isEqualTo(isAllowed);
        assertThat(Exchange.district(giver)).isEqualTo(inFrom == null ? "A" : inFrom);
    }

    @Test
    void theNearestGiveFirstWhatTheyHaveNotPromised() {
        station("GM0228-1", EDE, "7", 900);
        station("GM0228-2", EDE, "8", 9_000); // another district
        station("GM0344-3", UTRECHT, "7", 9_000);
        station("GM0228-4", EDE, "7", 9_000);
        station("GM0228-5", EDE, "7", 9_000);
        station("GM0228-6", EDE, "7", 9_000);
        station("GM0228-7", EDE, "7", 9_000);
        station("GM0228-8", EDE, "7", 9_000);
        var all = outlook();
        var receiver = all.byKey().get("GM0228-1");
        assertThat(receiver.forecast().shortage()).isPositive();
        assertThat(receiver.wanted() % 25).isZero();
        assertThat(receiver.wanted() - receiver.forecast().shortage()).isBetween(0, 24);
        var near = all.near(receiver, e -> 0);
        assertThat(near)
                .extracting(n -> n.giver().station().id())
                .containsExactly("GM0344-3", "GM0228-4", "GM0228-5", "GM0228-6", "GM0228-7");
        int surplus = near.get(0).giver().forecast().surplus();
        assertThat(near.get(0).surplus()).isEqualTo(surplus);
        assertThat(near.get(0).metres()).isBetween(200, 250);
        // less than a pack is not worth a trip
        var promised = all.near(receiver, e -> e.station().id().equals("GM0344-3") ? surplus - 25 : 0);
        assertThat(promised.get(0).surplus()).isEqualTo(25);
        assertThat(all.near(receiver, e -> e.station().id().equals("GM0344-3") ? surplus - 24 : 0))
                .extracting(n -> n.giver().station().id())
                .containsExactly("GM0228-4", "GM0228-5", "GM0228-6", "GM0228-7", "GM0228-8");
        assertThat(all.near(all.byKey().get("GM0228-4"), e -> 0))
                .extracting(n -> n.giver().station().id())
                .doesNotContain("GM0228-4", "GM0228-2", "GM0228-1");
    }

    @Test
    void nothingIsExpectedOfStationsThatAreWithdrawnOrSaidNothing() {
        station("GM0228-1", EDE, null, 900);
        fold.registered("GM0228-2", EDE);
        station("GM0228-3", EDE, null, 900);
        fold.withdrawn("GM0228-3");
        assertThat(expected()).containsOnlyKeys("GM0228-1");
        assertThat(Outlook.key("GM0228-1", null)).isEqualTo("GM0228-1");
        assertThat(Outlook.key("GM0228-1", "PS2027")).isEqualTo("GM0228-1 PS2027");
    }

    @Test
    void theDayIsLearntFromTheStationsThemselves() {
        station("GM0228-1", EDE, null, 900);
        var alone = expected().get("GM0228-1").forecast();
        for (int n = 2; n <= 60; n++) { // hardly anybody came in the last hour
            fold.registered("GM0228-" + n, EDE);
            says("GM0228-" + n, Status.OPEN, NINE.minusSeconds(5_000), 0, 900);
            says("GM0228-" + n, null, NINE, 150, null);
            says("GM0228-" + n, null, NINE.plusSeconds(3_600), 300, null);
            says("GM0228-" + n, null, NINE.plusSeconds(7_200), 450, null);
            says("GM0228-" + n, null, NINE.plusSeconds(10_800), 455, null);
        }
        assertThat(expected().get("GM0228-1").forecast().need()).isNotEqualTo(alone.need());
    }

    @Test
    void aMomentIsAMinute() {
        int minute = Outlook.minute(NOW.plusSeconds(59));
        assertThat(Outlook.moment(minute)).isEqualTo(NOW);
    }

    @Test
    void theNumberIsAsOfTheCountOrTheOpening() {
        station("GM0228-1", EDE, null, 900);
        var e = expected().get("GM0228-1");
        // 600 voted, until ten minutes ago
        assertThat(e.forecast().left()).isBetween(900 - 600 - 2 - 40, 900 - 600 - 2 - 10);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 25", "24, 25", "25, 25", "26, 50", "50, 50", "51, 75"})
    void whatIsMissingIsAskedForInWholePacks(int missing, int wanted) {
        var forecast = new Forecast(100, 120, 100 + missing, 0.9, 0, 0, 0);
        assertThat(new Expected(null, null, null, forecast).wanted()).isEqualTo(wanted);
    }

    @Test
    void ofStationsThatAreAsFarAwayTheFirstByIdGives() {
        station("GM0228-1", EDE, "7", 900);
        for (int i = 2; i <= 9; i++) {
            station(inOnePlace(entry("GM0228-" + i, EDE, "7")), 9_000);
        }
        var stations = new ArrayList<>(fold.picture().all(Station.KIND).toList());
        stations.sort(Comparator.comparing(Station::id).reversed());
        var all = Outlook.of(stations, DayShape.USUAL, NOW);
        assertThat(all.near(all.byKey().get("GM0228-1"), e -> 0))
                .extracting(n -> n.giver().station().id())
                .containsExactly("GM0228-2", "GM0228-3", "GM0228-4", "GM0228-5", "GM0228-6");
    }

    @Test
    void ballotsThatNobodyCountedAreThoseFromBeforeTheFirstVoter() {
        fold.registered("GM0228-1", EDE);
        var entry = fold.picture().entity(Station.KIND, "GM0228-1").entry();
        var seen = entry.opensAt().toInstant().plusSeconds(600);
        says("GM0228-1", Status.OPEN, seen, 400, 900);
        var outlook = Outlook.of(fold.picture().all(Station.KIND).toList(), DayShape.USUAL, seen);
        // 400 voted, and of a thousand ballots three are spoiled
        assertThat(outlook.byKey().get("GM0228-1").forecast().left()).isEqualTo(899 - 400);
    }
}
