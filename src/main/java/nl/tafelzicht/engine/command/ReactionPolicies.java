package nl.tafelzicht.engine.command;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.escalation.domain.EscalationRules.Due;
import nl.tafelzicht.subject.escalation.domain.EscalationState.Status;
import nl.tafelzicht.subject.report.domain.LimitCheck;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportCommand;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.response.domain.ResponseState.Challenge;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;

/**
 * Issues the follow-up commands that a change requires: evaluates demonstrations against the tolerance limits,
 * escalates what the rules name, hands a suspension to the mayor, resolves its escalation when the session resumes, and
 * gives a rebuttal that no longer holds to the election table. It compares the picture with what should be so, and
 * sends a command for each difference. Belongs to one event loop.
 */
final class ReactionPolicies {

    /** What is older is history: rules that change overnight do not ring anybody for yesterday. */
    private static final Duration STILL_NEWS = Duration.ofHours(24);

    /** Sends a command, once at a time for each matter; looks at {@code retry} again when that did not get through. */
    interface Asker {
        void ask(Kind<?> kind, String matter, String subject, Object command, String actor, Change retry);
    }

    /** What has to follow when an entity of some kind changed. */
    private interface Reaction {
        void to(Picture now, Change change);
    }

    private final Map<Kind<?>, Reaction> reactions = Map.of(
            Report.KIND, (now, change) -> considerReport(now, now.report(change.id()), change),
            ToleranceLimit.KIND,
                    (now, change) -> considerLimit(
                            now,
                            now.entity(ToleranceLimit.KIND, change.id())
                                    .state()
                                    .municipality()
                                    .code()),
            Station.STATUS, (now, change) -> considerStation(now, now.station(change.id()), change),
            Escalation.KIND, (now, change) -> considerEscalation(now, now.entity(Escalation.KIND, change.id())),
            Duty.KIND, this::considerDuty,
            Response.KIND, (now, change) -> considerResponse(now, now.entity(Response.KIND, change.id()), change));
    private final EscalationRules rules;
    private final Clock clock;
    private final Asker asker;
    private final HandOverPolicy handOvers;
    /** Open escalations of suspensions, by station. */
    private final Map<String, String> suspensions = new HashMap<>();
    /** Open escalations of rebuttals that no longer hold, by response. */
    private final Map<String, String> challenges = new HashMap<>();

    private Picture sorted;
    private Map<String, List<Escalation>> byRuleAndPlace = Map.of();

    ReactionPolicies(EscalationRules rules, Clock clock, Asker asker) {
        this.rules = rules;
        this.clock = clock;
        this.asker = asker;
        this.handOvers = new HandOverPolicy(clock, asker);
    }

    /** Issues the follow-up commands that this change requires. */
    void consider(Picture now, Change change) {
        var reaction = reactions.get(change.kind());
        if (reaction != null) {
            reaction.to(now, change);
        }
    }

    private void considerReport(Picture now, Report report, Change change) {
        if (report == null
                || !report.state().stands()
                || report.state().at().isBefore(clock.instant().minus(STILL_NEWS))) {
            return;
        }
        if (judge(now, report, change)) {
            return; // what follows from the verdict follows once it is there
        }
        for (var due : rules.of(report)) {
            escalate(now, report, due, change);
        }
    }

    private void considerDuty(Picture now, Change change) {
        handOvers.consider(now, now.entity(Duty.KIND, change.id()), change);
    }

    /** Again when the limits change: for every demonstration that still stands. */
    private void considerLimit(Picture now, String municipality) {
        now.reports()
                .filter(r -> r.state().kind() == ReportKind.DEMONSTRATION
                        && r.state().municipality() != null
                        && r.state().municipality().code().equals(municipality))
                .filter(r -> r.state().stands()
                        && !r.state().at().isBefore(clock.instant().minus(STILL_NEWS)))
                .forEach(r -> judge(now, r, new Change(r.seq(), Report.KIND, r.id())));
    }

    /** @return whether its verdict was not the one that it should have */
    private boolean judge(Picture now, Report report, Change change) {
        var verdict = LimitCheck.of(report, now.all(ToleranceLimit.KIND), now::entrance);
        if (Objects.equals(verdict, report.state().verdict())) {
            return false;
        }
        asker.ask(
                Report.KIND,
                "judge " + report.id(),
                report.id(),
                new ReportCommand.Judge(verdict),
                CommandRequest.HUB,
                change);
        return true;
    }

    private void escalate(Picture now, Report report, Due due, Change change) {
        var id = DerivedIds.of("escalation", due.rule(), report.id()).toString();
        if (now.entity(Escalation.KIND, id) != null
                || raised(now, due.rule(), due.addressee().municipality()).stream()
                        .anyMatch(e -> EscalationRules.isCovered(due, report.state(), e))) {
            return;
        }
        var sameMatter =
                due.rule() + " " + due.cause().label() + " " + due.addressee().municipality();
        asker.ask(
                Escalation.KIND,
                sameMatter,
                id,
                new EscalationCommand.Raise(
                        due.cause(), due.rule(), due.addressee(), due.severity(), due.reason(), null),
                CommandRequest.HUB,
                change);
    }

