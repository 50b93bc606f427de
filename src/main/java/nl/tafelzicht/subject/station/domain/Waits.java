package nl.tafelzicht.subject.station.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Waiting times at a station through the day: the last observation of each quarter of an hour that has one, the newest
 * {@value #MOST}. Immutable.
 */
public final class Waits {

    /** Twice the longest day. */
    public static final int MOST = 128;
    /** An older observation says nothing about now; also used for closed doors, where nobody waits. */
    public static final int UNKNOWN = -1;

    static final Waits NONE = new Waits(new long[0], new short[0]);

    private static final int QUARTER_MINUTES = 15;
    private static final long HOLDS_MINUTES = Duration.ofMinutes(90).toMinutes();

    private final long[] minutes;
    private final short[] values;

    private Waits(long[] minutes, short[] values) {
        this.minutes = minutes;
        this.values = values;
    }

    static long minuteOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), 60);
    }

    /**
     * Adds an observation.
     *
     * @param waiting minutes, or {@link #UNKNOWN} from then on
     */
    Waits with(Instant moment, int waiting) {
        long minute = minuteOf(moment);
        int place = 0;
        while (place < minutes.length && minutes[place] <= minute) {
            place++;
        }
        boolean isSameQuarter = place > 0 && minutes[place - 1] / QUARTER_MINUTES == minute / QUARTER_MINUTES;
        if (!isSameQuarter && place < minutes.length && minutes[place] / QUARTER_MINUTES == minute / QUARTER_MINUTES) {
            return this;
        }
        int before = isSameQuarter ? place - 1 : place;
        int after = minutes.length - place;
        var m = new long[before + 1 + after];
        var v = new short[m.length];
        System.arraycopy(minutes, 0, m, 0, before);
        System.arraycopy(values, 0, v, 0, before);
        m[before] = minute;
        v[before] = (short) waiting;
        System.arraycopy(minutes, place, m, before + 1, after);
        System.arraycopy(values, place, v, before + 1, after);
        int tooMany = Math.max(0, m.length - MOST);
        return new Waits(Arrays.copyOfRange(m, tooMany, m.length), Arrays.copyOfRange(v, tooMany, v.length));
    }

    /** After a report: closed doors mean that nobody waits. */
    Waits and(StatusReport report, Instant moment) {
        if (report.waitingMinutes() != null) {
            return with(moment, report.waitingMinutes());
        }
        boolean isOver = report.status() != null && !report.status().isVoting();
        return isOver && size() > 0 ? with(moment, UNKNOWN) : this;
    }

    int size() {
        return minutes.length;
    }

    /** The waiting time known at a minute: minutes, or {@link #UNKNOWN}. */
    int at(long minute) {
        int last = Arrays.binarySearch(minutes, minute);
        int i = last >= 0 ? last : -last - 2;
        return i < 0 || minute - minutes[i] > HOLDS_MINUTES ? UNKNOWN : values[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Waits w && Arrays.equals(minutes, w.minutes) && Arrays.equals(values, w.values);
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
