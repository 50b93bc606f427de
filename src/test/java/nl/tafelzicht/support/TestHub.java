package nl.tafelzicht.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * One hub with an embedded PostgreSQL, shared by the tests that only need some municipality of it; ends with the JVM.
 */
public final class TestHub {

    public static final LocalDate DAY = LocalDate.now().plusDays(30);
    private static HubProcess hub;
    private static int municipality = 1000;

    private TestHub() {}

    public static synchronized Api api() throws IOException {
        if (hub == null) {
            var folder = Files.createTempDirectory("tafelzicht-test-");
            hub = HubProcess.start(
                    folder.resolve("hub.log"),
                    List.of("-Xmx512m", "-Dtafelzicht.max-event-loop-millis=1500"),
                    "--data",
                    folder.resolve("data").toString(),
                    "--accounts",
                    "demo",
                    "--trust-proxy",
                    "--register-from",
                    "2026-01-01T00:00:00Z");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                hub.close();
                delete(folder);
            }));
        }
        return Api.at(hub.address());
    }

    /** A municipality that no other test uses, with so many stations. @return its code */
    public static synchronized String municipality(int stations) throws IOException, InterruptedException {
        var code = "GM" + municipality++;
        var answer = api().as("municipality-" + code)
                .post("/stations/imports", "text/csv", Stations.csv(code, stations, DAY));
        if (answer.status() != 200) {
            throw new IllegalStateException(String.valueOf(answer.body()));
        }
        return code;
    }

    public static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }
}
