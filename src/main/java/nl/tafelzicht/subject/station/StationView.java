package nl.tafelzicht.subject.station;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import nl.tafelzicht.election.ByElection;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.access.Viewpoint;
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
        var s = station.state();
        return of(station, s.lastReport(), s.resumption());
    }

    /**
     * For somebody who was shown a station because of another one, such as the chair next door: how it is doing, and
     * not what was written about it or by whom, unless the viewer sees that station anyway.
     */
    static StationView atTheDoor(Station station, Viewpoint viewer) {
        if (viewer.sees(station.visibility())) {
            return of(station);
        }
        var r = station.state().resumption();
        return of(
                station,
                null,
                r == null ? null : new Resumption(r.at(), r.location(), null, null, r.role(), r.decidedAt()));
    }

    private static StationView of(Station station, LastReport lastReport, Resumption resumption) {
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
                lastReport,
                resumption,
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
