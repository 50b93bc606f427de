package nl.tafelzicht.access;

import java.util.Set;
import nl.tafelzicht.election.station.StationEntry;

/**
 * From where one looks at the picture. Viewers with the same viewpoint see the same, so that what is made for one serves all.
 *
 * @param country        sees all stations
 * @param municipalities otherwise, those of these municipalities
 * @param stations       and these
 */
public record Viewpoint(boolean country, Set<String> municipalities, Set<String> stations) {

    public static final Viewpoint COUNTRY = new Viewpoint(true, Set.of(), Set.of());

    public boolean sees(StationEntry station) {
        return country || municipalities.contains(station.municipality().code()) || stations.contains(station.id());
    }
}
