package nl.tafelzicht.engine.place;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.place.Point;

/** The municipalities by their CBS code, and approximate places for files without coordinates. */
public final class Gazetteer {

    /** @param areaKm2 land area */
    public record Place(Municipality municipality, double latitude, double longitude, double areaKm2) {}

    private static final double KM_PER_DEGREE = 111.2;
    /** Successive turns by this angle never form a row: consecutive numbers are far apart on the circle. */
    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

    private static final int SPREAD = 600;
    private static final Place MIDDLE_OF_THE_COUNTRY = new Place(new Municipality("GM0000", ""), 52.1, 5.3, 1_000);

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, String> postcodeRegions = new LinkedHashMap<>();

    public Gazetteer() {
        rows(
                "/municipalities.csv",
                f -> add(
                        f.getField(0),
                        f.getField(1),
                        Double.parseDouble(f.getField(3)),
                        Double.parseDouble(f.getField(2)),
                        Double.parseDouble(f.getField(4))));
        add("GM9001", "Bonaire", 12.18, -68.26, 288);
        add("GM9002", "Sint Eustatius", 17.49, -62.98, 21);
        add("GM9003", "Saba", 17.63, -63.24, 13);
        rows("/postcode-regions.csv", f -> postcodeRegions.put(f.getField(0), f.getField(1)));
    }

    private void add(String code, String name, double latitude, double longitude, double areaKm2) {
        places.put(code, new Place(new Municipality(code, name), latitude, longitude, areaKm2));
    }

    private static void rows(String resource, Consumer<CsvRecord> row) {
        try (var csv = CsvReader.builder()
                .ofCsvRecord(
                        new InputStreamReader(Gazetteer.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            csv.stream().skip(1).forEach(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return the municipality with this code, under the given name when the code is not in use (a test authority, a
     *     later merger)
     */
    public Municipality municipality(String code, String otherwiseCalled) {
        var place = places.get(code);
        return place != null
                ? place.municipality
                : new Municipality(code, otherwiseCalled == null || otherwiseCalled.isBlank() ? code : otherwiseCalled);
    }

    public Collection<Place> places() {
        return places.values();
    }

    /**
     * An approximate point, for a station without coordinates: spread around the middle of the municipality, or around
     * the main town of the postcode's region when the code is not known. The same station always gets the same point.
     */
    public Point approximate(String municipality, int number, String postcode) {
        var around = around(municipality, postcode);
        double radiusKm = Math.min(6, Math.sqrt(around.areaKm2) / 3) * Math.sqrt((number % SPREAD + 1.0) / SPREAD);
        double latitude = around.latitude + radiusKm * Math.sin(number * GOLDEN_ANGLE) / KM_PER_DEGREE;
        double longitude = around.longitude
                + radiusKm
                        * Math.cos(number * GOLDEN_ANGLE)
                        / (KM_PER_DEGREE * Math.cos(Math.toRadians(around.latitude)));
        return new Point(rounded(latitude), rounded(longitude));
    }

    private Place around(String municipality, String postcode) {
        var own = places.get(municipality);
        if (own != null) {
            return own;
        }
        return postcode == null
                ? MIDDLE_OF_THE_COUNTRY
                : places.getOrDefault(postcodeRegions.get(postcode.substring(0, 2)), MIDDLE_OF_THE_COUNTRY);
    }

    /** Rounded to some 10 cm. */
    public static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
