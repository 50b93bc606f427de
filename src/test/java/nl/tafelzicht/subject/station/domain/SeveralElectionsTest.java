package nl.tafelzicht.subject.station.domain;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.tafelzicht.election.ByElection;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;

/** One station, one queue, one state of its doors; but for each election its own voters and ballots. */
class SeveralElectionsTest {

    private static final String PS = "PS2027_Gelderland";
    private static final String AB = "AB2027_ValleiEnVeluwe";
    private static final String ID = "GM0228-12";

    private Station station;
    private int version;

    @Test
    void aSecondFileAddsItsElectionAndNeverTakesTheOthersVoters() {
        registers(read(PS, 1200));
        assertThat(shown()).contains("\"eligibleVoters\":1200", "\"elections\":[\"" + PS + "\"]");
        registers(read(AB, 1150));
        assertThat(shown())
                .contains("\"eligibleVoters\":{\"" + PS + "\":1200,\"" + AB + "\":1150}")
                .contains("\"elections\":[\"" + PS + "\",\"" + AB + "\"]");
        assertThat(registered(read(AB, 1150))).as("the same again").isNull();
        assertThat(registered(read(PS, 1200))).as("the first again").isNull();
        registers(read(PS, 1210));
        registers(read(AB, null));
        assertThat(station.entry().eligible()).isEqualTo(new ByElection<>(null, Map.of(PS, 1210, AB, 1150)));
    }

    @Test
    void aFurtherElectionsFileLeavesTheStationItselfAlone() {
        registers(read(PS, 1200));
        var named = new StationEntry(
                ID,
                12,
                "De Zaal",
                StationType.SPECIAL,
                EDE,
                station.entry().location(),
                station.entry().opensAt().plusHours(1),
                station.entry().closesAt(),
                1150,
                0);
        registers(named.forElections(elections(AB, 1150)));
        assertThat(station.entry().name()).isEqualTo(read(PS, 1200).name());
        assertThat(station.entry().type()).isEqualTo(StationType.REGULAR);
        assertThat(station.entry().opensAt()).isEqualTo(read(PS, 1200).opensAt());
        registers(named.forElections(elections(PS, 1200)));
        assertThat(station.entry().name()).as("its own file renames it").isEqualTo("De Zaal");
        assertThat(station.entry().elections()).containsExactly(PS, AB);
    }

    @Test
    void theElectionsOfAnotherDayTakeThePlaceOfThoseBefore() {
        registers(read(PS, 1200));
        registers(read(AB, 1150));
        var later = read("TK2028", 1300);
        registers(new StationEntry(
                        ID,
                        12,
                        later.name(),
                        later.type(),
                        EDE,
                        later.location(),
                        later.opensAt().plusYears(1),
                        later.closesAt().plusYears(1),
                        1300,
                        0)
                .forElections(elections("TK2028", 1300)));
        assertThat(station.entry().elections()).containsExactly("TK2028");
        assertThat(station.entry().eligible()).isEqualTo(ByElection.of(1300));
    }

    @Test
    void moreElectionsThanADayHasAreNotTaken() {
        registers(read(PS, 1200));
        for (int i = 1; i < StationEntry.MOST_ELECTIONS; i++) {
            registers(read("NR2027_" + i, i));
        }
        assertThat(registered(read("NR2027_too_many", 1))).isNull();
        assertThat(station.entry().elections())
                .hasSize(StationEntry.MOST_ELECTIONS)
                .doesNotContain("NR2027_too_many");
    }

    @Test
    void aFileThatNamesNoElectionChangesNone() {
        registers(read(PS, 1200));
        registers(read(AB, 1150));
        assertThat(registered(read(null, null))).isNull();
        registers(read(null, 1300));
        assertThat(station.entry().eligibleFor(PS)).as("is taken for the first").isEqualTo(1300);
        assertThat(station.entry().eligibleFor(AB)).isEqualTo(1150);
    }

