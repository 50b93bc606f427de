package nl.tafelzicht.engine.place;

import org.locationtech.proj4j.BasicCoordinateTransform;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.ProjCoordinate;

/** Converts metres in the national grid (RD, EPSG:28992) to WGS84 degrees. Not thread-safe: use one for each file. */
public final class NationalGrid {

    /** EPSG:28992 by its parameters; the shift to WGS84 is accurate to half a metre. */
    private static final String RD =
            "+proj=sterea +lat_0=52.15616055555555 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 "
                    + "+y_0=463000 +ellps=bessel"
                    + " +towgs84=565.4171,50.3319,465.5524,-0.398957,0.343988,-1.87740,4.0725 +units=m +no_defs";

    private final BasicCoordinateTransform toWgs84;

    /** A position in degrees. */
    public record Degrees(double latitude, double longitude) {}

    public NationalGrid() {
        var factory = new CRSFactory();
        toWgs84 = new BasicCoordinateTransform(
                factory.createFromParameters("RD", RD),
                factory.createFromParameters("WGS84", "+proj=longlat +datum=WGS84 +no_defs"));
    }

    /** @param x metres, as {@code y} */
    public Degrees degrees(double x, double y) {
        var to = new ProjCoordinate();
        toWgs84.transform(new ProjCoordinate(x, y), to);
        return new Degrees(to.y, to.x);
    }
}
