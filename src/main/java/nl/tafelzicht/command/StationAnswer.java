package nl.tafelzicht.command;

import java.util.UUID;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.station.Station;

/** What became of a {@link StationRequest}. */
public sealed interface StationAnswer {

    /**
     * It is in the journal and in this node's picture.
     *
     * @param station  as it was right after the event
     * @param repeated it was there already: this is the first answer again
     */
    record Done(UUID id, long seq, Station station, boolean repeated) implements StationAnswer { }

    /** Nothing had to change. */
    record Unchanged(Station station) implements StationAnswer { }

    record Refused(Refusal refusal) implements StationAnswer { }

    /** There is no such station. */
    record Unknown() implements StationAnswer { }
}
