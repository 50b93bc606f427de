package nl.tafelzicht.subject.courier.domain;

import java.util.Locale;
import nl.tafelzicht.election.Since;

/** The status of a courier's trip. The transitions are in {@link CourierDecider}. */
@Since(2)
public enum CourierStatus {
    REQUESTED,
    UNDER_WAY,
    DELIVERED,
    CANCELLED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public boolean isOver() {
        return this == DELIVERED || this == CANCELLED;
    }

    @Override
    public String toString() {
        return word;
    }
}
