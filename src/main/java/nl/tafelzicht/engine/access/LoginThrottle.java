package nl.tafelzicht.engine.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows down the guessing of passwords. An attempt counts before its password is checked, so that simultaneous guesses
 * count like consecutive ones; success takes it back. Attempts are counted for each pair of account and source, and for
 * each source over all accounts; never for an account alone: otherwise anyone could lock a mayor out on election day by
 * failing in the mayor's name from elsewhere. A source from which many people logged in may fail more often: five
 * hundred chairs begin their day in one office. Thread-safe.
 */
final class LoginThrottle {

    /** Failures that have no consequence: people mistype. */
    private static final int FREE_FAILURES = 5;

    private static final int FREE_FAILURES_OF_SOURCE = 30;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LONGEST_OF_SOURCE = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 100_000;
    private static final int MOST_PEOPLE = 2_000;

    private record Failures(int count, Instant blockedUntil) {}

    private final Clock clock;
    private final Cache<String, Failures> ofPair = cache(MOST_REMEMBERED);
    private final Cache<String, Failures> ofSource = cache(MOST_REMEMBERED);
    /** The accounts that logged in from each source. */
    private final Cache<String, Set<String>> people = cache(MOST_REMEMBERED / 10);

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    private static <V> Cache<String, V> cache(int most) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(Duration.ofMinutes(30))
                .build();
    }

    /** How long an account must still wait for its next attempt from this source; zero when it may try. */
    Duration waitFor(String account, String source) {
        var pair = left(ofPair.getIfPresent(pair(account, source)));
        var all = left(ofSource.getIfPresent(source));
        return pair.compareTo(all) > 0 ? pair : all;
    }

    private Duration left(Failures f) {
        return f == null || !f.blockedUntil.isAfter(clock.instant())
                ? Duration.ZERO
                : Duration.between(clock.instant(), f.blockedUntil);
    }

    /**
     * Begins an attempt, which counts as failed until it succeeds.
     *
     * @return zero, or how long to wait; in the second case the attempt does not count and must not be made
     */
    synchronized Duration begin(String account, String source) {
        var wait = waitFor(account, source);
        if (!wait.isZero()) {
            return wait;
        }
        count(ofPair, pair(account, source), FREE_FAILURES, LONGEST);
        var known = people.getIfPresent(source);
        count(ofSource, source, FREE_FAILURES_OF_SOURCE + (known == null ? 0 : known.size()), LONGEST_OF_SOURCE);
        return Duration.ZERO;
    }

    private void count(Cache<String, Failures> of, String key, int free, Duration longest) {
        of.asMap().compute(key, (k, f) -> {
            int count = f == null ? 1 : f.count + 1;
            long seconds = count < free ? 0 : Math.min(longest.toSeconds(), 1L << Math.min(20, count - free));
            return new Failures(count, clock.instant().plusSeconds(seconds));
        });
    }

    /** The password was right. */
    synchronized void succeeded(String account, String source) {
        var known = people.get(source, s -> ConcurrentHashMap.newKeySet());
        if (known.size() < MOST_PEOPLE) {
            known.add(account);
        }
        ofPair.invalidate(pair(account, source));
        takeBack(ofSource, source);
    }

    /** It could not be determined whether the password was right. */
    synchronized void undone(String account, String source) {
        takeBack(ofPair, pair(account, source));
        takeBack(ofSource, source);
    }

    private void takeBack(Cache<String, Failures> of, String key) {
        of.asMap().computeIfPresent(key, (k, f) -> f.count <= 1 ? null : new Failures(f.count - 1, clock.instant()));
    }

    private static String pair(String account, String source) {
        return source + ' ' + account;
    }
}
