package nl.tafelzicht.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.node.PlantedHub;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The hub is broken in every way that we could think of, while officials report and people look; afterwards nothing
 * that was accepted is lost or there twice, everyone sees the same, and no screen has said that it was live when it was
 * not. {@code mvn -Pwide verify} does all of it and prints a table; without the profile a few. {@code -Dfaults.seed=N}
 * for the moments and nodes of another run, {@code -Dfaults.only=PAUSED,HALF_OPEN} for some.
 */
class FaultsIT {

    private static final boolean WIDE = Boolean.getBoolean("wide");
    private static final Set<Fault> A_FEW = EnumSet.of(Fault.CUT_FROM_ALL);
    private static final long SEED = Long.getLong("faults.seed", System.currentTimeMillis() % 1_000_000);
    private static final int DASHBOARDS = WIDE ? 200 : 8;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(45);
    /** A screen may say that it is live for so long without having heard anything. */
    private static final double LONGEST_LIE_SECONDS = 12.5;

    /** The few last shorter, and still longer than {@link #LONGEST_LIE_SECONDS} where a line is cut. */
    private static final long SECOND = WIDE ? 1_000 : 650;

    private final Random random = new Random(SEED);
    private final List<String> table = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverBreaksNothingIsLostAndEveryoneConverges() throws Exception {
        var folder = Files.createTempDirectory("tafelzicht-faults-");
        System.out.println("faults.seed=" + SEED + ", logs in " + folder);
        try (var disk = WIDE ? Disk.in(folder) : new Disk(Files.createDirectory(folder.resolve("files")), null);
                var cluster = cluster(folder, disk.folder())) {
            row("fault", "2xx", "lost", "twice", "longest without", "converged in", "longest stale");
            for (var fault : chosen()) {
                if (fault.isPossible(cluster)) {
                    suffer(fault, cluster);
                } else {
                    row(fault.toString(), "not possible here", "", "", "", "", "");
                }
            }
        } finally {
            table.forEach(System.out::println);
        }
        assertThat(wrong).as("seed " + SEED + "; logs in " + folder).isEmpty();
        TestHub.delete(folder);
    }

    private static Set<Fault> chosen() {
        var only = System.getProperty("faults.only");
        if (only == null) {
            return WIDE ? EnumSet.allOf(Fault.class) : A_FEW;
        }
        return Stream.of(only.split(","))
                .map(Fault::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));
    }

    private static FaultCluster cluster(Path folder, Path files) throws Exception {
        int last = 2; // the one whose clock can be moved
        return FaultCluster.start(new FaultCluster.Plan(
                SEED,
                3,
                DASHBOARDS,
                i -> i == last ? PlantedHub.class.getName() : HubProcess.HUB,
                List.of(),
                folder,
                files));
    }

    private void suffer(Fault fault, FaultCluster cluster) throws Exception {
        cluster.ledger().measureAnew();
        cluster.dashboards().measureAnew();
        int before = cluster.ledger().size();
        cluster.write();
        Thread.sleep(500 + random.nextInt(2_000));
        fault.begin(cluster, random);
        Thread.sleep(fault.seconds() * SECOND);
        fault.mend(cluster);
        long mended = System.nanoTime();
        cluster.pause();
        var truth = cluster.truth();
        var differences = cluster.differences(truth);
        while (!differences.isEmpty() && System.nanoTime() - mended < PATIENCE_NANOS) {
            Thread.sleep(100);
            truth = cluster.truth();
            differences = cluster.differences(truth);
        }
        double converged = (System.nanoTime() - mended) / 1e9;
        double stale = cluster.dashboards().longestLie() / 1e9;
        var count = truth.count(cluster.ledger().all());
        for (var d : differences.subList(0, Math.min(10, differences.size()))) {
            blame(fault, d);
        }
        if (stale > LONGEST_LIE_SECONDS) {
            blame(fault, "a screen that said it was live missed something for " + stale + " s");
        }
        row(
                fault.toString(),
                String.valueOf(cluster.ledger().size() - before),
                String.valueOf(count.lost()),
                String.valueOf(count.twice()),
                seconds(cluster.ledger().longestWithout() / 1e9),
                differences.isEmpty() ? seconds(converged) : "NOT",
                seconds(stale));
    }

    private void blame(Fault fault, String what) {
        wrong.add(fault + ": " + what);
        System.out.println(fault + ": " + what);
    }

    private static String seconds(double s) {
        return String.format(Locale.ROOT, "%.1f s", s);
    }

    private void row(String... cells) {
        table.add(String.format(Locale.ROOT, "%-46s %18s %6s %6s %16s %13s %14s", (Object[]) cells));
        System.out.println(table.get(table.size() - 1));
    }
}
