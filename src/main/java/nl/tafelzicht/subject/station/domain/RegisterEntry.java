package nl.tafelzicht.subject.station.domain;

import java.time.OffsetDateTime;
import java.util.List;
import nl.tafelzicht.election.ByElection;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationEntry.Stop;

/**
 * A station's entry in the register, as viewers get it.
 *
 * @param eligibleVoters by election, where the station is for several
 * @param elections the ids of the elections that it is for, the first one's first; {@code null} while no file has said
 *     that
 */
public record RegisterEntry(
        String id,
        int number,
        String name,
        StationType type,
        Municipality municipality,
        Location location,
        OffsetDateTime opensAt,
        OffsetDateTime closesAt,
        ByElection<Integer> eligibleVoters,
        Location movedFrom,
        List<Stop> stops,
        String district,
        Boolean sharedLocation,
        List<String> elections,
        long seq) {

    static RegisterEntry of(StationEntry e) {
        return new RegisterEntry(
                e.id(),
                e.number(),
                e.name(),
                e.type(),
                e.municipality(),
                e.location(),
                e.opensAt(),
                e.closesAt(),
                e.eligible(),
                e.movedFrom(),
                e.stops(),
                e.district(),
                e.sharedLocation(),
                e.election() == null ? null : e.elections(),
                e.seq());
    }
}
