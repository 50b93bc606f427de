package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Waiting times through the day. Moments are minutes since 1970. */
class WaitsTest {

    private static Instant minute(long minute) {
        return Instant.ofEpochSecond(minute * 60);
    }

    private static Waits and(Waits before, Status status, Integer waiting, long minute) {
        return before.and(new StatusReport(status, waiting, null, null, null, null, null, null, null), minute(minute));
    }

    @Test
    void closedDoorsEndAWaitAndOpenOnesDoNot() {
        var waits = Waits.NONE.with(minute(100), 20);
        assertThat(and(waits, Status.CLOSED, null, 160).at(160)).isEqualTo(Waits.UNKNOWN);
        assertThat(and(waits, Status.OPEN, null, 160)).isEqualTo(waits);
        assertThat(and(waits, Status.SUSPENDED, null, 160)).isEqualTo(waits);
        assertThat(and(waits, null, null, 160)).isEqualTo(waits);
        assertThat(and(waits, Status.CLOSED, 5, 160).at(160))
                .as("people who are inside still wait")
                .isEqualTo(5);
        assertThat(and(Waits.NONE, Status.CLOSED, null, 160).size())
                .as("where nobody ever waited nothing ends")
                .isZero();
    }

    @Test
    void aWaitHoldsForNinetyMinutes() {
        var waits = Waits.NONE.with(minute(100), 20);
        assertThat(waits.at(99)).isEqualTo(Waits.UNKNOWN);
        assertThat(waits.at(100)).isEqualTo(20);
        assertThat(waits.at(190)).isEqualTo(20);
        assertThat(waits.at(191)).isEqualTo(Waits.UNKNOWN);
    }

    @Test
    void aQuarterOfAnHourHasTheLastObservationOfIt() {
        var waits = Waits.NONE.with(minute(149), 5).with(minute(150), 10).with(minute(164), 20);
        assertThat(waits.size()).isEqualTo(2);
        assertThat(waits.at(149)).isEqualTo(5);
        assertThat(waits.at(164)).isEqualTo(20);
        assertThat(waits.with(minute(155), 99)).as("arrived late").isEqualTo(waits);
        assertThat(waits.with(minute(164), 25).at(164)).as("of one minute").isEqualTo(25);
        assertThat(Waits.NONE.with(minute(150), 1).with(minute(150), 2).at(150)).isEqualTo(2);
        assertThat(waits.with(minute(165), 30).size()).as("the next quarter").isEqualTo(3);
    }

    @Test
    void theNewestStayAndTheOldestGo() {
        var waits = Waits.NONE;
        for (int i = 0; i < Waits.MOST; i++) {
            waits = waits.with(minute(15L * i), i);
        }
        assertThat(waits.size()).isEqualTo(Waits.MOST);
        assertThat(waits.at(0)).isZero();
        var more = waits.with(minute(15L * Waits.MOST), 7);
        assertThat(more.size()).isEqualTo(Waits.MOST);
        assertThat(more.at(0)).isEqualTo(Waits.UNKNOWN);
        assertThat(more.at(15)).isEqualTo(1);
        assertThat(more.at(15L * Waits.MOST)).isEqualTo(7);
    }

    @Test
    void twoAreTheSameWhenMomentsAndWaitsAre() {
        var one = Waits.NONE.with(minute(100), 20);
        assertThat(one)
                .isEqualTo(Waits.NONE.with(minute(100), 20))
                .hasSameHashCodeAs(Waits.NONE.with(minute(100), 20))
                .isNotEqualTo(Waits.NONE.with(minute(101), 20))
                .isNotEqualTo(Waits.NONE.with(minute(100), 21))
                .isNotEqualTo(Waits.NONE)
                .hasToString("[100][20]");
    }
}
