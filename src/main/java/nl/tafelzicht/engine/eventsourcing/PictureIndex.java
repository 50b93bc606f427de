package nl.tafelzicht.engine.eventsourcing;

import nl.tafelzicht.election.Entity;

/**
 * What a {@link Subject} keeps beside its entities in the picture, so that they are found otherwise than by their ids.
 * Folded with them: it follows from the entities that are there, and from nothing else. Immutable.
 *
 * @param <S> the subject's entities
 */
public interface PictureIndex<S extends Entity> {

    /**
     * After an entity changed.
     *
     * @param before {@code null} when it was not there
     * @param after {@code null} when it is not there any more
     * @return this very index when the change is nothing to it
     */
    PictureIndex<S> after(S before, S after);
}
