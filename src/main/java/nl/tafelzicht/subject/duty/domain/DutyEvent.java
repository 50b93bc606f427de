package nl.tafelzicht.subject.duty.domain;

import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.subject.duty.domain.Duty.Shift;

/** What happened to a duty in the roster. */
public sealed interface DutyEvent {

    /** Replaces its shifts. */
    record Planned(Role role, Municipality municipality, List<Shift> shifts) implements DutyEvent {}

    /** @param from who was on duty, or {@code null} when nobody was */
    record HandedOver(
            Role role,
            Municipality municipality,
            String from,
            String to,
            @Words String note) implements DutyEvent {}
}
