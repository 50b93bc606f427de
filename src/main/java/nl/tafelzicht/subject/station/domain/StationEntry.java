package nl.tafelzicht.subject.station.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.tafelzicht.election.ByElection;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Since;

/**
 * A station's entry in the register: what is known of it before the day, and seldom changes. Its number identifies a
 * station: one that moves, or closes in between, is one station with several stops.
 *
 * @param id {@code GM0363-12}; in journals of earlier versions, a further place of a mobile station is a station of its
 *     own, {@code GM0363-12.2}
 * @param number the station's number within its municipality
 * @param location where it is; of several stops the one at which it is, or to which it goes
 * @param opensAt when voting begins there, for the first time
 * @param closesAt when voting ends, for the last time; voters who are inside or at the entrance may still vote after it
 *     (Kieswet J 30)
 * @param eligibleVoters number of people who may vote, in its first election; {@code null} when not given
 * @param movedFrom where the register has it, when a suspended session was resumed elsewhere (Kieswet J 38); otherwise
 *     {@code null}
 * @param stops its places and hours, in order of time; {@code null} for a station with one place and no break
 * @param district the electoral district (kieskring) in which it is, as the file names it; {@code null} when not given
 * @param sharedLocation {@code true} when another station is in the same hall; {@code null} when not given
 * @param election the id of the only election, or the first, that it is for; {@code null} while no file has said that
 * @param further the other elections of the same day that it is for, in the order in which they came; {@code null} for
 *     none
 * @param seq {@code seq} of its last change, 0 before the journal has it
 */
