package nl.tafelzicht.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.report.Reports;
import nl.tafelzicht.subject.report.domain.LimitCheck;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.tolerance.domain.Terms;
import nl.tafelzicht.subject.tolerance.domain.ToleranceEvent;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;

/**
 * A picture of a very bad day, in memory: what finding near-duplicates and judging by the limits cost for one report.
 */
final class SituationIndex {

    private static final int MUNICIPALITIES = 342;
    private static final Instant DAY = Instant.parse("2026-03-18T06:00:00Z");

    private final Random random = new Random(1);
    private final int reports;
    private Picture picture = Picture.EMPTY;

    /** @param near how many near-duplicates a report has, in the mean */
    record Result(Percentiles duplicates, Percentiles judging, double near) {}

    SituationIndex(int stations, int limits, int reports) {
        this.reports = reports;
        for (int i = 0; i < stations; i++) {
            put(Station.KIND, station(i), new StationEvent.Registered(entry(i), new UUID(0, 0)));
        }
        for (int i = 0; i < limits; i++) {
            var id = "limit-" + i;
            put(ToleranceLimit.KIND, id, new ToleranceEvent.Proposed(municipality(i), terms(i, stations), Role.MAYOR));
            put(ToleranceLimit.KIND, id, new ToleranceEvent.Agreed(1, Role.POLICE));
            put(ToleranceLimit.KIND, id, new ToleranceEvent.Agreed(1, Role.PROSECUTOR));
        }
        for (int i = 0; i < reports; i++) {
            put(
                    Report.KIND,
                    "report-" + i,
                    new ReportEvent.Submitted(content(random.nextInt(stations)), Role.MUNICIPALITY));
        }
    }

    private static Municipality municipality(int i) {
        var code = String.format("GM%04d", i % MUNICIPALITIES);
        return new Municipality(code, code);
    }

    private static String station(int i) {
        return municipality(i).code() + "-" + i;
    }

    private static Point point(int i) {
        return new Point(51.5 + i % 100 * 0.015, 4.3 + i / 100 % 100 * 0.02);
    }

    private static StationEntry entry(int i) {
        var at = point(i);
        var opens = OffsetDateTime.ofInstant(DAY, ZoneOffset.UTC);
        return new StationEntry(
                station(i),
                i,
                "Station " + i,
                StationType.REGULAR,
                municipality(i),
                new StationEntry.Location(at.latitude(), at.longitude(), null, null, null, null),
                opens,
                opens.plusHours(14),
                null,
                0);
    }

    private static Terms terms(int i, int stations) {
        return new Terms(
                "Limit " + i,
                List.of(station(i % stations), station((i + MUNICIPALITIES) % stations)),
                400,
                null,
                50,
                100,
                false,
                DAY,
                DAY.plus(Duration.ofHours(16)),
                List.of(new Terms.Measure("police", "acts")));
    }

    private ReportContent content(int station) {
        var door = point(station);
        var at = new Point(
                door.latitude() + random.nextGaussian() * 0.001, door.longitude() + random.nextGaussian() * 0.0015);
        var kind = random.nextInt(3) == 0
                ? ReportKind.DEMONSTRATION
                : ReportKind.values()[random.nextInt(ReportKind.values().length)];
        return new ReportContent(
                kind,
                "text",
                Severity.ATTENTION,
                random.nextInt(200),
                null,
                municipality(station),
                at,
                null,
                null,
                false,
                false,
                DAY.plusSeconds(random.nextInt(14 * 3_600)),
                Source.ON_SITE,
                Tlp.GREEN,
                Set.of(),
                null,
                null,
                null);
    }

    private void put(Kind<?> kind, String id, Object event) {
        var entity = picture.entity(kind, id);
        long seq = picture.seq() + 1;
        var written = EventTypes.write(
                event,
                EventTypes.stream(kind, id),
                new EventMetadata(seq, new UUID(1, seq), entity == null ? 1 : entity.version() + 1, DAY, "bench"));
        picture = picture.after(new JournalEvent(
                seq,
                written.id(),
                written.stream(),
                written.version(),
                written.type(),
                written.at(),
                written.actor(),
                written.data()));
    }

    Result run(int samples) {
        var duplicates = new Percentiles();
        var judging = new Percentiles();
        long near = 0;
        for (int i = 0; i < 2 * samples; i++) { // the first half warms up
            var report = picture.entity(Report.KIND, "report-" + random.nextInt(reports));
            long a = System.nanoTime();
            long found =
                    Reports.near(picture, report, 250, Duration.ofMinutes(30)).count();
            long b = System.nanoTime();
            LimitCheck.of(report, picture.all(ToleranceLimit.KIND), id -> Stations.entrance(picture, id));
            long c = System.nanoTime();
            if (i < samples) {
                continue;
            }
            near += found;
            duplicates.add(b - a);
            if (report.state().kind() == ReportKind.DEMONSTRATION) {
                judging.add(c - b);
            }
        }
        return new Result(duplicates, judging, (double) near / samples);
    }
}
