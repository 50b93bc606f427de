package nl.tafelzicht.engine.http.server;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** The security headers of every answer: no content from elsewhere, no frames, no guessing of content types. */
final class SecurityHeaders {

    private static final Header NOT_KEPT = Header.of("Cache-Control", "no-store");

    private static final Header ONLY_TLS = Header.of("Strict-Transport-Security", "max-age=31536000");

    private final List<Header> always = new ArrayList<>();

    /** Checked and encoded once, not for each answer. */
    private record Header(CharSequence name, CharSequence value) {
        static Header of(String name, String value) {
            return new Header(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
        }
    }

    /** @param scriptHashes of the inline scripts, as {@code 'sha256-…'} */
    SecurityHeaders(String apiVersion, String scriptHashes) {
        always.add(Header.of(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self' " + scriptHashes
                        + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                        + "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"));
        always.add(Header.of("X-Content-Type-Options", "nosniff"));
        always.add(Header.of("Referrer-Policy", "no-referrer"));
        always.add(Header.of("Cross-Origin-Opener-Policy", "same-origin"));
        always.add(Header.of("Cross-Origin-Resource-Policy", "same-origin"));
        always.add(Header.of("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"));
        always.add(Header.of("API-Version", apiVersion));
    }

    void handle(RoutingContext rc) {
        var headers = rc.response().headers();
        for (var header : always) {
            headers.set(header.name, header.value);
        }
        if (rc.request().path().startsWith("/api/")) {
            headers.set(NOT_KEPT.name, NOT_KEPT.value);
        }
        if (rc.request().isSSL()) {
            headers.set(ONLY_TLS.name, ONLY_TLS.value);
        }
        rc.next();
    }
}
