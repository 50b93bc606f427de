package nl.tafelzicht.command;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.escalation.Cause;
import nl.tafelzicht.election.escalation.Escalation;
import nl.tafelzicht.election.escalation.EscalationCommand;
import nl.tafelzicht.election.escalation.EscalationRules;
import nl.tafelzicht.election.escalation.EscalationRules.Due;
import nl.tafelzicht.election.escalation.EscalationState.Status;
import nl.tafelzicht.election.report.Report;
import nl.tafelzicht.election.report.ReportCommand;
import nl.tafelzicht.election.report.ReportKind;
import nl.tafelzicht.election.station.Station;
import nl.tafelzicht.picture.Change;
import nl.tafelzicht.picture.Change.Kind;
import nl.tafelzicht.picture.CurrentPicture;
import nl.tafelzicht.picture.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the picture, and sees to it that what has to follow does: demonstrations are judged by the tolerance limits, what the rules say is escalated,
 * a suspension is with the mayor, and what nobody acknowledged in time goes one level up.
 *
 * <pre>the picture changed, or a second passed ─► what should be so and is not? ─► a command for it</pre>
 *
 * It asks what should be, not what just happened. So it forgets nothing when a node goes down between a report and its escalation: the next look, of
 * this node or another, finds the gap. Every node looks, without a leader: an escalation's id follows from its rule and its subject, so that the
 * journal takes it once, and a step up names the version that it was decided on.
 */
