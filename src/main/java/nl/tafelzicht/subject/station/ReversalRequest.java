package nl.tafelzicht.subject.station;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;

/**
 * A request to undo an import.
 *
 * @param allowed whether the actor may import stations of a municipality
 */
public record ReversalRequest(UUID importId, String reason, String actor, Role role, Predicate<String> allowed) {

    /** The result. */
    public sealed interface Answer {}

    /**
     * @param restored stations that have their earlier entry again
     * @param withdrawn stations that were withdrawn, since there was none
     */
    public record Reversed(UUID id, int restored, int withdrawn, List<Kept> kept) implements Answer {}

    /** A station that stays unchanged, with the reason. */
    public record Kept(String station, Explanation reason) {}

    /** There is no such import, or none of this actor's municipalities. */
    public record Unknown() implements Answer {}
}
