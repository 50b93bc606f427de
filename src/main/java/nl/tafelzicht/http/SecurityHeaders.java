package nl.tafelzicht.http;

import io.vertx.ext.web.RoutingContext;

/** The headers of every answer: nothing from outside, nothing framed, nothing guessed. */
final class SecurityHeaders {

    private final String apiVersion;
    private final String policy;

    /** @param scriptHashes of the scripts that stand in the page itself, as {@code 'sha256-…'} */
    SecurityHeaders(String apiVersion, String scriptHashes) {
        this.apiVersion = apiVersion;
        this.policy = "default-src 'none'; script-src 'self' " + scriptHashes + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                + "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    void handle(RoutingContext rc) {
        rc.response().putHeader("Content-Security-Policy", policy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
                .putHeader("API-Version", apiVersion);
        if (rc.request().path().startsWith("/api/")) rc.response().putHeader("Cache-Control", "no-store");
        rc.next();
    }
}
