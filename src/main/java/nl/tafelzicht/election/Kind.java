package nl.tafelzicht.election;

import java.util.Comparator;

/**
 * A kind of entity. Kinds are ordered by the place of their list.
 *
 * @param word the singular: the first part of its streams, and the {@code kind} of an entity that left the picture
 * @param list the name of their list in {@code GET /picture} and in a frame
 * @param place position of that list among the others, since viewers need the entities that others refer to first;
 *     above 0, and unique
 * @param type of the entities
 */
public record Kind<S extends Entity>(String word, String list, int place, Class<S> type)
        implements Comparable<Kind<?>> {

    /** Sorts before every kind. */
    public static final Kind<Entity> FIRST = new Kind<>("", "", 0, Entity.class);

    private static final Comparator<Kind<?>> ORDER = Comparator.comparingInt(Kind::place);

    /** The stream of one of these entities. */
    public String stream(String id) {
        return word + "/" + id;
    }

    @Override
    public int compareTo(Kind<?> other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return word;
    }
}
