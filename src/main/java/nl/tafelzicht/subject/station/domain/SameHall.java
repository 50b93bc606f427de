package nl.tafelzicht.subject.station.domain;

import java.util.Locale;
import java.util.stream.Stream;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;

/**
 * Which stations share a hall, according to the register: a queue, a demonstration or a suspension at one may affect
 * the other too. It only asks; nothing changes by itself. Pure.
 */
public final class SameHall {

    /** Metres within which two exact places count as one: entries for one building are seldom further apart. */
    static final double NEAR_METRES = 40;

    private SameHall() {}

    /**
     * The other stations of the municipality at the same place, by number.
     *
     * @param all stations of the municipality
     */
    public static Stream<Station> of(Station station, Stream<Station> all) {
        return all.filter(other -> !other.withdrawn() && isShared(station, other))
                .sorted((a, b) -> Integer.compare(a.entry().number(), b.entry().number()));
    }

    /**
     * The same address; or the same spot, when one of the two is known to share its hall. A mobile station counts at
     * its present stop.
     */
    static boolean isShared(Station one, Station other) {
        if (one.id().equals(other.id())
                || !one.entry()
                        .municipality()
                        .code()
                        .equals(other.entry().municipality().code())) {
            return false;
        }
        var a = one.entry().location();
        var b = other.entry().location();
        boolean isSaid = Boolean.TRUE.equals(one.entry().sharedLocation())
                || Boolean.TRUE.equals(other.entry().sharedLocation());
        return isSameAddress(a, b) || isSaid && isNear(one, other);
    }

    private static boolean isNear(Station one, Station other) {
        return isExact(one) && isExact(other) && one.point().metresTo(other.point()) <= NEAR_METRES;
    }

    private static boolean isExact(Station s) {
        return s.point() != null && !Boolean.TRUE.equals(s.entry().location().approximate());
    }

    /** Without a postcode or a town on both sides, the same street and number may be two places. */
    private static boolean isSameAddress(Location a, Location b) {
        boolean isPlaced = isSame(a.postcode(), b.postcode()) || isSame(a.place(), b.place());
        return isSame(a.address(), b.address()) && isPlaced && !differ(a.postcode(), b.postcode());
    }

    private static boolean isSame(String a, String b) {
        return a != null && b != null && plain(a).equals(plain(b));
    }

    private static boolean differ(String a, String b) {
        return a != null && b != null && !plain(a).equals(plain(b));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }
}
