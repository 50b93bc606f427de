package nl.tafelzicht.subject.station;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.LocalCodec;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.election.domain.DefinedBy;
import nl.tafelzicht.subject.election.domain.Election;
import nl.tafelzicht.subject.election.domain.Exclusion;
import nl.tafelzicht.subject.station.ImportPlan.Act;
import nl.tafelzicht.subject.station.ImportPlan.ElectionPlan;
import nl.tafelzicht.subject.station.ImportRequest.Answer;
import nl.tafelzicht.subject.station.ImportRequest.Confirmation;
import nl.tafelzicht.subject.station.ImportRequest.Crowded;
import nl.tafelzicht.subject.station.ImportRequest.Excluded;
import nl.tafelzicht.subject.station.ImportRequest.Foreign;
import nl.tafelzicht.subject.station.ImportRequest.Format;
import nl.tafelzicht.subject.station.ImportRequest.Imported;
import nl.tafelzicht.subject.station.ImportRequest.Lapsed;
import nl.tafelzicht.subject.station.ImportRequest.Mischosen;
import nl.tafelzicht.subject.station.ImportRequest.Overtaken;
import nl.tafelzicht.subject.station.ImportRequest.Unreadable;
import nl.tafelzicht.subject.station.format.Eml110b;
import nl.tafelzicht.subject.station.format.Remark;
import nl.tafelzicht.subject.station.format.StationFile;
import nl.tafelzicht.subject.station.format.StationFile.Mention;
import nl.tafelzicht.subject.station.format.StationFile.Row;
import nl.tafelzicht.subject.station.format.StationSheet;
import nl.tafelzicht.subject.station.format.StembureausCsv;

/**
 * Imports files of stations, at once or after a preview.
 *
 * <pre>
 * file ─► rows (on a worker thread) ─► plan ─► preview, kept for a quarter of an hour ─► confirmation ─┐
 *                                       └────────────────────────────────────────────────────────────────┴─► {@link ImportRun}
 * </pre>
 *
 * A file without anything new leaves no trace. When the hub stops in between, importing the file again completes the
 * rest.
 */
public final class ImportVerticle extends VerticleBase {

    /** Local address: takes an {@link ImportRequest}, answers an {@link Answer}. */
    public static final String ADDRESS = "imports";
    /** Local address: takes a {@link Confirmation}, answers an {@link Answer}. */
    public static final String CONFIRMATIONS = "import-confirmations";

    private static final int MOST_NAMED = 10;

    private final CurrentPicture picture;
    private final ImportPreviews previews;
    private final MunicipalityContacts contacts;
    private final Gazetteer gazetteer;
    private final Clock clock;

    /** The content of a file that its sender may import. */
    private record Wanted(StationFile file, List<Row> rows, List<Remark> rejected) {

