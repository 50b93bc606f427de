package nl.tafelzicht.election.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distances, areas that somebody drew, and where the Netherlands are. */
class PlaceTest {

    private static final Polygon SQUARE = area(0, 0, 0, 10, 10, 10, 10, 0);

    /** @param corners latitude, longitude, latitude, longitude */
    private static Polygon area(double... corners) {
        return new Polygon(IntStream.range(0, corners.length / 2)
                .mapToObj(i -> new Point(corners[2 * i], corners[2 * i + 1]))
                .toList());
    }

    @Test
    void distancesAreThoseOfTheEarth() {
        var dom = new Point(52.0907, 5.1214);
        assertThat(dom.metresTo(dom)).isZero();
        assertThat(dom.metresTo(new Point(52.0997, 5.1214)))
                .as("a hundredth of a degree to the north, less a tenth")
                .isCloseTo(1_000.8, within(0.5));
        assertThat(dom.metresTo(new Point(52.0907, 5.1314)))
                .as("to the east it is less")
                .isCloseTo(683.2, within(0.5));
        assertThat(dom.metresTo(new Point(52.0817, 5.1114))).isCloseTo(Math.hypot(1_000.8, 683.3), within(1.0));
        assertThat(new Point(53.0, 5.0).metresTo(new Point(52.0, 5.0)))
                .isEqualTo(new Point(52.0, 5.0).metresTo(new Point(53.0, 5.0)));
    }

    @ParameterizedTest
    @CsvSource({
        "50.7, 3.2, true",
        "53.7, 7.3, true",
        "50.69, 5, false",
        "53.71, 5, false",
        "52, 3.19, false",
        "52, 7.31, false",
        "12.18, -68.26, true",
        "11.9, -68.5, true",
        "12.4, -68.1, true",
        "11.89, -68.26, false",
        "12.41, -68.26, false",
        "12.1, -68.51, false",
        "12.1, -68.09, false",
        "17.4, -63.4, true",
        "17.7, -62.8, true",
        "17.39, -63, false",
        "17.71, -63, false",
        "17.5, -63.41, false",
        "17.5, -62.79, false",
        "0, 0, false",
        "52, -5, false",
        "12.1, 68.26, false"
    })
    void pollingTakesPlaceInTheNetherlandsAndOnThreeIslands(double latitude, double longitude, boolean is) {
        assertThat(new Point(latitude, longitude).isInTheNetherlands()).isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource({"GM9001, true", "GM9002, true", "GM9003, true", "GM9004, false", "GM0363, false", ", false"})
    void threeIslandsHaveAnotherTime(String municipality, boolean elsewhere) {
        assertThat(Zones.isElsewhere(municipality)).isEqualTo(elsewhere);
        assertThat(Zones.of(municipality).getId()).isEqualTo(elsewhere ? "America/Kralendijk" : "Europe/Amsterdam");
    }

    @Test
    void whatIsAboutSeveralPlacesHasTheirTimeWhenTheyShareIt() {
        assertThat(Zones.ofAll(List.of("GM9001", "GM9003")).getId()).isEqualTo("America/Kralendijk");
        assertThat(Zones.ofAll(List.of("GM9001", "GM0363"))).isEqualTo(Zones.NETHERLANDS);
        assertThat(Zones.ofAll(List.of())).isEqualTo(Zones.NETHERLANDS);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5, true",
        "0.1, 0.1, true",
        "9.9, 9.9, true",
        "-0.1, 5, false",
        "10.1, 5, false",
        "5, -0.1, false",
        "5, 10.1, false",
        "5, 9.9, true",
        "5, 0.1, true"
    })
    void aPointIsInsideASquareOrNot(double latitude, double longitude, boolean inside) {
        assertThat(SQUARE.contains(new Point(latitude, longitude))).isEqualTo(inside);
    }

    /** A C that is open to the east: the ray to the east crosses several edges. */
    @ParameterizedTest
    @CsvSource({
        "1, 5, true",
        "9, 5, true",
        "5, 1, true",
        "5, 5, false",
        "5, 11, false",
        "5, -1, false",
        "3.9, 9, true",
        "4.1, 9, false",
        "6.1, 9, true",
        "5.9, 9, false",
        "1, 10.5, false"
    })
    void aPointIsInsideAnAreaWithABay(double latitude, double longitude, boolean inside) {
        var bay = area(0, 0, 0, 10, 4, 10, 4, 2, 6, 2, 6, 10, 10, 10, 10, 0);
        assertThat(bay.flaw()).isNull();
        assertThat(bay.contains(new Point(latitude, longitude))).isEqualTo(inside);
    }

