package nl.tafelzicht.engine.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The hashes that chain the journal's batches, implemented a second time and in another language than the original
 * ({@code journal_leaf} and {@code journal_append} in PostgreSQL): the check should not share code with what it checks.
 *
 * <pre>leaf    = SHA-256 of the event's eight fields, a line each, and its salt, when it has words
 * seal    = SHA-256 of the same, with the words masked, and where they stand in place of the salt; the leaf itself when it has no words
 * content = SHA-256 of the leaves ‖ the seals
 * batch   = SHA-256 of the hash of the batch before ‖ 1 ‖ content
 * of earlier versions = SHA-256 of the hash of the batch before ‖ its leaves, without salt</pre>
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

    /** The hash before the first batch. */
    public static byte[] beginning() {
        return new byte[LENGTH];
    }

    /** The hash of one event; {@code data} as PostgreSQL writes it. */
    public byte[] leaf(JournalEvent e) {
        return hash(e, e.data(), null);
    }

    /** The hash of one event with its salt, {@code null} when it has no words. */
    public byte[] leaf(JournalEvent e, UUID salt) {
        return hash(e, e.data(), salt);
    }

    /** The hash that stays valid when its text is erased; {@code words} empty or {@code null} when it has none. */
    public byte[] seal(JournalEvent e, String masked, String words) {
        return hash(e, masked, words == null || words.isEmpty() ? null : words);
    }

    private byte[] hash(JournalEvent e, String data, Object last) {
        var text = new StringBuilder(data.length() + 250)
                .append(e.seq())
                .append('\n')
                .append(e.id())
                .append('\n')
                .append(e.stream())
                .append('\n')
                .append(e.version())
                .append('\n')
                .append(e.type())
                .append('\n')
                .append(ChronoUnit.MICROS.between(Instant.EPOCH, e.at()))
                .append('\n')
                .append(e.actor())
                .append('\n')
                .append(data);
        if (last != null) {
            text.append('\n').append(last);
        }
        return digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of the content of a batch, 32 bytes. */
    public byte[] content(byte[] leaves, byte[] seals) {
        digest.update(leaves);
        return digest.digest(seals);
    }

    /** The hash of a batch with seals. */
    public byte[] sealed(byte[] before, byte[] content) {
        digest.update(before);
        digest.update((byte) 1);
        return digest.digest(content);
    }

    /** The hash of a batch of earlier versions. */
    public byte[] batch(byte[] before, byte[] leaves) {
        digest.update(before);
        return digest.digest(leaves);
    }
}
