package nl.tafelzicht.subject.count.domain;

import java.util.Locale;
import java.util.Map;
import nl.tafelzicht.election.Since;

/**
 * Something in a count that somebody has to examine.
 *
 * @param code as in Abacus ({@code F.…} an error, {@code W.…} a warning); {@code P.…} for findings of the control
 *     protocol, {@code L.…} for contradictions with what the hub knows
 * @param unit of which reporting unit; {@code null} for the total
 * @param list number of the list that it is about; {@code null} when it is not about a list
 * @param numbers the values that were compared, by the letters of the official reports or by words
 */
@Since(2)
public record Finding(String code, String unit, Integer list, Map<String, Integer> numbers) {

    public enum Group {
        /** Impossible values. */
        ERRORS,
        /** Possible but unusual values. */
        WARNINGS,
        /** Findings of the Electoral Council's control protocol. */
        PROTOCOL,
        /** Contradictions with something else that the hub knows. */
        LIVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Group group() {
        return switch (code.charAt(0)) {
            case 'F' -> Group.ERRORS;
            case 'W' -> Group.WARNINGS;
            case 'P' -> Group.PROTOCOL;
            default -> Group.LIVE;
        };
    }
}
