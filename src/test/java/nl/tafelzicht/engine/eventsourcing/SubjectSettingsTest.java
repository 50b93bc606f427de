package nl.tafelzicht.engine.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The settings of all subjects: those that are not given are the subject's own, and some must be alike on all nodes.
 */
class SubjectSettingsTest {

    private record Colour(String name) {}

    private static List<ConfiguredSubject<?>> configured() {
        return Subjects.all().offering(ConfiguredSubject.class).stream()
                .<ConfiguredSubject<?>>map(subject -> subject)
                .toList();
    }

    private static <T> Map<String, String> alike(ConfiguredSubject<T> subject) {
        return subject.alike(subject.defaults());
    }

    @Test
    void aSubjectHasItsDefaultsWhereNothingElseIsGiven() {
        assertThat(configured()).isNotEmpty();
        for (var subject : configured()) {
            var defaults = subject.defaults();
            assertThat(SubjectSettings.defaults().get(defaults.getClass()).getClass())
                    .isEqualTo(defaults.getClass());
        }
    }

    @Test
    void whatIsGivenTakesThePlaceOfItsTypeAndOfNoOther() {
        var defaults = SubjectSettings.defaults();
        var red = defaults.with(new Colour("red"));
        assertThat(red.get(Colour.class)).isEqualTo(new Colour("red"));
        assertThat(red.with(new Colour("blue")).get(Colour.class).name()).isEqualTo("blue");
        assertThat(red.get(Colour.class).name()).as("the first stays as it was").isEqualTo("red");
        for (var subject : configured()) {
            assertThat(red.get(subject.defaults().getClass())).isNotNull();
        }
        assertThatThrownBy(() -> defaults.get(Colour.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no subject has settings of the type " + Colour.class.getName());
    }

    @Test
    void whatMustBeAlikeOnAllNodesIsThatOfEachSubject() {
        var all = new TreeMap<String, String>();
        configured().forEach(subject -> all.putAll(alike(subject)));
        assertThat(all).isNotEmpty();
        assertThat(SubjectSettings.defaults().alike()).isEqualTo(all);
    }

    @Test
    void anOptionThatIsWrongIsRefusedInItsOwnWords() {
        ConfiguredSubject.Options<Colour> options = () -> new Colour("red");
        assertThatCode(() -> options.check(true, "no colour")).doesNotThrowAnyException();
        assertThatThrownBy(() -> options.check(false, "no colour"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no colour");
    }
}
