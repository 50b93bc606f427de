package nl.tafelzicht.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** What kind of body a request has. */
final class Bodies {

    /** No JSON that the API takes comes near it. */
    static final long MAX_JSON_BYTES = 64 * 1024L;

    private Bodies() { }

    /** @throws Problem 415 when the body is not JSON by its own word */
    static Buffer json(RoutingContext rc) {
        if (!mediaType(rc).equals("application/json")) throw Problem.of(415, "Content-Type: application/json is expected");
        return rc.body().buffer();
    }

    /** The media type without its parameters, in lower case; empty when there is none. */
    static String mediaType(RoutingContext rc) {
        var type = rc.request().getHeader("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
