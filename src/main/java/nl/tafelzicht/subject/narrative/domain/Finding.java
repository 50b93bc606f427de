package nl.tafelzicht.subject.narrative.domain;

import java.util.List;
import java.util.Locale;

/**
 * How one assertion compares with what the stations report.
 *
 * @param restsOn the facts that decide it
 */
public record Finding(Assertion assertion, Standing standing, List<Fact.Key> restsOn) {

    /** Undecided: there is no recent report on it, or only an unverified one. */
    public enum Standing {
        CONTRADICTED,
        CONFIRMED,
        UNDECIDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The standing of a whole claim: confirmed as soon as one part is, contradicted when all parts are.
     *
     * @return {@code null} for a claim without assertions
     */
    public static Standing overall(List<Finding> findings) {
        if (findings.isEmpty()) {
            return null;
        }
        if (findings.stream().anyMatch(f -> f.standing == Standing.CONFIRMED)) {
            return Standing.CONFIRMED;
        }
        return findings.stream().allMatch(f -> f.standing == Standing.CONTRADICTED)
                ? Standing.CONTRADICTED
                : Standing.UNDECIDED;
    }
}
