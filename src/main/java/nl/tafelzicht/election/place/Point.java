package nl.tafelzicht.election.place;

/** A place on earth, in WGS84 degrees. */
public record Point(double latitude, double longitude) {

    private static final double EARTH_METRES = 6_371_008.8;
    private static final double METRES_PER_DEGREE = Math.toRadians(1) * EARTH_METRES;

    /** Distance in a straight line, in metres, computed on a plane: exact to a thousandth within some kilometres. */
    public double metresTo(Point other) {
        double north = (other.latitude - latitude) * METRES_PER_DEGREE;
        double east = (other.longitude - longitude)
                * METRES_PER_DEGREE
                * Math.cos(Math.toRadians((latitude + other.latitude) / 2));
        return Math.hypot(north, east);
    }

    /**
     * Whether polling can take place there: the European Netherlands, Bonaire, Sint Eustatius or Saba, with some sea
     * around.
     */
    public boolean isInTheNetherlands() {
        return within(50.7, 53.7, 3.2, 7.3) || within(11.9, 12.4, -68.5, -68.1) || within(17.4, 17.7, -63.4, -62.8);
    }

    private boolean within(double south, double north, double west, double east) {
        return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
    }
}
