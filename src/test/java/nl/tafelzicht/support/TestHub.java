package nl.tafelzicht.support;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One hub with an embedded PostgreSQL and a time-stamp service, shared by the tests that only need some municipality of
 * it; ends with the JVM.
 */
public final class TestHub {

    public static final LocalDate DAY = LocalDate.now().plusDays(30);
    private static final Set<String> TAKEN = new HashSet<>();
    private static final int MOST_PASSES = 20;
    private static final int MOST_WARNINGS = 20;
    private static final Pattern WARNING = Pattern.compile("^\\S+ (WARN|ERROR|INFO  request \\S+ \\S+ 5) ?");
    private static HubProcess hub;
    private static Path log;
    private static int municipality = 1000;
    private static int source;

    private TestHub() {}

    public static synchronized Api api() throws IOException {
        if (hub == null) {
            var stamps = new TestTimeStamps();
            var folder = TestFolder.make("tafelzicht-test-");
            log = folder.resolve("hub.log");
            hub = HubProcess.start(
                    log,
                    List.of("-Xmx512m", "-Dtafelzicht.max-event-loop-millis=1500"),
                    "--data",
                    folder.resolve("data").toString(),
                    "--accounts",
                    "demo",
                    "--trust-proxy",
                    "--public-per-minute", // a flood of one test is from one source; it does not fill up another's
                    // minute
                    "10000",
                    "--register-from",
                    "2026-01-01T00:00:00Z",
                    "--timestamp-service",
                    stamps.address().toString(),
                    "--report-hosts",
                    "127.0.0.1",
                    "--report-networks",
                    "127.0.0.1/32",
                    "--station-file-hosts",
                    "127.0.0.1",
                    "--station-file-networks",
                    "127.0.0.1/32");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                hub.close();
                stamps.close();
                delete(folder);
            }));
        }
        return Api.at(hub.address());
    }

    /** The last warnings and errors in its log, to be read where a test failed. */
    public static synchronized List<String> lastWarnings() throws IOException {
        if (log == null) {
            return List.of();
        }
        try (var lines = Files.lines(log)) {
            var warnings = lines.filter(line -> WARNING.matcher(line).find()).toList();
            return warnings.subList(Math.max(0, warnings.size() - MOST_WARNINGS), warnings.size());
        }
    }

    /** A municipality that no other test uses, with so many stations. @return its code */
    public static synchronized String municipality(int stations) throws IOException, InterruptedException {
        return municipality("GM" + municipality++, stations);
    }

    /** The same, where the public chooses from those that there are. @param code of a real one */
    public static synchronized String municipality(String code, int stations) throws IOException, InterruptedException {
        if (!TAKEN.add(code)) {
            throw new IllegalArgumentException("another test has " + code);
        }
        if (stations == 0) {
            return code;
        }
        var answer = api().as("municipality-" + code)
                .post("/stations/imports", "text/csv", Stations.csv(code, stations, DAY));
        if (answer.status() != 200) {
            throw new IllegalStateException(String.valueOf(answer.body()));
        }
        return code;
    }

    /**
     * An address in the internet that no other test sends from, for {@code X-Forwarded-For}: a few reports of the
     * public from one source are taken in ten minutes, and what comes after them waits in a queue of its own.
     */
    public static synchronized String source() {
        source++;
        return "198.18." + source / 250 + "." + (1 + source % 250);
    }

    /** With all that is in it; a database that is just stopping may still take files of its own away meanwhile. */
    public static void delete(Path folder) {
        for (int pass = 0; pass < MOST_PASSES && Files.exists(folder); pass++) {
            try {
                Files.walkFileTree(folder, new Deleting());
            } catch (IOException inUse) {
                Thread.onSpinWait();
            }
        }
        if (Files.exists(folder)) {
            System.err.println("left behind: " + folder);
        }
    }

    /** What is gone already, or is not empty yet, is no matter: there is another pass. */
    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
