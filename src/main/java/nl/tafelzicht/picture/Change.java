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
        STATION("stations", "station"), STATUS("statuses", "status"), TOLERANCE_LIMIT("toleranceLimits", "tolerance-limit"), REPORT("reports", "report"), OVERFLOW("overflows", "overflow"), INCIDENT("incidents", "incident"),
        ESCALATION("escalations", "escalation"), DUTY("duties", "duty"), NARRATIVE("narratives", "narrative"), RESPONSE("responses", "response");

        private final String list;
        private final String word;

        Kind(String list, String word) {
            this.list = list;
            this.word = word;
        }

        /** The name of the list in {@code GET /picture} and in a frame. */
        public String list() {
            return list;
        }

        /** One of them: the {@code kind} of what is gone, and the first part of its stream. */
        public String word() {
            return word;
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
