package nl.tafelzicht.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import nl.tafelzicht.engine.json.Json;

/**
 * The schematic municipality areas that the page draws, to place synthetic stations on land and in their municipality.
 */
final class Areas {

    private final Map<String, JsonNode> polygons = new HashMap<>();

    Areas() {
        try (var in = Areas.class.getResourceAsStream("/web/map/areas.json")) {
            for (var feature : Json.MAPPER.readTree(in).get("features")) {
                polygons.put(feature.at("/properties/code").asText(), feature.at("/geometry/coordinates"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(String municipality, double longitude, double latitude) {
        for (var polygon : polygons.get(municipality)) {
            boolean inside = false;
            for (var ring : polygon) {
                inside ^= contains(ring, longitude, latitude);
            }
            if (inside) {
                return true;
            }
        }
        return false;
    }

    /** Counts the edges that a ray to the east crosses. */
    private static boolean contains(JsonNode ring, double x, double y) {
        boolean inside = false;
        for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            double xi = ring.get(i).get(0).doubleValue();
            double yi = ring.get(i).get(1).doubleValue();
            double xj = ring.get(j).get(0).doubleValue();
            double yj = ring.get(j).get(1).doubleValue();
            if (yi > y != yj > y && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
                inside = !inside;
            }
        }
        return inside;
    }
}