    /** Slanted edges: where they are at a point's latitude is what decides. */
    @ParameterizedTest
    @CsvSource({"5, 4.9, true", "5, 5.1, false", "2, 7.9, true", "2, 8.1, false", "8, 1.9, true", "8, 2.1, false"})
    void aPointIsOnThisSideOfASlantedEdge(double latitude, double longitude, boolean inside) {
        assertThat(area(0, 0, 0, 10, 10, 0).contains(new Point(latitude, longitude)))
                .isEqualTo(inside);
        assertThat(area(10, 0, 0, 10, 0, 0).contains(new Point(latitude, longitude)))
                .as("drawn the other way round")
                .isEqualTo(inside);
    }

    @Test
    void aCornerAtThePointsHeightCountsOnce() {
        var diamond = area(0, 5, 5, 10, 10, 5, 5, 0);
        assertThat(diamond.contains(new Point(5, 1))).isTrue();
        assertThat(diamond.contains(new Point(5, -1))).isFalse();
        assertThat(diamond.contains(new Point(5, 11))).isFalse();
    }

    private static Polygon circle(int corners) {
        return new Polygon(IntStream.range(0, corners)
                .mapToObj(i -> new Point(Math.sin(2 * Math.PI * i / corners), Math.cos(2 * Math.PI * i / corners)))
                .toList());
    }

    @Test
    void anAreaHasThreeToAHundredCorners() {
        assertThat(area(0, 0, 0, 10, 10, 10).flaw()).isNull();
        assertThat(area(0, 0, 0, 10).flaw().in(Locale.ENGLISH)).isEqualTo("has 3 to 100 corners, not 2");
        assertThat(circle(100).flaw()).isNull();
        assertThat(circle(101).flaw().in(Locale.ENGLISH)).isEqualTo("has 3 to 100 corners, not 101");
    }

    @Test
    void twoCornersInARowAreNotTheSame() {
        assertThat(area(0, 0, 0, 0, 0, 10, 10, 10).flaw().in(Locale.ENGLISH))
                .isEqualTo("corner 1 is there twice in a row; the last joins the first by itself");
        assertThat(area(0, 0, 0, 10, 10, 10, 0, 0).flaw().in(Locale.ENGLISH))
                .isEqualTo("corner 4 is there twice in a row; the last joins the first by itself");
        assertThat(area(0, 0, 0, 10, 10, 10, 10, 10).flaw().in(Locale.ENGLISH))
                .isEqualTo("corner 3 is there twice in a row; the last joins the first by itself");
    }

    @Test
    void itDoesNotCrossItselfInAnyOrderOfItsCorners() {
        var bow = new ArrayList<>(area(0, 0, 10, 10, 10, 0, 0, 10).corners());
        for (int turn = 0; turn < 4; turn++) {
            assertThat(new Polygon(List.copyOf(bow)).flaw().in(Locale.ENGLISH))
                    .as("turned %d", turn)
                    .startsWith("crosses itself: the edge after corner ");
            bow.add(bow.remove(0));
        }
        assertThat(area(0, 0, 10, 10, 10, 0, 0, 10).flaw().in(Locale.ENGLISH))
                .isEqualTo("crosses itself: the edge after corner 1 meets the edge after corner 3");
        assertThat(area(0, 0, 0, 10, 10, 10, 10, 5, -5, 5, -5, 2, 10, 2, 10, 0)
                        .flaw()
                        .in(Locale.ENGLISH))
                .as("a tongue that crosses another edge")
                .isEqualTo("crosses itself: the edge after corner 1 meets the edge after corner 4");
    }

    @Test
    void aCornerThatTouchesAnotherEdgeIsACrossing() {
        assertThat(area(0, 0, 0, 10, 10, 10, 0, 5, 10, 0).flaw().in(Locale.ENGLISH))
                .startsWith("crosses itself");
        assertThat(area(0, 0, 0, 10, 10, 10, 10, 5, 0, 5, 10, 4, 10, 0).flaw().in(Locale.ENGLISH))
                .startsWith("crosses itself");
        assertThat(area(0, 0, 0, 10, 10, 10, 10, 5, 0.1, 5, 10, 4, 10, 0).flaw())
                .as("just not")
                .isNull();
        assertThat(area(0, 0, 5, 0, 5, 5, 5, -5, 9, -5, 9, 9, 0, 9).flaw().in(Locale.ENGLISH))
                .as("an edge that lies upon another")
                .startsWith("crosses itself");
    }

