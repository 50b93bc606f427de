package nl.tafelzicht.subject.escalation.domain;

import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;

/** What can be asked of an escalation. {@code actor} is the account that asks, {@code role} its role. */
public sealed interface EscalationCommand extends Command<Escalation> {

    record Raise(Cause cause, String rule, Addressee addressee, Severity severity, String reason, Role role)
            implements EscalationCommand {}

    /** @param role the addressed role in which the person answers; {@code null} when the person has none */
    record Acknowledge(Role role, String note) implements EscalationCommand {}

    /** @param to the role, or {@code null} for all roles of the level */
    record HandOver(EscalationLevel level, Role to, String note, Role role) implements EscalationCommand {}

    /** Passes it from the person who acknowledged it and goes off duty to the one who takes over. */
    record PassOn(String from, String to, Role role) implements EscalationCommand {}

    record Comment(String text, Role role) implements EscalationCommand {}

    /** @param role {@code null} when its cause no longer exists */
    record Resolve(String reason, Role role) implements EscalationCommand {}

    /** Moves it one level up, if the deadline has passed. */
    record CheckDeadline() implements EscalationCommand {}
}
