package nl.tafelzicht.subject.escalation.domain;

import java.util.Locale;

public enum EscalationStatus {
    OPEN,
    ACKNOWLEDGED,
    RESOLVED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