public record StationEntry(
        String id,
        int number,
        String name,
        StationType type,
        Municipality municipality,
        Location location,
        OffsetDateTime opensAt,
        OffsetDateTime closesAt,
        Integer eligibleVoters,
        Location movedFrom,
        @Since(2) List<Stop> stops,
        @Since(2) String district,
        @Since(2) Boolean sharedLocation,
        @Since(2) String election,
        @Since(2) List<FurtherElection> further,
        long seq) {

    /** More than a bus visits in a day, or a school in three weeks of early voting. */
    public static final int MOST_STOPS = 50;
    /** On one day at one station: in 2027 there are two, on the islands and with a referendum three. */
    public static final int MOST_ELECTIONS = 8;

    /** A station that is where the register has it, and stays there. */
    public StationEntry(
            String id,
            int number,
            String name,
            StationType type,
            Municipality municipality,
            Location location,
            OffsetDateTime opensAt,
            OffsetDateTime closesAt,
            Integer eligibleVoters,
            long seq) {
        this(
                id,
                number,
                name,
                type,
                municipality,
                location,
                opensAt,
                closesAt,
                eligibleVoters,
                null,
                null,
                null,
                null,
                null,
                null,
                seq);
    }

    /**
     * Where the station is.
     *
     * @param latitude WGS84 degrees
     * @param longitude WGS84 degrees
     * @param approximate {@code true} when the source gave no coordinates and the point only indicates the
     *     neighbourhood; otherwise {@code null}
     */
    public record Location(
            Double latitude, Double longitude, Boolean approximate, String address, String postcode, String place) {}

    /**
     * A place at which the doors are open for a period.
     *
     * @param place from 1; stays with this stop when others are added or removed
     */
    public record Stop(int place, Location location, OffsetDateTime opensAt, OffsetDateTime closesAt) {}

    /**
     * An election besides the first.
     *
     * @param eligibleVoters {@code null} when not given
     */
    @Since(2)
    public record FurtherElection(String election, Integer eligibleVoters) {}

    /** The ids of its elections, the first one's first; empty while no file has named them. */
    public List<String> elections() {
        if (election == null) {
            return List.of();
        }
        return further == null
                ? List.of(election)
                : Stream.concat(Stream.of(election), further.stream().map(FurtherElection::election))
                        .toList();
    }

    /** Number of people who may vote in each; {@code null} when none is given. */
    public ByElection<Integer> eligible() {
        return further == null ? ByElection.of(eligibleVoters) : ByElection.of(elections(), this::eligibleFor);
    }

    /** Number of people who may vote in one of its elections, or {@code null}. */
    public Integer eligibleFor(String id) {
        if (further == null || id.equals(election)) {
            return eligibleVoters;
        }
        return further.stream()
                .filter(f -> f.election.equals(id))
                .findFirst()
                .map(FurtherElection::eligibleVoters)
                .orElse(null);
    }

    /** The alias of a stop, under which the station can be read and reported for. */
    public String aliasOf(Stop stop) {
        return id + "." + stop.place();
    }

    /** Its stops, in order of time; a station that stays has one. */
    public List<Stop> periods() {
        return stops == null
                ? List.of(new Stop(1, movedFrom == null ? location : movedFrom, opensAt, closesAt))
                : stops;
    }

    /** Where it is at a moment, or goes next: the first stop that has not closed yet; the last one, once all have. */
    public Stop stopAt(Instant moment) {
        var periods = periods();
        return periods.stream()
                .filter(p -> p.closesAt().toInstant().isAfter(moment))
                .findFirst()
                .orElse(periods.get(periods.size() - 1));
    }

    /** The stop after the one that closed at a moment, or {@code null} when that was the last. */
    Stop stopAfter(Instant closed) {
        var later = periods().stream()
                .skip(1)
                .filter(p -> p.opensAt().toInstant().isAfter(closed))
                .findFirst();
        return later.orElse(null);
    }

    /** Whether the doors closed before the planned time. */
    boolean closesEarly(Instant closed, Duration tolerance) {
        var periods = periods();
        return periods.stream()
                .anyMatch(p -> closed.isBefore(p.closesAt().toInstant().minus(tolerance))
                        && (p == periods.get(0) || !closed.isBefore(p.opensAt().toInstant())));
    }

    StationEntry at(long newSeq) {
        return copy(location, opensAt, closesAt, movedFrom, stops, newSeq);
    }

    /** This entry, at one of its stops. */
    StationEntry atStop(Stop stop, long newSeq) {
        return copy(stop.location(), opensAt, closesAt, null, stops, newSeq);
    }

    /** This entry with these stops in order of time; a single stop makes it a station that stays. */
    public StationEntry withStops(List<Stop> all) {
        var inOrder = all.stream()
                .sorted(Comparator.comparing((Stop p) -> p.opensAt().toInstant())
                        .thenComparing(Stop::place))
                .toList();
        var first = inOrder.get(0);
        var last = inOrder.stream()
                .max(Comparator.comparing(p -> p.closesAt().toInstant()))
                .orElseThrow();
        boolean stays = inOrder.size() == 1 && first.place() == 1;
        return copy(first.location(), first.opensAt(), last.closesAt(), null, stays ? null : inOrder, seq);
    }

    /**
     * This entry, completed from the known one: the exact place where this has only an approximate one, the elections
     * of the same day, and their numbers. When this entry is only for a further election, nothing but that election is
     * taken from it: the file of the first election determines the rest.
     */
    StationEntry completedBy(StationEntry known) {
        if (addsTo(known)) {
            return known.registered().with(Merged.of(known, this)).knownExactly(this);
        }
        var merged = Merged.of(known, this);
        return knownExactly(known).with(merged);
    }

    /** Whether it is for elections of the same day other than the known entry's first one. */
    public boolean addsTo(StationEntry known) {
        return election != null
                && known.election != null
                && isOfTheDayOf(known)
                && !elections().contains(known.election);
    }

    /** Whether both are open on the same day. */
    boolean isOfTheDayOf(StationEntry other) {
        return !opensAt.toLocalDate().isAfter(other.closesAt.toLocalDate())
                && !other.opensAt.toLocalDate().isAfter(closesAt.toLocalDate());
    }

    /** Whether it is open on a day, or on days around it. */
    public boolean isOpenOn(LocalDate day) {
        return !day.isBefore(opensAt.toLocalDate()) && !day.isAfter(closesAt.toLocalDate());
    }

    /** For a file that has the same station for several elections: the other entry, for these elections as well. */
    public StationEntry alongside(StationEntry other) {
        return other.with(Merged.of(other, this)).knownExactly(this);
    }

    /** This entry, with the other's exact place where this has only an approximate one. */
    private StationEntry knownExactly(StationEntry other) {
        boolean isRough = stops == null && other.stops == null && Boolean.TRUE.equals(location.approximate());
        var exact = other.periods().get(0).location();
        boolean isSamePlace = isRough
                && !Boolean.TRUE.equals(exact.approximate())
                && isSame(location.address(), exact.address())
                && isSame(location.postcode(), exact.postcode());
        return isSamePlace ? copy(exact, opensAt, closesAt, movedFrom, stops, seq) : this;
    }

    private static boolean isSame(String said, String known) {
        return said == null || said.equals(known);
    }

    /** The combination of two entries: their elections, and what few files contain. */
    private record Merged(
            Integer eligible, String district, Boolean shared, String election, List<FurtherElection> further) {

        static Merged of(StationEntry known, StationEntry read) {
            var district = read.district == null ? known.district : read.district;
            var shared = read.sharedLocation == null ? known.sharedLocation : read.sharedLocation;
            if (read.election == null || known.election == null) {
                var named = read.election == null ? known : read;
                var eligible = read.eligibleVoters == null ? known.eligibleVoters : read.eligibleVoters;
                return new Merged(eligible, district, shared, named.election, named.further);
            }
            if (!read.isOfTheDayOf(known)) {
                return new Merged(read.eligibleVoters, district, shared, read.election, read.further);
            }
            var all = new LinkedHashMap<String, Integer>();
            known.elections().forEach(id -> all.put(id, known.eligibleFor(id)));
            for (var id : read.elections()) {
                var eligible = read.eligibleFor(id);
                if (all.size() < MOST_ELECTIONS || all.containsKey(id)) {
                    all.put(id, eligible == null ? all.get(id) : eligible);
                }
            }
            return new Merged(
                    all.get(known.election),
                    district,
                    shared,
                    known.election,
                    StationEntry.further(known.election, all));
        }
    }

    private static List<FurtherElection> further(String first, Map<String, Integer> eligible) {
        var others = eligible.entrySet().stream()
                .filter(e -> !e.getKey().equals(first))
                .map(e -> new FurtherElection(e.getKey(), e.getValue()))
                .toList();
        return others.isEmpty() ? null : others;
    }

    private StationEntry with(Merged m) {
        return new StationEntry(
                id,
                number,
                name,
                type,
                municipality,
                location,
                opensAt,
                closesAt,
                m.eligible,
                movedFrom,
                stops,
                m.district,
                m.shared,
                m.election,
                m.further,
                seq);
    }

    /**
     * This entry for these elections.
     *
     * @param eligible their ids, the first one's first, with the numbers of people who may vote, or {@code null}
     */
    public StationEntry forElections(LinkedHashMap<String, Integer> eligible) {
        if (eligible.isEmpty()) {
            return with(new Merged(eligibleVoters, district, sharedLocation, null, null));
        }
        var first = eligible.keySet().iterator().next();
        return with(new Merged(eligible.get(first), district, sharedLocation, first, further(first, eligible)));
    }

    /** This entry without these elections, of which at least one must remain. */
    StationEntry without(Collection<String> gone) {
        var stays = new LinkedHashMap<String, Integer>();
        elections().stream().filter(id -> !gone.contains(id)).forEach(id -> stays.put(id, eligibleFor(id)));
        return forElections(stays);
    }

    /** This entry in a district, and with or without another station in its hall. */
    public StationEntry in(String kieskring, Boolean shared) {
        return with(new Merged(eligibleVoters, kieskring, shared, election, further));
    }

    private StationEntry copy(
            Location where, OffsetDateTime opens, OffsetDateTime closes, Location from, List<Stop> all, long newSeq) {
        return new StationEntry(
                id,
                number,
                name,
                type,
                municipality,
                where,
                opens,
                closes,
                eligibleVoters,
                from,
                all,
                district,
                sharedLocation,
                election,
                further,
                newSeq);
    }

    /** This entry, moved elsewhere until further notice. */
    StationEntry movedTo(Location elsewhere, long newSeq) {
        return copy(elsewhere, opensAt, closesAt, movedFrom == null ? location : movedFrom, stops, newSeq);
    }

    /** The entry as it is in the register, whatever happened on the day. */
    public StationEntry registered() {
        return copy(periods().get(0).location(), opensAt, closesAt, null, stops, 0);
    }

    /** Whether both entries say the same in the register, regardless of time and of a session that moved. */
    public boolean saysTheSameAs(StationEntry other) {
        return registered().equals(other.registered());
    }
}
