package nl.tafelzicht.subject.station.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.station.domain.StationState.LastReport;
import nl.tafelzicht.subject.station.domain.StationState.Resumption;

/**
 * A polling station: its entry in the register and its status on the day. It is the state for the decider, the entity
 * in the picture, and what viewers get.
 *
 * @param seen when the facts about it were observed
 * @param waits waiting times there through the day
 * @param version number of events so far; an append names it, so that a decision on an outdated state is refused
 * @param stop the place of its present stop
 * @param withdrawn whether it was entered by an import that was undone, or left out by a newer file: nobody sees it any
 *     more
 */
public record Station(
        StationEntry entry, StationState state, Seen seen, Waits waits, int version, int stop, boolean withdrawn)
        implements Entity {

    /** Its entry in the register. */
    public static final Kind<Station> KIND = new Kind<>("station", "stations", 10, Station.class);
    /** Its status on the day: the other part, with a list of its own. */
    public static final Kind<Station> STATUS = new Kind<>("status", "statuses", 20, Station.class);

    @Override
    public String id() {
        return entry.id();
    }

    /** Where its entrance is, or {@code null} when that is not known. */
    public Point point() {
        var at = entry.location();
        return at.latitude() == null || at.longitude() == null ? null : new Point(at.latitude(), at.longitude());
    }

    @Override
    public Visibility visibility() {
        return withdrawn ? Visibility.nobody(entry.id()) : everVisible();
    }

    @Override
    public Visibility everVisible() {
        return new Visibility(entry.municipality().code(), entry.id(), Visibility.LOCAL_AND_CHAIR, Tlp.CLEAR, Set.of());
    }

    /** {@code seq} of the last change of either part. */
    @Override
    public long seq() {
        return Math.max(entry.seq(), state.seq());
    }

    @Override
    public long seqIn(Kind<?> list) {
        return list == KIND ? entry.seq() : state.seq();
    }

    @Override
    public boolean isListed() {
        return !withdrawn;
    }

    @Override
    public Object stateIn(Kind<?> list) {
        return list == KIND ? registered() : state;
    }

    /** Most status reports confirm what is known. */
    @Override
    public boolean looksDifferent(Kind<?> list, Entity before) {
        if (list == KIND) {
            return true;
        }
        var was = ((Station) before).state;
        return was.status() != state.status()
                || !Objects.equals(was.attention(), state.attention())
                || was.overdue() != state.overdue()
                || was.silent() != state.silent()
                || !Objects.equals(was.resumption(), state.resumption());
    }

    /** Every viewer sees all of it. */
    @Override
    public Object stateIn(Kind<?> list, Predicate<Visibility> sees) {
        return stateIn(list);
    }

    /** Whether somebody reported voting there. */
    public boolean wasSeenOpen() {
        return state.status().isVoting()
                || seen.steps().stream().anyMatch(step -> step.status().isVoting());
    }

    /** Whether its number of voters was observed after the doors had closed, so that it can't grow any more. */
    public boolean isVotersFinal() {
        var known = seen.tallies().current();
        return known.stream().allMatch(t -> t.admittedAt() != null && seen.closedAt(t.admittedAt()) != null);
    }

    /**
     * Voters admitted in one of its elections; with one election, in that one. {@code null} when it was not reported.
     */
    public Integer admittedIn(String election) {
        return state.votersAdmitted() == null ? null : state.votersAdmitted().of(election);
    }

    /** The ids of its elections; empty when there is only one, which then need not be named. */
    public List<String> severalElections() {
        return entry.further() == null ? List.of() : entry.elections();
    }

    /** Its elections, as numbers of ballots name them: {@code null} for the only one of a station that is for one. */
    public List<String> ballotElections() {
        var several = severalElections();
        return several.isEmpty() ? Collections.singletonList(null) : several;
    }

    /** The ballots of one of its elections. @param election {@code null} where there is one */
    public BallotStock ballotStock(String election) {
        return seen.tallies().named(election).stock();
    }

    /** Whether voters come, or will come back: at the next stop, or once the session goes on. */
    public boolean mayWantBallots() {
        return state.status().isVoting()
                || state.status() == Status.CLOSED && seen.from() != null && entry.stopAfter(seen.from()) != null;
    }

    /** Its entry in the register, as viewers get it. */
    public RegisterEntry registered() {
        return RegisterEntry.of(entry);
    }

    /** The station after an event; {@code before} is {@code null} for the first. */
    public static Station evolve(Station before, StationEvent event, EventMetadata o) {
        if (event instanceof StationEvent.Registered e) {
            return registered(before, e, o);
        }
        if (before == null) {
            throw new IllegalStateException(
                    "the first event of a station registers it, not " + event + " at seq " + o.seq());
        }
        if (event instanceof StationEvent.Reported e) {
            return before.reported(e, o);
        }
        if (event instanceof StationEvent.Withdrawn) {
            return before.withdrawn(o);
        }
        if (event instanceof StationEvent.StopReached e) {
            return before.goneTo(e.place(), o);
        }
        if (event instanceof StationEvent.BallotsMoved e) {
            var known = before.seen.brought(e);
            return before.with(before.state.with(known.tallies()).at(o.seq()), known, o);
        }
        var s = before.state;
        var seen = event instanceof StationEvent.ResumptionDecided ? before.seen.decided(o.at()) : before.seen;
        boolean overdue = event instanceof StationEvent.FoundOverdue || s.overdue();
        boolean silent = event instanceof StationEvent.FoundSilent || s.silent();
        var resumption = event instanceof StationEvent.ResumptionDecided d
                ? new Resumption(d.at(), d.location(), d.note(), o.actor(), d.role(), o.at())
                : s.resumption();
        return before.with(
                new StationState(
                        s.id(),
                        s.status(),
                        s.since(),
                        s.waitingMinutes(),
                        s.queueLength(),
                        s.votersAdmitted(),
                        s.membersPresent(),
                        s.ballots(),
                        s.ballotsLeft(),
                        s.ballotsDelivered(),
                        event instanceof StationEvent.ResumptionDecided ? false : overdue,
                        silent,
                        s.attention(),
                        s.lastReport(),
                        resumption,
                        o.seq()),
                seen,
                o);
    }

    /** Its status is kept, in case it is entered again. */
    private Station withdrawn(EventMetadata o) {
        boolean said = state.lastReport() != null;
        return new Station(
                entry.at(o.seq()),
                said ? state.at(o.seq()) : StationState.expected(id(), o.at(), o.seq()),
                said ? seen : Seen.NOTHING,
                said ? waits : Waits.NONE,
                o.version(),
                stop,
                true);
    }

    private Station goneTo(int place, EventMetadata o) {
        var to = entry.periods().stream()
                .filter(s -> s.place() == place)
                .findFirst()
                .map(s -> entry.atStop(s, o.seq()))
                .orElse(entry.at(o.seq()));
        return new Station(to, state.withAttention(to, seen), seen, waits, o.version(), place, false);
    }

    /**
     * A session that moved stays there, whatever the register says of its own place; a station with several stops stays
     * at its present stop.
     */
    private static Station registered(Station before, StationEvent.Registered e, EventMetadata o) {
        var first = e.entry().periods().get(0).place();
        if (before == null || before.withdrawn && before.state.lastReport() == null) {
            return new Station(
                    e.entry().at(o.seq()),
                    StationState.expected(e.entry().id(), o.at(), o.seq()),
                    Seen.NOTHING.of(electionsOf(e.entry())),
                    Waits.NONE,
                    o.version(),
                    first,
                    false);
        }
        var stop = e.entry().periods().stream()
                .filter(s -> s.place() == before.stop)
                .findFirst()
                .orElse(e.entry().periods().get(0));
        var entry = before.entry.movedFrom() != null
                ? e.entry().movedTo(before.entry.location(), o.seq())
                : e.entry().stops() != null
                        ? e.entry().atStop(stop, o.seq())
                        : e.entry().at(o.seq());
        var seen = before.seen.of(electionsOf(entry));
        boolean isOtherwise = before.withdrawn || !seen.tallies().equals(before.seen.tallies());
        var state = isOtherwise ? before.state.with(seen.tallies()).at(o.seq()) : before.state;
        return new Station(
                entry, state.withAttention(entry, seen), seen, before.waits, o.version(), stop.place(), false);
    }

    private static List<String> electionsOf(StationEntry entry) {
        var named = entry.elections();
        return named.isEmpty() ? List.of(Tallies.UNNAMED) : named;
    }

    /**
     * A report ends a silence; another status ends being overdue. A field that is not mentioned keeps its value, and so
     * does one with a newer observation: a late report is in the timeline only.
     */
    private Station reported(StationEvent.Reported e, EventMetadata o) {
        var s = state;
        var r = e.report();
        var moment = moment(e, o.at());
        boolean isLast = Seen.isNewer(moment, seen.any());
        var status = newest(r.status(), s.status(), moment, seen.status());
        boolean changes = status != s.status();
        var next = new StationState(
                s.id(),
                status,
                changes ? o.at() : s.since(),
                newest(r.waitingMinutes(), s.waitingMinutes(), moment, seen.waiting()),
                newest(r.queueLength(), s.queueLength(), moment, seen.queue()),
                s.votersAdmitted(),
                newest(r.membersPresent(), s.membersPresent(), moment, seen.members()),
                s.ballots(),
                s.ballotsLeft(),
                s.ballotsDelivered(),
                s.overdue() && !changes,
                s.silent() && !isLast,
                s.attention(),
                isLast ? new LastReport(o.id(), o.at(), r.observedAt(), o.actor(), e.role(), r.note()) : s.lastReport(),
                changes ? null : s.resumption(),
                o.seq());
        boolean moves = Boolean.TRUE.equals(e.onMayorsDecision())
                && s.resumption() != null
                && s.resumption().location() != null;
        var place = moves ? entry.movedTo(s.resumption().location(), o.seq()) : entry;
        var known = seen.and(r, moment, changes);
        return new Station(
                place,
                next.with(known.tallies()).withAttention(place, known),
                known,
                waits.and(r, moment),
                o.version(),
                stop,
                false);
    }

    /** A resumption is always the newest observation of the status, since it was accepted as one. */
    private Instant moment(StationEvent.Reported e, Instant arrived) {
        var moment = Seen.moment(e.report(), e.role(), arrived);
        return Boolean.TRUE.equals(e.onMayorsDecision()) && !Seen.isNewer(moment, seen.status()) ? arrived : moment;
    }

    /**
     * The last reported word or number of something.
     *
     * @param at when it was observed
     */
    public record Said(String value, Instant at) {}

    private static Optional<Said> said(Object value, Instant at) {
        return value == null || at == null ? Optional.empty() : Optional.of(new Said(value.toString(), at));
    }

    public Optional<Said> saidWaiting() {
        return said(state.waitingMinutes(), seen.waiting());
    }

    /** The voters of its first, or only, election. */
    public Optional<Said> saidVoters() {
        var first = first();
        return said(first.admitted(), first.admittedAt());
    }

    private Tally first() {
        return seen.tallies().current().get(0);
    }

    public Optional<Said> saidMembers() {
        return said(state.membersPresent(), seen.members());
    }

    /** The ballots of the election with the fewest left. */
    public Optional<Said> saidBallots() {
        var worst = seen.tallies().current().stream()
                .filter(t -> t.ballots() != null)
                .max(Comparator.comparing(Tally::ballots))
                .orElse(Tally.NOTHING);
        return said(worst.ballots(), worst.ballotsAt());
    }

    /**
     * Whether it had reported to be open for voting: {@code yes} or {@code no}. Empty when it had reported nothing, or
     * changed between the two within a margin.
     */
    public Optional<Said> wasOpen(Instant at, Duration margin) {
        var steps = seen.steps().stream()
                .filter(step -> !step.from().isAfter(at.plus(margin)))
                .toList();
        if (steps.isEmpty() || !steps.get(steps.size() - 1).from().isBefore(at.minus(margin))) {
            return Optional.empty();
        }
        var last = steps.get(steps.size() - 1);
        return said(last.status() == Status.OPEN ? "yes" : "no", last.from());
    }

    /** The last observation, or the registration when there is none: the silence limit counts from here. */
    public Instant lastSeen() {
        return seen.any() == null ? state.since() : seen.any();
    }

    /**
     * Whether it is closed, or counting, because its time was over: that does not confirm earlier claims that it was
     * closed.
     */
    public boolean isClosedAsPlanned() {
        boolean isClosed = state.status() == Status.CLOSED || state.status().isCount();
        return isClosed && seen.from() != null && !early(seen.closedAt(Instant.MAX));
    }

    private boolean early(Instant closed) {
        return closed != null && entry.closesEarly(closed, Attention.CLOSING_TOLERANCE);
    }

    /** Whether it has closed at its present stop, and another stop follows. */
    public boolean isToGoOn(Instant now) {
        return entry.stops() != null && entry.stopAt(now).place() != stop;
    }

    /** As it was at a moment, as far as is known now: later observations are left out. */
    public Station asOf(Instant moment) {
        var s = state;
        boolean waited = seen.waiting() != null && !seen.waiting().isAfter(moment);
        var tallies = seen.tallies().asOf(moment);
        boolean hadOut = tallies == seen.tallies();
        var status = seen.from() == null || !seen.from().isAfter(moment) ? s.status() : seen.statusAt(moment);
        if (status == s.status() && waited == (s.waitingMinutes() != null) && hadOut) {
            return this;
        }
        return new Station(
                entry,
                new StationState(
                        s.id(),
                        status,
                        s.since(),
                        waited ? s.waitingMinutes() : null,
                        s.queueLength(),
                        s.votersAdmitted(),
                        s.membersPresent(),
                        tallies.each(Tally::ballots),
                        s.ballotsLeft(),
                        s.ballotsDelivered(),
                        s.overdue(),
                        s.silent(),
                        s.attention(),
                        s.lastReport(),
                        s.resumption(),
                        s.seq()),
                seen.until(moment),
                waits,
                version,
                stop,
                withdrawn);
    }

    private static <T> T newest(T said, T known, Instant moment, Instant knownAt) {
        return said != null && Seen.isNewer(moment, knownAt) ? said : known;
    }

    private Station with(StationState next, Seen known, EventMetadata o) {
        return new Station(entry, next.withAttention(entry, known), known, waits, o.version(), stop, withdrawn);
    }
}
