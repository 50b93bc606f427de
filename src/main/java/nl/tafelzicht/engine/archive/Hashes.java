package nl.tafelzicht.engine.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import nl.tafelzicht.engine.json.Json;

/** SHA-256, in lower-case hex. */
public final class Hashes {

    private static final int FINGERPRINT = 12;

    private Hashes() {}

    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Twelve hex digits of the hash of a value's JSON, to tell two values apart. */
    public static String fingerprint(Object value) {
        return sha256(Json.sorted(Json.MAPPER.valueToTree(value))).substring(0, FINGERPRINT);
    }

    /** The hash of a text in UTF-8. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
