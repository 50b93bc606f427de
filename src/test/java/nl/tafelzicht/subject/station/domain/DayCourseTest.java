package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.station.domain.DayCourse.Hours;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import org.junit.jupiter.api.Test;

class DayCourseTest {

    private static final Instant OPENS = Instant.parse("2027-03-17T06:30:00Z");
    private static final Instant CLOSES = Instant.parse("2027-03-17T20:00:00Z");
    private static final Instant NINE = Instant.parse("2027-03-17T08:00:00Z");
    private static final Hours DAY = new Hours(OPENS, CLOSES.plus(Duration.ofHours(1)));

    private static Station station(int number, Integer eligible) {
        var entry = new StationEntry(
                "GM0363-" + number,
                number,
                "School",
                StationType.REGULAR,
                new Municipality("GM0363", "Amsterdam"),
                new Location(52.3, 4.9, null, null, null, null),
                OPENS.atOffset(ZoneOffset.ofHours(1)),
                CLOSES.atOffset(ZoneOffset.ofHours(1)),
                eligible,
                0);
        return Station.evolve(
                null,
                new StationEvent.Registered(entry, new UUID(0, 1)),
                new EventMetadata(1, new UUID(0, 1), 1, OPENS.minusSeconds(3600), "test"));
    }

    private static Station says(Station s, StatusReport report, Instant at) {
        return Station.evolve(
                s,
                new StationEvent.Reported(report, Role.STATION_CHAIR, null),
                new EventMetadata(s.version() + 1, UUID.randomUUID(), s.version() + 1, at, "chair"));
    }

    private static StatusReport report(
            Status status, Integer waiting, Integer voters, Instant seen, Boolean correction) {
        return new StatusReport(status, waiting, null, voters, null, null, null, seen, correction);
    }

    private static Station voters(Station s, int voters, Instant at) {
        return says(s, report(null, null, voters, null, null), at);
    }

    private static Station waits(Station s, int minutes, Instant at) {
        return says(s, report(null, minutes, null, null, null), at);
    }

    private static int at(DayCourse course, Instant time) {
        return course.times().indexOf(time);
    }

    private static DayCourse.Turnout only(DayCourse course) {
        return course.elections().get("");
    }

    @Test
    void thereIsATimeForEachQuarterOfAnHourAndForNow() {
        var now = NINE.plus(Duration.ofMinutes(7));
        var course = DayCourse.of(List.of(station(1, null)), DAY, now);
        assertThat(course.times())
                .startsWith(OPENS, OPENS.plus(DayCourse.STEP))
                .contains(now)
                .endsWith(DAY.until());
        assertThat(course.times()).hasSize(4 * 14 + 2 + 1 + 1);
        assertThat(only(course).said()).as("none for what is to come").hasSize(at(course, now) + 1);
    }

    @Test
    void votersAreThoseThatWereSeenByThen() {
        var s = voters(voters(station(1, 1000), 40, NINE.minusSeconds(60)), 100, NINE.plus(Duration.ofHours(2)));
        var none = station(2, 800);
        var unknown = voters(station(3, null), 7, NINE);
        var course = DayCourse.of(List.of(s, none, unknown), DAY, NINE.plus(Duration.ofHours(3)));
        var turnout = only(course);
        int nine = at(course, NINE);
        assertThat(turnout.admitted()[nine - 1]).isZero();
        assertThat(turnout.admitted()[nine]).isEqualTo(47);
        assertThat(turnout.said()[nine]).isEqualTo(2);
        assertThat(turnout.admitted()[at(course, NINE.plus(Duration.ofMinutes(105)))])
                .isEqualTo(47);
        assertThat(turnout.admitted()[at(course, NINE.plus(Duration.ofHours(2)))])
                .isEqualTo(107);
        assertThat(turnout.admittedOfEligible()[nine]).isEqualTo(40);
        assertThat(turnout.eligible()).isEqualTo(1800);
        assertThat(List.of(turnout.stations(), turnout.withEligible())).containsExactly(3, 2);
    }

    @Test
    void whatComesLateStandsWhereItWasSeen() {
        var late = says(
                voters(station(1, null), 90, NINE.plus(Duration.ofHours(1))),
                report(null, 12, 60, NINE, null),
                NINE.plus(Duration.ofHours(2)));
        var course = DayCourse.of(List.of(late), DAY, NINE.plus(Duration.ofHours(2)));
        assertThat(only(course).admitted()[at(course, NINE)]).isEqualTo(60);
        assertThat(only(course).admitted()[at(course, NINE.plus(Duration.ofHours(2)))])
                .isEqualTo(90);
        assertThat(course.waiting().worst()[at(course, NINE)]).isEqualTo(12);
    }

