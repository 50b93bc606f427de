package nl.tafelzicht.subject.station;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.command.CommandAnswer;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.JournalVerticle.AppendRequest;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.subject.election.domain.DefinedBy;
import nl.tafelzicht.subject.election.domain.Definition;
import nl.tafelzicht.subject.election.domain.Election;
import nl.tafelzicht.subject.election.domain.ElectionCommand;
import nl.tafelzicht.subject.station.ImportPlan.Withdrawal;
import nl.tafelzicht.subject.station.ImportRequest.Format;
import nl.tafelzicht.subject.station.ImportRequest.Origin;
import nl.tafelzicht.subject.station.domain.ImportEvent;
import nl.tafelzicht.subject.station.domain.ImportEvent.ImportCompleted;
import nl.tafelzicht.subject.station.domain.ImportEvent.ImportStarted;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationCommand;
import nl.tafelzicht.subject.station.format.StationFile;
import nl.tafelzicht.subject.station.format.StationFile.Mention;
import nl.tafelzicht.subject.station.format.StationFile.Row;

/**
 * The execution of one import.
 *
 * <pre>
 * journal: import started ─► a command for each new or changed row ─► a command for each station to withdraw ─► journal: import completed
 * </pre>
 */
final class ImportRun {

    /** Commands at the same time: enough to fill a batch of the journal, while others still get their turn. */
    private static final int WINDOW = 500;

    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);
    private static final String LEFT_OUT = "not in the file that was imported";

    private final Vertx vertx;
    private final Clock clock;
    private final UUID id;
    private final Source source;
    private final List<Row> rows;
    private final Predicate<String> dropsStops;
    private final List<Withdrawal> withdrawals;
    private final List<String> refused = new ArrayList<>();
    private int imported;
    private int changed;
    private int unchanged;
    private int withdrawn;

    /**
     * The origin of the import.
     *
     * @param municipalities whose stations the file has
     * @param mentions elections to be made known
     */
    record Source(
            String sha256,
            Format format,
            long bytes,
            LocalDate date,
            Origin origin,
            String actor,
            Role role,
            List<String> elections,
            List<String> municipalities,
            List<Mention> mentions) {

        static Source of(ImportRequest r, StationFile file, Collection<String> municipalities, List<Mention> mentions) {
            return new Source(
                    r.sha256(),
                    r.format(),
                    r.bytes(),
                    r.date(),
                    r.origin(),
                    r.actor(),
                    r.role(),
                    file.elections(),
                    List.copyOf(municipalities),
                    mentions);
        }
    }

    ImportRun(
            Vertx vertx,
            Clock clock,
            UUID id,
            Source source,
            List<Row> rows,
            Predicate<String> dropsStops,
            List<Withdrawal> withdrawals) {
        this.vertx = vertx;
        this.clock = clock;
        this.id = id;
        this.source = source;
        this.rows = rows;
        this.dropsStops = dropsStops;
        this.withdrawals = withdrawals;
    }

    /** @param notApproved rows that were shown and not chosen; {@code null} when nobody chose single rows */
    Future<Void> start(int rejected, Integer notApproved) {
        var municipalities =
                source.municipalities.size() > ImportEvent.MOST_MUNICIPALITIES ? null : source.municipalities;
        return note(
                        1,
                        new ImportStarted(
                                source.sha256,
                                source.format.toString(),
                                source.bytes,
                                source.date,
                                source.role,
                                source.elections.isEmpty() ? null : source.elections,
                                municipalities,
                                source.origin == null ? null : source.origin.url(),
                                source.origin == null ? null : source.origin.at()))
                .compose(noted -> each(source.mentions, 0, this::makeKnown))
                .compose(known -> each(rows, 0, this::register))
                .compose(done -> each(withdrawals, 0, this::withdraw))
                .compose(done -> note(
                        2,
                        new ImportCompleted(
                                imported,
                                changed,
                                unchanged,
                                rejected,
                                withdrawn == 0 ? null : withdrawn,
                                notApproved)));
    }

    private <T> Future<Void> each(List<T> all, int from, Function<T, Future<Void>> act) {
        if (from >= all.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(all.size(), from + WINDOW);
        return Future.all(all.subList(from, to).stream().map(act).toList()).compose(done -> each(all, to, act));
    }

    private Future<Void> makeKnown(Mention m) {
        var definition = new Definition(
                m.name() == null ? m.id() : m.name(),
                m.category() == null ? m.id().substring(0, Math.min(2, m.id().length())) : m.category(),
                source.date == null ? m.date() : source.date,
                m.domain(),
                List.of(),
                List.of());
        var command = new ElectionCommand.Define(definition, DefinedBy.MENTION, source.role);
        return Commands.send(
                        vertx, Election.KIND, new CommandRequest<>(UUID.randomUUID(), m.id(), command, source.actor))
                .mapEmpty();
    }

    private Future<Void> register(Row row) {
        return send(
                        row.entry().id(),
                        new StationCommand.Register(
                                row.entry(), id, !dropsStops.test(row.entry().id())))
                .map(answer -> {
                    if (answer instanceof CommandAnswer.Unchanged) {
                        unchanged++;
                    } else if (answer instanceof CommandAnswer.Done d
                            && d.entity().version() == 1) {
                        imported++;
                    } else {
                        changed++;
                    }
                    return null;
                });
    }

    private Future<Void> withdraw(Withdrawal withdrawal) {
        return send(
                        withdrawal.id(),
                        new StationCommand.Withdraw(
                                id, withdrawal.lastReport(), withdrawal.elections(), LEFT_OUT, source.role))
                .map(answer -> {
                    if (answer instanceof CommandAnswer.Done) {
                        withdrawn++;
                    }
                    if (answer instanceof CommandAnswer.Refused) {
                        refused.add(withdrawal.id());
                    }
                    return null;
                });
    }

    private Future<CommandAnswer> send(String station, StationCommand command) {
        return Commands.send(
                vertx, Station.KIND, new CommandRequest<>(UUID.randomUUID(), station, command, source.actor));
    }

    private Future<Void> note(int version, ImportEvent event) {
        var place = new EventMetadata(
                0, UUID.randomUUID(), version, clock.instant().truncatedTo(ChronoUnit.MILLIS), source.actor);
        return vertx.eventBus()
                .request(
                        JournalVerticle.APPEND,
                        new AppendRequest(List.of(EventTypes.write(event, EventTypes.importStream(id), place))),
                        LOCAL)
                .mapEmpty();
    }

    UUID id() {
        return id;
    }

    int imported() {
        return imported;
    }

    int changed() {
        return changed;
    }

    int unchanged() {
        return unchanged;
    }

    int withdrawn() {
        return withdrawn;
    }

    /** Stations that were to be withdrawn and stay, because of a report made meanwhile. */
    List<String> refused() {
        return refused;
    }
}
