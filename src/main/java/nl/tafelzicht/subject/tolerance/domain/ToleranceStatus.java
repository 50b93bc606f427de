package nl.tafelzicht.subject.tolerance.domain;

import java.util.Locale;

public enum ToleranceStatus {
    PROPOSED,
    IN_FORCE,
    WITHDRAWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
