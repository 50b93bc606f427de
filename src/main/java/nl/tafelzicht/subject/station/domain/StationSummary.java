package nl.tafelzicht.subject.station.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which stations a page shows before it has all of them: those that stand out most, heaviest first, then the newest.
 */
public final class StationSummary {

    /** Of these a first view has no more; a municipality with so many stations or fewer is seen whole at once. */
    public static final int MOST = 150;

    private static final Comparator<Station> BY_NEED = Comparator.<Station, Integer>comparing(
                    s -> s.state().attention().isEmpty()
                            ? Attention.values().length
                            : s.state().attention().get(0).ordinal())
            .thenComparing(Station::seq, Comparator.reverseOrder());

    private StationSummary() {}

    /** Ids of the first of them. */
    public static Set<String> first(List<Station> stations) {
        return stations.stream().sorted(BY_NEED).limit(MOST).map(Station::id).collect(Collectors.toUnmodifiableSet());
    }
}
