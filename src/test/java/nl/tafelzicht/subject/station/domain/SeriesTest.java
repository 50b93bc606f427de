package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
