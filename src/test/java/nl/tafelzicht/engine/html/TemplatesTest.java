package nl.tafelzicht.engine.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.tafelzicht.engine.http.publicsite.PublicShell;
import org.junit.jupiter.api.Test;

/** All templates that there are: a page that few people see is read here too. */
class TemplatesTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern TEXT = Pattern.compile("\\{\\{[#^]?t\\.([^}]+)}}");
    private static final int LONGEST_LINE = 120;

    private static List<Path> templates() throws IOException {
        try (Stream<Path> all = Files.walk(RESOURCES)) {
            return all.filter(file -> file.toString().endsWith(".mustache")).toList();
        }
    }

    private static String name(Path template) {
        return template.getFileName().toString().replace(".mustache", "");
    }

    /** A class beside which it lies. */
    private static Class<?> beside(Path template) throws Exception {
        var folder = RESOURCES.relativize(template.getParent());
        try (Stream<Path> all = Files.list(SOURCES.resolve(folder))) {
            var file =
                    all.filter(f -> f.toString().endsWith(".java")).findFirst().orElseThrow();
            return Class.forName(
                    SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.'));
        }
    }

    @Test
    void eachCanBeRead() throws Exception {
        assertThat(templates()).hasSizeGreaterThan(10);
        for (var template : templates()) {
            assertThat(PublicShell.page(name(template), beside(template))).isNotNull();
        }
    }

    @Test
    void itsTextsAreThereInBothLanguages() throws Exception {
        for (var language : List.of("nl", "en")) {
            var texts = Texts.of("i18n.public", Locale.forLanguageTag(language));
            for (var template : templates()) {
                var keys = TEXT.matcher(Files.readString(template));
                while (keys.find()) {
                    assertThat(texts.has(keys.group(1)))
                            .as("%s in %s, %s", keys.group(1), template, language)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aScreenOfOrdinaryWidthShowsThem() throws Exception {
        for (var template : templates()) {
            assertThat(Files.readAllLines(template))
                    .as(String.valueOf(template))
                    .allMatch(line -> line.length() <= LONGEST_LINE && !line.contains("\t"));
        }
    }
}