    /** 700 typed for 70: what was put right never was. */
    @Test
    void whatWasPutRightIsGone() {
        var right = says(
                voters(station(1, null), 700, NINE),
                report(null, null, 75, null, true),
                NINE.plus(Duration.ofMinutes(30)));
        var course = DayCourse.of(List.of(right), DAY, NINE.plus(Duration.ofHours(1)));
        assertThat(Arrays.stream(only(course).admitted()).max()).hasValue(75);
        assertThat(only(course).admitted()[at(course, NINE)]).isZero();
    }

    @Test
    void waitingTimesAreOfTheStationsThatSayOne() {
        var now = NINE.plus(Duration.ofMinutes(45));
        var stations = IntStream.rangeClosed(1, 10)
                .mapToObj(n -> waits(station(n, null), n == 10 ? 55 : n, NINE))
                .toList();
        var waiting = DayCourse.of(stations, DAY, now).waiting();
        int last = waiting.stations().length - 1;
        assertThat(waiting.stations()[last]).isEqualTo(10);
        assertThat(List.of(waiting.median()[last], waiting.p90()[last], waiting.worst()[last]))
                .containsExactly(5, 9, 55);
        assertThat(waiting.median()[0]).as("nobody had said anything").isNull();
    }

    @Test
    void waitingThatWasSeenLongAgoOrBeforeTheDoorsClosedIsNotTold() {
        var said = waits(station(1, null), 20, NINE);
        var now = NINE.plus(Duration.ofHours(4));
        var course = DayCourse.of(List.of(said), DAY, now);
        assertThat(course.waiting().worst()[at(course, NINE.plus(Duration.ofMinutes(90)))])
                .isEqualTo(20);
        assertThat(course.waiting().worst()[at(course, NINE.plus(Duration.ofMinutes(105)))])
                .isNull();
        var closed = says(
                waits(station(1, null), 20, CLOSES.minusSeconds(1200)),
                report(Status.CLOSED, null, null, null, null),
                CLOSES.plusSeconds(300));
        var evening = DayCourse.of(List.of(closed), DAY, DAY.until());
        assertThat(evening.waiting().worst()[at(evening, CLOSES)]).isEqualTo(20);
        assertThat(evening.waiting().worst()[at(evening, CLOSES.plus(DayCourse.STEP))])
                .isNull();
    }

