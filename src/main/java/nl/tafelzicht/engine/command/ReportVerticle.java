package nl.tafelzicht.engine.command;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportCommand;
import nl.tafelzicht.subject.report.domain.ReportDecider;

/** The reports' commands. */
public final class ReportVerticle extends CommandVerticle {

    public static final String ADDRESS = "reports";

    public ReportVerticle(CurrentPicture picture, JournalStore journal, CommandMetrics metrics, Clock clock) {
        super(ADDRESS, picture, journal, metrics, clock);
    }

    @Override
    Kind<?> kind() {
        return Report.KIND;
    }

    @Override
    Collection<String> reports(Picture picture, CommandRequest request) {
        return request.command() instanceof ReportCommand.Submit
                ? List.of()
                : List.of(request.subject()); // that it is new, the journal sees for itself
    }

    @Override
    Decision<Write> decide(Picture picture, CommandRequest request, Instant now) {
        var report = picture.report(request.subject());
        boolean submits = request.command() instanceof ReportCommand.Submit;
        if (report == null && !submits) {
            return unknown();
        }
        if (report != null && submits) {
            return Decision.nothing(); // the same submission again: the journal has its first answer
        }
        return own(request.subject(), ReportDecider.decide(report, (ReportCommand) request.command(), now));
    }
}
