package nl.tafelzicht.subject.tolerance.domain;

import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;

/** What can be asked of a tolerance limit; {@code revision} is the one that the person has read. */
public sealed interface ToleranceCommand extends Command<ToleranceLimit> {

    record Propose(Municipality municipality, Terms terms, Role role) implements ToleranceCommand {}

    record Agree(int revision, Role role) implements ToleranceCommand {}

    record Change(int revision, Terms terms, Role role) implements ToleranceCommand {}

    record Withdraw(String reason, Role role) implements ToleranceCommand {}
}
