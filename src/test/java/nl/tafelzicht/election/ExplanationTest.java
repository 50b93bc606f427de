package nl.tafelzicht.election;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each code has words in both languages that name the same, each is used, and none that is used is missing. */
class ExplanationTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern USED = Pattern.compile("Explanation\\s*\\.of\\(\\s*\"([a-z0-9-]+)\"(?:\\s*,|\\s*\\))");
    /** Codes that stand in a choice or a table: any literal of their form counts. */
    private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9]+(?:-[a-z0-9]+)*)\"");

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    /** Their English words are those of who made them. */
    private static final Set<String> OTHERS_WORDS = Set.of(Explanation.WORDS);

    private static Map<String, String> words(String file) throws IOException {
        var properties = new Properties();
        try (var in = ExplanationTest.class.getResourceAsStream("/i18n/" + file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        var words = new TreeMap<String, String>();
        properties.forEach((key, value) -> words.put((String) key, (String) value));
        return words;
    }

    private static List<String> codes(Map<String, String> words) {
        return words.keySet().stream()
                .filter(key -> !key.startsWith("word.") && !key.startsWith("status."))
                .toList();
    }

    private static Set<String> parameters(String text) {
        return PARAMETER.matcher(text).results().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(r -> found.add(r.group(1)));
            }
        }
        return found;
    }

    /** The last one of a code would count, and the other be said nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {"problems", "problems_nl", "public_nl", "public_en", "imports_nl", "imports_en"})
    void noCodeStandsInAFileTwice(String file) throws IOException {
        try (var in = getClass().getResourceAsStream("/i18n/" + file + ".properties")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.split("=", 2)[0]))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void bothLanguagesHaveTheSameCodesThatNameTheSame() throws IOException {
        var english = words("problems.properties");
        var dutch = words("problems_nl.properties");
        var codes = codes(dutch);
        assertThat(codes).isEqualTo(codes(english));
        for (var code : codes) {
            assertThat(dutch.get(code)).as(code).isNotBlank();
            if (!parameters(english.get(code)).equals(OTHERS_WORDS)) {
                assertThat(parameters(dutch.get(code))).as(code).isEqualTo(parameters(english.get(code)));
            }
        }
    }

    @Test
    void whatIsUsedHasWordsAndWhatHasWordsIsUsed() throws IOException {
        var english = codes(words("problems.properties"));
        assertThat(english).containsAll(found(USED));
        assertThat(found(LITERAL)).containsAll(english);
    }

    /** A value of the vocabulary is said in the reader's language, too. */
    @Test
    void everyStateRoleAndKindThatIsNamedHasADutchWord() throws IOException {
        var dutch = words("problems_nl.properties");
        for (var role : Role.values()) {
            assertThat(dutch).containsKey("word." + role);
        }
        for (var level : EscalationLevel.values()) {
            assertThat(dutch).containsKey("word." + level);
        }
        for (var kind : nl.tafelzicht.engine.eventsourcing.Subjects.all().lists()) {
            assertThat(dutch).containsKey("word." + kind);
        }
    }

    @Test
    void itIsSaidInTheReadersLanguageAndNamedForPrograms() {
        var at = Instant.parse("2027-03-17T07:05:00Z");
        var said = Explanation.of("not-acknowledged-in-time", "level", EscalationLevel.TABLE, "at", at);
        assertThat(said.in(Locale.ENGLISH))
                .isEqualTo("it was not acknowledged in time and is with the table since 2027-03-17T07:05:00Z");
        assertThat(said.in(Locale.GERMAN)).isEqualTo(said.in(Locale.ENGLISH));
        assertThat(said.in(Explanation.DUTCH))
                .isEqualTo(
                        "dit is niet op tijd opgepakt en ligt sinds 17-3-2027 08:05:00 (Nederlandse tijd) bij de verkiezingstafel");
        assertThat(said.named()).isEqualTo(Map.of("level", "table", "at", "2027-03-17T07:05:00Z"));
        assertThat(said.code()).isEqualTo("not-acknowledged-in-time");
    }

    @Test
    void aListIsSaidWithCommasAndAnExplanationWithinAnotherInItsWords() {
        var said = Explanation.of(
                "unreadable-line",
                "line",
                3,
                "reason",
                Explanation.of("missing-columns", "columns", List.of("a", "b")));
        assertThat(said.in(Locale.ENGLISH)).isEqualTo("line 3: missing mandatory columns: a, b");
        assertThat(said.in(Explanation.DUTCH)).isEqualTo("regel 3: verplichte kolommen ontbreken: a, b");
        assertThat(said.named())
                .containsEntry("line", 3)
                .containsEntry(
                        "reason",
                        Map.of("code", "missing-columns", "parameters", Map.of("columns", List.of("a", "b"))));
    }

    /** What somebody is called is not taken for a word of the vocabulary. */
    @Test
    void onlyValuesOfTheVocabularyAreTranslated() {
        assertThat(Explanation.of("already-so", "state", "open").in(Explanation.DUTCH))
                .isEqualTo("dit is al open");
        assertThat(Explanation.of("already-so", "state", "police").in(Explanation.DUTCH))
                .isEqualTo("dit is al police");
        assertThat(Explanation.of("already-so", "state", Role.POLICE).in(Explanation.DUTCH))
                .isEqualTo("dit is al politie");
    }

    @Test
    void aStatusHasANameInDutch() {
        assertThat(Explanation.ofStatus(404, "Not Found", Explanation.DUTCH)).isEqualTo("Niet gevonden");
        assertThat(Explanation.ofStatus(404, "Not Found", Locale.ENGLISH)).isEqualTo("Not Found");
        assertThat(Explanation.ofStatus(418, "Teapot", Explanation.DUTCH)).isEqualTo("Teapot");
    }
}
