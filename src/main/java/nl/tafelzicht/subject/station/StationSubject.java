package nl.tafelzicht.subject.station;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.subject.station.domain.ImportEvent;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;

/** The polling stations, and the files from which they are entered. */
public final class StationSubject implements Subject<StationEvent, Station> {

    @Override
    public Kind<Station> kind() {
        return Station.KIND;
    }

    @Override
    public List<Kind<?>> lists() {
        return List.of(Station.KIND, Station.STATUS);
    }

    @Override
    public Class<StationEvent> eventType() {
        return StationEvent.class;
    }

    @Override
    public Map<String, Class<? extends StationEvent>> events() {
        return Map.ofEntries(
                Map.entry("station-registered", StationEvent.Registered.class),
                Map.entry("station-reported", StationEvent.Reported.class),
                Map.entry("station-resumption-decided", StationEvent.ResumptionDecided.class),
                Map.entry("station-overdue", StationEvent.FoundOverdue.class),
                Map.entry("station-silent", StationEvent.FoundSilent.class),
                Map.entry("station-stop-reached", StationEvent.StopReached.class),
                Map.entry("station-withdrawn", StationEvent.Withdrawn.class));
    }

    @Override
    public Map<String, Class<? extends Record>> records() {
        return Map.of(
                "import-reversed", ImportEvent.ImportReversed.class,
                "import-started", ImportEvent.ImportStarted.class,
                "import-completed", ImportEvent.ImportCompleted.class);
    }

    @Override
    public Station evolve(Station before, String id, StationEvent event, EventMetadata occurrence) {
        return Station.evolve(before, event, occurrence);
    }
}
