package nl.tafelzicht.engine.http.admin;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import nl.tafelzicht.engine.http.api.AsOfResolver;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.seal.SignedCheckpoints;

/**
 * The signed checkpoints of the journal, for anybody: with a copy kept elsewhere one can show later whether anything
 * before it was changed.
 */
public final class StatementRoutes {

    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final SignedCheckpoints statements;
    private final OpenApi api;

    public StatementRoutes(SignedCheckpoints statements, OpenApi api) {
        this.statements = statements;
        this.api = api;
    }

    public void install(Router router) {
        router.get("/public/journal/statements").handler(this::list);
        router.get("/public/journal/batches").handler(this::batches);
        router.get("/public/journal/keys")
                .handler(rc -> rc.end(statements.publicKeys().toBuffer()));
    }

    private void list(RoutingContext rc) {
        var query = api.parameters("listStatements", "query", rc.queryParams());
        var before = query.has("after")
                ? AsOfResolver.parse("after", query.get("after").asText())
                : NEVER;
        int limit = query.get("limit").asInt();
        statements
                .newest(before, limit + 1)
                .onSuccess(found -> {
                    var page = found.subList(0, Math.min(limit, found.size()));
                    Pagination.end(
                            rc,
                            page,
                            found.size() > limit ? page.get(limit - 1).period().toString() : null);
                })
                .onFailure(rc::fail);
    }

    private void batches(RoutingContext rc) {
        var query = api.parameters("listBatches", "query", rc.queryParams());
        int limit = query.get("limit").asInt();
        statements
                .batches(query.get("after").asLong(), limit + 1)
                .onSuccess(found -> {
                    var page = found.subList(0, Math.min(limit, found.size()));
                    Pagination.end(
                            rc,
                            page,
                            found.size() > limit
                                    ? String.valueOf(page.get(limit - 1).last())
                                    : null);
                })
                .onFailure(rc::fail);
    }
}
