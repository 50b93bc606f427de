package nl.tafelzicht.subject.report;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.engine.eventsourcing.Subject;
import nl.tafelzicht.subject.report.domain.Overflow;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportEvent;

/** What people say happens around the stations. */
public final class ReportSubject implements Subject<ReportEvent, Report> {

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
    public Report evolve(Report before, String id, ReportEvent event, EventMetadata occurrence) {
        return Report.evolve(before, id, event, occurrence);
    }
}
