package nl.tafelzicht.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.picture.EventTypes;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.narrative.ClaimIndex;
import nl.tafelzicht.subject.narrative.FactsBeside;
import nl.tafelzicht.subject.narrative.domain.Assertion;
import nl.tafelzicht.subject.narrative.domain.GroundTruth;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeContent;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.narrative.domain.NarrativeScope;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;

/**
 * A picture with very much said in it, in memory: what the facts beside a claim cost, and the proposals for merging.
 */
final class NarrativeIndex {

    private static final int TOWNS = 25;
    private static final Instant DAY = Instant.parse("2026-03-18T06:00:00Z");
    private static final Duration SILENCE = Duration.ofMinutes(90);
    private static final String[] WORDS =
            ("stembureau gesloten open wapens mannen politie stembiljet stembiljetten weggegooid "
                            + "container uitslag fraude telling geteld gestopt potlood pen gummen kandidaat "
                            + "burgemeester school bommelding ontruimd "
                            + "donderdag morgen verplaatst internet stemmen stempas paspoort wachtrij uren geweld "
                            + "vechtpartij kiezer kiezers overleden namens gestemd hackers software camera hokje boete "
                            + "jongeren buitenland adres forum volmacht gekocht "
                            + "geld regering partij voorzitter lijst naam verkeerd gedrukt demonstratie "
                            + "noodverordening wijk ingang geblokkeerd auto hek straat markt plein station trein bus "
                            + "brug dijk molen kerk")
                    .split(" ");

    private final Random random = new Random(3);
    private final int narratives;
    private final List<Municipality> towns = IntStream.range(0, TOWNS)
            .mapToObj(i -> new Municipality(String.format("GM%04d", 3_000 + i), "Town " + i))
            .toList();
    private Picture picture = Picture.EMPTY;

    record Result(Percentiles facts, Percentiles proposals, double found) {}

    /** @param stations in all; each of 25 municipalities has as many */
    NarrativeIndex(int stations, int reports, int narratives) {
        this.narratives = narratives;
        var opens = OffsetDateTime.ofInstant(DAY, ZoneOffset.UTC);
        for (int i = 0; i < stations; i++) {
            var town = towns.get(i % TOWNS);
            var id = town.code() + "-" + (1 + i / TOWNS);
            put(
                    Station.KIND,
                    id,
                    1,
                    new StationEvent.Registered(
                            new StationEntry(
                                    id,
                                    1 + i / TOWNS,
                                    "Station " + i,
                                    StationType.REGULAR,
                                    town,
                                    new StationEntry.Location(52.0, 5.0, null, null, null, null),
                                    opens,
                                    opens.plusHours(14),
                                    null,
                                    0),
                            new UUID(0, 0)));
            put(
                    Station.KIND,
                    id,
                    2,
                    new StationEvent.Reported(
                            new StatusReport(
                                    random.nextInt(40) == 0 ? Status.CLOSED : Status.OPEN,
                                    random.nextInt(40),
                                    null,
                                    null,
                                    4,
                                    null,
                                    null,
                                    DAY,
                                    null),
                            Role.STATION_CHAIR,
                            null));
        }
        var kinds = ReportKind.values();
        for (int i = 0; i < reports; i++) {
            var town = towns.get(i % TOWNS);
            put(
                    Report.KIND,
                    "report-" + i,
                    1,
                    new ReportEvent.Submitted(
                            new ReportContent(
                                    kinds[random.nextInt(kinds.length)],
                                    "x",
                                    Severity.ATTENTION,
                                    null,
                                    town.code() + "-1",
                                    town,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    DAY.plusSeconds(i),
                                    Source.PHONE,
                                    Tlp.GREEN,
                                    Set.of(),
                                    null,
                                    null,
                                    null),
                            Role.MUNICIPALITY));
        }
        for (int i = 0; i < narratives; i++) {
            narrative(i, claim());
        }
    }

    private void narrative(int i, String claim) {
        var content = new NarrativeContent(
                claim,
                NarrativeKind.SAFETY_SCARE,
                "nl",
                List.of(Assertion.ALL_CLOSED, Assertion.VIOLENCE, Assertion.NO_BALLOTS),
                new NarrativeScope(List.of(), i % 3 == 0 ? List.of() : List.of(towns.get(i % TOWNS)), List.of()),
                DAY.plusSeconds(3_600),
                List.of(),
                List.of(),
                List.of(),
                Tlp.GREEN,
                Set.of(),
                null);
        put(Narrative.KIND, "narrative-" + i, 1, new NarrativeEvent.Reported(content, Role.TABLE_OPERATOR));
    }

    private String claim() {
        var words = new ArrayList<String>();
        for (int i = 6 + random.nextInt(8); i > 0; i--) {
            words.add(WORDS[random.nextInt(WORDS.length)]);
        }
        return String.join(" ", words);
    }

    private void put(Kind<?> kind, String id, int version, Object event) {
        long seq = picture.seq() + 1;
        var e = EventTypes.write(
                event,
                EventTypes.stream(kind, id),
                new EventMetadata(seq, new UUID(0, seq), version, DAY.plusSeconds(3_000), "bench"));
        picture = picture.after(
                new JournalEvent(seq, e.id(), e.stream(), e.version(), e.type(), e.at(), e.actor(), e.data()));
    }

    Result run(int rounds) {
        var facts = new Percentiles();
        for (int i = 0; i < rounds; i++) {
            int n = random.nextInt(narratives);
            var narrative = picture.entity(Narrative.KIND, "narrative-" + (n % 3 == 0 ? n + 1 : n) % narratives);
            if (narrative.state().about().isEverywhere()) {
                continue;
            }
            long from = System.nanoTime();
            var answer = FactsBeside.of(picture, narrative, GroundTruth::isForMany, DAY.plusSeconds(3_600), SILENCE);
            if (i > rounds / 5) {
                facts.add(System.nanoTime() - from); // the first ones warm up
            }
            if (answer.facts().isEmpty()) {
                throw new IllegalStateException("no facts");
            }
        }
        return proposals(facts, rounds / 5);
    }

    /** Each is asked right after a new alert came in, which is when it is. */
    private Result proposals(Percentiles facts, int rounds) {
        var proposals = new Percentiles();
        long found = 0;
        try (var index = new ClaimIndex()) {
            index.like(picture.entity(Narrative.KIND, "narrative-0"), picture, 20); // takes in what there is
            for (int i = 0; i < rounds; i++) {
                int id = narratives + i;
                narrative(id, claim());
                long from = System.nanoTime();
                found += index.like(picture.entity(Narrative.KIND, "narrative-" + id), picture, 20)
                        .size();
                if (i > rounds / 5) {
                    proposals.add(System.nanoTime() - from);
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new Result(facts, proposals, (double) found / rounds);
    }
}
