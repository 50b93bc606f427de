package nl.tafelzicht.subject.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.command.ReactingSubject;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.engine.eventsourcing.CountingSubject;
import nl.tafelzicht.engine.eventsourcing.PassingSubject;
import nl.tafelzicht.engine.eventsourcing.SummarisedSubject;
import nl.tafelzicht.engine.http.api.AttachedSubject;
import nl.tafelzicht.engine.http.api.BoundedSubject;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.EscalationOffer;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.engine.http.api.TimelineSubject;
import nl.tafelzicht.engine.http.api.Timelines;
import nl.tafelzicht.engine.http.publicsite.PublicSubject;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.report.domain.Overflow;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportDecider;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportSettings;
import nl.tafelzicht.subject.report.domain.ReportSummary;
import nl.tafelzicht.subject.station.domain.Station;

/** Reports: what people say happens around the stations. */
public final class ReportSubject
        implements PassingSubject<ReportEvent, Report>,
                CountingSubject<ReportEvent, Report, Overflow>,
                TimelineSubject<ReportEvent, Report>,
                AttachedSubject,
                PublicSubject,
                BoundedSubject,
                ActiveSubject,
                ReactingSubject,
                RoutedSubject,
                SummarisedSubject<ReportEvent, Report>,
                ConfiguredSubject<ReportSettings> {

    /**
     * Earlier versions kept reports above the limit in the picture. In their journals that stays so, up to this number
     * of reports; the rest of a flood is in the table only.
     */
    private static final int MOST_WITH_THOSE_ABOVE_THE_LIMIT = 20_000;

    private static final List<ReportIndex> INDEXES = List.of(ReportIndex.EMPTY);

    @Override
    public Kind<Report> kind() {
        return Report.KIND;
    }

    @Override
    public List<Kind<?>> lists() {
        return List.of(Report.KIND, Overflow.KIND);
    }

    @Override
    public Class<ReportEvent> eventType() {
        return ReportEvent.class;
    }

    @Override
    public Map<String, Class<? extends ReportEvent>> events() {
        return Map.ofEntries(
                Map.entry("report-submitted", ReportEvent.Submitted.class),
                Map.entry("report-added", ReportEvent.Added.class),
                Map.entry("report-read", ReportEvent.Read.class),
                Map.entry("report-judged", ReportEvent.Judged.class),
                Map.entry("report-recategorised", ReportEvent.Recategorised.class),
                Map.entry("report-linked", ReportEvent.Linked.class),
                Map.entry("report-unlinked", ReportEvent.Unlinked.class),
                Map.entry("report-dismissed", ReportEvent.Dismissed.class),
                Map.entry("report-restored", ReportEvent.Restored.class),
                Map.entry("report-shared", ReportEvent.Shared.class),
                Map.entry("report-left", ReportEvent.Left.class),
                Map.entry("report-returned", ReportEvent.Returned.class));
    }

    @Override
    public Summary summary(List<Report> seen) {
        return new Summary(ReportSummary.first(seen), null);
    }

    @Override
    public Report evolve(Report before, String id, ReportEvent event, EventMetadata occurrence) {
        return Report.evolve(before, id, event, occurrence);
    }

    @Override
    public List<ReportIndex> indexes() {
        return INDEXES;
    }

    @Override
    public boolean isCurrent(Report report) {
        return report.current();
    }

    @Override
    public Instant since(Report report) {
        return report.state().at();
    }

    @Override
    public boolean enters(ReportEvent event) {
        return event instanceof ReportEvent.Submitted || event instanceof ReportEvent.Returned;
    }

    @Override
    public boolean isAdmitted(Report report, ReportEvent event, int present) {
        return !(event instanceof ReportEvent.Submitted)
                || !Boolean.TRUE.equals(report.state().overLimit())
                || present < MOST_WITH_THOSE_ABOVE_THE_LIMIT;
    }

    @Override
    public boolean bringsBack(ReportEvent event) {
        return ReportDecider.brings(event);
    }

    @Override
    public ReportEvent returned(Report before, Report now) {
        return ReportDecider.returned(before, now);
    }

    @Override
    public Object timelineFields(ReportEvent event) {
        if (event instanceof ReportEvent.Submitted s) {
            var fields = (ObjectNode) Json.MAPPER.valueToTree(s.content());
            return s.role() == null ? fields : fields.put("role", s.role().toString());
        }
        return event instanceof ReportEvent.Returned ? Map.of() : event; // the content is what it was before
    }

    /** The timeline hides who submitted a report of a kind that protects its reporter. */
    @Override
    public boolean shieldsActor(ReportEvent event, Report report) {
        return (event instanceof ReportEvent.Submitted || event instanceof ReportEvent.Added)
                && (report == null || report.state().kind().shieldsReporter());
    }

    /** The timeline of a station includes the last changed reports about it, in the picture or not. */
    @Override
    public Future<List<Attached<?>>> attached(Picture now, HttpDependencies node, EntityKey whose, Set<EntityKey> to) {
        if (whose.kind() != Station.KIND || !to.contains(whose)) {
            return Future.succeededFuture(List.of());
        }
        return new ReportList(node.pool())
                .page(ReportList.Query.of(whose.id()), Long.MAX_VALUE, Timelines.MOST_STREAMS)
                .compose(rows -> node.storedEntities()
                        .find(Report.KIND, rows.stream().map(ReportList.Row::id).toList()))
                .map(reports -> reports.stream()
                        .<Attached<?>>map(report -> new Attached<>(Report.KIND, report, true))
                        .toList());
    }

    @Override
    public Kind<Overflow> counter() {
        return Overflow.KIND;
    }

    @Override
    public String counted(ReportEvent event) {
        return Overflow.touched(event);
    }

    @Override
    public Overflow count(Overflow before, ReportEvent event, EventMetadata occurrence) {
        return Overflow.after(before, event, occurrence.at(), occurrence.seq());
    }

    @Override
    public List<Reaction> reactions(CommandDependencies d, Reaction.Asker asker) {
        return List.of(new LimitReaction(d.clock(), asker));
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        return List.of(
                new ReportVerticle(d.picture(), d.journal(), d.metrics(), d.clock()),
                new LeavingVerticle(d.picture(), d.clock()),
                new ContactErasureVerticle(new ReporterContacts(
                        d.pool(), d.settings().get(ReportSettings.class).contactKept())));
    }

    @Override
    public void install(Router router, RouteDependencies d) {
        d.named().inPath(Report.KIND, router.route("/reports/:id"), router.route("/reports/:id/*"));
        router.get("/reports/:id/timeline").handler(rc -> d.timelines().ofEntity(rc, "reportTimeline", Report.KIND));
        new ReportRoutes(d.vertx(), d.node(), d.api(), d.entities(), d.locations(), d.presence()).install(router);
    }

    @Override
    public List<EscalationOffer<?>> escalatable() {
        return List.of(new EscalationOffer<>(Report.KIND, ReportSubject::report));
    }

    private static Optional<Escalatable> report(Report r) {
        var s = r.state();
        return Optional.of(new Escalatable(
                s.kind().toString(),
                s.municipality(),
                s.station(),
                s.location(),
                false,
                s.marking(),
                r.visibility().roles(),
                r.visibility().recipients()));
    }

    @Override
    public ReportSettings defaults() {
        return ReportSettings.DEFAULT;
    }

    @Override
    public Options<ReportSettings> options() {
        return new ReportOptions();
    }

    @Override
    public Map<String, String> alike(ReportSettings settings) {
        return Map.ofEntries(
                Map.entry(
                        "duplicate",
                        settings.duplicateMetres() + " m, "
                                + settings.duplicateTime().toMinutes() + " min"),
                Map.entry(
                        "public",
                        settings.perSource() + " a source, " + settings.perMinute() + " a minute, "
                                + settings.perSecond() + " a second, " + settings.most() + " in all"),
                Map.entry("contact-days", String.valueOf(settings.contactKept().toDays())));
    }

    @Override
    public PublicPart open(Vertx vertx, HttpDependencies node) {
        var desk = new PublicDesk(node);
        desk.start(vertx);
        return site -> {
            var reports = new PublicReports(site.vertx(), node, site.locations(), desk);
            new PublicReportRoutes(reports, site.authentication(), site.openApi()).install(site.api());
            new PublicPage(
                            reports,
                            site.authentication(),
                            site.openApi(),
                            node.gazetteer(),
                            node.options().exercise(),
                            ReporterContacts.of(node).kept().toDays())
                    .install(site.pages());
        };
    }

    @Override
    public List<Bound> bounds(HttpDependencies node) {
        var stored = node.metrics().find(PublicDesk.STORED).gauges().stream()
                .mapToDouble(Gauge::value)
                .filter(Double::isFinite)
                .sum();
        return List.of(
                new Bound(
                        "reports-in-picture",
                        node.picture().get().count(Report.KIND),
                        PublicDesk.MOST_IN_PICTURE,
                        false,
                        false),
                new Bound(
                        "public-reports",
                        stored,
                        node.subjects().get(ReportSettings.class).most(),
                        false,
                        false));
    }
}
