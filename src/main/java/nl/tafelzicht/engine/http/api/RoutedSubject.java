package nl.tafelzicht.engine.http.api;

import io.vertx.ext.web.Router;
import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subject;

/** A {@link Subject} with routes of its own, where {@link ServedSubject} is not enough. */
public interface RoutedSubject {

    /** Installs routes that read a streamed body themselves. */
    default void installStreaming(Router router, RouteDependencies dependencies) {}

    /** Installs all other routes; bodies are read before. */
    void install(Router router, RouteDependencies dependencies);

    /** The kinds that can be escalated by hand. */
    default List<EscalationOffer<?>> escalatable() {
        return List.of();
    }
}
