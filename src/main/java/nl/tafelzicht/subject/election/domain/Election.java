package nl.tafelzicht.subject.election.domain;

import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;

/** An election: of which body, and when. Visible to everyone who has an account. */
public record Election(ElectionState state, int version) implements Entity {

    /** Before the stations, which refer to it. */
    public static final Kind<Election> KIND = new Kind<>("election", "elections", 5, Election.class);

    public Definition definition() {
        return new Definition(
                state.name(), state.category(), state.date(), state.domain(), state.districts(), state.lists());
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
        return Visibility.everyone(Tlp.CLEAR);
    }

    public static Election evolve(Election before, String id, ElectionEvent event, EventMetadata o) {
        if (event instanceof ElectionEvent.Defined e) {
            return new Election(state(id, e.definition(), e.source(), e.role(), o), o.version());
        }
        var e = (ElectionEvent.ListsNamed) event;
        return new Election(
                state(
                        id,
                        before.definition().withLists(e.lists()),
                        before.state().source(),
                        before.state().role(),
                        o),
                o.version());
    }

    private static ElectionState state(String id, Definition d, DefinedBy source, Role role, EventMetadata o) {
        return new ElectionState(
                id,
                d.name(),
                d.category(),
                d.date(),
                d.domain(),
                d.districts(),
                d.lists(),
                source,
                role,
                o.actor(),
                o.at(),
                o.seq());
    }
}
