package nl.tafelzicht.subject.response.domain;

import java.time.Instant;
import java.util.Locale;

/** A platform's decision by its own terms; recorded by a person. */
public record Outcome(Decision decision, String note, String by, Instant at) {

    public enum Decision {
        REMOVED,
        RESTRICTED,
        LABELLED,
        NO_ACTION,
        NO_ANSWER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
