package nl.tafelzicht.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The hashes that chain the journal's batches, written down a second time and in another language than the one that makes them ({@code journal_leaf}
 * and {@code journal_append} in PostgreSQL): what checks should not be what is checked.
 *
 * <pre>leaf  = SHA-256 of the event's eight fields, a line each
 * batch = SHA-256 of the hash of the batch before ‖ its leaves</pre>
 *
 * Not thread-safe.
 */
public final class HashChain {

    public static final int LENGTH = 32;

    private final MessageDigest digest;

    public HashChain() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What comes before the first batch. */
    public static byte[] beginning() {
        return new byte[LENGTH];
    }

    /** The hash of one event; {@code data} as PostgreSQL writes it. */
    public byte[] leaf(JournalEvent e) {
        var text = new StringBuilder(e.data().length() + 200).append(e.seq()).append('\n').append(e.id()).append('\n').append(e.stream()).append('\n').append(e.version()).append('\n')
                .append(e.type()).append('\n').append(ChronoUnit.MICROS.between(Instant.EPOCH, e.at())).append('\n').append(e.actor()).append('\n').append(e.data());
        return digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of a batch. */
    public byte[] batch(byte[] before, byte[] leaves) {
        digest.update(before);
        return digest.digest(leaves);
    }
}
