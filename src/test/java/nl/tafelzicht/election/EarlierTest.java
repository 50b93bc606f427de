package nl.tafelzicht.election;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class EarlierTest {

    private record Said(List<String> list, int count, String word) {}

    private static Visibility to(Tlp marking) {
        return Visibility.of("GM0153", Visibility.LOCAL, marking);
    }

    private static Predicate<Visibility> cleared(Tlp most) {
        return v -> v.marking().compareTo(most) <= 0;
    }

    @Test
    void eachReadsWhatWasSaidWhileOneWasOfTheAudience() {
        var earlier = Earlier.<Said>none()
                .and(to(Tlp.GREEN), to(Tlp.RED), new Said(List.of("green"), 1, "first"))
                .and(to(Tlp.RED), to(Tlp.CLEAR), new Said(List.of("green", "red"), 2, "second"));
        var now = List.of("green", "red", "clear");
        assertThat(earlier.of(now, Said::list, cleared(Tlp.AMBER))).containsExactly("green", "clear");
        assertThat(earlier.count(3, Said::count, cleared(Tlp.AMBER))).isEqualTo(2);
        assertThat(earlier.word("second", Said::word, cleared(Tlp.AMBER))).isNull();
        assertThat(earlier.word("third", Said::word, cleared(Tlp.AMBER))).isEqualTo("third");
        assertThat(earlier.of(now, Said::list, cleared(Tlp.CLEAR))).containsExactly("clear");
        assertThat(earlier.of(now, Said::list, cleared(Tlp.RED))).isEqualTo(now);
        assertThat(earlier.isOpenTo(cleared(Tlp.RED))).isTrue();
        assertThat(earlier.isOpenTo(cleared(Tlp.AMBER))).isFalse();
    }

    /** A word that was said when all could read it, and stood unchanged while few could, was said to all. */
    @Test
    void aWordBelongsToTheTimeWhenItWasSaid() {
        var earlier = Earlier.<Said>none()
                .and(to(Tlp.GREEN), to(Tlp.RED), new Said(List.of(), 0, "first"))
                .and(to(Tlp.RED), to(Tlp.GREEN), new Said(List.of(), 0, "first"));
        assertThat(earlier.word("first", Said::word, cleared(Tlp.GREEN))).isEqualTo("first");
    }

    @Test
    void anAudienceThatStaysIsNoEra() {
        assertThat(Earlier.<Said>none()
                        .and(to(Tlp.GREEN), to(Tlp.GREEN), new Said(List.of(), 0, null))
                        .eras())
                .isEmpty();
    }

    @Test
    void beyondTheBoundWhatWasSaidFirstIsForNobody() {
        var earlier = Earlier.<Said>none();
        var list = new ArrayList<String>();
        for (int i = 0; i <= Earlier.MOST; i++) {
            list.add("said " + i);
            earlier = earlier.and(
                    to(i % 2 == 0 ? Tlp.GREEN : Tlp.AMBER),
                    to(i % 2 == 0 ? Tlp.AMBER : Tlp.GREEN),
                    new Said(List.copyOf(list), list.size(), null));
        }
        assertThat(earlier.eras()).hasSize(Earlier.MOST);
        assertThat(earlier.of(list, Said::list, cleared(Tlp.AMBER)))
                .doesNotContain("said 0", "said 1")
                .contains("said 2", "said " + Earlier.MOST)
                .hasSize(Earlier.MOST - 1);
        assertThat(earlier.count(list.size(), Said::count, cleared(Tlp.AMBER))).isEqualTo(Earlier.MOST - 1);
        assertThat(earlier.eras().get(0).audience())
                .isEqualTo(new Visibility(Set.of(), null, Set.of(), Tlp.RED, Set.of(), Set.of()));
    }
}
