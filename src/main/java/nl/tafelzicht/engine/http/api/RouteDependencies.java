package nl.tafelzicht.engine.http.api;

import io.vertx.core.Vertx;

/**
 * What the routes of subjects depend on, on one event loop.
 *
 * @param node what all event loops of a node share
 */
public record RouteDependencies(
        Vertx vertx,
        HttpDependencies node,
        OpenApi api,
        EntityEndpoint entities,
        Named named,
        LocationResolver locations,
        AsOfResolver asOf,
        Presence presence,
        RateLimits limits,
        Timelines timelines) {}
