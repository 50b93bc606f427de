package nl.tafelzicht.support;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files that lie beside the project; a test that needs one is reported as skipped where they are absent. */
public final class SharedData {

    private static final Path FOLDER = Path.of("..", "shared", "data");

    private SharedData() {}

    public static Path file(String name) {
        var file = FOLDER.resolve(name);
        Needed.that(Files.exists(file), "needs " + file);
        return file;
    }
}
