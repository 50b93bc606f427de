package nl.tafelzicht.subject.count.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The Electoral Council's control protocol (TK2025): marks stations whose numbers are remarkable, by themselves or
 * compared with the rest of their municipality. Percentages are computed in double precision in the order of the
 * Council's own program, so that borderline cases fall as they do there.
 */
public final class ControlProtocol {

    public static final String VERSION = "TK2025";
    public static final double REJECTED_PERCENT = 3.0;
    public static final double DIFFERENCE_PERCENT = 2.0;
    public static final int DIFFERENCE = 15;
    public static final double LIST_PERCENTAGE_POINTS = 50.0;

    private static final int LEAST_UNITS = 2;
    private static final int LEAST_UNITS_NEAR = 5;
    private static final double FACTOR = 5;
    private static final int LEAST_VOTES = 15;
    private static final double HUNDRED = 100;

    private ControlProtocol() {}

    /**
     * Two candidates of one list whose votes may have been switched.
     *
     * @param list index among the lists of the count
     * @param more number of the candidate with more votes than expected
     * @param fewer number of the candidate with fewer
     */
    public record Switched(
            int list, int more, int moreVotes, long moreExpected, int fewer, int fewerVotes, long fewerExpected) {

        private List<Integer> pair() {
            return List.of(list, more, fewer);
        }
    }

    /**
     * What the protocol says of one station.
     *
     * @param isWithoutVotes no vote was cast
     * @param unexplained for how many differences the station gave no explanation
     * @param unaccounted how much of the difference the explanations that were given leave open
     * @param invalidPercent of the votes cast, when it is at least 3.0; otherwise {@code null}
     * @param blankPercent likewise
     * @param difference between admitted voters and votes cast, when it is at least 15; otherwise {@code null}
     * @param differencePercent the same as a share of the votes cast, when it is less than 15 and at least 2.0 %;
     *     otherwise {@code null}
     * @param deviations for each list, how far its share is from that in the rest of the municipality, in percentage
     *     points
     * @param switched pairs of candidates
     */
    public record Result(
            CountUnit unit,
            boolean isWithoutVotes,
            int unexplained,
            int unaccounted,
            Double invalidPercent,
            Double blankPercent,
            Integer difference,
            Double differencePercent,
            double[] deviations,
            List<Switched> switched) {

        /** The lists (by index) whose share differs by 50 percentage points or more from that elsewhere. */
        public List<Integer> deviatingLists() {
            return IntStream.range(0, deviations.length)
                    .filter(i -> Math.abs(deviations[i]) >= LIST_PERCENTAGE_POINTS)
                    .boxed()
                    .toList();
        }

        /** Whether it is remarkable for another reason than unexplained differences. */
        public boolean isRemarkable() {
            return isWithoutVotes
                    || invalidPercent != null
                    || blankPercent != null
                    || difference != null
                    || differencePercent != null
                    || !deviatingLists().isEmpty()
                    || !switched.isEmpty();
        }
    }

    /** @return for each unit, in the order of the file, compared with its municipality only */
    public static List<Result> check(Count count) {
        return check(count, Neighbourhoods.NONE);
    }

    /** @return for each unit, in the order of the file */
    public static List<Result> check(Count count, Neighbourhoods neighbourhoods) {
        var groups = neighbourhoods.groups(count);
        return count.units().stream()
                .map(unit -> check(count, unit, groups.get(neighbourhoods.of(unit))))
                .toList();
    }

    /** @param near the unit's neighbourhood; {@code null} when it is not known */
    private static Result check(Count count, CountUnit unit, Neighbourhoods.Group near) {
        int cast = unit.cast();
        int difference = Math.abs(cast - unit.admitted());
        var share = percentage(difference, cast);
        boolean isMany = difference >= DIFFERENCE;
        return new Result(
                unit,
                cast == 0,
                unit.number(UncountedReason.UNEXPLAINED),
                unaccounted(unit),
                atLeast(percentage(unit.invalid(), cast), REJECTED_PERCENT),
                atLeast(percentage(unit.blank(), cast), REJECTED_PERCENT),
                isMany ? difference : null,
                isMany ? null : atLeast(share, DIFFERENCE_PERCENT),
                deviations(count.total(), unit),
                switched(count, unit, near));
    }

