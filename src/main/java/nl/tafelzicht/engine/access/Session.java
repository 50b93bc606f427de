package nl.tafelzicht.engine.access;

import java.time.Instant;

/**
 * A verified log-in.
 *
 * @param id the token's {@code jti}
 * @param begunAt when the password was given; {@code null} when another service identified the person, or for a token
 *     from before this was recorded: such a session can't be renewed
 * @param token the signed token itself
 */
public record Session(
        String id, Principal principal, Instant issuedAt, Instant expiresAt, Instant begunAt, String token) {

    /** Why a session is over. */
    public enum End {
        /** Logged out, ended by an administrator, or expired. */
        ENDED,
        /** The account's rights changed: the person must log in again. */
        RIGHTS_CHANGED
    }
}
