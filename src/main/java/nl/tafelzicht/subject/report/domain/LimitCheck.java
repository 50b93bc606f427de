package nl.tafelzicht.subject.report.domain;

import java.util.function.Function;
import java.util.stream.Stream;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.tolerance.domain.ToleranceEvaluation;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;
import nl.tafelzicht.subject.tolerance.domain.Verdict;

/** Compares a report of a demonstration with the tolerance limits. */
public final class LimitCheck {

    private LimitCheck() {}

    /**
     * How a report compares with the limits in force; {@code null} when none applies there, or it is about something
     * else.
     *
     * @param limits of the country; those of the report's municipality count
     * @param entrance the place of a station, by its id; {@code null} for an unknown one
     */
    public static Verdict of(Report report, Stream<ToleranceLimit> limits, Function<String, Point> entrance) {
        var s = report.state();
        if (s.kind() != ReportKind.DEMONSTRATION || s.municipality() == null) {
            return null;
        }
        var sight = new ToleranceEvaluation.Observation(
                report.seenAt(),
                s.station(),
                s.location(),
                s.distanceMetres(),
                s.headCount(),
                s.accessBlocked(),
                s.amplifiedSound());
        var code = s.municipality().code();
        return ToleranceEvaluation.judge(
                sight, limits.filter(l -> l.state().municipality().code().equals(code)), entrance);
    }
}
