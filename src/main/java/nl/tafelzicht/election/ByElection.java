package nl.tafelzicht.election;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A value that exists once for each election of the day. On a day with one election it holds that value alone, and no
 * election has to be named; with several it holds the values that are known. In JSON the first is the value itself, the
 * second an object.
 *
 * @param only the value on a day with one election; otherwise {@code null}
 * @param each with several elections, the known values by election id, in the order of the elections, never empty;
 *     otherwise {@code null}
 */
public record ByElection<T>(T only, Map<String, T> each) {

    public ByElection {
        if ((only == null) == (each == null)) {
            throw new IllegalArgumentException("one value, or those of several elections");
        }
        each = each == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(each));
    }

    /** For a day with one election. */
    public static <T> ByElection<T> of(T only) {
        return only == null ? null : new ByElection<>(only, null);
    }

    /**
     * @param elections ids, in the order of the elections
     * @param known the value of an election, or {@code null}
     * @return {@code null} when no value is known
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

    /** All known values. */
    public Collection<T> values() {
        return each == null ? Collections.singleton(only) : each.values();
    }

    /**
     * The value of an election, or {@code null} when it is not known. On a day with one election, its value for any id.
     */
    public T of(String election) {
        return each == null ? only : each.get(election);
    }

    public boolean any(Predicate<T> is) {
        return values().stream().anyMatch(is);
    }
}
