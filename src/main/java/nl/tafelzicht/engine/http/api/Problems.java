package nl.tafelzicht.engine.http.api;

import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.Unavailable;
import nl.tafelzicht.engine.journal.Unfoldable;
import nl.tafelzicht.engine.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps every error to one form: {@code application/problem+json}. Unexpected errors are logged, and the client only
 * learns that there was one.
 */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    /**
     * Classes of SQLSTATE that mean the database is not available: connection exception, insufficient resources,
     * operator intervention, system error, authorization (a changed password); a read-only server; and a lost conflict,
     * which may be tried again.
     */
    private static final Pattern AWAY = Pattern.compile("(08|28|53|57|58).{3}|25006|25P03|40001|40P01|55P03");

    private static final Pattern POOL = Pattern.compile("(?i)connection|pool|queue");

    /** Key in the context of requests that are answered with pages: its value shows a problem to the reader. */
    public static final String PAGE = "page";

    private final OpenApi api;

    public Problems(OpenApi api) {
        this.api = api;
    }

    public void install(Router router) {
        router.route().failureHandler(this::answer);
        router.errorHandler(404, rc -> send(rc, Problem.of(404, Explanation.of("nothing-here"))));
        router.errorHandler(405, rc -> {
            var path = rc.request().path();
            rc.response()
                    .putHeader(
                            "Allow",
                            Methods.allowed(
                                    path.startsWith(OpenApi.BASE + '/')
                                            ? api.methods(path)
                                            : Methods.at(router, path)));
            send(
                    rc,
                    Problem.of(
                            405,
                            Explanation.of(
                                    "method-not-possible",
                                    "method",
                                    rc.request().method())));
        });
        router.errorHandler(400, rc -> send(rc, Problem.of(400, Explanation.of("request-unreadable"))));
        router.errorHandler(413, rc -> send(rc, Problem.of(413, Explanation.of("body-too-large"))));
    }

    private void answer(RoutingContext rc) {
        if (rc.response().headWritten()) {
            rc.request().connection().close();
            return;
        }
        if (rc.failure() instanceof HttpClosedException) {
            return; // the client is gone
        }
        var problem = problem(rc);
        Consumer<Problem> page = rc.get(PAGE);
        if (page == null || problem.status() >= 500) {
            send(rc, problem);
        } else {
            page.accept(problem);
        }
    }

    private static Problem problem(RoutingContext rc) {
        var cause = rc.failure();
        if (cause instanceof Problem p) {
            return p;
        }
        if (cause instanceof Sessions.Denied d) {
            return d.retryAfter() == null ? Problem.of(401, d.words()) : Problem.later(429, d.words(), d.retryAfter());
        }
        if (cause instanceof Sessions.IssuerAway) {
            return Problem.later(503, Explanation.of("issuer-away"), SOON);
        }
        if (cause instanceof Unfoldable) {
            return Problem.later(503, Explanation.of("node-stuck"), SOON);
        }
        if (cause instanceof Unavailable away) {
            return Problem.later(503, away.words(), SOON);
        }
        if (cause instanceof ReplyException e) {
            return reply(rc, e);
        }
        if (isAway(cause)) {
            Trace.of(rc)
                    .log(() -> LOG.warn(
                            "{} {}: the database does not answer: {}",
                            rc.request().method(),
                            rc.normalizedPath(),
                            cause.toString()));
            return Problem.later(503, Explanation.of("database-away"), SOON);
        }
        if (Bodies.isUnreadable(rc, cause)) {
            return Problem.of(400, Explanation.of("form-unreadable"));
        }
        if (cause instanceof HttpException e && e.getStatusCode() < 500) {
            return Problem.of(e.getStatusCode(), Explanation.of("request-unanswerable"));
        }
        if (cause == null && rc.statusCode() >= 400 && rc.statusCode() < 500) {
            return Problem.of(
                    rc.statusCode(),
                    rc.statusCode() == 413 ? Explanation.of("body-too-large") : Explanation.of("request-unanswerable"));
        }
        var trace = Trace.of(rc);
        trace.log(() -> LOG.error("{} {} failed", rc.request().method(), rc.normalizedPath(), cause));
        return Problem.of(500, Explanation.of("internal-error", "trace", trace.traceId()));
    }

    /**
     * Whether PostgreSQL was not available: no connection, a broken connection, no free place in the pool in time, or a
     * server that shuts down, starts up or is full.
     */
    private static boolean isAway(Throwable cause) {
        if (cause instanceof PgException e) {
            return AWAY.matcher(e.getSqlState() == null ? "" : e.getSqlState()).matches();
        }
        if (cause instanceof IOException && !(cause instanceof FileSystemException)
                || cause instanceof TimeoutException) {
            return true;
        }
        return cause instanceof VertxException
                && (POOL.matcher(String.valueOf(cause.getMessage())).find()
                        || cause.getCause() != null && isAway(cause.getCause()));
    }

    private static Problem reply(RoutingContext rc, ReplyException e) {
        if (e.failureType() == ReplyFailure.RECIPIENT_FAILURE && e.failureCode() == JournalVerticle.Failure.REJECTED) {
            return Problem.field("", Explanation.of("not-storable"));
        }
        Trace.of(rc)
                .log(() -> LOG.warn(
                        "{} {}: told to come later: {}", rc.request().method(), rc.normalizedPath(), e.toString()));
        return Problem.later(503, Explanation.of("journal-busy"), SOON);
    }

    private static void send(RoutingContext rc, Problem problem) {
        if (rc.response().ended()) {
            return;
        }
        var response =
                rc.response().setStatusCode(problem.status()).putHeader("Content-Type", "application/problem+json");
        if (problem.retryAfterSeconds() != null) {
            response.putHeader("Retry-After", problem.retryAfterSeconds().toString());
        }
        if (problem.wantsUpgrade()) {
            response.putHeader("Upgrade", "websocket")
                    .putHeader("Connection", "Upgrade")
                    .putHeader("Sec-WebSocket-Version", "13");
        }
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.status() == 413) {
            response.putHeader("Connection", "close");
        }
        response.end(Buffer.buffer(Json.bytes(problem.details(rc.request().path(), Negotiation.language(rc)))));
        if (!rc.request().isEnded()) {
            rc.request().resume(); // an unread body would block its sender
        }
    }
}
