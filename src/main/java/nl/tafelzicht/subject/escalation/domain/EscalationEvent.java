package nl.tafelzicht.subject.escalation.domain;

import java.time.Instant;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Words;

/** What happened to an escalation. Deadlines are moments, so that a later change of the rules does not move them. */
public sealed interface EscalationEvent {

    /**
     * @param rule that raised it, or {@code null} when a person did
     * @param role of that person, or {@code null}
     * @param deadline for acknowledgement, or {@code null} when there is none
     */
    record Raised(
            Cause cause,
            String rule,
            Addressee addressee,
            Severity severity,
            @Words String reason,
            Instant deadline,
            Role role)
            implements EscalationEvent {}

    record Acknowledged(Role role, @Words String note) implements EscalationEvent {}

    /** To other roles, which must acknowledge it in turn. */
    record HandedOver(Addressee addressee, @Words String note, Instant deadline, Role role)
            implements EscalationEvent {}

    /** The person who had acknowledged it went off duty, and another has it now. */
    @Since(2)
    record PassedOn(String from, String to, Role role) implements EscalationEvent {}

    record Commented(@Words String text, Role role) implements EscalationEvent {}

    /** Nobody acknowledged it in time: it is addressed to the next level now. */
    record SteppedUp(Addressee addressee, Instant deadline) implements EscalationEvent {}

    /** Nobody at the table acknowledged it in time; there is no level above. */
    record FoundUnanswered() implements EscalationEvent {}

    /** @param role of the person who resolved it, or {@code null} when its cause no longer exists */
    record Resolved(@Words String reason, Role role) implements EscalationEvent {}
}
