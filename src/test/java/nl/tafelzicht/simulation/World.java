package nl.tafelzicht.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** Time and chance of a simulation, from one seed, in one thread. */
final class World extends Clock {

    private record Event(long at, long number, Runnable what) {}

    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private long now;
    private long number;

    World(long seed) {
        random = new Random(seed);
    }

    boolean chance(double p) {
        return random.nextDouble() < p;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Within so many milliseconds. */
    void later(int withinMillis, Runnable what) {
        events.add(new Event(now + random.nextInt(withinMillis + 1), number++, what));
    }

    /** @return whether something happened */
    boolean step() {
        var next = events.poll();
        if (next == null) {
            return false;
        }
        now = Math.max(now, next.at);
        next.what.run();
        return true;
    }

    long elapsed() {
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.parse("2026-03-18T08:00:00Z").plusMillis(now);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
