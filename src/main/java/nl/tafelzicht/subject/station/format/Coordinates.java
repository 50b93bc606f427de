package nl.tafelzicht.subject.station.format;

import java.util.Map;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.engine.place.NationalGrid;
import nl.tafelzicht.subject.station.format.RowReader.Wrong;

/**
 * Coordinates as the files have them: WGS84 degrees, or metres in the national grid (RD, EPSG:28992), which are
 * converted.
 */
final class Coordinates {

    private static final double MIN_LATITUDE = 50.7;
    private static final double MAX_LATITUDE = 53.7;
    private static final double MIN_LONGITUDE = 3.2;
    private static final double MAX_LONGITUDE = 7.3;

    /** Not thread-safe: one for each file. */
    private final NationalGrid grid = new NationalGrid();

    record Point(double latitude, double longitude) {}

    /** @return the point in the row, or {@code null} when there is none */
    Point read(RowReader row, boolean caribbean, String latitude, String longitude, String x, String y) throws Wrong {
        var lat = row.degrees(latitude, caribbean ? 12 : MIN_LATITUDE, caribbean ? 18 : MAX_LATITUDE);
        var lon = row.degrees(longitude, caribbean ? -69 : MIN_LONGITUDE, caribbean ? -62 : MAX_LONGITUDE);
        if (lat != null && lon != null) {
            return new Point(lat, lon);
        }
        if (lat != null || lon != null) {
            throw row.wrong(lat == null ? latitude : longitude, "other-coordinate", Map.of());
        }
        var rdX = row.metres(x, 0, 300_000);
        var rdY = row.metres(y, 300_000, 620_000);
        if (rdX == null && rdY == null) {
            return null;
        }
        if (rdX == null || rdY == null) {
            throw row.wrong(rdX == null ? x : y, "other-coordinate", Map.of());
        }
        return fromRd(rdX, rdY);
    }

    Point fromRd(double x, double y) {
        var at = grid.degrees(x, y);
        return new Point(Gazetteer.rounded(at.latitude()), Gazetteer.rounded(at.longitude()));
    }
}
