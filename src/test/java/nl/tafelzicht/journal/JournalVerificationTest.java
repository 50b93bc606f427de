package nl.tafelzicht.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalVerificationTest {

    private static JournalEvent event(long seq, String stream, int version) {
        return new JournalEvent(seq, UUID.randomUUID(), stream, version, "t", Instant.EPOCH, "a", "{}");
    }

    private static List<String> findings(JournalEvent... events) {
        var verification = new JournalVerification(e -> {
            if (e.type().equals("bad")) throw new IllegalArgumentException("cannot be read");
        });
        for (var e : events) verification.check(e);
        return verification.findings();
    }

    @Test
    void aWholeJournalHasNoFindings() {
        assertThat(findings(event(1, "a", 1), event(2, "b", 1), event(3, "a", 2))).isEmpty();
    }

    @Test
    void aMissingEventIsNamed() {
        assertThat(findings(event(1, "a", 1), event(3, "b", 1))).containsExactly("seq 2 is missing");
    }

    @Test
    void aVersionThatDoesNotFollowIsNamed() {
        assertThat(findings(event(1, "a", 1), event(2, "a", 3))).containsExactly("seq 2: version 3 of a follows version 1");
    }

    @Test
    void anEventThatCannotBeReadIsNamed() {
        assertThat(findings(new JournalEvent(1, UUID.randomUUID(), "a", 1, "bad", Instant.EPOCH, "a", "{}"))).containsExactly("seq 1 (bad of a): cannot be read");
    }
}
