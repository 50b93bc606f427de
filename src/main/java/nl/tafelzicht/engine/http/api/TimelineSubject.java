package nl.tafelzicht.engine.http.api;

import java.util.UUID;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.engine.eventsourcing.Subject;

/**
 * A {@link Subject} whose events are said in another way in a timeline than they stand in the journal: with their
 * fields, for everyone who sees what they are of.
 *
 * @param <E> its events
 * @param <S> its entities
 */
public interface TimelineSubject<E, S extends Entity> extends Subject<E, S> {

    /** Whether everyone may read all that was ever said of its entities. */
    default boolean isOpen() {
        return false;
    }

    /**
     * Whether whoever may read an event may from then on read all that was said before it.
     *
     * @see Entity#visibilityOf
     */
    default boolean opensPast(E event) {
        return false;
    }

    /**
     * What happened, in a word.
     *
     * @param name of the event in the journal
     * @param version its place in its stream, from 1
     */
    default String timelineType(E event, String name, int version) {
        return name;
    }

    /** What is said of it: a record or a map. Has no field {@code seq}, {@code id} or {@code at}. */
    default Object timelineFields(E event) {
        return event;
    }

    /**
     * Whether it is not told who did it.
     *
     * @param entity as it is now; {@code null} when that is not known
     */
    default boolean shieldsActor(E event, S entity) {
        return false;
    }

    /** Whether an event says when it was seen, so that it may have come when something newer was known. */
    default boolean mayBeLate(E event) {
        return false;
    }

    /**
     * Whether it came so. Asked of events that {@link #mayBeLate} and of those before them.
     *
     * @param id of the event
     * @param after the entity right after it
     */
    default boolean isLate(E event, UUID id, S after) {
        return false;
    }
}
