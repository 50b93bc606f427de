package nl.tafelzicht.subject.narrative.domain;

import java.util.Locale;
import nl.tafelzicht.election.Words;

/**
 * From whom an alert comes, rated as intelligence services do (NATO AJP-2.1, the Admiralty code).
 *
 * @param reliability of the source: A completely reliable to E unreliable, F can't be judged
 * @param credibility of what it says: 1 confirmed by others to 5 improbable, 6 can't be judged
 */
public record NarrativeSource(Kind kind, @Words String name, Reliability reliability, Integer credibility) {

    public enum Kind {
        MEDIA,
        FACT_CHECKER,
        MUNICIPALITY,
        INTELLIGENCE,
        EEAS,
        PLATFORM,
        PUBLIC,
        TABLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public enum Reliability {
        A,
        B,
        C,
        D,
        E,
        F
    }
}
