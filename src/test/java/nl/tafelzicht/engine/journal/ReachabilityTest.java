package nl.tafelzicht.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReachabilityTest {

    private static final long SECOND = 1_000_000_000L;

    private long now = 50 * SECOND;
    private final Reachability journal = new Reachability(() -> now);

    private void pass(double seconds) {
        now += (long) (seconds * SECOND);
    }

    @Test
    void aDatabaseThatStartsAgainIsWaitedFor() {
        assertThat(journal.failed(0)).isTrue();
        pass(4);
        assertThat(journal.failed(0)).isTrue();
        assertThat(journal.takesMore()).isTrue();
        journal.appended();
        journal.seen();
        pass(7);
        assertThat(journal.takesMore()).isTrue();
    }

    @Test
    void afterFiveSecondsNobodyElseIsMadeToWait() {
        assertThat(journal.failed(4 * SECOND)).as("what was sent waits on").isTrue();
        journal.seen();
        pass(1.1);
        assertThat(journal.takesMore()).isFalse();
    }

    @Test
    void whatWaitsIsGivenUpAndTheNextTriesItAnew() {
        journal.failed(0);
        pass(10.1);
        journal.seen();
        assertThat(journal.failed(0)).isFalse();
        assertThat(journal.takesMore()).isTrue();
        assertThat(journal.failed(0)).isTrue();
    }

    @Test
    void whoDoesNotSeeTheJournalTakesNothing() {
        pass(8.1);
        assertThat(journal.takesMore()).isFalse();
        journal.seen();
        assertThat(journal.takesMore()).isTrue();
    }

    /**
     * Nobody is sent to a node that can't write, so that nothing is tried there: it stays so until something got
     * through.
     */
    @Test
    void whatTakesNothingForSomeSecondsTakesNothingUntilSomethingGotThrough() {
        journal.failed(0);
        pass(4);
        journal.failed(0);
        assertThat(journal.takes()).isTrue();
        pass(2);
        journal.failed(0);
        assertThat(journal.takes()).isFalse();
        pass(60);
        assertThat(journal.takes()).isFalse();
        journal.appended();
        assertThat(journal.takes()).isTrue();
    }
}
