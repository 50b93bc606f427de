package nl.tafelzicht.subject.station;

import java.time.Clock;
import java.time.Instant;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.engine.command.CommandMetrics;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.CommandVerticle;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationCommand;
import nl.tafelzicht.subject.station.domain.StationDecider;

/** Handles the commands of stations. */
public final class StationVerticle extends CommandVerticle<Station> {

    public StationVerticle(CurrentPicture picture, JournalStore journal, CommandMetrics metrics, Clock clock) {
        super(Station.KIND, picture, journal, metrics, clock);
    }

    @Override
    public Decision<Write> decide(Picture picture, CommandRequest<Station> request, Instant now) {
        var station = picture.entity(Station.KIND, request.subject());
        var command = (StationCommand) request.command();
        if (station == null && !(command instanceof StationCommand.Register)) {
            return unknown();
        }
        return own(request.subject(), StationDecider.decide(station, command, now));
    }
}
