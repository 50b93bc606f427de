package nl.tafelzicht.engine.http.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.json.Json;

/** Liveness, readiness and metrics, for operators. At the root, without a token. */
final class OpsRoutes {

    /** @param reason in words, when it is not ready */
    private record Readiness(String status, long seq, String reason) {}

    private final HttpDependencies dependencies;

    OpsRoutes(HttpDependencies dependencies) {
        this.dependencies = dependencies;
    }

    void install(Router router) {
        router.get("/health/live").handler(rc -> rc.response()
                .putHeader("Content-Type", "application/json")
                .end("{\"status\":\"UP\"}"));
        router.get("/health/ready").handler(rc -> {
            var why = dependencies.notReady().get();
            rc.response()
                    .setStatusCode(why == null ? 200 : 503)
                    .putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(Json.bytes(new Readiness(
                            why == null ? "UP" : "DOWN",
                            dependencies.picture().get().seq(),
                            why))));
        });
    }

    void installMetrics(Router router) {
        router.get("/metrics").handler(rc -> rc.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(dependencies.metrics().scrape()));
    }
}
