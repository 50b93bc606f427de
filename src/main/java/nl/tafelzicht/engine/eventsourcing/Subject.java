package nl.tafelzicht.engine.eventsourcing;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;

/**
 * What the hub is about in one respect (stations, reports, limits …), as far as the engine has to know. Implementations
 * are stateless, have a public constructor without parameters, and are named in {@code META-INF/services}; that line is
 * all that registers a subject.
 *
 * @param <E> its events, a sealed type of records
 * @param <S> its entities
 */
public interface Subject<E, S extends Entity> {

    /** The kind of its entities. */
    Kind<S> kind();

    /**
     * All its lists in the picture; more than one where an entity has two halves (both lists are of its type, and each
     * has a {@code seq} of its own), or where something is counted beside the entities ({@link CountingSubject}).
     */
    default List<Kind<?>> lists() {
        return List.of(kind());
    }

    /** What it keeps to find its entities by, each as it is while there are none; always the same ones. */
    default List<? extends PictureIndex<S>> indexes() {
        return List.of();
    }

    /** The sealed type of its events. */
    Class<E> eventType();

    /**
     * The names under which its events stand in the journal. A name is for ever: journals of earlier versions have it.
     */
    Map<String, Class<? extends E>> events();

    /** Events that stand in streams of their own and make no entity, by their names. */
    default Map<String, Class<? extends Record>> records() {
        return Map.of();
    }

    /**
     * The entity after an event. Pure.
     *
     * @param before {@code null} for its first event
     */
    S evolve(S before, String id, E event, EventMetadata occurrence);
}
