package nl.tafelzicht.election;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A value of something that has one for each election of its day. Where there is one election it is that value alone,
 * as if there were no elections to choose from; where there are several it is what is known of each. In JSON the first
 * is the value, the second an object.
 *
 * @param only the value where there is one election; otherwise {@code null}
 * @param each where there are several, the values that are known, by the elections' ids, in the order of the elections,
 *     never empty; otherwise {@code null}
 */
public record ByElection<T>(T only, Map<String, T> each) {

    public ByElection {
        if ((only == null) == (each == null)) {
            throw new IllegalArgumentException("one value, or those of several elections");
        }
        each = each == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(each));
    }

    /** Where there is one election. */
    public static <T> ByElection<T> of(T only) {
        return only == null ? null : new ByElection<>(only, null);
    }

    /**
     * @param elections ids, the first election's first
     * @param known the value of an election, or {@code null}
     * @return {@code null} when none is known
     */
    public static <T> ByElection<T> of(Collection<String> elections, Function<String, T> known) {
        if (elections.size() == 1) {
            return of(known.apply(elections.iterator().next()));
        }
        var each = new LinkedHashMap<String, T>();
        for (var election : elections) {
            var value = known.apply(election);
            if (value != null) {
                each.put(election, value);
            }
        }
        return each.isEmpty() ? null : new ByElection<>(null, each);
    }

    /** All that are known. */
    public Collection<T> values() {
        return each == null ? Collections.singleton(only) : each.values();
    }

    /** Of an election; where there is one, of that, whatever it is called. {@code null} when it is not known. */
    public T of(String election) {
        return each == null ? only : each.get(election);
    }

    public boolean any(Predicate<T> is) {
        return values().stream().anyMatch(is);
    }
}
