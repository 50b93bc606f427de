package nl.tafelzicht.subject.station.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Since;

/**
 * A station's entry in the register: what is known of it before the day, and seldom changes. A station is who it is by
 * its number: one that moves, or closes in between, is one station with several stops.
 *
 * @param id {@code GM0363-12}; in journals of before, a further place of a mobile station is a station of its own,
 *     {@code GM0363-12.2}
 * @param number the station's number within its municipality
 * @param location where it is; of several stops the one at which it is, or to which it goes
 * @param opensAt from when one can vote there, for the first time
 * @param closesAt until when, for the last time; who is inside or at the entrance may still vote after it (Kieswet J
 *     30)
 * @param eligibleVoters number of people who may vote, or {@code null} when not given
 * @param movedFrom where the register has it, when a suspended session was resumed elsewhere (Kieswet J 38); otherwise
 *     {@code null}
 * @param stops where it is when, in order of time; {@code null} for a station that stays and is open all along
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
        long seq) {

    /** More than a bus visits in a day, or a school in three weeks of early voting. */
    public static final int MOST_STOPS = 50;

    /** A station where the register has it, and that stays there. */
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
        this(id, number, name, type, municipality, location, opensAt, closesAt, eligibleVoters, null, null, seq);
    }

    /**
     * Where the station is.
     *
     * @param latitude WGS84 degrees
     * @param longitude WGS84 degrees
     * @param approximate {@code true} when the source gave no coordinates and the point only stands for the
     *     neighbourhood; otherwise {@code null}
     */
    public record Location(
            Double latitude, Double longitude, Boolean approximate, String address, String postcode, String place) {}

    /**
     * A place at which the doors are open for a time.
     *
     * @param place from 1; stays with this stop when others come and go
     */
    public record Stop(int place, Location location, OffsetDateTime opensAt, OffsetDateTime closesAt) {}

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

    /**
     * Where it is at a moment, or goes to: the first stop at which the doors are yet to close; the last, once all have.
     */
    public Stop stopAt(Instant moment) {
        var periods = periods();
        return periods.stream()
                .filter(p -> p.closesAt().toInstant().isAfter(moment))
                .findFirst()
                .orElse(periods.get(periods.size() - 1));
    }

    /** The stop after whatever closed at a moment, or {@code null} when that was the last. */
    Stop stopAfter(Instant closed) {
        var later = periods().stream()
                .skip(1)
                .filter(p -> p.opensAt().toInstant().isAfter(closed))
                .findFirst();
        return later.orElse(null);
    }

    /** Whether the doors were to be open for longer than they were. */
    boolean closesEarly(Instant closed, Duration tolerance) {
        var periods = periods();
        return periods.stream()
                .anyMatch(p -> closed.isBefore(p.closesAt().toInstant().minus(tolerance))
                        && (p == periods.get(0) || !closed.isBefore(p.opensAt().toInstant())));
    }

    StationEntry at(long newSeq) {
        return new StationEntry(
                id,
                number,
                name,
                type,
                municipality,
                location,
                opensAt,
                closesAt,
                eligibleVoters,
                movedFrom,
                stops,
                newSeq);
    }

    /** As this, where one of its stops is. */
    StationEntry atStop(Stop stop, long newSeq) {
        return new StationEntry(
                id,
                number,
                name,
                type,
                municipality,
                stop.location(),
                opensAt,
                closesAt,
                eligibleVoters,
                null,
                stops,
                newSeq);
    }

    /**
     * As this, with these stops in order of time; a single one that never had another makes it a station that stays.
     */
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
        return new StationEntry(
                id,
                number,
                name,
                type,
                municipality,
                first.location(),
                first.opensAt(),
                last.closesAt(),
                eligibleVoters,
                null,
                stays ? null : inOrder,
                seq);
    }

    /**
     * As this; what it does not say stays as it is known: the number of voters, and where exactly a place is that this
     * knows only roughly.
     */
    StationEntry completedBy(StationEntry known) {
        boolean isRough = stops == null && known.stops == null && Boolean.TRUE.equals(location.approximate());
        var exact = known.periods().get(0).location();
        boolean isSamePlace = isRough
                && !Boolean.TRUE.equals(exact.approximate())
                && isSame(location.address(), exact.address())
                && isSame(location.postcode(), exact.postcode());
        return new StationEntry(
                id,
                number,
                name,
                type,
                municipality,
                isSamePlace ? exact : location,
                opensAt,
                closesAt,
                eligibleVoters == null ? known.eligibleVoters : eligibleVoters,
                movedFrom,
                stops,
                seq);
    }

    private static boolean isSame(String said, String known) {
        return said == null || said.equals(known);
    }

    /** As this, but somewhere else until further notice. */
    StationEntry movedTo(Location elsewhere, long newSeq) {
        return new StationEntry(
                id,
                number,
                name,
                type,
                municipality,
                elsewhere,
                opensAt,
                closesAt,
                eligibleVoters,
                movedFrom == null ? location : movedFrom,
                stops,
                newSeq);
    }

    /** The register's word, whatever happened on the day. */
    public StationEntry registered() {
        return new StationEntry(
                id,
                number,
                name,
                type,
                municipality,
                periods().get(0).location(),
                opensAt,
                closesAt,
                eligibleVoters,
                null,
                stops,
                0);
    }

    /** Whether the register says the same in both, whenever it was said and wherever the session is or moved since. */
    public boolean saysTheSameAs(StationEntry other) {
        return registered().equals(other.registered());
    }
}