    @Test
    void whatAStationKeepsIsBounded() {
        var s = station(1, null);
        var random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            s = says(s, report(null, i % 60, i, null, null), OPENS.plusSeconds(i * 600L + random.nextInt(600)));
        }
        assertThat(s.waits().size()).isEqualTo(Waits.MOST);
        assertThat(s.seen().tallies().tally("").voters().size()).isLessThanOrEqualTo(Series.MOST);
    }

    /** In whatever order reports arrive. */
    @Test
    void ofAQuarterTheNewestObservationStays() {
        var times = new ArrayList<>(List.of(0, 5, 14, 15, 29, 31));
        java.util.Collections.shuffle(times, new Random(3));
        var waits = Waits.NONE;
        for (int minute : times) {
            waits = waits.with(NINE.plus(Duration.ofMinutes(minute)), minute);
        }
        var known = waits;
        assertThat(IntStream.of(13, 14, 15, 29, 30, 31)
                        .map(m -> known.at(Waits.minuteOf(NINE) + m))
                        .boxed())
                .containsExactly(Waits.UNKNOWN, 14, 14, 29, 29, 31);
    }

    private static Station forElections(int number, String... ids) {
        var eligible = new LinkedHashMap<String, Integer>();
        for (var id : ids) {
            eligible.put(id, 1_000);
        }
        var entry = station(number, null).entry().forElections(eligible);
        return Station.evolve(
                null,
                new StationEvent.Registered(entry, new UUID(0, 1)),
                new EventMetadata(1, new UUID(0, 1), 1, OPENS.minusSeconds(3600), "test"));
    }

    /** Each municipality has an election of its own; a province too. */
    @Test
    void electionsOfAKindAreOneLine() {
        var one = forElections(1, "PS2027_Utrecht", "AB2027_HDSR");
        var other = forElections(2, "PS2027_Zuid-Holland", "AB2027_Delfland", "ER2027_X");
        one = says(
                one,
                new StatusReport(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(
                                new ElectionReport("PS2027_Utrecht", 30, null, null, null),
                                new ElectionReport("AB2027_HDSR", 40, null, null, null))),
                NINE);
        var course = DayCourse.of(List.of(one, other), DAY, NINE.plusSeconds(60));
        assertThat(course.elections().keySet()).containsExactly("AB2027", "PS2027", "ER2027");
        var provinces = course.elections().get("PS2027");
        assertThat(provinces.admitted()[provinces.admitted().length - 1]).isEqualTo(30);
        assertThat(provinces.eligible()).isEqualTo(2_000);
        assertThat(course.elections().get("ER2027").stations()).isEqualTo(1);
    }

    @Test
    void whereThereIsOneElectionStationsThatNameNoneAreForItToo() {
        var course = DayCourse.of(
                List.of(forElections(1, "TK2025"), voters(station(2, null), 5, NINE)), DAY, NINE.plusSeconds(60));
        assertThat(course.elections()).containsOnlyKeys("TK2025");
        assertThat(course.elections().get("TK2025").stations()).isEqualTo(2);
    }

    @Test
    void moreElectionsThanADayHasAreCounted() {
        var many = IntStream.range(0, 15)
                .mapToObj(n -> forElections(n + 1, "E" + n))
                .toList();
        var course = DayCourse.of(many, DAY, NINE);
        assertThat(course.elections()).hasSize(DayCourse.MOST_ELECTIONS);
        assertThat(course.leftOut()).isEqualTo(3);
    }

    @Test
    void theHoursAreThoseOfMost() {
        assertThat(Hours.of(List.of(station(1, null), station(2, null)))).isEqualTo(DAY);
        assertThat(Hours.of(List.of())).isNull();
    }

    @Test
    void theUsualDayGrowsFromNothingToAll() {
        assertThat(UsualDay.ASSUMED.shareBy(LocalTime.of(5, 0))).isZero();
        assertThat(UsualDay.ASSUMED.shareBy(LocalTime.of(22, 0))).isEqualTo(1);
        assertThat(UsualDay.ASSUMED.shareBy(LocalTime.of(11, 15))).isCloseTo((0.182 + 0.284) / 2, within(1e-9));
        double before = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            double share = UsualDay.ASSUMED.shareBy(LocalTime.ofSecondOfDay(minute * 60L));
            assertThat(share).isBetween(before, 1.0);
            before = share;
        }
    }

    @Test
    void whoMayVoteIsThatOfTheElection() {
        var eligible = new LinkedHashMap<String, Integer>();
        eligible.put("ps", 1_000);
        eligible.put("ws", 1_200);
        var entry = station(1, null).entry().forElections(eligible);
        var station = Station.evolve(
                null,
                new StationEvent.Registered(entry, new UUID(0, 1)),
                new EventMetadata(1, new UUID(0, 1), 1, OPENS.minusSeconds(3600), "test"));
        var course = DayCourse.of(List.of(station, station(2, 800)), DAY, NINE);
        assertThat(course.elections().get("ps").eligible()).isEqualTo(1_000);
        assertThat(course.elections().get("ws").eligible()).isEqualTo(1_200);
        assertThat(only(course).eligible()).isEqualTo(800);
    }

    @Test
    void aStationIsOpenOnTheDaysFromItsOpeningToItsClosing() {
        var entry = station(1, null).entry();
        var night = new StationEntry(
                entry.id(),
                1,
                entry.name(),
                entry.type(),
                entry.municipality(),
                entry.location(),
                entry.opensAt(),
                entry.closesAt().plusHours(6),
                null,
                0);
        assertThat(openOn(entry)).containsExactly(false, true, false, false);
        assertThat(openOn(night)).containsExactly(false, true, true, false);
    }

    /** On the day before, on election day, and on the two days after it. */
    private static List<Boolean> openOn(StationEntry entry) {
        return IntStream.rangeClosed(16, 19)
                .mapToObj(day -> entry.isOpenOn(LocalDate.of(2027, 3, day)))
                .toList();
    }

    @Test
    void anOperatorsMetricsNameTheReportOfAStation() {
        var report = report(Status.OPEN, null, null, null, null);
        assertThat(new StationCommand.Report(report, Role.STATION_CHAIR).reportKind())
                .isEqualTo("station");
    }

    @Test
    void aFirstViewHasTheStationsThatNeedTheMostAttentionThenTheNewest() {
        var stations = new ArrayList<Station>();
        var troubles = List.of(Status.OPEN, Status.SUSPENDED);
        for (var status : troubles) { // the oldest ones
            stations.add(says(station(stations.size() + 1, null), report(status, null, null, null, null), NINE));
        }
        for (int i = 0; i < StationSummary.MOST - 1; i++) {
            stations.add(waits(waits(station(stations.size() + 1, null), 1, NINE), 2, NINE.plusSeconds(60)));
        }
        assertThat(stations.get(1).state().attention()).containsExactly(Attention.SUSPENDED);
        assertThat(StationSummary.first(stations))
                .hasSize(StationSummary.MOST)
                .contains("GM0363-2")
                .doesNotContain("GM0363-1");
    }
}
