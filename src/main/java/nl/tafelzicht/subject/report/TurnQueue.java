package nl.tafelzicht.subject.report;

/**
 * A queue for senders when more reports arrive than the node accepts: each sender gets a turn, a second in which its
 * report is accepted at once. Unused turns go to senders that arrive just then, and when that happens often, more turns
 * are given for the same second, like overbooked seats in an aeroplane. Not thread-safe.
 */
final class TurnQueue {

    /** How far ahead turns are given at most, in seconds; later ones share the last second. */
    private static final int AHEAD = 1 << 12;
    /** The least assumed share of used turns, which bounds how many more turns than places are given. */
    private static final double LEAST_SHOWN = .25;

    private static final double MEMORY = .9;

    private final int[] given = new int[AHEAD];
    /** Counts of the present second, and of the one before. */
    private int second;

    private int shown;
    private int shownBefore;
    private int walkedIn;
    /** The share of turns that are used. */
    private double share = 1;
    /** The next turn, in seconds. */
    private double next;

    /** Advances the clock. */
    void at(int now) {
        if (now <= second) {
            return;
        }
        int due = given[second & AHEAD - 1];
        given[second & AHEAD - 1] = 0;
        if (due > 0) {
            share = MEMORY * share + (1 - MEMORY) * Math.min(1, shown / (double) due);
        }
        for (int s = Math.max(second + 1, now - AHEAD); s < now; s++) {
            given[s & AHEAD - 1] = 0;
        }
        shownBefore = now == second + 1 ? shown : 0;
        shown = 0;
        walkedIn = 0;
        second = now;
    }

    /** Counts a used turn. */
    void show() {
        shown++;
    }

    /**
     * A sender without a turn.
     *
     * @param rate reports accepted in a second
     * @return whether there is room just now
     */
    boolean walkIn(double rate) {
        if (walkedIn + 1 > Math.max(rate - shownBefore, next > second + 1 ? 0 : 1)) {
            return false;
        }
        walkedIn++;
        return true;
    }

    /** @return the second of a new turn */
    int give(double rate) {
        next = Math.max(next, second + 1) + Math.max(LEAST_SHOWN, share) / rate;
        int turn = Math.min((int) next, second + AHEAD - 1);
        given[turn & AHEAD - 1]++;
        return turn;
    }

    /** Whether a new sender has to wait. */
    boolean isLong() {
        return next > second + 2;
    }
}
