package nl.tafelzicht.subject.report;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportKind;

/** Queries of the reports in a picture. The cost of each depends on the number of results, not on the total. */
public final class Reports {

    private Reports() {}

    /**
     * Other reports of the same kind, close by and at about the same time, that still count; nearest first. A report
     * without coordinates is close to all of its municipality.
     */
    public static Stream<Report> near(Picture picture, Report report, int metres, Duration within) {
        return picture.index(ReportIndex.class)
                .near(report, metres, within)
                .filter(id -> !id.equals(report.id()))
                .map(id -> picture.entity(Report.KIND, id))
                .filter(r -> r.state().stands());
    }

    /** Reports of a kind in a municipality, about a time since then. */
    public static Stream<Report> of(Picture picture, ReportKind kind, String municipality, Instant since) {
        return picture.index(ReportIndex.class)
                .of(kind, municipality, since)
                .map(id -> picture.entity(Report.KIND, id));
    }
}
