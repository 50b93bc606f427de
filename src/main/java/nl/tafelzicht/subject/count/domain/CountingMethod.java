package nl.tafelzicht.subject.count.domain;

import java.util.Locale;
import nl.tafelzicht.election.Since;

/** How a municipality counts an election. */
@Since(2)
public enum CountingMethod {
    /** The station counts down to the candidate (model N 10-1); the municipal committee checks (Na 31-1). */
    DECENTRAL,
    /** The station counts lists; the municipal committee counts candidates the next day (N 10-2, Na 31-2). */
    CENTRAL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
