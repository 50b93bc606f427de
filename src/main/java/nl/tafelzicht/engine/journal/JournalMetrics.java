package nl.tafelzicht.engine.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Metrics of the journal for an operator: duration of an append, events in a batch, and how far this node is behind the
 * journal.
 */
public final class JournalMetrics {

    private final Timer append;
    private final DistributionSummary batch;
    private final Timer lag;
    private final Counter byBus;
    private final Counter events;
    private final Counter foreign;

    public JournalMetrics(MeterRegistry registry) {
        append = Timer.builder("tafelzicht.journal.append")
                .description("from request to committed and applied")
                .publishPercentileHistogram()
                .register(registry);
        batch = DistributionSummary.builder("tafelzicht.journal.batch")
                .description("appends in one batch")
                .register(registry);
        lag = Timer.builder("tafelzicht.tail.lag")
                .description("from the time of an event to its place in this node's picture; by the clocks of two "
                        + "nodes, when it came from another")
                .publishPercentileHistogram()
                .register(registry);
        byBus = Counter.builder("tafelzicht.tail.bus")
                .description("events of other nodes that came over the event bus; the rest was read from the journal")
                .register(registry);
        events = Counter.builder("tafelzicht.tail.events")
                .description("events that this node put in its picture")
                .register(registry);
        foreign = Counter.builder("tafelzicht.cluster.foreign")
                .description("batches of another journal that came over the event bus, and were not taken")
                .register(registry);
    }

    void appended(long nanos) {
        append.record(nanos, TimeUnit.NANOSECONDS);
    }

    void batch(long size) {
        batch.record(size);
    }

    void applied(long count, Duration behind) {
        events.increment(count);
        if (!behind.isNegative()) {
            lag.record(behind);
        }
    }

    /** A message about another journal arrived. */
    void foreign() {
        foreign.increment();
    }

    void byBus(long count) {
        byBus.increment(count);
    }
}
