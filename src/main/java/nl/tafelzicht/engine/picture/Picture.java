package nl.tafelzicht.engine.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.report.domain.Overflow;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePSet;

/**
 * The fold of the journal up to {@link #seq}: what is known at that moment. Immutable, so that readers on any thread
 * need no lock and see one moment throughout; the next picture shares all that did not change.
 *
 * <pre>picture(seq) + event(seq + 1) ─► picture(seq + 1)</pre>
 *
 * Invariants: every entity carries the {@code seq} of its last change, and the index of changes has exactly one entry
 * for each entity, at that {@code seq}. So {@link #changedAfter} costs what changed, not what exists; it serves the
 * snapshot (after 0), the live delta, resuming after any absence, and the slow viewer that skips what lies in between.
 * A station is two entities, its entry in the register and its state.
 */
public final class Picture {

    public static final Picture EMPTY = new Picture(
            0,
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            ReportIndex.EMPTY,
            Departures.NONE,
            TreePSet.empty(),
            HashTreePMap.empty());

    /**
     * Earlier versions kept what came above the limit in the picture. That stays so in their journals, up to so many
     * reports; what a flood brought beyond is in the table alone.
     */
    private static final int MOST_WITH_THOSE_ABOVE_THE_LIMIT = 20_000;

    private static final Visibility GONE = Visibility.nobody(null);

    private final long seq;
    private final PMap<String, Station> stations;
    /** Those that are there no more, for who has to be told so, and for when they are entered again. */
    private final PMap<String, Station> withdrawn;
    /** Everything else, by kind and id. */
    private final PMap<Kind<?>, PMap<String, Entity>> entities;

    private final ReportIndex places;
    /** Reports that left. */
    private final Departures departures;

    private final TreePSet<Change> changes;
    /** Ids of the stations of each municipality. */
    private final PMap<String, PSet<String>> register;

    private Picture(
            long seq,
            PMap<String, Station> stations,
            PMap<String, Station> withdrawn,
            PMap<Kind<?>, PMap<String, Entity>> entities,
            ReportIndex places,
            Departures departures,
            TreePSet<Change> changes,
            PMap<String, PSet<String>> register) {
        this.seq = seq;
        this.stations = stations;
        this.withdrawn = withdrawn;
        this.entities = entities;
        this.places = places;
        this.departures = departures;
        this.changes = changes;
        this.register = register;
    }

    public long seq() {
        return seq;
    }

    /** @return the station, or {@code null} when there is none, or none any more */
    public Station station(String id) {
        var station = stations.get(id);
        return station != null ? station : stations.get(StationId.of(id));
    }

    /** All stations, in no order. */
    public Collection<Station> stations() {
        return stations.values();
    }

    /** @return the report, or {@code null} */
    public Report report(String id) {
        return entity(Report.KIND, id);
    }

    /** The stations of a municipality, in no order. */
    public Stream<Station> stationsOf(String municipality) {
        return register.getOrDefault(municipality, HashTreePSet.empty()).stream()
                .map(stations::get);
    }

    /** @return the entity, or {@code null} */
    public <S extends Entity> S entity(Kind<S> kind, String id) {
        if (kind.type() != (Class<?>) Station.class) {
            return kind.type().cast(of(kind).get(id));
        }
        var station = stations.get(id);
        return kind.type().cast(station == null ? withdrawn.get(id) : station);
    }

    /** How many of a kind there are; stations that are there no more are not counted. */
    public int count(Kind<?> kind) {
        return kind.type() == (Class<?>) Station.class ? stations.size() : of(kind).size();
    }

    /** All of a kind that has no half in another, in no order. */
    public <S extends Entity> Stream<S> all(Kind<S> kind) {
        return of(kind).values().stream().map(kind.type()::cast);
    }

    public Stream<Report> reports() {
        return all(Report.KIND);
    }

    private PMap<String, Entity> of(Kind<?> kind) {
        return entities.getOrDefault(kind, HashTreePMap.empty());
    }

    /** Where a station's entrance is, or {@code null}. */
    public Point entrance(String stationId) {
        var station = station(stationId);
        return station == null ? null : station.point();
    }

    /**
     * Other reports of the same kind, close by and about the same time, that still stand; nearest first. What has no
     * coordinates is close to all of its municipality.
     */
    public Stream<Report> near(Report report, int metres, Duration within) {
        return places.near(report, metres, within)
                .filter(id -> !id.equals(report.id()))
                .map(this::report)
                .filter(r -> r.state().stands());
    }

