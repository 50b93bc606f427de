package nl.tafelzicht.engine.eventsourcing;

import java.time.Instant;
import nl.tafelzicht.election.Entity;

/**
 * A {@link Subject} whose entities are in the picture only while they are current. The journal has all of them: an
 * entity that is not in the picture is folded from its stream when somebody names it.
 *
 * @param <E> its events
 * @param <S> its entities
 */
public interface PassingSubject<E, S extends Entity> extends Subject<E, S> {

    /** Whether an entity is current. */
    boolean isCurrent(S entity);

    /**
     * Whether an event contains the whole entity, so that an entity that is not in the picture may enter it with this
     * event.
     */
    boolean enters(E event);

    /**
     * Whether an entity comes into the picture with an event that {@link #enters}.
     *
     * @param present number of entities in the picture already
     */
    boolean isAdmitted(S entity, E event, int present);

    /** When the entity was created. */
    Instant since(S entity);

    /** Whether an event of an entity that is not in the picture makes it current again. */
    boolean bringsBack(E event);

    /**
     * The event that brings it back.
     *
     * @param before the entity before the event that makes it current
     * @param now the entity after that event
     */
    E returned(S before, S now);
}
