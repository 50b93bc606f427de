package nl.tafelzicht.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What an operator wants to know of the live feed. */
public final class LiveMetrics {

    private final AtomicInteger viewers;
    private final Timer round;
    private final Counter frames;
    private final Counter tooSlow;

    public LiveMetrics(MeterRegistry registry) {
        viewers = registry.gauge("tafelzicht.live.viewers", new AtomicInteger());
        round = Timer.builder("tafelzicht.live.round").description("one round of frames to all viewers of an event loop").register(registry);
        frames = Counter.builder("tafelzicht.live.frames").description("frames handed to sockets").register(registry);
        tooSlow = Counter.builder("tafelzicht.live.slow").description("viewers closed since they did not keep up").register(registry);
    }

    void joined() {
        viewers.incrementAndGet();
    }

    void left() {
        viewers.decrementAndGet();
    }

    void round(long nanos) {
        round.record(nanos, TimeUnit.NANOSECONDS);
    }

    void frame() {
        frames.increment();
    }

    void tooSlow() {
        tooSlow.increment();
    }
}
