package nl.tafelzicht.engine.http.api;

import java.util.List;
import nl.tafelzicht.engine.eventsourcing.Subject;

/** A {@link Subject} with bounds other than those of its tables: administrators see how near each is. */
public interface BoundedSubject {

    /**
     * A bound.
     *
     * @param name in kebab-case
     * @param bytes whether it is measured in bytes; otherwise it is a number
     * @param node whether it applies to the node that was asked; otherwise to the whole hub
     */
    record Bound(String name, double used, double most, boolean bytes, boolean node) {}

    List<Bound> bounds(HttpDependencies node);
}
