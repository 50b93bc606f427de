package nl.tafelzicht.subject.station.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stations that a page shows before it has all of them: those that need the most attention, heaviest first, then
 * the newest.
 */
public final class StationSummary {

    /** The most stations in a first view; a municipality with this many or fewer is shown completely at once. */
    public static final int MOST = 150;

    private static final Comparator<Station> BY_NEED = Comparator.<Station, Integer>comparing(
                    s -> s.state().attention().isEmpty()
                            ? Attention.values().length
                            : s.state().attention().get(0).ordinal())
            .thenComparing(Station::seq, Comparator.reverseOrder());

    private StationSummary() {}

    /** The ids of these stations. */
    public static Set<String> first(List<Station> stations) {
        return stations.stream().sorted(BY_NEED).limit(MOST).map(Station::id).collect(Collectors.toUnmodifiableSet());
    }
}
