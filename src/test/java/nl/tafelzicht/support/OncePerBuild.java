package nl.tafelzicht.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Folders that take seconds to make and that several processes of a build want: the first to come makes one, the others
 * wait for it. They stay in {@code target}, for the next build too. Thread-safe, and safe between processes.
 */
public final class OncePerBuild {

    private static final Path BUILD = Path.of(System.getProperty(HubProcess.JAR, "target/none"))
            .toAbsolutePath()
            .getParent();

    /** Makes a folder that is not there yet. */
    public interface Maker {
        void make(Path folder) throws IOException;
    }

    private OncePerBuild() {}

    /** @param name of the folder, with the version of what is in it where that can change */
    public static synchronized Path folder(String name, Maker maker) throws IOException {
        Files.createDirectories(BUILD);
        var folder = BUILD.resolve(name);
        if (Files.exists(folder)) {
            return folder;
        }
        try (var lock = FileChannel.open(
                        BUILD.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (Files.exists(folder)) {
                return folder;
            }
            var making = BUILD.resolve(name + ".making");
            if (Files.exists(making)) {
                TestHub.delete(making);
            }
            maker.make(making);
            Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }
}
