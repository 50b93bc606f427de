package nl.tafelzicht.subject.narrative.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Copies of immutable lists with further elements. */
final class Lists {

    private Lists() {}

    static <T> List<T> union(List<T> first, List<T> second) {
        var all = new LinkedHashSet<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    static <T> List<T> and(List<T> list, T last) {
        var all = new ArrayList<>(list);
        all.add(last);
        return List.copyOf(all);
    }
}
