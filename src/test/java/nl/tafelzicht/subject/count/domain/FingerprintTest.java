package nl.tafelzicht.subject.count.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final Fingerprint PRINT = Fingerprint.of("telling".getBytes(StandardCharsets.UTF_8));

    @Test
    void sixteenGroupsOfFourSignsOfWhichAPageLeavesTwoOut() {
        assertThat(PRINT.groups()).hasSize(16).allMatch(group -> group.length() == 4);
        assertThat(String.join("", PRINT.groups())).isEqualTo(PRINT.hex());
        assertThat(PRINT.leftOut())
                .hasSize(2)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(i -> i >= 0 && i < 16);
        assertThat(PRINT.toString()).hasSize(79);
    }

    /** The two are never the same one, whatever the signs. */
    @Test
    void anyTwoSignsGiveTwoGroups() {
        for (int i = 0; i < 256; i++) {
            var print = new Fingerprint(String.format("%02x", i) + "0".repeat(62));
            assertThat(print.leftOut()).hasSize(2).doesNotHaveDuplicates().allMatch(g -> g >= 0 && g < 16);
        }
    }

    @Test
    void theTwoGroupsOfThePaperMatchInTheirOrder() {
        var places = PRINT.leftOut();
        var left = places.stream().map(PRINT.groups()::get).toList();
        assertThat(PRINT.matches(left, places)).isTrue();
        assertThat(PRINT.matches(List.of(" " + left.get(0).toUpperCase(java.util.Locale.ROOT), left.get(1)), places))
                .isTrue();
        assertThat(PRINT.matches(List.of(left.get(1), left.get(0)), places)).isFalse();
        assertThat(PRINT.matches(List.of(left.get(0), "0000"), places)).isFalse();
        assertThat(PRINT.matches(List.of(), List.of())).isFalse();
        assertThat(PRINT.matches(left, List.of(-1, 16))).isFalse();
        assertThat(PRINT.matches(List.of(PRINT.groups().get(0), PRINT.groups().get(15)), List.of(0, 15)))
                .as("the first and the last group")
                .isTrue();
    }

    /** Who only reads the hash has no places; any two of it do, in their order. */
    @Test
    void withoutPlacesAnyTwoGroupsInTheirOrderMatch() {
        var groups = PRINT.groups();
        assertThat(PRINT.matches(List.of(groups.get(0), groups.get(15)), null)).isTrue();
        assertThat(PRINT.matches(List.of(groups.get(3), groups.get(4)), null)).isTrue();
        assertThat(PRINT.matches(List.of(groups.get(15), groups.get(0)), null)).isFalse();
        assertThat(PRINT.matches(List.of(groups.get(0), "zzzz"), null)).isFalse();
        assertThat(PRINT.matches(List.of(groups.get(7), groups.get(7)), null)).isFalse();
    }
}
