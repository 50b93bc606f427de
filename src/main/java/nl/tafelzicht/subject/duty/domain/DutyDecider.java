package nl.tafelzicht.subject.duty.domain;

import java.time.Instant;
import java.util.Comparator;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.subject.duty.domain.Duty.Shift;

/** The rules of the duty roster: shifts of a duty do not overlap, and a hand-over goes to another person. Pure. */
public final class DutyDecider {

    private DutyDecider() {}

    /** @param duty its present state, or {@code null} when nothing was planned yet */
    public static Decision<DutyEvent> decide(Duty duty, DutyCommand command, Instant now) {
        if (command instanceof DutyCommand.Plan c) {
            return plan(duty, c);
        }
        var c = (DutyCommand.HandOver) command;
        var from = duty == null ? null : duty.onDuty(now);
        if (c.to().equals(from)) {
            return Decision.refuse(Refusal.invalid("to", Explanation.of("on-duty-already", "to", c.to())));
        }
        return Decision.accept(new DutyEvent.HandedOver(c.role(), c.municipality(), from, c.to(), c.note()));
    }

    private static Decision<DutyEvent> plan(Duty duty, DutyCommand.Plan c) {
        var shifts =
                c.shifts().stream().sorted(Comparator.comparing(Shift::from)).toList();
        for (int i = 0; i < shifts.size(); i++) {
            var shift = shifts.get(i);
            if (!shift.from().isBefore(shift.until())) {
                return Decision.refuse(Refusal.invalid("shifts/" + i + "/until", Explanation.of("not-after-from")));
            }
            if (i > 0 && shift.from().isBefore(shifts.get(i - 1).until())) {
                return Decision.refuse(Refusal.invalid(
                        "shifts/" + i + "/from",
                        Explanation.of(
                                "shifts-overlap", "account", shifts.get(i - 1).account())));
            }
        }
        return duty != null && duty.state().shifts().equals(shifts)
                ? Decision.nothing()
                : Decision.accept(new DutyEvent.Planned(c.role(), c.municipality(), shifts));
    }
}
