package nl.tafelzicht.election;

import java.time.Duration;
import java.time.Instant;

/** The time at which somebody says that they saw something. */
public final class Observed {

    /** Clocks of phones may be minutes ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** Early voting begins days before election day; anything older was not seen at this election. */
    private static final Duration OLDEST = Duration.ofDays(7);

    private Observed() {}

    /**
     * @param at as the reporter says, or {@code null} for now
     * @return why this time is impossible, or {@code null}
     */
    public static Refusal flaw(String field, Instant at, Instant now) {
        if (at == null) {
            return null;
        }
        if (at.isAfter(now.plus(AHEAD))) {
            return Refusal.invalid(field, Explanation.of("in-the-future", "now", now));
        }
        return at.isBefore(now.minus(OLDEST))
                ? Refusal.invalid(field, Explanation.of("over-a-week-ago", "now", now))
                : null;
    }
}