public final class WatchVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(WatchVerticle.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final int MOST_AT_A_TIME = 1_000;
    /** What is older is history: rules that change overnight do not ring anybody for yesterday. */
    private static final Duration STILL_NEWS = Duration.ofHours(24);

    private final CurrentPicture picture;
    private final EscalationRules rules;
    private final Clock clock;
    private final AtomicBoolean woken = new AtomicBoolean();
    /** Commands under way, by what they are for: nothing is asked twice at a time. */
    private final Set<String> asked = new HashSet<>();
    /** To be looked at again once what is under way is done. */
    private final Set<Change> again = new LinkedHashSet<>();
    /** Open escalations of suspensions, by station. */
    private final Map<String, String> suspensions = new HashMap<>();
    private Picture sorted;
    private Map<String, List<Escalation>> byRuleAndPlace = Map.of();
    private Context context;
    private Runnable stopListening;
    private long position;

    public WatchVerticle(CurrentPicture picture, EscalationRules rules, Clock clock) {
        this.picture = picture;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        context = vertx.getOrCreateContext();
        stopListening = picture.onChange(this::wake);
        vertx.setPeriodic(LOOK_MILLIS, t -> lookAtTheClock());
        wake();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopListening.run();
        return Future.succeededFuture();
    }

    /** On any thread. */
    private void wake() {
        if (!woken.getAndSet(true)) context.runOnContext(v -> look());
    }

    /** Some at a time: after a start there may be a hundred thousand, and others share this event loop. */
    private void look() {
        woken.set(false);
        var now = picture.get();
        int left = MOST_AT_A_TIME;
        for (var change : now.changedAfter(position)) {
            if (left-- <= 0 && change.seq() > position) {
                wake();
                return;
            }
            consider(now, change);
            position = change.seq();
        }
        position = now.seq();
    }

    private void lookAtTheClock() {
        var now = picture.get();
        var time = clock.instant();
        now.escalations().filter(e -> e.isOverdue(time)).forEach(e -> ask(EscalationVerticle.ADDRESS, "deadline " + e.id(), e.id(), new EscalationCommand.CheckDeadline(), CommandRequest.HUB, null));
        lookAgain();
    }

    private void lookAgain() {
        var now = picture.get();
        var changes = Set.copyOf(again);
        again.clear();
        changes.forEach(change -> consider(now, change));
    }

    private void consider(Picture now, Change change) {
        switch (change.kind()) {
            case REPORT -> considerReport(now, now.report(change.id()), change);
            case TOLERANCE_LIMIT -> considerLimit(now, now.limit(change.id()).state().municipality().code());
            case STATUS -> considerStation(now, now.station(change.id()), change);
            case ESCALATION -> considerEscalation(now, now.escalation(change.id()));
            default -> { }
        }
    }

    private void considerReport(Picture now, Report report, Change change) {
        if (!report.state().stands() || report.state().at().isBefore(clock.instant().minus(STILL_NEWS))) return;
        if (judge(now, report, change)) return; // what follows from the verdict follows once it is there
        for (var due : rules.of(report)) escalate(now, report, due, change);
    }

    /** Again when the limits change: for every demonstration that still stands. */
    private void considerLimit(Picture now, String municipality) {
        now.reports().filter(r -> r.state().kind() == ReportKind.DEMONSTRATION && r.state().municipality() != null && r.state().municipality().code().equals(municipality))
                .filter(r -> r.state().stands() && !r.state().at().isBefore(clock.instant().minus(STILL_NEWS)))
                .forEach(r -> judge(now, r, new Change(r.seq(), Kind.REPORT, r.id())));
    }

    /** @return whether its verdict was not the one that it should have */
    private boolean judge(Picture now, Report report, Change change) {
        var verdict = now.verdict(report);
        if (Objects.equals(verdict, report.state().verdict())) return false;
        ask(ReportVerticle.ADDRESS, "judge " + report.id(), report.id(), new ReportCommand.Judge(verdict), CommandRequest.HUB, change);
        return true;
    }

    private void escalate(Picture now, Report report, Due due, Change change) {
        var id = DerivedIds.of("escalation", due.rule(), report.id()).toString();
        if (now.escalation(id) != null || raised(now, due.rule(), due.addressee().municipality()).stream().anyMatch(e -> EscalationRules.isCovered(due, report.state(), e))) return;
        var sameMatter = due.rule() + " " + due.cause().label() + " " + due.addressee().municipality();
        ask(EscalationVerticle.ADDRESS, sameMatter, id, new EscalationCommand.Raise(due.cause(), due.rule(), due.addressee(), due.severity(), due.reason(), null), CommandRequest.HUB, change);
    }

    /** The escalations of a rule in a municipality; sorted once for each picture that is asked, not for each report. */
    private List<Escalation> raised(Picture now, String rule, Municipality place) {
        if (sorted != now) {
            sorted = now;
            byRuleAndPlace = now.escalations().collect(Collectors.groupingBy(e -> e.state().rule() + " " + e.state().municipality()));
        }
        return byRuleAndPlace.getOrDefault(rule + " " + place, List.of());
    }

    /** Kieswet J 38: the mayor knows at once. Each suspension is one of its own. */
    private void considerStation(Picture now, Station station, Change change) {
        var state = station.state();
        if (state.status().isSuspended() && !state.since().isBefore(clock.instant().minus(STILL_NEWS))) {
            var due = rules.ofSuspension(station);
            var id = DerivedIds.of("escalation", due.rule(), station.id(), state.since().toString()).toString();
            if (now.escalation(id) == null) {
                ask(EscalationVerticle.ADDRESS, "suspension " + station.id(), id, new EscalationCommand.Raise(due.cause(), due.rule(), due.addressee(), due.severity(), due.reason(), null), CommandRequest.HUB, change);
            }
        }
        var open = suspensions.get(station.id());
        if (open != null) considerEscalation(now, now.escalation(open));
    }

    /** What the mayor decides on, the mayor has seen; what goes on again is nobody's deadline any more. */
    private void considerEscalation(Picture now, Escalation escalation) {
        var e = escalation.state();
        if (!EscalationRules.SUSPENSION.equals(e.rule()) || !e.subject().kind().equals(Cause.STATION)) return;
        if (escalation.isOver()) {
            suspensions.remove(e.subject().id(), e.id());
            return;
        }
        suspensions.put(e.subject().id(), e.id());
        var station = now.station(e.subject().id()).state();
        boolean isThisOne = station.status().isSuspended() && DerivedIds.of("escalation", e.rule(), station.id(), station.since().toString()).toString().equals(e.id());
        if (!isThisOne) {
            ask(EscalationVerticle.ADDRESS, "resolve " + e.id(), e.id(), new EscalationCommand.Resolve("the station is " + station.status(), null), CommandRequest.HUB, null);
        } else if (station.resumption() != null && e.state() == Status.OPEN) {
            var role = e.addressee().roles().contains(station.resumption().role()) ? station.resumption().role() : Role.MAYOR;
            ask(EscalationVerticle.ADDRESS, "seen " + e.id(), e.id(), new EscalationCommand.Acknowledge(role, "decided when and where the session goes on"), station.resumption().by(), null);
        }
    }

    /** @param retry what to look at again when this one is under way already, or did not get through; {@code null} when the next second finds it anyway */
    private void ask(String address, String matter, String subject, Object command, String actor, Change retry) {
        if (!asked.add(matter)) {
            if (retry != null) again.add(retry);
            return;
        }
        Commands.send(vertx, address, new CommandRequest(UUID.randomUUID(), subject, command, actor))
                .onFailure(cause -> {
                    LOG.warn("{} did not get through: {}", matter, cause.getMessage());
                    if (retry != null) again.add(retry);
                })
                .onComplete(done -> {
                    asked.remove(matter);
                    if (done.succeeded() && !again.isEmpty()) lookAgain();
                });
    }
}
