package nl.tafelzicht.engine.eventsourcing;

import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;

/**
 * A {@link Subject} whose entities change when an entity of another subject changes, without an event of their own,
 * because that decides who may see them.
 *
 * @param <E> its events
 * @param <S> its entities
 */
public interface FollowingSubject<E, S extends Entity> extends Subject<E, S> {

    /**
     * The entities that change, in their new state. Pure.
     *
     * @param own all of this subject's entities; not read when the change does not concern them
     * @param kind of what changed; {@code seq} of the event that changed it
     */
    Stream<S> following(Stream<S> own, Kind<?> kind, Entity before, Entity after, long seq);
}
