package nl.tafelzicht.subject.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Work that a page does for its reporter when the hub is busy, so that a flood is costly for its sender. The page
 * searches for a number such that the SHA-256 of “key minute number text” begins with sixteen zero bits: some 65,000
 * attempts, a second on a phone. It is bound to one report and to a few minutes, so that it can't be reused; the hub
 * hands out and stores nothing.
 */
final class Proof {

    static final String HEADER = "Proof-Of-Work";
    static final int ZERO_BITS = 16;
    private static final long MOST_MINUTES = 10;

    private Proof() {}

    /**
     * @param proof {@code MINUTE:NUMBER}, or {@code null}
     * @param key of the submission
     */
    static boolean holds(String proof, UUID key, String text, Instant now) {
        if (proof == null || !proof.matches("\\d{1,10}:\\d{1,18}")) {
            return false;
        }
        long minute = Long.parseLong(proof.substring(0, proof.indexOf(':')));
        long age = now.getEpochSecond() / Duration.ofMinutes(1).toSeconds() - minute;
        return age >= -1
                && age <= MOST_MINUTES
                && zeroBits(key + " " + minute + " " + proof.substring(proof.indexOf(':') + 1) + " " + text)
                        >= ZERO_BITS;
    }

    private static int zeroBits(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            int bits = 0;
            for (byte b : hash) {
                if (b == 0) {
                    bits += 8;
                } else {
                    return bits + Integer.numberOfLeadingZeros(b & 0xff) - 24;
                }
            }
            return bits;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
