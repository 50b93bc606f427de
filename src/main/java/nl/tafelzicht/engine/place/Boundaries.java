package nl.tafelzicht.engine.place;

/**
 * The outlines of municipalities that the map draws instead of the schematic ones.
 *
 * @param areas GeoJSON in UTF-8: features with {@code code} and {@code name}, and {@code credit} beside them
 * @param municipalities their number
 * @param points of all outlines together
 */
public record Boundaries(byte[] areas, int municipalities, int points) {}