    @Test
    void numbersFromBeforeAreOfTheFirstElection() {
        registers(read(null, 1200));
        says(voters(412), at(9, 0));
        assertThat(state()).contains("\"votersAdmitted\":412");
        registers(read(PS, 1200));
        assertThat(state()).as("one election").contains("\"votersAdmitted\":412");
        registers(read(AB, 1150));
        assertThat(state()).contains("\"votersAdmitted\":{\"" + PS + "\":412}");
        says(voters(Map.of(AB, 390)), at(9, 30));
        assertThat(state()).contains("\"votersAdmitted\":{\"" + PS + "\":412,\"" + AB + "\":390}");
        assertThat(refused(voters(Map.of(PS, 400)), at(9, 40)).field()).isEqualTo("votersAdmitted/" + PS);
    }

    @Test
    void anOldJournalReplaysToTheSame() {
        var entry = Json.text(read(null, 1200));
        var old = Json.read(entry, StationEntry.class);
        assertThat(entry).doesNotContain("election", "further", "district", "sharedLocation");
        station = Station.evolve(null, new StationEvent.Registered(old, UUID.randomUUID()), metadata(NOON));
        var event = Json.read(
                "{\"report\":{\"status\":\"open\",\"votersAdmitted\":412,\"ballots\":\"low\"},\"role\":\"station-chair\"}",
                StationEvent.Reported.class);
        station = Station.evolve(station, event, metadata(NOON));
        assertThat(station.state().votersAdmitted()).isEqualTo(ByElection.of(412));
        assertThat(station.state().ballots()).isEqualTo(ByElection.of(Ballots.LOW));
        assertThat(station.state().attention()).containsExactly(Attention.BALLOTS_LOW);
        assertThat(Json.text(station.state()))
                .contains("\"votersAdmitted\":412")
                .contains("\"ballots\":\"low\"");
    }

    @Test
    void whatIsSaidForOneElectionStaysInTheJournalAsItAlwaysWas() {
        registers(read(PS, 1200));
        var event = decided(voters(Map.of(PS, 5)), at(9, 0));
        assertThat(Json.text(event)).contains("\"votersAdmitted\":5").doesNotContain("elections");
        assertThat(refused(voters(Map.of(AB, 5)), at(9, 0)).explanation().code())
                .isEqualTo("not-its-election");
        registers(read(AB, 1150));
        assertThat(Json.text(decided(voters(Map.of(PS, 5)), at(9, 0))))
                .contains("\"elections\":[{\"election\":\"" + PS + "\",\"votersAdmitted\":5}]");
    }

