package nl.tafelzicht.subject.report;

import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.command.ActiveSubject;
import nl.tafelzicht.engine.command.CommandDependencies;
import nl.tafelzicht.engine.command.ReactingSubject;
import nl.tafelzicht.engine.command.Reaction;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.engine.eventsourcing.SummarisedSubject;
import nl.tafelzicht.engine.http.api.Escalatable;
import nl.tafelzicht.engine.http.api.EscalationOffer;
import nl.tafelzicht.engine.http.api.RouteDependencies;
import nl.tafelzicht.engine.http.api.RoutedSubject;
import nl.tafelzicht.subject.report.domain.Overflow;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportSummary;

/** What people say happens around the stations. */
public final class ReportSubject
        implements Subject<ReportEvent, Report>,
                ActiveSubject,
                ReactingSubject,
                RoutedSubject,
                SummarisedSubject<Report> {

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
    public List<Reaction> reactions(CommandDependencies d, Reaction.Asker asker) {
        return List.of(new LimitReaction(d.clock(), asker));
    }

    @Override
    public List<VerticleBase> verticles(CommandDependencies d) {
        return List.of(
                new ReportVerticle(d.picture(), d.journal(), d.metrics(), d.clock()),
                new LeavingVerticle(d.picture(), d.clock()));
    }

    @Override
    public void install(Router router, RouteDependencies d) {
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
}
