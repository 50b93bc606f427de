package nl.tafelzicht.engine.picture;

import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Visibility;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePSet;

/**
 * What left the picture last, so that a viewer that has it still is told that it is gone. Immutable. Of what left
 * earlier it is only known up to where it is forgotten: whoever comes back from before that starts anew.
 */
final class Departures {

    static final int MOST = 10_000;
    static final Departures NONE = new Departures(HashTreePMap.empty(), TreePSet.empty(), 0);

    private final PMap<String, Departure> byStream;
    private final TreePSet<Change> order;
    private final long forgotten;

    /** @param visibility when it left; {@code ever} at any time before */
    record Departure(long seq, Visibility visibility, Visibility ever) {}

    private Departures(PMap<String, Departure> byStream, TreePSet<Change> order, long forgotten) {
        this.byStream = byStream;
        this.order = order;
        this.forgotten = forgotten;
    }

    /** With one more, that left at {@code seq}. */
    Departures with(Kind<?> kind, Entity entity, long seq) {
        var known = without(kind, entity.id());
        return new Departures(
                known.byStream.plus(
                        kind.stream(entity.id()), new Departure(seq, entity.visibility(), entity.everVisible())),
                known.order.plus(new Change(seq, kind, entity.id())),
                forgotten);
    }

    /** Without one that came back. */
    Departures without(Kind<?> kind, String id) {
        var departure = of(kind, id);
        return departure == null
                ? this
                : new Departures(
                        byStream.minus(kind.stream(id)), order.minus(new Change(departure.seq, kind, id)), forgotten);
    }

    /** The one to forget now, or {@code null} while there are not too many. */
    Change excess() {
        return order.size() > MOST ? order.first() : null;
    }

    /** Without that one, for good. */
    Departures forget(Change first) {
        return new Departures(byStream.minus(first.kind().stream(first.id())), order.minus(first), first.seq());
    }

    /** @return {@code null} for what did not leave, or is forgotten */
    Departure of(Kind<?> kind, String id) {
        return order.isEmpty() ? null : byStream.get(kind.stream(id));
    }

    /** A viewer from before this may have what is gone. 0 while nothing was forgotten. */
    long forgotten() {
        return forgotten;
    }
}
