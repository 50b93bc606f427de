package nl.tafelzicht.engine.picture;

import java.util.Comparator;
import nl.tafelzicht.election.Kind;

/**
 * The last change of an entity, at {@code seq}. Ordered by {@code seq}; one event may change several entities.
 *
 * @param id the entity's within its kind
 */
public record Change(long seq, Kind kind, String id) implements Comparable<Change> {

    private static final Comparator<Change> ORDER = Comparator.comparingLong(Change::seq)
            .thenComparingInt(change -> change.kind.place())
            .thenComparing(Change::id);

    /** Sorts after every change up to {@code seq}, and before all later ones. */
    static Change endOf(long seq) {
        return new Change(seq + 1, Kind.FIRST, "");
    }

    @Override
    public int compareTo(Change other) {
        return ORDER.compare(this, other);
    }
}
