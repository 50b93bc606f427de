package nl.tafelzicht.subject.duty.domain;

import java.util.List;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.duty.domain.Duty.Shift;

/** What can be asked of a duty in the roster. */
public sealed interface DutyCommand extends Command<Duty> {

    record Plan(Role role, Municipality municipality, List<Shift> shifts) implements DutyCommand {}

    record HandOver(Role role, Municipality municipality, String to, String note) implements DutyCommand {}
}
