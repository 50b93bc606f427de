package nl.tafelzicht.subject.count.domain;

import java.util.Locale;
import java.util.Map;
import nl.tafelzicht.election.Since;

/**
 * Something in a count that has to be looked at.
 *
 * @param code as Abacus has it ({@code F.…} an error, {@code W.…} a warning); {@code P.…} for what the control protocol
 *     looks for, {@code L.…} for what shows only beside what the hub knows
 * @param unit of which reporting unit; {@code null} for the total
 * @param list number of the list that it is about; {@code null} when it is about none
 * @param numbers what was compared with what, by the letters of the official reports or by words
 */
@Since(2)
public record Finding(String code, String unit, Integer list, Map<String, Integer> numbers) {

    public enum Group {
        /** What cannot be. */
        ERRORS,
        /** What can be, and seldom is. */
        WARNINGS,
        /** What the Electoral Council's control protocol looks for. */
        PROTOCOL,
        /** What contradicts something else that the hub knows. */
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
