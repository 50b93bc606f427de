package nl.tafelzicht.subject.station;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import nl.tafelzicht.election.ByElection;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.subject.station.domain.Attention;
import nl.tafelzicht.subject.station.domain.Ballots;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationEntry.Stop;
import nl.tafelzicht.subject.station.domain.StationState.LastReport;
import nl.tafelzicht.subject.station.domain.StationState.Resumption;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.domain.Status;

/** A station's register entry and status as one object. */
record StationView(
        String id,
        int number,
        String name,
        StationType type,
        Municipality municipality,
        Location location,
        OffsetDateTime opensAt,
        OffsetDateTime closesAt,
        ByElection<Integer> eligibleVoters,
        Status status,
        Instant since,
        Integer waitingMinutes,
        Integer queueLength,
        ByElection<Integer> votersAdmitted,
        Integer membersPresent,
        ByElection<Ballots> ballots,
        ByElection<Integer> ballotsLeft,
        ByElection<Integer> ballotsDelivered,
        boolean overdue,
        boolean silent,
        List<Attention> attention,
        LastReport lastReport,
        Resumption resumption,
        Location movedFrom,
        List<Stop> stops,
        String district,
        Boolean sharedLocation,
        List<String> elections,
        long seq) {

    /** By municipality, then by number, then by place of a mobile station. */
    static final Comparator<String> BY_ID = Comparator.comparing(StationView::municipalityOf)
            .thenComparing(id -> number(id, 0))
            .thenComparing(id -> number(id, 1))
            .thenComparing(id -> id);

    static StationView of(Station station) {
        var e = station.registered();
        var s = station.state();
        return new StationView(
                e.id(),
                e.number(),
                e.name(),
                e.type(),
                e.municipality(),
                e.location(),
                e.opensAt(),
                e.closesAt(),
                e.eligibleVoters(),
                s.status(),
                s.since(),
                s.waitingMinutes(),
                s.queueLength(),
                s.votersAdmitted(),
                s.membersPresent(),
                s.ballots(),
                s.ballotsLeft(),
                s.ballotsDelivered(),
                s.overdue(),
                s.silent(),
                s.attention(),
                s.lastReport(),
                s.resumption(),
                e.movedFrom(),
                e.stops(),
                e.district(),
                e.sharedLocation(),
                e.elections(),
                station.seq());
    }

    /** The part of an id that names the municipality; the whole id when it has another form. */
    static String municipalityOf(String id) {
        int dash = id.indexOf('-');
        return dash < 0 ? id : id.substring(0, dash);
    }

    private static Long number(String id, int part) {
        var numbers = id.substring(id.indexOf('-') + 1).split("[.]", 2);
        return part < numbers.length && numbers[part].matches("\\d{1,9}") ? Long.parseLong(numbers[part]) : 0;
    }
}
