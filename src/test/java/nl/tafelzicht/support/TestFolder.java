package nl.tafelzicht.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Folders of tests, for the files of their databases: in memory where a machine has much of that, since each database
 * is some five hundred files, made and deleted again. A process that is killed finds them as it would on a disk;
 * without power nothing is tried. {@link TestHub#delete} takes a folder away.
 */
public final class TestFolder {

    private static final Path MEMORY = Path.of("/dev/shm");
    /** All tests of a build together have less than a quarter of this at a time. */
    private static final long MUCH = 4L << 30;

    private static final String OURS = "tafelzicht-";
    private static boolean swept;

    private TestFolder() {}

    /** @param name what the folder's name begins with, such as {@code tafelzicht-restart-} */
    public static synchronized Path make(String name) throws IOException {
        if (!Files.isWritable(MEMORY) || Files.getFileStore(MEMORY).getUsableSpace() < MUCH) {
            return Files.createTempDirectory(name);
        }
        if (!swept) {
            swept = true;
            sweep();
        }
        return Files.createTempDirectory(MEMORY, name);
    }

    /** What a build that was killed left behind would take memory until the machine is started again. */
    private static void sweep() throws IOException {
        var yesterday = Instant.now().minus(Duration.ofDays(1));
        try (Stream<Path> all = Files.list(MEMORY)) {
            all.filter(path -> path.getFileName().toString().startsWith(OURS) && isBefore(path, yesterday))
                    .forEach(TestHub::delete);
        }
    }

    private static boolean isBefore(Path path, Instant moment) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(moment);
        } catch (IOException gone) {
            return false;
        }
    }
}
