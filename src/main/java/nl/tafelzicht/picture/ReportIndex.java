package nl.tafelzicht.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.election.report.Report;
import nl.tafelzicht.election.report.ReportKind;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePSet;

/**
 * Where and when reports of each kind were made: finds those close to a place and a time at a cost of what lies there, not of what exists. Immutable.
 * Cells of about half a kilometre, each in the order of time.
 */
final class ReportIndex {

    static final ReportIndex EMPTY = new ReportIndex(HashTreePMap.empty());

    private static final double CELL_LATITUDE = 0.005;
    private static final double CELL_LONGITUDE = 0.008;
    private static final double METRES_PER_DEGREE = 111_195;

    private final PMap<Cell, TreePSet<Entry>> cells;

    private record Cell(ReportKind kind, int row, int column) { }

    private record Entry(Instant at, String id, Point location) implements Comparable<Entry> {
        private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::at).thenComparing(Entry::id);

        @Override
        public int compareTo(Entry other) {
            return ORDER.compare(this, other);
        }
    }

    private ReportIndex(PMap<Cell, TreePSet<Entry>> cells) {
        this.cells = cells;
    }

    /** With a report as it is after a change; {@code before} is {@code null} for a new one. Only its kind can have changed. */
    ReportIndex with(Report before, Report after) {
        var s = after.state();
        if (s.location() == null || before != null && before.state().kind() == s.kind()) return this;
        var entry = new Entry(time(after), s.id(), s.location());
        var next = cells;
        if (before != null) {
            var old = cell(before.state().kind(), s.location());
            next = next.plus(old, next.get(old).minus(entry));
        }
        var cell = cell(s.kind(), s.location());
        return new ReportIndex(next.plus(cell, next.getOrDefault(cell, TreePSet.empty()).plus(entry)));
    }

    /** When it was seen; when it came in, if the reporter did not say. */
    static Instant time(Report report) {
        return report.state().observedAt() != null ? report.state().observedAt() : report.state().at();
    }

    /** Ids of the reports of a kind within so many metres and so much time of a place and a moment, nearest in place first. */
    Stream<String> near(ReportKind kind, Point place, Instant at, int metres, Duration within) {
        int rows = (int) Math.ceil(metres / METRES_PER_DEGREE / CELL_LATITUDE);
        int columns = (int) Math.ceil(metres / (METRES_PER_DEGREE * Math.cos(Math.toRadians(place.latitude()))) / CELL_LONGITUDE);
        var middle = cell(kind, place);
        var from = new Entry(at.minus(within), "", null);
        var until = new Entry(at.plus(within).plusNanos(1), "", null);
        return IntStream.rangeClosed(middle.row - rows, middle.row + rows).boxed()
                .flatMap(row -> IntStream.rangeClosed(middle.column - columns, middle.column + columns).mapToObj(column -> cells.get(new Cell(kind, row, column))))
                .filter(cell -> cell != null).flatMap(cell -> cell.subSet(from, true, until, false).stream())
                .filter(e -> e.location.metresTo(place) <= metres)
                .sorted(Comparator.comparingDouble((Entry e) -> e.location.metresTo(place)).thenComparing(e -> e)).map(Entry::id);
    }

    private static Cell cell(ReportKind kind, Point at) {
        return new Cell(kind, (int) Math.floor(at.latitude() / CELL_LATITUDE), (int) Math.floor(at.longitude() / CELL_LONGITUDE));
    }
}
