package nl.tafelzicht.engine.http.api;

import java.util.UUID;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.engine.eventsourcing.Subject;

/**
 * A {@link Subject} whose events look different in a timeline than in the journal: they have other fields there, which
 * everyone who sees the entity may read.
 *
 * @param <E> its events
 * @param <S> its entities
 */
public interface TimelineSubject<E, S extends Entity> extends Subject<E, S> {

    /** Whether everyone may read the whole past of its entities. */
    default boolean isOpen() {
        return false;
    }

    /**
     * Whether everyone who may read this event may also read everything before it.
     *
     * @see Entity#visibilityOf
     */
    default boolean opensPast(E event) {
        return false;
    }

    /**
     * The type of the event, as a word.
     *
     * @param name of the event in the journal
     * @param version its place in its stream, from 1
     */
    default String timelineType(E event, String name, int version) {
        return name;
    }

    /** The fields of the event: a record or a map, without fields {@code seq}, {@code id} or {@code at}. */
    default Object timelineFields(E event) {
        return event;
    }

    /**
     * Whether the timeline hides who caused the event.
     *
     * @param entity as it is now; {@code null} when that is not known
     */
    default boolean shieldsActor(E event, S entity) {
        return false;
    }

    /** Whether an event states when it was observed, so that it may have arrived after something newer was known. */
    default boolean mayBeLate(E event) {
        return false;
    }

    /**
     * Whether the event arrived late. Called for events that {@link #mayBeLate} and the events before them.
     *
     * @param id of the event
     * @param after the entity right after it
     */
    default boolean isLate(E event, UUID id, S after) {
        return false;
    }
}
