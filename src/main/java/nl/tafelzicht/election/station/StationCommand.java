package nl.tafelzicht.election.station;

import java.util.UUID;
import nl.tafelzicht.election.Role;

/** What can be asked of a station. */
public sealed interface StationCommand {

    /** Enter it in the register, or change its entry, as read from an imported file. */
    record Register(StationEntry entry, UUID importId) implements StationCommand { }

    /** Tell how it is doing; the role is the one in which the reporter may speak for this station. */
    record Report(StationReport report, Role role) implements StationCommand { }

    /** Note that a deadline has passed, if it has. */
    record CheckDeadlines(DeadlineRule rule) implements StationCommand { }
}
