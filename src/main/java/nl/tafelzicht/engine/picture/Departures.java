package nl.tafelzicht.engine.picture;

import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.report.domain.Report;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePSet;

/**
 * The reports that left the picture last, so that a viewer that has them still is told that they are gone. Immutable.
 * Of older ones it is only known up to where they are forgotten: whoever comes back from before that starts anew.
 */
final class Departures {

    static final int MOST = 10_000;
    static final Departures NONE = new Departures(HashTreePMap.empty(), TreePSet.empty(), 0);

    private final PMap<String, Departure> byId;
    private final TreePSet<Change> order;
    private final long forgotten;

    /** @param visibility when it left; {@code ever} at any time before */
    record Departure(long seq, Visibility visibility, Visibility ever) {}

    private Departures(PMap<String, Departure> byId, TreePSet<Change> order, long forgotten) {
        this.byId = byId;
        this.order = order;
        this.forgotten = forgotten;
    }

    /** With one more, that left at {@code seq}. */
    Departures with(Report report, long seq) {
        var known = without(report.id());
        return new Departures(
                known.byId.plus(report.id(), new Departure(seq, report.visibility(), report.everVisible())),
                known.order.plus(change(seq, report.id())),
                forgotten);
    }

    /** Without one that came back. */
    Departures without(String id) {
        var departure = byId.get(id);
        return departure == null
                ? this
                : new Departures(byId.minus(id), order.minus(change(departure.seq, id)), forgotten);
    }

    /** The one to forget now, or {@code null} while there are not too many. */
    Change excess() {
        return order.size() > MOST ? order.first() : null;
    }

    /** Without that one, for good. */
    Departures forget(Change first) {
        return new Departures(byId.minus(first.id()), order.minus(first), first.seq());
    }

    /** @return {@code null} for what did not leave, or is forgotten */
    Departure of(String id) {
        return byId.get(id);
    }

    /** A viewer from before this may have what is gone. 0 while nothing was forgotten. */
    long forgotten() {
        return forgotten;
    }

    private static Change change(long seq, String id) {
        return new Change(seq, Report.KIND, id);
    }
}
