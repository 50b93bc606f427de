package nl.tafelzicht.engine.http.session;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Session;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;

/** Logging in and out, and information about the current session. */
public final class SessionRoutes {

    private record Credentials(String username, String password) {}

    private record Opened(String token, Instant expiresAt, Principal principal) {}

    private final Sessions sessions;
    private final Authentication authentication;
    private final OpenApi api;

    public SessionRoutes(Sessions sessions, Authentication authentication, OpenApi api) {
        this.sessions = sessions;
        this.authentication = authentication;
        this.api = api;
    }

    /** The only route of the API that needs no session. */
    public void installOpen(Router router) {
        router.post("/sessions").handler(this::logIn);
    }

    public void install(Router router) {
        router.get("/sessions/current").handler(rc -> rc.end(Buffer.buffer(Json.bytes(Authentication.principal(rc)))));
        router.delete("/sessions/current").handler(this::logOut);
        router.post("/sessions/current/renewals").handler(this::renew);
        router.post("/live/tickets").handler(this::ticket);
    }

    /** A browser that states its origin must come from our own pages: no other site may log somebody in here. */
    private void logIn(RoutingContext rc) {
        if (rc.request().getHeader("Origin") != null && !authentication.comesFromUs(rc.request())) {
            throw Problem.of(403, Explanation.of("foreign-page"));
        }
        var credentials = api.body("logIn", Bodies.json(rc), Credentials.class);
        sessions.logIn(credentials.username, credentials.password, authentication.source(rc))
                .onSuccess(session -> opened(rc, session))
                .onFailure(rc::fail);
    }

    private void opened(RoutingContext rc, Session session) {
        var life = Duration.between(session.issuedAt(), session.expiresAt());
        rc.response()
                .addCookie(authentication.cookie(rc, session.token(), life))
                .setStatusCode(201)
                .putHeader("Location", OpenApi.BASE + "/sessions/current")
                .end(Buffer.buffer(Json.bytes(new Opened(session.token(), session.expiresAt(), session.principal()))));
    }

    /** For an unattended screen, at which nobody enters a password for days. */
    private void renew(RoutingContext rc) {
        sessions.renew(Authentication.session(rc))
                .onSuccess(session -> opened(rc, session))
                .onFailure(cause ->
                        rc.fail(cause instanceof Sessions.Denied denied ? Problem.of(403, denied.words()) : cause));
    }

    private void logOut(RoutingContext rc) {
        sessions.end(Authentication.session(rc))
                .onSuccess(ended -> rc.response()
                        .addCookie(authentication.cookie(rc, "", Duration.ZERO))
                        .setStatusCode(204)
                        .end())
                .onFailure(rc::fail);
    }

    private void ticket(RoutingContext rc) {
        Authentication.viewpoint(Authentication.principal(rc));
        sessions.ticket(Authentication.session(rc))
                .onSuccess(ticket -> rc.response().setStatusCode(201).end(Buffer.buffer(Json.bytes(ticket))))
                .onFailure(rc::fail);
    }
}
