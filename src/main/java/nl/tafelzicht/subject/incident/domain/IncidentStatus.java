package nl.tafelzicht.subject.incident.domain;

import java.util.Locale;

/** How far an incident is. The steps between them are in {@link IncidentDecider}. */
public enum IncidentStatus {
    /** Somebody says so; nobody has established it. */
    REPORTED,
    /** Established by the desk. */
    VERIFIED,
    /** Under control. */
    CONTAINED,
    CLOSED,
    /** Found not to be so, with a reason. */
    DISMISSED;

    /** Nothing more happens to it, unless it is opened again. */
    public boolean isOver() {
        return this == CLOSED || this == DISMISSED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
