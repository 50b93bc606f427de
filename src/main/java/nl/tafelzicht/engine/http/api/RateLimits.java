package nl.tafelzicht.engine.http.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import nl.tafelzicht.election.Explanation;

/**
 * How often an account or a source may make expensive requests: looking back, imports, pictures, log-ins by way of the
 * issuer. Status reports have no limit, since they keep the picture true. Each node counts for itself, in windows that
 * begin with the first request. Thread-safe.
 */
public final class RateLimits {

    private static final int MOST_ASKERS = 100_000;
    private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    /** The number of requests allowed in a window of time. */
    public record Rate(String code, int most, Duration window) {}

    private record Window(Instant until, int count) {}

    private final Clock clock;
    private final Cache<String, Window> windows = Caffeine.newBuilder()
            .maximumSize(MOST_ASKERS)
            .expireAfterWrite(LONGEST_WINDOW)
            .build();

    public RateLimits(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts one request.
     *
     * @param asker the account, or the source when there is none
     * @throws Problem 429 that says when to try again
     */
    public void check(Rate rate, String asker) {
        var now = clock.instant();
        var window = windows.asMap()
                .compute(
                        rate.code + ' ' + asker,
                        (k, w) -> w == null || !w.until.isAfter(now)
                                ? new Window(now.plus(rate.window), 1)
                                : new Window(w.until, w.count + 1));
        if (window.count > rate.most) {
            throw Problem.later(
                    429,
                    Explanation.of(rate.code, "most", rate.most, "seconds", rate.window.toSeconds()),
                    Duration.between(now, window.until));
        }
    }
}
