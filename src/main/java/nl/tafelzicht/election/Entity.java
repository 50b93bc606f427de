package nl.tafelzicht.election;

import java.util.function.Predicate;

/**
 * One entity of a subject as the picture holds it: the fold of its events in the journal, and what viewers get of it.
 * Immutable.
 */
public interface Entity {

    String id();

    /** Number of its events so far. An append names it, so that a decision on an outdated state is refused. */
    int version();

    /** {@code seq} of its last change. */
    long seq();

    /** Who may see it now. */
    Visibility visibility();

    /**
     * Who can see it now or could at any earlier time: these viewers are told when it is gone. The same as
     * {@link #visibility} when that never shrank.
     */
    default Visibility everVisible() {
        return visibility();
    }

    /** Who may read the content of one of its events, where that is a smaller audience than the entity's. */
    default Visibility visibilityOf(Object event) {
        return visibility();
    }

    /**
     * {@code seq} of the last change of the part that a list holds. The same as {@link #seq()} for an entity that is in
     * one list.
     */
    default long seqIn(Kind<?> list) {
        return seq();
    }

    /**
     * Whether it is in the lists. An entity that is not can be found by id only, to be told to viewers who saw it
     * before.
     */
    default boolean isListed() {
        return true;
    }

    /**
     * Whether a map that replays the day needs this change of one part.
     *
     * @param before the same entity before the change
     */
    default boolean looksDifferent(Kind<?> list, Entity before) {
        return true;
    }

    /** The part that is sent to viewers. */
    Object state();

    /** The part of it that a list holds. */
    default Object stateIn(Kind<?> list) {
        return state();
    }

    /**
     * The part for one viewer, without what was written before the viewer belonged to the audience.
     *
     * @param sees whether the viewer belongs to an audience
     * @return {@link #state()} itself when the viewer belongs to every audience that it ever had
     */
    default Object stateFor(Predicate<Visibility> sees) {
        return state();
    }

    /** The part that a list holds, for one viewer. */
    default Object stateIn(Kind<?> list, Predicate<Visibility> sees) {
        return stateFor(sees);
    }
}
