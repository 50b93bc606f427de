package nl.tafelzicht.subject.narrative.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import nl.tafelzicht.election.Tlp;

/**
 * Common parts of reading and writing STIX 2.1 bundles: identifiers, times, and the TLP marking definitions of OASIS.
 */
final class Stix {

    static final String VERSION = "2.1";
    /** The extension by which OASIS defines the TLP 2.0 markings. */
    static final String TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    static final Map<Tlp, String> MARKINGS = new EnumMap<>(Map.of(
            Tlp.CLEAR,
            "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
            Tlp.GREEN,
            "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
            Tlp.AMBER,
            "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
            Tlp.AMBER_STRICT,
            "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
            Tlp.RED,
            "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"));
    /** By id; includes those of TLP 1.0, which others still send. */
    static final Map<String, Tlp> BY_MARKING = new HashMap<>(Map.of(
            "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
            Tlp.CLEAR,
            "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
            Tlp.GREEN,
            "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
            Tlp.AMBER,
            "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
            Tlp.RED));

    static {
        MARKINGS.forEach((tlp, id) -> BY_MARKING.put(id, tlp));
    }

    /** The external reference of a municipality: its CBS code. */
    static final String CBS = "CBS";

    /** STIX requires milliseconds, even when they are 0. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Stix() {}

    /**
     * An identifier derived from its content, so that the same thing has the same one in every bundle (UUID version 5).
     */
    static String id(String type, String... parts) {
        try {
            var bytes = ByteBuffer.wrap(MessageDigest.getInstance("SHA-1")
                    .digest(("tafelzicht/" + type + "/" + String.join("/", parts)).getBytes(StandardCharsets.UTF_8)));
            return type + "--"
                    + new UUID(bytes.getLong() & ~0xF000L | 0x5000L, bytes.getLong() & ~(3L << 62) | 2L << 62);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    static String time(Instant at) {
        return TIME.format(at);
    }
}
