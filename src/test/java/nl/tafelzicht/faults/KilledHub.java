package nl.tafelzicht.faults;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.TestHub;

/**
 * For the benchmark: one hub that is killed while officials report and people look, and started again; what was lost.
 */
public final class KilledHub {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private KilledHub() {}

    /** @return in words */
    public static String kill(int screens, int seconds) throws Exception {
        var folder = Files.createTempDirectory("tafelzicht-killed-");
        try (var cluster = FaultCluster.start(new FaultCluster.Plan(
                7,
                1,
                screens,
                i -> HubProcess.HUB,
                List.of(),
                folder,
                Files.createDirectory(folder.resolve("files"))))) {
            cluster.write();
            Thread.sleep(seconds * 500L);
            cluster.node(0).kill();
            cluster.startNode(0);
            long back = System.nanoTime();
            Thread.sleep(seconds * 500L);
            cluster.pause();
            var differences = cluster.differences(cluster.truth());
            while (!differences.isEmpty() && System.nanoTime() - back < PATIENCE_NANOS) {
                Thread.sleep(100);
                differences = cluster.differences(cluster.truth());
            }
            var count = cluster.truth().count(cluster.ledger().all());
            return String.format(
                    Locale.ROOT,
                    "%d reports accepted, %d lost, %d twice; screens, pictures and journal %s",
                    count.accepted(),
                    count.lost(),
                    count.twice(),
                    differences.isEmpty() ? "agree" : "do not agree: " + differences);
        } finally {
            TestHub.delete(folder);
        }
    }
}