    /** Whether it crosses itself, from whichever corner, in whichever direction and whichever way up it is drawn. */
    private static boolean crosses(Polygon drawn) {
        var answers = new java.util.HashSet<Boolean>();
        for (var way : List.of(drawn.corners(), turned(drawn.corners()))) {
            var corners = new ArrayList<>(way);
            for (int direction = 0; direction < 2; direction++) {
                for (int start = 0; start < corners.size(); start++) {
                    var flaw = new Polygon(List.copyOf(corners)).flaw();
                    answers.add(flaw != null && flaw.code().equals("crosses-itself"));
                    corners.add(corners.remove(0));
                }
                java.util.Collections.reverse(corners);
            }
        }
        assertThat(answers).as(drawn.toString()).hasSize(1);
        return answers.iterator().next();
    }

    private static List<Point> turned(List<Point> corners) {
        return corners.stream()
                .map(p -> new Point(p.longitude(), -p.latitude()))
                .toList();
    }

    @Test
    void whereItIsDrawnFromMakesNoDifference() {
        assertThat(crosses(area(0, 0, 10, 10, 10, 0, 0, 10))).isTrue();
        assertThat(crosses(area(0, 0, 0, 10, 10, 10, 0, 5, 10, 0)))
                .as("a corner upon an edge")
                .isTrue();
        assertThat(crosses(area(0, 0, 0, 10, 10, 10, 5, 5, 10, 5, 5, 5, 10, 0)))
                .as("a corner that is there twice")
                .isTrue();
        assertThat(crosses(area(0, 0, 10, 10, 9, 6, 10, 0)))
                .as("a corner beside a slanted edge")
                .isFalse();
        assertThat(crosses(area(0, 0, 10, 10, 5, 5, 10, 0)))
                .as("a corner upon a slanted edge")
                .isTrue();
        assertThat(crosses(area(0, 0, 0, 3, 2, 3, 2, 6, 0, 6, 0, 9, 9, 9, 9, 0)))
                .as("in line with an edge, beyond its end")
                .isFalse();
        assertThat(crosses(area(0, 0, 5, 0, 5, 5, 10, 5, 10, 10, 5, 10, 5, 5, 0, 5)))
                .as("two squares that meet in a corner")
                .isTrue();
    }

    @Test
    void aPointOnTheEdgeBetweenTwoAreasIsInTheEasternOrTheNorthernOne() {
        var east = area(0, 10, 0, 20, 10, 20, 10, 10);
        var north = area(10, 0, 10, 10, 20, 10, 20, 0);
        assertThat(SQUARE.contains(new Point(5, 10))).isFalse();
        assertThat(east.contains(new Point(5, 10))).isTrue();
        assertThat(SQUARE.contains(new Point(10, 5))).isFalse();
        assertThat(north.contains(new Point(10, 5))).isTrue();
    }

    /** Touching in the line of an edge, but beyond its ends, is none. */
    @Test
    void whatLiesInLineWithAnEdgeIsNoCrossing() {
        assertThat(area(0, 0, 0, 3, 2, 3, 2, 6, 0, 6, 0, 9, 9, 9, 9, 0).flaw()).isNull();
        assertThat(area(0, 0, 3, 0, 3, 2, 6, 2, 6, 0, 9, 0, 9, 9, 0, 9).flaw()).isNull();
    }

    @Test
    void itHasAnInside() {
        assertThat(area(0, 0, 0, 1e-7, 1e-7, 0).flaw().in(Locale.ENGLISH)).isEqualTo("has no inside");
        assertThat(area(0, 0, 0, 1e-5, 1e-5, 0).flaw()).as("a square metre").isNull();
        assertThat(area(52, 5, 52, 5.00001, 52.00001, 5).flaw())
                .as("wherever it is")
                .isNull();
        assertThat(area(0, 0, 0, 1.42e-6, 1.42e-6, 0).flaw()).as("just enough").isNull();
        assertThat(area(0, 0, 0, 1.40e-6, 1.40e-6, 0).flaw()).as("just not").isNotNull();
    }

    @Test
    void aRingThatIsClosedIsOpened() {
        var ring = Stream.concat(
                        SQUARE.corners().stream(), Stream.of(SQUARE.corners().get(0)))
                .toList();
        assertThat(Polygon.open(ring)).isEqualTo(SQUARE.corners());
        assertThat(Polygon.open(SQUARE.corners())).isEqualTo(SQUARE.corners());
        assertThat(Polygon.open(List.of(new Point(1, 1)))).hasSize(1);
        assertThat(Polygon.open(List.of(new Point(1, 1), new Point(1, 1)))).hasSize(1);
        assertThat(Polygon.open(List.of())).isEmpty();
    }
}
