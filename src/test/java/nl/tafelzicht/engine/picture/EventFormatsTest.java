package nl.tafelzicht.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nl.tafelzicht.election.Since;
import org.junit.jupiter.api.Test;

/** What an older node can't read is not written while it lives; and whatever is new says so. */
class EventFormatsTest {

    private enum Colour {
        RED,
        @Since(3)
        BLUE
    }

    private record Old(String a, Colour colour) {}

    private record Grown(String a, @Since(2) String b, List<Old> olds, Map<String, Colour> colours) {}

    @Since(4)
    private record New(String a) {}

    /** Everything that may stand in the journal, and from which format on. */
    private final Map<String, Integer> vocabulary = new TreeMap<>();

    @Test
    void anEventNeedsTheFormatOfTheNewestThingInIt() {
        assertThat(EventFormats.of(new Old("a", Colour.RED))).isEqualTo(1);
        assertThat(EventFormats.of(new Old("a", Colour.BLUE))).isEqualTo(3);
        assertThat(EventFormats.of(new Grown("a", null, null, null))).isEqualTo(1);
        assertThat(EventFormats.of(new Grown("a", "b", List.of(), Map.of()))).isEqualTo(2);
        assertThat(EventFormats.of(
                        new Grown("a", "b", List.of(new Old("a", null), new Old("a", Colour.BLUE)), Map.of())))
                .isEqualTo(3);
        assertThat(EventFormats.of(new Grown("a", null, List.of(), Map.of("x", Colour.BLUE))))
                .isEqualTo(3);
        assertThat(EventFormats.of(new New("a"))).isEqualTo(4);
    }

    /**
     * The file holds what version 0.3 knew when formats were introduced; it never changes. Whoever adds something to an
     * event writes {@link Since} beside it, and raises {@link EventFormats#CURRENT}.
     */
    @Test
    void whatTheFirstFormatDidNotHaveSaysSinceWhenItIs() throws IOException {
        for (var name : EventTypes.names()) {
            vocabulary.put(name, since(EventTypes.classOf(name)));
            look(name, EventTypes.classOf(name), since(EventTypes.classOf(name)));
        }
        Set<String> first;
        try (var file = getClass().getResourceAsStream("/formats/1.txt")) {
            first = Set.copyOf(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
        assertThat(vocabulary.entrySet().stream()
                        .filter(e -> e.getValue() == EventFormats.FIRST)
                        .map(Map.Entry::getKey))
                .as("without @Since there is only what was always there")
                .isSubsetOf(first);
        assertThat(vocabulary.keySet())
                .as("what may stand in an old journal is known for ever")
                .containsAll(first);
        assertThat(vocabulary.values()).allMatch(format -> format <= EventFormats.CURRENT);
    }

    private static int since(AnnotatedElement element) {
        var since = element.getAnnotation(Since.class);
        return since == null ? EventFormats.FIRST : since.value();
    }

    /** As it stands in the journal, whatever its classes are called: a path, and behind "=" a word of an enum. */
    private void look(String path, Type type, int needed) {
        if (type instanceof ParameterizedType p) {
            for (var argument : p.getActualTypeArguments()) {
                look(path, argument, needed);
            }
        }
        if (!(type instanceof Class<?> c)) {
            return;
        }
        int here = Math.max(needed, since(c));
        if (c.isEnum()) {
            for (var word : c.getEnumConstants()) {
                vocabulary.put(path + "=" + word, Math.max(here, sinceOf((Enum<?>) word)));
            }
        }
        if (c.isSealed()) {
            for (var permitted : c.getPermittedSubclasses()) {
                look(path, permitted, here);
            }
        }
        if (!c.isRecord()) {
            return;
        }
        for (var component : c.getRecordComponents()) {
            var name = path + "/" + component.getName();
            int there = Math.max(here, since(component));
            vocabulary.merge(name, there, Math::min);
            look(name, component.getGenericType(), there);
        }
    }

    private static int sinceOf(Enum<?> word) {
        try {
            return since(word.getDeclaringClass().getField(word.name()));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
