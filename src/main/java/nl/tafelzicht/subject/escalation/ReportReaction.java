package nl.tafelzicht.subject.escalation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.escalation.domain.EscalationRules.Due;
import nl.tafelzicht.subject.report.domain.LimitCheck;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;

/** Escalates reports to which a rule applies, once they were judged. */
final class ReportReaction implements Reaction {

    /** Older reports are history: rules that change overnight must not call anybody about yesterday. */
    private static final Duration STILL_NEWS = Duration.ofHours(24);

    private final EscalationRules rules;
    private final Clock clock;
    private final Asker asker;
    private Picture sorted;
    private Map<String, List<Escalation>> byRuleAndPlace = Map.of();

    ReportReaction(EscalationRules rules, Clock clock, Asker asker) {
        this.rules = rules;
        this.clock = clock;
        this.asker = asker;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Report.KIND);
    }

    @Override
    public void consider(Picture now, Change change) {
        var report = now.entity(Report.KIND, change.id());
        if (report != null
                && report.state().stands()
                && !report.state().at().isBefore(clock.instant().minus(STILL_NEWS))
                && isJudged(now, report)) {
            rules.of(report).forEach(due -> escalate(now, report, due, change));
        }
    }

    /** Whether the verdict is there, from which escalations follow. */
    private static boolean isJudged(Picture now, Report report) {
        var verdict = LimitCheck.of(report, now.all(ToleranceLimit.KIND), id -> Stations.entrance(now, id));
        return Objects.equals(verdict, report.state().verdict());
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
        asker.ask(Escalation.KIND, sameMatter, id, raise(due), change);
    }

    /** The command that raises an escalation. */
    static EscalationCommand.Raise raise(Due due) {
        return new EscalationCommand.Raise(
                due.cause(), due.rule(), due.addressee(), due.severity(), due.reason(), null);
    }

    /** The escalations of a rule in a municipality; sorted once for each picture, not for each report. */
    private List<Escalation> raised(Picture now, String rule, Municipality place) {
        if (sorted != now) {
            sorted = now;
            byRuleAndPlace = now.all(Escalation.KIND)
                    .collect(Collectors.groupingBy(
                            e -> e.state().rule() + " " + e.state().municipality()));
        }
        return byRuleAndPlace.getOrDefault(rule + " " + place, List.of());
    }
}
