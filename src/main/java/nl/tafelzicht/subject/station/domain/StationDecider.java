package nl.tafelzicht.subject.station.domain;

import static nl.tafelzicht.subject.station.domain.Status.ARRIVED;
import static nl.tafelzicht.subject.station.domain.Status.CLOSED;
import static nl.tafelzicht.subject.station.domain.Status.COUNTED;
import static nl.tafelzicht.subject.station.domain.Status.COUNTING;
import static nl.tafelzicht.subject.station.domain.Status.COUNTING_CANDIDATES;
import static nl.tafelzicht.subject.station.domain.Status.COUNT_SUSPENDED;
import static nl.tafelzicht.subject.station.domain.Status.EXPECTED;
import static nl.tafelzicht.subject.station.domain.Status.ON_THE_WAY;
import static nl.tafelzicht.subject.station.domain.Status.OPEN;
import static nl.tafelzicht.subject.station.domain.Status.SUSPENDED;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Observed;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.place.Point;

/**
 * The rules of a polling station's day. Pure: the same station, command and time give the same decision.
 *
 * <pre>
 * expected ─► open ⇄ suspended
 *               │        │
 *               ▼        ▼
 *             closed ─► counting ⇄ count-suspended ─► counted ─► on-the-way ─► arrived ─► counting-candidates
 * </pre>
 *
 * A closed station can open again while another stop or period follows. Reporting the status that a station already has
 * confirms it. A correction may set any status, with a reason: but it does not lift a suspension for anyone who may not
 * resume a session. A report that arrives late, when something newer is known, is always accepted and checked only by
 * its own content.
 */
public final class StationDecider {

    /** How far a reporter's clock may be ahead of ours. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final Duration LATEST_RESUMPTION = Duration.ofDays(1);

    private static final Map<Status, Set<Status>> STEPS = Map.of(
            EXPECTED, EnumSet.of(OPEN),
            OPEN, EnumSet.of(SUSPENDED, CLOSED),
            SUSPENDED, EnumSet.of(OPEN, CLOSED, COUNTING),
            CLOSED, EnumSet.of(COUNTING),
            COUNTING, EnumSet.of(COUNT_SUSPENDED, COUNTED),
            COUNT_SUSPENDED, EnumSet.of(COUNTING, COUNTED),
            COUNTED, EnumSet.of(ON_THE_WAY, ARRIVED),
            ON_THE_WAY, EnumSet.of(ARRIVED),
            ARRIVED, EnumSet.of(COUNTING_CANDIDATES),
            COUNTING_CANDIDATES, EnumSet.noneOf(Status.class));

    private static final Set<Role> MAY_RESUME = EnumSet.of(Role.MAYOR, Role.MUNICIPALITY);

    private StationDecider() {}

    /** @param station its present state, or {@code null} when it is not in the register yet */
    public static Decision<StationEvent> decide(Station station, StationCommand command, Instant now) {
        if (command instanceof StationCommand.Register c) {
            return register(station, c);
        }
        if (command instanceof StationCommand.Reverse c) {
            return reverse(station, c);
        }
        if (command instanceof StationCommand.Withdraw c) {
            return withdraw(station, c);
        }
        if (station.withdrawn()) {
            return Decision.refuse(Refusal.unknown(Explanation.of("station-withdrawn")));
        }
        if (command instanceof StationCommand.Report c) {
            return report(station, c, now);
        }
        if (command instanceof StationCommand.DecideResumption c) {
            return decideResumption(station.state(), c, now);
        }
        return checkDeadlines(station, (StationCommand.CheckDeadlines) command, now);
    }

    /** The possible next statuses, in the order of the day. */
    public static List<Status> stepsFrom(Status status) {
        return List.copyOf(STEPS.get(status));
    }

