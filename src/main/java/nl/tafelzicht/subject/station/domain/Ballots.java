package nl.tafelzicht.subject.station.domain;

/** The stock of ballot papers at a station. */
public enum Ballots {
    SUFFICIENT,
    LOW,
    OUT;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
