package nl.tafelzicht.election;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.subject.narrative.domain.Assertion;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.Fact.Key;
import nl.tafelzicht.subject.narrative.domain.Facts;
import nl.tafelzicht.subject.narrative.domain.Finding;
import nl.tafelzicht.subject.narrative.domain.Finding.Standing;
import nl.tafelzicht.subject.narrative.domain.GroundTruth;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeCommand;
import nl.tafelzicht.subject.narrative.domain.NarrativeContent;
import nl.tafelzicht.subject.narrative.domain.NarrativeDecider;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.narrative.domain.NarrativeScope;
import nl.tafelzicht.subject.narrative.domain.NarrativeSource;
import nl.tafelzicht.subject.narrative.domain.NarrativeStatus;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import nl.tafelzicht.subject.response.domain.Outcome;
import nl.tafelzicht.subject.response.domain.Platforms;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.response.domain.ResponseCommand;
import nl.tafelzicht.subject.response.domain.ResponseContent;
import nl.tafelzicht.subject.response.domain.ResponseDecider;
import nl.tafelzicht.subject.response.domain.ResponseEvent;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import nl.tafelzicht.subject.response.domain.ResponseStatus;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEvent;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is so beside what is said, and the two pairs of eyes; without a server. */
class NarrativeRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-18T11:00:00Z");
    private static final Duration SILENCE = Duration.ofMinutes(90);
    private static final Municipality TOWN = new Municipality("GM0153", "Enschede");
    private long seq;

    private EventMetadata at(Instant when, String who) {
        return new EventMetadata(++seq, new UUID(0, seq), 1, when, who);
    }

    private Station station(int number, Status status, Instant heard) {
        var opens = OffsetDateTime.of(2026, 3, 18, 7, 30, 0, 0, ZoneOffset.ofHours(1));
        var entry = new StationEntry(
                "GM0153-" + number,
                number,
                "Station " + number,
                StationType.values()[0],
                TOWN,
                new StationEntry.Location(52.2, 6.9, null, null, null, null),
                opens,
                opens.plusMinutes(810),
                null,
                0);
        var station =
                Station.evolve(null, new StationEvent.Registered(entry, new UUID(0, 0)), at(heard, "municipality"));
        return status == Status.EXPECTED
                ? station
                : Station.evolve(
                        station,
                        new StationEvent.Reported(
                                new StatusReport(status, null, null, null, null, null, null, heard, null),
                                Role.STATION_CHAIR,
                                null),
                        at(heard, "chair"));
    }

    private Report violence(Tlp marking) {
        var content = new ReportContent(
                ReportKind.VIOLENCE,
                "A fight",
                Severity.URGENT,
                null,
                "GM0153-1",
                TOWN,
                null,
                null,
                null,
                null,
                null,
                NOW,
                Source.ON_SITE,
                marking,
                marking.isForNamed() ? Set.of("nctv") : Set.of(),
                null,
                null,
                null);
        return Report.evolve(null, "r" + seq, new ReportEvent.Submitted(content, Role.POLICE), at(NOW, "police"));
    }

    private Facts facts(List<Station> stations, List<Report> reports, Assertion... assertions) {
        return GroundTruth.of(
                stations,
                reports,
                List.of(),
                List.of(),
                List.of(),
                List.of(assertions),
                GroundTruth::isForMany,
                seq,
                NOW,
                SILENCE);
    }

    private static Standing standing(Facts facts) {
        return Finding.overall(facts.findings());
    }

    private Narrative narrative(Tlp marking) {
        var content = new NarrativeContent(
                "Alles dicht",
                NarrativeKind.SAFETY_SCARE,
                "nl",
                List.of(Assertion.ALL_CLOSED),
                new NarrativeScope(List.of(), List.of(TOWN), List.of()),
                NOW,
                List.of(),
                List.of(),
                List.of(),
                marking,
                marking.isForNamed() ? Set.of("Verkiezingstafel") : Set.of(),
                "Verkiezingstafel");
        return Narrative.evolve(
                null, "n", new NarrativeEvent.Reported(content, Role.TABLE_OPERATOR), at(NOW, "operator"));
    }

    /** Opened at half past seven, closed at an hour of the day. */
    private Station closedAt(int number, Instant closed) {
        var open = station(number, Status.OPEN, NOW.minus(Duration.ofMinutes(270)));
        return Station.evolve(
                open,
                new StationEvent.Reported(
                        new StatusReport(Status.CLOSED, null, null, null, null, null, null, closed, null),
                        Role.STATION_CHAIR,
                        null),
                at(closed, "chair"));
    }

    private static Instant dutch(int hour, int minute) {
        return NOW.plus(Duration.ofMinutes((hour - 12) * 60L + minute));
    }

    @Test
    void stationsThatClosedBecauseTheirHourHadComeConfirmNothing() {
        var asPlanned = List.of(closedAt(1, dutch(21, 0)), closedAt(2, dutch(20, 56)));
        assertThat(standing(facts(asPlanned, List.of(), Assertion.ALL_CLOSED))).isEqualTo(Standing.UNDECIDED);
        assertThat(standing(facts(asPlanned, List.of(), Assertion.SOME_CLOSED))).isEqualTo(Standing.UNDECIDED);
        assertThat(standing(facts(
                        List.of(closedAt(1, dutch(21, 0)), closedAt(2, dutch(18, 30))),
                        List.of(),
                        Assertion.SOME_CLOSED)))
                .isEqualTo(Standing.CONFIRMED);
    }

    @Test
    void aClaimIsJudgedAtItsOwnTime() {
        var said = dutch(9, 27);
        var stations = List.of(closedAt(1, dutch(21, 0)));
        assertThat(GroundTruth.momentOf(said, List.of(), stations.stream(), dutch(10, 0)))
                .as("while it goes round")
                .isEqualTo(dutch(10, 0));
        assertThat(GroundTruth.momentOf(said, List.of(), stations.stream(), dutch(21, 13)))
                .isEqualTo(said.plus(GroundTruth.AFTER_CLAIM));
        assertThat(GroundTruth.momentOf(dutch(20, 30), List.of(), stations.stream(), dutch(21, 13)))
                .as("before the doors closed")
                .isEqualTo(dutch(20, 55));
        assertThat(GroundTruth.momentOf(dutch(22, 0), List.of(), stations.stream(), dutch(22, 5)))
                .isEqualTo(dutch(22, 5));
        var then = stations.get(0).asOf(said.plus(GroundTruth.AFTER_CLAIM));
        assertThat(then.state().status()).isEqualTo(Status.OPEN);
        var facts = GroundTruth.of(
                List.of(then),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(Assertion.ALL_CLOSED),
                GroundTruth::isForMany,
                seq,
                said.plus(GroundTruth.AFTER_CLAIM),
                SILENCE);
        assertThat(standing(facts)).isEqualTo(Standing.CONTRADICTED);
        assertThat(facts.fact(Fact.Key.OPEN).count()).isEqualTo(1);
        assertThat(facts.fact(Fact.Key.OPEN).at()).as("no word of after that").isEqualTo(facts.at());
    }

    @Test
    void oneStationThatIsOpenByAFreshWordContradictsThatAllAreClosed() {
        var closed = station(1, Status.CLOSED, NOW);
        assertThat(standing(facts(
                        List.of(closed, station(2, Status.OPEN, NOW.minusSeconds(60))),
                        List.of(),
                        Assertion.ALL_CLOSED)))
                .isEqualTo(Standing.CONTRADICTED);
        assertThat(standing(facts(
                        List.of(
                                closed,
                                station(2, Status.OPEN, NOW.minus(SILENCE).minusSeconds(1))),
                        List.of(),
                        Assertion.ALL_CLOSED)))
                .as("an old word confirms nothing")
                .isEqualTo(Standing.UNDECIDED);
        assertThat(standing(facts(List.of(closed), List.of(), Assertion.ALL_CLOSED)))
                .isEqualTo(Standing.CONFIRMED);
        assertThat(standing(facts(List.of(closed, station(3, Status.EXPECTED, NOW)), List.of(), Assertion.ALL_CLOSED)))
                .as("that nobody said it opened is not that it is closed")
                .isEqualTo(Standing.UNDECIDED);
        assertThat(standing(facts(List.of(), List.of(), Assertion.ALL_CLOSED)))
                .as("nothing is known there")
                .isEqualTo(Standing.UNDECIDED);
    }

    @Test
    void whatIsMarkedTooHighIsNotToldButKeepsViolenceFromBeingCalledUntrue() {
        var open = List.of(station(1, Status.OPEN, NOW));
        assertThat(standing(facts(open, List.of(), Assertion.VIOLENCE))).isEqualTo(Standing.CONTRADICTED);
        assertThat(standing(facts(open, List.of(violence(Tlp.GREEN)), Assertion.VIOLENCE)))
                .as("unverified decides nothing")
                .isEqualTo(Standing.UNDECIDED);
        var secret = facts(open, List.of(violence(Tlp.RED)), Assertion.VIOLENCE);
        assertThat(secret.fact(Key.VIOLENCE_REPORTED).count()).isZero();
        assertThat(standing(secret)).isEqualTo(Standing.UNDECIDED);
    }

    @Test
    void aClaimOfTwoPartsIsContradictedWhenBothAre() {
        var open = List.of(station(1, Status.OPEN, NOW));
        assertThat(standing(facts(open, List.of(violence(Tlp.GREEN)), Assertion.ALL_CLOSED, Assertion.VIOLENCE)))
                .isEqualTo(Standing.UNDECIDED);
        assertThat(Finding.overall(List.of())).isNull();
    }

    @ParameterizedTest
    @EnumSource(ResponseKind.class)
    void nobodyApprovesWhatOneWroteAnyOf(ResponseKind kind) {
        var narrative = narrative(Tlp.GREEN);
        var facts = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        var content = new ResponseContent(
                "t",
                "text",
                List.of("nl"),
                Set.of(Key.OPEN),
                "YouTube",
                "https://y.example",
                nl.tafelzicht.subject.response.domain.LegalGround.THREAT,
                "grounds",
                "proportionality",
                Set.of("nieuws"));
        var response = proposed(narrative, facts, kind, content, "anna");
        var revised = Response.evolve(
                response,
                "r",
                new ResponseEvent.Revised(content, response.state().basis(), facts.seq(), Role.TABLE_MEMBER),
                at(NOW, "bas"));
        for (var author : List.of("anna", "bas")) {
            assertThat(decide(
                            narrative,
                            facts,
                            author,
                            revised,
                            new ResponseCommand.Approve(revised.seq(), Role.TABLE_MEMBER)))
                    .isInstanceOf(Decision.Refused.class);
        }
        assertThat(decide(narrative, facts, "carla", revised, new ResponseCommand.Approve(null, Role.TABLE_MEMBER)))
                .as("without what was read")
                .isInstanceOf(Decision.Refused.class);
        assertThat(decide(
                        narrative,
                        facts,
                        "carla",
                        revised,
                        new ResponseCommand.Approve(revised.seq(), Role.TABLE_MEMBER)))
                .as("what was read")
                .isInstanceOf(Decision.Accepted.class);
        assertThat(decide(
                        narrative,
                        facts,
                        "carla",
                        revised,
                        new ResponseCommand.Approve(revised.seq() - 1, Role.TABLE_MEMBER)))
                .as("it was revised since it was read")
                .isInstanceOf(Decision.Refused.class);
        assertThat(decide(narrative, facts, "carla", revised, new ResponseCommand.Publish(null, Role.TABLE_MEMBER)))
                .as("not before")
                .isInstanceOf(Decision.Refused.class);
        assertThat(decide(narrative, facts, "carla", revised, new ResponseCommand.Send(null, Role.TABLE_MEMBER)))
                .as("not before")
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void aPublishedRebuttalIsChallengedOnceForWhatChanged() {
        var narrative = narrative(Tlp.GREEN);
        var before = facts(
                List.of(station(1, Status.OPEN, NOW), station(2, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        var content =
                new ResponseContent("t", "text", List.of("nl"), Set.of(Key.OPEN), null, null, null, null, null, null);
        var response = proposed(narrative, before, ResponseKind.REBUTTAL, content, "anna");
        response = Response.evolve(
                response,
                "r",
                new ResponseEvent.Approved(response.state().basis(), before.seq(), Role.TABLE_MEMBER),
                at(NOW, "bas"));
        response = Response.evolve(response, "r", new ResponseEvent.Published(null, Role.TABLE_MEMBER), at(NOW, "bas"));
        assertThat(events(decide(narrative, before, "hub", response, new ResponseCommand.Check())))
                .isEmpty();
        var after = facts(
                List.of(station(1, Status.OPEN, NOW), station(2, Status.CLOSED, NOW)), List.of(), Assertion.ALL_CLOSED);
        var found = events(decide(narrative, after, "hub", response, new ResponseCommand.Check()));
        assertThat(found).singleElement().isInstanceOfSatisfying(ResponseEvent.Challenged.class, c -> assertThat(
                        c.differences())
                .singleElement()
                .satisfies(d -> assertThat(d.now().count()).isEqualTo(1)));
        response = Response.evolve(response, "r", (ResponseEvent) found.get(0), at(NOW, "hub"));
        assertThat(events(decide(narrative, after, "hub", response, new ResponseCommand.Check())))
                .as("said once")
                .isEmpty();
        response = Response.evolve(
                response,
                "r",
                (ResponseEvent) events(decide(
                                narrative,
                                after,
                                "anna",
                                response,
                                new ResponseCommand.Uphold("still most", Role.TABLE_MEMBER)))
                        .get(0),
                at(NOW, "anna"));
        assertThat(response.state().challenge()).isNull();
        assertThat(events(decide(narrative, after, "hub", response, new ResponseCommand.Check())))
                .as("upheld on what is so now")
                .isEmpty();
    }

    @Test
    void aResponseIsMarkedAtLeastAmberAndFollowsItsAlert() {
        var facts = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        var content = new ResponseContent(null, "nobody saw it", null, null, null, null, null, null, null, null);
        var response = proposed(narrative(Tlp.CLEAR), facts, ResponseKind.MONITOR, content, "anna");
        assertThat(response.visibility().marking()).isEqualTo(Tlp.AMBER);
        var found = events(decide(narrative(Tlp.AMBER_STRICT), facts, "hub", response, new ResponseCommand.Check()));
        assertThat(found).singleElement().isInstanceOfSatisfying(ResponseEvent.Remarked.class, r -> assertThat(
                        r.marking())
                .isEqualTo(Tlp.AMBER_STRICT));
        var marked = Response.evolve(response, "r", (ResponseEvent) found.get(0), at(NOW, "hub"));
        assertThat(marked.visibility().recipients()).containsExactly("Verkiezingstafel");
        assertThat(marked.everVisible().marking())
                .as("who could see it learns that it is gone")
                .isEqualTo(Tlp.AMBER);
    }

    @ParameterizedTest
    @EnumSource(NarrativeStatus.class)
    void theLifeOfAnAlertIsTheOneThatIsDrawn(NarrativeStatus asked) {
        for (var from : NarrativeStatus.values()) {
            var narrative = Narrative.evolve(
                    narrative(Tlp.GREEN),
                    "n",
                    new NarrativeEvent.StateChanged(from, "r", null, Role.TABLE_OPERATOR),
                    at(NOW, "operator"));
            var decision = NarrativeDecider.decide(
                    narrative,
                    new NarrativeCommand.Amend(
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            asked,
                            "why",
                            false,
                            Role.TABLE_OPERATOR),
                    NOW);
            assertThat(decision instanceof Decision.Accepted)
                    .as(from + " to " + asked)
                    .isEqualTo(asked == from || from.next().contains(asked));
        }
    }

    @Test
    void alertsForNamedReadersAreMergedOnlyWithTheirLike() {
        var red = Narrative.evolve(
                narrative(Tlp.GREEN),
                "n",
                new NarrativeEvent.Amended(
                        null, null, null, null, null, null, Tlp.RED, Set.of("nctv"), null, Role.TABLE_MEMBER, null),
                at(NOW, "nctv"));
        var other = new Narrative(
                narrative(Tlp.GREEN).state(),
                1,
                narrative(Tlp.GREEN).visibility(),
                narrative(Tlp.GREEN).visibility(),
                nl.tafelzicht.election.Earlier.none());
        var named = Narrative.evolve(
                null,
                "m",
                new NarrativeEvent.Reported(
                        new NarrativeContent(
                                "x",
                                NarrativeKind.SMEAR,
                                "nl",
                                List.of(),
                                new NarrativeScope(List.of(), List.of(), List.of()),
                                NOW,
                                List.of(),
                                List.of(),
                                List.of(),
                                Tlp.GREEN,
                                Set.of(),
                                null),
                        Role.TABLE_OPERATOR),
                at(NOW, "o"));
        assertThat(NarrativeDecider.decide(named, new NarrativeCommand.Merge(List.of(red), Role.TABLE_OPERATOR), NOW))
                .isInstanceOf(Decision.Refused.class);
        assertThat(NarrativeDecider.decide(named, new NarrativeCommand.Merge(List.of(other), Role.TABLE_OPERATOR), NOW))
                .isInstanceOf(Decision.Accepted.class);
    }

    private static Set<String> names(int from, int many) {
        return java.util.stream.IntStream.range(from, from + many)
                .mapToObj(i -> "reader" + i)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** All of them are remembered, since they are told when it goes. */
    @Test
    void oneAlertIsForNoMoreThanAThousandOverItsTime() {
        var narrative = narrative(Tlp.GREEN);
        for (int i = 0; i < Visibility.MOST_NAMED; i += 100) {
            var decision = NarrativeDecider.decide(
                    narrative,
                    new NarrativeCommand.Amend(
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            Tlp.RED,
                            names(i, 100),
                            null,
                            null,
                            null,
                            false,
                            Role.TABLE_MEMBER),
                    NOW);
            narrative = Narrative.evolve(
                    narrative, "n", (NarrativeEvent) events(decision).get(0), at(NOW, "nctv"));
        }
        assertThat(narrative.everVisible().recipients()).hasSize(Visibility.MOST_NAMED);
        var more = NarrativeDecider.decide(
                narrative,
                new NarrativeCommand.Amend(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Tlp.RED,
                        names(5_000, 1),
                        null,
                        null,
                        null,
                        false,
                        Role.TABLE_MEMBER),
                NOW);
        assertThat(((Decision.Refused<NarrativeEvent>) more).refusal().field()).isEqualTo("recipients");
        assertThat(NarrativeDecider.decide(
                        narrative,
                        new NarrativeCommand.Amend(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Tlp.RED,
                                names(0, 50),
                                null,
                                null,
                                null,
                                false,
                                Role.TABLE_MEMBER),
                        NOW))
                .as("who was named before may be again")
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void mergedAlertsHoldNoMoreThanOneDoes() {
        var both = new ArrayList<Narrative>();
        for (var id : List.of("one", "two")) {
            var sources = java.util.stream.IntStream.range(0, 30)
                    .mapToObj(i ->
                            new NarrativeSource(NarrativeSource.Kind.TABLE, id + i, NarrativeSource.Reliability.F, 6))
                    .toList();
            both.add(Narrative.evolve(
                    null,
                    id,
                    new NarrativeEvent.Reported(
                            new NarrativeContent(
                                    "x",
                                    NarrativeKind.SMEAR,
                                    "nl",
                                    List.of(),
                                    new NarrativeScope(List.of(), List.of(), List.of()),
                                    NOW,
                                    List.of(),
                                    sources,
                                    List.of(),
                                    Tlp.GREEN,
                                    Set.of(),
                                    null),
                            Role.TABLE_OPERATOR),
                    at(NOW, "o")));
        }
        var decision = NarrativeDecider.decide(
                both.get(0), new NarrativeCommand.Merge(List.of(both.get(1)), Role.TABLE_OPERATOR), NOW);
        assertThat(((Decision.Refused<NarrativeEvent>) decision).refusal().field())
                .isEqualTo("narratives");
    }

    /** What was written for few is not for many because the alert is; when its past is opened, it is. */
    @Test
    void aResponseIsMarkedLowerWhenThePastOfItsAlertIsOpened() {
        var strict = Narrative.evolve(
                narrative(Tlp.GREEN),
                "n",
                new NarrativeEvent.Amended(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Tlp.AMBER_STRICT,
                        Set.of("Verkiezingstafel"),
                        null,
                        Role.TABLE_MEMBER,
                        true),
                at(NOW, "o"));
        var facts = facts(List.of(), List.of());
        var response = proposed(
                strict,
                facts,
                ResponseKind.MONITOR,
                new ResponseContent(null, "not yet", null, null, null, null, null, null, null, null),
                "a");
        var lower = Narrative.evolve(
                strict,
                "n",
                new NarrativeEvent.Amended(
                        null, null, null, null, null, null, Tlp.GREEN, Set.of(), null, Role.TABLE_MEMBER, null),
                at(NOW, "o"));
        assertThat(events(decide(lower, facts, "hub", response, new ResponseCommand.Check())))
                .isEmpty();
        var opened = Narrative.evolve(
                lower,
                "n",
                new NarrativeEvent.Amended(
                        null, null, null, null, null, null, null, null, null, Role.TABLE_MEMBER, true),
                at(NOW, "o"));
        assertThat(((ResponseEvent.Remarked) events(decide(opened, facts, "hub", response, new ResponseCommand.Check()))
                                .get(0))
                        .marking())
                .isEqualTo(Tlp.AMBER);
    }

    private static ResponseContent complete() {
        return new ResponseContent(
                "t",
                "text",
                List.of("nl"),
                Set.of(Key.OPEN),
                "YouTube",
                "https://y.example",
                nl.tafelzicht.subject.response.domain.LegalGround.THREAT,
                "grounds",
                "proportionality",
                Set.of("nieuws"));
    }

    private Response in(ResponseStatus status, ResponseKind kind, Narrative narrative, Facts facts) {
        var response = proposed(narrative, facts, kind, complete(), "anna");
        var first =
                switch (status) {
                    case PROPOSED -> null;
                    case REJECTED -> new ResponseEvent.Rejected("no", Role.TABLE_MEMBER);
                    case WITHDRAWN -> new ResponseEvent.Withdrawn("no", Role.TABLE_MEMBER);
                    case APPROVED, PUBLISHED, SENT, MONITORING ->
                        new ResponseEvent.Approved(response.state().basis(), facts.seq(), Role.TABLE_MEMBER);
                };
        if (first == null) {
            return response;
        }
        response = Response.evolve(response, "r", first, at(NOW, "bas"));
        if (status == ResponseStatus.PUBLISHED) {
            return Response.evolve(
                    response, "r", new ResponseEvent.Published("there", Role.TABLE_OPERATOR), at(NOW, "cor"));
        }
        return status == ResponseStatus.SENT
                ? Response.evolve(response, "r", new ResponseEvent.Sent("there", Role.TABLE_OPERATOR), at(NOW, "cor"))
                : response;
    }

    /**
     * Every kind in every state that it can be in: what may be done, and that what is refused says what would be
     * accepted.
     */
    @ParameterizedTest
    @EnumSource(ResponseKind.class)
    void everyStepOfAResponse(ResponseKind kind) {
        var narrative = narrative(Tlp.GREEN);
        var facts = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        boolean rebuttal = kind == ResponseKind.REBUTTAL;
        boolean sendable = !rebuttal && kind != ResponseKind.MONITOR;
        for (var status : ResponseStatus.values()) {
            if (status == ResponseStatus.PUBLISHED && !rebuttal
                    || status == ResponseStatus.SENT && !sendable
                    || status == ResponseStatus.MONITORING && kind != ResponseKind.MONITOR) {
                continue;
            }
            if (status == ResponseStatus.APPROVED && kind == ResponseKind.MONITOR) {
                continue;
            }
            var response = in(status, kind, narrative, facts);
            assertThat(response.status()).isEqualTo(status);
            boolean proposed = status == ResponseStatus.PROPOSED;
            boolean approved = status == ResponseStatus.APPROVED;
            may(
                    proposed,
                    narrative,
                    facts,
                    response,
                    "dirk",
                    new ResponseCommand.Revise(complete(), Role.TABLE_MEMBER),
                    "revisions");
            may(
                    proposed,
                    narrative,
                    facts,
                    response,
                    "dirk",
                    new ResponseCommand.Approve(response.seq(), Role.TABLE_MEMBER),
                    "approvals");
            may(
                    proposed,
                    narrative,
                    facts,
                    response,
                    "dirk",
                    new ResponseCommand.Reject("no", Role.TABLE_MEMBER),
                    "rejections");
            may(
                    rebuttal && approved,
                    narrative,
                    facts,
                    response,
                    "dirk",
                    new ResponseCommand.Publish(null, Role.TABLE_OPERATOR),
                    "publications");
            may(
                    sendable && approved,
                    narrative,
                    facts,
                    response,
                    "dirk",
                    new ResponseCommand.Send(null, Role.TABLE_OPERATOR),
                    "dispatches");
            may(
                    kind.isForPlatform() && status == ResponseStatus.SENT,
                    narrative,
                    facts,
                    response,
                    "dirk",
                    new ResponseCommand.RecordOutcome(Outcome.Decision.values()[0], null, Role.TABLE_OPERATOR),
                    "outcomes");
            may(
                    !response.status().isOver() && status != ResponseStatus.SENT,
                    narrative,
                    facts,
                    response,
                    "dirk",
                    new ResponseCommand.Withdraw("x", Role.TABLE_OPERATOR),
                    "withdrawals");
            may(
                    false,
                    narrative,
                    facts,
                    response,
                    "dirk",
                    new ResponseCommand.Uphold("x", Role.TABLE_OPERATOR),
                    "confirmations");
        }
    }

    private static void may(
            boolean may,
            Narrative narrative,
            Facts facts,
            Response response,
            String who,
            ResponseCommand command,
            String word) {
        var decision = decide(narrative, facts, who, response, command);
        assertThat(decision instanceof Decision.Accepted)
                .as(response.state().kind() + " " + response.status() + " " + word)
                .isEqualTo(may);
        if (may) {
            return;
        }
        var refusal = ((Decision.Refused<?>) decision).refusal();
        assertThat(refusal.state()).isEqualTo(response.status().toString());
        assertThat(refusal.allowed()).doesNotContain(word);
    }

    private static String wrong(Narrative narrative, Facts facts, ResponseKind kind, ResponseContent content) {
        var decision = new ResponseDecider(narrative, facts, Platforms.DEFAULT, "anna")
                .decide(null, new ResponseCommand.Propose("n", kind, content, Role.TABLE_MEMBER));
        return decision instanceof Decision.Refused<?> r ? r.refusal().field() : null;
    }

    /** What each kind needs: a field left out, or blank, is named. */
    @Test
    void everyKindNamesWhatItLacks() {
        var n = narrative(Tlp.GREEN);
        var f = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        var c = complete();
        for (var kind : ResponseKind.values()) {
            assertThat(wrong(n, f, kind, c)).as(kind.toString()).isNull();
        }
        for (var empty : new String[] {null, " "}) {
            for (var kind : ResponseKind.values()) {
                var without = new ResponseContent(
                        c.title(),
                        empty,
                        c.channels(),
                        c.cites(),
                        c.platform(),
                        c.url(),
                        c.ground(),
                        c.grounds(),
                        c.proportionality(),
                        c.partners());
                assertThat(wrong(n, f, kind, without))
                        .as(kind + " without a text")
                        .isEqualTo(kind == ResponseKind.TRUSTED_FLAG ? null : "text");
            }
            assertThat(wrong(
                            n,
                            f,
                            ResponseKind.REBUTTAL,
                            new ResponseContent(
                                    empty, "x", c.channels(), c.cites(), null, null, null, null, null, null)))
                    .isEqualTo("title");
            for (var kind : List.of(ResponseKind.TRUSTED_FLAG, ResponseKind.DSA_NOTICE)) {
                assertThat(wrong(
                                n,
                                f,
                                kind,
                                new ResponseContent(
                                        null, "x", null, null, empty, c.url(), c.ground(), c.grounds(), "p", null)))
                        .isEqualTo("platform");
                assertThat(wrong(
                                n,
                                f,
                                kind,
                                new ResponseContent(
                                        null, "x", null, null, "YouTube", empty, c.ground(), c.grounds(), "p", null)))
                        .isEqualTo("url");
                assertThat(wrong(
                                n,
                                f,
                                kind,
                                new ResponseContent(
                                        null, "x", null, null, "YouTube", "u", c.ground(), empty, "p", null)))
                        .isEqualTo("grounds");
                assertThat(wrong(
                                n,
                                f,
                                kind,
                                new ResponseContent(null, "x", null, null, "YouTube", "u", null, "g", "p", null)))
                        .isEqualTo("ground");
                assertThat(wrong(
                                n,
                                f,
                                kind,
                                new ResponseContent(null, "x", null, null, "Hyves", "u", c.ground(), "g", "p", null)))
                        .as("not configured")
                        .isEqualTo("platform");
                assertThat(wrong(
                                n,
                                f,
                                kind,
                                new ResponseContent(null, "x", null, null, "X", "u", c.ground(), "g", "p", null)))
                        .as("X has no trusted flaggers")
                        .isEqualTo(kind == ResponseKind.TRUSTED_FLAG ? "kind" : null);
                assertThat(wrong(
                                n,
                                f,
                                kind,
                                new ResponseContent(
                                        null, "x", null, null, "YouTube", "u", c.ground(), "g", empty, null)))
                        .isEqualTo(kind == ResponseKind.TRUSTED_FLAG ? "proportionality" : null);
            }
        }
        for (var none : java.util.Arrays.<List<String>>asList(null, List.of())) {
            assertThat(wrong(
                            n,
                            f,
                            ResponseKind.REBUTTAL,
                            new ResponseContent("t", "x", none, c.cites(), null, null, null, null, null, null)))
                    .isEqualTo("channels");
        }
        for (var none : java.util.Arrays.<Set<Key>>asList(null, Set.of(), Set.of(Key.LAST_CONFIRMATION))) {
            assertThat(wrong(
                            n,
                            f,
                            ResponseKind.REBUTTAL,
                            new ResponseContent("t", "x", List.of("nl"), none, null, null, null, null, null, null)))
                    .isEqualTo("cites");
        }
        for (var none : java.util.Arrays.<Set<String>>asList(null, Set.of())) {
            assertThat(wrong(
                            n,
                            f,
                            ResponseKind.PARTNER_NOTICE,
                            new ResponseContent(null, "x", null, null, null, null, null, null, null, none)))
                    .isEqualTo("partners");
        }
    }

    @Test
    void publicWordsDoNotRestOnWhatWasOnlySaid() {
        var n = narrative(Tlp.GREEN);
        var cites = new ResponseContent(
                "t", "x", List.of("nl"), Set.of(Key.VIOLENCE_REPORTED), null, null, null, null, null, null);
        assertThat(wrong(
                        n,
                        facts(
                                List.of(station(1, Status.OPEN, NOW)),
                                List.of(violence(Tlp.GREEN)),
                                Assertion.ALL_CLOSED),
                        ResponseKind.REBUTTAL,
                        cites))
                .isEqualTo("cites");
        assertThat(wrong(
                        n,
                        facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED),
                        ResponseKind.REBUTTAL,
                        cites))
                .as("that nothing was said is so")
                .isNull();
    }

    @Test
    void aPartnerIsToldWithinTheMarking() {
        var f = facts(List.of(), List.of());
        var told = new ResponseContent(null, "x", null, null, null, null, null, null, null, Set.of("Verkiezingstafel"));
        var others = new ResponseContent(null, "x", null, null, null, null, null, null, null, Set.of("nieuws"));
        for (var marking : Tlp.values()) {
            assertThat(wrong(narrative(marking), f, ResponseKind.PARTNER_NOTICE, others))
                    .as(marking.toString())
                    .isEqualTo(marking.isForNamed() ? "partners" : null);
            assertThat(wrong(narrative(marking), f, ResponseKind.PARTNER_NOTICE, told))
                    .as(marking.toString())
                    .isEqualTo(marking == Tlp.RED ? "partners" : null);
        }
    }

    @Test
    void nothingIsApprovedOnAClosedAlertOrOnFactsThatChanged() {
        var narrative = narrative(Tlp.GREEN);
        var facts = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        var response = in(ResponseStatus.PROPOSED, ResponseKind.REBUTTAL, narrative, facts);
        var closed = Narrative.evolve(
                narrative,
                "n",
                new NarrativeEvent.StateChanged(NarrativeStatus.CLOSED, "over", null, Role.TABLE_OPERATOR),
                at(NOW, "operator"));
        assertThat(decide(
                        closed,
                        facts,
                        "dirk",
                        response,
                        new ResponseCommand.Approve(response.seq(), Role.TABLE_MEMBER)))
                .isInstanceOf(Decision.Refused.class);
        assertThat(wrong(closed, facts, ResponseKind.REBUTTAL, complete()))
                .as("nor proposed")
                .isEqualTo("state");
        assertThat(new ResponseDecider(null, facts, Platforms.DEFAULT, "anna")
                        .decide(
                                null,
                                new ResponseCommand.Propose("n", ResponseKind.MONITOR, complete(), Role.TABLE_MEMBER)))
                .as("without an alert")
                .isInstanceOf(Decision.Refused.class);
        var others = facts(List.of(station(1, Status.CLOSED, NOW)), List.of(), Assertion.ALL_CLOSED);
        assertThat(decide(
                        narrative,
                        others,
                        "dirk",
                        response,
                        new ResponseCommand.Approve(response.seq(), Role.TABLE_MEMBER)))
                .isInstanceOf(Decision.Refused.class);
        var approved = in(ResponseStatus.APPROVED, ResponseKind.REBUTTAL, narrative, facts);
        assertThat(decide(narrative, others, "dirk", approved, new ResponseCommand.Publish(null, Role.TABLE_OPERATOR)))
                .as("nor published")
                .isInstanceOf(Decision.Refused.class);
        assertThat(decide(narrative, facts, "dirk", approved, new ResponseCommand.Publish(null, Role.TABLE_OPERATOR)))
                .isInstanceOf(Decision.Accepted.class);
    }

    private static String why(Decision<?> decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused<?>) decision).refusal().explanation().code();
    }

    @Test
    void aRebuttalRestsOnTheFactsOfItsMomentAndNothingElseDoes() {
        var narrative = narrative(Tlp.GREEN);
        var facts = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        for (var kind : ResponseKind.values()) {
            var event = (ResponseEvent.Proposed) events(new ResponseDecider(narrative, facts, Platforms.DEFAULT, "anna")
                            .decide(null, new ResponseCommand.Propose("n", kind, complete(), Role.TABLE_MEMBER)))
                    .get(0);
            boolean rests = kind == ResponseKind.REBUTTAL;
            assertThat(event.basisSeq()).as(kind.toString()).isEqualTo(rests ? facts.seq() : 0);
            assertThat(event.basis().isEmpty()).isEqualTo(!rests);
        }
        assertThat(facts.seq()).isPositive();
    }

    /** What was possible when it was written may not be any more when it is approved or sent. */
    @Test
    void aFlagIsNotApprovedNorSentWhereThePlatformTakesNoneAnyMore() {
        var narrative = narrative(Tlp.GREEN);
        var facts = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        var without = new Platforms(List.of(new Platforms.Platform("YouTube", false, null, null)));
        var proposed = in(ResponseStatus.PROPOSED, ResponseKind.TRUSTED_FLAG, narrative, facts);
        assertThat(why(new ResponseDecider(narrative, facts, without, "dirk")
                        .decide(proposed, new ResponseCommand.Approve(proposed.seq(), Role.TABLE_MEMBER))))
                .isEqualTo("no-flagger-path");
        var approved = in(ResponseStatus.APPROVED, ResponseKind.TRUSTED_FLAG, narrative, facts);
        var noted = new Platforms(List.of(new Platforms.Platform("YouTube", false, "since May", null)));
        assertThat(why(new ResponseDecider(narrative, facts, noted, "dirk")
                        .decide(approved, new ResponseCommand.Send(null, Role.TABLE_OPERATOR))))
                .isEqualTo("no-flagger-path-because");
    }

    @Test
    void whatIsRefusedSaysWhy() {
        var narrative = narrative(Tlp.GREEN);
        var facts = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        var withdraw = new ResponseCommand.Withdraw("x", Role.TABLE_OPERATOR);
        assertThat(why(decide(
                        narrative,
                        facts,
                        "dirk",
                        in(ResponseStatus.SENT, ResponseKind.DSA_NOTICE, narrative, facts),
                        withdraw)))
                .isEqualTo("sent-already");
        assertThat(why(decide(
                        narrative,
                        facts,
                        "dirk",
                        in(ResponseStatus.REJECTED, ResponseKind.DSA_NOTICE, narrative, facts),
                        withdraw)))
                .isEqualTo("already-so");
        var empty = new ResponseContent(null, null, null, null, null, null, null, null, null, null);
        for (var kind : List.of(ResponseKind.MONITOR, ResponseKind.REBUTTAL)) {
            assertThat(why(new ResponseDecider(narrative, facts, Platforms.DEFAULT, "anna")
                            .decide(null, new ResponseCommand.Propose("n", kind, empty, Role.TABLE_MEMBER))))
                    .isEqualTo(kind == ResponseKind.MONITOR ? "why-nothing" : "mandatory");
        }
        var told = new ResponseContent(null, "x", null, null, null, null, null, null, null, Set.of("nieuws"));
        for (var marking : List.of(Tlp.RED, Tlp.AMBER_STRICT)) {
            assertThat(why(new ResponseDecider(narrative(marking), facts, Platforms.DEFAULT, "anna")
                            .decide(
                                    null,
                                    new ResponseCommand.Propose(
                                            "n", ResponseKind.PARTNER_NOTICE, told, Role.TABLE_MEMBER))))
                    .isEqualTo(marking == Tlp.RED ? "stays-with-readers" : "stays-with-organisations");
        }
    }

    @Test
    void noMorePartnersAreToldThanMayBeNamed() {
        var facts = facts(List.of(), List.of());
        for (int over = 0; over <= 1; over++) {
            var partners = new java.util.HashSet<String>();
            for (int i = 0; i < Visibility.MOST_NAMED + over; i++) {
                partners.add("partner " + i);
            }
            var content = new ResponseContent(null, "x", null, null, null, null, null, null, null, partners);
            assertThat(wrong(narrative(Tlp.GREEN), facts, ResponseKind.PARTNER_NOTICE, content))
                    .isEqualTo(over == 0 ? null : "partners");
        }
    }

    @Test
    void factsThatChangedAreNamedWithWhatTheyWere() {
        var narrative = narrative(Tlp.GREEN);
        var facts = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        var response = in(ResponseStatus.PROPOSED, ResponseKind.REBUTTAL, narrative, facts);
        var others = facts(List.of(station(1, Status.CLOSED, NOW)), List.of(), Assertion.ALL_CLOSED);
        var refused = decide(
                narrative, others, "dirk", response, new ResponseCommand.Approve(response.seq(), Role.TABLE_MEMBER));
        assertThat(why(refused)).isEqualTo("outdated-draft");
        var differences = others.differencesFrom(response.state().basis());
        assertThat(differences).isNotEmpty();
        for (var difference : differences) {
            assertThat(((Decision.Refused<?>) refused).refusal().detail())
                    .contains(difference.was().key() + " " + difference.was().count() + " → "
                            + difference.now().count());
        }
    }

    @Test
    void aPlatformsAnswersAreKeptInOrderUpToABound() {
        var narrative = narrative(Tlp.GREEN);
        var facts = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        var response = in(ResponseStatus.SENT, ResponseKind.DSA_NOTICE, narrative, facts);
        for (int i = 1; i <= 50; i++) {
            var command =
                    new ResponseCommand.RecordOutcome(Outcome.Decision.values()[0], "answer " + i, Role.TABLE_OPERATOR);
            var event = (ResponseEvent)
                    events(decide(narrative, facts, "dirk", response, command)).get(0);
            response = Response.evolve(response, "r", event, at(NOW, "dirk"));
        }
        assertThat(response.state().outcomes()).hasSize(50);
        assertThat(response.state().outcomes().get(49).note()).isEqualTo("answer 50");
        assertThat(why(decide(
                        narrative,
                        facts,
                        "dirk",
                        response,
                        new ResponseCommand.RecordOutcome(Outcome.Decision.values()[0], "more", Role.TABLE_OPERATOR))))
                .isEqualTo("outcomes-full");
    }

    @Test
    void aResponseFollowsItsAlertToOtherPlacesAlsoUnderTheSameMarking() {
        var narrative = narrative(Tlp.GREEN);
        var facts = facts(List.of(station(1, Status.OPEN, NOW)), List.of(), Assertion.ALL_CLOSED);
        var response = in(ResponseStatus.PROPOSED, ResponseKind.MONITOR, narrative, facts);
        assertThat(response.visibility().municipalities()).containsExactly("GM0153");
        assertThat(response.mustHold()).isFalse();
        assertThat(in(ResponseStatus.APPROVED, ResponseKind.REBUTTAL, narrative, facts)
                        .mustHold())
                .isTrue();
        assertThat(in(ResponseStatus.APPROVED, ResponseKind.DSA_NOTICE, narrative, facts)
                        .mustHold())
                .isFalse();
        var ede = new Municipality("GM0228", "Ede");
        var moved = Narrative.evolve(
                narrative,
                "n",
                new NarrativeEvent.Amended(
                        null,
                        null,
                        null,
                        null,
                        new NarrativeScope(List.of(), List.of(ede), List.of()),
                        null,
                        null,
                        null,
                        null,
                        Role.TABLE_OPERATOR,
                        null),
                at(NOW, "operator"));
        assertThat(moved.earlier().eras()).isNotEmpty();
        var event = (ResponseEvent.Remarked) events(decide(moved, facts, "dirk", response, new ResponseCommand.Check()))
                .get(0);
        assertThat(event.municipalities()).containsExactly(ede);
        assertThat(Response.evolve(response, "r", event, at(NOW, "hub"))
                        .visibility()
                        .municipalities())
                .containsExactly("GM0228");
    }

    private Response proposed(
            Narrative narrative, Facts facts, ResponseKind kind, ResponseContent content, String who) {
        var decision = new ResponseDecider(narrative, facts, Platforms.DEFAULT, who)
                .decide(null, new ResponseCommand.Propose("n", kind, content, Role.TABLE_MEMBER));
        return Response.evolve(null, "r", (ResponseEvent) events(decision).get(0), at(NOW, who));
    }

    private static Decision<ResponseEvent> decide(
            Narrative narrative, Facts facts, String who, Response response, ResponseCommand command) {
        return new ResponseDecider(narrative, facts, Platforms.DEFAULT, who).decide(response, command);
    }

    private static <E> List<Object> events(Decision<E> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return new ArrayList<>(((Decision.Accepted<E>) decision).events());
    }
}
