package nl.tafelzicht.subject.count;

import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.command.CommandedSubject;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.engine.eventsourcing.StoringSubject;
import nl.tafelzicht.engine.http.api.DocumentedSubject;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.EscalationOffer;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.engine.http.publicsite.PublicSubject;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.count.domain.CountCommand;
import nl.tafelzicht.subject.count.domain.CountDecider;
import nl.tafelzicht.subject.count.domain.CountEvent;
import nl.tafelzicht.subject.count.domain.MunicipalCount;

/** How each municipality counts, and whether its count is complete and consistent. */
public final class CountSubject
        implements CommandedSubject<CountCommand, CountEvent, MunicipalCount>,
                ActiveSubject,
                RoutedSubject,
                DocumentedSubject,
                PublicSubject,
                StoringSubject,
                ConfiguredSubject<CountSettings> {

    @Override
    public Kind<MunicipalCount> kind() {
        return MunicipalCount.KIND;
    }

    @Override
    public Class<CountEvent> eventType() {
        return CountEvent.class;
    }

    @Override
    public Map<String, Class<? extends CountEvent>> events() {
        return Map.ofEntries(
                Map.entry("count-announced", CountEvent.Announced.class),
                Map.entry("count-session-planned", CountEvent.SessionPlanned.class),
                Map.entry("count-session-changed", CountEvent.SessionChanged.class),
                Map.entry("count-provisional-published", CountEvent.ProvisionalPublished.class),
                Map.entry("count-file-taken", CountEvent.FileTaken.class),
                Map.entry("count-finding-explained", CountEvent.FindingExplained.class),
                Map.entry("count-recount-ordered", CountEvent.RecountOrdered.class),
                Map.entry("count-recounted", CountEvent.Recounted.class),
                Map.entry("count-fingerprint-checked", CountEvent.FingerprintChecked.class),
                Map.entry("count-objection-noted", CountEvent.ObjectionNoted.class),
                Map.entry("count-objection-answered", CountEvent.ObjectionAnswered.class),
                Map.entry("count-re-add-announced", CountEvent.ReAddAnnounced.class),
                Map.entry("count-re-add-drawn", CountEvent.ReAddDrawn.class),
                Map.entry("count-re-added", CountEvent.ReAdded.class),
                Map.entry("count-report-archived", CountEvent.ReportArchived.class),
                Map.entry("count-report-sought", CountEvent.ReportSought.class),
                Map.entry("count-found-late", CountEvent.FoundLate.class));
    }

    @Override
    public MunicipalCount evolve(MunicipalCount before, String id, CountEvent event, EventMetadata occurrence) {
        return MunicipalCount.evolve(before, id, event, occurrence);
    }

    @Override
    public Class<CountCommand> commandType() {
        return CountCommand.class;
    }

    @Override
    public Decision<CountEvent> decide(Picture picture, MunicipalCount before, CountCommand command, Instant now) {
        return CountDecider.decide(before, command, now);
    }

    @Override
    public List<Stored> stored() {
        return List.of(
                new Stored("count-files", List.of("count_file"), null),
                new Stored(
                        "official-reports",
                        List.of("official_report", "report_stamp", "report_look"),
                        CountFiles.MOST_REPORT_BYTES));
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        var settings = d.settings().get(CountSettings.class);
        var kept = new CountFiles(d.pool());
        var files = new CountFileVerticle(d.picture(), kept, d.gazetteer(), settings.neighbourhoods());
        var deadlines = new CountDeadlineVerticle(d.picture(), d.clock());
        var stamps = new ReportStamps(d.pool());
        var reports = new ReportVerticle(kept, stamps, settings.timestampService(), settings.sources());
        return Stream.of(
                        files,
                        deadlines,
                        reports,
                        settings.folder() == null ? null : new CountFolderVerticle(settings.folder()),
                        settings.sources().hosts().isEmpty()
                                ? null
                                : new ReportLookVerticle(
                                        d.picture(),
                                        new ReportLooks(d.pool()),
                                        settings.sources(),
                                        vertx -> ReportVerticle.fetch(vertx, settings.sources())),
                        settings.timestampService() == null
                                ? null
                                : new ReportStampVerticle(stamps, settings.timestampService()))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public String openApi() {
        return "openapi.yaml";
    }

    @Override
    public void installStreaming(Router router, RouteDependencies d) {
        new CountImportRoutes(d.vertx()).install(router);
        reports(d).installStreaming(router);
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        new CountReadingRoutes(d.vertx(), d.node().picture(), d.api(), d.entities(), d.timelines()).install(router);
        reports(d).install(router);
        new CountPaperRoutes(d.vertx(), d.node(), d.entities()).install(router);
        new CountRoutes(d.vertx(), d.node().picture(), d.entities(), d.locations()).install(router);
    }

    private static CountReportRoutes reports(RouteDependencies d) {
        return new CountReportRoutes(d.vertx(), d.node(), d.api(), d.entities(), d.limits());
    }

    @Override
    public PublicPart open(Vertx vertx, HttpDependencies node) {
        return site -> new CountPage(
                        new PublicCounts(node.picture(), node.clock(), node.sessionClock()),
                        node.journalId(),
                        node.options().exercise())
                .install(site.pages(), site.api());
    }

    @Override
    public List<String> readableFromAnywhere() {
        return List.of("/public/counts");
    }

    @Override
    public List<EscalationOffer<?>> escalatable() {
        return List.of(new EscalationOffer<>(MunicipalCount.KIND, CountSubject::escalatable));
    }

    private static Optional<Escalatable> escalatable(MunicipalCount count) {
        var place = count.state().municipality();
        return place == null
                ? Optional.empty()
                : Optional.of(new Escalatable("count", place, null, null, null, Tlp.GREEN, Visibility.LOCAL, Set.of()));
    }

    @Override
    public CountSettings defaults() {
        return CountSettings.DEFAULT;
    }

    @Override
    public Options<CountSettings> options() {
        return new CountOptions();
    }

    @Override
    public Map<String, String> alike(CountSettings settings) {
        return Map.ofEntries(
                Map.entry("neighbourhoods", settings.neighbourhoods().source()),
                Map.entry(
                        "timestamp-service",
                        settings.timestampService() == null
                                ? "none"
                                : settings.timestampService().getHost()),
                Map.entry("report-hosts", String.join(" ", settings.sources().hosts())),
                Map.entry("report-networks", settings.sources().networks().toString()));
    }
}
