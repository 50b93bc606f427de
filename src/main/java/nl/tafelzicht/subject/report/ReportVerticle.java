package nl.tafelzicht.subject.report;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.engine.command.CommandMetrics;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.CommandVerticle;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportCommand;
import nl.tafelzicht.subject.report.domain.ReportDecider;

/** Handles the commands of reports. */
public final class ReportVerticle extends CommandVerticle<Report> {

    public ReportVerticle(CurrentPicture picture, JournalStore journal, CommandMetrics metrics, Clock clock) {
        super(Report.KIND, picture, journal, metrics, clock);
    }

    @Override
    public Collection<EntityKey> named(Picture picture, CommandRequest<Report> request) {
        return request.command() instanceof ReportCommand.Submit
                ? List.of()
                // a new report: the journal itself checks that the id is new
                : List.of(new EntityKey(Report.KIND, request.subject()));
    }

    @Override
    public Decision<Write> decide(Picture picture, CommandRequest<Report> request, Instant now) {
        var report = picture.entity(Report.KIND, request.subject());
        boolean submits = request.command() instanceof ReportCommand.Submit;
        if (report == null && !submits) {
            return unknown();
        }
        if (report != null && submits) {
            return Decision.nothing(); // a repeated submission: its first answer is found in the journal
        }
        return own(request.subject(), ReportDecider.decide(report, (ReportCommand) request.command(), now));
    }
}
