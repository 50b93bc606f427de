package nl.tafelzicht.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.journal.NewEvent;
import nl.tafelzicht.engine.journal.PostgresJournal;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.domain.Ballots;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;

/**
 * A whole election day of the past, straight into a journal: stations of all municipalities that open, report, are
 * suspended and resume, and close.
 */
final class SyntheticDay {

    private static final int BATCH = 2_000;
    private static final Duration LENGTH = Duration.ofHours(14);

    private final Random random = new Random(2);
    private final int stations;
    private final int events;
    private final Instant from;
    private final List<Gazetteer.Place> places =
            new Gazetteer().places().stream().filter(p -> p.latitude() > 50).toList();
    private final int[] versions;
    private final Status[] statuses;

    /** @param from when it begins; it lasts 14 hours */
    SyntheticDay(int stations, int events, Instant from) {
        this.stations = stations;
        this.events = events;
        this.from = from;
        this.versions = new int[stations];
        this.statuses = new Status[stations];
    }

    Instant until() {
        return from.plus(LENGTH);
    }

    Future<Void> write(Vertx vertx, PgConnectOptions database) {
        var pool = PgBuilder.pool().connectingTo(database).using(vertx).build();
        var journal = new PostgresJournal(vertx, database, pool);
        return append(journal, 0).onComplete(done -> pool.close());
    }

    private Future<Void> append(PostgresJournal journal, int done) {
        if (done >= events) {
            return Future.succeededFuture();
        }
        var batch = new ArrayList<List<NewEvent>>(BATCH);
        for (int i = done; i < Math.min(events, done + BATCH); i++) {
            batch.add(List.of(event(i)));
        }
        return journal.append(batch)
                .compose(written -> written.refused().isEmpty()
                        ? append(journal, done + batch.size())
                        : Future.failedFuture("refused: " + written.refused()));
    }

    /**
     * First the register, then every station opens, then reports all day of which one in fifty changes how the station
     * looks.
     */
    private NewEvent event(int i) {
        var at = i < stations
                ? from
                : from.plusMillis((long) ((double) (i - stations) / (events - stations) * LENGTH.toMillis()))
                        .truncatedTo(ChronoUnit.MILLIS);
        int station = i < 2 * stations ? i % stations : random.nextInt(stations);
        var place = places.get(station % places.size());
        var id = place.municipality().code() + "-" + (1 + station / places.size());
        var event = i < stations
                ? new StationEvent.Registered(entry(id, station, place), new UUID(0, 0))
                : new StationEvent.Reported(report(station, i < 2 * stations, at), Role.STATION_CHAIR, null);
        return EventTypes.write(
                event,
                EventTypes.stationStream(id),
                new EventMetadata(
                        0, new UUID(random.nextLong(), random.nextLong()), ++versions[station], at, "chair-" + id));
    }

    private StationEntry entry(String id, int station, Gazetteer.Place place) {
        var spread = Math.sqrt(place.areaKm2()) / 2 / 111;
        var opens = OffsetDateTime.ofInstant(from, ZoneOffset.UTC);
        var at = new StationEntry.Location(
                place.latitude() + (random.nextDouble() - .5) * spread,
                place.longitude() + (random.nextDouble() - .5) * spread * 1.6,
                null,
                "Dorpsstraat " + station,
                "1011 AB",
                place.municipality().name());
        return new StationEntry(
                id,
                1 + station / places.size(),
                "Stembureau " + station,
                StationType.REGULAR,
                new Municipality(
                        place.municipality().code(), place.municipality().name()),
                at,
                opens,
                opens.plus(LENGTH),
                1_200,
                0);
    }

    private StatusReport report(int station, boolean opens, Instant at) {
        boolean suspended = statuses[station] == Status.SUSPENDED;
        Status status =
                opens ? Status.OPEN : suspended ? Status.OPEN : random.nextInt(150) == 0 ? Status.SUSPENDED : null;
        if (status != null) {
            statuses[station] = status;
        }
        int waiting = random.nextInt(60) == 0 ? 31 + random.nextInt(40) : random.nextInt(30);
        return new StatusReport(
                status,
                waiting,
                waiting * 2,
                null,
                4,
                random.nextInt(2_000) == 0 ? Ballots.LOW : Ballots.SUFFICIENT,
                null,
                at,
                null);
    }
}
