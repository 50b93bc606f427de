package nl.tafelzicht.subject.station.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reasons why a station needs attention, in the order of their weight. */
public enum Attention {
    SUSPENDED,
    COUNT_SUSPENDED,
    CLOSED_EARLY,
    COUNTING_EARLY,
    BALLOTS_OUT,
    OVERDUE,
    TOO_FEW_MEMBERS,
    LONG_WAITING,
    SILENT,
    OPENED_EARLY,
    VOTERS_CONTRADICTED,
    BALLOTS_LOW;

    /** A wait of more than this many minutes is long. */
    public static final int LONG_WAITING_MINUTES = 30;
    /** The chair and two members are always present (Kieswet J 12). */
    public static final int MEMBERS_REQUIRED = 3;

    /** Closing this long before the planned time is too early; so is counting. */
    public static final Duration CLOSING_TOLERANCE = Duration.ofMinutes(5);
    /** Opening this long before the planned time is too early. */
    public static final Duration OPENING_TOLERANCE = Duration.ofMinutes(15);

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The reasons that apply to a state, heaviest first. */
    static List<Attention> of(StationState s, StationEntry entry, Seen seen) {
        var points = new ArrayList<Attention>(2);
        if (s.status() == Status.SUSPENDED) {
            points.add(SUSPENDED);
        }
        if (s.status() == Status.COUNT_SUSPENDED) {
            points.add(COUNT_SUSPENDED);
        }
        if (s.status() == Status.CLOSED && seen.from() != null && entry.closesEarly(seen.from(), CLOSING_TOLERANCE)) {
            points.add(CLOSED_EARLY);
        }
        if (s.status().isCount()
                && seen.from() != null
                && seen.from().isBefore(entry.closesAt().toInstant().minus(CLOSING_TOLERANCE))) {
            points.add(COUNTING_EARLY);
        }
        boolean voting = s.status().isVoting();
        if (voting && s.hasBallots(Ballots.OUT)) {
            points.add(BALLOTS_OUT);
        }
        if (s.overdue()) {
            points.add(OVERDUE);
        }
        if (!s.status().isCounted() && s.membersPresent() != null && s.membersPresent() < MEMBERS_REQUIRED) {
            points.add(TOO_FEW_MEMBERS);
        }
        if (voting && s.waitingMinutes() != null && s.waitingMinutes() > LONG_WAITING_MINUTES) {
            points.add(LONG_WAITING);
        }
        if (s.silent()) {
            points.add(SILENT);
        }
        if (s.status() == Status.OPEN && isEarly(entry, seen)) {
            points.add(OPENED_EARLY);
        }
        if (seen.tallies().current().stream().anyMatch(Tally::isContradicted)) {
            points.add(VOTERS_CONTRADICTED);
        }
        if (voting && s.hasBallots(Ballots.LOW)) {
            points.add(BALLOTS_LOW);
        }
        return List.copyOf(points);
    }

    /** Once there is an observation after the planned time, nobody needs to look any more. */
    private static boolean isEarly(StationEntry entry, Seen seen) {
        if (seen.from() == null) {
            return false;
        }
        var opens = entry.stopAt(seen.from()).opensAt().toInstant();
        return seen.from().isBefore(opens.minus(OPENING_TOLERANCE))
                && seen.any().isBefore(opens);
    }

    @Override
    public String toString() {
        return word;
    }
}
