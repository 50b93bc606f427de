package nl.tafelzicht.engine.access;

import java.net.URI;

/**
 * Which OpenID Connect issuer says who people are.
 *
 * @param issuer as it names itself; its metadata are at {@code /.well-known/openid-configuration} under it
 * @param client the hub's id there, with its {@code secret}
 * @param audience that access tokens of programs are made for; {@code null} when none are taken
 * @param acr the class of authentication that every log-in must have, or {@code null} for any
 * @param callback where the issuer sends people back to
 * @param name of the issuer, for people
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

    /** The secret is nobody's to print. */
    @Override
    public String toString() {
        return "IssuerSettings[" + issuer + ", " + client + "]";
    }
}
