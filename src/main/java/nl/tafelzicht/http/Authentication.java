package nl.tafelzicht.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.access.Principal;
import nl.tafelzicht.access.Rights;
import nl.tafelzicht.access.Session;
import nl.tafelzicht.access.Sessions;
import nl.tafelzicht.access.Viewpoint;

/**
 * Who makes a request: by a bearer token, or by the browser's cookie. A cookie is only taken for a change when the request says that it
 * comes from one of our own pages.
 */
final class Authentication {

    static final String COOKIE = "tafelzicht";
    private static final String BEARER = "Bearer ";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String SESSION = "session";

    private final Sessions sessions;
    private final List<String> origins;
    private final boolean trustProxy;

    Authentication(Sessions sessions, List<String> origins, boolean trustProxy) {
        this.sessions = sessions;
        this.origins = origins;
        this.trustProxy = trustProxy;
    }

    /** Puts the session on the context, or fails with 401 or 403. */
    void require(RoutingContext rc) {
        var request = rc.request();
        verify(request.headers(), !SAFE.contains(request.method()))
                .onSuccess(session -> {
                    rc.put(SESSION, session);
                    rc.next();
                })
                .onFailure(rc::fail);
    }

    /** @param checkOrigin whether a cookie is only taken from our own pages: for every change, and for a WebSocket */
    Future<Session> verify(MultiMap headers, boolean checkOrigin) {
        var authorization = headers.get("Authorization");
        if (authorization != null) {
            if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) return Future.failedFuture(Problem.of(401, "a bearer token is expected"));
            return sessions.verify(authorization.substring(BEARER.length()).strip());
        }
        var cookie = cookie(headers);
        if (cookie == null) return Future.failedFuture(Problem.of(401, "log in first"));
        if (checkOrigin && !comesFromUs(headers)) return Future.failedFuture(Problem.of(403, "the request does not come from a page of this hub"));
        return sessions.verify(cookie);
    }

    private static String cookie(MultiMap headers) {
        return headers.getAll("Cookie").stream().flatMap(h -> Arrays.stream(h.split(";"))).map(String::strip)
                .filter(c -> c.startsWith(COOKIE + "=")).map(c -> c.substring(COOKIE.length() + 1)).findFirst().orElse(null);
    }

    /** A browser names the origin of the page that makes the request; other sites can't forge it. */
    boolean comesFromUs(MultiMap headers) {
        var origin = headers.get("Origin");
        if (origin == null) return "same-origin".equals(headers.get("Sec-Fetch-Site"));
        if (origins.contains(origin)) return true;
        try {
            var host = headers.get("Host");
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Cookie cookie(RoutingContext rc, String token, Duration life) {
        return Cookie.cookie(COOKIE, token).setHttpOnly(true).setSameSite(CookieSameSite.STRICT).setPath("/").setSecure(isSecure(rc)).setMaxAge(life.toSeconds());
    }

    /** Whether the browser speaks to us, or to our proxy, over TLS. */
    boolean isSecure(RoutingContext rc) {
        return rc.request().isSSL() || trustProxy && "https".equals(SourceAddress.last(rc.request().headers().getAll("X-Forwarded-Proto")));
    }

    /** The network that a request comes from, for slowing down whoever guesses passwords or floods; never stored. */
    String source(RoutingContext rc) {
        return SourceAddress.of(rc.request().headers(), rc.request().remoteAddress().hostAddress(), trustProxy);
    }

    static Session session(RoutingContext rc) {
        return rc.get(SESSION);
    }

    static Principal principal(RoutingContext rc) {
        return session(rc).principal();
    }

    /** @throws Problem 403 for somebody who may not look at content at all */
    static Viewpoint viewpoint(Principal principal) {
        return Rights.viewpoint(principal).orElseThrow(() -> Problem.of(403, "your role sees no content"));
    }
}
