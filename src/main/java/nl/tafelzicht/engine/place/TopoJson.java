package nl.tafelzicht.engine.place;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.engine.json.Json;

/**
 * Converts TopoJSON to GeoJSON features: borders that neighbours share are stored once, as arcs, which rings name by
 * number ({@code ~number} for the reverse direction); positions may be deltas of whole numbers in a grid.
 */
final class TopoJson {

    /** For all rings together, before they are rounded: an arc may be used again and again. */
    private static final int MOST_POSITIONS = 2_000_000;

    private final List<ArrayNode> arcs = new ArrayList<>();
    private int positions;

    private TopoJson() {}

    /**
     * @return the features of its first object with areas
     * @throws IOException with one line that says what is wrong
     */
    static List<JsonNode> features(JsonNode topology) throws IOException {
        var read = new TopoJson();
        read.arcs(topology);
        for (var entry : topology.path("objects").properties()) {
            var object = entry.getValue();
            if (object.path("geometries").isArray()) {
                return read.features(entry.getKey(), object.get("geometries"));
            }
        }
        throw new IOException("objects: none of them has geometries");
    }

    private void arcs(JsonNode topology) throws IOException {
        var scale = topology.at("/transform/scale");
        var translate = topology.at("/transform/translate");
        boolean inSteps = scale.size() == 2 && translate.size() == 2;
        if (!topology.path("arcs").isArray()) {
            throw new IOException("arcs: they are not there");
        }
        for (var arc : topology.get("arcs")) {
            var line = Json.MAPPER.createArrayNode();
            double x = 0;
            double y = 0;
            for (var position : arc) {
                x = inSteps ? x + position.path(0).asDouble() : position.path(0).asDouble();
                y = inSteps ? y + position.path(1).asDouble() : position.path(1).asDouble();
                line.addArray()
                        .add(
                                inSteps
                                        ? x * scale.get(0).asDouble()
                                                + translate.get(0).asDouble()
                                        : x)
                        .add(
                                inSteps
                                        ? y * scale.get(1).asDouble()
                                                + translate.get(1).asDouble()
                                        : y);
            }
            arcs.add(line);
        }
    }

    private List<JsonNode> features(String name, JsonNode geometries) throws IOException {
        var features = new ArrayList<JsonNode>();
        for (var geometry : geometries) {
            var where = "objects, " + name + ", geometry " + (features.size() + 1);
            var feature = Json.MAPPER.createObjectNode();
            feature.set("properties", geometry.path("properties"));
            features.add(feature);
            var type = geometry.path("type").asText();
            var shape = feature.putObject("geometry").put("type", type);
            var coordinates = shape.putArray("coordinates");
            if (type.equals("Polygon")) {
                addRings(coordinates, geometry.path("arcs"), where);
            } else if (type.equals("MultiPolygon")) {
                for (var polygon : geometry.path("arcs")) {
                    addRings(coordinates.addArray(), polygon, where);
                }
            }
        }
        return features;
    }

    private void addRings(ArrayNode rings, JsonNode numbers, String where) throws IOException {
        for (var ring : numbers) {
            var line = rings.addArray();
            for (var number : ring) {
                addArc(line, number, where);
            }
        }
    }

    /** An arc begins where the one before ended: that point is in the line already. */
    private void addArc(ArrayNode line, JsonNode number, String where) throws IOException {
        int asked = number.asInt();
        int index = asked < 0 ? ~asked : asked;
        if (!number.isIntegralNumber() || index >= arcs.size()) {
            throw new IOException(where + ": arcs: there is no arc " + number);
        }
        var arc = arcs.get(index);
        positions += arc.size();
        if (positions > MOST_POSITIONS) {
            throw new IOException(where + ": there are too many points up to here; take generalised boundaries");
        }
        for (int i = line.isEmpty() ? 0 : 1; i < arc.size(); i++) {
            line.add(arc.get(asked < 0 ? arc.size() - 1 - i : i));
        }
    }
}
