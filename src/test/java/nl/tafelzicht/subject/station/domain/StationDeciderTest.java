package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StationDeciderTest {

    private static final Instant OPENING = Instant.parse("2026-03-18T06:30:00Z");
    private static final Instant NOON = Instant.parse("2026-03-18T11:00:00Z");
    private static final Map<Status, Set<Status>> LIFE_CYCLE = Map.of(
            Status.EXPECTED, EnumSet.of(Status.OPEN),
            Status.OPEN, EnumSet.of(Status.SUSPENDED, Status.CLOSED),
            Status.SUSPENDED, EnumSet.of(Status.OPEN, Status.CLOSED, Status.COUNTING),
            Status.CLOSED, EnumSet.of(Status.COUNTING),
            Status.COUNTING, EnumSet.of(Status.COUNT_SUSPENDED, Status.COUNTED),
            Status.COUNT_SUSPENDED, EnumSet.of(Status.COUNTING, Status.COUNTED),
            Status.COUNTED, EnumSet.of(Status.ON_THE_WAY, Status.ARRIVED),
            Status.ON_THE_WAY, EnumSet.of(Status.ARRIVED),
            Status.ARRIVED, EnumSet.of(Status.COUNTING_CANDIDATES),
            Status.COUNTING_CANDIDATES, EnumSet.noneOf(Status.class));

    private long seq;

    private Station expected() {
        var entry = new StationEntry(
                "GM0363-12",
                12,
                "De Brug",
                StationType.REGULAR,
                new Municipality("GM0363", "Amsterdam"),
                new Location(52.37, 4.9, null, null, null, null),
                OffsetDateTime.parse("2026-03-18T07:30:00+01:00"),
                OffsetDateTime.parse("2026-03-18T21:00:00+01:00"),
                1200,
                0);
        return evolve(null, new StationEvent.Registered(entry, UUID.randomUUID()), OPENING.minusSeconds(3600));
    }

    private Station evolve(Station before, StationEvent event, Instant at) {
        return Station.evolve(
                before,
                event,
                new EventMetadata(++seq, UUID.randomUUID(), before == null ? 1 : before.version() + 1, at, "test"));
    }

    private Station in(Status status) {
        return status == Status.EXPECTED
                ? expected()
                : evolve(expected(), new StationEvent.Reported(saying(status), Role.MUNICIPALITY, null), NOON);
    }

    private static StatusReport saying(Status status) {
        return new StatusReport(status, null, null, null, null, null, null, null, null);
    }

    private static StatusReport voters(int admitted, boolean correction, String note) {
        return new StatusReport(null, null, null, admitted, null, null, note, null, correction ? true : null);
    }

    private static Decision<StationEvent> report(Station station, StatusReport report, Role role) {
        return StationDecider.decide(station, new StationCommand.Report(report, role), NOON);
    }

    private Station accepted(Station station, StatusReport report, Role role) {
        var decision = report(station, report, role);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return evolve(
                station, ((Decision.Accepted<StationEvent>) decision).events().get(0), NOON);
    }

    private static Refusal refused(Decision<StationEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused<StationEvent>) decision).refusal();
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void everyStepOfTheLifeCycleIsAcceptedAndEveryOtherRefusedWithWhatIsAllowed(Status from) {
        for (var to : Status.values()) {
            if (to == Status.EXPECTED || to == from) {
                continue;
            }
            var decision = report(in(from), saying(to), Role.MUNICIPALITY);
            if (LIFE_CYCLE.get(from).contains(to)) {
                assertThat(decision).as(from + " to " + to).isInstanceOf(Decision.Accepted.class);
            } else {
                var refusal = refused(decision);
                assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TRANSITION);
                assertThat(refusal.state()).isEqualTo(from.toString());
                assertThat(refusal.allowed())
                        .containsExactlyInAnyOrderElementsOf(LIFE_CYCLE.get(from).stream()
                                .map(Status::toString)
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "EXPECTED")
    void namingTheStatusThatItHasConfirmsItAndKeepsSince(Status status) {
        var before = in(status);
        var after = accepted(before, saying(status), Role.MUNICIPALITY);
        assertThat(after.state().since()).isEqualTo(before.state().since());
        assertThat(after.state().lastReport().id())
                .isNotEqualTo(before.state().lastReport().id());
    }

    @Test
    void theChairSuspendsButOnlyMayorOrMunicipalityResume() {
        var suspended = accepted(in(Status.OPEN), saying(Status.SUSPENDED), Role.STATION_CHAIR);
        assertThat(refused(report(suspended, saying(Status.OPEN), Role.STATION_CHAIR))
                        .reason())
                .isEqualTo(Refusal.Reason.NOT_YOURS);
        for (var role : List.of(Role.MAYOR, Role.MUNICIPALITY)) {
            var event = (StationEvent.Reported)
                    ((Decision.Accepted<StationEvent>) report(suspended, saying(Status.OPEN), role))
                            .events()
                            .get(0);
            assertThat(event.onMayorsDecision()).isTrue();
            assertThat(evolve(suspended, event, NOON).state().attention()).isEmpty();
        }
    }

    @Test
    void theCountIsResumedLikeTheSession() {
        assertThat(refused(report(in(Status.COUNT_SUSPENDED), saying(Status.COUNTING), Role.STATION_CHAIR))
                        .reason())
                .isEqualTo(Refusal.Reason.NOT_YOURS);
        assertThat(accepted(in(Status.COUNT_SUSPENDED), saying(Status.COUNTING), Role.MAYOR)
                        .state()
                        .status())
                .isEqualTo(Status.COUNTING);
    }

    @Test
    void aCorrectionDoesNotLetTheChairLiftASuspension() {
        var correction = new StatusReport(Status.OPEN, null, null, null, null, null, "vergissing", null, true);
        assertThat(refused(report(in(Status.SUSPENDED), correction, Role.STATION_CHAIR))
                        .reason())
                .isEqualTo(Refusal.Reason.NOT_YOURS);
    }

    @Test
    void theMayorReportsNothingElse() {
        assertThat(refused(report(in(Status.OPEN), saying(Status.CLOSED), Role.MAYOR))
                        .reason())
                .isEqualTo(Refusal.Reason.NOT_YOURS);
    }

    @Test
    void aCorrectionSetsAnEarlierStatusAndSaysWhy() {
        var correction = new StatusReport(Status.OPEN, null, null, null, null, null, "te vroeg gemeld", null, true);
        assertThat(accepted(in(Status.CLOSED), correction, Role.STATION_CHAIR)
                        .state()
                        .status())
                .isEqualTo(Status.OPEN);
        var silent = new StatusReport(Status.OPEN, null, null, null, null, null, null, null, true);
        assertThat(refused(report(in(Status.CLOSED), silent, Role.STATION_CHAIR))
                        .field())
                .isEqualTo("note");
    }

    @Test
    void theNumberOfVotersNeverFallsSaveByACorrection() {
        var busy = accepted(in(Status.OPEN), voters(300, false, null), Role.STATION_CHAIR);
        assertThat(refused(report(busy, voters(299, false, null), Role.STATION_CHAIR))
                        .field())
                .isEqualTo("votersAdmitted");
        assertThat(accepted(busy, voters(300, false, null), Role.STATION_CHAIR)
                        .state()
                        .votersAdmitted()
                        .only())
                .isEqualTo(300);
        assertThat(accepted(busy, voters(30, true, "een nul te veel"), Role.STATION_CHAIR)
                        .state()
                        .votersAdmitted()
                        .only())
                .isEqualTo(30);
    }

    @Test
    void aReportSaysSomethingAndDoesNotComeFromTheFuture() {
        assertThat(refused(report(
                                in(Status.OPEN),
                                new StatusReport(null, null, null, null, null, null, null, NOON, null),
                                Role.STATION_CHAIR))
                        .reason())
                .isEqualTo(Refusal.Reason.INVALID);
        var seen = new StatusReport(null, 5, null, null, null, null, null, NOON.plus(Duration.ofMinutes(5)), null);
        assertThat(report(in(Status.OPEN), seen, Role.STATION_CHAIR)).isInstanceOf(Decision.Accepted.class);
        var ahead = new StatusReport(
                null,
                5,
                null,
                null,
                null,
                null,
                null,
                NOON.plus(Duration.ofMinutes(5)).plusMillis(1),
                null);
        assertThat(refused(report(in(Status.OPEN), ahead, Role.STATION_CHAIR)).field())
                .isEqualTo("observedAt");
    }

    @Test
    void whatIsNotMentionedKeepsItsValue() {
        var first = accepted(
                in(Status.OPEN),
                new StatusReport(null, 12, 30, 100, 4, Ballots.LOW, null, null, null),
                Role.STATION_CHAIR);
        var second = accepted(
                        first, new StatusReport(null, 20, null, null, null, null, null, null, null), Role.STATION_CHAIR)
                .state();
        assertThat(List.of(
                        second.waitingMinutes(),
                        second.queueLength(),
                        second.votersAdmitted().only(),
                        second.membersPresent(),
                        second.ballots().only()))
                .containsExactly(20, 30, 100, 4, Ballots.LOW);
    }

    @Test
    void attentionPointsComeAndGoWithTheirCauseHeaviestFirst() {
        var bad = accepted(
                in(Status.OPEN),
                new StatusReport(null, 31, null, null, 2, Ballots.OUT, null, null, null),
                Role.STATION_CHAIR);
        assertThat(bad.state().attention())
                .containsExactly(Attention.BALLOTS_OUT, Attention.TOO_FEW_MEMBERS, Attention.LONG_WAITING);
        var good = accepted(
                bad,
                new StatusReport(null, 30, null, null, 3, Ballots.SUFFICIENT, null, null, null),
                Role.STATION_CHAIR);
        assertThat(good.state().attention()).isEmpty();
        assertThat(accepted(bad, saying(Status.CLOSED), Role.STATION_CHAIR)
                        .state()
                        .attention())
                .containsExactly(Attention.CLOSED_EARLY, Attention.TOO_FEW_MEMBERS);
    }

    @Test
    void overdueFromTheOpeningTimeAndItsGraceUntilItOpens() {
        var check = new StationCommand.CheckDeadlines(DeadlineRule.DEFAULT);
        var due = OPENING.plus(Duration.ofMinutes(15));
        assertThat(StationDecider.decide(expected(), check, due.minusMillis(1))).isEqualTo(Decision.nothing());
        assertThat(StationDecider.decide(expected(), check, due))
                .isEqualTo(Decision.accept(new StationEvent.FoundOverdue()));
        var overdue = evolve(expected(), new StationEvent.FoundOverdue(), due);
        assertThat(overdue.state().attention()).containsExactly(Attention.OVERDUE);
        assertThat(StationDecider.decide(overdue, check, due.plusSeconds(60)))
                .as("it is found once")
                .isEqualTo(Decision.nothing());
        assertThat(accepted(overdue, saying(Status.OPEN), Role.STATION_CHAIR)
                        .state()
                        .overdue())
                .isFalse();
    }

    @Test
    void afterItsClosingTimeThereIsNothingLeftToOpen() {
        assertThat(StationDecider.decide(
                        expected(),
                        new StationCommand.CheckDeadlines(DeadlineRule.DEFAULT),
                        Instant.parse("2026-03-18T20:00:00Z")))
                .isEqualTo(Decision.nothing());
    }

    @Test
    void silentAfterNinetyMinutesWithoutAReportUntilTheNext() {
        var check = new StationCommand.CheckDeadlines(DeadlineRule.DEFAULT);
        var open = in(Status.OPEN);
        assertThat(StationDecider.decide(open, check, NOON.plus(Duration.ofMinutes(90))))
                .isEqualTo(Decision.nothing());
        var found = ((Decision.Accepted<StationEvent>) StationDecider.decide(
                        open, check, NOON.plus(Duration.ofMinutes(90)).plusMillis(1)))
                .events()
                .get(0);
        var silent = evolve(open, found, NOON.plus(Duration.ofMinutes(91)));
        assertThat(silent.state().attention()).containsExactly(Attention.SILENT);
        assertThat(accepted(
                                silent,
                                new StatusReport(null, 5, null, null, null, null, null, null, null),
                                Role.STATION_CHAIR)
                        .state()
                        .silent())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUSPENDED", "CLOSED", "COUNTED"})
    void onlyAnOpenStationFallsSilent(String status) {
        assertThat(StationDecider.decide(
                        in(Status.valueOf(status)),
                        new StationCommand.CheckDeadlines(DeadlineRule.DEFAULT),
                        NOON.plus(Duration.ofHours(20))))
                .isEqualTo(Decision.nothing());
    }

    @Test
    void theSameEntryAgainChangesNothingAndAnotherChangesTheRegisterAlone() {
        var station = in(Status.OPEN);
        assertThat(StationDecider.decide(
                        station, new StationCommand.Register(station.entry(), UUID.randomUUID(), true), NOON))
                .isEqualTo(Decision.nothing());
        var e = station.entry();
        var renamed = new StationEntry(
                e.id(),
                e.number(),
                "De Nieuwe Brug",
                e.type(),
                e.municipality(),
                e.location(),
                e.opensAt(),
                e.closesAt(),
                e.eligibleVoters(),
                0);
        var event = ((Decision.Accepted<StationEvent>) StationDecider.decide(
                        station, new StationCommand.Register(renamed, UUID.randomUUID(), true), NOON))
                .events()
                .get(0);
        var after = evolve(station, event, NOON);
        assertThat(after.entry().name()).isEqualTo("De Nieuwe Brug");
        assertThat(after.state()).isSameAs(station.state());
    }

    @Test
    void theDiagramInTheDocumentationHasEveryStep() {
        assertThat(Arrays.stream(Status.values())
                        .flatMap(from -> StationDecider.stepsFrom(from).stream().map(to -> from + " --> " + to)))
                .hasSize(15);
    }

    private static Decision<StationEvent> decide(Station station, StationCommand command, Instant at) {
        return StationDecider.decide(station, command, at);
    }

    @Test
    void theMayorDecidesWhenAndWhereAndTheChairOpensFromThenOn() {
        var suspended = accepted(in(Status.OPEN), saying(Status.SUSPENDED), Role.STATION_CHAIR);
        var two = NOON.plusSeconds(7_200);
        var school = new Location(52.371, 4.901, null, "School across the street", null, null);
        assertThat(refused(decide(
                                suspended,
                                new StationCommand.DecideResumption(two, school, null, Role.STATION_CHAIR),
                                NOON))
                        .reason())
                .isEqualTo(Refusal.Reason.NOT_YOURS);
        assertThat(refused(decide(
                                in(Status.OPEN),
                                new StationCommand.DecideResumption(two, school, null, Role.MAYOR),
                                NOON))
                        .reason())
                .isEqualTo(Refusal.Reason.TRANSITION);
        assertThat(refused(decide(
                                suspended,
                                new StationCommand.DecideResumption(NOON.minusSeconds(600), null, null, Role.MAYOR),
                                NOON))
                        .field())
                .isEqualTo("resumesAt");
        assertThat(refused(decide(
                                suspended,
                                new StationCommand.DecideResumption(
                                        two, new Location(48.8, 2.3, null, "Paris", null, null), null, Role.MAYOR),
                                NOON))
                        .field())
                .isEqualTo("location");
        var event = ((Decision.Accepted<StationEvent>)
                        decide(suspended, new StationCommand.DecideResumption(two, school, "at two", Role.MAYOR), NOON))
                .events()
                .get(0);
        var decided = evolve(suspended, event, NOON);
        assertThat(decided.state().status()).isEqualTo(Status.SUSPENDED);
        assertThat(decided.entry().location().address())
                .as("until then it is nowhere else")
                .isNull();
        var opens = new StationCommand.Report(saying(Status.OPEN), Role.STATION_CHAIR);
        assertThat(refused(decide(decided, opens, two.minusSeconds(1))).reason())
                .isEqualTo(Refusal.Reason.NOT_YOURS);
        var resumed = evolve(
                decided,
                ((Decision.Accepted<StationEvent>) decide(decided, opens, two))
                        .events()
                        .get(0),
                two);
        assertThat(resumed.entry().location()).isEqualTo(school);
        assertThat(resumed.entry().movedFrom().latitude()).isEqualTo(52.37);
        assertThat(resumed.state().resumption()).isNull();
        var again = evolve(resumed, new StationEvent.Registered(in(Status.OPEN).entry(), UUID.randomUUID()), two);
        assertThat(again.entry().location())
                .as("importing does not move it back")
                .isEqualTo(school);
        assertThat(resumed.entry().saysTheSameAs(in(Status.OPEN).entry())).isTrue();
    }

    @Test
    void aSessionThatDoesNotGoOnWhenTheMayorSaidIsOverdue() {
        var suspended = accepted(in(Status.OPEN), saying(Status.SUSPENDED), Role.STATION_CHAIR);
        var decided = evolve(
                suspended, new StationEvent.ResumptionDecided(NOON.plusSeconds(600), null, null, Role.MAYOR), NOON);
        assertThat(DeadlineRule.DEFAULT.isOverdue(suspended, NOON.plusSeconds(86_000)))
                .as("nothing was decided")
                .isFalse();
        assertThat(DeadlineRule.DEFAULT.isOverdue(decided, NOON.plusSeconds(600 + 899)))
                .isFalse();
        assertThat(DeadlineRule.DEFAULT.isOverdue(decided, NOON.plusSeconds(600 + 900)))
                .isTrue();
        var found = evolve(decided, new StationEvent.FoundOverdue(), NOON.plusSeconds(1_500));
        assertThat(found.state().attention()).contains(Attention.OVERDUE);
        var later = evolve(
                found,
                new StationEvent.ResumptionDecided(NOON.plusSeconds(3_000), null, null, Role.MAYOR),
                NOON.plusSeconds(1_600));
        assertThat(later.state().overdue()).as("a later decision starts over").isFalse();
    }

    @Test
    void theChairClosesASuspendedSessionAndCorrectsAllButItsStatus() {
        var suspended = in(Status.SUSPENDED);
        assertThat(report(suspended, saying(Status.CLOSED), Role.STATION_CHAIR)).isInstanceOf(Decision.Accepted.class);
        assertThat(report(suspended, voters(30, true, "a zero too many"), Role.STATION_CHAIR))
                .isInstanceOf(Decision.Accepted.class);
        var same = new StatusReport(Status.SUSPENDED, 5, null, null, null, null, "nobody waits", null, true);
        assertThat(report(suspended, same, Role.STATION_CHAIR)).isInstanceOf(Decision.Accepted.class);
        var closed = new StatusReport(Status.CLOSED, null, null, null, null, null, "it was closed", null, true);
        assertThat(refused(report(suspended, closed, Role.STATION_CHAIR)).reason())
                .isEqualTo(Refusal.Reason.NOT_YOURS);
        assertThat(report(suspended, closed, Role.MUNICIPALITY)).isInstanceOf(Decision.Accepted.class);
        assertThat(report(in(Status.OPEN), closed, Role.STATION_CHAIR)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void aLateReportOfASuspensionThatIsOverIsNobodysToRefuse() {
        var resumed = accepted(in(Status.SUSPENDED), saying(Status.OPEN), Role.MUNICIPALITY);
        var late = new StatusReport(
                Status.COUNTED, null, null, null, null, null, null, NOON.minus(Duration.ofMinutes(10)), null);
        assertThat(report(resumed, late, Role.STATION_CHAIR)).isInstanceOf(Decision.Accepted.class);
        var lifted = new StatusReport(
                Status.OPEN, null, null, null, null, null, null, NOON.minus(Duration.ofMinutes(10)), null);
        var event = (StationEvent.Reported)
                ((Decision.Accepted<StationEvent>) report(in(Status.SUSPENDED), lifted, Role.STATION_CHAIR))
                        .events()
                        .get(0);
        assertThat(event.onMayorsDecision())
                .as("what was seen before the suspension does not end it")
                .isNull();
    }

    @Test
    void aStepThatIsRefusedSaysWhichStepsThereAreOrThatThereAreNone() {
        assertThat(refused(report(in(Status.OPEN), saying(Status.COUNTED), Role.MUNICIPALITY))
                        .explanation()
                        .code())
                .isEqualTo("status-step");
        assertThat(refused(report(in(Status.COUNTING_CANDIDATES), saying(Status.OPEN), Role.MUNICIPALITY))
                        .explanation()
                        .code())
                .isEqualTo("status-final");
    }

    @Test
    void aSessionResumesWithinADayAndNotBeforeNow() {
        var suspended = in(Status.SUSPENDED);
        var day = NOON.plus(Duration.ofDays(1));
        assertThat(resumption(suspended, day)).isInstanceOf(Decision.Accepted.class);
        assertThat(refused(resumption(suspended, day.plusMillis(1)))
                        .explanation()
                        .code())
                .isEqualTo("over-a-day-ahead");
        var tolerated = NOON.minus(StationDecider.CLOCK_TOLERANCE);
        assertThat(resumption(suspended, tolerated)).isInstanceOf(Decision.Accepted.class);
        assertThat(refused(resumption(suspended, tolerated.minusMillis(1)))
                        .explanation()
                        .code())
                .isEqualTo("past-moment");
    }

    private static Decision<StationEvent> resumption(Station station, Instant at) {
        return decide(station, new StationCommand.DecideResumption(at, null, null, Role.MAYOR), NOON);
    }

    /** What is drawn is what is decided, arrow by arrow. */
    @Test
    void theDiagramInTheArchitectureHasTheStepsOfTheRulesAndNoOthers() throws Exception {
        var text = java.nio.file.Files.readString(java.nio.file.Path.of("docs", "architecture.md"));
        var diagram = text.substring(
                text.indexOf("stateDiagram-v2", text.indexOf("## A station's day")),
                text.indexOf("## What happens around the stations"));
        var drawn = new java.util.TreeSet<String>();
        java.util.regex.Pattern.compile("(?m)^ *(\\w+) --> (\\w+)")
                .matcher(diagram)
                .results()
                .forEach(arrow -> drawn.add(arrow.group(1) + " " + arrow.group(2)));
        var decided = new java.util.TreeSet<String>();
        for (var from : Status.values()) {
            for (var to : StationDecider.stepsFrom(from)) {
                decided.add((from + " " + to)
                        .replace("count-suspended", "countSuspended")
                        .replace("on-the-way", "onTheWay")
                        .replace("counting-candidates", "countingCandidates"));
            }
        }
        decided.add("closed open"); // the next stop: StopsTest
        assertThat(drawn).isEqualTo(decided);
    }
}