    /** The escalations of a rule in a municipality; sorted once for each picture that is asked, not for each report. */
    private List<Escalation> raised(Picture now, String rule, Municipality place) {
        if (sorted != now) {
            sorted = now;
            byRuleAndPlace = now.all(Escalation.KIND)
                    .collect(Collectors.groupingBy(
                            e -> e.state().rule() + " " + e.state().municipality()));
        }
        return byRuleAndPlace.getOrDefault(rule + " " + place, List.of());
    }

    /** Kieswet J 38: the mayor knows at once. Each suspension is one of its own. */
    private void considerStation(Picture now, Station station, Change change) {
        if (station == null) {
            return;
        }
        var state = station.state();
        if (state.status().isSuspended()
                && !state.since().isBefore(clock.instant().minus(STILL_NEWS))) {
            var due = rules.ofSuspension(station);
            var id = DerivedIds.of(
                            "escalation",
                            due.rule(),
                            station.id(),
                            state.since().toString())
                    .toString();
            if (now.entity(Escalation.KIND, id) == null) {
                asker.ask(
                        Escalation.KIND,
                        "suspension " + station.id(),
                        id,
                        new EscalationCommand.Raise(
                                due.cause(), due.rule(), due.addressee(), due.severity(), due.reason(), null),
                        CommandRequest.HUB,
                        change);
            }
        }
        var open = suspensions.get(station.id());
        if (open != null) {
            considerEscalation(now, now.entity(Escalation.KIND, open));
        }
    }

    /**
     * Gives a rebuttal that no longer holds to the election table, which upholds or withdraws it. Either resolves the
     * escalation.
     */
    private void considerResponse(Picture now, Response response, Change change) {
        var challenge = response.state().challenge();
        if (challenge != null && !challenge.at().isBefore(clock.instant().minus(STILL_NEWS))) {
            var due = rules.ofChallenge(response);
            var id = challengeId(response, challenge);
            if (now.entity(Escalation.KIND, id) == null) {
                asker.ask(
                        Escalation.KIND,
                        "challenge " + response.id(),
                        id,
                        new EscalationCommand.Raise(
                                due.cause(), due.rule(), due.addressee(), due.severity(), due.reason(), null),
                        CommandRequest.HUB,
                        change);
            }
        }
        var open = challenges.get(response.id());
        if (open != null) {
            considerChallenge(now, now.entity(Escalation.KIND, open));
        }
    }

    private static String challengeId(Response response, Challenge challenge) {
        return DerivedIds.of("escalation", EscalationRules.CHALLENGE, response.id(), String.valueOf(challenge.seq()))
                .toString();
    }

    private void considerChallenge(Picture now, Escalation escalation) {
        var e = escalation.state();
        if (escalation.isOver()) {
            challenges.remove(e.subject().id(), e.id());
            return;
        }
        challenges.put(e.subject().id(), e.id());
        var response = now.entity(Response.KIND, e.subject().id());
        if (response.state().challenge() != null
                && challengeId(response, response.state().challenge()).equals(e.id())) {
            return;
        }
        var how = response.status().isOver() ? "it was withdrawn" : "somebody looked, and it holds";
        asker.ask(
                Escalation.KIND,
                "resolve " + e.id(),
                e.id(),
                new EscalationCommand.Resolve(how, null),
                CommandRequest.HUB,
                new Change(escalation.seq(), Escalation.KIND, e.id()));
    }

    /** What the mayor decides on, the mayor has seen; resumption resolves the escalation. */
    private void considerEscalation(Picture now, Escalation escalation) {
        var e = escalation.state();
        if (EscalationRules.CHALLENGE.equals(e.rule())) {
            considerChallenge(now, escalation);
        }
        if (!EscalationRules.SUSPENSION.equals(e.rule()) || !e.subject().kind().equals(Cause.STATION)) {
            return;
        }
        if (escalation.isOver()) {
            suspensions.remove(e.subject().id(), e.id());
            return;
        }
        suspensions.put(e.subject().id(), e.id());
        var again = new Change(escalation.seq(), Escalation.KIND, e.id());
        var subject = now.station(e.subject().id());
        if (subject == null) {
            return;
        }
        var station = subject.state();
        boolean isThisOne = station.status().isSuspended()
                && DerivedIds.of(
                                "escalation",
                                e.rule(),
                                station.id(),
                                station.since().toString())
                        .toString()
                        .equals(e.id());
        if (!isThisOne) {
            asker.ask(
                    Escalation.KIND,
                    "resolve " + e.id(),
                    e.id(),
                    new EscalationCommand.Resolve("the station is " + station.status(), null),
                    CommandRequest.HUB,
                    again);
        } else if (station.resumption() != null && e.state() == Status.OPEN) {
            var role = e.addressee().roles().contains(station.resumption().role())
                    ? station.resumption().role()
                    : Role.MAYOR;
            asker.ask(
                    Escalation.KIND,
                    "seen " + e.id(),
                    e.id(),
                    new EscalationCommand.Acknowledge(role, "decided when and where the session goes on"),
                    station.resumption().by(),
                    again);
        }
    }
}
