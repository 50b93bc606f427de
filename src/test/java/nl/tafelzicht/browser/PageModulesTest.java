package nl.tafelzicht.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/**
 * The modules of the page that decide something, by tests of their own in {@code src/test/web}, run by the Node.js that
 * Playwright brings.
 */
class PageModulesTest {

    private static final Path WEB = Path.of("web");
    private static final Path TESTS = Path.of("src", "test", "web");
    private static final long PATIENCE_SECONDS = 120;
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

    @TempDir
    private Path folder;

    private static List<Path> files(Path folder, Predicate<String> wanted) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** One process for all, which takes a quarter of the time of one for each. */
    @TestFactory
    Stream<DynamicTest> eachDecidesAsItShould() throws Exception {
        var tests = files(TESTS, name -> name.endsWith(".test.mjs"));
        assertThat(tests).isNotEmpty();
        var report = folder.resolve("report.xml");
        var arguments = new ArrayList<>(List.of(
                "--import",
                "./" + TESTS.resolve("browser.mjs"),
                "--test",
                "--test-isolation=none",
                "--test-reporter=junit",
                "--test-reporter-destination=" + report));
        tests.forEach(test -> arguments.add(test.toString()));
        var result = NodeProgram.run(PATIENCE_SECONDS, arguments);
        var cases = cases(report);
        var all = DynamicTest.dynamicTest("all", () -> assertThat(result.status())
                .as(result.text() + Files.readString(report))
                .isZero());
        return Stream.concat(
                tests.stream()
                        .map(test -> DynamicTest.dynamicTest(
                                test.getFileName().toString(),
                                () -> passes(
                                        cases.getOrDefault(test.toAbsolutePath().toString(), List.of())))),
                Stream.of(all));
    }

    private static void passes(List<Element> cases) {
        assertThat(cases).as("tests that were run").isNotEmpty();
        assertThat(cases).allSatisfy(test -> assertThat(test.getElementsByTagName("failure"))
                .as(test.getAttribute("name") + ": " + test.getTextContent())
                .satisfies(failures -> assertThat(failures.getLength()).isZero()));
    }

    /** The tests of a report, by the file that has them; a file without any is a test by its own name. */
    private static Map<String, List<Element>> cases(Path report) throws Exception {
        var all = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(test -> !test.getAttribute("file").endsWith(test.getAttribute("name")))
                .collect(Collectors.groupingBy(test -> test.getAttribute("file")));
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
