package nl.tafelzicht.subject.duty.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.election.Words;

/**
 * A duty in the roster: who is responsible for a role at a place, shift by shift. Its id is {@code police/GM0344}, or
 * {@code table-operator/NL}.
 */
public record Duty(DutyState state, int version) implements Entity {

    public static final Kind<Duty> KIND = new Kind<>("duty", "duties", 80, Duty.class);

    /** The place of roles that look at the whole country. */
    public static final String COUNTRY = "NL";

    /** @param account that is on duty, {@code name} for people; from and until are moments, the latter exclusive */
    public record Shift(String account, @Words String name, Instant from, Instant until) {}

    /** @param name for people, or {@code null}; until is exclusive, {@code null} for until further notice */
    public record Turn(String account, String name, Instant from, Instant until) {}

    /** Somebody takes over before the next shift begins. */
    public record HandOver(String from, String to, String note, String by, Instant at) {}

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
        return Visibility.of(
                state.municipality() == null ? null : state.municipality().code(), Visibility.LOCAL, Tlp.GREEN);
    }

    /** The account that is on duty at a moment; {@code null} when nobody is. */
    public String onDuty(Instant at) {
        return state.turns().stream()
                .filter(t -> !at.isBefore(t.from()) && (t.until() == null || at.isBefore(t.until())))
                .map(Turn::account)
                .findFirst()
                .orElse(null);
    }

    public static Duty evolve(Duty before, String id, DutyEvent event, EventMetadata o) {
        var shifts = event instanceof DutyEvent.Planned p
                ? p.shifts()
                : before == null ? List.<Shift>of() : before.state.shifts();
        var handOver = event instanceof DutyEvent.HandedOver h
                ? new HandOver(h.from(), h.to(), h.note(), o.actor(), o.at())
                : before == null ? null : before.state.handOver();
        var role = event instanceof DutyEvent.Planned p ? p.role() : ((DutyEvent.HandedOver) event).role();
        var municipality =
                event instanceof DutyEvent.Planned p ? p.municipality() : ((DutyEvent.HandedOver) event).municipality();
        return new Duty(
                new DutyState(id, role, municipality, shifts, handOver, turns(shifts, handOver), o.seq()), o.version());
    }

    /**
     * Who is on duty from when until when: the shifts, and a hand-over, which lasts for the rest of the shift in which
     * it happened, or otherwise until the next shift begins.
     */
    private static List<Turn> turns(List<Shift> shifts, HandOver h) {
        var turns = new ArrayList<Turn>(shifts.size() + 2);
        Instant next = null;
        boolean within = false;
        for (var shift : shifts) {
            boolean broken = h != null && !h.at().isBefore(shift.from()) && h.at().isBefore(shift.until());
            if (broken && h.at().isAfter(shift.from())) {
                turns.add(new Turn(shift.account(), shift.name(), shift.from(), h.at()));
            }
            turns.add(
                    broken
                            ? new Turn(h.to(), null, h.at(), shift.until())
                            : new Turn(shift.account(), shift.name(), shift.from(), shift.until()));
            within |= broken;
            if (h != null && next == null && shift.from().isAfter(h.at())) {
                next = shift.from();
            }
        }
        if (h != null && !within) {
            turns.add(new Turn(h.to(), null, h.at(), next));
        }
        turns.sort(Comparator.comparing(Turn::from));
        return List.copyOf(turns);
    }
}
