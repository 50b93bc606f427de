package nl.tafelzicht.engine.http.api;

import io.vertx.ext.web.Router;
import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subject;

/** A {@link Subject} with routes of its own, where {@link ServedSubject} is not enough. */
public interface RoutedSubject {

    /** Routes that read a body themselves, as it arrives. */
    default void installStreaming(Router router, RouteDependencies dependencies) {}

    /** All others; bodies are read before. */
    void install(Router router, RouteDependencies dependencies);

    /** The kinds that can be escalated by hand. */
    default List<EscalationOffer<?>> escalatable() {
        return List.of();
    }
}
