package nl.tafelzicht.engine.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.tafelzicht.engine.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundariesFileTest {

    private static final String RING = "[[4.9,52.3],[5.0,52.3],[5.0,52.4],[4.9,52.3]]";

    @TempDir
    private Path folder;

    private Boundaries read(String text) throws IOException {
        return BoundariesFile.read(Files.writeString(folder.resolve("gemeenten.json"), text), "CBS");
    }

    private static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
    }

    private static String feature(String properties, String type, String coordinates) {
        return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":{\"type\":\"" + type
                + "\",\"coordinates\":" + coordinates + "}}";
    }

    private static JsonNode first(Boundaries boundaries) throws IOException {
        return Json.tree(boundaries.areas()).at("/features/0");
    }

    private void refused(String text, String... words) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class).hasMessageContainingAll(words);
    }

    @Test
    void theGeoJsonOfTheLandRegistryIsReadAndRoundedToTenMetres() throws Exception {
        var read = read(collection(feature(
                "\"identificatie\":\"GM0363\",\"naam\":\"Amsterdam\"",
                "Polygon",
                "[[[4.900001,52.3],[4.900002,52.30001],[5.0,52.3],[5.0,52.4123456],[4.9,52.3]]]")));
        assertThat(read.municipalities()).isEqualTo(1);
        assertThat(read.points()).isEqualTo(4);
        assertThat(Json.tree(read.areas()).at("/credit").asText()).isEqualTo("CBS");
        var area = first(read);
        assertThat(area.at("/properties/code").asText()).isEqualTo("GM0363");
        assertThat(area.at("/properties/name").asText()).isEqualTo("Amsterdam");
        assertThat(area.at("/geometry/coordinates"))
                .hasToString("[[[[4.9,52.3],[5.0,52.3],[5.0,52.4123],[4.9,52.3]]]]");
    }

    @Test
    void metresOfTheNationalGridBecomeDegrees() throws Exception {
        var area = first(read(collection(feature(
                "\"statcode\":\"GM0363\",\"statnaam\":\"Amsterdam\"",
                "MultiPolygon",
                "[[[[121000,487000],[122000,487000],[122000,488000],[121000,487000]]]]"))));
        var corner = area.at("/geometry/coordinates/0/0/0");
        assertThat(corner.get(0).asDouble()).isBetween(4.88, 4.90);
        assertThat(corner.get(1).asDouble()).isBetween(52.36, 52.38);
    }

    @Test
    void partsOfOneMunicipalityAreJoinedAndItsWaterIsLeftOut() throws Exception {
        var read = read(collection(
                feature("\"gemeentecode\":\"GM0014\",\"water\":\"NEE\"", "Polygon", "[" + RING + "]"),
                feature("\"gemeentecode\":\"GM0014\",\"water\":\"JA\"", "Polygon", "[" + RING + "]"),
                feature("\"gemeentecode\":\"GM0014\",\"water\":\"NEE\"", "Polygon", "[" + RING + "]")));
        assertThat(read.municipalities()).isEqualTo(1);
        assertThat(first(read).at("/geometry/coordinates")).hasSize(2);
        assertThat(first(read).at("/properties/name").asText()).isEqualTo("GM0014");
    }

    @Test
    void theTopoJsonOfStatisticsNetherlandsIsReadWithItsArcs() throws Exception {
        var read = read("{\"type\":\"Topology\",\"transform\":{\"scale\":[0.1,0.1],\"translate\":[4,52]},\"arcs\":["
                + "[[9,3],[1,0]],[[10,3],[0,1]],[[9,3],[1,1]]],\"objects\":{\"gemeente_2026\":"
                + "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\",\"arcs\":[[0,1,-3]],"
                + "\"properties\":{\"statcode\":\"GM0363\",\"statnaam\":\"Amsterdam\"}}]}}}");
        assertThat(first(read).at("/geometry/coordinates"))
                .hasToString("[[[[4.9,52.3],[5.0,52.3],[5.0,52.4],[4.9,52.3]]]]");
    }

    @Test
    void whatIsWrongIsNamedWithItsFeature() {
        refused("{", "line 1", "not JSON");
        refused("[]", "neither a GeoJSON FeatureCollection nor a TopoJSON Topology");
        refused(collection(), "no municipality");
        refused(
                collection(feature("\"naam\":\"Amsterdam\"", "Polygon", "[" + RING + "]")),
                "feature 1: no property has the code",
                "statcode");
        refused(
                collection(
                        feature("\"statcode\":\"GM0363\"", "Polygon", "[" + RING + "]"),
                        feature("\"statcode\":\"GM0014\"", "Point", "[5,52]")),
                "feature 2 (GM0014): geometry is no Polygon");
        refused(
                collection(feature("\"statcode\":\"GM0363\"", "Polygon", "[[[14.9,52.3],[5,52],[5,53],[4,52]]]")),
                "feature 1 (GM0363): coordinates: [14.9,52.3] lies outside the Kingdom");
        refused(
                collection(feature("\"statcode\":\"GM0363\"", "Polygon", "[[[\"a\",52.3]]]")),
                "coordinates: [\"a\",52.3] is no point");
        refused(
                "{\"type\":\"Topology\",\"arcs\":[],\"objects\":{\"g\":{\"geometries\":[{\"type\":\"Polygon\","
                        + "\"arcs\":[[7]]}]}}}",
                "objects, g, geometry 1: arcs: there is no arc 7");
        assertThatThrownBy(() -> BoundariesFile.read(folder.resolve("none"), ""))
                .hasMessage("there is no such file");
    }

    @Test
    void aFileWithEveryMetreOfTheCoastIsRefused() throws Exception {
        var coast = IntStream.rangeClosed(0, BoundariesFile.MOST_POINTS)
                .mapToObj(i -> "[" + (i % 2 == 0 ? "4.9" : "4.8") + ",52.3]")
                .collect(Collectors.joining(",", "[[", "]]"));
        refused(collection(feature("\"statcode\":\"GM0363\"", "Polygon", coast)), "feature 1", "generalised");
        var large = folder.resolve("large.json");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(BoundariesFile.MOST_BYTES + 1);
        }
        assertThatThrownBy(() -> BoundariesFile.read(large, "")).hasMessageContaining("larger than 16 MiB");
    }
}
