package nl.tafelzicht.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TailCursorTest {

    private static List<JournalEvent> events(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(n -> new JournalEvent(n, UUID.randomUUID(), "s/" + n, 1, "t", Instant.EPOCH, "a", "{}"))
                .toList();
    }

    @Test
    void aBatchThatContinuesIsHandedOutWhole() {
        var cursor = new TailCursor(4);
        assertThat(cursor.offer(events(5, 7))).extracting(JournalEvent::seq).containsExactly(5L, 6L, 7L);
        assertThat(cursor.isBehind()).isFalse();
    }

    @Test
    void aBatchAfterAGapWaitsUntilTheGapIsFilled() {
        var cursor = new TailCursor(0);
        assertThat(cursor.offer(events(4, 6))).isEmpty();
        assertThat(cursor.isBehind()).isTrue();
        assertThat(cursor.offer(events(1, 4))).extracting(JournalEvent::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(cursor.next()).extracting(JournalEvent::seq).containsExactly(5L, 6L);
        assertThat(cursor.isBehind()).isFalse();
    }

    @Test
    void aRepeatedBatchIsHandedOutOnce() {
        var cursor = new TailCursor(0);
        cursor.offer(events(1, 3));
        assertThat(cursor.offer(events(1, 3))).isEmpty();
        assertThat(cursor.offer(events(2, 5))).extracting(JournalEvent::seq).containsExactly(4L, 5L);
    }

    @Test
    void ofTwoBatchesThatWaitFromTheSameEventTheLongerIsKept() {
        for (var lengths : List.of(List.of(4L, 6L), List.of(6L, 4L))) {
            var cursor = new TailCursor(0);
            lengths.forEach(last -> cursor.offer(events(3, last)));
            cursor.offer(events(1, 2));
            assertThat(cursor.next()).extracting(JournalEvent::seq).containsExactly(3L, 4L, 5L, 6L);
            assertThat(cursor.next()).isEmpty();
        }
    }

    @Test
    void whatCouldNotBeAppliedIsReadAgainWithAllThatFollowed() {
        var cursor = new TailCursor(0);
        cursor.offer(events(1, 2));
        cursor.offer(events(4, 5));
        cursor.rewind(0);
        assertThat(cursor.applied()).isZero();
        assertThat(cursor.offer(events(1, 3))).hasSize(3);
        assertThat(cursor.next()).isEmpty();
        assertThat(cursor.isBehind()).as("four and five are read again").isTrue();
    }

    @Test
    void noMoreThanAThousandBatchesWaitAndTheRestIsReadFromTheJournal() {
        var cursor = new TailCursor(0);
        for (int i = 0; i <= TailCursor.MAX_AHEAD; i++) {
            cursor.offer(events(2 + i, 2 + i));
        }
        cursor.offer(events(1, 1));
        for (int i = 0; i < TailCursor.MAX_AHEAD; i++) {
            assertThat(cursor.next()).hasSize(1);
        }
        assertThat(cursor.next()).isEmpty();
        assertThat(cursor.isBehind()).isTrue();
    }

    @Property(tries = 300)
    void whateverComesInWhateverOrderTheJournalComesOutOnceAndInOrder(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int length) {
        var batches = new ArrayList<List<JournalEvent>>();
        for (long from = 1; from <= length; ) {
            long to = Math.min(length, from + random.nextInt(6));
            batches.add(events(from, to));
            if (random.nextBoolean()) {
                batches.add(events(Math.max(1, from - random.nextInt(3)), to));
            }
            from = to + 1;
        }
        Collections.shuffle(batches, random);
        var cursor = new TailCursor(0);
        var out = new ArrayList<Long>();
        for (var batch : batches) {
            for (var fresh = cursor.offer(batch); !fresh.isEmpty(); fresh = cursor.next()) {
                fresh.forEach(e -> out.add(e.seq()));
            }
        }
        assertThat(out)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, length).boxed().toList());
    }
}