    private static Decision<StationEvent> register(Station station, StationCommand.Register c) {
        boolean known = station != null && !station.withdrawn();
        var stops = known ? Stops.of(station.entry(), c.entry()) : new Stops(c.entry(), List.of());
        var entry = c.keepsStops() ? stops.kept() : stops.entry();
        return known && station.entry().saysTheSameAs(entry)
                ? Decision.nothing()
                : Decision.accept(new StationEvent.Registered(entry.registered(), c.importId()));
    }

    /** A station is not withdrawn when it has a report that was not shown to the person who confirmed it. */
    private static Decision<StationEvent> withdraw(Station station, StationCommand.Withdraw c) {
        if (station.withdrawn()) {
            return Decision.nothing();
        }
        var last = station.state().lastReport();
        if (!Objects.equals(last == null ? null : last.id(), c.lastReport())) {
            return Decision.refuse(Refusal.invalid("", Explanation.of("has-reported-since")));
        }
        var entry = station.entry();
        if (c.elections().isEmpty() || c.elections().containsAll(entry.elections())) {
            return Decision.accept(new StationEvent.Withdrawn(c.importId(), c.reason(), c.role()));
        }
        return entry.elections().stream().noneMatch(c.elections()::contains)
                ? Decision.nothing()
                : Decision.accept(
                        new StationEvent.Registered(entry.without(c.elections()).registered(), c.importId()));
    }

    /**
     * Undoes only what is still as the import wrote it: a later change is newer than the import, and a station that has
     * reported exists.
     */
    private static Decision<StationEvent> reverse(Station station, StationCommand.Reverse c) {
        if (c.written() == null) {
            return station.withdrawn()
                    ? Decision.accept(new StationEvent.Registered(c.before().registered(), c.importId()))
                    : Decision.nothing();
        }
        if (station.withdrawn()) {
            return Decision.nothing();
        }
        if (!station.entry().saysTheSameAs(c.written())) {
            return Decision.refuse(Refusal.invalid("", Explanation.of("entry-changed-since")));
        }
        if (c.before() != null) {
            return Decision.accept(new StationEvent.Registered(c.before().registered(), c.importId()));
        }
        return station.state().lastReport() == null
                ? Decision.accept(new StationEvent.Withdrawn(c.importId(), c.reason(), c.role()))
                : Decision.refuse(Refusal.invalid("", Explanation.of("has-reported")));
    }

    private static Decision<StationEvent> report(Station station, StationCommand.Report said, Instant now) {
        var flaw = namesItsElections(station, said.report());
        if (flaw != null) {
            return Decision.refuse(flaw);
        }
        var c = station.severalElections().isEmpty()
                ? new StationCommand.Report(said.report().ofOnlyElection(), said.role())
                : said;
        return Stream.<Rule>of(
                        StationDecider::saysSomething,
                        StationDecider::wasSeenLately,
                        StationDecider::correctionHasAReason,
                        StationDecider::expectedIsACorrection,
                        StationDecider::mayorOnlyResumes,
                        StationDecider::onlyTheMayorResumes,
                        StationDecider::followsTheLifeCycle,
                        StationDecider::votersNeverFall)
                .map(rule -> rule.check(station, c, now))
                .filter(refusal -> refusal != null)
                .findFirst()
                .map(Decision::<StationEvent>refuse)
                .orElseGet(() -> Decision.accept(new StationEvent.Reported(
                        c.report(),
                        c.role(),
                        isNews(station, c, now) && resumes(station.state(), c.report()) ? true : null)));
    }

    private interface Rule {
        /** @return why the report is refused, or {@code null} */
        Refusal check(Station station, StationCommand.Report command, Instant now);
    }

    private static Refusal saysSomething(Station station, StationCommand.Report c, Instant now) {
        return c.report().isEmpty() ? Refusal.invalid("", Explanation.of("says-nothing")) : null;
    }

