package nl.tafelzicht.engine.place;

/**
 * The areas of municipalities as the map draws them, instead of the schematic ones.
 *
 * @param areas GeoJSON in UTF-8: features with {@code code} and {@code name}, and {@code credit} beside them
 * @param municipalities how many there are
 * @param points of all outlines together
 */
public record Boundaries(byte[] areas, int municipalities, int points) {}
