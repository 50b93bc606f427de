package nl.tafelzicht.subject.duty;

import java.time.Clock;
import java.time.Instant;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.engine.command.CommandMetrics;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.CommandVerticle;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.duty.domain.DutyCommand;
import nl.tafelzicht.subject.duty.domain.DutyDecider;

/** Handles the commands of the duty roster. */
public final class DutyVerticle extends CommandVerticle<Duty> {

    public DutyVerticle(CurrentPicture picture, JournalStore journal, CommandMetrics metrics, Clock clock) {
        super(Duty.KIND, picture, journal, metrics, clock);
    }

    @Override
    public Decision<Write> decide(Picture picture, CommandRequest<Duty> request, Instant now) {
        return own(
                request.subject(),
                DutyDecider.decide(picture.entity(Duty.KIND, request.subject()), (DutyCommand) request.command(), now));
    }
}
