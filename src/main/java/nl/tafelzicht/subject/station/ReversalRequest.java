package nl.tafelzicht.subject.station;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;

/**
 * An import is to be undone.
 *
 * @param allowed whether the actor may import stations of a municipality
 */
public record ReversalRequest(UUID importId, String reason, String actor, Role role, Predicate<String> allowed) {

    /** What became of it. */
    public sealed interface Answer {}

    /**
     * @param restored stations that have the entry from before again; {@code withdrawn} those that are gone, since
     *     there was none
     */
    public record Reversed(UUID id, int restored, int withdrawn, List<Kept> kept) implements Answer {}

    /** A station that stays as it is, and why. */
    public record Kept(String station, Explanation reason) {}

    /** There is no such import, or none of this actor's municipalities. */
    public record Unknown() implements Answer {}
}
