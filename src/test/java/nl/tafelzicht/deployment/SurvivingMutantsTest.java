package nl.tafelzicht.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of changes that no test notices names what there is, once, with a reason of a known kind. */
class SurvivingMutantsTest {

    /**
     * Nobody could see it; it only takes longer; another test than PIT's sees it; or only somebody who reads the code
     * of an error could.
     */
    private static final List<String> REASONS = List.of("equivalent: ", "speed: ", "elsewhere: ", "guard: ");

    @Test
    void eachEntryIsOfAMethodThatExistsAndSaysWhy() throws IOException {
        var entries = Files.readAllLines(Path.of("docs", "surviving-mutants.tsv")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(entries).isNotEmpty().doesNotHaveDuplicates().isSorted();
        for (var entry : entries) {
            var cells = entry.split("\t");
            assertThat(cells).as(entry).hasSize(5);
            var type = cells[0].split("\\$");
            var file = Path.of("src/main/java/nl/tafelzicht", type[0].replace('.', '/') + ".java");
            assertThat(file).as(entry).isRegularFile();
            var code = Files.readString(file);
            if (!cells[1].startsWith("<")) {
                assertThat(code).as(entry).containsPattern("\\b" + cells[1] + "\\b");
            }
            assertThat(cells[3]).as(entry).matches("[1-9]\\d*");
            assertThat(REASONS).as(entry).anyMatch(cells[4]::startsWith);
        }
    }
}
