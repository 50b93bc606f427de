package nl.tafelzicht.election;

import java.util.Comparator;

/**
 * A kind of entity. Kinds are ordered by the place of their list.
 *
 * @param word one of them in a word: the first part of its streams, and the {@code kind} of one that left the picture
 * @param list the name of their list in {@code GET /picture} and in a frame
 * @param place where that list stands among the others; viewers need entities that others refer to first. Above 0, and
 *     of one kind alone
 * @param type of the entities
 */
public record Kind<S extends Entity>(String word, String list, int place, Class<S> type)
        implements Comparable<Kind<?>> {

    /** Comes before every kind that there is. */
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
