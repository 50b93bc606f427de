package nl.tafelzicht.subject.tolerance.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Words;
import nl.tafelzicht.election.place.Point;

/**
 * What the security triangle agrees for demonstrations around polling places.
 *
 * @param title for people
 * @param stations around which it holds, up to {@code radiusMetres}; or {@code null} when it holds in {@code polygon}
 * @param radiusMetres 1 to 10,000, with {@code stations}
 * @param polygon corners of the area, or {@code null}
 * @param minimumDistanceMetres to the entrance, 0 to 10,000; {@code null} for none
 * @param maximumParticipants 0 to 1,000,000; {@code null} for none
 * @param amplifiedSound whether amplified sound is allowed; {@code null} when nothing was agreed
 * @param from since when
 * @param until up to when, exclusive
 * @param measures who does what on a breach
 */
public record Terms(
        @Words String title,
        List<String> stations,
        Integer radiusMetres,
        List<Point> polygon,
        Integer minimumDistanceMetres,
        Integer maximumParticipants,
        Boolean amplifiedSound,
        Instant from,
        Instant until,
        List<Measure> measures) {

    public static final int USUAL_RADIUS_METRES = 300;

    /** Who does what when the limit is breached. */
    public record Measure(@Words String who, @Words String what) {}
}
