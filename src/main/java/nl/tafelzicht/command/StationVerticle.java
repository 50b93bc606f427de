package nl.tafelzicht.command;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Occurrence;
import nl.tafelzicht.election.station.Station;
import nl.tafelzicht.election.station.StationCommand;
import nl.tafelzicht.election.station.StationDecider;
import nl.tafelzicht.election.station.StationEvent;
import nl.tafelzicht.journal.JournalEvent;
import nl.tafelzicht.journal.JournalStore;
import nl.tafelzicht.journal.JournalVerticle;
import nl.tafelzicht.journal.JournalVerticle.AppendRequest;
import nl.tafelzicht.journal.LocalCodec;
import nl.tafelzicht.journal.NewEvent;
import nl.tafelzicht.journal.Outcome;
import nl.tafelzicht.picture.CurrentPicture;
import nl.tafelzicht.picture.EventTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stations' commands: takes the state from the picture, lets the decider decide, appends, answers.
 *
 * <pre>request ─► decide ─► append ─► done
 *             │         └─ somebody was first: decide again on the newer picture
 *             └─ refused: unless the very same request was accepted before, whose answer it then gets again</pre>
 */
public final class StationVerticle extends VerticleBase {

    /** Local address: takes a {@link StationRequest}, answers a {@link StationAnswer}. */
    public static final String ADDRESS = "stations";

    private static final Logger LOG = LoggerFactory.getLogger(StationVerticle.class);
    /** Each try loses to somebody who won; so many in a row does not happen outside an attack. */
    private static final int MAX_TRIES = 50;
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private final CurrentPicture picture;
    private final JournalStore journal;
    private final Clock clock;

    public StationVerticle(CurrentPicture picture, JournalStore journal, Clock clock) {
        this.picture = picture;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        var bus = vertx.eventBus();
        List.of(StationRequest.class, StationAnswer.Done.class, StationAnswer.Unchanged.class, StationAnswer.Refused.class, StationAnswer.Unknown.class)
                .forEach(type -> LocalCodec.register(bus, type));
        bus.<StationRequest>localConsumer(ADDRESS, this::handle);
        return Future.succeededFuture();
    }

    private void handle(Message<StationRequest> message) {
        Future.succeededFuture(message.body()).compose(request -> answer(request, 1)).onComplete(message::reply, cause -> {
            if (!(cause instanceof ReplyException)) LOG.error("a command for {} failed", message.body().stationId(), cause);
            message.fail(cause instanceof ReplyException e ? e.failureCode() : JournalVerticle.Failure.UNAVAILABLE, String.valueOf(cause.getMessage()));
        });
    }

    private Future<StationAnswer> answer(StationRequest request, int attempt) {
        var station = picture.get().station(request.stationId());
        if (station == null && !(request.command() instanceof StationCommand.Register)) return Future.succeededFuture(new StationAnswer.Unknown());
        var decision = StationDecider.decide(station, request.command(), clock.instant());
        if (decision instanceof Decision.Refused<StationEvent> r) return firstAnswer(request).map(first -> first == null ? new StationAnswer.Refused(r.refusal()) : first);
        var events = ((Decision.Accepted<StationEvent>) decision).events();
        return events.isEmpty() ? Future.succeededFuture(new StationAnswer.Unchanged(station)) : append(request, station, events.get(0), attempt);
    }

    private Future<StationAnswer> append(StationRequest request, Station station, StationEvent event, int attempt) {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var place = new Occurrence(0, request.id(), station == null ? 1 : station.version() + 1, at, request.actor());
        List<NewEvent> events = List.of(EventTypes.write(event, EventTypes.stationStream(request.stationId()), place));
        return vertx.eventBus().<Outcome>request(JournalVerticle.APPEND, new AppendRequest(events), LOCAL).compose(reply -> {
            if (reply.body() instanceof Outcome.Appended a) return Future.succeededFuture(done(station, event, place, a.firstSeq()));
            if (reply.body() instanceof Outcome.Repeated r) return asItWas(r.first());
            return attempt < MAX_TRIES ? answer(request, attempt + 1) : Future.failedFuture("station " + request.stationId() + " is too busy");
        });
    }

    private static StationAnswer done(Station before, StationEvent event, Occurrence place, long seq) {
        var o = new Occurrence(seq, place.id(), place.version(), place.at(), place.actor());
        return new StationAnswer.Done(o.id(), seq, Station.evolve(before, event, o), false);
    }

    /** @return the answer that this very request got before, or {@code null} when it is new */
    private Future<StationAnswer> firstAnswer(StationRequest request) {
        return journal.find(request.id()).compose(first -> first == null ? Future.succeededFuture() : asItWas(first));
    }

    /** The station right after an event of long ago: the fold of its stream up to there. */
    private Future<StationAnswer> asItWas(JournalEvent event) {
        return journal.readStream(event.stream(), 0, event.version()).map(events -> {
            Station station = null;
            for (var e : events) station = Station.evolve(station, (StationEvent) EventTypes.read(e), EventTypes.occurrence(e));
            return new StationAnswer.Done(event.id(), event.seq(), station, true);
        });
    }
}
