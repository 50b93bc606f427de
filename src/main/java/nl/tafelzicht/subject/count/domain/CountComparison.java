package nl.tafelzicht.subject.count.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares two counts of one election in one municipality, unit by unit: what a later session changed. A later file
 * replaces the earlier one, it is never added to it.
 */
public final class CountComparison {

    private CountComparison() {}

    /**
     * A number that differs.
     *
     * @param unit of which reporting unit; {@code null} for the total
     * @param what letter of the official report, reason code of the file, or {@code list 3} and {@code list 3 candidate
     *     2}
     * @param before {@code null} where the earlier file does not state it, or does not have the unit
     * @param after {@code null} where the later file does not
     */
    public record Change(String unit, String what, Integer before, Integer after) {}

    /** @throws IllegalArgumentException when they are not of the same municipality and election */
    public static List<Change> of(Count before, Count after) {
        if (!before.authority().equals(after.authority()) || !before.election().equals(after.election())) {
            throw new IllegalArgumentException("these are counts of " + named(before) + " and of " + named(after));
        }
        var changes = new ArrayList<Change>();
        compare(null, numbers(before, before.total()), numbers(after, after.total()), changes);
        var units = new LinkedHashMap<String, CountUnit>();
        before.units().forEach(unit -> units.put(unit.id(), unit));
        for (var unit : after.units()) {
            var earlier = units.remove(unit.id());
            compare(unit.id(), earlier == null ? Map.of() : numbers(before, earlier), numbers(after, unit), changes);
        }
        units.values().forEach(gone -> compare(gone.id(), numbers(before, gone), Map.of(), changes));
        return List.copyOf(changes);
    }

    private static String named(Count count) {
        return count.election() + " in " + count.authority();
    }

    private static void compare(
            String unit, Map<String, Integer> before, Map<String, Integer> after, List<Change> changes) {
        var all = new LinkedHashMap<>(before);
        all.putAll(after);
        for (var what : all.keySet()) {
            var was = before.get(what);
            var is = after.get(what);
            if (was == null || is == null || was.intValue() != is.intValue()) {
                changes.add(new Change(unit, what, was, is));
            }
        }
    }

    /** All numbers of a unit, by their names. */
    private static Map<String, Integer> numbers(Count count, CountUnit unit) {
        var numbers = new LinkedHashMap<String, Integer>();
        numbers.put("Z", unit.eligible());
        numbers.put("E", unit.votesOnLists());
        numbers.put("F", unit.blank());
        numbers.put("G", unit.invalid());
        new TreeMap<>(unit.stated()).forEach((reason, number) -> numbers.put(reason.code(), number));
        for (int l = 0; l < count.lists().size(); l++) {
            var list = count.lists().get(l);
            numbers.put("list " + list.number(), unit.listVotes()[l]);
            for (int c = 0; c < list.candidates().size(); c++) {
                numbers.put(
                        "list " + list.number() + " candidate "
                                + list.candidates().get(c),
                        unit.candidateVotes()[l][c]);
            }
        }
        return numbers;
    }
}
