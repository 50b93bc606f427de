package nl.tafelzicht.engine.access;

import java.net.URI;

/**
 * Settings of the OpenID Connect issuer that identifies people.
 *
 * @param issuer its own identifier; its metadata are at {@code /.well-known/openid-configuration} under it
 * @param client the hub's id there, with its {@code secret}
 * @param audience that access tokens of programs must name; {@code null} when none are accepted
 * @param acr the class of authentication that every log-in must have, or {@code null} for any
 * @param callback the address to which the issuer sends people back
 * @param name of the issuer, shown to people
 */
public record IssuerSettings(
        URI issuer,
        String client,
        String secret,
        String audience,
        String acr,
        URI callback,
        String name,
        ClaimMapping claims) {

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "IssuerSettings[" + issuer + ", " + client + "]";
    }
}
