package nl.tafelzicht.engine.access;

import java.time.Instant;

/**
 * A log-in that was verified.
 *
 * @param id the token's {@code jti}
 * @param begunAt when the password was given that it goes back to; {@code null} where another service said who this is,
 *     or the hub did not yet note it: such a session is not renewed
 * @param token the signed token itself
 */
public record Session(
        String id, Principal principal, Instant issuedAt, Instant expiresAt, Instant begunAt, String token) {

    /** Why a session is over. */
    public enum End {
        /** Logged out, ended by whoever runs the hub, or its time has run out. */
        ENDED,
        /** The account's rights changed: log in anew. */
        RIGHTS_CHANGED
    }
}
