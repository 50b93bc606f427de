package nl.tafelzicht.election;

import java.util.function.Predicate;

/**
 * What the picture holds of one subject: folded from its stream of the journal, and what its viewers get. Immutable.
 */
public interface Entity {

    String id();

    /** Number of its events so far; an append names it, so that a decision on an old state is refused. */
    int version();

    /** {@code seq} of its last change. */
    long seq();

    /** Who may see it now. */
    Visibility visibility();

    /**
     * Who could see it once, though perhaps not any more: they are told that it is gone. The same as
     * {@link #visibility} when that never shrank.
     */
    default Visibility everVisible() {
        return visibility();
    }

    /** Who may read what an event of it says, where that is for fewer than the rest of it. */
    default Visibility visibilityOf(Object event) {
        return visibility();
    }

    /**
     * {@code seq} of the last change of the half that a list holds. The same as {@link #seq()} for an entity that is in
     * one list.
     */
    default long seqIn(Kind<?> list) {
        return seq();
    }

    /** Whether it is there. One that is not is found by its id alone, for who has to be told so. */
    default boolean isListed() {
        return true;
    }

    /**
     * Whether a map that plays the day has to be told of this change of one half.
     *
     * @param before of the same entity
     */
    default boolean looksDifferent(Kind<?> list, Entity before) {
        return true;
    }

    /** The half that goes out to viewers. */
    Object state();

    /** The half of it that a list holds. */
    default Object stateIn(Kind<?> list) {
        return state();
    }

    /**
     * The same for one viewer: without what was said to others, before the viewer was of its audience. @param sees
     * whether the viewer is of an audience; {@link #state()} itself when that is so of all it ever had
     */
    default Object stateFor(Predicate<Visibility> sees) {
        return state();
    }

    /** The half that a list holds, for one viewer. */
    default Object stateIn(Kind<?> list, Predicate<Visibility> sees) {
        return stateFor(sees);
    }
}
