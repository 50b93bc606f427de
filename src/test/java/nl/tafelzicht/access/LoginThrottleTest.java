package nl.tafelzicht.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final class MovedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final MovedClock clock = new MovedClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void whoMistypesAFewTimesWaitsForNothingAndWhoGoesOnWaitsLongerEachTime() {
        for (int i = 0; i < 4; i++) throttle.failed("mayor", "10.0.0.1");
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isZero();
        throttle.failed("mayor", "10.0.0.1");
        var first = throttle.waitFor("mayor", "10.0.0.1");
        throttle.failed("mayor", "10.0.0.1");
        assertThat(first).isPositive();
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isGreaterThan(first);
        for (int i = 0; i < 40; i++) throttle.failed("mayor", "10.0.0.1");
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isLessThanOrEqualTo(Duration.ofMinutes(5));
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isZero();
    }

    @Test
    void nobodyCanLockSomebodyElseOut() {
        for (int i = 0; i < 50; i++) throttle.failed("mayor", "10.6.6.6");
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isZero();
    }

    @Test
    void successForgivesWhatWentBefore() {
        for (int i = 0; i < 4; i++) throttle.failed("mayor", "10.0.0.1");
        throttle.succeeded("mayor", "10.0.0.1");
        throttle.failed("mayor", "10.0.0.1");
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isZero();
    }
}
