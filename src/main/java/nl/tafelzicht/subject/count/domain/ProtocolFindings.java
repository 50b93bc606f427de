package nl.tafelzicht.subject.count.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.subject.count.domain.ControlProtocol.Result;
import nl.tafelzicht.subject.count.domain.ControlProtocol.Switched;

/**
 * The control protocol's results for a count, as findings with the values that were compared. Values that a file does
 * not state are not compared here; the Council's own tables take them for 0.
 */
public final class ProtocolFindings {

    public static final String ZERO = "P.zero-votes";
    public static final String UNEXPLAINED = "P.unexplained-difference";
    public static final String INVALID = "P.invalid";
    public static final String BLANK = "P.blank";
    public static final String DIFFERENCE = "P.difference";
    public static final String LIST = "P.list-deviation";
    public static final String SWITCHED = "P.switched-candidates";

    private ProtocolFindings() {}

    /** @return in the order of the units, and of the protocol */
    public static List<Finding> of(Count count, List<Result> results) {
        var found = new ArrayList<Finding>();
        results.forEach(result -> add(found, count, result));
        return List.copyOf(found);
    }

    private static void add(List<Finding> found, Count count, Result r) {
        var unit = r.unit();
        int h = unit.cast();
        if (r.isWithoutVotes()) {
            found.add(finding(ZERO, unit, null, "H", 0));
        }
        boolean saysAdmitted = unit.states(UncountedReason.ADMITTED);
        if (saysAdmitted && (r.unexplained() != 0 || r.unaccounted() != 0)) {
            found.add(finding(
                    UNEXPLAINED,
                    unit,
                    null,
                    "D",
                    unit.admitted(),
                    "H",
                    h,
                    "unexplained",
                    r.unexplained(),
                    "unaccounted",
                    r.unaccounted()));
        }
        if (r.invalidPercent() != null) {
            found.add(finding(INVALID, unit, null, "G", unit.invalid(), "H", h));
        }
        if (r.blankPercent() != null) {
            found.add(finding(BLANK, unit, null, "F", unit.blank(), "H", h));
        }
        if (saysAdmitted && (r.difference() != null || r.differencePercent() != null)) {
            found.add(finding(DIFFERENCE, unit, null, "D", unit.admitted(), "H", h));
        }
        r.deviatingLists()
                .forEach(i -> found.add(finding(
                        LIST,
                        unit,
                        count.lists().get(i).number(),
                        "votes",
                        unit.listVotes()[i],
                        "E",
                        unit.votesOnLists(),
                        "votesElsewhere",
                        count.total().listVotes()[i] - unit.listVotes()[i],
                        "EElsewhere",
                        count.total().votesOnLists() - unit.votesOnLists())));
        r.switched().forEach(s -> found.add(switched(unit, count.lists().get(s.list()), s)));
    }

    private static Finding switched(CountUnit unit, CountList list, Switched s) {
        return finding(
                SWITCHED,
                unit,
                list.number(),
                "more",
                s.more(),
                "moreVotes",
                s.moreVotes(),
                "moreExpected",
                (int) s.moreExpected(),
                "fewer",
                s.fewer(),
                "fewerVotes",
                s.fewerVotes(),
                "fewerExpected",
                (int) s.fewerExpected());
    }

    private static Finding finding(String code, CountUnit unit, Integer list, Object... namesAndNumbers) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            numbers.put((String) namesAndNumbers[i], (Integer) namesAndNumbers[i + 1]);
        }
        return new Finding(code, unit.id(), list, numbers);
    }
}
