package nl.tafelzicht.picture;

import java.util.Comparator;

/**
 * That an entity changed last at {@code seq}. Ordered by {@code seq}; one event may change several entities.
 *
 * @param id the entity's within its kind
 */
public record Change(long seq, Kind kind, String id) implements Comparable<Change> {

    /** The kinds of entity, in the order in which a viewer needs them; each is a list of the picture. */
    public enum Kind {
        STATION("stations"), STATUS("statuses");

        private final String list;

        Kind(String list) {
            this.list = list;
        }

        /** The name of the list in {@code GET /picture} and in a frame. */
        public String list() {
            return list;
        }
    }

    private static final Comparator<Change> ORDER = Comparator.comparingLong(Change::seq).thenComparing(Change::kind).thenComparing(Change::id);

    /** Comes after every change up to {@code seq}, and before all later ones. */
    static Change endOf(long seq) {
        return new Change(seq + 1, Kind.STATION, "");
    }

    @Override
    public int compareTo(Change other) {
        return ORDER.compare(this, other);
    }
}
