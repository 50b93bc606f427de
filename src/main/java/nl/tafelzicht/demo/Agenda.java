package nl.tafelzicht.demo;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** The plans of people on a synthetic day: what they will do, and when by its clock. Belongs to one event loop. */
final class Agenda {

    private static final long LOOK_MILLIS = 200;
    private static final int MOST_AT_A_TIME = 20;

    private final Reporters reporters;
    private final Clock clock;
    private final Random random;
    private final PriorityQueue<Act> acts = new PriorityQueue<>(Comparator.comparing(Act::at));

    private record Act(Instant at, Runnable what) {}

    Agenda(Reporters reporters, Clock clock, Random random) {
        this.reporters = reporters;
        this.clock = clock;
        this.random = random;
    }

    void start(Vertx vertx) {
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
    }

    void plan(Instant at, Runnable what) {
        acts.add(new Act(at, what));
    }

    void plan(Duration after, Runnable what) {
        plan(clock.instant().plus(after), what);
    }

    /** A random duration between two numbers of minutes. */
    Duration minutes(int from, int to) {
        return Duration.ofSeconds(60L * from + random.nextInt(60 * (to - from)));
    }

    private void look() {
        var now = clock.instant();
        for (int i = 0;
                i < MOST_AT_A_TIME
                        && !reporters.isStopped()
                        && !acts.isEmpty()
                        && !acts.peek().at.isAfter(now);
                i++) {
            acts.poll().what.run();
        }
    }
}
