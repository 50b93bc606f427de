package nl.tafelzicht.election;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of an entity that says nothing special: seen as ever by the same people, in all its events and lists. */
class EntityTest {

    private static final Kind<Note> KIND = new Kind<>("note", "notes", 1_000, Note.class);

    private record Note(String id, int version, long seq) implements Entity {
        @Override
        public Visibility visibility() {
            return Visibility.of("GM0344", Set.of(Role.MAYOR), Tlp.GREEN);
        }

        @Override
        public Object state() {
            return id;
        }
    }

    @Test
    void itsAudienceIsTheSameForAllOfIt() {
        var note = new Note("n", 3, 17);
        assertThat(note.everVisible()).isEqualTo(note.visibility());
        assertThat(note.visibilityOf("an event")).isEqualTo(note.visibility());
        assertThat(note.stateIn(KIND, seen -> false)).isEqualTo("n");
        assertThat(note.stateIn(KIND)).isEqualTo("n");
    }

    @Test
    void itIsInOneListAndEachChangeOfItIsShown() {
        var note = new Note("n", 3, 17);
        assertThat(note.seqIn(KIND)).isEqualTo(17);
        assertThat(note.isListed()).isTrue();
        assertThat(note.looksDifferent(KIND, new Note("n", 2, 16))).isTrue();
    }

    private static final Command<Note> COMMAND = new Command<>() {};

    @Test
    void itsStreamIsItsKindAndItsId() {
        assertThat(new EntityKey(KIND, "n").stream()).isEqualTo("note/n");
    }

    @Test
    void kindsAreInTheOrderOfTheirLists() {
        var later = new Kind<>("a", "as", 1_001, Note.class);
        assertThat(Stream.of(later, KIND, Kind.FIRST).sorted()).containsExactly(Kind.FIRST, KIND, later);
    }

    @Test
    void aCommandIsNoReportUnlessItSaysSo() {
        assertThat(COMMAND.reportKind()).isNull();
    }

    @Test
    void aKeyThatWasUsedBeforeIsRefusedByName() {
        var refusal = Refusal.reused();
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.REUSED);
        assertThat(refusal.field()).isEqualTo("Idempotency-Key");
        assertThat(refusal.detail()).isNotBlank();
    }
}
