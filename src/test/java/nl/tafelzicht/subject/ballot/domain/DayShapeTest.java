package nl.tafelzicht.subject.ballot.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;
import nl.tafelzicht.subject.station.domain.Series;
import nl.tafelzicht.subject.station.domain.UsualDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When voters come: as was known beforehand, and as the day itself teaches. */
class DayShapeTest {

    private static final int OPENS = 450;
    private static final int CLOSES = 1260;
    private static final double SLOT = 10 / 810.0;
    private static final Hours DAY = new Hours(new int[] {OPENS}, new int[] {CLOSES}, 0);
    private static final Hours WITH_A_PAUSE = new Hours(new int[] {OPENS, 900}, new int[] {600, CLOSES}, 0);

    private static DayShape even() {
        return DayShape.of(
                UsualDay.of("a test's", new TreeMap<>(Map.of(LocalTime.of(7, 30), 0.0, LocalTime.of(21, 0), 1.0))));
    }

    /** By 07:40 and 07:50 these shares have come. */
    private static DayShape beginning(double first, double second) {
        var shares = new TreeMap<>(Map.of(LocalTime.of(7, 30), 0.0, LocalTime.of(21, 0), 1.0));
        shares.put(LocalTime.of(7, 40), first);
        shares.put(LocalTime.of(7, 50), second);
        return DayShape.ofShares(shares);
    }

    private static Series series(String said) {
        var series = Series.EMPTY;
        for (var each : said.split(" ")) {
            var pair = each.split("=");
            series = series.with(Integer.parseInt(pair[0]), Integer.parseInt(pair[1]));
        }
        return series;
    }

    private static DayShape learnt(DayShape before, Hours hours, int stations, String said) {
        var lesson = before.lesson();
        for (int i = 0; i < stations; i++) {
            lesson.add(hours, series(said));
        }
        return lesson.learnt();
    }

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource({
        "0, 480, 0", // nobody before the first time that is known
        "480, 840, 0.4",
        "480, 485, 0.0055555556",
        "479, 481, 0.0011111111",
        "840, 1200, 0.4",
        "1200, 1440, 0", // nor after the last one
        "-60, 2000, 0.8",
    })
    void betweenTwoKnownTimesVotersComeEvenlyAndNobodyBeforeOrAfterThem(double from, double to, double share) {
        var shape = DayShape.ofShares(new TreeMap<>(Map.of(LocalTime.of(8, 0), 0.1, LocalTime.of(20, 0), 0.9)));
        assertThat(shape.between(from, to)).isCloseTo(share, within(1e-9));
    }

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource({
        "0, 1440, 1.0648611", // to 1.03 at 23:59, from 0.035 less than nothing
        "0, 300, 0.005",
        "300, 450, 0.03",
        "450, 850, 0.4938271605",
        "1260, 1439, 0.0298",
    })
    void whoOpensEarlierOrLaterThanUsualHasSomeVotersToo(double from, double to, double share) {
        assertThat(even().between(from, to)).isCloseTo(share, within(2e-4));
    }

    @Test
    void whatWasUnusualInTheLastTwoHoursIsExpectedToGoOnForAWhile() {
        // 40 stations: each 2 voters in each ten minutes until ten o'clock, 20 in those until half past eleven
        var learnt = learnt(even(), DAY, 40, "600=30 690=210");
        double expected = 40 * 210 / 24.0;
        double quiet = (40 * 2 + 130) / (expected + 130);
        double busy = (40 * 20 + 130) / (expected + 130);
        assertThat(learnt.between(590, 600)).isCloseTo(SLOT * quiet, within(1e-9));
        assertThat(learnt.between(680, 690)).isCloseTo(SLOT * busy, within(1e-9));
        double lately = (3 * quiet + 9 * busy) / 12 - 1;
        assertThat(lately).isGreaterThan(0.3);
        for (int slotsOn : new int[] {1, 2, 7, 40}) {
            int from = 680 + 10 * slotsOn;
            assertThat(learnt.between(from, from + 10))
                    .as("%d minutes", from)
                    .isCloseTo(SLOT * (1 + 0.7 * lately * Math.pow(0.9, slotsOn / 6.0)), within(1e-9));
        }
    }

    @Test
    void votersBetweenTwoNumbersBelongToTheTenMinutesInWhichTheyCame() {
        // each minute one voter until 07:45, and three from then until 08:00
        var learnt = learnt(even(), DAY, 40, "465=15 480=60");
        double expected = 40 * 20;
        double[] came = {40 * 10, 40 * (5 + 15), 40 * 30};
        for (int i = 0; i < came.length; i++) {
            assertThat(learnt.between(OPENS + 10 * i, OPENS + 10 * i + 10))
                    .isCloseTo(SLOT * (came[i] + 130) / (expected + 130), within(1e-9));
        }
    }

    /** In each of the first two slots half of the voters were expected; 130 are the usual's own weight. */
    @ParameterizedTest
    @CsvSource({"260, false", "262, true"})
    void aSlotTeachesWhenMoreVotersWereExpectedInItThanTheUsualWeighs(int voters, boolean teaches) {
        var before = beginning(0.25, 0.5);
        assertThat(learnt(before, DAY, 1, "460=100 470=" + voters).equals(before))
                .isEqualTo(!teaches);
    }

    /** By 07:40 this share of the day's voters was expected. */
    @ParameterizedTest
    @CsvSource({"0.01, false", "0.0101, true"})
    void aStationTeachesFromOnePercentOfTheDayOn(double share, boolean teaches) {
        // of the others nothing was seen in those ten minutes but that they were quiet
        var lesson = beginning(share, 0.5).lesson();
        var without = beginning(share, 0.5).lesson();
        for (int i = 0; i < 50; i++) {
            lesson.add(DAY, series("460=30"));
            lesson.add(DAY, series("460=10 470=1000"));
            without.add(DAY, series("460=10 470=1000"));
        }
        assertThat(lesson.learnt().equals(without.learnt())).isEqualTo(!teaches);
    }

    @Test
    void aNumberFromWhileTheDoorsAreClosedTeachesNothing() {
        var learnt = learnt(even(), WITH_A_PAUSE, 50, "550=100 600=130 660=150 950=200 1000=260");
        assertThat(learnt).isEqualTo(learnt(even(), WITH_A_PAUSE, 50, "550=100 600=130 950=200 1000=260"));
        assertThat(learnt.between(OPENS, CLOSES)).isBetween(0.5, 1.5);
    }
}
