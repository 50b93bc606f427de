package nl.tafelzicht.engine.access;

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

    private void fail(int times, String account, String source) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.begin(account, source)).isZero();
        }
    }

    @Test
    void whoMistypesAFewTimesWaitsForNothingAndWhoGoesOnWaitsLongerEachTime() {
        fail(4, "mayor", "10.0.0.1");
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isZero();
        fail(1, "mayor", "10.0.0.1");
        var first = throttle.waitFor("mayor", "10.0.0.1");
        assertThat(first).isEqualTo(Duration.ofSeconds(1));
        clock.now = clock.now.plus(first);
        fail(1, "mayor", "10.0.0.1");
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 40; i++) {
            clock.now = clock.now.plus(throttle.waitFor("mayor", "10.0.0.1"));
            fail(1, "mayor", "10.0.0.1");
        }
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isEqualTo(Duration.ofMinutes(5));
    }

    /** None of them is known to be wrong yet when the next begins. */
    @Test
    void guessesMadeAtTheSameTimeCountLikeThoseMadeOneAfterAnother() {
        fail(5, "mayor", "10.0.0.1");
        for (int i = 0; i < 200; i++) {
            assertThat(throttle.begin("mayor", "10.0.0.1")).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void aSourceThatGoesFromAccountToAccountIsSlowedDown() {
        int tried = 0;
        for (int account = 0; account < 12; account++) {
            for (int i = 0; i < 4; i++) {
                if (throttle.begin("chair-" + account, "10.0.0.1").isZero()) {
                    tried++;
                }
            }
        }
        assertThat(tried).isEqualTo(30);
        assertThat(throttle.waitFor("somebody else", "10.0.0.1")).isPositive();
        assertThat(throttle.waitFor("chair-1", "10.0.0.2")).isZero();
    }

    @Test
    void anOfficeInWhichFiveHundredLogInAndOneInTenMistypesIsNot() {
        for (int chair = 0; chair < 500; chair++) {
            if (chair % 10 == 9) {
                fail(1, "chair-" + chair, "10.0.0.1");
            }
            fail(1, "chair-" + chair, "10.0.0.1");
            throttle.succeeded("chair-" + chair, "10.0.0.1");
        }
    }

    @Test
    void nobodyCanLockSomebodyElseOut() {
        for (int i = 0; i < 50; i++) {
            throttle.begin("mayor", "10.6.6.6");
        }
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isZero();
    }

    @Test
    void successForgivesWhatWentBefore() {
        fail(4, "mayor", "10.0.0.1");
        throttle.succeeded("mayor", "10.0.0.1");
        fail(4, "mayor", "10.0.0.1");
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isZero();
    }

    @Test
    void whatCouldNotBeFoundOutDoesNotCount() {
        for (int i = 0; i < 100; i++) {
            fail(1, "mayor", "10.0.0.1");
            throttle.undone("mayor", "10.0.0.1");
        }
        assertThat(throttle.waitFor("mayor", "10.0.0.1")).isZero();
    }
}
