package nl.tafelzicht.engine.place;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import nl.tafelzicht.engine.json.Json;

/**
 * Official boundaries of municipalities, from a file of the Land Registry or Statistics Netherlands: GeoJSON or
 * TopoJSON, in degrees or in metres of the national grid.
 *
 * <pre>file ─► features with a municipality's code ─► rings in degrees, to 10 m ─► the map's own GeoJSON</pre>
 *
 * Outlines are drawn as they are, only rounded: neighbours keep the same border. So the file must be a generalised one;
 * one with every metre of the coast is refused, since each screen would have to load it.
 */
public final class BoundariesFile {

    /** Ten times the size of the generalised boundaries of the country. */
    static final long MOST_BYTES = 16L << 20;

    static final int MOST_AREAS = 1_000;
    /** About 3 MB to download; a generalised file has a tenth of this. */
    static final int MOST_POINTS = 200_000;

    private static final Pattern CODE = Pattern.compile("GM\\d{4}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    /** The names of the properties with a municipality's code and name in the known sources. */
    private static final List<String> CODES =
            List.of("statcode", "gemeentecode", "GM_CODE", "identificatie", "code", "gm_code");

    private static final List<String> NAMES = List.of("statnaam", "gemeentenaam", "GM_NAAM", "naam", "name", "gm_naam");
    /** Larger than any longitude: coordinates beyond it are in metres. */
    private static final double LARGEST_DEGREE = 180;

    private static final double TO_TEN_METRES = 10_000;
    private static final int FEWEST_IN_RING = 4;

    private final NationalGrid grid = new NationalGrid();
    private int points;

    private BoundariesFile() {}

    private record Area(String name, ArrayNode polygons) {}

    /** Where points may lie: the Netherlands, and the islands in the Caribbean. */
    private static boolean isInKingdom(double latitude, double longitude) {
        return latitude > 50.5 && latitude < 54 && longitude > 2.5 && longitude < 7.5
                || latitude > 11.5 && latitude < 18.5 && longitude > -69.5 && longitude < -62;
    }

    /**
     * Blocks for some seconds at most.
     *
     * @param credit the owner of the boundaries, which the map shows
     * @throws IOException with one line that says what is wrong, and at which feature
     */
    public static Boundaries read(Path file, String credit) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is larger than " + (MOST_BYTES >> 20) + " MiB; take generalised boundaries");
        }
        JsonNode tree;
        try {
            tree = Json.tree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new IOException((at == null ? "" : "line " + at.getLineNr() + ": ") + "it is not JSON", e);
        }
        return new BoundariesFile().areas(features(tree), credit);
    }

    private static List<JsonNode> features(JsonNode tree) throws IOException {
        if (tree.path("type").asText().equals("Topology")) {
            return TopoJson.features(tree);
        }
        if (!tree.path("type").asText().equals("FeatureCollection")
                || !tree.path("features").isArray()) {
            throw new IOException("it is neither a GeoJSON FeatureCollection nor a TopoJSON Topology");
        }
        var features = new ArrayList<JsonNode>();
        tree.get("features").forEach(features::add);
        return features;
    }

    private Boundaries areas(List<JsonNode> features, String credit) throws IOException {
        var areas = new TreeMap<String, Area>();
        for (int i = 0; i < features.size(); i++) {
            var properties = features.get(i).path("properties");
            if (properties.path("water").asText().equals("JA")) {
                continue; // water that belongs to a municipality: the map looks like the country without it
            }
            var code = code(properties, i);
            var known = areas.computeIfAbsent(code, c -> new Area(name(properties, c), Json.MAPPER.createArrayNode()));
            addPolygons(known.polygons, features.get(i).path("geometry"), i, code);
            if (areas.size() > MOST_AREAS) {
                throw new IOException("it has more than " + MOST_AREAS + " municipalities");
            }
        }
        areas.values().removeIf(area -> area.polygons.isEmpty());
        if (areas.isEmpty()) {
            throw new IOException("there is no municipality in it");
        }
        var collection =
                Json.MAPPER.createObjectNode().put("type", "FeatureCollection").put("credit", credit);
        var out = collection.putArray("features");
        areas.forEach((code, area) -> out.add(feature(code, area)));
        return new Boundaries(Json.bytes(collection), areas.size(), points);
    }

    private static ObjectNode feature(String code, Area area) {
        var feature = Json.MAPPER.createObjectNode().put("type", "Feature");
        feature.putObject("properties").put("code", code).put("name", area.name);
        feature.putObject("geometry").put("type", "MultiPolygon").set("coordinates", area.polygons);
        return feature;
    }

    private static String code(JsonNode properties, int feature) throws IOException {
        for (var name : CODES) {
            var value = properties.path(name).asText("").strip();
            if (CODE.matcher(value).matches()) {
                return value;
            }
            if (NUMBER.matcher(value).matches()) {
                return "GM" + "0".repeat(4 - value.length()) + value;
            }
        }
        throw new IOException(at(feature, null)
                + "no property has the code of a municipality, such as GM0363; looked for " + String.join(", ", CODES));
    }

    private static String name(JsonNode properties, String code) {
        return NAMES.stream()
                .map(name -> properties.path(name).asText("").strip())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(code);
    }

    private void addPolygons(ArrayNode polygons, JsonNode geometry, int feature, String code) throws IOException {
        var coordinates = geometry.path("coordinates");
        switch (geometry.path("type").asText()) {
            case "Polygon" -> addPolygon(polygons, coordinates, feature, code);
            case "MultiPolygon" -> {
                for (var polygon : coordinates) {
                    addPolygon(polygons, polygon, feature, code);
                }
            }
            default -> throw new IOException(at(feature, code) + "geometry is no Polygon or MultiPolygon");
        }
    }

    private void addPolygon(ArrayNode polygons, JsonNode rings, int feature, String code) throws IOException {
        var kept = Json.MAPPER.createArrayNode();
        for (var ring : rings) {
            var rounded = ring(ring, feature, code);
            if (rounded.size() >= FEWEST_IN_RING) {
                kept.add(rounded);
            } else if (kept.isEmpty()) {
                return; // an island of less than ten metres, with its lakes
            }
        }
        if (!kept.isEmpty()) {
            polygons.add(kept);
        }
    }

    private ArrayNode ring(JsonNode ring, int feature, String code) throws IOException {
        var rounded = Json.MAPPER.createArrayNode();
        JsonNode last = null;
        for (var position : ring) {
            var point = point(position, feature, code);
            if (!point.equals(last)) {
                rounded.add(point);
                last = point;
                if (++points > MOST_POINTS) {
                    throw new IOException(at(feature, code) + "there are more than " + MOST_POINTS
                            + " points up to here; take generalised boundaries");
                }
            }
        }
        return rounded;
    }

    private JsonNode point(JsonNode position, int feature, String code) throws IOException {
        double x = position.path(0).asDouble(Double.NaN);
        double y = position.path(1).asDouble(Double.NaN);
        if (Double.isNaN(x) || Double.isNaN(y)) {
            throw new IOException(at(feature, code) + "coordinates: " + beginning(position) + " is no point");
        }
        if (Math.abs(x) > LARGEST_DEGREE) {
            var degrees = grid.degrees(x, y);
            x = degrees.longitude();
            y = degrees.latitude();
        }
        if (!isInKingdom(y, x)) {
            throw new IOException(
                    at(feature, code) + "coordinates: " + beginning(position) + " lies outside the Kingdom");
        }
        return JsonNodeFactory.instance.arrayNode(2).add(rounded(x)).add(rounded(y));
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * TO_TEN_METRES) / TO_TEN_METRES;
    }

    private static String beginning(JsonNode value) {
        var text = value.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static String at(int feature, String code) {
        return "feature " + (feature + 1) + (code == null ? "" : " (" + code + ")") + ": ";
    }
}
