package nl.tafelzicht.election;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists that grow without end: a state carries the last elements and their total number; the timeline has all of them.
 */
public final class Latest {

    /** Comments that a state carries. */
    public static final int COMMENTS = 20;

    private Latest() {}

    /** The list with one element added at its end, cut to at most {@code most}. */
    public static <T> List<T> and(List<T> list, T last, int most) {
        var all = new ArrayList<>(list.subList(Math.max(0, list.size() + 1 - most), list.size()));
        all.add(last);
        return List.copyOf(all);
    }

    /** The same, but the first element stays. */
    public static <T> List<T> afterFirst(List<T> list, T last, int most) {
        if (list.size() < most) {
            return and(list, last, most);
        }
        var all = new ArrayList<T>(most);
        all.add(list.get(0));
        all.addAll(list.subList(list.size() + 2 - most, list.size()));
        all.add(last);
        return List.copyOf(all);
    }
}