        TreeSet<String> municipalities() {
            return rows.stream()
                    .map(row -> row.entry().municipality().code())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** A municipality takes part in an election. */
    private record Taking(String election, Municipality municipality) {}

    ImportVerticle(
            CurrentPicture picture,
            ImportPreviews previews,
            MunicipalityContacts contacts,
            Gazetteer gazetteer,
            Clock clock) {
        this.picture = picture;
        this.previews = previews;
        this.contacts = contacts;
        this.gazetteer = gazetteer;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        List.of(
                        ImportRequest.class,
                        Confirmation.class,
                        Imported.class,
                        Unreadable.class,
                        Foreign.class,
                        Lapsed.class,
                        Excluded.class,
                        Overtaken.class,
                        Mischosen.class,
                        Crowded.class)
                .forEach(type -> LocalCodec.register(vertx.eventBus(), type));
        vertx.eventBus().<ImportRequest>localConsumer(ADDRESS, message -> answer(message, take(message.body())));
        vertx.eventBus()
                .<Confirmation>localConsumer(CONFIRMATIONS, message -> answer(message, confirm(message.body())));
        return Future.succeededFuture();
    }

    private static void answer(Message<?> message, Future<Answer> answer) {
        answer.recover(cause -> cause instanceof StationFile.Unreadable u
                        ? Future.succeededFuture(new Unreadable(u.line(), u.reason()))
                        : Future.failedFuture(cause))
                .onComplete(
                        message::reply,
                        cause -> message.fail(
                                cause instanceof ReplyException e
                                        ? e.failureCode()
                                        : JournalVerticle.Failure.UNAVAILABLE,
                                String.valueOf(cause.getMessage())));
    }

    private Future<Answer> take(ImportRequest request) {
        return vertx.executeBlocking(
                        () -> parse(request.file(), request.format(), request.date(), request.municipality()),
                        isSpreadsheet(request.format()))
                .compose(read -> {
                    var file = ElectionNames.understood(picture.get(), read);
                    var other = otherDate(file, request.date());
                    if (other != null) {
                        return Future.succeededFuture(new Unreadable(0, other));
                    }
                    var wanted = wanted(file, request.allowed());
                    if (wanted.rows.isEmpty() && !file.rows().isEmpty()) {
                        return Future.succeededFuture(new Foreign());
                    }
                    var excluded = excluded(wanted);
                    if (excluded != null) {
                        return Future.succeededFuture(new Excluded(excluded));
                    }
                    var now = picture.get();
                    var plan = new ImportPlan(now, file, wanted.rows);
                    if (request.preview()) {
                        return preview(request, wanted, plan, now);
                    }
                    if (plan.changesNothing()) {
                        return Future.succeededFuture(told(UUID.randomUUID(), null, wanted, plan));
                    }
                    var run = new ImportRun(
                            vertx,
                            clock,
                            UUID.randomUUID(),
                            ImportRun.Source.of(request, file, wanted.municipalities(), mentions(file)),
                            wanted.rows,
                            station -> false,
                            plan.joined());
                    return run.start(wanted.rejected.size(), null)
                            .compose(done -> keepContacts(wanted, request.actor()))
                            .map(done -> done(run, wanted, plan, plan.wouldWithdraw()));
                });
    }

    /**
     * The refusal of a file with another date for an election than the known one ({@code null} when there is none): it
     * is about another election, or wrong.
     *
     * @param given the day that the request gives instead of the file's, or {@code null}
     */
    private Explanation otherDate(StationFile file, LocalDate given) {
        for (var mention : file.mentions()) {
            var known = picture.get().entity(Election.KIND, mention.id());
            boolean isDefined = known != null && known.state().source() != DefinedBy.MENTION;
            if (isDefined
                    && given == null
                    && mention.date() != null
                    && !mention.date().equals(known.state().date())) {
                return Explanation.of(
                        "election-other-date",
                        "election",
                        mention.id(),
                        "date",
                        mention.date(),
                        "known",
                        known.state().date());
            }
        }
        return null;
    }

    /** @return {@code null} when each municipality can take part in each election that the file is for */
    private Explanation excluded(Wanted wanted) {
        var names =
                gazetteer.places().stream().map(p -> p.municipality().name()).toList();
        return wanted.rows.stream()
                .map(Row::entry)
                .flatMap(e -> e.elections().stream().map(id -> new Taking(id, e.municipality())))
                .distinct()
                .map(t -> {
                    var known = picture.get().entity(Election.KIND, t.election);
                    return Exclusion.elsewhere(known == null ? null : known.state(), t.municipality, names);
                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private String nameOf(String election) {
        var known = picture.get().entity(Election.KIND, election);
        return known == null ? null : known.state().name();
    }

    /** The name in the file has precedence over the id. */
    private List<ElectionPlan> elections(Wanted wanted, ImportPlan plan) {
        return plan.elections(id -> {
            var known = nameOf(id);
            return known != null
                    ? known
                    : wanted.file.mentions().stream()
                            .filter(m -> m.id().equals(id) && m.name() != null)
                            .findFirst()
                            .map(Mention::name)
                            .orElse(id);
        });
    }

    /** Spreadsheets are read one after the other, since each may take 100 MB; other files in parallel. */
    private static boolean isSpreadsheet(Format format) {
        return format == Format.STEMBUREAUS_XLSX || format == Format.STEMBUREAUS_ODS;
    }

    private StationFile parse(Path path, Format format, LocalDate date, String municipality)
            throws IOException, StationFile.Unreadable {
        if (isSpreadsheet(format)) {
            return StationSheet.read(path, gazetteer, date, municipality);
        }
        try (var in = new BufferedInputStream(Files.newInputStream(path))) {
            return format == Format.EML_110B
                    ? Eml110b.read(in, gazetteer, date)
                    : StembureausCsv.read(in, gazetteer, date);
        } catch (StationFile.Unreadable e) {
            if (!e.isOfEncoding()) {
                throw e;
            }
        }
        try (var in = new BufferedInputStream(Files.newInputStream(path))) {
            return StembureausCsv.readWindows1252(in, gazetteer, date);
        }
    }

    private static Wanted wanted(StationFile file, Predicate<String> allowed) {
        var rejected = new ArrayList<>(file.rejected());
        var rows = new ArrayList<Row>();
        for (var row : file.rows()) {
            var municipality = row.entry().municipality().code();
            if (allowed.test(municipality)) {
                rows.add(row);
            } else {
                rejected.add(new Remark(
                        row.line(),
                        row.cell(),
                        "CBS gemeentecode",
                        "not-yours",
                        Map.of("municipality", municipality),
                        List.of(row.entry().id(), row.entry().name())));
            }
        }
        rejected.sort(Comparator.comparingLong(Remark::line));
        return new Wanted(file, rows, rejected);
    }

    private Future<Answer> preview(ImportRequest request, Wanted wanted, ImportPlan plan, Picture now) {
        var id = UUID.randomUUID();
        return vertx.executeBlocking(() -> ImportPreviews.pack(request.file()), false)
                .compose(packed -> previews.put(
                        id, request, packed, ImportPlan.register(now, wanted.municipalities()), plan.withdrawals()))
                .map(hasRoom -> hasRoom ? told(id, id, wanted, plan) : new Crowded());
    }

    private Future<Answer> confirm(Confirmation c) {
        return previews.get(c.preview(), c.actor())
                .compose(preview -> preview == null ? Future.succeededFuture(new Lapsed()) : confirm(c, preview));
    }

    private Future<Answer> confirm(Confirmation c, ImportPreviews.Preview preview) {
        return vertx.executeBlocking(() -> unpacked(preview, c.municipality()), isSpreadsheet(preview.format()))
                .compose(read -> {
                    var file = ElectionNames.understood(picture.get(), read);
                    var wanted = wanted(file, c.allowed());
                    if (wanted.rows.isEmpty() && !file.rows().isEmpty()) {
                        return Future.succeededFuture(new Foreign());
                    }
                    var excluded = excluded(wanted);
                    if (excluded != null) {
                        return Future.succeededFuture(new Excluded(excluded));
                    }
                    var now = picture.get();
                    var overtaken = overtaken(now, wanted, preview, c.withdraw());
                    if (overtaken != null) {
                        return Future.succeededFuture(new Overtaken(overtaken));
                    }
                    var plan = new ImportPlan(now, file, wanted.rows);
                    if (plan.changesNothing() && !(c.withdraw() && plan.leavesOut())) {
                        return previews.delete(c.preview()).map(gone -> told(c.preview(), null, wanted, plan));
                    }
                    var choice = new Choice(c, plan);
                    var unknown = choice.unknown();
                    if (unknown != null) {
                        return Future.succeededFuture(
                                new Mischosen(Explanation.of("not-in-preview", "station", unknown)));
                    }
                    var source = new ImportRun.Source(
                            preview.sha256(),
                            preview.format(),
                            preview.bytes(),
                            preview.date(),
                            preview.origin(),
                            c.actor(),
                            c.role(),
                            file.elections(),
                            List.copyOf(wanted.municipalities()),
                            mentions(file));
                    var run = new ImportRun(
                            vertx,
                            clock,
                            c.preview(),
                            source,
                            choice.rows(wanted.rows),
                            choice::dropsStops,
                            choice.withdrawals(preview.withdrawals()));
                    return run.start(wanted.rejected.size(), choice.notApproved())
                            .compose(done -> keepContacts(wanted, c.actor()))
                            .compose(kept -> previews.delete(c.preview()))
                            .map(gone -> done(run, wanted, plan, choice.stays(run.refused())));
                });
    }

    /** Of those municipalities alone whose stations the sender may import. */
    private Future<Void> keepContacts(Wanted wanted, String actor) {
        var own = new TreeMap<>(wanted.file.contacts());
        own.keySet().retainAll(wanted.municipalities());
        return contacts.put(own, actor);
    }

    private StationFile unpacked(ImportPreviews.Preview preview, String municipality)
            throws IOException, StationFile.Unreadable {
        var path = Files.createTempFile("tafelzicht-import-", ".tmp");
        try {
            preview.unpackTo(path);
            return parse(path, preview.format(), preview.date(), municipality);
        } finally {
            Files.deleteIfExists(path);
        }
    }

    /** What has changed since the preview; {@code null} when nothing has. */
    private static Explanation overtaken(Picture now, Wanted wanted, ImportPreviews.Preview preview, boolean withdraw) {
        var register = ImportPlan.register(now, wanted.municipalities());
        var changed = new TreeSet<>(register.keySet());
        changed.addAll(preview.register().keySet());
        changed.removeIf(
                id -> Objects.equals(register.get(id), preview.register().get(id)));
        if (!changed.isEmpty()) {
            return Explanation.of("register-changed", "stations", named(changed));
        }
        if (!withdraw) {
            return null;
        }
        var reported = preview.withdrawals().stream()
                .filter(w -> !Objects.equals(w.lastReport(), lastReport(now, w.id())))
                .map(ImportPlan.Withdrawal::id)
                .toList();
        return reported.isEmpty() ? null : Explanation.of("reported-meanwhile", "stations", named(reported));
    }

    private static UUID lastReport(Picture now, String id) {
        var station = Stations.find(now, id);
        return station == null || station.state().lastReport() == null
                ? null
                : station.state().lastReport().id();
    }

    private static String named(Iterable<String> ids) {
        var all = new ArrayList<String>();
        ids.forEach(all::add);
        var first = String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())));
        return all.size() > MOST_NAMED ? first + " and " + (all.size() - MOST_NAMED) + " more" : first;
    }

    private Answer told(UUID id, UUID preview, Wanted wanted, ImportPlan plan) {
        return new Imported(
                id,
                preview,
                plan.count(Act.ADD),
                plan.count(Act.CHANGE) + plan.count(Act.MOVE),
                plan.count(Act.MOVE),
                plan.unchanged(),
                0,
                wanted.rejected,
                warnings(wanted, plan),
                plan.wouldWithdraw(),
                wanted.file.date(),
                wanted.file.elections(),
                elections(wanted, plan),
                plan.rows(),
                plan.rowsLeftOut());
    }

    private Answer done(ImportRun run, Wanted wanted, ImportPlan plan, List<String> stays) {
        return new Imported(
                run.id(),
                null,
                run.imported(),
                run.changed(),
                plan.count(Act.MOVE),
                run.unchanged(),
                run.withdrawn(),
                wanted.rejected,
                warnings(wanted, plan),
                stays,
                wanted.file.date(),
                wanted.file.elections(),
                elections(wanted, plan),
                plan.rows(),
                plan.rowsLeftOut());
    }

    /** Elections that the hub does not know yet. */
    private List<Mention> mentions(StationFile file) {
        return file.mentions().stream()
                .filter(m -> picture.get().entity(Election.KIND, m.id()) == null)
                .toList();
    }

    private static List<Remark> warnings(Wanted wanted, ImportPlan plan) {
        return Stream.concat(plan.warnings().stream(), wanted.file.warnings().stream())
                .toList();
    }
}
