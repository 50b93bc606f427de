package nl.tafelzicht.picture;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import nl.tafelzicht.election.station.Station;
import nl.tafelzicht.election.station.StationEvent;
import nl.tafelzicht.journal.JournalEvent;
import nl.tafelzicht.picture.Change.Kind;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePSet;

/**
 * The fold of the journal up to {@link #seq}: what is known at that moment. Immutable, so that readers on any thread need no lock and see one
 * moment throughout; the next picture shares all that did not change.
 *
 * <pre>picture(seq) + event(seq + 1) ─► picture(seq + 1)</pre>
 *
 * Invariants: every entity carries the {@code seq} of its last change, and the index of changes has exactly one entry for each entity, at that
 * {@code seq}. So {@link #changedAfter} costs what changed, not what exists; it serves the snapshot (after 0), the live delta, resuming after any
 * absence, and the slow viewer that skips what lies in between.
 */
public final class Picture {

    public static final Picture EMPTY = new Picture(0, HashTreePMap.empty(), TreePSet.empty());

    private final long seq;
    private final PMap<String, Station> stations;
    private final TreePSet<Change> changes;

    private Picture(long seq, PMap<String, Station> stations, TreePSet<Change> changes) {
        this.seq = seq;
        this.stations = stations;
        this.changes = changes;
    }

    public long seq() {
        return seq;
    }

    /** @return the station, or {@code null} */
    public Station station(String id) {
        return stations.get(id);
    }

    /** All stations, in no order. */
    public Collection<Station> stations() {
        return stations.values();
    }

    /** The last changes of all entities that changed after {@code after}, ascending. */
    public SortedSet<Change> changedAfter(long after) {
        return after <= 0 ? changes : changes.tailSet(Change.endOf(after), true);
    }

    /** The picture after these events, which must continue this one exactly. */
    public Picture after(List<JournalEvent> events) {
        var next = this;
        for (var event : events) next = next.after(event);
        return next;
    }

    /** @throws IllegalStateException when the event does not continue this picture */
    public Picture after(JournalEvent event) {
        if (event.seq() != seq + 1) throw new IllegalStateException("event " + event.seq() + " does not continue picture " + seq);
        return EventTypes.read(event) instanceof StationEvent e ? afterStation(e, event) : new Picture(event.seq(), stations, changes);
    }

    private Picture afterStation(StationEvent event, JournalEvent at) {
        var id = at.stream().substring(at.stream().indexOf('/') + 1);
        var before = stations.get(id);
        var after = Station.evolve(before, event, EventTypes.occurrence(at));
        var moved = changes;
        if (before == null || before.entry() != after.entry()) moved = move(moved, Kind.STATION, id, before == null ? 0 : before.entry().seq(), after.entry().seq());
        if (before == null || before.state() != after.state()) moved = move(moved, Kind.STATUS, id, before == null ? 0 : before.state().seq(), after.state().seq());
        return new Picture(at.seq(), stations.plus(id, after), moved);
    }

    private static TreePSet<Change> move(TreePSet<Change> changes, Kind kind, String id, long from, long to) {
        return (from > 0 ? changes.minus(new Change(from, kind, id)) : changes).plus(new Change(to, kind, id));
    }
}