    /** The rest of the difference after all given explanations are subtracted. */
    private static int unaccounted(CountUnit unit) {
        int difference = unit.cast() - unit.admitted();
        if (difference > 0) {
            return Math.abs(difference
                    - unit.number(UncountedReason.TOO_MANY_ISSUED)
                    - unit.number(UncountedReason.TOO_MANY_POSTAL)
                    - unit.number(UncountedReason.UNEXPLAINED)
                    - unit.number(UncountedReason.OTHER_EXPLANATION));
        }
        if (difference < 0) {
            return Math.abs(difference
                    + unit.number(UncountedReason.TAKEN_AWAY)
                    + unit.number(UncountedReason.TOO_FEW_ISSUED)
                    + unit.number(UncountedReason.NO_POSTAL)
                    + unit.number(UncountedReason.LOST)
                    + unit.number(UncountedReason.UNEXPLAINED)
                    + unit.number(UncountedReason.OTHER_EXPLANATION));
        }
        return 0;
    }

    private static double[] deviations(CountUnit total, CountUnit unit) {
        var deviations = new double[unit.listVotes().length];
        int elsewhere = total.votesOnLists() - unit.votesOnLists();
        for (int i = 0; i < deviations.length; i++) {
            double there = share(total.listVotes()[i] - unit.listVotes()[i], elsewhere);
            deviations[i] = share(unit.listVotes()[i], unit.votesOnLists()) - there;
        }
        return deviations;
    }

    /**
     * Where the neighbourhood is known it decides, even when it has too few stations to compare; the expected numbers
     * are those of the municipality where that gives the same result.
     */
    private static List<Switched> switched(Count count, CountUnit unit, Neighbourhoods.Group near) {
        var whole = Neighbourhoods.Group.of(count.total());
        var all = count.units().size() < LEAST_UNITS ? List.<Switched>of() : switchedBeside(count, unit, whole);
        if (near == null) {
            return all;
        }
        if (near.units() < LEAST_UNITS_NEAR) {
            return List.of();
        }
        Map<List<Integer>, Switched> there = new HashMap<>();
        all.forEach(s -> there.put(s.pair(), s));
        return switchedBeside(count, unit, near).stream()
                .map(s -> there.getOrDefault(s.pair(), s))
                .toList();
    }

    private static List<Switched> switchedBeside(Count count, CountUnit unit, Neighbourhoods.Group reference) {
        var found = new ArrayList<Switched>();
        for (int l = 0; l < count.lists().size(); l++) {
            switched(count, unit, reference, l, found);
        }
        return found;
    }

    private static void switched(
            Count count, CountUnit unit, Neighbourhoods.Group reference, int l, List<Switched> found) {
        var received = unit.candidateVotes()[l];
        var all = reference.candidateVotes()[l];
        int onListElsewhere = reference.listVotes()[l] - unit.listVotes()[l];
        Map<Integer, Double> more = new LinkedHashMap<>();
        Map<Integer, Double> fewer = new LinkedHashMap<>();
        for (int c = 0; c < received.length; c++) {
            int elsewhere = all[c] - received[c];
            double ratio = elsewhere > 0 && onListElsewhere != 0 ? (double) elsewhere / onListElsewhere : 0;
            double expected = ratio * unit.listVotes()[l];
            if (received[c] >= LEAST_VOTES && (expected == 0 || received[c] / expected >= FACTOR)) {
                more.put(c, expected);
            } else if (expected >= LEAST_VOTES && received[c] / expected <= 1 / FACTOR) {
                fewer.put(c, expected);
            }
        }
        var numbers = count.lists().get(l).candidates();
        more.forEach((m, expected) -> fewer.forEach((f, fewerExpected) -> found.add(new Switched(
                l,
                numbers.get(m),
                received[m],
                Math.round(Math.rint(expected)),
                numbers.get(f),
                received[f],
                Math.round(Math.rint(fewerExpected))))));
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole * HUNDRED;
    }

    /** @return {@code null} when the whole is 0 */
    private static Double percentage(int part, int whole) {
        return whole == 0 ? null : (Double) ((double) part / whole * HUNDRED);
    }

    private static Double atLeast(Double percentage, double least) {
        return percentage != null && percentage >= least ? percentage : null;
    }
}
