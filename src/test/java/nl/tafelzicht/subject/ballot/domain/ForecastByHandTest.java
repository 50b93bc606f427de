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

/**
 * The forecast on days on which voters come evenly, one share in 810 each minute, compared with a slower way to compute
 * it: the normal distribution is summed up, and each minute tried.
 */
class ForecastByHandTest {

    private static final int OPENS = 450;
    private static final int CLOSES = 1260;
    private static final Hours DAY = new Hours(new int[] {OPENS}, new int[] {CLOSES}, 0);
    private static final DayShape EVEN = DayShape.of(
            UsualDay.of("a test's", new TreeMap<>(Map.of(LocalTime.of(7, 30), 0.0, LocalTime.of(21, 0), 1.0))));

    private static Series series(String said) {
        var series = Series.EMPTY;
        for (var each : said.split(" ")) {
            var pair = each.split("=");
            series = series.with(Integer.parseInt(pair[0]), Integer.parseInt(pair[1]));
        }
        return series;
    }

    private static double share(int from, int to) {
        return Math.max(0, Math.min(to, CLOSES) - Math.max(from, OPENS)) / 810.0;
    }

    /** The normal distribution, summed up in small steps. */
    private static double below(double z) {
        double sum = 0;
        double step = 0.0005;
        for (double x = -9 + step / 2; x < z; x += step) {
            sum += Math.exp(-x * x / 2) * step;
        }
        return sum / Math.sqrt(2 * Math.PI);
    }

