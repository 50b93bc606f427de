package nl.tafelzicht.engine.seal;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The head of the journal at one moment: its id, the last {@code seq}, and the hash of its last batch. When it is
 * signed and kept where those who can write to the database cannot reach it, it reveals any later change to earlier
 * events.
 *
 * @param journal the journal's id then; a restore gives it another, and leaves its past as it was
 * @param hash 32 bytes
 * @param sealedFrom from which {@code seq} on every event has a seal; {@code null} while nodes of earlier versions may
 *     write
 * @param restored how the journal came by its id; {@code null} when it has its first
 */
public record SignedCheckpoint(UUID journal, long seq, byte[] hash, Instant at, Long sealedFrom, Restore restored) {

    /**
     * A restore, or a standby that took over: until then the journal had another id, and reached no further than this
     * {@code seq}. Later events of the old journal are lost, and this journal has others in their place.
     */
    public record Restore(UUID from, long seq) {}

    static final String ISSUER = "tafelzicht-journal";

    JsonObject claims() {
        var claims = new JsonObject()
                .put("iss", ISSUER)
                .put("iat", at.getEpochSecond())
                .put("journal", journal.toString())
                .put("seq", seq)
                .put("hash", HexFormat.of().formatHex(hash));
        if (sealedFrom != null) {
            claims.put("sealedFrom", sealedFrom);
        }
        return restored == null
                ? claims
                : claims.put(
                        "restored",
                        new JsonObject().put("from", restored.from().toString()).put("seq", restored.seq()));
    }

    /** @throws IllegalArgumentException when they are not the claims of a checkpoint */
    static SignedCheckpoint of(JsonObject claims) {
        if (!ISSUER.equals(claims.getString("iss"))) {
            throw new IllegalArgumentException("is not a statement about a journal");
        }
        var restored = claims.getJsonObject("restored");
        return new SignedCheckpoint(
                UUID.fromString(claims.getString("journal")),
                claims.getLong("seq"),
                HexFormat.of().parseHex(claims.getString("hash")),
                Instant.ofEpochSecond(claims.getLong("iat")),
                claims.getLong("sealedFrom"),
                restored == null
                        ? null
                        : new Restore(UUID.fromString(restored.getString("from")), restored.getLong("seq")));
    }
}
