package nl.tafelzicht.subject.accreditation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;

/** The permission of an observer: sent by which organisation, for which places, until when. */
public record Accreditation(AccreditationState state, int version) implements Entity {

    public static final Kind<Accreditation> KIND =
            new Kind<>("accreditation", "accreditations", 66, Accreditation.class);

    /**
     * @param account of the observer
     * @param organisation that sent the observer, as its account names it
     * @param number on the badge
     * @param municipalities where it is valid; empty for the whole country
     * @param stations ids of the only stations where it is valid; empty for all of them
     * @param until exclusive
     */
    public record Terms(
            String account,
            String organisation,
            String number,
            List<Municipality> municipalities,
            List<String> stations,
            Instant from,
            Instant until) {}

    public record Withdrawal(String reason, String by, Role role, Instant at) {}

    /** Whether it was given by a municipality for single stations: such an observer reports to the mayor. */
    public boolean isAppointment() {
        return (state.role() == Role.MAYOR || state.role() == Role.MUNICIPALITY)
                && !state.terms().stations().isEmpty();
    }

    /**
     * Whether it admits its observer to a station of a municipality at a moment. Before it was withdrawn it did: an
     * observation of then stays valid, even when a phone without a connection sends it later.
     */
    public boolean covers(String station, String municipality, Instant at) {
        var t = state.terms();
        boolean inTime = !at.isBefore(t.from()) && at.isBefore(t.until());
        boolean inPlace = t.municipalities().isEmpty()
                || t.municipalities().stream().anyMatch(m -> m.code().equals(municipality));
        boolean atStation = t.stations().isEmpty()
                || t.stations().stream().anyMatch(s -> StationId.of(s).equals(StationId.of(station)));
        boolean stood =
                state.withdrawal() == null || at.isBefore(state.withdrawal().at());
        return stood && inTime && inPlace && atStation;
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
        var places = state.terms().municipalities().stream().map(Municipality::code);
        return new Visibility(
                places.collect(Collectors.toSet()),
                null,
                Set.of(Role.MAYOR, Role.MUNICIPALITY),
                Tlp.GREEN,
                Set.of(),
                Set.of(state.terms().organisation()));
    }

    public static Accreditation evolve(Accreditation before, String id, AccreditationEvent event, EventMetadata o) {
        if (event instanceof AccreditationEvent.Given e) {
            return new Accreditation(
                    new AccreditationState(id, e.terms(), e.role(), o.actor(), o.at(), 0, null, o.seq()), o.version());
        }
        var s = before.state;
        if (event instanceof AccreditationEvent.Used) {
            return new Accreditation(
                    new AccreditationState(
                            id, s.terms(), s.role(), s.by(), s.at(), s.visits() + 1, s.withdrawal(), o.seq()),
                    o.version());
        }
        var e = (AccreditationEvent.Withdrawn) event;
        var withdrawal = new Withdrawal(e.reason(), o.actor(), e.role(), o.at());
        return new Accreditation(
                new AccreditationState(id, s.terms(), s.role(), s.by(), s.at(), s.visits(), withdrawal, o.seq()),
                o.version());
    }
}
