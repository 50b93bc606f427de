package nl.tafelzicht.engine.http.server;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request: method and path, result, duration and account. A request whose answer was not sent
 * completely has the result {@code cut}. Never logs a body, a query, a header, or the receipt of a public report.
 */
final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("request");

    private static final Pattern RECEIPT = Pattern.compile("(/public/reports/)[^/]+");

    private RequestLog() {}

    static void handle(RoutingContext rc) {
        if (LOG.isInfoEnabled()) {
            long start = System.nanoTime();
            rc.addEndHandler(end -> {
                var session = Authentication.session(rc);
                Trace.of(rc)
                        .log(() -> LOG.info(
                                "{} {} {} {} ms {}",
                                rc.request().method(),
                                RECEIPT.matcher(rc.request().path()).replaceFirst("$1…"),
                                end.succeeded() ? rc.response().getStatusCode() : "cut",
                                (System.nanoTime() - start) / 100_000 / 10.0,
                                session == null ? "-" : session.principal().name()));
            });
        }
        rc.next();
    }
}
