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

/** What is asked of {@link CountFileVerticle}, and what it answers. */
public sealed interface CountRequest {

    /**
     * A file that came in.
     *
     * @param allowed whether its sender may bring the count of a municipality; {@code null} for the sum of a committee
     */
    record Take(Path file, String sha256, long bytes, String actor, Role role, Predicate<Municipality> allowed)
            implements CountRequest {}

    /** One of the three tables of the control protocol. @param table {@code a}, {@code b} or {@code c} */
    record Table(String sha256, char table) implements CountRequest {}

    /** What changed from one file to another. */
    record Compare(String before, String after) implements CountRequest {}

    /** Votes on a list, in all units together. */
    record Total(String sha256, int list) implements CountRequest {}

    /** An official report that came in. */
    record Keep(Path file, String sha256, String actor) implements CountRequest {}

    /** An official report, as it was kept. */
    record Report(String sha256) implements CountRequest {}

    /** What became of it. */
    sealed interface Answer {}

    /** @param isNew whether it was not there already */
    record Taken(CountState count, CountFile file, boolean isNew, List<Explanation> warnings) implements Answer {}

    /** Nothing was kept. @param line from 1; 0 when it is not about one */
    record Refused(long line, Explanation why) implements Answer {}

    /** Nothing was kept: it is somebody else's. */
    record Foreign() implements Answer {}

    record Text(String text) implements Answer {}

    record Number(int number) implements Answer {}

    record Bytes(byte[] content) implements Answer {}

    record Changes(List<Change> changes) implements Answer {}

    /** It is not there; or there is no room for it. */
    record Gone() implements Answer {}
}
