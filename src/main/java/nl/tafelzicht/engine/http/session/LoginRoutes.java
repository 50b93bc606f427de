package nl.tafelzicht.engine.http.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Issuer;
import nl.tafelzicht.engine.access.Session;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.RateLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log-in through the issuer, for browsers; and the issuer's messages that somebody logged out.
 *
 * <pre>/login ─► the issuer ─► /login/callback?code&state ─► the page, with the hub's own cookie
 *                         └─ errors are shown on the log-in page</pre>
 *
 * The browser carries state, nonce and PKCE verifier in a cookie: so any node can handle its return.
 */
public final class LoginRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(LoginRoutes.class);
    private static final String COOKIE = "tafelzicht-login";
    private static final Duration ATTEMPT_LIFE = Duration.ofMinutes(10);
    private static final int LONGEST_LOGOUT_TOKEN = 16_384;
    /** From one source in a minute: each asks the issuer. */
    private static final RateLimits.Rate CALLBACKS = new RateLimits.Rate("too-many-log-ins", 60, Duration.ofMinutes(1));

    private final Vertx vertx;
    private final Sessions sessions;
    private final Issuer issuer;
    private final Authentication authentication;
    private final RateLimits limits;

    public LoginRoutes(Vertx vertx, Sessions sessions, Authentication authentication, RateLimits limits) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.issuer = sessions.issuer();
        this.authentication = authentication;
        this.limits = limits;
    }

    public void install(Router router) {
        if (issuer == null) {
            return;
        }
        router.get("/login").handler(this::begin);
        router.get("/login/callback").handler(this::back);
        router.get("/login/end").handler(this::end);
        Bodies.form(router.post("/login/backchannel"), LONGEST_LOGOUT_TOKEN).handler(this::loggedOut);
    }

    private void begin(RoutingContext rc) {
        var attempt = Issuer.Attempt.begin();
        vertx.executeBlocking(() -> issuer.authorization(attempt), false)
                .onSuccess(to -> {
                    rc.response()
                            .addCookie(cookie(
                                    rc,
                                    String.join(".", attempt.state(), attempt.nonce(), attempt.verifier()),
                                    ATTEMPT_LIFE));
                    go(rc, to.toString());
                })
                .onFailure(cause -> failed(rc, "unavailable", cause));
    }

    private void back(RoutingContext rc) {
        var attempt = attempt(rc);
        rc.response().addCookie(cookie(rc, "", Duration.ZERO));
        var code = rc.queryParams().get("code");
        if (attempt == null || !same(attempt.state(), rc.queryParams().get("state"))) {
            failed(rc, "again", new IllegalArgumentException("somebody came back who did not go from here"));
        } else if (code == null) {
            failed(
                    rc,
                    "refused",
                    new IllegalArgumentException(
                            "the issuer logs nobody in: " + rc.queryParams().get("error")));
        } else {
            limits.check(CALLBACKS, authentication.source(rc));
            sessions.logIn(code, attempt)
                    .onSuccess(session -> welcome(rc, session))
                    .onFailure(
                            cause -> failed(rc, cause instanceof Sessions.Denied ? "refused" : "unavailable", cause));
        }
    }

    private void welcome(RoutingContext rc, Session session) {
        rc.response()
                .addCookie(authentication.cookie(
                        rc, session.token(), Duration.between(session.issuedAt(), session.expiresAt())));
        go(rc, "/");
    }

    /** The hub's session is over already; this ends the issuer's session too. */
    private void end(RoutingContext rc) {
        Future<URI> to = vertx.executeBlocking(
                () -> issuer.logout(issuer.settings().callback().resolve("/")), false);
        to.onComplete(place -> go(rc, place == null ? "/" : place.toString()), cause -> go(rc, "/"));
    }

    private void loggedOut(RoutingContext rc) {
        rc.response().putHeader("Cache-Control", "no-store");
        limits.check(CALLBACKS, authentication.source(rc));
        var token = rc.request().getFormAttribute("logout_token");
        if (token == null) {
            throw Problem.field("logout_token", Explanation.of("missing"));
        }
        sessions.loggedOut(token)
                .onSuccess(done -> rc.response().setStatusCode(200).end())
                .onFailure(cause -> rc.fail(
                        cause instanceof Sessions.Denied
                                ? Problem.field("logout_token", Explanation.of("not-the-issuers"))
                                : cause));
    }

    private static void failed(RoutingContext rc, String why, Throwable cause) {
        LOG.info("a log-in by way of the issuer failed: {}", cause.getMessage());
        go(rc, "/?login=" + URLEncoder.encode(why, StandardCharsets.UTF_8));
    }

    private static void go(RoutingContext rc, String to) {
        rc.response()
                .setStatusCode(303)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Location", to)
                .end();
    }

    private Issuer.Attempt attempt(RoutingContext rc) {
        var cookie = rc.request().getCookie(name(authentication.isSecure(rc.request())));
        var parts = cookie == null ? new String[0] : cookie.getValue().split("\\.");
        return parts.length == 3 ? new Issuer.Attempt(parts[0], parts[1], parts[2]) : null;
    }

    private static boolean same(String one, String other) {
        return other != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(boolean secure) {
        return secure ? "__Host-" + COOKIE : COOKIE;
    }

    /** SameSite=Lax, since the browser comes back from another site. */
    private Cookie cookie(RoutingContext rc, String value, Duration life) {
        boolean secure = authentication.isSecure(rc.request());
        return Cookie.cookie(name(secure), value)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setPath("/")
                .setSecure(secure)
                .setMaxAge(life.toSeconds());
    }
}
