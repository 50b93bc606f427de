package nl.tafelzicht.engine.http.api;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.StoredReports;
import nl.tafelzicht.subject.report.domain.Report;

/**
 * The reports that a request names, in its path or its body: those that are not in the picture are folded from the
 * journal before the request is handled, so that whoever handles it need not know where a report is.
 */
public final class Named {

    private static final String KEY = "named-reports";
    /** As many as a body may name. */
    private static final int MOST = 1_000;

    private final CurrentPicture picture;
    private final StoredReports stored;

    public Named(CurrentPicture picture, StoredReports stored) {
        this.picture = picture;
        this.stored = stored;
    }

    /** Before the routes that need it, and after the body was read. */
    public void install(Router router) {
        router.route("/reports/:id").handler(rc -> load(rc, Set.of(rc.pathParam("id"))));
        router.route("/reports/:id/*").handler(rc -> load(rc, Set.of(rc.pathParam("id"))));
        router.post("/incidents").handler(rc -> load(rc, ofBody(rc)));
        router.post("/incidents/:id/*").handler(rc -> load(rc, ofBody(rc)));
        router.post("/escalations").handler(rc -> load(rc, ofBody(rc)));
    }

    private void load(RoutingContext rc, Set<String> ids) {
        var now = picture.get();
        var missing = ids.stream().filter(id -> now.report(id) == null).toList();
        add(
                rc,
                ids.stream()
                        .map(now::report)
                        .filter(Objects::nonNull)
                        .toList()); // it may leave the picture before its turn comes
        if (missing.isEmpty()) {
            rc.next();
            return;
        }
        stored.load(missing)
                .onSuccess(found -> {
                    add(rc, found);
                    rc.next();
                })
                .onFailure(rc::fail);
    }

    /** What does not parse is refused later, by those who know what should be there. */
    private static Set<String> ofBody(RoutingContext rc) {
        var ids = new LinkedHashSet<String>();
        try {
            var body = rc.body().asJsonObject(MOST * 100);
            if (body == null) {
                return ids;
            }
            if (body.getValue("reports") instanceof JsonArray named) {
                named.stream().limit(MOST).forEach(id -> ids.add(String.valueOf(id)));
            }
            if (body.getValue("subject") instanceof JsonObject subject && "report".equals(subject.getValue("kind"))) {
                ids.add(String.valueOf(subject.getValue("id")));
            }
        } catch (DecodeException | ClassCastException | IllegalStateException wrong) {
            return Set.of();
        }
        return ids;
    }

    /** What is known of the request's reports from elsewhere. */
    public static void add(RoutingContext rc, List<Report> reports) {
        Map<String, Report> named = rc.get(KEY);
        var all = named == null ? new HashMap<String, Report>() : new HashMap<>(named);
        reports.forEach(r -> all.put(r.id(), r));
        rc.put(KEY, all);
    }

    /** @return the report, wherever it is, or {@code null} */
    public static Report report(RoutingContext rc, CurrentPicture picture, String id) {
        var now = picture.get().report(id);
        if (now != null) {
            return now;
        }
        Map<String, Report> named = rc.get(KEY);
        return named == null ? null : named.get(id);
    }
}
