package nl.tafelzicht.election;

/** How serious something is, in ascending order. */
public enum Severity {
    INFO,
    ATTENTION,
    URGENT,
    CRITICAL;

    private final String word = name().toLowerCase(java.util.Locale.ROOT);

    /** The worse of two. */
    public Severity or(Severity other) {
        return other != null && other.compareTo(this) > 0 ? other : this;
    }

    @Override
    public String toString() {
        return word;
    }
}
