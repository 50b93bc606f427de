package nl.tafelzicht.subject.station;

import java.util.Set;
import nl.tafelzicht.engine.eventsourcing.PictureIndex;
import nl.tafelzicht.subject.station.domain.Station;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/** The ids of the stations of each municipality. Immutable. */
final class StationIndex implements PictureIndex<Station> {

    static final StationIndex EMPTY = new StationIndex(HashTreePMap.empty());

    private final PMap<String, PSet<String>> byMunicipality;

    private StationIndex(PMap<String, PSet<String>> byMunicipality) {
        this.byMunicipality = byMunicipality;
    }

    /** A station's municipality is part of its id, and never changes. */
    @Override
    public StationIndex after(Station before, Station after) {
        if ((before == null) == (after == null)) {
            return this;
        }
        var station = after == null ? before : after;
        var code = station.entry().municipality().code();
        var ids = byMunicipality.getOrDefault(code, HashTreePSet.empty());
        return new StationIndex(
                byMunicipality.plus(code, after == null ? ids.minus(station.id()) : ids.plus(station.id())));
    }

    /** In any order. */
    Set<String> of(String municipality) {
        return byMunicipality.getOrDefault(municipality, HashTreePSet.empty());
    }
}
