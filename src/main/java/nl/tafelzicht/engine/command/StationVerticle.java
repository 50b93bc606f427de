package nl.tafelzicht.engine.command;

import java.time.Clock;
import java.time.Instant;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationCommand;
import nl.tafelzicht.subject.station.domain.StationDecider;

/** The stations' commands. */
public final class StationVerticle extends CommandVerticle {

    public static final String ADDRESS = "stations";

    public StationVerticle(CurrentPicture picture, JournalStore journal, CommandMetrics metrics, Clock clock) {
        super(ADDRESS, picture, journal, metrics, clock);
    }

    @Override
    Kind<?> kind() {
        return Station.KIND;
    }

    @Override
    Decision<Write> decide(Picture picture, CommandRequest request, Instant now) {
        var station = picture.entity(Station.KIND, request.subject());
        var command = (StationCommand) request.command();
        if (station == null && !(command instanceof StationCommand.Register)) {
            return unknown();
        }
        return own(request.subject(), StationDecider.decide(station, command, now));
    }
}