    /** Reports of a kind in a municipality, about a time since then, at a cost of what is found. */
    public Stream<Report> reportsOf(ReportKind kind, String municipality, Instant since) {
        return places.of(kind, municipality, since).map(this::report);
    }

    /** The last changes of all entities that changed after {@code after}, ascending. */
    public SortedSet<Change> changedAfter(long after) {
        return after <= 0 ? changes : changes.tailSet(Change.endOf(after), true);
    }

    /** Who may see what changed: nobody, when it left. */
    public Visibility visibility(Change change) {
        var entity = entity(change.kind(), change.id());
        return entity == null ? GONE : entity.visibility();
    }

    /** Who could see it at any time. */
    public Visibility everVisible(Change change) {
        var entity = entity(change.kind(), change.id());
        return entity == null ? departures.of(change.id()).ever() : entity.everVisible();
    }

    /** What viewers get of what changed, who were of its audience all along. */
    public Object state(Change change) {
        return change.kind().equals(Station.KIND)
                ? entity(Station.KIND, change.id()).registered()
                : entity(change.kind(), change.id()).state();
    }

    /** What a viewer gets of what changed. */
    public Object stateFor(Change change, Predicate<Visibility> sees) {
        return change.kind().equals(Station.KIND)
                ? state(change)
                : entity(change.kind(), change.id()).stateFor(sees);
    }

    /** The picture after these events, which must continue this one exactly. */
    public Picture after(List<JournalEvent> events) {
        var next = this;
        for (var event : events) {
            next = next.after(event);
        }
        return next;
    }

    /** @throws IllegalStateException when the event does not continue this picture */
    public Picture after(JournalEvent event) {
        if (event.seq() != seq + 1) {
            throw new IllegalStateException("event " + event.seq() + " does not continue picture " + seq);
        }
        var what = EventTypes.read(event);
        if (what instanceof StationEvent e) {
            return afterStation(e, event);
        }
        if (what instanceof ReportEvent e) {
            return afterReport(e, event);
        }
        var subject = Subjects.all().of(what);
        return subject == null
                ? new Picture(event.seq(), stations, withdrawn, entities, places, departures, changes, register)
                : afterEvent(subject.kind(), what, event);
    }

    private Picture afterEvent(Kind<?> kind, Object event, JournalEvent at) {
        var id = EventTypes.idOf(at.stream());
        var before = of(kind).get(id);
        var after = EventTypes.evolve(before, id, event, EventTypes.occurrence(at));
        return new Picture(
                        at.seq(),
                        stations,
                        withdrawn,
                        entities.plus(kind, of(kind).plus(id, after)),
                        places,
                        departures,
                        move(changes, kind, id, before == null ? 0 : before.seq(), after.seq()),
                        register)
                .withEscalationsOf(kind, id, before, after);
    }

    /**
     * When something is marked higher, so are the escalations of it: they say what it says, by mail too. What is marked
     * lower lowers nothing else.
     */
    private Picture withEscalationsOf(Kind<?> kind, String id, Entity before, Entity after) {
        if (before == null
                || after == null
                || after.visibility().marking().compareTo(before.visibility().marking()) <= 0) {
            return this;
        }
        var marking = after.visibility().marking();
        var all = of(Escalation.KIND);
        var moved = changes;
        for (var e : all(Escalation.KIND).toList()) {
            if (!e.state().subject().kind().equals(kind.word())
                    || !e.state().subject().id().equals(id)
                    || e.state().marking().compareTo(marking) >= 0) {
                continue;
            }
            all = all.plus(e.id(), e.marked(marking, after.visibility().recipients(), seq));
            moved = move(moved, Escalation.KIND, e.id(), e.seq(), seq);
        }
        return moved == changes
                ? this
                : new Picture(
                        seq,
                        stations,
                        withdrawn,
                        entities.plus(Escalation.KIND, all),
                        places,
                        departures,
                        moved,
                        register);
    }

