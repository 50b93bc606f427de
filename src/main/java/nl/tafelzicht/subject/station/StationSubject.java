package nl.tafelzicht.subject.station;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.engine.eventsourcing.SummarisedSubject;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.EscalationOffer;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.engine.http.api.SitingSubject;
import nl.tafelzicht.engine.http.api.TimelineSubject;
import nl.tafelzicht.engine.operation.MeasuredSubject;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.station.domain.ImportEvent;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.StationFigures;
import nl.tafelzicht.subject.station.domain.StationSummary;
import nl.tafelzicht.subject.station.domain.Status;

/** The polling stations, and the files from which they are imported. */
public final class StationSubject
        implements TimelineSubject<StationEvent, Station>,
                SitingSubject,
                MeasuredSubject,
                ActiveSubject,
                RoutedSubject,
                SummarisedSubject<StationEvent, Station>,
                ConfiguredSubject<StationSettings> {

    private static final List<StationIndex> INDEXES = List.of(StationIndex.EMPTY);

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
                Map.entry("station-ballots-moved", StationEvent.BallotsMoved.class),
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
    public List<StationIndex> indexes() {
        return INDEXES;
    }

    @Override
    public void measure(CurrentPicture picture, MeterRegistry metrics) {
        Gauge.builder("tafelzicht.picture.stations", picture, p -> p.get().count(Station.KIND))
                .register(metrics);
        for (var status : Status.values()) {
            Gauge.builder("tafelzicht.stations", picture, p -> p.get()
                            .all(Station.KIND)
                            .filter(s -> s.state().status() == status)
                            .count())
                    .tag("status", status.toString())
                    .register(metrics);
        }
    }

    @Override
    public Site site(Picture picture, String name) {
        var station = Stations.find(picture, name);
        return station == null ? null : site(station);
    }

    @Override
    public Stream<Site> sites(Picture picture) {
        return picture.all(Station.KIND).map(StationSubject::site);
    }

    private static Site site(Station station) {
        return new Site(station.id(), station.entry().municipality(), station.point());
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public String timelineType(StationEvent event, String name, int version) {
        return StationItem.type(event, version);
    }

    @Override
    public Object timelineFields(StationEvent event) {
        return StationItem.fields(event);
    }

    @Override
    public boolean mayBeLate(StationEvent event) {
        return event instanceof StationEvent.Reported r && r.report().observedAt() != null;
    }

    @Override
    public boolean isLate(StationEvent event, UUID id, Station after) {
        return event instanceof StationEvent.Reported
                && !after.state().lastReport().id().equals(id);
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        var settings = d.settings().get(StationSettings.class);
        return List.of(
                new StationVerticle(d.picture(), d.journal(), d.metrics(), d.clock()),
                new ImportVerticle(
                        d.picture(),
                        new ImportPreviews(d.pool()),
                        new MunicipalityContacts(d.pool()),
                        d.gazetteer(),
                        d.clock()),
                new ReversalVerticle(d.journal(), d.clock()),
                new ImportFetchVerticle(settings.sources()),
                new DeadlineVerticle(d.picture(), settings.deadlines(), d.clock()));
    }

    @Override
    public void installStreaming(Router router, RouteDependencies d) {
        imports(d).installStreaming(router);
    }

    private static ImportRoutes imports(RouteDependencies d) {
        return new ImportRoutes(d.vertx(), d.node(), d.api(), d.limits());
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        imports(d).install(router);
        new ImportHistory(d.node().journal(), d.api()).install(router);
        new StationRoutes(d.vertx(), d.node(), d.api(), d.timelines()).install(router);
        new MunicipalityContactRoutes(new MunicipalityContacts(d.node().pool())).install(router);
        new SameHallRoutes(d.node().picture()).install(router);
        new TurnoutRoutes(d.vertx(), d).install(router);
        new ChairLogInRoutes(d.node(), d.limits()).install(router);
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

    @Override
    public StationSettings defaults() {
        return StationSettings.DEFAULT;
    }

    @Override
    public Options<StationSettings> options() {
        return new StationOptions();
    }

    @Override
    public Map<String, String> alike(StationSettings settings) {
        return Map.ofEntries(
                Map.entry("opening-grace", settings.deadlines().openingGrace().toMinutes() + " min"),
                Map.entry("silence-limit", settings.deadlines().silenceLimit().toMinutes() + " min"),
                Map.entry(
                        "station-file-hosts",
                        String.join(" ", settings.sources().hosts())),
                Map.entry("station-file-networks", settings.sources().networks().toString()));
    }
}
