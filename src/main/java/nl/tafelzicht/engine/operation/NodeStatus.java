package nl.tafelzicht.engine.operation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The state of a node by its own metrics: what an operator asks first.
 *
 * @param node its name, with {@code version} of the program and {@code startedAt} of the process
 * @param at when it was reported
 * @param nodes that it knows of in the cluster, itself included
 * @param reports since its start, by result
 */
public record NodeStatus(
        String node,
        String version,
        Instant startedAt,
        Instant at,
        int nodes,
        PictureState picture,
        Journal journal,
        Feed feed,
        Notifications notifications,
        Map<String, Long> reports,
        Map<String, Long> escalations,
        Machine machine) {

    /** @param ageSeconds since the node last knew that it has all of the journal */
    public record PictureState(long seq, double ageSeconds, long stations) {}

    /**
     * @param appendMaxMillis the longest append of the last minutes, in milliseconds
     * @param batchMean appends in the mean batch
     * @param lagMaxMillis the longest lag behind the journal of the last minutes, in milliseconds
     * @param byBus events that arrived over the bus, of all {@code events}
     */
    public record Journal(double appendMaxMillis, double batchMean, double lagMaxMillis, double byBus, double events) {}

    /**
     * @param viewers by role; {@code behind} is how many are skipped now, {@code skipped} how often that happened,
     *     {@code slow} how many were closed for it
     */
    public record Feed(
            Map<String, Long> viewers, long behind, double skipped, double slow, double frames, double megabytes) {}

    public record Notifications(double waiting, double oldestSeconds) {}

    public record Machine(double heapMegabytes, double heapMaxMegabytes, double processors) {}

    /** Reads the metrics as they are now. */
    static NodeStatus of(String node, String version, Instant startedAt, Instant at, MeterRegistry metrics) {
        return new NodeStatus(
                node,
                version,
                startedAt,
                at,
                (int) gauge(metrics, "tafelzicht.cluster.nodes"),
                new PictureState(
                        (long) gauge(metrics, "tafelzicht.picture.seq"),
                        gauge(metrics, "tafelzicht.picture.age"),
                        (long) gauge(metrics, "tafelzicht.picture.stations")),
                new Journal(
                        timer(metrics, "tafelzicht.journal.append", t -> t.max(TimeUnit.MILLISECONDS)),
                        metrics.find("tafelzicht.journal.batch").summaries().stream()
                                .mapToDouble(DistributionSummary::mean)
                                .sum(),
                        timer(metrics, "tafelzicht.tail.lag", t -> t.max(TimeUnit.MILLISECONDS)),
                        counter(metrics, "tafelzicht.tail.bus"),
                        counter(metrics, "tafelzicht.tail.events")),
                new Feed(
                        gauges(metrics, "tafelzicht.live.viewers.of.role", "role"),
                        (long) gauge(metrics, "tafelzicht.live.behind"),
                        counter(metrics, "tafelzicht.live.skipped"),
                        counter(metrics, "tafelzicht.live.slow"),
                        counter(metrics, "tafelzicht.live.frames"),
                        counter(metrics, "tafelzicht.live.frame.bytes") / 1e6),
                new Notifications(
                        gauge(metrics, "tafelzicht.notifications.waiting"),
                        gauge(metrics, "tafelzicht.notifications.oldest.seconds")),
                counters(metrics, "tafelzicht.reports", "result"),
                gauges(metrics, "tafelzicht.escalations", "state"),
                new Machine(
                        heap(metrics, "jvm.memory.used") / 1e6,
                        heap(metrics, "jvm.memory.max") / 1e6,
                        gauge(metrics, "process.cpu.usage") * gauge(metrics, "system.cpu.count")));
    }

    private static double gauge(MeterRegistry metrics, String name) {
        return finite(
                metrics.find(name).gauges().stream().mapToDouble(Gauge::value).sum());
    }

    private static double heap(MeterRegistry metrics, String name) {
        return finite(metrics.find(name).tag("area", "heap").gauges().stream()
                .mapToDouble(Gauge::value)
                .filter(v -> v > 0)
                .sum());
    }

    private static double counter(MeterRegistry metrics, String name) {
        return metrics.find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static double timer(MeterRegistry metrics, String name, ToDoubleFunction<Timer> value) {
        return finite(
                metrics.find(name).timers().stream().mapToDouble(value).max().orElse(0));
    }

    private static Map<String, Long> gauges(MeterRegistry metrics, String name, String tag) {
        var found = new TreeMap<String, Long>();
        for (var gauge : metrics.find(name).gauges()) {
            found.merge(gauge.getId().getTag(tag), (long) finite(gauge.value()), Long::sum);
        }
        found.values().removeIf(n -> n == 0);
        return found;
    }

    private static Map<String, Long> counters(MeterRegistry metrics, String name, String tag) {
        var found = new TreeMap<String, Long>();
        for (var counter : metrics.find(name).counters()) {
            found.merge(counter.getId().getTag(tag), (long) counter.count(), Long::sum);
        }
        return found;
    }

    /** 0 for a metric without a value: JSON can't express that. */
    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}
