package nl.tafelzicht.subject.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import nl.tafelzicht.engine.picture.CurrentPicture;
import org.junit.jupiter.api.Test;

class PublicCountsTest {

    private Instant now = Instant.parse("2026-03-18T22:00:00Z");

    private final Clock clock = new Clock() {
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
    };

    @Test
    void aPageIsMadeOnceInFiveSeconds() {
        var counts = new PublicCounts(new CurrentPicture(), clock, clock);
        var made = counts.page();
        now = now.plus(Duration.ofSeconds(5)).minusNanos(1);
        assertThat(counts.page()).isSameAs(made);
        now = now.plusNanos(1);
        assertThat(counts.page()).isNotSameAs(made);
        assertThat(counts.page().at()).isEqualTo(now);
    }
}
