package nl.tafelzicht.subject.count;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.command.CommandAnswer;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.journal.JournalVerticle;
import nl.tafelzicht.engine.journal.LocalCodec;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.count.CountRequest.Answer;
import nl.tafelzicht.subject.count.domain.AbacusRules;
import nl.tafelzicht.subject.count.domain.ControlProtocol;
import nl.tafelzicht.subject.count.domain.Count;
import nl.tafelzicht.subject.count.domain.CountCommand;
import nl.tafelzicht.subject.count.domain.CountComparison;
import nl.tafelzicht.subject.count.domain.CountEvent.Identity;
import nl.tafelzicht.subject.count.domain.CountList;
import nl.tafelzicht.subject.count.domain.CountState.CountFile;
import nl.tafelzicht.subject.count.domain.CountState.FileHead;
import nl.tafelzicht.subject.count.domain.Finding;
import nl.tafelzicht.subject.count.domain.LiveChecks;
import nl.tafelzicht.subject.count.domain.LiveChecks.StationDay;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.count.domain.Neighbourhoods;
import nl.tafelzicht.subject.count.domain.ProtocolFindings;
import nl.tafelzicht.subject.count.format.Eml510;
import nl.tafelzicht.subject.count.format.ProtocolCsv;
import nl.tafelzicht.subject.election.domain.Election;
import nl.tafelzicht.subject.election.domain.Exclusion;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;

/**
 * Imports count files, one after the other, and reads them again to make tables.
 *
 * <pre>
 * file ─► count (on a worker) ─► checked by itself, against the day and against the session before ─► stored by its hash ─► journal
 * </pre>
 *
 * A file is recorded in the journal with all its findings or not at all. When the hub stops in between, only its
 * content is stored: importing it again completes the rest.
 */
public final class CountFileVerticle extends VerticleBase {

    /** Local address: takes a {@link CountRequest}, answers an {@link Answer}. */
    static final String ADDRESS = "counts";

    private static final int MAX_TRIES = 5;

    private final CurrentPicture picture;
    private final CountFiles files;
    private final Gazetteer gazetteer;
    private final Neighbourhoods neighbourhoods;
    private Future<?> last = Future.succeededFuture();

    CountFileVerticle(CurrentPicture picture, CountFiles files, Gazetteer gazetteer, Neighbourhoods neighbourhoods) {
        this.picture = picture;
        this.files = files;
        this.gazetteer = gazetteer;
        this.neighbourhoods = neighbourhoods;
    }

    @Override
    public Future<?> start() {
        List.of(
                        CountRequest.Take.class,
                        CountRequest.Table.class,
                        CountRequest.Compare.class,
                        CountRequest.Total.class,
                        CountRequest.Keep.class,
                        CountRequest.Report.class,
                        CountRequest.Number.class,
                        CountRequest.Bytes.class,
                        CountRequest.Taken.class,
                        CountRequest.Refused.class,
                        CountRequest.Excluded.class,
                        CountRequest.Foreign.class,
                        CountRequest.Text.class,
                        CountRequest.Changes.class,
                        CountRequest.Gone.class)
                .forEach(type -> LocalCodec.register(vertx.eventBus(), type));
        vertx.eventBus().<CountRequest>localConsumer(ADDRESS, this::handle);
        return Future.succeededFuture();
    }

    private void handle(Message<CountRequest> message) {
        answer(message.body())
                .recover(cause -> cause instanceof Eml510.Unreadable u
                        ? Future.succeededFuture(new CountRequest.Refused(u.line(), u.why()))
                        : Future.failedFuture(cause))
                .onComplete(
                        message::reply,
                        cause -> message.fail(
                                cause instanceof ReplyException e
                                        ? e.failureCode()
                                        : JournalVerticle.Failure.UNAVAILABLE,
                                String.valueOf(cause.getMessage())));
    }

