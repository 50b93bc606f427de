package nl.tafelzicht.subject.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import org.junit.jupiter.api.Test;

/**
 * Which claims are proposed for merging: on a set of claims made for this, in Dutch and English, where a person said
 * which say the same.
 */
class ClaimIndexTest {

    private record Labelled(String group, String language, String claim) {

        boolean saysTheSameAs(Labelled other) {
            return group.equals(other.group);
        }
    }

    private static List<Labelled> labelled() throws Exception {
        var lines = Files.readAllLines(
                Path.of(ClaimIndexTest.class.getResource("/claims.csv").toURI()), StandardCharsets.UTF_8);
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split(";", 3))
                .map(f -> new Labelled(f[0], f[1], f[2]))
                .toList();
    }

    private static Picture with(List<Labelled> claims) {
        var picture = Picture.EMPTY;
        for (int i = 0; i < claims.size(); i++) {
            picture = picture.after(
                    Alerts.reported(i + 1, String.valueOf(i), claims.get(i).claim, claims.get(i).language, List.of()));
        }
        return picture;
    }

    @Test
    void mostOfWhatSaysTheSameIsProposedAndLittleElse() throws Exception {
        var claims = labelled();
        var picture = with(claims);
        try (var index = new ClaimIndex()) {
            var same = new Count("all");
            var dutch = new Count("Dutch with Dutch");
            var english = new Count("English with English");
            var across = new Count("Dutch with English");
            for (int i = 0; i < claims.size(); i++) {
                Set<String> proposed = new HashSet<>();
                index.like(picture.entity(Narrative.KIND, String.valueOf(i)), picture, 50)
                        .forEach(a -> proposed.add(a.narrative().id()));
                for (int j = 0; j < claims.size(); j++) {
                    if (i == j) {
                        continue;
                    }
                    boolean should = claims.get(i).saysTheSameAs(claims.get(j));
                    boolean is = proposed.contains(String.valueOf(j));
                    same.add(should, is);
                    (!claims.get(i).language.equals(claims.get(j).language)
                                    ? across
                                    : claims.get(i).language.equals("nl") ? dutch : english)
                            .add(should, is);
                    if (should != is && i < j) {
                        System.out.printf(
                                "%s: %s | %s%n", is ? "too much" : "missed", claims.get(i).claim, claims.get(j).claim);
                    }
                }
            }
            for (var count : List.of(same, dutch, english, across)) {
                System.out.println(count);
            }
            assertThat(same.precision()).isGreaterThanOrEqualTo(0.9);
            assertThat(same.recall()).isGreaterThanOrEqualTo(0.6);
            assertThat(dutch.recall()).isGreaterThanOrEqualTo(0.75);
        }
    }

    @Test
    void theSameWordsAboutAnotherTownAreAnotherClaim() throws Exception {
        var words = "Gewapende mannen bij de stembureaus, alles is gesloten";
        var enschede = new Municipality("GM0153", "Enschede");
        var utrecht = new Municipality("GM0344", "Utrecht");
        var picture = Picture.EMPTY
                .after(Alerts.reported(1, "a", words + " in Enschede", "nl", List.of(enschede)))
                .after(Alerts.reported(2, "b", words + " in Utrecht", "nl", List.of(utrecht)))
                .after(Alerts.reported(3, "c", words, "nl", List.of()))
                .after(Alerts.reported(4, "d", words + ", Enschede!", "nl", List.of(enschede)));
        try (var index = new ClaimIndex()) {
            var found = new ArrayList<String>();
            index.like(picture.entity(Narrative.KIND, "a"), picture, 10)
                    .forEach(a -> found.add(a.narrative().id()));
            assertThat(found).contains("c", "d").doesNotContain("b");
        }
    }

    private static final class Count {
        private final String what;
        private int right;
        private int wrong;
        private int missed;

        Count(String what) {
            this.what = what;
        }

        void add(boolean should, boolean is) {
            if (should && is) {
                right++;
            }
            if (!should && is) {
                wrong++;
            }
            if (should && !is) {
                missed++;
            }
        }

        double precision() {
            return (double) right / Math.max(1, right + wrong);
        }

        double recall() {
            return (double) right / Math.max(1, right + missed);
        }

        @Override
        public String toString() {
            return "merge proposals, %s: precision %.2f, recall %.2f (%d right, %d too much, %d missed)"
                    .formatted(what, precision(), recall(), right, wrong, missed);
        }
    }
}
