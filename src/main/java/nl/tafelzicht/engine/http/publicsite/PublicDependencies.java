package nl.tafelzicht.engine.http.publicsite;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.OpenApi;

/**
 * What the public routes of subjects depend on, on one event loop.
 *
 * @param pages router at the root
 * @param api router below {@code /api/v1}, before authentication; bodies below {@code /public} are read before
 * @param node what all event loops of a node share
 */
public record PublicDependencies(
        Vertx vertx,
        Router pages,
        Router api,
        HttpDependencies node,
        Authentication authentication,
        OpenApi openApi,
        LocationResolver locations) {}