    private Future<Answer> answer(CountRequest request) {
        if (request instanceof CountRequest.Take take) {
            var answer = last.transform(done -> take(take));
            last = answer;
            return answer;
        }
        if (request instanceof CountRequest.Table t) {
            return read(t.sha256()).compose(count -> count == null ? gone() : table(count, t.table()));
        }
        if (request instanceof CountRequest.Total t) {
            return read(t.sha256()).map(count -> count == null ? new CountRequest.Gone() : total(count, t.list()));
        }
        if (request instanceof CountRequest.Keep k) {
            return vertx.executeBlocking(() -> Files.readAllBytes(k.file()), false)
                    .compose(content -> files.putReport(k.sha256(), content, k.actor()))
                    .map(kept -> kept ? new CountRequest.Text(k.sha256()) : new CountRequest.Gone());
        }
        if (request instanceof CountRequest.Report r) {
            return files.report(r.sha256())
                    .map(content -> content == null ? new CountRequest.Gone() : new CountRequest.Bytes(content));
        }
        var c = (CountRequest.Compare) request;
        return read(c.before()).compose(before -> read(c.after())
                .compose(after -> before == null || after == null
                        ? gone()
                        : vertx.executeBlocking(
                                () -> new CountRequest.Changes(CountComparison.of(before, after)), false)));
    }

    private static Future<Answer> gone() {
        return Future.succeededFuture(new CountRequest.Gone());
    }

    /** @return {@code null} when it is not stored */
    private Future<Count> read(String sha256) {
        return files.get(sha256)
                .compose(packed -> vertx.executeBlocking(
                        () -> {
                            if (packed == null) {
                                return null;
                            }
                            try (var in = CountFiles.unpacked(packed)) {
                                return Eml510.read(in);
                            }
                        },
                        false));
    }

    private static Answer total(Count count, int list) {
        for (int i = 0; i < count.lists().size(); i++) {
            if (count.lists().get(i).number() == list) {
                return new CountRequest.Number(count.total().listVotes()[i]);
            }
        }
        return new CountRequest.Gone();
    }

    private Future<Answer> table(Count count, char table) {
        return vertx.executeBlocking(
                () -> {
                    var csv = new ProtocolCsv(
                            count, ControlProtocol.check(count, neighbourhoods), neighbourhoods.areKnown());
                    return new CountRequest.Text(table == 'a' ? csv.a() : table == 'b' ? csv.b() : csv.c());
                },
                false);
    }

    /** The findings of a file by itself. */
    private record Read(Count count, List<Finding> findings, byte[] packed, boolean isElectionKnown) {}

    private Future<Answer> take(CountRequest.Take request) {
        var packed = vertx.executeBlocking(() -> CountFiles.pack(request.file()), false);
        var read = vertx.executeBlocking(() -> read(request), false);
        return Future.join(packed, read)
                .transform(both -> read)
                .compose(count ->
                        packed.map(bytes -> new Read(count, byItself(count), bytes, isKnown(count.election()))))
                .compose(found -> {
                    if (found.packed() == null) {
                        return Future.succeededFuture(new CountRequest.Refused(0, Explanation.of("count-not-packed")));
                    }
                    var municipality = municipality(found.count());
                    if (!request.allowed().test(municipality)) {
                        return Future.succeededFuture(new CountRequest.Foreign());
                    }
                    var excluded = excluded(found.count(), municipality);
                    return excluded == null
                            ? files.put(request.sha256(), request.bytes(), found.packed(), request.actor())
                                    .compose(kept -> write(request, found, municipality, 1))
                            : Future.succeededFuture(new CountRequest.Excluded(excluded));
                });
    }

