package nl.tafelzicht.command;

import nl.tafelzicht.election.tolerance.ToleranceLimit;
import java.time.Clock;
import java.time.Instant;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.tolerance.ToleranceCommand;
import nl.tafelzicht.election.tolerance.ToleranceDecider;
import nl.tafelzicht.journal.JournalStore;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.picture.CurrentPicture;
import nl.tafelzicht.picture.Picture;

/** The tolerance limits' commands. */
public final class ToleranceVerticle extends CommandVerticle {

    public static final String ADDRESS = "tolerance-limits";

    public ToleranceVerticle(CurrentPicture picture, JournalStore journal, CommandMetrics metrics, Clock clock) {
        super(ADDRESS, picture, journal, metrics, clock);
    }

    @Override
    Kind<?> kind() {
        return ToleranceLimit.KIND;
    }

    @Override
    Decision<Write> decide(Picture picture, CommandRequest request, Instant now) {
        var limit = picture.limit(request.subject());
        boolean proposes = request.command() instanceof ToleranceCommand.Propose;
        if (limit == null && !proposes) return unknown("tolerance limit");
        if (limit != null && proposes) return Decision.nothing();
        return own(request.subject(), ToleranceDecider.decide(limit, (ToleranceCommand) request.command(), picture::station, now));
    }
}