    /** With several elections a number must name its election; with one election it need not. */
    private static Refusal namesItsElections(Station station, StatusReport report) {
        var several = station.severalElections();
        var alone = report.ofNoElection("");
        if (!alone.isEmpty() && !several.isEmpty()) {
            return Refusal.invalid(field(alone), Explanation.of("several-elections", "elections", several));
        }
        var its = station.entry().elections();
        for (var one : report.elections() == null ? List.<ElectionReport>of() : report.elections()) {
            if (!its.contains(one.election())) {
                return Refusal.invalid(
                        field(one) + "/" + one.election(),
                        its.isEmpty()
                                ? Explanation.of("election-unnamed", "election", one.election())
                                : Explanation.of("not-its-election", "election", one.election(), "elections", its));
            }
        }
        return null;
    }

    /** The first field with a value. */
    private static String field(ElectionReport said) {
        if (said.votersAdmitted() != null) {
            return "votersAdmitted";
        }
        if (said.ballots() != null) {
            return "ballots";
        }
        return said.ballotsLeft() != null ? "ballotsLeft" : "ballotsDelivered";
    }

    private static Refusal wasSeenLately(Station station, StationCommand.Report c, Instant now) {
        return Observed.flaw("observedAt", c.report().observedAt(), now);
    }

    /** A correction is a new event with a reason; nothing is edited or deleted. */
    private static Refusal correctionHasAReason(Station station, StationCommand.Report c, Instant now) {
        return c.report().isCorrection()
                        && (c.report().note() == null || c.report().note().isBlank())
                ? Refusal.invalid("note", Explanation.of("correction-needs-reason"))
                : null;
    }

    /** Nobody reports that a station is expected; the status is used to take back a mistaken opening. */
    private static Refusal expectedIsACorrection(Station station, StationCommand.Report c, Instant now) {
        return c.report().status() == EXPECTED && !c.report().isCorrection()
                ? Refusal.invalid("status", Explanation.of("expected-only-as-correction"))
                : null;
    }

    /**
     * The mayor does not report for a station: the mayor's part is to decide when and where a suspended session resumes
     * (Kieswet J 38).
     */
    private static Refusal mayorOnlyResumes(Station station, StationCommand.Report c, Instant now) {
        return c.role() == Role.MAYOR && !resumes(station.state(), c.report())
                ? Refusal.notYours(Explanation.of("mayor-only-resumes"))
                : null;
    }

    /**
     * Kieswet J 38: the chair suspends, the mayor decides when and where the session resumes; Na 8 says the same of the
     * count. The municipality resumes on the mayor's decision, and the event says so; so does the chair, from the
     * moment that the mayor decided on.
     */
    private static Refusal onlyTheMayorResumes(Station station, StationCommand.Report c, Instant now) {
        var s = station.state();
        boolean lifts = isNews(station, c, now)
                && (resumes(s, c.report())
                        || c.report().isCorrection()
                                && s.status().isSuspended()
                                && c.report().status() != null
                                && c.report().status() != s.status());
        boolean decided = resumes(s, c.report())
                && s.resumption() != null
                && !now.isBefore(s.resumption().at());
        return lifts && !decided && !MAY_RESUME.contains(c.role())
                ? Refusal.notYours(Explanation.of("suspended"))
                : null;
    }

    /**
     * Whether it has a newer observation of the status than the known one; an older one changes no status, and is not
     * checked against the present one.
     */
    private static boolean isNews(Station station, StationCommand.Report c, Instant now) {
        return Seen.isNewer(
                Seen.moment(c.report(), c.role(), now), station.seen().status());
    }

    private static boolean resumes(StationState s, StatusReport r) {
        return s.status() == SUSPENDED && r.status() == OPEN || s.status() == COUNT_SUSPENDED && r.status() == COUNTING;
    }

