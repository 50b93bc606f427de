package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The facts about a claim: at a moment, and up to a position in the journal.
 *
 * @param seq the position up to which the journal was read
 */
public record Facts(long seq, Instant at, List<Fact> facts, List<Finding> findings) {

    public Fact fact(Fact.Key key) {
        return facts.stream().filter(f -> f.key() == key).findFirst().orElse(null);
    }

    /** The differences between these facts and the earlier ones on which a text was written. */
    public List<Difference> differencesFrom(List<Fact> earlier) {
        return earlier.stream()
                .map(was -> new Difference(was, fact(was.key())))
                .filter(d -> d.now != null && !d.was.saysTheSameAs(d.now))
                .toList();
    }

    /** A fact that has changed. */
    public record Difference(Fact was, Fact now) {
        public Difference {
            Objects.requireNonNull(was);
        }
    }
}
