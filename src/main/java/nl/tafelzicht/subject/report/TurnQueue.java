package nl.tafelzicht.subject.report;

/**
 * Who comes when more come than are taken gets a turn: a second in which it is taken without asking anybody. Turns that
 * nobody takes up go to who comes just then, and when that happens often, more turns are given out for the same second,
 * as seats of an aeroplane are. Not thread-safe.
 */
final class TurnQueue {

    /** Turns are given out this far ahead at most, in seconds; later ones share the last. */
    private static final int AHEAD = 1 << 12;
    /** So many more turns than are taken a second, at most, when few come. */
    private static final double LEAST_SHOWN = .25;

    private static final double MEMORY = .9;

    private final int[] given = new int[AHEAD];
    /** Of the present second, and of the one before. */
    private int second;

    private int shown;
    private int shownBefore;
    private int walkedIn;
    /** Which part of those who have a turn take it up. */
    private double share = 1;
    /** Where the next turn is, in seconds. */
    private double next;

    /** The clock went on. */
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

    /** Somebody takes up a turn that is due. */
    void show() {
        shown++;
    }

    /** Somebody without a turn. @param rate that are taken in a second @return whether there is room just now */
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

    /** Whether whoever comes now has somebody before them. */
    boolean isLong() {
        return next > second + 2;
    }
}
