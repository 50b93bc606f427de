package nl.tafelzicht.engine.http.api;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Session;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.access.Viewpoint;

/**
 * Identifies the person or program that makes a request, by a bearer token or by the browser's cookie. A cookie counts
 * for a change only when the request comes from one of our own pages.
 */
public final class Authentication {

    public static final String COOKIE = "tafelzicht";
    private static final String BEARER = "Bearer ";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String SESSION = "session";

    private final Sessions sessions;
    private final List<String> origins;
    private final boolean trustProxy;
    private final String overTls;

    /**
     * @param pageUrl the hub's public address; when it begins with {@code https:}, browsers reach the hub over TLS
     *     only; or {@code null}
     */
    public Authentication(Sessions sessions, List<String> origins, boolean trustProxy, String pageUrl) {
        this.sessions = sessions;
        this.origins = origins;
        this.trustProxy = trustProxy;
        this.overTls = pageUrl != null && pageUrl.startsWith("https://")
                ? URI.create(pageUrl).getAuthority()
                : null;
    }

    /** Puts the session on the context, or fails with 401 or 403. */
    public void require(RoutingContext rc) {
        var request = rc.request();
        verify(request, !SAFE.contains(request.method()))
                .onSuccess(session -> {
                    rc.put(SESSION, session);
                    rc.next();
                })
                .onFailure(rc::fail);
    }

    /**
     * @param checkOrigin whether a cookie is accepted from our own pages only: for every change, and for a WebSocket
     */
    public Future<Session> verify(HttpServerRequest request, boolean checkOrigin) {
        var authorization = request.headers().get("Authorization");
        if (authorization != null) {
            if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                return Future.failedFuture(Problem.of(401, Explanation.of("bearer-expected")));
            }
            return sessions.verify(authorization.substring(BEARER.length()).strip());
        }
        var cookie = cookie(request.headers(), name(isSecure(request)));
        if (cookie == null) {
            return Future.failedFuture(Problem.of(401, Explanation.of("log-in-first")));
        }
        if (checkOrigin && !comesFromUs(request)) {
            return Future.failedFuture(Problem.of(403, Explanation.of("foreign-page")));
        }
        return sessions.verify(cookie);
    }

    private static String cookie(MultiMap headers, String name) {
        return headers.getAll("Cookie").stream()
                .flatMap(h -> Arrays.stream(h.split(";")))
                .map(String::strip)
                .filter(c -> c.startsWith(name + "="))
                .map(c -> c.substring(name.length() + 1))
                .findFirst()
                .orElse(null);
    }

    /**
     * The name of the cookie. Over TLS it has a prefix that browsers enforce: another host under the same domain can't
     * set a cookie of that name.
     */
    private static String name(boolean secure) {
        return secure ? "__Host-" + COOKIE : COOKIE;
    }

    /**
     * Whether a request comes from our own pages. A browser names the origin of the page that makes the request; other
     * sites can't forge it. Where the hub is reached over TLS, a page of this host over plain HTTP counts as another
     * site; where an unknown proxy may terminate TLS, the page over TLS counts as ours too.
     */
    public boolean comesFromUs(HttpServerRequest request) {
        var headers = request.headers();
        var origin = headers.get("Origin");
        if (origin == null) {
            return "same-origin".equals(headers.get("Sec-Fetch-Site"));
        }
        if (origins.contains(origin)) {
            return true;
        }
        try {
            var page = URI.create(origin);
            var host = headers.get("Host");
            boolean known = "https".equals(page.getScheme()) || "http".equals(page.getScheme()) && !isSecure(request);
            return known
                    && host != null
                    && page.getAuthority() != null
                    && withoutPort(host, page.getScheme())
                            .equalsIgnoreCase(withoutPort(page.getAuthority(), page.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutPort(String authority, String scheme) {
        var usual = scheme.equals("https") ? ":443" : ":80";
        return authority.endsWith(usual) ? authority.substring(0, authority.length() - usual.length()) : authority;
    }

    public Cookie cookie(RoutingContext rc, String token, Duration life) {
        boolean secure = isSecure(rc.request());
        return Cookie.cookie(name(secure), token)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setPath("/")
                .setSecure(secure)
                .setMaxAge(life.toSeconds());
    }

    /** Whether the browser speaks TLS to us, or to our proxy. */
    public boolean isSecure(HttpServerRequest request) {
        return request.isSSL()
                || overTls != null && overTls.equalsIgnoreCase(request.getHeader("Host"))
                || trustProxy
                        && "https".equals(SourceAddress.last(request.headers().getAll("X-Forwarded-Proto")));
    }

    /**
     * The network that a request comes from, for limiting the guessing of passwords and floods of requests; never
     * stored.
     */
    public String source(RoutingContext rc) {
        return SourceAddress.of(
                rc.request().headers(), rc.request().remoteAddress().hostAddress(), trustProxy);
    }

    public static Session session(RoutingContext rc) {
        return rc.get(SESSION);
    }

    public static Principal principal(RoutingContext rc) {
        return session(rc).principal();
    }

    /** @throws Problem 403 for a person who may not see content */
    public static Viewpoint viewpoint(Principal principal) {
        return Rights.viewpoint(principal).orElseThrow(() -> Problem.of(403, Explanation.of("sees-no-content")));
    }
}
