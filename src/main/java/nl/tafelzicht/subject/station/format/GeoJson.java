package nl.tafelzicht.subject.station.format;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.station.domain.Station;

/** Stations as GeoJSON (RFC 7946): a point for each, with its register entry and status as properties. */
public final class GeoJson {

    private record Point(String type, List<Double> coordinates) {}

    private record Feature(String type, String id, Point geometry, Map<String, Object> properties) {}

    private record Collection(String type, List<Feature> features) {}

    private GeoJson() {}

    public static byte[] stations(List<Station> stations) {
        return Json.bytes(new Collection(
                "FeatureCollection", stations.stream().map(GeoJson::feature).toList()));
    }

    private static Feature feature(Station station) {
        var at = station.entry().location();
        return new Feature(
                "Feature",
                station.id(),
                new Point("Point", List.of(at.longitude(), at.latitude())),
                properties(station));
    }

    @SuppressWarnings("unchecked") // the fields of a record have names
    private static Map<String, Object> properties(Station station) {
        Map<String, Object> properties = Json.MAPPER.convertValue(station.registered(), Map.class);
        properties.putAll(Json.MAPPER.convertValue(station.state(), Map.class));
        properties.put("seq", station.seq());
        return properties;
    }
}
