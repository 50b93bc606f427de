package nl.tafelzicht.subject.escalation.domain;

import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;

/**
 * What can be asked of an escalation. {@code actor} is the account that asks, {@code role} the one in which it does.
 */
public sealed interface EscalationCommand extends Command<Escalation> {

    record Raise(Cause cause, String rule, Addressee addressee, Severity severity, String reason, Role role)
            implements EscalationCommand {}

    /** @param role one of those addressed, in which whoever asks may answer; {@code null} when there is none */
    record Acknowledge(Role role, String note) implements EscalationCommand {}

    /** @param to the role, or ({@code null}) all of the level */
    record HandOver(EscalationLevel level, Role to, String note, Role role) implements EscalationCommand {}

    /** From who acknowledged it and goes off duty to who takes over. */
    record PassOn(String from, String to, Role role) implements EscalationCommand {}

    record Comment(String text, Role role) implements EscalationCommand {}

    /** @param role {@code null} when its cause went away */
    record Resolve(String reason, Role role) implements EscalationCommand {}

    /** Go up one level, if the deadline has passed. */
    record CheckDeadline() implements EscalationCommand {}
}
