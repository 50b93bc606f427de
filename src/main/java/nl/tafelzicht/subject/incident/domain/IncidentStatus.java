package nl.tafelzicht.subject.incident.domain;

import java.util.Locale;

/** The status of an incident. The transitions are in {@link IncidentDecider}. */
public enum IncidentStatus {
    /** Reported; not established yet. */
    REPORTED,
    /** Established by the desk. */
    VERIFIED,
    /** Under control. */
    CONTAINED,
    CLOSED,
    /** Found to be false, with a reason. */
    DISMISSED;

    /** Whether nothing more happens to it, unless it is opened again. */
    public boolean isOver() {
        return this == CLOSED || this == DISMISSED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
