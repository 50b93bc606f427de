package nl.tafelzicht.engine.eventsourcing;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;

/**
 * One subject of the hub (stations, reports, limits …), as far as the engine has to know it. Implementations are
 * stateless, have a public constructor without parameters, and are named in {@code META-INF/services}; that line is all
 * that registers a subject.
 *
 * @param <E> its events, a sealed type of records
 * @param <S> its entities
 */
public interface Subject<E, S extends Entity> {

    /** The kind of its entities. */
    Kind<S> kind();

    /**
     * All its lists in the picture: more than one where an entity has two parts (both lists have its type, and each has
     * its own {@code seq}), or where there are counters beside the entities ({@link CountingSubject}).
     */
    default List<Kind<?>> lists() {
        return List.of(kind());
    }

    /** Its indexes, empty; always the same instances. */
    default List<? extends PictureIndex<S>> indexes() {
        return List.of();
    }

    /** The sealed type of its events. */
    Class<E> eventType();

    /** The names of its events in the journal. A name must never change: journals of earlier versions contain it. */
    Map<String, Class<? extends E>> events();

    /** Events in streams of their own that make no entity, by their names. */
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
