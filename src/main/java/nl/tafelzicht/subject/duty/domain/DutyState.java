package nl.tafelzicht.subject.duty.domain;

import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.duty.domain.Duty.HandOver;
import nl.tafelzicht.subject.duty.domain.Duty.Shift;
import nl.tafelzicht.subject.duty.domain.Duty.Turn;

/**
 * A duty as its viewers get it.
 *
 * @param municipality {@code null} for the table
 * @param shifts by their start
 * @param handOver the last one by hand, or {@code null}
 * @param turns who is on duty from when until when, by shifts and hand-over together
 */
public record DutyState(
        String id,
        Role role,
        Municipality municipality,
        List<Shift> shifts,
        HandOver handOver,
        List<Turn> turns,
        long seq) {}
