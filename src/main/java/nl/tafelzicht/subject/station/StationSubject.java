package nl.tafelzicht.subject.station;

import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.eventsourcing.SummarisedSubject;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.EscalationOffer;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.subject.station.domain.ImportEvent;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.StationFigures;
import nl.tafelzicht.subject.station.domain.StationSummary;

/** The polling stations, and the files from which they are entered. */
public final class StationSubject
        implements Subject<StationEvent, Station>, ActiveSubject, RoutedSubject, SummarisedSubject<Station> {

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

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        return List.of(
                new StationVerticle(d.picture(), d.journal(), d.metrics(), d.clock()),
                new ImportVerticle(d.picture(), new ImportPreviews(d.pool()), d.gazetteer(), d.clock()),
                new ReversalVerticle(d.journal(), d.clock()),
                new DeadlineVerticle(d.picture(), d.deadlineRule(), d.clock()));
    }

    @Override
    public void installStreaming(Router router, RouteDependencies d) {
        new ImportRoutes(d.vertx(), d.api()).install(router);
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        new ImportHistory(d.node().journal(), d.api()).install(router);
        new StationRoutes(d.vertx(), d.node().picture(), d.api()).install(router);
        new TurnoutRoutes(d.vertx(), d).install(router);
        new SuspensionRoutes(d.vertx(), d.node().picture(), d.api(), d.entities()).install(router);
    }

    @Override
    public Summary summary(List<Station> seen) {
        return new Summary(StationSummary.first(seen), StationFigures.of(seen));
    }

    @Override
    public List<EscalationOffer<?>> escalatable() {
        return List.of(new EscalationOffer<>(Station.KIND, StationSubject::station));
    }

    private static Optional<Escalatable> station(Station s) {
        return Optional.of(new Escalatable(
                s.state().status().toString(),
                s.entry().municipality(),
                s.id(),
                s.point(),
                null,
                Tlp.GREEN,
                Visibility.LOCAL,
                Set.of()));
    }
}
