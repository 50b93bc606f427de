package nl.tafelzicht.subject.ballot.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import nl.tafelzicht.subject.station.domain.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When ballots run out. Moments are minutes of a day in January 1970, in a place at Greenwich. */
class BallotForecastTest {

    private static final Hours DAY = new Hours(new int[] {at(7, 30)}, new int[] {at(21, 0)}, 0);

    private static int at(int hour, int minute) {
        return hour * 60 + minute;
    }

    /** Voters of a station that draws so many in a day, exactly as is usual, once an hour until a moment. */
    private static Series usual(int voters, int until) {
        var seen = Series.EMPTY;
        for (int now = at(8, 0); now <= until; now += 60) {
            seen = seen.with(now, (int) Math.round(voters * DAY.share(DayShape.USUAL, at(7, 30), now)));
        }
        return seen;
    }

    private static Forecast forecast(Series voters, int ballots, int now) {
        return BallotForecast.of(new Supply(DAY, voters, ballots, at(7, 0), 0), DayShape.USUAL, now);
    }

    @Test
    void says_an_hour_and_more_ahead_when_they_run_out_and_how_sure_that_is() {
        var shares = DAY.share(DayShape.USUAL, at(7, 30), at(20, 20));
        var forecast = forecast(usual(1000, at(19, 0)), (int) (1000 * shares), at(19, 5));
        assertThat(forecast.runsOut()).isCloseTo(at(20, 20), within(5));
        assertThat(forecast.margin()).isBetween(5, 30);
        assertThat(forecast.risk()).isGreaterThan(0.85);
        assertThat(forecast.isDue(at(19, 5))).isTrue();
        assertThat(forecast.shortage()).isPositive();
        assertThat(forecast.surplus()).isZero();
    }

    @Test
    void is_quiet_where_there_are_enough_and_says_how_many_can_be_given_away() {
        var forecast = forecast(usual(1000, at(19, 0)), 1600, at(19, 5));
        assertThat(forecast.risk()).isLessThan(0.01);
        assertThat(forecast.runsOut()).isZero();
        assertThat(forecast.isDue(at(19, 5))).isFalse();
        assertThat(forecast.isSafe()).isTrue();
        // 600 are left in the end, less what the evening may want beyond that, and the reserve
        assertThat(forecast.surplus()).isBetween(400, 600 - Forecast.RESERVE);
    }

    @Test
    void waits_as_long_as_there_is_time() {
        var early = forecast(usual(1000, at(12, 0)), 900, at(12, 5));
        assertThat(early.risk()).isGreaterThan(0.5);
        assertThat(early.isDue(at(12, 5))).isFalse();
        assertThat(forecast(usual(1000, at(18, 0)), 900, at(18, 45)).isDue(at(18, 45)))
                .isTrue();
    }

    @Test
    void a_busier_hour_than_usual_brings_it_forward() {
        var usual = usual(1000, at(18, 0));
        var busy = usual(1000, at(17, 0)).with(at(18, 0), usual.value(usual.size() - 1) + 60);
        assertThat(forecast(busy, 900, at(18, 5)).runsOut())
                .isLessThan(forecast(usual, 840, at(18, 5)).runsOut());
    }

    @Test
    void a_count_overrides_what_was_reckoned_and_a_delivery_after_it_adds() {
        var voters = usual(1000, at(19, 0));
        var counted = new Supply(DAY, voters, 60, at(19, 0), 0);
        assertThat(BallotForecast.of(counted, DayShape.USUAL, at(19, 0)).left()).isCloseTo(60, within(2));
        assertThat(BallotForecast.of(counted, DayShape.USUAL, at(19, 0)).runsOut())
                .isLessThan(at(20, 0));
        var brought = new Supply(DAY, voters, 60 + 400, at(19, 0), 0);
        assertThat(BallotForecast.of(brought, DayShape.USUAL, at(19, 0)).isSafe())
                .isTrue();
    }

    @Test
    void who_stands_in_line_when_the_doors_close_wants_a_ballot_too() {
        var voters = usual(1000, at(20, 0));
        var nobody = BallotForecast.of(new Supply(DAY, voters, 200, at(20, 0), 0), DayShape.USUAL, at(20, 30));
        var many = BallotForecast.of(new Supply(DAY, voters, 200, at(20, 0), 80), DayShape.USUAL, at(20, 30));
        assertThat(many.need()).isEqualTo(nobody.need() + 80);
        assertThat(many.risk()).isGreaterThan(nobody.risk());
    }

    @Test
    void knows_nothing_before_the_first_voter() {
        assertThat(forecast(Series.EMPTY, 500, at(9, 0))).isNull();
        assertThat(forecast(Series.EMPTY.with(at(7, 31), 0), 500, at(7, 31))).isNull();
    }

    @Test
    void what_has_run_out_has_run_out() {
        var forecast = forecast(usual(1000, at(19, 0)), 0, at(19, 0));
        assertThat(forecast.left()).isZero();
        assertThat(forecast.risk()).isEqualTo(1);
        assertThat(forecast.isDue(at(19, 0))).isTrue();
    }

