package nl.tafelzicht.engine.eventsourcing;

import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;

/**
 * A {@link Subject} of which entities change when one of another subject does, without an event of their own: who may
 * see them depends on it.
 *
 * @param <E> its events
 * @param <S> its entities
 */
public interface FollowingSubject<E, S extends Entity> extends Subject<E, S> {

    /**
     * What changes, as it is then. Pure.
     *
     * @param own all of this subject's; not to be read when the change is nothing to them
     * @param kind of what changed; {@code seq} of the event that changed it
     */
    Stream<S> following(Stream<S> own, Kind<?> kind, Entity before, Entity after, long seq);
}
