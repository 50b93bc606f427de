package nl.tafelzicht.subject.report.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which reports a page shows before it has all of them: those that nobody has judged, gravest first, then the newest.
 */
public final class ReportSummary {

    /** Of these a first view has no more. */
    public static final int MOST = 300;

    private static final Comparator<Report> BY_NEED = Comparator.comparing(Report::status)
            .thenComparing(r -> r.state().severity(), Comparator.nullsFirst(Comparator.reverseOrder()))
            .thenComparing(Report::seq, Comparator.reverseOrder());

    private ReportSummary() {}

    /** Ids of the first of them. */
    public static Set<String> first(List<Report> reports) {
        return reports.stream().sorted(BY_NEED).limit(MOST).map(Report::id).collect(Collectors.toUnmodifiableSet());
    }
}
