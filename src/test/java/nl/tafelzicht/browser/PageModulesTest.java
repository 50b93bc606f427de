package nl.tafelzicht.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The modules of the page that decide something, by tests of their own in {@code src/test/web}, run by the Node.js that
 * Playwright brings.
 */
class PageModulesTest {

    private static final Path WEB = Path.of("web");
    private static final Path TESTS = Path.of("src", "test", "web");
    private static final long PATIENCE_SECONDS = 120;
    private static final Pattern PASSED = Pattern.compile("(?m)^# pass (\\d+)$");
    /** What has nothing to decide, or draws on a map that Node.js has not; browser tests look at it. */
    private static final List<String> TRIED_IN_A_BROWSER = List.of(
            "i18n/en.mjs",
            "map/drawing.mjs",
            "map/map.mjs",
            "map/name-layer.mjs",
            "map/situation-layer.mjs",
            "map/station-layer.mjs",
            "ui/ask.mjs",
            "ui/choose.mjs",
            "ui/element.mjs",
            "ui/item-panel.mjs",
            "ui/severity-icon.mjs",
            "page/desk/keys.mjs",
            "subject/count/files.mjs",
            "subject/count/findings.mjs",
            "subject/count/objections.mjs",
            "subject/count/papers.mjs",
            "subject/count/sessions.mjs");

    private static List<Path> files(Path folder, Predicate<String> wanted) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> eachDecidesAsItShould() throws IOException {
        var tests = files(TESTS, name -> name.endsWith(".test.mjs"));
        assertThat(tests).isNotEmpty();
        return tests.stream()
                .map(test -> DynamicTest.dynamicTest(test.getFileName().toString(), () -> run(test)));
    }

    private static void run(Path test) throws IOException, InterruptedException {
        var arguments =
                List.of("--import", "./" + TESTS.resolve("browser.mjs"), "--test-reporter=tap", test.toString());
        var result = NodeProgram.run(PATIENCE_SECONDS, arguments);
        assertThat(result.status()).as(result.text()).isZero();
        var passed = PASSED.matcher(result.text());
        assertThat(passed.find() && Integer.parseInt(passed.group(1)) > 0)
                .as("tests were run: " + result.text())
                .isTrue();
    }

    @Test
    void whatDecidesAndIsNoElementIsTried() throws IOException {
        var tests = new TreeMap<String, String>();
        for (var test : files(TESTS, name -> name.endsWith(".test.mjs"))) {
            tests.put(test.toString(), Files.readString(test));
        }
        var said = String.join("\n", tests.values());
        var untried = files(WEB, name -> name.endsWith(".mjs")).stream()
                .filter(module -> !isElement(module) && !isRegistration(module))
                .map(module -> WEB.relativize(module).toString().replace('\\', '/'))
                .filter(module -> !said.contains("/web/" + module))
                .collect(Collectors.toList());
        untried.removeAll(TRIED_IN_A_BROWSER);
        assertThat(untried).isEmpty();
        assertThat(TRIED_IN_A_BROWSER)
                .allSatisfy(module -> assertThat(WEB.resolve(module)).exists());
    }

    /**
     * What a subject says to the page, which {@code subject/subjects.mjs} brings to every test, and what loads its
     * elements.
     */
    private static boolean isRegistration(Path module) {
        return module.getParent().getParent().endsWith(Path.of("web", "subject"))
                && List.of("index.mjs", "elements.mjs")
                        .contains(module.getFileName().toString());
    }

    private static boolean isElement(Path module) {
        try {
            return Files.readString(module).contains("customElements.define");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
