package nl.tafelzicht.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalVerificationTest {

    private static JournalEvent event(long seq, String stream, int version) {
        return new JournalEvent(seq, new UUID(1, seq), stream, version, "t", Instant.EPOCH, "a", "{}");
    }

    /** The findings about events of which the chain holds what {@code written} says, in batches of two. */
    private static List<String> findings(List<JournalEvent> written, JournalEvent... read) throws SQLException {
        var chain = new HashChain();
        var batches = new ArrayDeque<JournalVerification.Batch>();
        var before = HashChain.beginning();
        for (int i = 0; i < written.size(); i += 2) {
            var leaves = new ByteArrayOutputStream();
            var part = written.subList(i, Math.min(i + 2, written.size()));
            part.forEach(e -> leaves.writeBytes(chain.leaf(e)));
            before = chain.batch(before, leaves.toByteArray());
            batches.add(new JournalVerification.Batch(i + 1, i + part.size(), leaves.toByteArray(), null, before));
        }
        var verification = new JournalVerification(e -> {
            if (e.type().equals("bad")) {
                throw new IllegalArgumentException("cannot be read");
            }
        });
        for (var e : read) {
            verification.check(new JournalVerification.Stored(e, null, null), batches::poll);
        }
        return verification.findings();
    }

    private static List<String> findings(JournalEvent... events) throws SQLException {
        return findings(List.of(events), events);
    }

    @Test
    void aWholeJournalHasNoFindings() throws SQLException {
        assertThat(findings(event(1, "a", 1), event(2, "b", 1), event(3, "a", 2)))
                .isEmpty();
    }

    @Test
    void aMissingEventIsNamed() throws SQLException {
        assertThat(findings(
                        List.of(event(1, "a", 1), event(2, "c", 1), event(3, "b", 1)),
                        event(1, "a", 1),
                        event(3, "b", 1)))
                .containsExactly("seq 2 is missing");
    }

    @Test
    void aVersionThatDoesNotFollowIsNamed() throws SQLException {
        assertThat(findings(event(1, "a", 1), event(2, "a", 3)))
                .containsExactly("seq 2: version 3 of a follows version 1");
    }

    @Test
    void anEventThatCannotBeReadIsNamed() throws SQLException {
        assertThat(findings(new JournalEvent(1, UUID.randomUUID(), "a", 1, "bad", Instant.EPOCH, "a", "{}")))
                .containsExactly("seq 1 (bad of a): cannot be read");
    }

    @Test
    void eachFieldOfAnEventIsPartOfItsHash() {
        var chain = new HashChain();
        var e = event(1, "a", 1);
        var others = List.of(
                new JournalEvent(2, e.id(), "a", 1, "t", e.at(), "a", "{}"),
                new JournalEvent(1, new UUID(1, 9), "a", 1, "t", e.at(), "a", "{}"),
                new JournalEvent(1, e.id(), "b", 1, "t", e.at(), "a", "{}"),
                new JournalEvent(1, e.id(), "a", 2, "t", e.at(), "a", "{}"),
                new JournalEvent(1, e.id(), "a", 1, "u", e.at(), "a", "{}"),
                new JournalEvent(1, e.id(), "a", 1, "t", e.at().plusMillis(1), "a", "{}"),
                new JournalEvent(1, e.id(), "a", 1, "t", e.at(), "b", "{}"),
                new JournalEvent(1, e.id(), "a", 1, "t", e.at(), "a", "{\"x\": 1}"));
        assertThat(others).allSatisfy(other -> assertThat(chain.leaf(other)).isNotEqualTo(chain.leaf(e)));
    }
}
