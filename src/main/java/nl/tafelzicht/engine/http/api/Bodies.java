package nl.tafelzicht.engine.http.api;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import nl.tafelzicht.election.Explanation;

/** Checks and reads the bodies of requests by their media type. */
public final class Bodies {

    /** Larger than any JSON that the API accepts. */
    public static final long MAX_JSON_BYTES = 64 * 1024L;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String READING = "reading";

    private Bodies() {}

    /** Reads the body of a request with JSON. A form is refused before it is parsed. */
    public static Handler<RoutingContext> json() {
        var reader = BodyHandler.create(false).setBodyLimit(MAX_JSON_BYTES);
        return rc -> {
            if (!isForm(rc)) {
                reader.handle(rc);
            } else if (hasBody(rc)) {
                throw Problem.of(415, Explanation.of("json-expected"));
            } else {
                rc.next();
            }
        };
    }

    /**
     * Reads the body of a request with a form. Multipart forms are refused: they are for files, which no form takes.
     *
     * @return the same route
     */
    public static Route form(Route route, long most) {
        var reader = BodyHandler.create(false).setBodyLimit(most);
        return route.handler(rc -> {
                    if (hasBody(rc) && !mediaType(rc).equals(FORM)) {
                        throw Problem.of(415, Explanation.of("content-type-expected", "type", FORM));
                    }
                    rc.put(READING, true);
                    reader.handle(rc);
                })
                .handler(rc -> {
                    rc.remove(READING);
                    rc.next();
                });
    }

    /** Whether the request failed because of a malformed form, such as a percent sign without two digits. */
    public static boolean isUnreadable(RoutingContext rc, Throwable cause) {
        return rc.get(READING) != null
                && (cause instanceof DecoderException || cause instanceof IllegalArgumentException);
    }

    private static boolean isForm(RoutingContext rc) {
        var type = mediaType(rc);
        return type.equals(FORM) || type.equals("multipart/form-data");
    }

    private static boolean hasBody(RoutingContext rc) {
        var length = rc.request().getHeader("Content-Length");
        return rc.request().headers().contains("Transfer-Encoding") || length != null && !length.equals("0");
    }

    /** @throws Problem 415 when the request does not declare its body as JSON */
    public static Buffer json(RoutingContext rc) {
        if (!mediaType(rc).equals("application/json")) {
            throw Problem.of(415, Explanation.of("json-expected"));
        }
        return rc.body().buffer();
    }

    /** The media type without its parameters, in lower case; empty when there is none. */
    public static String mediaType(RoutingContext rc) {
        var type = rc.request().getHeader("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
