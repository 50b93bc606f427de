package nl.tafelzicht.subject.report;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.LeavingRule;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes reports that are no longer current leave the picture: it checks those in it at intervals. Every node does,
 * without a leader: the journal accepts the event of the first one. A report with an open escalation stays.
 */
public final class LeavingVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(LeavingVerticle.class);
    private static final long LOOK_MILLIS = 10_000;
    private static final int MOST_AT_ONCE = 500;

    private final CurrentPicture picture;
    private final Clock clock;
    private final Set<String> asked = new HashSet<>();

    public LeavingVerticle(CurrentPicture picture, Clock clock) {
        this.picture = picture;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, t -> look());
        return Future.succeededFuture();
    }

    private void look() {
        var now = picture.get();
        var time = clock.instant();
        var concerned = now.all(Escalation.KIND)
                .filter(e -> !e.isOver() && e.state().subject().kind().equals(Cause.REPORT))
                .map(e -> e.state().subject().id())
                .collect(Collectors.toSet());
        for (var report : (Iterable<Report>) now.all(Report.KIND)::iterator) {
            if (asked.size() >= MOST_AT_ONCE) {
                return;
            }
            var why = LeavingRule.due(
                    report,
                    report.state().incident() == null
                            ? null
                            : now.entity(Incident.KIND, report.state().incident()),
                    time);
            if (why != null && !concerned.contains(report.id()) && asked.add(report.id())) {
                leave(report.id(), new ReportCommand.Leave(why));
            }
        }
    }

    private void leave(String id, ReportCommand.Leave command) {
        Commands.send(vertx, Report.KIND, new CommandRequest<>(UUID.randomUUID(), id, command, CommandRequest.HUB))
                .onFailure(cause -> LOG.warn("report {} cannot leave the picture: {}", id, cause.getMessage()))
                .onComplete(done -> asked.remove(id));
    }
}
