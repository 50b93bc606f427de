package nl.tafelzicht.engine.access;

import java.time.Instant;

/**
 * A log-in that was verified.
 *
 * @param id the token's {@code jti}
 * @param token the signed token itself
 */
public record Session(String id, Principal principal, Instant issuedAt, Instant expiresAt, String token) {

    /** Why a session is over. */
    public enum End {
        /** Logged out, ended by whoever runs the hub, or its time has run out. */
        ENDED,
        /** The account's rights changed: log in anew. */
        RIGHTS_CHANGED
    }
}
