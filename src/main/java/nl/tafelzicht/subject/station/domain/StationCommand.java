package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;

/** What can be asked of a station. */
public sealed interface StationCommand extends Command<Station> {

    /**
     * Enter it in the register, or change its entry, as read from an imported file.
     *
     * @param keepsStops whether stops that the file leaves out stay
     */
    record Register(StationEntry entry, UUID importId, boolean keepsStops) implements StationCommand {}

    /**
     * Withdraw it from the register: a newer file leaves it out, and somebody confirmed that.
     *
     * @param lastReport the last report that was shown to that person, or {@code null} when there was none
     * @param elections those from which it is withdrawn, when it stays for others; empty for the whole station
     */
    record Withdraw(UUID importId, UUID lastReport, List<String> elections, String reason, Role role)
            implements StationCommand {

        /** For the whole station. */
        public Withdraw(UUID importId, UUID lastReport, String reason, Role role) {
            this(importId, lastReport, List.of(), reason, role);
        }
    }

    /**
     * Undo an import.
     *
     * @param written the entry as the import wrote it, or {@code null} when it withdrew the station
     * @param before the entry before it, or {@code null} when there was none
     */
    record Reverse(StationEntry written, StationEntry before, UUID importId, String reason, Role role)
            implements StationCommand {}

    /** Report its status; the role is one in which the reporter may report for this station. */
    record Report(StatusReport report, Role role) implements StationCommand {
        @Override
        public String reportKind() {
            return "station";
        }
    }

    /**
     * The mayor's decision on a suspended session: from when, and where ({@code null} for the same place) it continues.
     */
    record DecideResumption(Instant at, Location location, String note, Role role) implements StationCommand {}

    /** Record that a deadline has passed, if it has. */
    record CheckDeadlines(DeadlineRule rule) implements StationCommand {}
}
