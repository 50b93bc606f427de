package nl.tafelzicht.subject.station.domain;

import java.util.Arrays;

/**
 * Values that only increase, each with the minute since 1970 at which it was observed; in order of time, at most
 * {@value #MOST}. When there are more, the least informative one is removed: the one between its two closest
 * neighbours. Immutable.
 */
public final class Series {

    /** One every half hour of the longest day. */
    public static final int MOST = 28;

    public static final Series EMPTY = new Series(new int[0], new int[0]);

    private final int[] minutes;
    private final int[] values;

    private Series(int[] minutes, int[] values) {
        this.minutes = minutes;
        this.values = values;
    }

    public int size() {
        return minutes.length;
    }

    public int minute(int i) {
        return minutes[i];
    }

    public int value(int i) {
        return values[i];
    }

    /**
     * Adds a value. A value that contradicts a later observation is ignored; earlier higher values are removed, and so
     * are those that a correction replaced.
     */
    public Series with(int minute, int value) {
        int place = 0;
        while (place < minutes.length && minutes[place] <= minute) {
            place++;
        }
        if (place < minutes.length && values[place] < value) {
            return this;
        }
        int keep = place;
        while (keep > 0 && (values[keep - 1] > value || minutes[keep - 1] == minute)) {
            keep--;
        }
        int after = minutes.length - place;
        var m = new int[keep + 1 + after];
        var v = new int[keep + 1 + after];
        System.arraycopy(minutes, 0, m, 0, keep);
        System.arraycopy(values, 0, v, 0, keep);
        m[keep] = minute;
        v[keep] = value;
        System.arraycopy(minutes, place, m, keep + 1, after);
        System.arraycopy(values, place, v, keep + 1, after);
        return m.length > MOST ? thinned(m, v) : new Series(m, v);
    }

    /** A correction: earlier higher values are removed, and so are all later ones. */
    public Series corrected(int minute, int value) {
        int keep = 0;
        while (keep < minutes.length && minutes[keep] < minute && values[keep] <= value) {
            keep++;
        }
        return new Series(Arrays.copyOf(minutes, keep), Arrays.copyOf(values, keep)).with(minute, value);
    }

    private static Series thinned(int[] m, int[] v) {
        int least = 1;
        for (int i = 2; i < m.length - 1; i++) {
            if (m[i + 1] - m[i - 1] < m[least + 1] - m[least - 1]) {
                least = i;
            }
        }
        var minutes = new int[m.length - 1];
        var values = new int[m.length - 1];
        System.arraycopy(m, 0, minutes, 0, least);
        System.arraycopy(v, 0, values, 0, least);
        System.arraycopy(m, least + 1, minutes, least, minutes.length - least);
        System.arraycopy(v, least + 1, values, least, values.length - least);
        return new Series(minutes, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series s && Arrays.equals(minutes, s.minutes) && Arrays.equals(values, s.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(minutes) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(minutes) + Arrays.toString(values);
    }
}
