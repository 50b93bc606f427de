package nl.tafelzicht.bench;

import java.util.Arrays;
import java.util.Locale;

/** Latencies in nanoseconds, and what they come to. */
final class Percentiles {

    private long[] values = new long[1 << 16];
    private int size;

    void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = nanos;
    }

    void addAll(Percentiles others) {
        for (int i = 0; i < others.size; i++) {
            add(others.values[i]);
        }
    }

    int count() {
        return size;
    }

    double millis(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        Arrays.sort(values, 0, size);
        return values[Math.min(size - 1, (int) (size * share))] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %6.1f ms  p99 %6.1f ms", millis(.5), millis(.99));
    }
}
