package nl.tafelzicht.election.duty;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Occurrence;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.election.Words;

/** Who answers for a role at a place, shift by shift: a post of the duty roster. Its id is {@code police/GM0344}, or {@code table-operator/NL}. */
public record Duty(DutyState state, int version) implements Entity {

    /** The place of roles that look at the whole country. */
    public static final String COUNTRY = "NL";

    /**
     * A post as its viewers get it.
     *
     * @param municipality {@code null} for the table
     * @param shifts       by their start
     * @param handOver     the last one by hand, or {@code null}
     */
    public record DutyState(String id, Role role, Municipality municipality, List<Shift> shifts, HandOver handOver, long seq) { }

    /** @param account who is on duty, under which account, {@code name} for people; from and until are moments, the latter exclusive */
    public record Shift(String account, @Words String name, Instant from, Instant until) { }

    /** Somebody takes over before the next shift begins. */
    public record HandOver(String from, String to, String note, String by, Instant at) { }

    public static String id(Role role, String place) {
        return role + "/" + place;
    }

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public long seq() {
        return state.seq();
    }

    @Override
    public Visibility visibility() {
        return Visibility.of(state.municipality() == null ? null : state.municipality().code(), Visibility.LOCAL, Tlp.GREEN);
    }

    /** The account that is on duty at a moment: whoever took over by hand since the shift began, else the shift's; {@code null} when nobody is. */
    public String onDuty(Instant at) {
        var shift = state.shifts().stream().filter(s -> !at.isBefore(s.from()) && at.isBefore(s.until())).max(Comparator.comparing(Shift::from)).orElse(null);
        var h = state.handOver();
        if (h != null && (shift == null ? state.shifts().stream().noneMatch(s -> s.until().isAfter(h.at()) && !s.until().isAfter(at)) : !h.at().isBefore(shift.from()))) return h.to();
        return shift == null ? null : shift.account();
    }

    public static Duty evolve(Duty before, String id, DutyEvent event, Occurrence o) {
        if (event instanceof DutyEvent.Planned e) return new Duty(new DutyState(id, e.role(), e.municipality(), e.shifts(), before == null ? null : before.state.handOver(), o.seq()), o.version());
        var e = (DutyEvent.HandedOver) event;
        return new Duty(new DutyState(id, e.role(), e.municipality(), before == null ? List.of() : before.state.shifts(), new HandOver(e.from(), e.to(), e.note(), o.actor(), o.at()), o.seq()), o.version());
    }
}
