package nl.tafelzicht.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The page's code has the form that prettier gives it, and no line that a screen of ordinary width does not show.
 * {@code mvn test -Dtest=PageFormTest -Dform=write} brings it into that form.
 */
class PageFormTest {

    private static final String PRETTIER = "/META-INF/resources/_static/prettier/3.5.3";
    private static final List<String> FILES =
            List.of("web/**/*.mjs", "web/**/*.js", "web/**/*.css", "src/test/web/*.mjs", "src/types/*.ts");
    private static final int LONGEST_LINE = 160;
    private static final long PATIENCE_SECONDS = 300;

    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        folder = Files.createTempDirectory("tafelzicht-prettier-");
        Unpacked.folder(PRETTIER, folder);
    }

    @AfterEach
    void delete() {
        TestHub.delete(folder);
    }

    @Test
    void thePageIsInItsForm() throws Exception {
        var arguments = new ArrayList<String>();
        arguments.add(folder.resolve("bin/prettier.cjs").toString());
        arguments.addAll(List.of("--log-level", "warn"));
        arguments.add("write".equals(System.getProperty("form")) ? "--write" : "--check");
        arguments.addAll(FILES);
        var result = NodeProgram.run(PATIENCE_SECONDS, arguments);
        assertThat(result.status()).as(result.text()).isZero();
    }

    @Test
    void noLineIsTooLongToBeRead() throws IOException {
        var tooLong = new ArrayList<String>();
        try (Stream<Path> all = Stream.concat(Files.walk(Path.of("web")), Files.walk(Path.of("src")))) {
            for (var file : all.filter(f -> f.toString().matches(".*\\.(mjs|js|ts|css|java)"))
                    .toList()) {
                var lines = Files.readAllLines(file);
                for (int n = 0; n < lines.size(); n++) {
                    if (lines.get(n).length() > LONGEST_LINE) {
                        tooLong.add(file + ":" + (n + 1));
                    }
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
