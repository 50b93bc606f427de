package nl.tafelzicht.subject.count.domain;

import java.util.Map;

/**
 * Something in a count that has to be looked at.
 *
 * @param code as Abacus has it ({@code F.…} an error, {@code W.…} a warning), or a word of the control protocol
 * @param unit of which reporting unit; {@code null} for the total
 * @param list number of the list that it is about; {@code null} when it is about none
 * @param numbers what was compared, by the letters of the official reports
 */
public record Finding(String code, String unit, Integer list, Map<String, Integer> numbers) {

    public enum Group {
        /** What cannot be. */
        ERRORS,
        /** What can be, and seldom is. */
        WARNINGS,
        /** What the Electoral Council's control protocol looks for. */
        PROTOCOL
    }

    public Group group() {
        return code.startsWith("F.") ? Group.ERRORS : code.startsWith("W.") ? Group.WARNINGS : Group.PROTOCOL;
    }
}
