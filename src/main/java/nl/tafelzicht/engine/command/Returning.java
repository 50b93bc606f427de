package nl.tafelzicht.engine.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.engine.command.CommandVerticle.Write;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportDecider;
import nl.tafelzicht.subject.report.domain.ReportEvent;

/** What makes a report that is not in the picture a matter of now brings it back into it, in the same breath. Pure. */
final class Returning {

    private Returning() {}

    /** The writes, and behind them the returns that they call for. */
    static List<Write> complete(Picture picture, List<Write> writes) {
        var called = new LinkedHashMap<String, Report>();
        for (var write : writes) {
            if (write.kind() != Report.KIND || !(write.event() instanceof ReportEvent e)) {
                continue;
            }
            var before = called.getOrDefault(write.id(), picture.report(write.id()));
            if (before == null || before.current()) {
                continue;
            }
            boolean wanted = called.containsKey(write.id()) || ReportDecider.brings(e);
            if (wanted) {
                called.put(
                        write.id(),
                        Report.evolve(
                                before,
                                write.id(),
                                e,
                                new EventMetadata(
                                        before.seq(),
                                        new UUID(0, 0),
                                        before.version() + 1,
                                        before.state().at(),
                                        CommandRequest.HUB)));
            }
        }
        if (called.isEmpty()) {
            return writes;
        }
        var all = new ArrayList<>(writes);
        called.forEach(
                (id, after) -> all.add(new Write(Report.KIND, id, ReportDecider.returned(picture.report(id), after))));
        return all;
    }
}
