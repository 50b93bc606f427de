package nl.tafelzicht.support;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;

/**
 * A journal in memory and the picture that it folds to, one event after another, each written and read as in the real
 * one.
 */
public final class Fold {

    public static final Instant NOON = Instant.parse("2026-03-18T11:00:00Z");
    public static final Municipality EDE = new Municipality("GM0228", "Ede");
    public static final Municipality UTRECHT = new Municipality("GM0344", "Utrecht");

    private final List<JournalEvent> journal = new ArrayList<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private Picture picture;

    public Fold() {
        this(Picture.EMPTY);
    }

    /** @param start without an event */
    public Fold(Picture start) {
        picture = start;
    }

    public Picture picture() {
        return picture;
    }

    public long seq() {
        return picture.seq();
    }

    /** The events so far, the first at 0. */
    public List<JournalEvent> journal() {
        return journal;
    }

    /** Something happens to an entity, whether that could be or not. */
    public Fold happens(Kind<?> kind, String id, Object event) {
        var stream = EventTypes.stream(kind, id);
        long seq = picture.seq() + 1;
        var e = EventTypes.write(
                event,
                stream,
                new EventMetadata(
                        seq,
                        new UUID(7, seq),
                        versions.merge(stream, 1, Integer::sum),
                        NOON.plusSeconds(seq),
                        "somebody"));
        journal.add(new JournalEvent(seq, e.id(), e.stream(), e.version(), e.type(), e.at(), e.actor(), e.data()));
        picture = picture.after(journal.get(journal.size() - 1));
        return this;
    }

    public static StationEntry entry(String id, Municipality municipality) {
        int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
        return new StationEntry(
                id,
                number,
                "Bureau " + number,
                StationType.REGULAR,
                municipality,
                new Location(52.0 + number / 1000.0, 5.0, null, null, null, null),
                OffsetDateTime.parse("2026-03-18T07:30:00+01:00"),
                OffsetDateTime.parse("2026-03-18T21:00:00+01:00"),
                1_200,
                0);
    }

    public Fold registered(String id, Municipality municipality) {
        return happens(Station.KIND, id, new StationEvent.Registered(entry(id, municipality), new UUID(8, 8)));
    }

    public Fold reported(String id, Status status, Integer waiting) {
        return happens(
                Station.KIND,
                id,
                new StationEvent.Reported(
                        new StatusReport(status, waiting, null, null, null, null, null, null, null),
                        Role.MUNICIPALITY,
                        null));
    }

    public Fold withdrawn(String id) {
        return happens(
                Station.KIND, id, new StationEvent.Withdrawn(new UUID(8, 8), "no such station", Role.MUNICIPALITY));
    }

    public static ReportContent content(
            ReportKind kind, Municipality municipality, Tlp marking, Set<String> recipients) {
        return new ReportContent(
                kind,
                "text",
                Severity.ATTENTION,
                null,
                null,
                municipality,
                null,
                null,
                null,
                null,
                null,
                null,
                Source.ON_SITE,
                marking,
                recipients,
                null,
                null,
                null);
    }

    public Fold said(String id, Municipality municipality, Tlp marking, String... recipients) {
        return happens(
                Report.KIND,
                id,
                new ReportEvent.Submitted(
                        content(ReportKind.CROWD, municipality, marking, Set.of(recipients)), Role.MUNICIPALITY));
    }

    /** The desk marks it otherwise. */
    public Fold marked(String id, Tlp marking, String... recipients) {
        return happens(
                Report.KIND,
                id,
                new ReportEvent.Recategorised(null, null, marking, Set.of(recipients), "because", Role.TABLE_OPERATOR));
    }

    public Fold left(String id) {
        return happens(Report.KIND, id, new ReportEvent.Left(ReportEvent.Why.DISMISSED));
    }
}
