package nl.tafelzicht.subject.narrative.domain;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The life cycle of a narrative alert.
 *
 * <pre>
 * reported ─► assessed ⇄ answered (a response was carried out)
 *     │          ⇅           ⇅
 *     │       monitored (deliberately nothing)
 *     ▼          ▼           ▼
 *   closed ─► assessed (opened again, with a reason)
 * </pre>
 */
public enum NarrativeStatus {
    REPORTED,
    ASSESSED,
    ANSWERED,
    MONITORED,
    CLOSED;

    /** The statuses that the desk can set; answered and monitored follow from a response. */
    public Set<NarrativeStatus> next() {
        return switch (this) {
            case REPORTED -> EnumSet.of(ASSESSED, CLOSED);
            case ASSESSED -> EnumSet.of(CLOSED);
            case ANSWERED, MONITORED -> EnumSet.of(ASSESSED, CLOSED);
            case CLOSED -> EnumSet.of(ASSESSED);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
