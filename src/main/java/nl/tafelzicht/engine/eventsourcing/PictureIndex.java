package nl.tafelzicht.engine.eventsourcing;

import nl.tafelzicht.election.Entity;

/**
 * An index that a {@link Subject} keeps in the picture, to find entities other than by their ids. It is folded with the
 * entities and depends on nothing else. Immutable.
 *
 * @param <S> the subject's entities
 */
public interface PictureIndex<S extends Entity> {

    /**
     * The index after an entity changed.
     *
     * @param before {@code null} when it was not in the picture
     * @param after {@code null} when it is no longer in the picture
     * @return this very index when the change does not concern it
     */
    PictureIndex<S> after(S before, S after);
}