    private static double beyond(double share) {
        double low = -9;
        double high = 9;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (1 - below(middle) > share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double deviation(double voters, double variance, double share) {
        double mean = voters * share;
        return Math.sqrt(mean * mean * (variance + 0.04) + 2 * mean + 4);
    }

    private static int minute(double voters, double variance, int from, double left, double z) {
        for (int at = from; at < CLOSES; at++) {
            double share = share(from, at);
            if (voters * share * 1.003 + z * deviation(voters, variance, share) >= left) {
                return at;
            }
        }
        return Math.max(from, CLOSES);
    }

    /**
     * @param hourFrom the minute from which the last hour's voters are counted, and how many had come by then
     * @param usedAtCount how many had voted when the ballots were counted
     */
    @ParameterizedTest
    @CsvSource({
        // said, ballots left, counted at, queue, now; the hour since, voters then, voters at the count
        "660=210 720=270,             600,  440, 0,  720, 660, 210, 0",
        "660=210 720=270,             800,  440, 0,  735, 660, 210, 0",
        "660=210 720=270,             1200, 440, 0,  735, 660, 210, 0",
        "661=200 720=270,             700,  440, 0,  720, 450, 0,   0",
        "600=120 660=210 700=250 720=270, 760, 440, 0, 730, 660, 210, 0",
        "660=150 720=330,             820,  440, 9,  720, 660, 150, 0",
        "660=250 720=270,             700,  440, 9,  725, 660, 250, 0",
        "1080=600 1140=690,           230,  440, 0,  1140, 1080, 600, 690",
        "1080=600 1140=690,           150,  1140, 0, 1140, 1080, 600, 690",
        "1080=600 1140=690,           130,  1170, 0, 1180, 1080, 600, 690",
        "1080=600 1140=690,           200,  1110, 0, 1150, 1080, 600, 645",
        "1080=600 1140=690,           300,  1000, 0, 1150, 1080, 600, 523.8095",
        "1080=600 1140=690,           140,  1150, 40, 1199, 1080, 600, 690",
        "1080=600 1140=690,           140,  1150, 40, 1200, 1080, 600, 690",
        "1080=600 1140=690,           12,   1150, 0, 1235, 1080, 600, 690",
        "1080=600 1140=690,           0,    1150, 0, 1155, 1080, 600, 690",
        "480=31,                      500,  440, 0,  500, 450, 0, 0",
        "1080=600 1140=690,           260,  1250, 300, 1255, 1080, 600, 690", // those in line want more than are left
    })
    void isTheSameAsASlowerWay(
            String said, int ballots, int counted, int queue, int now, int hourFrom, int hourValue, double atCount) {
        var used = series(said);
        int seen = used.minute(used.size() - 1);
        int value = used.value(used.size() - 1);
        if (counted < OPENS) {
            atCount = 0;
        }
        double ofDay = value / share(OPENS, seen);
        double dayVariance = 0.09 + 2 / (value + 5.0);
        int came = value - hourValue;
        double ofHour = came / share(hourFrom, seen);
        double hourVariance = 0.04 + 2 / (came + 5.0);
        double voters = (ofHour / hourVariance + ofDay / dayVariance) / (1 / hourVariance + 1 / dayVariance);
        double variance = 1 / (1 / hourVariance + 1 / dayVariance);
        int from = Math.max(seen, counted);
        double left = ballots - (value - atCount) * 1.003;
        double here = Math.max(0, left - voters * share(from, now) * 1.003);
        double need = voters * share(now, CLOSES) * 1.003 + (CLOSES - now <= 60 ? queue : 0);
        double deviation = deviation(voters, variance, share(from, CLOSES));
        double wanted = voters * share(from, now) * 1.003 + need;
        double risk = left <= 0 ? 1 : below((wanted - left) / deviation);

        var f = BallotForecast.of(new Supply(DAY, used, ballots, counted, queue), EVEN, now);
        assertThat(f.left()).isCloseTo((int) Math.round(here), within(1));
        assertThat(f.need()).isCloseTo((int) Math.round(need), within(1));
        assertThat(f.most()).isCloseTo((int) Math.ceil(need + 1.2816 * deviation), within(1));
        assertThat(f.risk()).isCloseTo(risk, within(2e-4));
        if (risk < 0.02) {
            assertThat(f.runsOut() + f.earliest() + f.margin()).isZero();
            return;
        }
        if (left <= 0) {
            assertThat(f.runsOut()).isEqualTo(from);
            return;
        }
        int at = minute(voters, variance, from, left, beyond(risk / 2));
        int sooner = at - minute(voters, variance, from, left, beyond(risk * 0.05));
        int later = minute(voters, variance, from, left, beyond(risk * 0.95)) - at;
        int earliest = minute(voters, variance, from, left, 2.0537);
        assertThat(f.runsOut()).isCloseTo(at, within(1));
        boolean isForALine = queue > 0 && CLOSES - now <= 60;
        assertThat(f.earliest()).isCloseTo(earliest >= CLOSES && !isForALine ? 0 : earliest, within(1));
        assertThat(f.margin())
                .isCloseTo(Math.max(5, (int) Math.ceil((sooner + later) / 10.0) * 5), within(5))
                .isGreaterThanOrEqualTo(5);
        assertThat(f.margin() % 5).isZero();
    }

    /** Who stands in line when the doors close still votes: ballots that those will not find are missing, too. */
    @Test
    void aLineThatWantsMoreThanIsLeftIsAReasonToWarnBeforeTheDoorsClose() {
        var used = series("1080=600 1140=690");
        var f = BallotForecast.of(new Supply(DAY, used, 260, 1250, 300), EVEN, 1255);
        assertThat(f.shortage()).isGreaterThan(40);
        assertThat(f.earliest()).isEqualTo(CLOSES);
        assertThat(f.isDue(1255)).isTrue();
        var enough = BallotForecast.of(new Supply(DAY, used, 360, 1250, 300), EVEN, 1255);
        assertThat(enough.isDue(1255)).isFalse();
        var nobody = BallotForecast.of(new Supply(DAY, used, 260, 1250, 0), EVEN, 1255);
        assertThat(nobody.earliest()).isZero();
    }

    @Test
    void whenTheDoorsHaveClosedAndNobodyIsInLineNothingIsDueAnyMore() {
        var f = BallotForecast.of(new Supply(DAY, series("1080=600 1260=690"), 1, CLOSES, 0), EVEN, CLOSES);
        assertThat(f.risk()).isGreaterThan(0.02);
        assertThat(f.earliest()).isZero();
        assertThat(f.isDue(CLOSES)).isFalse();
    }

    /** Of large stations, with all of the voters of the last hour; found with the normal distribution summed up. */
    @ParameterizedTest
    @CsvSource({
        "540=720 600=1200,    7533,   1223",
        "540=1440 600=2400,   16137,  1230",
        "540=18000 600=30000, 194260, 1227",
    })
    void theMomentIsRightToTheMinute(String said, int ballots, int runsOut) {
        var f = BallotForecast.of(new Supply(DAY, series(said), ballots, 600, 0), EVEN, 600);
        assertThat(f.runsOut()).isEqualTo(runsOut);
    }

    /** What may be wanted at most of that many voters a day, in a share of it. */
    private static int most(double voters, double variance, double share) {
        return (int) Math.ceil(voters * share * 1.003 + 1.2816 * deviation(voters, variance, share));
    }

    private static DayShape beginning(double first) {
        var shares = new TreeMap<>(Map.of(LocalTime.of(7, 30), 0.0, LocalTime.of(21, 0), 1.0));
        shares.put(LocalTime.of(7, 40), first);
        return DayShape.ofShares(shares);
    }

    @Test
    void halfAPercentOfTheDayTellsOfTheRestAndLessDoesNot() {
        var supply = new Supply(DAY, series("460=5"), 5_000, 440, 0);
        // as many voters by the hour and by the day, with the doubt of both
        double variance = 1 / (1 / (0.09 + 2 / 10.0) + 1 / (0.04 + 2 / 10.0));
        var f = BallotForecast.of(supply, beginning(0.005), 460);
        assertThat(f.need()).isEqualTo((int) Math.round(995 * 1.003));
        assertThat(f.most()).isEqualTo(most(1_000, variance, 0.995));
        assertThat(BallotForecast.of(supply, beginning(0.0049), 460)).isNull();
    }

    private static final Hours WITH_A_PAUSE = new Hours(new int[] {OPENS, 900}, new int[] {600, CLOSES}, 0);

    @Test
    void anHourWithTheDoorsClosedSaysNothingAndTheDayCounts() {
        var f = BallotForecast.of(new Supply(WITH_A_PAUSE, series("600=100 900=102"), 900, 440, 0), EVEN, 900);
        double voters = 102 / (150 / 810.0);
        double share = 360 / 810.0;
        assertThat(f.need()).isEqualTo((int) Math.round(voters * share * 1.003));
        assertThat(f.most()).isEqualTo(most(voters, 0.09 + 2 / 107.0, share));
    }

    /** Of the voters that a number has from while the doors were closed, those count that had been seen by then. */
    @ParameterizedTest
    @CsvSource({"600, 100", "630, 100", "660, 120", "700, 120", "930, 145"})
    void ballotsMayBeCountedWhileTheDoorsAreClosed(int counted, int usedThen) {
        var supply = new Supply(WITH_A_PAUSE, series("600=100 660=120 960=170"), 300, counted, 0);
        assertThat(BallotForecast.of(supply, EVEN, 960).left())
                .isEqualTo((int) Math.round(300 - (170 - usedThen) * 1.003));
    }

    @Test
    void aDayIsLearntByHowManyCameAndHowManyWereExpected() {
        // 40 stations, each with 10 voters in the first ten minutes, 30 in the next, none in the ten after them
        var lesson = EVEN.lesson();
        for (int i = 0; i < 40; i++) {
            lesson.add(DAY, series("460=10 470=40 480=40"));
        }
        double evenly = 40 * 40 / 3.0;
        double[] more = {(400 + 130) / (evenly + 130), (1200 + 130) / (evenly + 130), 130 / (evenly + 130)};
        var learnt = lesson.learnt();
        double slot = 10 / 810.0;
        for (int i = 0; i < 3; i++) {
            assertThat(learnt.between(OPENS + 10 * i, OPENS + 10 * i + 10)).isCloseTo(slot * more[i], within(1e-9));
        }
        // of the last two hours, twelve slots, the nine before the opening were as usual
        double lately = (more[0] + more[1] + more[2] - 3) / 12;
        assertThat(learnt.between(480, 490))
                .isCloseTo(slot * (1 + 0.7 * lately * Math.pow(0.9, 1 / 6.0)), within(1e-9));
        assertThat(learnt.between(600, 610))
                .isCloseTo(slot * (1 + 0.7 * lately * Math.pow(0.9, 13 / 6.0)), within(1e-9));
    }

    /** Numbers closer together than ten minutes, further apart than 150, from before the first voters. */
    @ParameterizedTest
    @CsvSource({
        "459=30, false",
        "460=30, true",
        "600=90, true",
        "601=90, false",
        "460=0, false",
        "455=30, false",
        "460=30 469=99, true"
    })
    void whatTellsNothingTeachesNothing(String said, boolean teaches) {
        var lesson = EVEN.lesson();
        for (int i = 0; i < 50; i++) {
            lesson.add(DAY, series("600=10 1000=1000"));
            lesson.add(DAY, series(said));
        }
        var without = EVEN.lesson();
        for (int i = 0; i < 50; i++) {
            without.add(DAY, series("600=10 1000=1000"));
        }
        assertThat(lesson.learnt().equals(without.learnt())).isEqualTo(!teaches);
    }

    @Test
    void aThousandStationsSayAsMuchAsAll() {
        var thousand = EVEN.lesson();
        var more = EVEN.lesson();
        for (int i = 0; i < 1_005; i++) {
            var said = series("460=10 470=40");
            more.add(DAY, said);
            if (i < 1_000) {
                thousand.add(DAY, said);
            }
        }
        assertThat(more.learnt()).isEqualTo(thousand.learnt()).hasSameHashCodeAs(thousand.learnt());
        assertThat(more.learnt()).isNotEqualTo(EVEN);
        assertThat(EVEN.hashCode()).isNotEqualTo(more.learnt().hashCode());
        assertThat(EVEN.lesson().learnt()).isEqualTo(EVEN);
    }

    @ParameterizedTest
    @CsvSource({"450, 460, 0.0123456790", "455, 450, 0", "450, 450, 0", "445, 450, 0.001", "-5, 3000, 1.065"})
    void aShareIsBetweenTwoMinutesOfTheDay(double from, double to, double share) {
        assertThat(EVEN.between(from, to)).isCloseTo(share, within(1e-9));
    }

    @Test
    void hoursOfTwoPeriodsAndOfTheNight() {
        var two = new Hours(new int[] {OPENS, 900}, new int[] {600, CLOSES}, 0);
        assertThat(two.firstMinute()).isEqualTo(OPENS);
        assertThat(two.lastMinute()).isEqualTo(CLOSES);
        assertThat(two.share(EVEN, 500, 950)).isCloseTo(150 / 810.0, within(1e-9));
        assertThat(two.share(EVEN, 600, 900)).isZero();
        var night = new Hours(new int[] {1_400}, new int[] {1_440 + 460}, 60);
        assertThat(night.minuteOfDay(1_400)).isEqualTo(20);
        assertThat(night.share(EVEN, 1_380 + 450, 1_380 + 460)).isCloseTo(10 / 810.0, within(1e-9));
        var across = new Hours(new int[] {450}, new int[] {1_440 + 460}, 0);
        assertThat(across.share(EVEN, 1_250, 1_440 + 460))
                .isCloseTo(10 / 810.0 + EVEN.between(1_260, 1_440) + EVEN.between(0, 460), within(1e-9));
    }
}