    /**
     * A report that is not in the picture stays out of it, whatever happens to it, until it returns; of those that wait
     * above the limit it is known how many.
     */
    private Picture afterReport(ReportEvent event, JournalEvent at) {
        var id = EventTypes.idOf(at.stream());
        var before = report(id);
        boolean enters = event instanceof ReportEvent.Submitted || event instanceof ReportEvent.Returned;
        var after = before == null && !enters ? null : Report.evolve(before, id, event, EventTypes.occurrence(at));
        var moved = changes;
        var next = entities;
        var touched = Overflow.touched(event);
        if (touched != null) {
            var count = entity(Overflow.KIND, touched);
            var counted = Overflow.after(count, event, at.at(), at.seq());
            if (counted != count) {
                next = next.plus(Overflow.KIND, of(Overflow.KIND).plus(touched, counted));
                moved = move(moved, Overflow.KIND, touched, count == null ? 0 : count.seq(), counted.seq());
            }
        }
        boolean tooMany = event instanceof ReportEvent.Submitted
                && Boolean.TRUE.equals(after.state().overLimit())
                && of(Report.KIND).size() >= MOST_WITH_THOSE_ABOVE_THE_LIMIT;
        if (before == null && (after == null || tooMany || !after.current())) {
            return new Picture(at.seq(), stations, withdrawn, next, places, departures, moved, register);
        }
        long was = before != null
                ? before.seq()
                : departures.of(id) != null ? departures.of(id).seq() : 0;
        moved = move(moved, Report.KIND, id, was, at.seq());
        if (after.current()) {
            return new Picture(
                            at.seq(),
                            stations,
                            withdrawn,
                            next.plus(Report.KIND, of(Report.KIND).plus(id, after)),
                            places.with(before, after),
                            departures.without(id),
                            moved,
                            register)
                    .withEscalationsOf(Report.KIND, id, before, after);
        }
        var gone = departures.with(after, at.seq());
        for (var excess = gone.excess(); excess != null; excess = gone.excess()) {
            gone = gone.forget(excess);
            moved = moved.minus(excess);
        }
        return new Picture(
                at.seq(),
                stations,
                withdrawn,
                next.plus(Report.KIND, of(Report.KIND).minus(id)),
                places.without(before),
                gone,
                moved,
                register);
    }

    /**
     * This picture, and in it what was folded from its streams because it is not a matter of now: for deciding on it,
     * and nothing else.
     */
    public Picture beside(Collection<Report> others) {
        if (others.isEmpty()) {
            return this;
        }
        var reports = of(Report.KIND);
        for (var report : others) {
            if (!reports.containsKey(report.id())) {
                reports = reports.plus(report.id(), report);
            }
        }
        return new Picture(
                seq, stations, withdrawn, entities.plus(Report.KIND, reports), places, departures, changes, register);
    }

    /** A viewer who has been away since before this may have what is gone and not known any more: it starts anew. */
    public long forgotten() {
        return departures.forgotten();
    }

    /** Who could see a report when it left the picture; {@code null} for one that did not, or long ago. */
    public Visibility departed(String report) {
        var departure = departures.of(report);
        return departure == null ? null : departure.visibility();
    }

    /** How many are in the picture. */
    public int numberOfReports() {
        return of(Report.KIND).size();
    }

    private Picture afterStation(StationEvent event, JournalEvent at) {
        var id = EventTypes.idOf(at.stream());
        var before = entity(Station.KIND, id);
        var after = Station.evolve(before, event, EventTypes.occurrence(at));
        var moved = changes;
        if (before == null || before.entry() != after.entry()) {
            moved = move(
                    moved,
                    Station.KIND,
                    id,
                    before == null ? 0 : before.entry().seq(),
                    after.entry().seq());
        }
        if (before == null || before.state() != after.state()) {
            moved = move(
                    moved,
                    Station.STATUS,
                    id,
                    before == null ? 0 : before.state().seq(),
                    after.state().seq());
        }
        var code = after.entry().municipality().code();
        var ofTown = register.getOrDefault(code, HashTreePSet.empty());
        if (after.withdrawn()) {
            return new Picture(
                    at.seq(),
                    stations.minus(id),
                    withdrawn.plus(id, after),
                    entities,
                    places,
                    departures,
                    moved,
                    register.plus(code, ofTown.minus(id)));
        }
        var known = before == null || before.withdrawn() ? register.plus(code, ofTown.plus(id)) : register;
        return new Picture(
                at.seq(), stations.plus(id, after), withdrawn.minus(id), entities, places, departures, moved, known);
    }

    private static TreePSet<Change> move(TreePSet<Change> changes, Kind<?> kind, String id, long from, long to) {
        return (from > 0 ? changes.minus(new Change(from, kind, id)) : changes).plus(new Change(to, kind, id));
    }
}
