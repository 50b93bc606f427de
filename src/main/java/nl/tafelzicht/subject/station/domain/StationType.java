package nl.tafelzicht.subject.station.domain;

/**
 * Regular (regulier), special (bijzonder: other opening times or public) or mobile (mobiel: one row for each place).
 */
public enum StationType {
    REGULAR,
    SPECIAL,
    MOBILE;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
