package nl.tafelzicht.subject.report;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.report.domain.LimitCheck;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportCommand;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;

/**
 * Evaluates demonstrations against the tolerance limits: a newly reported one and, when limits change, every one that
 * still counts.
 */
final class LimitReaction implements Reaction {

    /** Older reports are history: limits that change overnight do not judge yesterday's demonstrations. */
    private static final Duration STILL_NEWS = Duration.ofHours(24);

    private final Clock clock;
    private final Asker asker;

    LimitReaction(Clock clock, Asker asker) {
        this.clock = clock;
        this.asker = asker;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Report.KIND, ToleranceLimit.KIND);
    }

    @Override
    public void consider(Picture now, Change change) {
        if (change.kind() == Report.KIND) {
            var report = now.entity(Report.KIND, change.id());
            if (report != null && isNews(report)) {
                judge(now, report, change);
            }
            return;
        }
        var place = now.entity(ToleranceLimit.KIND, change.id()).state().municipality();
        now.all(Report.KIND)
                .filter(r -> r.state().kind() == ReportKind.DEMONSTRATION
                        && r.state().municipality() != null
                        && r.state().municipality().code().equals(place.code()))
                .filter(this::isNews)
                .forEach(r -> judge(now, r, new Change(r.seq(), Report.KIND, r.id())));
    }

    private boolean isNews(Report report) {
        return report.state().stands()
                && !report.state().at().isBefore(clock.instant().minus(STILL_NEWS));
    }

    private void judge(Picture now, Report report, Change change) {
        var verdict = LimitCheck.of(report, now.all(ToleranceLimit.KIND), id -> Stations.entrance(now, id));
        if (!Objects.equals(verdict, report.state().verdict())) {
            asker.ask(Report.KIND, "judge " + report.id(), report.id(), new ReportCommand.Judge(verdict), change);
        }
    }
}
