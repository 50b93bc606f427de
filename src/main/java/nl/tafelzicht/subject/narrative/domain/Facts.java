package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What is so, laid beside a claim: at a moment, and up to a place in the journal.
 *
 * @param seq up to where the journal was read
 */
public record Facts(long seq, Instant at, List<Fact> facts, List<Finding> findings) {

    public Fact fact(Fact.Key key) {
        return facts.stream().filter(f -> f.key() == key).findFirst().orElse(null);
    }

    /** What a text that was written on earlier facts says otherwise than these. */
    public List<Difference> differencesFrom(List<Fact> earlier) {
        return earlier.stream()
                .map(was -> new Difference(was, fact(was.key())))
                .filter(d -> d.now != null && !d.was.saysTheSameAs(d.now))
                .toList();
    }

    /** A fact that is not what it was. */
    public record Difference(Fact was, Fact now) {
        public Difference {
            Objects.requireNonNull(was);
        }
    }
}
