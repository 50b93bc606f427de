package nl.tafelzicht.subject.tolerance;

import java.time.Clock;
import java.time.Instant;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.engine.command.CommandMetrics;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.CommandVerticle;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.tolerance.domain.ToleranceCommand;
import nl.tafelzicht.subject.tolerance.domain.ToleranceDecider;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;

/** Handles the commands of tolerance limits. */
public final class ToleranceVerticle extends CommandVerticle<ToleranceLimit> {

    public ToleranceVerticle(CurrentPicture picture, JournalStore journal, CommandMetrics metrics, Clock clock) {
        super(ToleranceLimit.KIND, picture, journal, metrics, clock);
    }

    @Override
    public Decision<Write> decide(Picture picture, CommandRequest<ToleranceLimit> request, Instant now) {
        var limit = picture.entity(ToleranceLimit.KIND, request.subject());
        boolean proposes = request.command() instanceof ToleranceCommand.Propose;
        if (limit == null && !proposes) {
            return unknown();
        }
        if (limit != null && proposes) {
            return Decision.nothing();
        }
        return own(
                request.subject(),
                ToleranceDecider.decide(
                        limit, (ToleranceCommand) request.command(), id -> Stations.find(picture, id), now));
    }
}
