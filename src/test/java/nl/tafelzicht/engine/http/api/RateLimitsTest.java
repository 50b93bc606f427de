package nl.tafelzicht.engine.http.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final RateLimits.Rate THREE = new RateLimits.Rate("too-many-looks", 3, Duration.ofMinutes(1));
    private Instant now = Instant.parse("2026-03-18T12:00:00Z");
    private final RateLimits limits = new RateLimits(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        for (int i = 0; i < 3; i++) {
            limits.check(THREE, "a");
        }
        now = now.plusSeconds(20);
        assertThatThrownBy(() -> limits.check(THREE, "a")).isInstanceOfSatisfying(Problem.class, problem -> {
            org.assertj.core.api.Assertions.assertThat(problem.status()).isEqualTo(429);
            org.assertj.core.api.Assertions.assertThat(problem.retryAfterSeconds())
                    .isEqualTo(40);
        });
        now = now.plusSeconds(40);
        assertThatCode(() -> limits.check(THREE, "a")).as("a minute later").doesNotThrowAnyException();
    }

    @Test
    void oneDoesNotUseUpAnothersShareNorOneThingThatOfAnother() {
        for (int i = 0; i < 3; i++) {
            limits.check(THREE, "a");
        }
        assertThatCode(() -> limits.check(THREE, "b")).doesNotThrowAnyException();
        assertThatCode(() -> limits.check(new RateLimits.Rate("pictures", 1, Duration.ofMinutes(1)), "a"))
                .doesNotThrowAnyException();
    }
}
