package nl.tafelzicht.election;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who may see something, and how many may be named for it. */
class VisibilityTest {

    private static final Visibility EDE = new Visibility("GM0228", "GM0228-1", Visibility.LOCAL, Tlp.AMBER, Set.of());

    private static Set<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "name " + i).collect(Collectors.toSet());
    }

    @Test
    void aThousandMayBeNamedAndAThousandOrganisationsToldAndNoMore() {
        assertThat(EDE.isFullFor(names(0, 1_000), names(0, 1_000))).isFalse();
        assertThat(EDE.isFullFor(names(0, 1_001), Set.of())).isTrue();
        assertThat(EDE.isFullFor(Set.of(), names(0, 1_001))).isTrue();
        var full = EDE.marked(Tlp.RED, names(0, 1_000)).sharedWith(names(0, 1_000));
        assertThat(full.isFullFor(names(0, 10), names(990, 1_000)))
                .as("they are named already")
                .isFalse();
        assertThat(full.isFullFor(names(1_000, 1_001), Set.of())).isTrue();
        assertThat(full.isFullFor(Set.of(), names(1_000, 1_001))).isTrue();
    }

    @Test
    void whatIsForEveryoneIsForAllRolesAndNothingElseIs() {
        var all = Visibility.everyone(Tlp.GREEN);
        assertThat(all.isForEveryone()).isTrue();
        assertThat(all.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(all.marking()).isEqualTo(Tlp.GREEN);
        assertThat(EDE.isForEveryone()).isFalse();
        assertThat(Visibility.nobody(null).isForEveryone()).isFalse();
    }

    @Test
    void theChairOfAnotherStationMaySeeItTooByAnyOfItsStops() {
        var two = EDE.andStation("GM0228-2.3");
        assertThat(two.otherStation()).isEqualTo("GM0228-2");
        assertThat(two.station()).isEqualTo("GM0228-1");
        assertThat(two.andStation(null)).isEqualTo(EDE);
    }

    @Test
    void whoMaySeeEitherIsClearedForTheLowerMarking() {
        var green = Visibility.of("GM0344", Set.of(Role.OBSERVER), Tlp.GREEN);
        for (var either : Set.of(EDE.or(green), green.or(EDE))) {
            assertThat(either.marking()).isEqualTo(Tlp.GREEN);
            assertThat(either.municipalities()).containsExactlyInAnyOrder("GM0228", "GM0344");
            assertThat(either.roles()).containsAll(Visibility.LOCAL).contains(Role.OBSERVER);
        }
        assertThat(EDE.or(EDE)).isSameAs(EDE);
    }
}
