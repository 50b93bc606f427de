package nl.tafelzicht.engine.picture;

import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Visibility;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePSet;

/**
 * The entities that left the picture most recently, so that a viewer that still has one is told that it is gone.
 * Immutable. Of older departures only the position is known up to which they are forgotten: a viewer from before that
 * position starts anew.
 */
final class Departures {

    static final int MOST = 10_000;
    static final Departures NONE = new Departures(HashTreePMap.empty(), TreePSet.empty(), 0);

    private final PMap<String, Departure> byStream;
    private final TreePSet<Change> order;
    private final long forgotten;

    /**
     * @param visibility when it left
     * @param ever who could see it at any time before
     */
    record Departure(long seq, Visibility visibility, Visibility ever) {}

    private Departures(PMap<String, Departure> byStream, TreePSet<Change> order, long forgotten) {
        this.byStream = byStream;
        this.order = order;
        this.forgotten = forgotten;
    }

    /** Adds an entity that left at {@code seq}. */
    Departures with(Kind<?> kind, Entity entity, long seq) {
        var known = without(kind, entity.id());
        return new Departures(
                known.byStream.plus(
                        kind.stream(entity.id()), new Departure(seq, entity.visibility(), entity.everVisible())),
                known.order.plus(new Change(seq, kind, entity.id())),
                forgotten);
    }

    /** Removes an entity that came back. */
    Departures without(Kind<?> kind, String id) {
        var departure = of(kind, id);
        return departure == null
                ? this
                : new Departures(
                        byStream.minus(kind.stream(id)), order.minus(new Change(departure.seq, kind, id)), forgotten);
    }

    /** The departure to forget next, or {@code null} while there are not too many. */
    Change excess() {
        return order.size() > MOST ? order.first() : null;
    }

    /** Forgets that departure. */
    Departures forget(Change first) {
        return new Departures(byStream.minus(first.kind().stream(first.id())), order.minus(first), first.seq());
    }

    /** @return {@code null} for an entity that did not leave, or whose departure is forgotten */
    Departure of(Kind<?> kind, String id) {
        return order.isEmpty() ? null : byStream.get(kind.stream(id));
    }

    /**
     * The position before which a viewer may have entities whose departure is forgotten; 0 while nothing was forgotten.
     */
    long forgotten() {
        return forgotten;
    }
}
