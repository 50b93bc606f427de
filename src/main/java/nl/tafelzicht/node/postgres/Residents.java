package nl.tafelzicht.node.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of a PostgreSQL server, found by the folder that they use and by nothing else: a process id in a file
 * may be that of a zombie, or of an unrelated process that got the same number since.
 */
final class Residents {

    private static final Path PROCESSES = Path.of("/proc");

    private Residents() {}

    /**
     * The processes with this data directory as their working directory, as the postmaster and all its children have.
     */
    static List<ProcessHandle> of(Path files) throws IOException {
        if (!Files.exists(files)) {
            return List.of();
        }
        if (!Files.isDirectory(PROCESSES.resolve("self"))) {
            return named(files).stream().toList();
        }
        var home = files.toRealPath();
        try (Stream<Path> all = Files.list(PROCESSES)) {
            return all.filter(p -> p.getFileName().toString().matches("\\d+") && livesIn(p, home))
                    .map(p -> ProcessHandle.of(Long.parseLong(p.getFileName().toString())))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private static boolean livesIn(Path process, Path home) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(home);
        } catch (IOException | SecurityException gone) { // it ended, or belongs to another user
            return false;
        }
    }

    /**
     * For systems that do not tell working directories: the process whose id is in the folder, and that names the
     * folder on its command line.
     */
    private static Optional<ProcessHandle> named(Path files) throws IOException {
        return postmaster(files)
                .flatMap(ProcessHandle::of)
                .filter(p -> p.isAlive()
                        && p.info()
                                .commandLine()
                                .orElse("")
                                .contains(files.toAbsolutePath().toString()));
    }

    /** The process id of the postmaster, according to the folder. */
    static Optional<Long> postmaster(Path files) throws IOException {
        var file = files.resolve("postmaster.pid");
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .map(Long::valueOf);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Whether the postmaster that the folder names is running in it. */
    static boolean isServed(Path files) throws IOException {
        var named = postmaster(files);
        if (named.isEmpty()) {
            return false;
        }
        return Files.isDirectory(PROCESSES.resolve("self"))
                ? livesIn(PROCESSES.resolve(named.get().toString()), files.toRealPath())
                : named(files).isPresent();
    }
}
