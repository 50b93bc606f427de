package nl.tafelzicht.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Turns a client's idempotency key into the id that its event has in the journal. */
final class IdempotencyKeys {

    private IdempotencyKeys() { }

    /** The same account, subject and key give the same id (a UUID of version 8, from SHA-256); another account's key is another one. */
    static UUID eventId(String account, String subject, String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest((account + '\n' + subject + '\n' + key).getBytes(StandardCharsets.UTF_8));
            var bytes = ByteBuffer.wrap(digest);
            return new UUID(bytes.getLong() & ~0xF000L | 0x8000L, bytes.getLong() & ~(3L << 62) | 2L << 62);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
