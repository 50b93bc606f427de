package nl.tafelzicht.engine.http.admin;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import nl.tafelzicht.election.AccessRecorded;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;

/**
 * The disclosure log of things marked RED, for auditors. They see what it was about only when they are among its
 * recipients.
 */
public final class ReadingRoutes {

    private static final String TYPE = "access-recorded";

    private final HttpDependencies dependencies;
    private final OpenApi api;

    private record Reading(long seq, Instant at, String reader, String kind, String id, long version, String way) {}

    public ReadingRoutes(HttpDependencies dependencies, OpenApi api) {
        this.dependencies = dependencies;
        this.api = api;
    }

    public void install(Router router) {
        router.get("/readings").handler(this::list);
    }

    private void list(RoutingContext rc) {
        if (!Authentication.principal(rc).roles().contains(Role.AUDITOR)) {
            throw Problem.of(403, Explanation.of("auditor-only"));
        }
        var query = api.parameters("listReadings", "query", rc.queryParams());
        long before = query.has("after") ? query.get("after").asLong() : Long.MAX_VALUE;
        int limit = query.get("limit").asInt();
        dependencies
                .journal()
                .readType(TYPE, before, limit + 1)
                .onSuccess(events -> {
                    var page = events.subList(0, Math.min(limit, events.size())).stream()
                            .map(e -> {
                                var r = Json.read(e.data(), AccessRecorded.class);
                                return new Reading(e.seq(), e.at(), r.reader(), r.kind(), r.id(), r.seq(), r.way());
                            })
                            .toList();
                    Pagination.end(
                            rc,
                            page,
                            events.size() > limit ? page.get(limit - 1).seq() : null);
                })
                .onFailure(rc::fail);
    }
}
