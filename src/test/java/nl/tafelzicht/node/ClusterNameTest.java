package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nodes are one cluster when they have the name of it in common. With hubs: {@link ClusterTrustIT}. */
class ClusterNameTest {

    private static final String SECRET = "the secret of a real hub";

    @Test
    void nodesOfOneJournalThatKnowTheSecretMeetAndNobodyElse() {
        var name = ClusteredVertx.name(SECRET, "journal-1");
        assertThat(ClusteredVertx.name(SECRET, "journal-1")).isEqualTo(name);
        assertThat(ClusteredVertx.name(SECRET, "journal-2"))
                .as("the hub of an exercise, beside the real one with its settings")
                .isNotEqualTo(name);
        assertThat(ClusteredVertx.name("the secret of a real huc", "journal-1"))
                .as("who does not know the secret")
                .isNotEqualTo(name);
        assertThat(name).hasSize(32).doesNotContain(SECRET);
    }
}
