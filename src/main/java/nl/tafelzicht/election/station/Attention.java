package nl.tafelzicht.election.station;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What makes a station stand out from those that are as they should be. The order is that of their weight. */
public enum Attention {
    SUSPENDED, COUNT_SUSPENDED, BALLOTS_OUT, OVERDUE, TOO_FEW_MEMBERS, LONG_WAITING, SILENT, BALLOTS_LOW;

    /** Waiting longer than this many minutes is long. */
    public static final int LONG_WAITING_MINUTES = 30;
    /** The chair and two members are always present (Kieswet J 12). */
    public static final int MEMBERS_REQUIRED = 3;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The attention points of a state, heaviest first. */
    static List<Attention> of(StationState s) {
        var points = new ArrayList<Attention>(2);
        if (s.status() == Status.SUSPENDED) points.add(SUSPENDED);
        if (s.status() == Status.COUNT_SUSPENDED) points.add(COUNT_SUSPENDED);
        boolean voting = s.status().isVoting();
        if (voting && s.ballots() == Ballots.OUT) points.add(BALLOTS_OUT);
        if (s.overdue()) points.add(OVERDUE);
        if (s.status() != Status.COUNTED && s.membersPresent() != null && s.membersPresent() < MEMBERS_REQUIRED) points.add(TOO_FEW_MEMBERS);
        if (voting && s.waitingMinutes() != null && s.waitingMinutes() > LONG_WAITING_MINUTES) points.add(LONG_WAITING);
        if (s.silent()) points.add(SILENT);
        if (voting && s.ballots() == Ballots.LOW) points.add(BALLOTS_LOW);
        return List.copyOf(points);
    }

    @Override
    public String toString() {
        return word;
    }
}
