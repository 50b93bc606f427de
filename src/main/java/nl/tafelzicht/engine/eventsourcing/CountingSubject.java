package nl.tafelzicht.engine.eventsourcing;

import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;

/**
 * A {@link Subject} with counters: entities without events of their own, which count other entities' events, including
 * those of entities that are not in the picture.
 *
 * @param <E> its events
 * @param <S> its entities
 * @param <C> its counters
 */
public interface CountingSubject<E, S extends Entity, C extends Entity> extends Subject<E, S> {

    Kind<C> counter();

    /** @return the id of the counter that an event touches, or {@code null} */
    String counted(E event);

    /**
     * The counter after an event that touches it. Pure.
     *
     * @param before {@code null} when nothing was counted there yet
     * @return {@code before} itself when nothing changed, including {@code null}
     */
    C count(C before, E event, EventMetadata occurrence);
}
