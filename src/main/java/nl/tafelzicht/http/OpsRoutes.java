package nl.tafelzicht.http;

import io.vertx.ext.web.Router;

/** For those who run the hub: is it alive, has it caught up, how is it doing. At the root, without a token. */
final class OpsRoutes {

    private final Services services;

    OpsRoutes(Services services) {
        this.services = services;
    }

    void install(Router router) {
        router.get("/health/live").handler(rc -> rc.response().putHeader("Content-Type", "application/json").end("{\"status\":\"UP\"}"));
        router.get("/health/ready").handler(rc -> {
            boolean ready = services.ready().getAsBoolean();
            rc.response().setStatusCode(ready ? 200 : 503).putHeader("Content-Type", "application/json")
                    .end("{\"status\":\"" + (ready ? "UP" : "DOWN") + "\",\"seq\":" + services.picture().get().seq() + "}");
        });
    }

    void installMetrics(Router router) {
        router.get("/metrics").handler(rc -> rc.response().putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8").end(services.metrics().scrape()));
    }
}
