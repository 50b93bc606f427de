package nl.tafelzicht.election;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists that grow for as long as people go on: a state carries the last of them and how many there were; all of them
 * stand in the timeline.
 */
public final class Latest {

    /** Of comments. */
    public static final int COMMENTS = 20;

    private Latest() {}

    /** The list with one more at its end, and no more than so many. */
    public static <T> List<T> and(List<T> list, T last, int most) {
        var all = new ArrayList<>(list.subList(Math.max(0, list.size() + 1 - most), list.size()));
        all.add(last);
        return List.copyOf(all);
    }

    /** Likewise, but the first stays. */
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
