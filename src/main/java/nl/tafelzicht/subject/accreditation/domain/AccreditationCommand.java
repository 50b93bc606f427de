package nl.tafelzicht.subject.accreditation.domain;

import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;

/** What can be done with an accreditation. */
public sealed interface AccreditationCommand extends Command<Accreditation> {

    record Give(Accreditation.Terms terms, Role role) implements AccreditationCommand {}

    record Withdraw(String reason, Role role) implements AccreditationCommand {}
}