    @Test
    void withSeveralElectionsANumberSaysOfWhichItIs() {
        registers(read(PS, 1200));
        registers(read(AB, 1150));
        var refusal = refused(voters(412), at(9, 0));
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID);
        assertThat(refusal.field()).isEqualTo("votersAdmitted");
        assertThat(refusal.explanation().code()).isEqualTo("several-elections");
        assertThat(refusal.explanation().in(java.util.Locale.ENGLISH)).contains(PS, AB);
        assertThat(refused(ballots(Ballots.LOW), at(9, 0)).field()).isEqualTo("ballots");
        assertThat(refused(numbers(50, null), at(9, 0)).field()).isEqualTo("ballotsLeft");
        assertThat(refused(numbers(null, 900), at(9, 0)).field()).isEqualTo("ballotsDelivered");
        assertThat(refused(voters(Map.of("TK2025", 1)), at(9, 0)).field()).isEqualTo("votersAdmitted/TK2025");
    }

    @Test
    void forEachElectionTheNewestObservationCounts() {
        registers(read(PS, 1200));
        registers(read(AB, 1150));
        says(voters(Map.of(PS, 700, AB, 600)), at(13, 0));
        says(voters(Map.of(PS, 650)), at(12, 0));
        says(voters(Map.of(AB, 640)), at(14, 0));
        assertThat(station.state().votersAdmitted().each()).isEqualTo(Map.of(PS, 700, AB, 640));
        assertThat(refused(voters(Map.of(PS, 800, AB, 630)), at(15, 0)).field()).isEqualTo("votersAdmitted/" + AB);
        says(
                new ReportForm(
                                null,
                                null,
                                null,
                                each(Map.of(AB, 630)),
                                null,
                                null,
                                null,
                                null,
                                "wrong list",
                                null,
                                true)
                        .report(),
                at(15, 0));
        assertThat(station.state().votersAdmitted().each()).isEqualTo(Map.of(PS, 700, AB, 630));
        assertThat(station.state().attention()).isEmpty();
        says(voters(Map.of(PS, 900)), at(13, 30));
        says(voters(Map.of(PS, 950)), at(13, 20));
        assertThat(station.state().attention())
                .as("950 at 13:20, 900 at 13:30")
                .contains(Attention.VOTERS_CONTRADICTED);
    }

    @Test
    void ballotsThatRunOutForOneElectionStandOut() {
        registers(read(PS, 1200));
        registers(read(AB, 1150));
        says(
                new ReportForm(
                                Status.OPEN,
                                null,
                                null,
                                null,
                                null,
                                each(Map.of(PS, Ballots.LOW, AB, Ballots.OUT)),
                                each(Map.of(PS, 90)),
                                each(Map.of(PS, 1000, AB, 800)),
                                null,
                                null,
                                null)
                        .report(),
                at(19, 0));
        assertThat(station.state().attention()).contains(Attention.BALLOTS_OUT, Attention.BALLOTS_LOW);
        assertThat(state()).contains("\"ballotsLeft\":{\"" + PS + "\":90}");
        assertThat(station.state().ballotsDelivered().of(AB)).isEqualTo(800);
        assertThat(station.asOf(at(18, 0)).state().ballots().each())
                .as("not seen yet at six")
                .isEqualTo(Map.of(PS, Ballots.LOW));
        says(
                new ReportForm(
                                null,
                                null,
                                null,
                                null,
                                null,
                                each(Map.of(AB, Ballots.SUFFICIENT)),
                                null,
                                null,
                                null,
                                null,
                                null)
                        .report(),
                at(20, 0));
        assertThat(station.state().attention())
                .doesNotContain(Attention.BALLOTS_OUT)
                .contains(Attention.BALLOTS_LOW);
    }

    @Test
    void aStationThatIsTakenOutOfOneElectionStaysForTheOther() {
        registers(read(PS, 1200));
        registers(read(AB, 1150));
        says(voters(Map.of(PS, 700, AB, 600)), at(13, 0));
        var last = station.state().lastReport().id();
        var withdraw = new StationCommand.Withdraw(UUID.randomUUID(), last, List.of(PS), "left out", Role.MUNICIPALITY);
        evolve(event(StationDecider.decide(station, withdraw, NOON)), NOON);
        assertThat(station.withdrawn()).isFalse();
        assertThat(station.entry().elections()).containsExactly(AB);
        assertThat(station.entry().eligibleVoters()).isEqualTo(1150);
        assertThat(station.state().votersAdmitted()).isEqualTo(ByElection.of(600));
        registers(read(PS, 1200));
        assertThat(station.state().votersAdmitted().each())
                .as("what was said of it is known still")
                .isEqualTo(Map.of(AB, 600, PS, 700));
        var all = new StationCommand.Withdraw(UUID.randomUUID(), last, List.of(PS, AB), "left out", Role.MUNICIPALITY);
        assertThat(event(StationDecider.decide(station, all, NOON))).isInstanceOf(StationEvent.Withdrawn.class);
    }

    @Test
    void whatANewerFileDoesNotSayOfDistrictAndHallStaysAndWhatItSaysReplacesIt() {
        registers(read(PS, 1200).in("Nijmegen", true));
        registers(read(PS, 1210));
        assertThat(station.entry().district()).isEqualTo("Nijmegen");
        assertThat(station.entry().sharedLocation()).isTrue();
        registers(read(PS, 1210).in("Arnhem", false));
        assertThat(station.entry().district()).isEqualTo("Arnhem");
        assertThat(station.entry().sharedLocation()).isFalse();
    }

    @Test
    void ballotsThatACourierBringsToAStationThatNamesNoElectionAreOfItsFirst() {
        registers(read(PS, 1200));
        registers(read(AB, 1150));
        evolve(new StationEvent.BallotsMoved(null, 100, NOON, "trip"), NOON);
        says(numbersOf(PS), at(11, 0));
        assertThat(station.state().ballotsLeft().each()).isEqualTo(Map.of(PS, 150));
    }

    private static StatusReport numbersOf(String election) {
        return new ReportForm(null, null, null, null, null, null, each(Map.of(election, 50)), null, null, null, null)
                .report();
    }

    @Test
    void anEntryForNoElectionIsForTheOnlyOneThatNobodyNamed() {
        var entry = read(PS, 1200).forElections(new LinkedHashMap<>());
        assertThat(entry.elections()).isEmpty();
        assertThat(entry.eligible()).isEqualTo(ByElection.of(1200));
    }

    private static StationEntry read(String election, Integer eligible) {
        var e = Fold.entry(ID, EDE);
        var plain = new StationEntry(
                e.id(),
                e.number(),
                e.name(),
                StationType.REGULAR,
                e.municipality(),
                e.location(),
                e.opensAt(),
                e.closesAt(),
                eligible,
                0);
        return election == null ? plain : plain.forElections(elections(election, eligible));
    }

    private static LinkedHashMap<String, Integer> elections(String election, Integer eligible) {
        var all = new LinkedHashMap<String, Integer>();
        all.put(election, eligible);
        return all;
    }

    private static StatusReport voters(int number) {
        return new StatusReport(null, null, null, number, null, null, null, null, null);
    }

    private static StatusReport ballots(Ballots word) {
        return new StatusReport(null, null, null, null, null, word, null, null, null);
    }

    private static StatusReport numbers(Integer left, Integer delivered) {
        return new StatusReport(null, null, null, null, null, null, null, null, null, left, delivered, null);
    }

    private static StatusReport voters(Map<String, Integer> each) {
        return new ReportForm(null, null, null, each(each), null, null, null, null, null, null, null).report();
    }

    private static <T> ByElection<T> each(Map<String, T> each) {
        return new ByElection<>(null, each);
    }

    private static Instant at(int hour, int minute) {
        return NOON.plusSeconds((hour - 12) * 3600L + minute * 60L);
    }

    private String shown() {
        return Json.text(station.registered());
    }

    private String state() {
        return Json.text(station.state());
    }

    private StationEvent registered(StationEntry entry) {
        return event(StationDecider.decide(station, new StationCommand.Register(entry, UUID.randomUUID(), true), NOON));
    }

    private void registers(StationEntry entry) {
        evolve(registered(entry), NOON);
    }

    /** As seen at a moment, and arriving in the evening. */
    private static StatusReport seen(StatusReport r, Instant moment) {
        return new StatusReport(
                r.status(),
                r.waitingMinutes(),
                r.queueLength(),
                r.votersAdmitted(),
                r.membersPresent(),
                r.ballots(),
                r.note(),
                moment,
                r.correction(),
                r.ballotsLeft(),
                r.ballotsDelivered(),
                r.elections());
    }

    private Decision<StationEvent> decide(StatusReport report, Instant moment) {
        var command = new StationCommand.Report(seen(report, moment), Role.STATION_CHAIR);
        return StationDecider.decide(station, command, at(22, 0));
    }

    private StationEvent decided(StatusReport report, Instant moment) {
        return event(decide(report, moment));
    }

    private void says(StatusReport report, Instant moment) {
        evolve(decided(report, moment), at(22, 0));
    }

    private Refusal refused(StatusReport report, Instant moment) {
        return ((Decision.Refused<StationEvent>) decide(report, moment)).refusal();
    }

    private static StationEvent event(Decision<StationEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        var events = ((Decision.Accepted<StationEvent>) decision).events();
        return events.isEmpty() ? null : events.get(0);
    }

    private void evolve(StationEvent event, Instant moment) {
        station = Station.evolve(station, event, metadata(moment));
    }

    private EventMetadata metadata(Instant moment) {
        return new EventMetadata(++version, new UUID(3, version), version, moment, "somebody");
    }
}
