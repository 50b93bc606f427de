package nl.tafelzicht.election;

import java.time.Duration;
import java.time.Instant;

/** When somebody says that they saw something. */
public final class Observed {

    /** Clocks of phones are off by minutes. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** Voting early begins days before the day; what is said to be older was not seen at this election. */
    private static final Duration OLDEST = Duration.ofDays(7);

    private Observed() {}

    /** @param at as a reporter says, or {@code null} for now. @return why it can't be so, or {@code null} */
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
