package nl.tafelzicht.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many reports of the public, from one source and of all together, the desk gets before the rest waits in a queue of its own. A source is known by
 * the hash of its address with a salt that lives as long as this process: nothing of it is kept. Nothing is turned away: behind one address may be a
 * whole town. Thread-safe.
 */
final class SourceLimits {

    private static final int MOST_SOURCES = 100_000;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final byte[] salt = new byte[32];
    private final Cache<String, AtomicInteger> bySource = Caffeine.newBuilder().expireAfterWrite(WINDOW).maximumSize(MOST_SOURCES).build();
    private final Cache<Boolean, AtomicInteger> all = Caffeine.newBuilder().expireAfterWrite(MINUTE).build();
    private final int perSource;
    private final int perMinute;

    /** @param perSource in ten minutes; {@code perMinute} of all sources together */
    SourceLimits(int perSource, int perMinute) {
        this.perSource = perSource;
        this.perMinute = perMinute;
        new SecureRandom().nextBytes(salt);
    }

    /** Counts one more. @return whether it is above the limit */
    boolean isOver(String address) {
        boolean ofSource = bySource.get(hash(address), a -> new AtomicInteger()).incrementAndGet() > perSource;
        boolean ofAll = all.get(true, a -> new AtomicInteger()).incrementAndGet() > perMinute;
        return ofSource || ofAll;
    }

    private String hash(String address) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(address.getBytes(StandardCharsets.UTF_8)), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
