package nl.tafelzicht.subject.ballot.domain;

import java.time.OffsetDateTime;
import nl.tafelzicht.subject.station.domain.StationEntry;

/**
 * When the doors of a station are open, in minutes since 1970. Immutable.
 *
 * @param opens of each period, in order of time
 * @param closes of each period; of the same length
 * @param offset of its local time, in minutes
 */
public record Hours(int[] opens, int[] closes, int offset) {

    private static final int DAY = 24 * 60;

    public static Hours of(StationEntry entry) {
        var periods = entry.periods();
        var opens = new int[periods.size()];
        var closes = new int[periods.size()];
        for (int i = 0; i < opens.length; i++) {
            opens[i] = minutes(periods.get(i).opensAt());
            closes[i] = minutes(periods.get(i).closesAt());
        }
        return new Hours(opens, closes, entry.opensAt().getOffset().getTotalSeconds() / 60);
    }

    private static int minutes(OffsetDateTime at) {
        return (int) (at.toEpochSecond() / 60);
    }

    public int firstMinute() {
        return opens[0];
    }

    /** When the doors close for the last time. */
    public int lastMinute() {
        return closes[closes.length - 1];
    }

    int minuteOfDay(int minute) {
        return Math.floorMod(minute + offset, DAY);
    }

    /** The share of a day's voters that is expected while the doors are open between two moments. */
    double share(DayShape shape, double from, double to) {
        double share = 0;
        for (int i = 0; i < opens.length; i++) {
            double begins = Math.max(from, opens[i]);
            double ends = Math.min(to, closes[i]);
            if (begins < ends) {
                share += ofPeriod(shape, begins, ends);
            }
        }
        return share;
    }

    private double ofPeriod(DayShape shape, double begins, double ends) {
        double day = Math.floor((begins + offset) / DAY) * DAY - offset;
        double share = 0;
        while (day < ends) {
            share += shape.between(Math.max(begins, day) - day, Math.min(ends, day + DAY) - day);
            day += DAY;
        }
        return share;
    }
}