    /**
     * The mayor decides in advance; people at the station report that the session has resumed. A later decision
     * replaces an earlier one.
     */
    private static Decision<StationEvent> decideResumption(
            StationState s, StationCommand.DecideResumption c, Instant now) {
        if (!MAY_RESUME.contains(c.role())) {
            return Decision.refuse(Refusal.notYours(Explanation.of("only-the-mayor")));
        }
        if (!s.status().isSuspended()) {
            return Decision.refuse(new Refusal(
                    Refusal.Reason.TRANSITION,
                    "status",
                    Explanation.of("not-suspended", "status", s.status()),
                    s.status().toString(),
                    List.of()));
        }
        if (c.at().isBefore(now.minus(CLOCK_TOLERANCE))) {
            return Decision.refuse(Refusal.invalid("resumesAt", Explanation.of("past-moment", "now", now)));
        }
        if (c.at().isAfter(now.plus(LATEST_RESUMPTION))) {
            return Decision.refuse(Refusal.invalid("resumesAt", Explanation.of("over-a-day-ahead")));
        }
        if (c.location() != null
                && !new Point(c.location().latitude(), c.location().longitude()).isInTheNetherlands()) {
            return Decision.refuse(Refusal.invalid("location", Explanation.of("outside-kingdom")));
        }
        return Decision.accept(new StationEvent.ResumptionDecided(c.at(), c.location(), c.note(), c.role()));
    }

    private static Refusal followsTheLifeCycle(Station station, StationCommand.Report c, Instant now) {
        var s = station.state();
        var next = c.report().status();
        if (next == null
                || !isNews(station, c, now)
                || next == s.status()
                || c.report().isCorrection()
                || STEPS.get(s.status()).contains(next)
                || opensAgain(station, next)) {
            return null;
        }
        var allowed = stepsFrom(s.status()).stream().map(Status::toString).toList();
        return new Refusal(
                Refusal.Reason.TRANSITION,
                "status",
                allowed.isEmpty()
                        ? Explanation.of("status-final", "status", s.status(), "next", next)
                        : Explanation.of(
                                "status-step", "status", s.status(), "next", next, "allowed", stepsFrom(s.status())),
                s.status().toString(),
                allowed);
    }

    /** A station that is closed between two stops, or at noon, opens once more. */
    private static boolean opensAgain(Station station, Status next) {
        return next == OPEN
                && station.state().status() == CLOSED
                && station.seen().from() != null
                && station.entry().stopAfter(station.seen().from()) != null;
    }

    private static Refusal votersNeverFall(Station station, StationCommand.Report c, Instant now) {
        if (c.report().isCorrection()) {
            return null;
        }
        var moment = Seen.moment(c.report(), c.role(), now);
        var tallies = station.seen().tallies();
        for (var said : c.report().byElection(tallies.elections().get(0))) {
            var known = tallies.tally(said.election());
            boolean falls = said.votersAdmitted() != null
                    && known.admitted() != null
                    && said.votersAdmitted() < known.admitted();
            if (falls && Seen.isNewer(moment, known.admittedAt())) {
                return votersFall(tallies.isForSeveral() ? said.election() : null, known.admitted(), said);
            }
        }
        return null;
    }

    /** @param election {@code null} when there is only one */
    private static Refusal votersFall(String election, int before, ElectionReport said) {
        return election == null
                ? Refusal.invalid(
                        "votersAdmitted",
                        Explanation.of("voters-fall", "before", before, "reported", said.votersAdmitted()))
                : Refusal.invalid(
                        "votersAdmitted/" + election,
                        Explanation.of(
                                "voters-fall-in",
                                "election",
                                election,
                                "before",
                                before,
                                "reported",
                                said.votersAdmitted()));
    }

    private static Decision<StationEvent> checkDeadlines(
            Station station, StationCommand.CheckDeadlines c, Instant now) {
        var state = station.state();
        if (station.isToGoOn(now)) {
            return Decision.accept(
                    new StationEvent.StopReached(station.entry().stopAt(now).place()));
        }
        if (!state.overdue() && c.rule().isOverdue(station, now)) {
            return Decision.accept(new StationEvent.FoundOverdue());
        }
        if (!state.silent() && c.rule().isSilent(station, now)) {
            return Decision.accept(new StationEvent.FoundSilent());
        }
        return Decision.nothing();
    }
}
