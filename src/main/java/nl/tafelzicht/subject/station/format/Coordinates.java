package nl.tafelzicht.subject.station.format;

import java.util.Map;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.format.RowReader.Wrong;
import org.locationtech.proj4j.BasicCoordinateTransform;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.ProjCoordinate;

/**
 * Coordinates as the files have them: WGS84 degrees, or metres in the national grid (RD, EPSG:28992), which are
 * converted.
 */
final class Coordinates {

    /** EPSG:28992 by its parameters; the shift to WGS84 is right to half a metre. */
    private static final String RD =
            "+proj=sterea +lat_0=52.15616055555555 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 "
                    + "+y_0=463000 +ellps=bessel"
                    + " +towgs84=565.4171,50.3319,465.5524,-0.398957,0.343988,-1.87740,4.0725 +units=m +no_defs";

    private static final double MIN_LATITUDE = 50.7;
    private static final double MAX_LATITUDE = 53.7;
    private static final double MIN_LONGITUDE = 3.2;
    private static final double MAX_LONGITUDE = 7.3;

    private final BasicCoordinateTransform toWgs84;

    record Point(double latitude, double longitude) {}

    /** Not thread-safe: one for each file. */
    Coordinates() {
        var factory = new CRSFactory();
        toWgs84 = new BasicCoordinateTransform(
                factory.createFromParameters("RD", RD),
                factory.createFromParameters("WGS84", "+proj=longlat +datum=WGS84 +no_defs"));
    }

    /** @return the point that the row gives, or {@code null} when it gives none */
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
        var out = toWgs84.transform(new ProjCoordinate(x, y), new ProjCoordinate());
        return new Point(Gazetteer.rounded(out.y), Gazetteer.rounded(out.x));
    }
}
