package nl.tafelzicht.engine.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids derived from what they are for, so that two nodes or two attempts make the same id for the same thing: a client's
 * key, or a rule and its subject.
 */
public final class DerivedIds {

    private DerivedIds() {}

    /** A UUID of version 8, from SHA-256 of the parts, each on a line. */
    public static UUID of(String... parts) {
        try {
            var bytes = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
            return new UUID(bytes.getLong() & ~0xF000L | 0x8000L, bytes.getLong() & ~(3L << 62) | 2L << 62);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
