package nl.tafelzicht.subject.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.engine.eventsourcing.PictureIndex;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportKind;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePSet;

/**
 * Finds reports close to a place and a time, at a cost that depends on the number of reports there, not on the total.
 * Immutable. It has cells of about half a kilometre, each in the order of time; and, for reports without coordinates,
 * one for each municipality.
 */
final class ReportIndex implements PictureIndex<Report> {

    static final ReportIndex EMPTY = new ReportIndex(HashTreePMap.empty(), HashTreePMap.empty());

    private static final double CELL_LATITUDE = 0.005;
    private static final double CELL_LONGITUDE = 0.008;
    private static final double METRES_PER_DEGREE = 111_195;

    private final PMap<Cell, TreePSet<Entry>> cells;
    private final PMap<Town, TreePSet<Entry>> towns;

    private record Town(ReportKind kind, String municipality) {}

    private record Cell(ReportKind kind, int row, int column) {}

    private record Entry(Instant at, String id, Point location) implements Comparable<Entry> {
        private static final Comparator<Entry> ORDER =
                Comparator.comparing(Entry::at).thenComparing(Entry::id);

        @Override
        public int compareTo(Entry other) {
            return ORDER.compare(this, other);
        }
    }

    private ReportIndex(PMap<Cell, TreePSet<Entry>> cells, PMap<Town, TreePSet<Entry>> towns) {
        this.cells = cells;
        this.towns = towns;
    }

    @Override
    public ReportIndex after(Report before, Report after) {
        return after == null ? without(before) : with(before, after);
    }

    /** Of a report that was in the picture before, only the kind can have changed. */
    private ReportIndex with(Report before, Report after) {
        var s = after.state();
        if (before != null && before.state().kind() == s.kind()) {
            return this;
        }
        var entry = new Entry(after.seenAt(), s.id(), s.location());
        var old = before == null ? null : before.state().kind();
        var nextCells = s.location() == null
                ? cells
                : moved(cells, old == null ? null : cell(old, s.location()), cell(s.kind(), s.location()), entry);
        var code = s.municipality() == null ? null : s.municipality().code();
        return new ReportIndex(
                nextCells,
                code == null
                        ? towns
                        : moved(towns, old == null ? null : new Town(old, code), new Town(s.kind(), code), entry));
    }

    /** Removes a report that left the picture. */
    private ReportIndex without(Report report) {
        var s = report.state();
        var entry = new Entry(report.seenAt(), s.id(), s.location());
        var code = s.municipality() == null ? null : s.municipality().code();
        return new ReportIndex(
                s.location() == null ? cells : minus(cells, cell(s.kind(), s.location()), entry),
                code == null ? towns : minus(towns, new Town(s.kind(), code), entry));
    }

    private static <K> PMap<K, TreePSet<Entry>> minus(PMap<K, TreePSet<Entry>> sets, K from, Entry entry) {
        var rest = sets.get(from).minus(entry);
        return rest.isEmpty() ? sets.minus(from) : sets.plus(from, rest);
    }

    private static <K> PMap<K, TreePSet<Entry>> moved(PMap<K, TreePSet<Entry>> sets, K from, K to, Entry entry) {
        var next = from == null ? sets : sets.plus(from, sets.get(from).minus(entry));
        return next.plus(to, next.getOrDefault(to, TreePSet.<Entry>empty()).plus(entry));
    }

    /**
     * Ids of the reports of the same kind within this distance and time, nearest first; then those of the municipality
     * without coordinates. For a report without coordinates: all of its municipality in that time.
     */
    Stream<String> near(Report report, int metres, Duration within) {
        var s = report.state();
        var at = report.seenAt();
        var town = s.municipality() == null
                ? Stream.<Entry>empty()
                : inTime(towns.getOrDefault(new Town(s.kind(), s.municipality().code()), TreePSet.empty()), at, within);
        if (s.location() == null) {
            return town.map(Entry::id);
        }
        return Stream.concat(
                near(s.kind(), s.location(), at, metres, within),
                town.filter(e -> e.location == null).map(Entry::id));
    }

    /** Reports of a kind, in a municipality, from a time on. */
    Stream<String> of(ReportKind kind, String municipality, Instant since) {
        return towns
                .getOrDefault(new Town(kind, municipality), TreePSet.empty())
                .tailSet(new Entry(since, "", null), true)
                .stream()
                .map(Entry::id);
    }

    /** Reports of a kind, around a point. */
    Stream<String> near(ReportKind kind, Point place, Instant at, int metres, Duration within) {
        int rows = (int) Math.ceil(metres / METRES_PER_DEGREE / CELL_LATITUDE);
        int columns = (int)
                Math.ceil(metres / (METRES_PER_DEGREE * Math.cos(Math.toRadians(place.latitude()))) / CELL_LONGITUDE);
        var middle = cell(kind, place);
        return IntStream.rangeClosed(middle.row - rows, middle.row + rows)
                .boxed()
                .flatMap(row -> IntStream.rangeClosed(middle.column - columns, middle.column + columns)
                        .mapToObj(column -> cells.get(new Cell(kind, row, column))))
                .filter(cell -> cell != null)
                .flatMap(cell -> inTime(cell, at, within))
                .filter(e -> e.location.metresTo(place) <= metres)
                .sorted(Comparator.comparingDouble((Entry e) -> e.location.metresTo(place))
                        .thenComparing(e -> e))
                .map(Entry::id);
    }

    private static Stream<Entry> inTime(TreePSet<Entry> entries, Instant at, Duration within) {
        return entries
                .subSet(
                        new Entry(at.minus(within), "", null),
                        true,
                        new Entry(at.plus(within).plusNanos(1), "", null),
                        false)
                .stream();
    }

    private static Cell cell(ReportKind kind, Point at) {
        return new Cell(kind, (int) Math.floor(at.latitude() / CELL_LATITUDE), (int)
                Math.floor(at.longitude() / CELL_LONGITUDE));
    }
}
