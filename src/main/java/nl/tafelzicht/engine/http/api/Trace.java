package nl.tafelzicht.engine.http.api;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Identifies a request in our log and in others': the ids of W3C Trace Context, taken from the caller's
 * {@code traceparent}, or made here. The log has them under the names of OpenTelemetry, {@code trace_id} and
 * {@code span_id}.
 */
public record Trace(String traceId, String spanId) {

    private static final String KEY = "trace";
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}.*");
    private static final String NO_TRACE = "0".repeat(32);

    /** Created on the first call for a request. */
    public static Trace of(RoutingContext rc) {
        Trace known = rc.get(KEY);
        if (known != null) {
            return known;
        }
        var trace = new Trace(traceId(rc.request().getHeader("traceparent")), random(8));
        rc.put(KEY, trace);
        return trace;
    }

    private static String traceId(String traceparent) {
        var found = traceparent == null ? null : TRACEPARENT.matcher(traceparent);
        return found != null && found.matches() && !found.group(1).equals(NO_TRACE) ? found.group(1) : random(16);
    }

    private static String random(int bytes) {
        var id = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** Logs something about this request. */
    public void log(Runnable line) {
        try (var trace = MDC.putCloseable("trace_id", traceId);
                var span = MDC.putCloseable("span_id", spanId)) {
            line.run();
        }
    }
}
