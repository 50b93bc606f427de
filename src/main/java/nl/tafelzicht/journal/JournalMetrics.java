package nl.tafelzicht.journal;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What an operator wants to know of the journal: how long an append takes, and how many go in one batch. */
public final class JournalMetrics {

    private final Timer append;
    private final DistributionSummary batch;

    public JournalMetrics(MeterRegistry registry) {
        append = Timer.builder("tafelzicht.journal.append").description("from request to committed and applied").publishPercentileHistogram().register(registry);
        batch = DistributionSummary.builder("tafelzicht.journal.batch").description("appends in one batch").register(registry);
    }

    void appended(long nanos) {
        append.record(nanos, TimeUnit.NANOSECONDS);
    }

    void batch(long size) {
        batch.record(size);
    }
}
