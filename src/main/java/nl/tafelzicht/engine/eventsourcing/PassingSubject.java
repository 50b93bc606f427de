package nl.tafelzicht.engine.eventsourcing;

import java.time.Instant;
import nl.tafelzicht.election.Entity;

/**
 * A {@link Subject} whose entities are in the picture while they are a matter of now. The journal has all of them: what
 * is not in the picture is folded from its stream when somebody names it.
 *
 * @param <E> its events
 * @param <S> its entities
 */
public interface PassingSubject<E, S extends Entity> extends Subject<E, S> {

    /** Whether an entity is a matter of now. */
    boolean isCurrent(S entity);

    /** Whether an event says all that there is to know of an entity, so that one that is not there may come with it. */
    boolean enters(E event);

    /**
     * Whether an entity comes into the picture with an event that {@link #enters}.
     *
     * @param present how many are there already
     */
    boolean isAdmitted(S entity, E event, int present);

    /** When it came into being. */
    Instant since(S entity);

    /** Whether an event of an entity that is not there makes it a matter of now. */
    boolean bringsBack(E event);

    /**
     * The event that brings it back.
     *
     * @param before as it was before what makes it a matter of now
     * @param now as it is after that
     */
    E returned(S before, S now);
}
