package nl.tafelzicht.election.place;

import java.util.List;
import nl.tafelzicht.election.Explanation;

/**
 * An area with one outer edge, which is closed: the last corner joins the first. Computed on a plane, so only for areas
 * of some kilometres.
 */
public record Polygon(List<Point> corners) {

    public static final int FEWEST = 3;
    public static final int MOST = 100;

    /** The corners without the last one where it repeats the first, as in GeoJSON (RFC 7946). */
    public static List<Point> open(List<Point> corners) {
        int last = corners.size() - 1;
        return last > 0 && corners.get(0).equals(corners.get(last)) ? List.copyOf(corners.subList(0, last)) : corners;
    }

    /** Whether the point lies inside: counts the edges that a ray to the east crosses. */
    public boolean contains(Point p) {
        boolean inside = false;
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            var a = corners.get(i);
            var b = corners.get(j);
            boolean straddles = a.latitude() > p.latitude() != b.latitude() > p.latitude();
            if (straddles
                    && p.longitude()
                            < (b.longitude() - a.longitude())
                                            * (p.latitude() - a.latitude())
                                            / (b.latitude() - a.latitude())
                                    + a.longitude()) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** @return why it is not a valid area, or {@code null} */
    public Explanation flaw() {
        int n = corners.size();
        if (n < FEWEST || n > MOST) {
            return Explanation.of("corners", "fewest", FEWEST, "most", MOST, "count", n);
        }
        for (int i = 0; i < n; i++) {
            if (corners.get(i).equals(corners.get((i + 1) % n))) {
                return Explanation.of("corner-twice", "corner", i + 1);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                boolean neighbours = j == i + 1 || i == 0 && j == n - 1;
                if (!neighbours
                        && cross(corners.get(i), corners.get((i + 1) % n), corners.get(j), corners.get((j + 1) % n))) {
                    return Explanation.of("crosses-itself", "corner", i + 1, "other", j + 1);
                }
            }
        }
        return area() < 1e-12 ? Explanation.of("no-inside") : null;
    }

    private double area() {
        double twice = 0;
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            twice += corners.get(j).longitude() * corners.get(i).latitude()
                    - corners.get(i).longitude() * corners.get(j).latitude();
        }
        return Math.abs(twice) / 2;
    }

    private static boolean cross(Point a, Point b, Point c, Point d) {
        double abc = turn(a, b, c);
        double abd = turn(a, b, d);
        double cda = turn(c, d, a);
        double cdb = turn(c, d, b);
        boolean isEachOnBothSides = abc * abd < 0 && cda * cdb < 0;
        return isEachOnBothSides
                || abc == 0 && on(a, b, c)
                || abd == 0 && on(a, b, d)
                || cda == 0 && on(c, d, a)
                || cdb == 0 && on(c, d, b);
    }

    private static double turn(Point a, Point b, Point c) {
        return (b.longitude() - a.longitude()) * (c.latitude() - a.latitude())
                - (b.latitude() - a.latitude()) * (c.longitude() - a.longitude());
    }

    private static boolean on(Point a, Point b, Point p) {
        return Math.min(a.longitude(), b.longitude()) <= p.longitude()
                && p.longitude() <= Math.max(a.longitude(), b.longitude())
                && Math.min(a.latitude(), b.latitude()) <= p.latitude()
                && p.latitude() <= Math.max(a.latitude(), b.latitude());
    }
}
