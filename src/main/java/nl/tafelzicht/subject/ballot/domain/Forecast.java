package nl.tafelzicht.subject.ballot.domain;

/**
 * What is expected of one station's ballots for one election.
 *
 * @param left ballots that are expected to be there now; 0 when they have run out
 * @param need ballots that are expected to be wanted from now until the last voter in line was served
 * @param most what may be wanted at most, but for one case in ten
 * @param risk that they run out before the doors close, from 0 to 1
 * @param runsOut when, if they do, in minutes since 1970; 0 when there is next to no risk
 * @param earliest when they may at the soonest, but for one case in fifty; 0 when not before the doors close
 * @param margin of {@code runsOut}, in minutes to both sides: it held in about four cases of five
 */
public record Forecast(int left, int need, int most, double risk, int runsOut, int earliest, int margin) {

    /** Ballots that a station keeps when it gives some away, beside what it may want itself. */
    public static final int RESERVE = 25;

    /** From this risk on somebody has to do something, when there is no more time to wait for another number. */
    private static final double LIKELY = 0.41;

    /** So many minutes before they may run out: the hour that a courier takes, and what passes until somebody looks. */
    private static final int AHEAD = 80;

    /** From this risk on nobody has to wait for another number. */
    private static final double ALMOST_CERTAIN = 0.7;

    private static final int AHEAD_WHEN_CERTAIN = 98;

    /** Below this risk a warning is over. */
    private static final double UNLIKELY = 0.08;

    private static final double OF_INTEREST = 0.05;

    /** Of what is certain nobody is asked. */
    private static final double CERTAIN = 0.985;

    /** So many minutes before they may run out. */
    private static final int ASK_AHEAD = 210;

    /** Nobody is asked sooner after the last number. */
    private static final int ASK_AFTER = 20;

    /** Ballots that it can do without. */
    public int surplus() {
        return Math.max(0, left - most - RESERVE);
    }

    /** Ballots that are missing until closing, with what may be wanted at most; 0 when there are enough. */
    public int shortage() {
        return Math.max(0, most - left);
    }

    /** Whether somebody has to act now. @param now in minutes since 1970 */
    public boolean isDue(int now) {
        int ahead = risk >= ALMOST_CERTAIN ? AHEAD_WHEN_CERTAIN : AHEAD;
        return risk >= LIKELY && earliest != 0 && earliest - now <= ahead;
    }

    /** Whether somebody may want to know who can give some. */
    public boolean isOfInterest() {
        return risk >= OF_INTEREST;
    }

    /** Whether a warning that was given has become pointless. */
    public boolean isSafe() {
        return risk < UNLIKELY;
    }

    /**
     * Whether the station should be asked how many are left: a number from now would decide.
     *
     * @param seen when the last number that this rests on was seen; both in minutes since 1970
     */
    public boolean asks(int now, int seen) {
        return risk < CERTAIN && earliest != 0 && earliest - now <= ASK_AHEAD && now - seen >= ASK_AFTER;
    }
}