    @Test
    void nobody_votes_while_the_doors_are_closed_in_between() {
        var hours = new Hours(new int[] {at(8, 0), at(16, 0)}, new int[] {at(12, 0), at(20, 0)}, 0);
        assertThat(hours.share(DayShape.USUAL, at(12, 0), at(16, 0))).isZero();
        assertThat(hours.share(DayShape.USUAL, at(11, 0), at(17, 0)))
                .isCloseTo(
                        hours.share(DayShape.USUAL, at(11, 0), at(12, 0))
                                + hours.share(DayShape.USUAL, at(16, 0), at(17, 0)),
                        within(1e-9));
    }

    @Test
    void hours_are_those_of_the_clock_there() {
        var there = new Hours(new int[] {at(11, 30)}, new int[] {at(25, 0)}, -4 * 60);
        assertThat(there.share(DayShape.USUAL, at(11, 30), at(16, 0)))
                .isCloseTo(DAY.share(DayShape.USUAL, at(7, 30), at(12, 0)), within(1e-9));
    }

    @Test
    void a_doubtful_station_that_said_nothing_for_a_while_is_asked() {
        var doubtful = forecast(usual(1000, at(17, 0)), 1010, at(18, 0));
        assertThat(doubtful.risk()).isBetween(0.05, 0.95);
        assertThat(doubtful.asks(at(18, 0), at(17, 0))).isTrue();
        assertThat(doubtful.asks(at(18, 0), at(17, 55))).isFalse();
        assertThat(forecast(usual(1000, at(17, 0)), 2000, at(18, 0)).asks(at(18, 0), at(17, 0)))
                .isFalse();
    }

    /** Risk, and minutes until they may run out and since the last number; whether it is due, and whether it asks. */
    @ParameterizedTest
    @CsvSource({
        "0.41, 80, 20, true,  true",
        "0.41, 81, 20, false, true",
        "0.40, 10, 20, false, true",
        "0.69, 81, 20, false, true",
        "0.70, 98, 20, true,  true",
        "0.70, 99, 20, false, true",
        "0.03, 210, 20, false, true",
        "0.03, 211, 20, false, false",
        "0.03, 210, 19, false, false",
        "0.98, 99, 20, false, true",
        "0.985, 99, 20, false, false",
        "0.99, 99, 20, false, false",
        "0.99, 0, 20, true, false",
    })
    void waits_for_another_number_as_long_as_there_is_time(
            double risk, int until, int ago, boolean isDue, boolean asks) {
        int now = at(18, 0);
        var forecast = new Forecast(100, 120, 150, risk, now + until + 20, now + until, 20);
        assertThat(forecast.isDue(now)).isEqualTo(isDue);
        assertThat(forecast.asks(now, now - ago)).isEqualTo(asks);
        var never = new Forecast(100, 120, 150, risk, now + until, 0, 20);
        assertThat(never.isDue(now)).isFalse();
        assertThat(never.asks(now, now - ago)).isFalse();
    }

    /** Ballots left and wanted at most, and what follows: missing, to spare. */
    @ParameterizedTest
    @CsvSource({"100, 150, 50, 0", "150, 150, 0, 0", "175, 150, 0, 0", "176, 150, 0, 1", "300, 150, 0, 125"})
    void a_station_keeps_what_it_may_want_and_a_reserve(int left, int most, int shortage, int surplus) {
        var forecast = new Forecast(left, 120, most, 0.1, 0, 0, 0);
        assertThat(forecast.shortage()).isEqualTo(shortage);
        assertThat(forecast.surplus()).isEqualTo(surplus);
    }

    @ParameterizedTest
    @CsvSource({"0.079, true, true", "0.08, false, true", "0.05, true, true", "0.049, true, false"})
    void a_warning_ends_below_eight_in_a_hundred(double risk, boolean isSafe, boolean isOfInterest) {
        var forecast = new Forecast(100, 120, 150, risk, 0, 0, 0);
        assertThat(forecast.isSafe()).isEqualTo(isSafe);
        assertThat(forecast.isOfInterest()).isEqualTo(isOfInterest);
    }

    @Test
    void the_day_itself_teaches_when_voters_come() {
        var lesson = DayShape.USUAL.lesson();
        for (int i = 0; i < 50; i++) {
            // twice as many as usual between five and six
            var usual = usual(1000, at(17, 0));
            int before = usual.value(usual.size() - 1);
            double hour = DAY.share(DayShape.USUAL, at(17, 0), at(18, 0)) * 1000;
            lesson.add(DAY, usual.with(at(18, 0), before + (int) (2 * hour)));
        }
        var learnt = lesson.learnt();
        double usualRatio =
                DAY.share(DayShape.USUAL, at(17, 0), at(18, 0)) / DAY.share(DayShape.USUAL, at(15, 0), at(16, 0));
        double learntRatio = DAY.share(learnt, at(17, 0), at(18, 0)) / DAY.share(learnt, at(15, 0), at(16, 0));
        assertThat(learntRatio / usualRatio).isBetween(1.7, 2.1);
    }

    /** A small one of those that the benchmark runs (docs/performance.md): the same days each time. */
    @Test
    void of_simulated_days_most_run_outs_are_warned_of_an_hour_ahead_and_few_warnings_are_in_vain() {
        var outcome = Backtest.of(4000, 40, 12, true);
        assertThat(outcome.ranOut()).isGreaterThan(40);
        assertThat(outcome.shareInTime()).isGreaterThan(0.94);
        assertThat(outcome.shareInVain()).isLessThan(0.05);
    }
}
