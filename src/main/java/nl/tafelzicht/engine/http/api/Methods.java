package nl.tafelzicht.engine.http.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import nl.tafelzicht.election.Explanation;

/** HTTP methods: HEAD is answered wherever GET is, and OPTIONS lists the allowed methods. */
public final class Methods {

    private Methods() {}

    /** Makes all routes for GET answer HEAD too: Vert.x leaves out the body by itself. */
    public static void answerHead(Router router) {
        for (var route : router.getRoutes()) {
            if (route.methods() != null && route.methods().contains(HttpMethod.GET)) {
                route.method(HttpMethod.HEAD);
            }
        }
    }

    /** The methods for which a router has a route at a path. */
    public static Set<String> at(Router router, String path) {
        var names = new LinkedHashSet<String>();
        for (var route : router.getRoutes()) {
            if (route.methods() != null && reaches(route, path)) {
                route.methods().forEach(method -> names.add(method.name()));
            }
        }
        return names;
    }

    private static boolean reaches(Route route, String path) {
        return route.getPath() != null
                && (route.isExactPath() ? route.getPath().equals(path) : path.startsWith(route.getPath()));
    }

    /** The value of {@code Allow}. */
    public static String allowed(Collection<String> methods) {
        var all = new LinkedHashSet<>(methods);
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        all.add("OPTIONS");
        return String.join(", ", all.stream().sorted().toList());
    }

    /**
     * Answers OPTIONS, for anybody; passes other requests on. (A route for OPTIONS only would turn every 404 into a
     * 405.)
     */
    public static void tellWhoAsks(RoutingContext rc, Supplier<Collection<String>> known) {
        if (rc.request().method() != HttpMethod.OPTIONS) {
            rc.next();
            return;
        }
        var methods = known.get();
        if (methods.isEmpty()) {
            throw Problem.of(404, Explanation.of("nothing-here"));
        }
        rc.response().setStatusCode(204).putHeader("Allow", allowed(methods)).end();
    }

    /** Allows pages of other origins to read public content: it needs no cookie. */
    public static void readableFromAnywhere(RoutingContext rc) {
        rc.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .putHeader("Access-Control-Expose-Headers", "API-Version, ETag, Link, Retry-After");
        if (rc.request().method() == HttpMethod.OPTIONS) {
            rc.response()
                    .putHeader("Access-Control-Allow-Methods", String.join(", ", List.of("GET", "HEAD", "OPTIONS")))
                    .putHeader("Access-Control-Allow-Headers", "Accept, If-None-Match")
                    .putHeader("Access-Control-Max-Age", "86400");
        }
        rc.next();
    }
}
