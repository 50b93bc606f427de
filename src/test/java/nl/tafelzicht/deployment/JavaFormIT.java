package nl.tafelzicht.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The Java code has the form that {@code mvn spotless:apply} gives it, by the same formatter. The check takes twelve
 * seconds of one processor, so it runs beside the integration tests; by Spotless, it would run after them, alone.
 */
class JavaFormIT {

    private static final long PATIENCE_SECONDS = 300;
    private static final List<Path> FOLDERS =
            List.of(Path.of("src", "main", "java"), Path.of("src", "test", "java"), Path.of("tools"));

    private static List<Path> files() throws Exception {
        var files = new ArrayList<Path>();
        for (var folder : FOLDERS) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void allOfItIsInItsForm() throws Exception {
        assertThat(files()).hasSizeGreaterThan(900);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:MetaspaceSize=256m", "-Xmx512m"));
        for (var part : List.of("api", "code", "file", "parser", "tree", "util")) {
            command.addAll(List.of("--add-exports", "jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED"));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Check.class.getName()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("mvn spotless:apply formats").isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    /** Names the files that have another form. In a process of its own: it reads Java with the JDK's compiler. */
    public static final class Check {

        private Check() {}

        public static void main(String[] none) throws Exception {
            var style = JavaFormatterOptions.Style.PALANTIR;
            var formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                    .style(style)
                    .formatJavadoc(true)
                    .build());
            for (var file : files()) {
                var source = Files.readString(file);
                var imports = RemoveUnusedImports.removeUnusedImports(ImportOrderer.reorderImports(source, style));
                if (!formatter.formatSource(imports).equals(source)) {
                    System.out.println(file);
                }
            }
        }
    }
}
