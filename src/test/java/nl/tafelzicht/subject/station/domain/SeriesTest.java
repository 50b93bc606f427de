package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {

    @Test
    void is_in_order_of_what_was_seen_not_of_what_arrived() {
        var late = Series.EMPTY.with(100, 10).with(300, 50).with(200, 30);
        assertThat(late).isEqualTo(Series.EMPTY.with(100, 10).with(200, 30).with(300, 50));
    }

    @Test
    void what_contradicts_something_newer_is_left_out() {
        var seen = Series.EMPTY.with(100, 10).with(300, 50);
        assertThat(seen.with(200, 70)).isEqualTo(seen);
    }

    @Test
    void what_was_put_right_takes_what_was_wrong_with_it() {
        var wrong = Series.EMPTY.with(100, 10).with(200, 2000).with(260, 2030);
        assertThat(wrong.corrected(300, 230))
                .isEqualTo(Series.EMPTY.with(100, 10).with(300, 230));
    }

    @Test
    void two_of_one_minute_are_one() {
        assertThat(Series.EMPTY.with(100, 10).with(100, 12).size()).isEqualTo(1);
    }

    @Test
    void has_a_bound_and_keeps_the_first_the_last_and_what_lies_apart() {
        var seen = Series.EMPTY;
        for (int i = 0; i < 10 * Series.MOST; i++) {
            seen = seen.with(100 + i * 5, i);
        }
        assertThat(seen.size()).isEqualTo(Series.MOST);
        assertThat(seen.minute(0)).isEqualTo(100);
        assertThat(seen.value(seen.size() - 1)).isEqualTo(10 * Series.MOST - 1);
        for (int i = 1; i < seen.size(); i++) {
            assertThat(seen.minute(i)).isGreaterThan(seen.minute(i - 1));
            assertThat(seen.value(i)).isGreaterThanOrEqualTo(seen.value(i - 1));
        }
    }

    @Test
    void of_two_in_one_minute_the_last_word_counts() {
        assertThat(Series.EMPTY.with(100, 10).with(100, 12)).isEqualTo(Series.EMPTY.with(100, 12));
        assertThat(Series.EMPTY.with(100, 12).with(100, 10)).isEqualTo(Series.EMPTY.with(100, 10));
    }

    @Test
    void an_hour_in_which_nobody_came_is_two_observations_in_whichever_order_they_arrive() {
        var quiet = Series.EMPTY.with(100, 10).with(160, 10);
        assertThat(quiet.size()).isEqualTo(2);
        assertThat(Series.EMPTY.with(160, 10).with(100, 10)).isEqualTo(quiet);
        assertThat(quiet.corrected(200, 10)).isEqualTo(quiet.with(200, 10));
    }

    @Test
    void a_correction_drops_what_is_higher_before_it_and_everything_from_its_minute_on() {
        var wrong = Series.EMPTY.with(100, 10).with(200, 20).with(300, 30);
        assertThat(wrong.corrected(200, 19))
                .isEqualTo(Series.EMPTY.with(100, 10).with(200, 19));
        assertThat(wrong.corrected(250, 20))
                .isEqualTo(Series.EMPTY.with(100, 10).with(200, 20).with(250, 20));
        assertThat(wrong.corrected(250, 9)).isEqualTo(Series.EMPTY.with(250, 9));
    }

    /** Half-hours, but for one that stands closer between its neighbours. */
    private static Series full(int closest) {
        var seen = Series.EMPTY;
        for (int i = 0; i < Series.MOST; i++) {
            seen = seen.with(1000 + 30 * i - (i > closest ? 10 : 0), 5 * i);
        }
        return seen;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 25, 26})
    void when_there_is_one_too_many_the_one_that_says_least_goes_and_no_other(int closest) {
        var full = full(closest);
        assertThat(full.size()).isEqualTo(Series.MOST);
        var more = full.with(full.minute(Series.MOST - 1) + 30, 500);
        var expected = Series.EMPTY;
        for (int i = 0; i < Series.MOST; i++) {
            expected = i == closest ? expected : expected.with(full.minute(i), full.value(i));
        }
        assertThat(more).isEqualTo(expected.with(full.minute(Series.MOST - 1) + 30, 500));
    }

    @Test
    void of_several_that_say_as_little_the_oldest_goes_but_never_the_first_nor_the_last() {
        var full = full(Series.MOST);
        var more = full.with(1000 + 30 * Series.MOST, 500);
        assertThat(more.minute(0)).isEqualTo(1000);
        assertThat(more.minute(1)).as("1030 went").isEqualTo(1060);
        assertThat(more.value(1)).isEqualTo(10);
        assertThat(more.value(more.size() - 1)).isEqualTo(500);
        var close = full(Series.MOST).with(1000 + 30 * (Series.MOST - 1) + 1, 500);
        assertThat(close.minute(close.size() - 1)).isEqualTo(1000 + 30 * (Series.MOST - 1) + 1);
        assertThat(close.minute(close.size() - 2))
                .as("the one before it says least")
                .isEqualTo(1000 + 30 * (Series.MOST - 2));
    }

    @Test
    void two_are_the_same_when_minutes_and_values_are() {
        var one = Series.EMPTY.with(100, 10);
        assertThat(one).isEqualTo(Series.EMPTY.with(100, 10)).hasSameHashCodeAs(Series.EMPTY.with(100, 10));
        assertThat(one).isNotEqualTo(Series.EMPTY.with(101, 10)).isNotEqualTo(Series.EMPTY.with(100, 11));
        assertThat(one).isNotEqualTo(Series.EMPTY).hasToString("[100][10]");
    }
}
