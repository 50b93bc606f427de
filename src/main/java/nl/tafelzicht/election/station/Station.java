package nl.tafelzicht.election.station;

import nl.tafelzicht.election.Occurrence;
import nl.tafelzicht.election.station.StationState.LastReport;

/**
 * A polling station: its entry in the register and its state of the day. It is the decider's state, the entity that the picture holds, and what
 * viewers get.
 *
 * @param version number of events so far; an append names it, so that a decision on an old state is refused
 */
public record Station(StationEntry entry, StationState state, int version) {

    public String id() {
        return entry.id();
    }

    /** {@code seq} of the last change of either half. */
    public long seq() {
        return Math.max(entry.seq(), state.seq());
    }

    /** The station after an event; {@code before} is {@code null} for the first. */
    public static Station evolve(Station before, StationEvent event, Occurrence o) {
        if (event instanceof StationEvent.Registered e) return registered(before, e, o);
        if (before == null) throw new IllegalStateException("the first event of a station registers it, not " + event + " at seq " + o.seq());
        if (event instanceof StationEvent.Reported e) return before.with(reported(before.state, e, o), o);
        var s = before.state;
        boolean overdue = event instanceof StationEvent.FoundOverdue || s.overdue();
        boolean silent = event instanceof StationEvent.FoundSilent || s.silent();
        return before.with(new StationState(s.id(), s.status(), s.since(), s.waitingMinutes(), s.queueLength(), s.votersAdmitted(), s.membersPresent(),
                s.ballots(), overdue, silent, s.attention(), s.lastReport(), o.seq()), o);
    }

    private static Station registered(Station before, StationEvent.Registered e, Occurrence o) {
        var entry = e.entry().at(o.seq());
        return new Station(entry, before == null ? StationState.expected(entry.id(), o.at(), o.seq()) : before.state, o.version());
    }

    /** Whoever reports ends a silence; a status other than expected ends being overdue. A field that is not mentioned keeps its value. */
    private static StationState reported(StationState s, StationEvent.Reported e, Occurrence o) {
        var r = e.report();
        var status = r.status() == null ? s.status() : r.status();
        var since = status == s.status() ? s.since() : o.at();
        return new StationState(s.id(), status, since,
                orElse(r.waitingMinutes(), s.waitingMinutes()), orElse(r.queueLength(), s.queueLength()), orElse(r.votersAdmitted(), s.votersAdmitted()),
                orElse(r.membersPresent(), s.membersPresent()), orElse(r.ballots(), s.ballots()), s.overdue() && status == Status.EXPECTED, false,
                s.attention(), new LastReport(o.id(), o.at(), r.observedAt(), o.actor(), e.role(), r.note()), o.seq());
    }

    private static <T> T orElse(T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private Station with(StationState next, Occurrence o) {
        return new Station(entry, next.withAttention(), o.version());
    }
}
