package nl.tafelzicht.subject.count.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rules of Abacus that a count file can show, under its codes. Where a more basic rule is broken, the rules that
 * depend on it are not reported too. Values that a file does not state are not checked.
 *
 * <p>Letters: Z eligible voters, A polling cards, B proxies, C voter passes, D admitted voters, E votes on lists, F
 * blank, G invalid, H = E + F + G, I more counted, J fewer counted.
 */
public final class AbacusRules {

    /** Per cent of the votes cast. */
    private static final int REJECTED_PERCENT = 3;

    private static final int DIFFERENCE_PERCENT = 2;
    private static final int DIFFERENCE = 15;
    private static final int HUNDRED = 100;

    private final CountUnit unit;
    private final List<CountList> lists;
    private final List<Finding> found = new ArrayList<>();

    private AbacusRules(CountUnit unit, List<CountList> lists) {
        this.unit = unit;
        this.lists = lists;
    }

    /** @return the findings of all units in the order of the file, after those of the total */
    public static List<Finding> check(Count count) {
        if (count.isResult()) {
            return List.of();
        }
        var found = new ArrayList<Finding>();
        found.addAll(new AbacusRules(count.total(), count.lists()).ofTotal());
        count.units().forEach(unit -> found.addAll(new AbacusRules(unit, count.lists()).ofUnit()));
        return List.copyOf(found);
    }

    private List<Finding> ofUnit() {
        voters();
        votes();
        difference();
        unusual();
        return found;
    }

    private List<Finding> ofTotal() {
        voters();
        votes();
        int d = unit.admitted();
        int h = unit.cast();
        int i = unit.number(UncountedReason.MORE_COUNTED);
        int j = unit.number(UncountedReason.FEWER_COUNTED);
        if (statesDifference() && d != h - i + j) {
            add("F.312", numbers("D", d, "H", h, "I", i, "J", j));
        }
        unusual();
        int a = unit.number(UncountedReason.POLLING_CARDS);
        if (unit.eligible() == 0) {
            add("W.205", numbers("Z", 0));
        } else if (unit.eligible() < a) {
            add("W.206", numbers("Z", unit.eligible(), "A", a));
        }
        return found;
    }

    private void voters() {
        if (!unit.states(UncountedReason.ADMITTED) || !unit.states(UncountedReason.POLLING_CARDS)) {
            return;
        }
        int a = unit.number(UncountedReason.POLLING_CARDS);
        int b = unit.number(UncountedReason.PROXIES);
        int c = unit.number(UncountedReason.VOTER_PASSES);
        if (a + b + c != unit.admitted()) {
            add("F.201", numbers("A", a, "B", b, "C", c, "D", unit.admitted()));
        }
    }

    private void votes() {
        int e = unit.votesOnLists();
        int onLists = IntStream.of(unit.listVotes()).sum();
        if (e == 0 && onLists > 0) {
            add("F.204", numbers("E", e, "lists", onLists));
        } else if (e != onLists) {
            add("F.202", numbers("E", e, "lists", onLists));
        }
        for (int n = 0; n < lists.size(); n++) {
            int onList = unit.listVotes()[n];
            int onCandidates = IntStream.of(unit.candidateVotes()[n]).sum();
            if (onList == 0 && onCandidates > 0) {
                add("F.401", lists.get(n).number(), numbers("list", onList, "candidates", onCandidates));
            } else if (onList != onCandidates) {
                add("F.402", lists.get(n).number(), numbers("list", onList, "candidates", onCandidates));
            }
        }
    }

    private boolean statesDifference() {
        return unit.states(UncountedReason.ADMITTED)
                && (unit.states(UncountedReason.MORE_COUNTED) || unit.states(UncountedReason.FEWER_COUNTED));
    }

    private void difference() {
        if (!statesDifference()) {
            return;
        }
        int d = unit.admitted();
        int h = unit.cast();
        int i = unit.number(UncountedReason.MORE_COUNTED);
        int j = unit.number(UncountedReason.FEWER_COUNTED);
        var numbers = numbers("D", d, "H", h, "I", i, "J", j);
        if (d == h && (i != 0 || j != 0)) {
            add("F.305", numbers);
        }
        if (h > d && i != h - d) {
            add("F.306", numbers);
        }
        if (h > d && j != 0) {
            add("F.307", numbers);
        }
        if (h < d && j != d - h) {
            add("F.308", numbers);
        }
        if (h < d && i != 0) {
            add("F.309", numbers);
        }
    }

    private void unusual() {
        int h = unit.cast();
        if (h == 0) {
            add("W.204", numbers("H", 0));
        }
        if (isShare(unit.blank(), REJECTED_PERCENT, h)) {
            add("W.201", numbers("F", unit.blank(), "H", h));
        }
        if (isShare(unit.invalid(), REJECTED_PERCENT, h)) {
            add("W.202", numbers("G", unit.invalid(), "H", h));
        }
        int difference = Math.abs(unit.admitted() - h);
        if (unit.states(UncountedReason.ADMITTED)
                && (difference >= DIFFERENCE || isShare(difference, DIFFERENCE_PERCENT, h))) {
            add("W.203", numbers("D", unit.admitted(), "H", h));
        }
    }

    /** Whether a part that is not 0 is at least this percentage of the whole. */
    private static boolean isShare(int part, int percent, int whole) {
        return part > 0 && (long) part * HUNDRED >= (long) percent * whole;
    }

    private void add(String code, Map<String, Integer> numbers) {
        add(code, null, numbers);
    }

    private void add(String code, Integer list, Map<String, Integer> numbers) {
        found.add(new Finding(code, unit.id(), list, numbers));
    }

    private static Map<String, Integer> numbers(Object... pairs) {
        var numbers = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < pairs.length; i += 2) {
            numbers.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return numbers;
    }
}
