package nl.tafelzicht.engine.http.publicsite;

import io.vertx.core.Vertx;
import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.http.api.HttpDependencies;

/** A {@link Subject} with a public part, which anybody may read or write to without an account: a page, and JSON. */
public interface PublicSubject {

    /** Creates its public part, once for a node; runs on any thread. */
    PublicPart open(Vertx vertx, HttpDependencies node);

    /**
     * Paths below {@code /api/v1} that pages of other sites may read, too; a star at the end matches everything that
     * follows.
     */
    default List<String> readableFromAnywhere() {
        return List.of();
    }

    /** Its part of the public site. */
    @FunctionalInterface
    interface PublicPart {

        /** Installs its routes on one event loop. */
        void install(PublicDependencies dependencies);
    }
}
