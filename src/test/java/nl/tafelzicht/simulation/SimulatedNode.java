package nl.tafelzicht.simulation;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.engine.journal.Appender;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.Outcome;
import nl.tafelzicht.engine.journal.Tail;
import nl.tafelzicht.engine.live.Feed;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.engine.picture.StoredEntities;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportCommand;
import nl.tafelzicht.subject.report.domain.ReportDecider;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.StationCommand;
import nl.tafelzicht.subject.station.domain.StationDecider;
import nl.tafelzicht.subject.station.domain.StationEvent;

/** A node made of the real appender, tail, picture and feed; when it crashes, all of it is gone. */
final class SimulatedNode {

    private static final int MAX_TRIES = 30;

    private final World world;
    private final SimulatedStore store;
    private final CurrentPicture picture = new CurrentPicture();
    private final StoredEntities stored;
    private final Tail tail;
    private final Appender appender;
    private final Feed feed;
    private final List<SimulatedViewer> viewers = new ArrayList<>();
    private boolean up = true;

    /** @param publish tells the other nodes of a committed batch; a hint, that may be lost */
    SimulatedNode(World world, SimulatedStore store, BiConsumer<SimulatedNode, List<JournalEvent>> publish) {
        this.world = world;
        this.store = store;
        this.stored = new StoredEntities(picture, store);
        tail = new Tail(store, 0, picture::apply);
        appender = new Appender(
                store,
                events -> {
                    if (!up) {
                        return;
                    }
                    tail.hint(events);
                    publish.accept(this, events);
                },
                (attempt, cause, again) -> {
                    world.later(20, () -> {
                        if (up) {
                            again.run();
                        }
                    });
                    return true;
                },
                size -> {});
        feed = new Feed(picture::get, world);
        poll();
        rounds();
    }

    private void poll() {
        if (!up) {
            return;
        }
        tail.catchUp();
        world.later(60, this::poll);
    }

    private void rounds() {
        if (!up) {
            return;
        }
        feed.round();
        feed.heartbeat();
        world.later(30, this::rounds);
    }

    boolean isUp() {
        return up;
    }

    CurrentPicture picture() {
        return picture;
    }

    Feed feed() {
        return feed;
    }

    List<SimulatedViewer> viewers() {
        return viewers;
    }

    void hint(List<JournalEvent> events) {
        if (up) {
            tail.hint(events);
        }
    }

    void crash() {
        up = false;
        List.copyOf(viewers).forEach(SimulatedViewer::lost);
    }

    /** Decides and appends, as the verticle does; tells whether the command was accepted. */
    Future<Boolean> command(UUID id, String station, StationCommand command, int attempt) {
        var before = Stations.find(picture.get(), station);
        if (before == null && !(command instanceof StationCommand.Register)) {
            return Future.succeededFuture(false);
        }
        if (!(StationDecider.decide(before, command, world.instant())
                        instanceof Decision.Accepted<StationEvent> accepted)
                || accepted.events().isEmpty()) {
            return Future.succeededFuture(false);
        }
        var place = new EventMetadata(0, id, before == null ? 1 : before.version() + 1, world.instant(), "sim");
        return appender.append(
                        List.of(EventTypes.write(accepted.events().get(0), EventTypes.stationStream(station), place)))
                .compose(outcome -> {
                    if (!(outcome instanceof Outcome.Conflict)) {
                        return Future.succeededFuture(true);
                    }
                    return tail.catchUp()
                            .transform(read -> attempt < MAX_TRIES && up
                                    ? command(id, station, command, attempt + 1)
                                    : Future.succeededFuture(false));
                });
    }

    /** The same for a report. */
    Future<Boolean> command(UUID id, String report, ReportCommand command, int attempt) {
        var before = picture.get().entity(Report.KIND, report);
        if (before == null && command instanceof ReportCommand.TakeUp) {
            return stored.find(Report.KIND, report)
                    .compose(left ->
                            left == null ? Future.succeededFuture(false) : command(id, report, left, command, attempt));
        }
        if ((before == null) != command instanceof ReportCommand.Submit) {
            return Future.succeededFuture(false);
        }
        return command(id, report, before, command, attempt);
    }

    private Future<Boolean> command(UUID id, String report, Report before, ReportCommand command, int attempt) {
        if (!(ReportDecider.decide(before, command, world.instant()) instanceof Decision.Accepted<ReportEvent> accepted)
                || accepted.events().isEmpty()) {
            return Future.succeededFuture(false);
        }
        var place = new EventMetadata(0, id, before == null ? 1 : before.version() + 1, world.instant(), "sim");
        return appender.append(List.of(
                        EventTypes.write(accepted.events().get(0), EventTypes.stream(Report.KIND, report), place)))
                .compose(outcome -> {
                    if (!(outcome instanceof Outcome.Conflict)) {
                        return Future.succeededFuture(true);
                    }
                    return tail.catchUp()
                            .transform(read -> attempt < MAX_TRIES && up
                                    ? command(id, report, command, attempt + 1)
                                    : Future.succeededFuture(false));
                });
    }
}
