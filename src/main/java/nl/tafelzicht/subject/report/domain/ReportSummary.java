package nl.tafelzicht.subject.report.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The reports that a page shows before it has all of them: unjudged ones, most severe first, then the newest. */
public final class ReportSummary {

    /** The most reports in a first view. */
    public static final int MOST = 300;

    private static final Comparator<Report> BY_NEED = Comparator.comparing(Report::status)
            .thenComparing(r -> r.state().severity(), Comparator.nullsFirst(Comparator.reverseOrder()))
            .thenComparing(Report::seq, Comparator.reverseOrder());

    private ReportSummary() {}

    /** The ids of these reports. */
    public static Set<String> first(List<Report> reports) {
        return reports.stream().sorted(BY_NEED).limit(MOST).map(Report::id).collect(Collectors.toUnmodifiableSet());
    }
}
