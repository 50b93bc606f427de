package nl.tafelzicht.subject.station;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.engine.command.CommandAnswer;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.JournalVerticle.AppendRequest;
import nl.tafelzicht.engine.journal.LocalCodec;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.subject.station.ReversalRequest.Answer;
import nl.tafelzicht.subject.station.ReversalRequest.Kept;
import nl.tafelzicht.subject.station.ReversalRequest.Reversed;
import nl.tafelzicht.subject.station.ReversalRequest.Unknown;
import nl.tafelzicht.subject.station.domain.ImportEvent.ImportReversed;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationCommand;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEvent.Registered;
import nl.tafelzicht.subject.station.domain.StationEvent.Withdrawn;

/**
 * Undoes imports with correcting events: nothing is removed from the journal.
 *
 * <pre>
 * import ─► the entries that it wrote, and the earlier ones (from the journal) ─► a command for each station ─► journal: import reversed
 * </pre>
 *
 * Undoing it twice has no further effect. When the hub stops in between, undoing it again completes the rest.
 */
public final class ReversalVerticle extends VerticleBase {

    /** Local address: takes a {@link ReversalRequest}, answers an {@link Answer}. */
    public static final String ADDRESS = "import-reversals";

    private static final int WINDOW = 500;
    private static final List<String> ENTRIES = List.of("station-registered", "station-withdrawn");
    private static final List<String> WITHDRAWALS = List.of("station-withdrawn", "station-registered");
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private final JournalStore journal;
    private final Clock clock;

    public ReversalVerticle(JournalStore journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        List.of(ReversalRequest.class, Reversed.class, Unknown.class)
                .forEach(type -> LocalCodec.register(vertx.eventBus(), type));
        vertx.eventBus().<ReversalRequest>localConsumer(ADDRESS, this::handle);
        return Future.succeededFuture();
    }

    private void handle(Message<ReversalRequest> message) {
        var request = message.body();
        related(request.importId())
                .compose(registrations -> registrations.isEmpty()
                        ? Future.<Answer>succeededFuture(new Unknown())
                        : new Run(request, registrations).start())
                .onComplete(
                        message::reply,
                        cause -> message.fail(
                                cause instanceof ReplyException e
                                        ? e.failureCode()
                                        : JournalVerticle.Failure.UNAVAILABLE,
                                String.valueOf(cause.getMessage())));
    }

    /** Events of the stations that it entered, and of those that it withdrew. */
    private Future<List<JournalEvent>> related(UUID importId) {
        return journal.readRelated(ENTRIES, "importId", importId.toString())
                .compose(entered -> journal.readRelated(WITHDRAWALS, "importId", importId.toString())
                        .map(left -> {
                            var known = entered.stream().map(JournalEvent::seq).collect(Collectors.toSet());
                            return Stream.concat(entered.stream(), left.stream().filter(e -> !known.contains(e.seq())))
                                    .toList();
                        }));
    }

    /** The undoing of one import. */
    private final class Run {
        private final UUID id = UUID.randomUUID();
        private final ReversalRequest request;
        private final List<StationCommand.Reverse> commands = new ArrayList<>();
        private final List<Kept> kept = new ArrayList<>();
        private int restored;
        private int withdrawn;

        Run(ReversalRequest request, List<JournalEvent> registrations) {
            this.request = request;
            var byStation = new LinkedHashMap<String, List<Object>>();
            for (var event : registrations) {
                byStation
                        .computeIfAbsent(EventTypes.idOf(event.stream()), s -> new ArrayList<>())
                        .add(EventTypes.read(event));
            }
            byStation.values().forEach(this::plan);
        }

        /**
         * Compares what the import wrote last for a station ({@code null} when it withdrew it) with the entry before
         * its first event: none, when the station had been withdrawn.
         */
        private void plan(List<Object> events) {
            StationEntry before = null;
            StationEntry written = null;
            boolean wrote = false;
            for (var event : events) {
                var entry = event instanceof Registered r ? r.entry() : null;
                var by = event instanceof Registered r ? r.importId() : ((Withdrawn) event).importId();
                boolean isOurs = by.equals(request.importId());
                if (isOurs) {
                    written = entry;
                } else if (!wrote) {
                    before = entry;
                }
                wrote |= isOurs;
            }
            var entry = written == null ? before : written;
            if (entry != null && request.allowed().test(entry.municipality().code())) {
                commands.add(new StationCommand.Reverse(written, before, id, request.reason(), request.role()));
            }
        }

        Future<Answer> start() {
            if (commands.isEmpty()) {
                return Future.succeededFuture(new Unknown());
            }
            return next(0).compose(done -> restored + withdrawn == 0 ? Future.succeededFuture() : note())
                    .map(noted -> new Reversed(id, restored, withdrawn, List.copyOf(kept)));
        }

        private Future<Void> next(int from) {
            if (from >= commands.size()) {
                return Future.succeededFuture();
            }
            int to = Math.min(commands.size(), from + WINDOW);
            return Future.all(commands.subList(from, to).stream()
                            .map(this::reverse)
                            .toList())
                    .compose(done -> next(to));
        }

        private Future<Void> reverse(StationCommand.Reverse command) {
            var station = (command.written() == null ? command.before() : command.written()).id();
            return Commands.send(
                            vertx,
                            Station.KIND,
                            new CommandRequest<>(UUID.randomUUID(), station, command, request.actor()))
                    .map(answer -> {
                        if (answer instanceof CommandAnswer.Refused r) {
                            kept.add(new Kept(station, r.refusal().explanation()));
                        } else if (answer instanceof CommandAnswer.Done && command.before() == null) {
                            withdrawn++;
                        } else if (answer instanceof CommandAnswer.Done) {
                            restored++;
                        }
                        return null;
                    });
        }

        private Future<Void> note() {
            var place = new EventMetadata(
                    0, UUID.randomUUID(), 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), request.actor());
            var event = EventTypes.write(
                    new ImportReversed(
                            request.importId(), restored, withdrawn, kept.size(), request.reason(), request.role()),
                    EventTypes.importStream(id),
                    place);
            return vertx.eventBus()
                    .request(JournalVerticle.APPEND, new AppendRequest(List.of(event)), LOCAL)
                    .mapEmpty();
        }
    }
}