    /**
     * Why there can't be such a count ({@code null} when there can): what is known of the elections of that day
     * excludes it. A count that somebody announced, or that has files already, is known.
     */
    private Explanation excluded(Count count, Municipality municipality) {
        var now = picture.get();
        boolean isExpected = now.all(MunicipalCount.KIND)
                .map(MunicipalCount::state)
                .anyMatch(s -> s.election().equals(count.election()) && Objects.equals(s.municipality(), municipality));
        if (isExpected) {
            return null;
        }
        var elections = now.all(Election.KIND).map(Election::state).toList();
        var date = date(count);
        if (municipality == null) {
            return Exclusion.byDay(count.election(), date, elections);
        }
        var known = now.entity(Election.KIND, count.election());
        var ofStations = Stations.of(now, municipality.code())
                .map(Station::entry)
                .filter(e -> date == null || e.isOpenOn(date))
                .map(StationEntry::elections)
                .toList();
        var names =
                gazetteer.places().stream().map(p -> p.municipality().name()).toList();
        return Stream.of(
                        Optional.ofNullable(
                                Exclusion.elsewhere(known == null ? null : known.state(), municipality, names)),
                        Optional.ofNullable(Exclusion.byStations(count.election(), municipality, ofStations)),
                        Optional.ofNullable(Exclusion.byDay(count.election(), date, elections)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    /** @return {@code null} when the file states none, or in another form */
    private static LocalDate date(Count count) {
        try {
            return count.electionDate() == null
                    ? null
                    : LocalDate.parse(count.electionDate().strip().substring(0, 10));
        } catch (DateTimeException | StringIndexOutOfBoundsException e) {
            return null;
        }
    }

    private static Count read(CountRequest.Take request) throws IOException, Eml510.Unreadable {
        try (var in = new BufferedInputStream(Files.newInputStream(request.file()), 1 << 16)) {
            return Eml510.read(in);
        }
    }

    private List<Finding> byItself(Count count) {
        if (count.isResult()) {
            return List.of();
        }
        if (count.isSum()) {
            return AbacusRules.check(count); // the protocol compares stations, and a sum has none
        }
        return Stream.of(
                        AbacusRules.check(count),
                        ProtocolFindings.of(count, ControlProtocol.check(count, neighbourhoods)),
                        LiveChecks.copied(count))
                .flatMap(List::stream)
                .toList();
    }

    /** @return {@code null} for a committee that is not that of a municipality */
    private Municipality municipality(Count count) {
        if (!count.authority().matches("\\d{4}") || count.isSum() || count.isResult()) {
            return null;
        }
        var code = "GM" + count.authority();
        return gazetteer.places().stream()
                .map(Gazetteer.Place::municipality)
                .filter(m -> m.code().equals(code))
                .findFirst()
                .or(() -> Stations.of(picture.get(), code).findFirst().map(s -> s.entry()
                        .municipality()))
                .orElse(new Municipality(code, count.authorityName()));
    }

    private Future<Answer> write(CountRequest.Take request, Read read, Municipality municipality, int attempt) {
        var count = read.count();
        var identity = new Identity(
                municipality,
                count.isSum() || count.isResult() ? count.kind() + "-" + count.authority() : count.authority(),
                count.election(),
                count.electionName());
        var id = MunicipalCount.id(identity);
        var now = picture.get();
        var known = now.entity(MunicipalCount.KIND, id);
        var before = known == null ? null : known.state().newest();
        return besideBefore(before, request.sha256(), count).compose(besideBefore -> {
            var findings = new ArrayList<>(read.findings());
            findings.addAll(besideBefore);
            findings.addAll(
                    count.isSum()
                            ? besideCounts(now, count)
                            : LiveChecks.besideStations(count, day(now, count, municipality)));
            var command = new CountCommand.TakeFile(
                    identity, head(request, count), findings, before == null ? 0 : before.number(), request.role());
            return Commands.send(
                            vertx,
                            MunicipalCount.KIND,
                            new CommandRequest<>(UUID.randomUUID(), id, command, request.actor()))
                    .compose(answer -> answer(request, read, municipality, before, answer, attempt));
        });
    }

    private Future<Answer> answer(
            CountRequest.Take request,
            Read read,
            Municipality municipality,
            CountFile before,
            CommandAnswer answer,
            int attempt) {
        if (answer instanceof CommandAnswer.Refused r) {
            return "overtaken".equals(r.refusal().state()) && attempt < MAX_TRIES
                    ? write(request, read, municipality, attempt + 1)
                    : Future.succeededFuture(
                            new CountRequest.Refused(0, r.refusal().explanation()));
        }
        boolean isNew = answer instanceof CommandAnswer.Done;
        var entity = answer.entity(MunicipalCount.KIND);
        var file = entity.state().files().stream()
                .filter(f -> f.head().fingerprint().equals(request.sha256()))
                .findFirst()
                .orElseThrow();
        return Future.succeededFuture(
                new CountRequest.Taken(entity.state(), file, isNew, warnings(read, municipality, file)));
    }

    private Future<List<Finding>> besideBefore(CountFile before, String sha256, Count count) {
        return before == null || before.head().fingerprint().equals(sha256)
                ? Future.succeededFuture(List.of())
                : read(before.head().fingerprint())
                        .compose(earlier -> vertx.executeBlocking(
                                () -> earlier == null
                                        ? List.<Finding>of()
                                        : LiveChecks.besideSessionBefore(earlier, count),
                                false));
    }

    private static FileHead head(CountRequest.Take request, Count count) {
        return new FileHead(
                request.sha256(),
                request.bytes(),
                count.kind(),
                count.phase(),
                count.method(),
                count.createdAt(),
                count.units().size(),
                count.lists().stream().map(CountList::number).toList(),
                count.total().eligible(),
                count.total().admitted(),
                count.total().votesOnLists(),
                count.total().cast(),
                count.notStated());
    }

    /**
     * What the stations of a municipality reported during the day, including withdrawn stations for which the file has
     * a unit.
     */
    private static List<StationDay> day(Picture now, Count count, Municipality municipality) {
        if (municipality == null) {
            return List.of();
        }
        var there = Stations.of(now, municipality.code()).toList();
        var gone = count.units().stream()
                .map(unit -> LiveChecks.stationOf(unit.id()))
                .filter(Objects::nonNull)
                .map(number -> now.entity(Station.KIND, municipality.code() + "-" + number))
                .filter(station -> station != null && station.withdrawn());
        return Stream.concat(there.stream(), there.isEmpty() ? Stream.empty() : gone)
                .filter(station -> isFor(station, count.election()))
                .map(station -> day(station, count.election()))
                .toList();
    }

    /**
     * Whether a station takes part in an election: one whose elections are known, without this one, says nothing about
     * it.
     */
    private static boolean isFor(Station station, String election) {
        var several = station.severalElections();
        return several.isEmpty() || several.contains(election);
    }

    private static StationDay day(Station station, String election) {
        return new StationDay(
                station.entry().number(),
                station.admittedIn(election),
                station.isVotersFinal(),
                station.wasSeenOpen(),
                station.withdrawn());
    }

    /** Findings from comparing a sum with the newest count of each municipality that it names. */
    private static List<Finding> besideCounts(Picture now, Count sum) {
        Map<String, Integer> counted = now.all(MunicipalCount.KIND)
                .map(MunicipalCount::state)
                .filter(s -> s.municipality() != null
                        && s.newest() != null
                        && s.election().equals(sum.election()))
                .collect(Collectors.toMap(
                        s -> s.municipality().code(),
                        s -> s.newest().head().votesOnLists(),
                        (a, b) -> b,
                        HashMap::new));
        return LiveChecks.ofSum(sum, counted);
    }

    private boolean isKnown(String election) {
        return picture.get()
                .all(MunicipalCount.KIND)
                .anyMatch(c -> c.state().election().equals(election));
    }

    private List<Explanation> warnings(Read read, Municipality municipality, CountFile file) {
        var count = read.count();
        var warnings = new ArrayList<Explanation>();
        if (!read.isElectionKnown()) {
            warnings.add(Explanation.of("election-unknown", "election", count.election()));
        }
        if (!count.notStated().isEmpty()) {
            warnings.add(Explanation.of("count-not-stated", "what", count.notStated()));
        }
        if (count.phase() == Count.Phase.CORRIGENDUM && file.number() == 1) {
            warnings.add(Explanation.of("corrigendum-first"));
        }
        if (municipality != null
                && Stations.of(picture.get(), municipality.code()).findAny().isEmpty()) {
            warnings.add(Explanation.of("count-without-stations", "municipality", municipality.code()));
        }
        if (file.leftOut() > 0) {
            warnings.add(Explanation.of("findings-left-out", "number", file.leftOut()));
        }
        return warnings;
    }
}
