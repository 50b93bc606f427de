package nl.tafelzicht.command;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.tafelzicht.command.ImportRequest.Answer;
import nl.tafelzicht.command.ImportRequest.Foreign;
import nl.tafelzicht.command.ImportRequest.Format;
import nl.tafelzicht.command.ImportRequest.Imported;
import nl.tafelzicht.command.ImportRequest.Unreadable;
import nl.tafelzicht.election.Occurrence;
import nl.tafelzicht.election.station.ImportEvent.ImportCompleted;
import nl.tafelzicht.election.station.ImportEvent.ImportStarted;
import nl.tafelzicht.election.station.ImportEvent;
import nl.tafelzicht.election.station.StationCommand;
import nl.tafelzicht.exchange.Eml110b;
import nl.tafelzicht.exchange.Gazetteer;
import nl.tafelzicht.exchange.Remark;
import nl.tafelzicht.exchange.StationFile.Row;
import nl.tafelzicht.exchange.StationFile;
import nl.tafelzicht.exchange.StembureausCsv;
import nl.tafelzicht.journal.JournalVerticle.AppendRequest;
import nl.tafelzicht.journal.JournalVerticle;
import nl.tafelzicht.journal.LocalCodec;
import nl.tafelzicht.picture.CurrentPicture;
import nl.tafelzicht.picture.EventTypes;

/**
 * Imports files of stations.
 *
 * <pre>file ─► rows (on a worker thread) ─► journal: import started ─► a command for each row that is new ─► journal: import completed</pre>
 *
 * A file that says nothing new leaves no trace. When the hub goes down in between, importing the file again does the rest.
 */
public final class ImportVerticle extends VerticleBase {

    /** Local address: takes an {@link ImportRequest}, answers an {@link Answer}. */
    public static final String ADDRESS = "imports";

    /** So many commands at a time: enough to fill a batch of the journal, and others still get their turn. */
    private static final int WINDOW = 500;
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private final CurrentPicture picture;
    private final Gazetteer gazetteer;
    private final Clock clock;

    public ImportVerticle(CurrentPicture picture, Gazetteer gazetteer, Clock clock) {
        this.picture = picture;
        this.gazetteer = gazetteer;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        List.of(ImportRequest.class, Imported.class, Unreadable.class, Foreign.class).forEach(type -> LocalCodec.register(vertx.eventBus(), type));
        vertx.eventBus().<ImportRequest>localConsumer(ADDRESS, this::handle);
        return Future.succeededFuture();
    }

    private void handle(Message<ImportRequest> message) {
        var request = message.body();
        vertx.executeBlocking(() -> parse(request), false)
                .compose(file -> imported(request, file))
                .recover(cause -> cause instanceof StationFile.Unreadable u ? Future.succeededFuture(new Unreadable(u.line(), u.getMessage())) : Future.failedFuture(cause))
                .onComplete(message::reply, cause -> message.fail(cause instanceof ReplyException e ? e.failureCode() : JournalVerticle.Failure.UNAVAILABLE, String.valueOf(cause.getMessage())));
    }

    private StationFile parse(ImportRequest request) throws IOException, StationFile.Unreadable {
        try (var in = new BufferedInputStream(Files.newInputStream(request.file()))) {
            return request.format() == Format.EML_110B ? Eml110b.read(in, gazetteer, request.date()) : StembureausCsv.read(in, gazetteer, request.date());
        } catch (StationFile.Unreadable e) {
            if (!e.isOfEncoding()) throw e;
        }
        try (var in = new BufferedInputStream(Files.newInputStream(request.file()))) {
            return StembureausCsv.readWindows1252(in, gazetteer, request.date());
        }
    }

    private Future<Answer> imported(ImportRequest request, StationFile file) {
        var rejected = new ArrayList<>(file.rejected());
        var rows = new ArrayList<Row>();
        for (var row : file.rows()) {
            var municipality = row.entry().municipality().code();
            if (request.allowed().test(municipality)) rows.add(row);
            else rejected.add(new Remark(row.line(), "CBS gemeentecode", "not-yours", Map.of("municipality", municipality), List.of(row.entry().id(), row.entry().name())));
        }
        if (rows.isEmpty() && !file.rows().isEmpty()) return Future.succeededFuture(new Foreign());
        return new Run(request, rows, rejected, file.warnings()).start();
    }

    /** One import on its way. */
    private final class Run {
        private final UUID id = UUID.randomUUID();
        private final ImportRequest request;
        private final List<Row> rows;
        private final List<Remark> rejected;
        private final List<Remark> warnings;
        private int imported;
        private int changed;
        private int unchanged;

        Run(ImportRequest request, List<Row> rows, List<Remark> rejected, List<Remark> warnings) {
            this.request = request;
            this.rows = rows;
            this.rejected = rejected;
            this.warnings = warnings;
        }

        Future<Answer> start() {
            if (rows.stream().allMatch(this::isKnown)) {
                unchanged = rows.size();
                return Future.succeededFuture(result());
            }
            return note(1, new ImportStarted(request.sha256(), request.format().toString(), request.bytes(), request.date(), request.role()))
                    .compose(noted -> next(0))
                    .compose(done -> note(2, new ImportCompleted(imported, changed, unchanged, rejected.size())))
                    .map(noted -> result());
        }

        private boolean isKnown(Row row) {
            var station = picture.get().station(row.entry().id());
            return station != null && station.entry().saysTheSameAs(row.entry());
        }

        private Future<Void> next(int from) {
            if (from >= rows.size()) return Future.succeededFuture();
            int to = Math.min(rows.size(), from + WINDOW);
            return Future.all(rows.subList(from, to).stream().map(this::register).toList()).compose(done -> next(to));
        }

        private Future<Void> register(Row row) {
            var command = new CommandRequest(UUID.randomUUID(), row.entry().id(), new StationCommand.Register(row.entry(), id), request.actor());
            return Commands.send(vertx, StationVerticle.ADDRESS, command).map(answer -> {
                if (answer instanceof CommandAnswer.Unchanged) unchanged++;
                else if (answer instanceof CommandAnswer.Done d && d.entity().version() == 1) imported++;
                else changed++;
                return null;
            });
        }

        private Future<Void> note(int version, ImportEvent event) {
            var place = new Occurrence(0, UUID.randomUUID(), version, clock.instant().truncatedTo(ChronoUnit.MILLIS), request.actor());
            return vertx.eventBus().request(JournalVerticle.APPEND, new AppendRequest(List.of(EventTypes.write(event, EventTypes.importStream(id), place))), LOCAL).mapEmpty();
        }

        private Answer result() {
            return new Imported(id, imported, changed, unchanged, rejected.stream().sorted(Comparator.comparingLong(Remark::line)).toList(), warnings);
        }
    }
}
