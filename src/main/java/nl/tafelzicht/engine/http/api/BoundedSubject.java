package nl.tafelzicht.engine.http.api;

import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subject;

/** A {@link Subject} of which something can become full, beside its tables: who runs the hub sees how near that is. */
public interface BoundedSubject {

    /**
     * Something that can become full.
     *
     * @param name in kebab-case
     * @param bytes whether it is measured in them; otherwise in numbers
     * @param node whether it is of the node that was asked; otherwise of the whole hub
     */
    record Bound(String name, double used, double most, boolean bytes, boolean node) {}

    List<Bound> bounds(HttpDependencies node);
}
