package nl.tafelzicht.engine.http.publicsite;

import io.vertx.ext.web.Router;
import nl.tafelzicht.engine.http.api.HttpDependencies;

/** A subject of which anybody may read something, without an account: on a page, and as JSON. */
public interface PublicSubject {

    /**
     * @param pages at the root
     * @param api below {@code /api/v1}, before anybody has to log in
     */
    void installPublic(Router pages, Router api, HttpDependencies dependencies);
}
