package nl.tafelzicht.subject.count;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.count.domain.CountComparison.Change;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.count.domain.CountState.CountFile;

/** Requests to {@link CountFileVerticle}, and its answers. */
public sealed interface CountRequest {

    /**
     * A file that arrived.
     *
     * @param allowed whether its sender may import the count of a municipality; {@code null} for the sum of a committee
     */
    record Take(Path file, String sha256, long bytes, String actor, Role role, Predicate<Municipality> allowed)
            implements CountRequest {}

    /**
     * One of the three tables of the control protocol.
     *
     * @param table {@code a}, {@code b} or {@code c}
     */
    record Table(String sha256, char table) implements CountRequest {}

    /** The differences between two files. */
    record Compare(String before, String after) implements CountRequest {}

    /** The votes for a list, in all units together. */
    record Total(String sha256, int list) implements CountRequest {}

    /** An official report that arrived. */
    record Keep(Path file, String sha256, String actor) implements CountRequest {}

    /** The content of a stored official report. */
    record Report(String sha256) implements CountRequest {}

    /** What became of it. */
    sealed interface Answer {}

    /** @param isNew whether it was not imported before */
    record Taken(CountState count, CountFile file, boolean isNew, List<Explanation> warnings) implements Answer {}

    /**
     * Nothing was stored.
     *
     * @param line from 1; 0 when it is not about a line
     */
    record Refused(long line, Explanation why) implements Answer {}

    /** Nothing was stored: its municipality can't have a count of this election. */
    record Excluded(Explanation why) implements Answer {}

    /** Nothing was stored: the file belongs to another municipality. */
    record Foreign() implements Answer {}

    record Text(String text) implements Answer {}

    record Number(int number) implements Answer {}

    record Bytes(byte[] content) implements Answer {}

    record Changes(List<Change> changes) implements Answer {}

    /** It is not stored; or there is no room for it. */
    record Gone() implements Answer {}
}
