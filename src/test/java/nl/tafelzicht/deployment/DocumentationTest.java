package nl.tafelzicht.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.node.Manifest;
import org.junit.jupiter.api.Test;

/** What the documents name is there: the tests that prove their claims, the options that they explain. */
class DocumentationTest {

    private static final Pattern PROOF = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))`");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+[a-z])\\b");

    private static final Pattern WIDE =
            Pattern.compile("@Wide\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)*(?:class \\w+|void (\\w+))");

    private static Stream<Path> documents() throws IOException {
        return Stream.concat(
                Stream.of(Path.of("README.md"), Path.of("SECURITY.md")),
                Stream.of("guarantees.md", "operations.md", "security.md", "architecture.md", "performance.md")
                        .map(name -> Path.of("docs", name)));
    }

    private static TreeSet<String> named(Pattern pattern) throws IOException {
        try (var documents = documents()) {
            return documents
                    .flatMap(document -> pattern.matcher(read(document)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyTestThatADocumentNamesExists() throws IOException {
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            var tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(named(PROOF)).hasSizeGreaterThan(30).isSubsetOf(tests);
        }
    }

    @Test
    void everyOptionOfServeThatADocumentExplainsExists() throws IOException {
        var others = java.util.Set.of(
                "--port",
                "--rotate-keys",
                "--statements",
                "--keys",
                "--role",
                "--municipality",
                "--station",
                "--clearance",
                "--organisation",
                "--reason",
                "--actor",
                "--speed",
                "--stations",
                "--start",
                "--seed");
        var known = Manifest.variables().stream()
                .map(v -> "--"
                        + v.substring("TAFELZICHT_".length())
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-'))
                .collect(Collectors.toSet());
        known.addAll(others);
        assertThat(named(OPTION)).hasSizeGreaterThan(20).isSubsetOf(known);
    }

    /** What only {@code -Pwide} runs is listed with its reason: nothing leaves the ordinary run without a word. */
    @Test
    void everyTestThatOnlyTheWideRunHasIsListed() throws IOException {
        var listed = Files.readString(Path.of("docs", "decisions", "0023-tests-that-would-notice.md"));
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            var wide = files.filter(file -> file.toString().endsWith("IT.java"))
                    .flatMap(file -> WIDE.matcher(read(file))
                            .results()
                            .map(found -> "`"
                                    + file.getFileName().toString().replace(".java", "")
                                    + (found.group(1) == null ? "" : "." + found.group(1)) + "`"))
                    .toList();
            assertThat(wide).hasSizeGreaterThan(5).allSatisfy(name -> assertThat(listed)
                    .contains(name));
        }
    }
}
