package nl.tafelzicht.engine.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics of the live feed for an operator. */
public final class LiveMetrics {

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> viewers = new ConcurrentHashMap<>();
    private final AtomicInteger behind;
    private final Timer round;
    private final Counter frames;
    private final Counter bytes;
    private final Counter skipped;
    private final Counter tooSlow;
    private final Counter tooMuch;
    private final Counter accountFull;
    private final Counter nodeFull;

    public LiveMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("tafelzicht.live.viewers", viewers, all -> all.values().stream()
                .mapToInt(AtomicInteger::get)
                .sum());
        behind = registry.gauge("tafelzicht.live.behind", new AtomicInteger());
        bytes = Counter.builder("tafelzicht.live.frame.bytes")
                .baseUnit("bytes")
                .description("of frames, each counted once for each socket that it went to")
                .register(registry);
        skipped = Counter.builder("tafelzicht.live.skipped")
                .description("times that a socket whose queue was full began to be left out, until it drained")
                .register(registry);
        round = Timer.builder("tafelzicht.live.round")
                .description("one round of frames to all viewers of an event loop")
                .register(registry);
        frames = Counter.builder("tafelzicht.live.frames")
                .description("frames handed to sockets")
                .register(registry);
        tooSlow = Counter.builder("tafelzicht.live.slow")
                .description("viewers closed since they did not keep up")
                .register(registry);
        tooMuch = Counter.builder("tafelzicht.live.flooding")
                .description("sockets closed since their peer sent too many frames")
                .register(registry);
        accountFull = noPlace("account");
        nodeFull = noPlace("node");
    }

    private Counter noPlace(String full) {
        return Counter.builder("tafelzicht.live.refused")
                .tag("full", full)
                .description("sockets closed since the account, or the node, has as many as it may have")
                .register(registry);
    }

    /** @param role of the viewer */
    void joined(String role) {
        ofRole(role).incrementAndGet();
    }

    void left(String role) {
        ofRole(role).decrementAndGet();
    }

    private AtomicInteger ofRole(String role) {
        return viewers.computeIfAbsent(
                role, r -> registry.gauge("tafelzicht.live.viewers.of.role", Tags.of("role", r), new AtomicInteger()));
    }

    /** A socket is skipped from now on. */
    void skipped() {
        skipped.increment();
    }

    /** The change in the number of skipped sockets. */
    void behind(int more) {
        behind.addAndGet(more);
    }

    void round(long nanos) {
        round.record(nanos, TimeUnit.NANOSECONDS);
    }

    void sent(long count, long size) {
        frames.increment(count);
        bytes.increment(size);
    }

    void tooSlow() {
        tooSlow.increment();
    }

    void tooMuch() {
        tooMuch.increment();
    }

    void refused(SocketBudget.Place full) {
        (full == SocketBudget.Place.NODE_FULL ? nodeFull : accountFull).increment();
    }
}
