package nl.tafelzicht.engine.eventsourcing;

import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Entity;

/**
 * A {@link Subject} with so many entities that a page does not wait for all of them: its first view shows the ones that
 * stand out, and figures of all.
 *
 * @param <E> its events
 * @param <S> its entities
 */
public interface SummarisedSubject<E, S extends Entity> extends Subject<E, S> {

    /**
     * What a first view contains of a subject.
     *
     * @param first ids of the entities that stand out; bounded by the subject
     * @param figures of all entities, as they are written for viewers; {@code null} without
     */
    record Summary(Set<String> first, Object figures) {}

    /**
     * Pure.
     *
     * @param seen all entities that a viewer may see, in the order of their last change
     */
    Summary summary(List<S> seen);
}
