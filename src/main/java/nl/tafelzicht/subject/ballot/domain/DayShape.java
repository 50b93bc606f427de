package nl.tafelzicht.subject.ballot.domain;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.TreeMap;
import nl.tafelzicht.subject.station.domain.Series;
import nl.tafelzicht.subject.station.domain.UsualDay;

/**
 * How voters come through the day: the share of a whole day's voters that comes until each moment, where the doors are
 * open from 07:30 to 21:00. It says when, never how many. Immutable.
 */
public final class DayShape {

    /** Minutes of a slot, within which voters are taken to come evenly. */
    public static final int SLOT_MINUTES = 10;

    static final int SLOTS = 24 * 60 / SLOT_MINUTES;

    /** As many voters must have come in a slot, over all stations, before the slot speaks half for itself. */
    private static final double WEIGHT_OF_THE_USUAL = 130;

    /** How long what is unusual lasts: so much of it is expected an hour later. */
    private static final double LASTS_PER_HOUR = 0.9;

    /** Of what was unusual in the last hours, how much is expected to go on. */
    private static final double GOES_ON = 0.7;

    /** Two numbers that were seen closer together than so many minutes say nothing of when voters come. */
    private static final int LEAST_APART = 10;

    /** Nor do two between which so many minutes are: of what was in between they know nothing. */
    private static final int MOST_APART = 150;

    /** So many stations say as much about a day as all. */
    private static final int MOST_STATIONS = 1_000;

    private static final int LAST_HOURS_SLOTS = 120 / SLOT_MINUTES;

    /**
     * The usual Dutch election day ({@link UsualDay}). The hours before 07:30 are those of stations that open early.
     */
    public static final DayShape USUAL = of(UsualDay.ASSUMED);

    private final double[] until;

    private DayShape(double[] until) {
        this.until = until;
    }

    /**
     * @param usual between six in the morning and ten in the evening; who opens earlier or later has some voters too
     */
    public static DayShape of(UsualDay usual) {
        var shares = new TreeMap<>(usual.shares());
        shares.put(LocalTime.of(0, 0), -0.035);
        shares.put(LocalTime.of(5, 0), -0.03);
        shares.put(LocalTime.of(23, 59), 1.03);
        return ofShares(shares);
    }

    /** @param shares of the day's voters that have come until a time; between two of them voters come evenly */
    static DayShape ofShares(TreeMap<LocalTime, Double> shares) {
        var until = new double[SLOTS + 1];
        for (int slot = 0; slot <= SLOTS; slot++) {
            var at = slot == SLOTS ? LocalTime.MAX : LocalTime.ofSecondOfDay(slot * SLOT_MINUTES * 60L);
            var before = shares.floorEntry(at);
            var after = shares.higherEntry(at);
            if (before == null || after == null) {
                until[slot] = (before == null ? after : before).getValue();
                continue;
            }
            double passed = at.toSecondOfDay() - before.getKey().toSecondOfDay();
            double all = after.getKey().toSecondOfDay() - before.getKey().toSecondOfDay();
            until[slot] = before.getValue() + (after.getValue() - before.getValue()) * passed / all;
        }
        return new DayShape(until);
    }

    /** The share of the day's voters between two minutes of a day; 0 when the first is not before the second. */
    public double between(double from, double to) {
        return to <= from ? 0 : until(to) - until(from);
    }

    private double until(double minute) {
        double at = Math.max(0, Math.min(SLOTS, minute / SLOT_MINUTES));
        int slot = (int) at;
        return slot == SLOTS ? until[SLOTS] : until[slot] + (until[slot + 1] - until[slot]) * (at - slot);
    }

    /** What a day itself teaches, station by station. Belongs to one thread. */
    public final class Lesson {
        private final double[] came = new double[SLOTS];
        private final double[] expected = new double[SLOTS];
        private int stations;

        private Lesson() {}

        /**
         * What was seen at one station.
         *
         * @param hours of the station
         * @param voters its numbers of admitted voters; ignored while there is none, and when enough were told of
         */
        public void add(Hours hours, Series voters) {
            int last = voters.size() - 1;
            if (last < 0 || voters.value(last) == 0 || stations >= MOST_STATIONS) {
                return;
            }
            stations++;
            int from = hours.firstMinute();
            double all = hours.share(DayShape.this, from, voters.minute(last));
            if (all <= 0.01) {
                return;
            }
            double each = voters.value(last) / all;
            int before = 0;
            for (int i = 0; i <= last; i++) {
                int to = voters.minute(i);
                double share = hours.share(DayShape.this, from, to);
                if (share <= 0 || to - from < LEAST_APART) {
                    continue;
                }
                if (to - from <= MOST_APART) {
                    spread(hours, from, to, (voters.value(i) - before) / share, each);
                }
                from = to;
                before = voters.value(i);
            }
        }

        private void spread(Hours hours, int from, int to, double each, double evenly) {
            for (int at = from; at < to; ) {
                int minute = hours.minuteOfDay(at);
                int until = Math.min(to, at + SLOT_MINUTES - minute % SLOT_MINUTES);
                double share = hours.share(DayShape.this, at, until);
                came[minute / SLOT_MINUTES] += each * share;
                expected[minute / SLOT_MINUTES] += evenly * share;
                at = until;
            }
        }

        /** The shape after this lesson: of the hours that were seen as they were, of those to come as is usual. */
        public DayShape learnt() {
            var more = new double[SLOTS];
            int last = -1;
            for (int slot = 0; slot < SLOTS; slot++) {
                more[slot] = (came[slot] + WEIGHT_OF_THE_USUAL) / (expected[slot] + WEIGHT_OF_THE_USUAL);
                last = expected[slot] > WEIGHT_OF_THE_USUAL ? slot : last;
            }
            double lately = 0;
            for (int slot = Math.max(0, last - LAST_HOURS_SLOTS + 1); slot <= last; slot++) {
                lately += (more[slot] - 1) / LAST_HOURS_SLOTS;
            }
            var until = new double[SLOTS + 1];
            until[0] = DayShape.this.until[0];
            for (int slot = 0; slot < SLOTS; slot++) {
                double hoursOn = Math.max(0, slot - last) * SLOT_MINUTES / 60.0;
                double factor = slot <= last ? more[slot] : 1 + GOES_ON * lately * Math.pow(LASTS_PER_HOUR, hoursOn);
                until[slot + 1] = until[slot] + (DayShape.this.until[slot + 1] - DayShape.this.until[slot]) * factor;
            }
            return new DayShape(until);
        }
    }

    /** Begins to learn from a day of which this is what was expected. */
    public Lesson lesson() {
        return new Lesson();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayShape shape && Arrays.equals(until, shape.until);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(until);
    }
}
