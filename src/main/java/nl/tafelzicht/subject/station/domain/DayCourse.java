package nl.tafelzicht.subject.station.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The course of the day at some stations together: voters by election, and waiting times. Pure.
 *
 * @param times each quarter of an hour, and now; including future ones
 * @param elections by their kind and year, {@code GR2026} for {@code GR2026_Utrecht} and all others of that day, since
 *     a municipality or province has an election of its own; {@code ""} where no file named one. Those with the most
 *     stations first, at most {@link #MOST_ELECTIONS}
 * @param leftOut elections beyond these
 */
public record DayCourse(List<Instant> times, Map<String, Turnout> elections, int leftOut, Waiting waiting) {

    public static final Duration STEP = Duration.ofMinutes(15);
    /** Two days. */
    public static final Duration LONGEST = Duration.ofHours(48);

    /** More than any day has. */
    public static final int MOST_ELECTIONS = 12;

    private static final int LONGEST_WAITING = 600;

    /**
     * The turnout of one election; a number for each time up to now.
     *
     * @param stations that hold it
     * @param eligible people who may vote at the stations with a known number, {@code withEligible} of them
     * @param admitted voters that the stations had reported by then
     * @param admittedOfEligible those at stations with a known {@code eligible}
     * @param said stations that had reported a number by then
     */
    public record Turnout(
            int stations, int withEligible, long eligible, long[] admitted, long[] admittedOfEligible, int[] said) {}

    /**
     * In minutes, a number for each time up to now; {@code null} when no station has reported it within the last hour
     * and a half.
     *
     * @param stations that reported it
     */
    public record Waiting(int[] stations, Integer[] median, Integer[] p90, Integer[] worst) {}

    /**
     * The period shown: the opening hours of most of the stations, and an hour for voters inside. {@code null} for
     * none.
     */
    public record Hours(Instant from, Instant until) {

        public static Hours of(Collection<Station> stations) {
            return stations.isEmpty()
                    ? null
                    : new Hours(
                            most(stations, s -> s.entry().opensAt().toInstant()),
                            most(stations, s -> s.entry().closesAt().toInstant())
                                    .plus(Duration.ofHours(1)));
        }

        private static Instant most(Collection<Station> stations, Function<Station, Instant> moment) {
            return stations.stream()
                    .collect(Collectors.groupingBy(moment, TreeMap::new, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
        }
    }

    /** @param hours at most {@link #LONGEST} */
    public static DayCourse of(Collection<Station> stations, Hours hours, Instant now) {
        var times = times(hours, now);
        int known = (int) times.stream().filter(t -> !t.isAfter(now)).count();
        var minutes = times.stream().limit(known).mapToLong(Waits::minuteOf).toArray();
        var kinds = stations.stream()
                .flatMap(s -> s.seen().tallies().elections().stream())
                .map(DayCourse::kindOf)
                .collect(Collectors.toCollection(TreeSet::new));
        var unnamed = kinds.size() == 2 && kinds.first().equals(Tallies.UNNAMED) ? kinds.last() : Tallies.UNNAMED;
        var elections = new TreeMap<String, Tallying>();
        for (var station : stations) {
            for (var election : station.seen().tallies().elections()) {
                var kind = election.equals(Tallies.UNNAMED) ? unnamed : kindOf(election);
                elections.computeIfAbsent(kind, id -> new Tallying(known)).add(station, election, minutes);
            }
        }
        var turnout = new LinkedHashMap<String, Turnout>();
        elections.entrySet().stream()
                .sorted(Comparator.comparingInt(e -> -e.getValue().stations))
                .limit(MOST_ELECTIONS)
                .forEach(e -> turnout.put(e.getKey(), e.getValue().end()));
        return new DayCourse(times, turnout, elections.size() - turnout.size(), waiting(stations, minutes));
    }

    private static String kindOf(String election) {
        int area = election.indexOf('_');
        return area < 0 ? election : election.substring(0, area);
    }

    private static List<Instant> times(Hours hours, Instant now) {
        long step = STEP.toSeconds();
        var times = new ArrayList<Instant>();
        var first = Instant.ofEpochSecond(Math.floorDiv(hours.from.getEpochSecond(), step) * step);
        for (var at = first; !at.isAfter(hours.until); at = at.plus(STEP)) {
            boolean isNowBetween = now.isAfter(at) && now.isBefore(at.plus(STEP)) && !now.isAfter(hours.until);
            times.add(at);
            if (isNowBetween) {
                times.add(now);
            }
        }
        return List.copyOf(times);
    }

    private static final class Tallying {
        private final long[] admitted;
        private final long[] ofEligible;
        private final int[] said;
        private int stations;
        private int withEligible;
        private long eligible;

        private Tallying(int times) {
            admitted = new long[times];
            ofEligible = new long[times];
            said = new int[times];
        }

        private void add(Station station, String election, long[] minutes) {
            var voters = station.seen().tallies().tally(election).voters();
            var mayVote = election.equals(Tallies.UNNAMED)
                    ? station.entry().eligibleVoters()
                    : station.entry().eligibleFor(election);
            stations++;
            if (mayVote != null) {
                withEligible++;
                eligible += mayVote;
            }
            int next = 0;
            for (int i = 0; i < minutes.length; i++) {
                while (next < voters.size() && voters.minute(next) <= minutes[i]) {
                    next++;
                }
                if (next > 0) {
                    said[i]++;
                    admitted[i] += voters.value(next - 1);
                    ofEligible[i] += mayVote == null ? 0 : voters.value(next - 1);
                }
            }
        }

        private Turnout end() {
            return new Turnout(stations, withEligible, eligible, admitted, ofEligible, said);
        }
    }

    private static Waiting waiting(Collection<Station> stations, long[] minutes) {
        var all = new int[minutes.length];
        var median = new Integer[minutes.length];
        var p90 = new Integer[minutes.length];
        var worst = new Integer[minutes.length];
        for (int i = 0; i < minutes.length; i++) {
            var counts = new int[LONGEST_WAITING + 1];
            for (var station : stations) {
                int waited = station.waits().at(minutes[i]);
                if (waited != Waits.UNKNOWN) {
                    counts[Math.min(LONGEST_WAITING, waited)]++;
                    all[i]++;
                }
            }
            median[i] = at(counts, all[i], 0.5);
            p90[i] = at(counts, all[i], 0.9);
            worst[i] = at(counts, all[i], 1);
        }
        return new Waiting(all, median, p90, worst);
    }

    /** The smallest value that this share does not exceed (nearest rank). */
    private static Integer at(int[] counts, int all, double share) {
        int rank = (int) Math.ceil(share * all);
        int seen = 0;
        for (int minutes = 0; minutes < counts.length && all > 0; minutes++) {
            seen += counts[minutes];
            if (seen >= rank) {
                return minutes;
            }
        }
        return null;
    }
}
