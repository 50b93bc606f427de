package nl.tafelzicht.engine.picture;

import static nl.tafelzicht.support.Fold.EDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.Unfoldable;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;

/** The picture that a node shows: how far it is, who is told, and when it can't go on. */
class CurrentPictureTest {

    private final Fold fold = new Fold().registered("GM0228-1", EDE).reported("GM0228-1", Status.OPEN, 5);
    private final CurrentPicture current = new CurrentPicture();

    private static JournalEvent unknown(long seq) {
        return new JournalEvent(
                seq, new UUID(9, seq), "station/GM0228-1", (int) seq, "no-such-event", Fold.NOON, "hub", "{}");
    }

    @Test
    void whoListensIsToldOfEachChangeUntilTheyStop() {
        int[] told = new int[1];
        var stop = current.onChange(() -> told[0]++);
        current.apply(fold.journal().subList(0, 1));
        assertThat(told[0]).isEqualTo(1);
        current.apply(List.of());
        assertThat(told[0]).as("nothing changed").isEqualTo(1);
        stop.run();
        current.apply(fold.journal().subList(1, 2));
        assertThat(told[0]).isEqualTo(1);
        assertThat(current.get().seq()).isEqualTo(2);
    }

    @Test
    void whatComesBeforeAnEventThatItCanNotReadIsShownAndItSaysThatItIsStuck() {
        assertThat(current.isPresent()).isTrue();
        assertThat(current.stuck()).isNull();
        assertThatThrownBy(() -> current.apply(List.of(fold.journal().get(0), unknown(2))))
                .isInstanceOf(Unfoldable.class);
        assertThat(current.get().seq()).isEqualTo(1);
        assertThat(current.stuck()).isNotBlank();
        assertThat(current.isPresent()).isFalse();
        current.apply(fold.journal().subList(1, 2));
        assertThat(current.stuck()).as("it could, on a second try").isNull();
        assertThat(current.isPresent()).isTrue();
    }

    @Test
    void itsAgeGrowsUntilTheJournalShowsThatItIsComplete() {
        long first = current.age();
        Eventually.until("it is older", () -> current.age() > first);
        long before = System.nanoTime();
        current.confirm();
        assertThat(current.age()).isNotNegative().isLessThanOrEqualTo(System.nanoTime() - before);
    }

    @Test
    void pastPicturesAreKeptToStartFrom() {
        var journal = LongStream.rangeClosed(1, 10_000)
                .mapToObj(seq -> new JournalEvent(
                        seq, new UUID(9, seq), "access/a", (int) seq, "access-recorded", Fold.NOON, "hub", "{}"))
                .toList();
        current.apply(journal);
        assertThat(current.checkpoint(9_999)).isSameAs(Picture.EMPTY);
        assertThat(current.checkpoint(10_000)).isSameAs(current.get());
    }
}
