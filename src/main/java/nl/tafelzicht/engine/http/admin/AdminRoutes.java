package nl.tafelzicht.engine.http.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.operation.Nodes;

/**
 * For who runs the hub, and sees none of its content: how each node is doing, and ending the sessions of an account.
 */
public final class AdminRoutes {

    private static final int LONGEST_NAME = 200;

    private record Found(List<Nodes.Heard> items) {}

    private final Sessions sessions;
    private final Nodes nodes;

    public AdminRoutes(HttpDependencies dependencies) {
        this.sessions = dependencies.sessions();
        this.nodes = dependencies.nodes();
    }

    public void install(Router router) {
        router.get("/nodes").handler(this::listNodes);
        router.delete("/accounts/:name/sessions").handler(this::endSessions);
    }

    private void listNodes(RoutingContext rc) {
        mayOperate(rc);
        nodes.all()
                .onSuccess(all -> rc.end(Buffer.buffer(Json.bytes(new Found(all)))))
                .onFailure(rc::fail);
    }

    private void endSessions(RoutingContext rc) {
        mayOperate(rc);
        var name = rc.pathParam("name");
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.of(404, Explanation.of("unknown-account"));
        }
        sessions.endAll(name)
                .onSuccess(ended -> rc.response().setStatusCode(204).end())
                .onFailure(rc::fail);
    }

    private static void mayOperate(RoutingContext rc) {
        if (!Rights.mayOperate(Authentication.principal(rc))) {
            throw Problem.of(403, Explanation.of("admin-only"));
        }
    }
}
