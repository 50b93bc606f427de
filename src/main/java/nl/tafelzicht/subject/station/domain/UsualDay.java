package nl.tafelzicht.subject.station.domain;

import java.time.LocalTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When voters usually come on a Dutch election day: the share of the day's voters that has come by a local time. It
 * says when, never how many. Immutable.
 */
public final class UsualDay {

    /**
     * An assumption, shaped after interim turnout figures as they are published through Dutch election days. Rounded,
     * and not measured by the hub.
     */
    public static final UsualDay ASSUMED = new UsualDay(
            null,
            new TreeMap<>(Map.ofEntries(
                    Map.entry(LocalTime.of(7, 30), 0.0),
                    Map.entry(LocalTime.of(8, 0), 0.027),
                    Map.entry(LocalTime.of(9, 0), 0.092),
                    Map.entry(LocalTime.of(10, 30), 0.182),
                    Map.entry(LocalTime.of(12, 0), 0.284),
                    Map.entry(LocalTime.of(13, 45), 0.398),
                    Map.entry(LocalTime.of(15, 45), 0.526),
                    Map.entry(LocalTime.of(17, 0), 0.617),
                    Map.entry(LocalTime.of(18, 0), 0.705),
                    Map.entry(LocalTime.of(19, 0), 0.80),
                    Map.entry(LocalTime.of(20, 0), 0.904),
                    Map.entry(LocalTime.of(20, 30), 0.957),
                    Map.entry(LocalTime.of(21, 0), 1.0))));

    private final String source;
    private final TreeMap<LocalTime, Double> shares;

    private UsualDay(String source, TreeMap<LocalTime, Double> shares) {
        this.source = source;
        this.shares = shares;
    }

    /**
     * An earlier day.
     *
     * @param source what its numbers are from, such as the name of a file
     * @param shares from 0 to 1, never less than before
     */
    public static UsualDay of(String source, SortedMap<LocalTime, Double> shares) {
        return new UsualDay(source, new TreeMap<>(shares));
    }

    /** What it is from; {@code null} for the assumption. */
    public String source() {
        return source;
    }

    /** The known times with their shares, the first with 0 and the last with 1. A copy. */
    public SortedMap<LocalTime, Double> shares() {
        return new TreeMap<>(shares);
    }

    /** From 0 before the doors open to 1 after they have closed; linear between two known times. */
    public double shareBy(LocalTime time) {
        var before = shares.floorEntry(time);
        var after = shares.higherEntry(time);
        if (before == null || after == null) {
            return before == null ? 0 : 1;
        }
        double passed = time.toSecondOfDay() - before.getKey().toSecondOfDay();
        double all = after.getKey().toSecondOfDay() - before.getKey().toSecondOfDay();
        return before.getValue() + (after.getValue() - before.getValue()) * passed / all;
    }
}
