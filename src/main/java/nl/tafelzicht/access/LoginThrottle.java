package nl.tafelzicht.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down whoever keeps guessing. Counts failures for each pair of account and source, never for an account alone: otherwise anyone could lock a
 * mayor out on the day by failing in the mayor's name from elsewhere. Thread-safe.
 */
final class LoginThrottle {

    /** Failures without consequence: people mistype. */
    private static final int FREE_FAILURES = 5;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private record Failures(int count, Instant blockedUntil) { }

    private final Clock clock;
    private final Cache<String, Failures> failures = Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofMinutes(30)).build();

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long this pair still has to wait; zero when it may try. */
    Duration waitFor(String account, String source) {
        var f = failures.getIfPresent(key(account, source));
        if (f == null || !f.blockedUntil.isAfter(clock.instant())) return Duration.ZERO;
        return Duration.between(clock.instant(), f.blockedUntil);
    }

    void failed(String account, String source) {
        failures.asMap().compute(key(account, source), (k, f) -> {
            int count = f == null ? 1 : f.count + 1;
            long seconds = count < FREE_FAILURES ? 0 : Math.min(LONGEST.toSeconds(), 1L << Math.min(20, count - FREE_FAILURES));
            return new Failures(count, clock.instant().plusSeconds(seconds));
        });
    }

    void succeeded(String account, String source) {
        failures.invalidate(key(account, source));
    }

    private static String key(String account, String source) {
        return source + ' ' + account;
    }
}
