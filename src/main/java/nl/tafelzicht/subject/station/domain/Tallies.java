package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nl.tafelzicht.election.ByElection;

/**
 * What is known of each election at a station. Immutable.
 *
 * @param elections the ids of the station's elections, the first one's first; {@link #UNNAMED} where no file named one
 * @param of what is known of each; including some that the station no longer has, in case that was a mistake
 */
record Tallies(List<String> elections, Map<String, Tally> of) {

    /** Stands for the only election of a station while nobody has named it. */
    static final String UNNAMED = "";
    /** Including elections that the station no longer has. */
    static final int MOST = 2 * StationEntry.MOST_ELECTIONS;

    static final Tallies NONE = new Tallies(List.of(UNNAMED), Map.of());

    Tally tally(String election) {
        return of.getOrDefault(election, Tally.NOTHING);
    }

    boolean isForSeveral() {
        return elections.size() > 1;
    }

    /** A report that names no election is about the first. */
    Tallies and(StatusReport report, Instant moment) {
        var said = report.byElection(elections.get(0));
        if (said.isEmpty()) {
            return this;
        }
        var next = new LinkedHashMap<>(of);
        for (var r : said) {
            next.put(r.election(), tally(r.election()).and(r, moment, report.isCorrection()));
        }
        return new Tallies(elections, Collections.unmodifiableMap(next));
    }

    /** @param election {@code null} for the first */
    Tally named(String election) {
        return tally(election == null ? elections.get(0) : election);
    }

    /** After a courier. @param election {@code null} for the first */
    Tallies brought(String election, int ballots, Instant at) {
        var next = new LinkedHashMap<>(of);
        next.put(election == null ? elections.get(0) : election, named(election).brought(ballots, at));
        return new Tallies(elections, Collections.unmodifiableMap(next));
    }

    /** The same for a station with these elections: values reported before any was named belong to the first. */
    Tallies of(List<String> named) {
        if (named.equals(elections)) {
            return this;
        }
        var next = new LinkedHashMap<>(of);
        var before = elections.get(0);
        var first = named.get(0);
        boolean isNaming = before.equals(UNNAMED) || first.equals(UNNAMED);
        if (isNaming && !named.contains(before) && next.containsKey(before)) {
            next.put(first, next.remove(before));
        }
        for (var election : new ArrayList<>(next.keySet())) {
            if (next.size() > MOST && !named.contains(election)) {
                next.remove(election);
            }
        }
        return new Tallies(List.copyOf(named), Collections.unmodifiableMap(next));
    }

    /** As they were at a moment: ballots had run out only where that was observed by then. */
    Tallies asOf(Instant moment) {
        if (of.values().stream().noneMatch(t -> t.ranOutAfter(moment))) {
            return this;
        }
        var then = new LinkedHashMap<>(of);
        then.replaceAll((election, t) -> t.ranOutAfter(moment) ? t.withoutBallots() : t);
        return new Tallies(elections, Collections.unmodifiableMap(then));
    }

    <T> ByElection<T> each(Function<Tally, T> field) {
        return of.isEmpty() ? null : ByElection.of(elections, election -> field.apply(tally(election)));
    }

    /** Those of the station's present elections. */
    List<Tally> current() {
        return elections.stream().map(this::tally).toList();
    }
}
