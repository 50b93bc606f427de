package nl.tafelzicht.election;

import java.util.List;
import java.util.Locale;

/**
 * Why a command was not carried out: a value, not an exception.
 *
 * @param reason what kind of refusal
 * @param field the field of the command that it is about, or {@code null}
 * @param explanation for a person
 * @param state the state in which the subject is, or {@code null} where it does not matter
 * @param allowed what would have been accepted in that state; empty where it does not matter
 */
public record Refusal(Reason reason, String field, Explanation explanation, String state, List<String> allowed) {

    /** In English. */
    public String detail() {
        return explanation.in(Locale.ENGLISH);
    }

    public enum Reason {
        /** The life cycle has no such transition from this state. */
        TRANSITION,
        /** The transition exists, but not for this role. */
        NOT_YOURS,
        /** There is no such thing. */
        UNKNOWN,
        /** The same key was used before for a different command. */
        REUSED,
        /** A value contradicts what is known or what the rules allow. */
        INVALID
    }

    public static Refusal invalid(String field, Explanation explanation) {
        return new Refusal(Reason.INVALID, field, explanation, null, List.of());
    }

    public static Refusal reused() {
        return new Refusal(Reason.REUSED, "Idempotency-Key", Explanation.of("key-used"), null, List.of());
    }

    public static Refusal unknown(Explanation explanation) {
        return new Refusal(Reason.UNKNOWN, null, explanation, null, List.of());
    }

    public static Refusal notYours(Explanation explanation) {
        return new Refusal(Reason.NOT_YOURS, null, explanation, null, List.of());
    }
}
