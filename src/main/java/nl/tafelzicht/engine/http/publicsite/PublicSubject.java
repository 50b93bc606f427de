package nl.tafelzicht.engine.http.publicsite;

import io.vertx.core.Vertx;
import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.http.api.HttpDependencies;

/** A {@link Subject} of which anybody may read or say something, without an account: on a page, and as JSON. */
public interface PublicSubject {

    /** What it has there, made once for a node; runs on any thread. */
    PublicPart open(Vertx vertx, HttpDependencies node);

    /**
     * Paths below {@code /api/v1} that pages of other sites may read, too; a star at the end stands for all that
     * follows.
     */
    default List<String> readableFromAnywhere() {
        return List.of();
    }

    /** Its part of the public site. */
    @FunctionalInterface
    interface PublicPart {

        /** Its routes on one event loop. */
        void install(PublicDependencies dependencies);
    }
}
