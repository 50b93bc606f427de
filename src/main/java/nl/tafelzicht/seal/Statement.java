package nl.tafelzicht.seal;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What was so at a moment: the journal of this id reached to this {@code seq}, and its last batch had this hash. Signed, and kept where those who can
 * write to the database can't reach it, it shows any later change to what came before.
 *
 * @param journal the journal's id then; a restore gives it another, and leaves its past as it was
 * @param hash    32 bytes
 */
public record Statement(UUID journal, long seq, byte[] hash, Instant at) {

    static final String ISSUER = "tafelzicht-journal";

    JsonObject claims() {
        return new JsonObject().put("iss", ISSUER).put("iat", at.getEpochSecond()).put("journal", journal.toString()).put("seq", seq).put("hash", HexFormat.of().formatHex(hash));
    }

    /** @throws IllegalArgumentException when they are not those of a statement */
    static Statement of(JsonObject claims) {
        if (!ISSUER.equals(claims.getString("iss"))) throw new IllegalArgumentException("is not a statement about a journal");
        return new Statement(UUID.fromString(claims.getString("journal")), claims.getLong("seq"), HexFormat.of().parseHex(claims.getString("hash")), Instant.ofEpochSecond(claims.getLong("iat")));
    }
}
