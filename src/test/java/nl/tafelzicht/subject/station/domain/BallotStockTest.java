package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many ballots there are, of what was counted, delivered, and used since. */
class BallotStockTest {

    private static Instant minute(int minute) {
        return Instant.ofEpochSecond(minute * 60L);
    }

    private static BallotStock counted(Integer left, Integer at, int... voters) {
        var seen = Series.EMPTY;
        for (int i = 0; i < voters.length; i += 2) {
            seen = seen.with(voters[i], voters[i + 1]);
        }
        return new BallotStock(seen, left, at == null ? null : minute(at), null, null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nobody counted or voted,                      500,     ,    ,    ,    ,    , 500",
        "counted and nobody has voted,                 500, 600 ,    ,    ,    ,    , 500",
        "delivered and voters since opening,           500,     , 600, 120,    ,    , 380",
        "more voters than were delivered,              500,     , 600, 501,    ,    ,   0",
        "counted and nobody voted since,               500, 600 , 600, 120,    ,    , 500",
        "counted after the last number of voters,      500, 601 , 600, 120,    ,    , 500",
        "counted a minute before the next number,      500, 600 , 540,  90, 601, 120, 470",
        "counted at the minute of a number,            500, 600 , 600,  90, 660, 120, 470",
        "all went,                                      30, 600 , 540,  90, 660, 120,   0",
        "more went than were counted,                   29, 600 , 540,  90, 660, 120,   0",
        "counted before the first number of voters,    500, 600 , 601, 120,    ,    , 500",
        "counted before the first of two numbers,      500, 600 , 601, 120, 661, 150, 470",
        "counted when nobody had voted,                500, 600 , 600,   0, 660,  30, 470",
    })
    void whatIsThereIsWhatWasCountedLessTheVotersSince(
            String situation,
            int left,
            Integer at,
            Integer first,
            Integer some,
            Integer second,
            Integer more,
            int here) {
        var stock = first == null
                ? counted(left, at)
                : second == null ? counted(left, at, first, some) : counted(left, at, first, some, second, more);
        assertThat(stock.here()).isEqualTo(here);
    }

    @Test
    void whereNobodySaidHowManyNobodyKnows() {
        assertThat(counted(null, null, 600, 120).here()).isNull();
        assertThat(counted(null, null, 600, 120).isKnown()).isFalse();
        assertThat(counted(500, null).isKnown()).as("nor how many come").isFalse();
        assertThat(counted(500, null, 600, 1).isKnown()).isTrue();
        assertThat(counted(0, null, 600, 1).isKnown()).as("none left is known").isTrue();
    }

    @Test
    void movedAfterAMomentMeansLaterThanThatMoment() {
        var moved = new BallotStock(Series.EMPTY, 500, null, 500, minute(600));
        assertThat(moved.movedAfter(minute(599))).isTrue();
        assertThat(moved.movedAfter(minute(600))).isFalse();
        assertThat(moved.movedAfter(minute(601))).isFalse();
        assertThat(counted(500, 600).movedAfter(minute(0))).isFalse();
    }

    @Test
    void theLastNumberIsTheLaterOfTheCountAndTheVoters() {
        assertThat(counted(500, null).seenMinute()).isZero();
        assertThat(counted(500, 600).seenMinute()).isEqualTo(600);
        assertThat(counted(500, 600, 599, 10).seenMinute()).isEqualTo(600);
        assertThat(counted(500, 600, 599, 10, 601, 20).seenMinute()).isEqualTo(601);
        assertThat(counted(500, null, 601, 20).seenMinute()).isEqualTo(601);
    }
}
