package nl.tafelzicht.subject.count.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.count.domain.CountEvent.Identity;
import nl.tafelzicht.subject.count.domain.CountState.FileHead;
import nl.tafelzicht.subject.count.domain.CountState.Lateness;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;
import nl.tafelzicht.subject.count.domain.CountState.Tally;
import nl.tafelzicht.subject.count.domain.FindingState.Status;
import org.junit.jupiter.api.Test;

class CountLifeTest {

    private static final Municipality UTRECHT = new Municipality("GM0344", "Utrecht");
    private static final Identity IDENTITY = new Identity(UTRECHT, "0344", "TK2025", "Tweede Kamer 2025");
    private static final String ID = "TK2025-GM0344";
    private static final Finding DIFFERENCE = new Finding("W.203", "0344::SB10", null, Map.of("D", 516, "H", 500));
    private static final Finding SWITCHED = new Finding(ProtocolFindings.SWITCHED, "0344::SB4", 2, Map.of("more", 3));

    private Instant now = Instant.parse("2026-03-18T20:10:00Z");
    private MunicipalCount count;
    private long seq;

    private void apply(CountEvent event) {
        seq++;
        count = MunicipalCount.evolve(
                count,
                ID,
                event,
                new EventMetadata(seq, UUID.randomUUID(), count == null ? 1 : count.version() + 1, now, "kees"));
    }

    private List<CountEvent> accepted(CountCommand command) {
        var decision = CountDecider.decide(count, command, now);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        var events = ((Decision.Accepted<CountEvent>) decision).events();
        events.forEach(this::apply);
        return events;
    }

    private Refusal refused(CountCommand command) {
        var decision = CountDecider.decide(count, command, now);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused<CountEvent>) decision).refusal();
    }

    private String code(CountCommand command) {
        return refused(command).explanation().code();
    }

    private static FileHead head(String fingerprint) {
        return new FileHead(
                fingerprint.repeat(64),
                1_000,
                "510b",
                null,
                null,
                "2026-03-19",
                60,
                List.of(1, 2, 3, 4, 5),
                50_000,
                30_100,
                30_000,
                30_100,
                List.of());
    }

    private static CountCommand file(String fingerprint, int after, Finding... findings) {
        return new CountCommand.TakeFile(IDENTITY, head(fingerprint), List.of(findings), after, Role.MUNICIPALITY);
    }

    private void announce() {
        accepted(new CountCommand.Announce(
                IDENTITY, CountingMethod.CENTRAL, now.plus(Duration.ofHours(2)), Role.MUNICIPALITY));
    }

    private void plan() {
        accepted(new CountCommand.PlanSession(
                null, now.plus(Duration.ofHours(12)), "Stadhuis", null, true, Role.MUNICIPALITY));
    }

    @Test
    void theIdIsOfElectionAndMunicipality() {
        assertThat(MunicipalCount.id(IDENTITY)).isEqualTo(ID);
        assertThat(MunicipalCount.id(new Identity(null, "CSB", "GR2026 's/x", null)))
                .isEqualTo("GR2026__s_x-CSB");
        assertThat(MunicipalCount.ofFile(ID + ".2")).isEqualTo(ID);
        assertThat(MunicipalCount.ofFile(ID)).isEqualTo(ID);
    }

    @Test
    void theMunicipalityAndTheCountrySeeItAndTheSumOfACommitteeTheCountryAlone() {
        announce();
        assertThat(count.visibility().municipalities()).containsExactly("GM0344");
        assertThat(count.visibility().roles())
                .contains(Role.MAYOR, Role.MUNICIPALITY)
                .doesNotContain(Role.STATION_CHAIR);
        assertThat(count.id()).isEqualTo(ID);
        assertThat(count.seq()).isEqualTo(1);
        count = null;
        apply(new CountEvent.Announced(new Identity(null, "CSB", "TK2025", null), null, null, Role.TABLE_OPERATOR));
        assertThat(count.visibility().municipalities()).isEmpty();
    }

    @Test
    void aFileThatSaysHowItWasCountedIsBelieved() {
        announce();
        var head = new FileHead(
                "a".repeat(64), 1, "510b", null, CountingMethod.DECENTRAL, null, 1, List.of(1), 1, 1, 1, 1, List.of());
        accepted(new CountCommand.TakeFile(IDENTITY, head, List.of(DIFFERENCE), 0, Role.MUNICIPALITY));
        assertThat(count.state().method()).isEqualTo(CountingMethod.DECENTRAL);
        assertThat(count.state().newest().found())
                .containsEntry("warnings", 1)
                .containsEntry("errors", 0)
                .containsEntry("live", 0);
        assertThat(count.state().isLate(Lateness.SESSION)).isFalse();
    }

    @Test
    void nothingIsSaidOfACountThatNobodyAnnouncedOrBrought() {
        assertThat(refused(new CountCommand.CheckDeadlines()).reason()).isEqualTo(Refusal.Reason.UNKNOWN);
        assertThat(refused(new CountCommand.Explain(1, "x", Role.MUNICIPALITY)).reason())
                .isEqualTo(Refusal.Reason.UNKNOWN);
    }

    @Test
    void anAnnouncementThatSaysNothingNewChangesNothing() {
        announce();
        assertThat(count.state().method()).isEqualTo(CountingMethod.CENTRAL);
        assertThat(accepted(new CountCommand.Announce(IDENTITY, CountingMethod.CENTRAL, null, Role.MUNICIPALITY)))
                .isEmpty();
        var later = now.plus(Duration.ofHours(3));
        accepted(new CountCommand.Announce(IDENTITY, null, later, Role.MUNICIPALITY));
        assertThat(count.state().method()).as("what is not said stays").isEqualTo(CountingMethod.CENTRAL);
        assertThat(count.state().expectedBy()).isEqualTo(later);
        accepted(new CountCommand.Announce(IDENTITY, CountingMethod.DECENTRAL, null, Role.MUNICIPALITY));
        assertThat(count.state().method()).isEqualTo(CountingMethod.DECENTRAL);
        assertThat(accepted(new CountCommand.Announce(IDENTITY, null, later, Role.MUNICIPALITY)))
                .isEmpty();
        assertThat(code(new CountCommand.Announce(
                        new Identity(UTRECHT, "0344", "TK 2025", null), null, null, Role.MUNICIPALITY)))
                .isEqualTo("election-alike");
    }

    @Test
    void aSessionGoesItsWayAndTellsWhatIsAllowed() {
        announce();
        plan();
        assertThat(count.state().sessions()).singleElement().satisfies(s -> assertThat(s.status())
                .isEqualTo(SessionStatus.PLANNED));
        var closed = refused(new CountCommand.ChangeSession(1, SessionStatus.CLOSED, null, Role.MUNICIPALITY));
        assertThat(closed.reason()).isEqualTo(Refusal.Reason.TRANSITION);
        assertThat(closed.state()).isEqualTo("planned");
        assertThat(closed.allowed()).containsExactly("open");
        accepted(new CountCommand.ChangeSession(1, SessionStatus.OPEN, null, Role.MUNICIPALITY));
        assertThat(accepted(new CountCommand.ChangeSession(1, SessionStatus.OPEN, null, Role.MUNICIPALITY)))
                .isEmpty();
        var again = new CountCommand.PlanSession(
                1, now.plus(Duration.ofHours(20)), "Sporthal", null, false, Role.MUNICIPALITY);
        assertThat(refused(again).reason()).isEqualTo(Refusal.Reason.TRANSITION);
        accepted(new CountCommand.ChangeSession(1, SessionStatus.ADJOURNED, "moe", Role.MUNICIPALITY));
        accepted(again);
        var session = count.state().sessions().get(0);
        assertThat(session.place()).isEqualTo("Sporthal");
        assertThat(session.isPublic()).isFalse();
        assertThat(session.status()).isEqualTo(SessionStatus.PLANNED);
        assertThat(accepted(again)).isEmpty();
        accepted(new CountCommand.ChangeSession(1, SessionStatus.OPEN, null, Role.MUNICIPALITY));
        accepted(new CountCommand.ChangeSession(1, SessionStatus.CLOSED, "klaar", Role.MUNICIPALITY));
        accepted(new CountCommand.ChangeSession(1, SessionStatus.OPEN, "vergissing", Role.MUNICIPALITY));
        assertThat(count.state().sessions().get(0).note()).isEqualTo("vergissing");
    }

    @Test
    void whatIsWrongWithASessionIsNamed() {
        announce();
        assertThat(code(new CountCommand.PlanSession(null, now, "Stadhuis", null, true, Role.MUNICIPALITY)))
                .isEqualTo("in-the-past");
        assertThat(code(new CountCommand.PlanSession(
                        1, now.plusSeconds(60), "Stadhuis", null, true, Role.MUNICIPALITY)))
                .isEqualTo("no-such-session");
        assertThat(code(new CountCommand.ChangeSession(0, SessionStatus.OPEN, null, Role.MUNICIPALITY)))
                .isEqualTo("no-such-session");
        for (int i = 0; i < MunicipalCount.MOST_SESSIONS; i++) {
            plan();
        }
        assertThat(code(new CountCommand.PlanSession(
                        null, now.plusSeconds(60), "Stadhuis", null, true, Role.MUNICIPALITY)))
                .isEqualTo("sessions-full");
    }

    @Test
    void provisionalFiguresSayOnWhatTheyRestAndARevisionSaysWhy() {
        announce();
        var first = new CountCommand.PublishProvisional("utrecht.nl", 40, 60, true, null, Role.MUNICIPALITY);
        accepted(first);
        assertThat(count.state().revisions()).isEqualTo(1);
        assertThat(code(first)).isEqualTo("revision-without-reason");
        assertThat(code(new CountCommand.PublishProvisional("x", 40, 60, true, " ", Role.MUNICIPALITY)))
                .isEqualTo("revision-without-reason");
        assertThat(code(new CountCommand.PublishProvisional("x", 61, 60, false, "meer", Role.MUNICIPALITY)))
                .isEqualTo("more-than-all");
        for (int i = 0; i < MunicipalCount.MOST_PROVISIONAL + 2; i++) {
            accepted(new CountCommand.PublishProvisional("utrecht.nl", 60, 60, false, "alle", Role.MUNICIPALITY));
        }
        assertThat(count.state().provisional()).hasSize(MunicipalCount.MOST_PROVISIONAL);
        assertThat(count.state().revisions()).isEqualTo(MunicipalCount.MOST_PROVISIONAL + 3);
    }

    @Test
    void aLaterFileReplacesAndCorrectsWhatItHasNoMore() {
        accepted(file("a", 0, DIFFERENCE, SWITCHED));
        assertThat(count.state().id()).isEqualTo(ID);
        assertThat(count.state().findings())
                .containsEntry("warnings", new Tally(1, 0))
                .containsEntry("protocol", new Tally(1, 0))
                .containsEntry("errors", new Tally(0, 0));
        accepted(new CountCommand.Explain(2, "andere wijk", Role.MUNICIPALITY));
        accepted(new CountCommand.Recount(1, "herteld vannacht", false, Role.MUNICIPALITY));
        assertThat(count.finding(1).state()).isEqualTo(Status.RECOUNT_ORDERED);
        assertThat(count.state().findings()).containsEntry("warnings", new Tally(1, 0));
        assertThat(accepted(file("a", 1, DIFFERENCE))).as("the same file").isEmpty();
        assertThat(refused(file("b", 0, SWITCHED)).state()).isEqualTo("overtaken");
        var more = new Finding("F.202", "0344::SB10", null, Map.of("E", 1, "lists", 2));
        accepted(file("b", 1, SWITCHED, more));
        assertThat(count.findings())
                .extracting(FindingState::state)
                .containsExactly(Status.CORRECTED, Status.EXPLAINED, Status.OPEN);
        assertThat(count.finding(1).correctedBy()).isEqualTo(2);
        assertThat(count.finding(1).said().text()).isEqualTo("herteld vannacht");
        assertThat(count.finding(3).file()).isEqualTo(2);
        assertThat(count.state().files())
                .extracting(CountState.CountFile::replaces)
                .containsExactly(null, ID + ".1");
        assertThat(accepted(file("a", 2, DIFFERENCE)))
                .as("an earlier one again")
                .isEmpty();
        assertThat(code(new CountCommand.Explain(1, "toch niet", Role.MUNICIPALITY)))
                .isEqualTo("finding-corrected");
        assertThat(code(new CountCommand.Recount(4, "x", true, Role.MUNICIPALITY)))
                .isEqualTo("no-such-finding");
        accepted(file("c", 2, DIFFERENCE));
        assertThat(count.findings())
                .extracting(FindingState::state)
                .containsExactly(Status.CORRECTED, Status.CORRECTED, Status.CORRECTED, Status.OPEN);
        accepted(new CountCommand.Recount(4, "klopt", true, Role.MUNICIPALITY));
        assertThat(count.finding(4).state()).isEqualTo(Status.RECOUNTED);
        assertThat(count.state().findings()).containsEntry("warnings", new Tally(0, 2));
    }

    @Test
    void filesAndFindingsHaveBounds() {
        var many = new ArrayList<Finding>();
        IntStream.range(0, MunicipalCount.MOST_FINDINGS + 7)
                .forEach(i -> many.add(new Finding("W.204", "0344::SB" + i, null, Map.of("H", 0))));
        accepted(file("a", 0, many.toArray(Finding[]::new)));
        assertThat(count.findings()).hasSize(MunicipalCount.MOST_FINDINGS);
        assertThat(count.state().newest().leftOut()).isEqualTo(7);
        for (int n = 1; n < MunicipalCount.MOST_FILES; n++) {
            int number = n;
            var others = many.stream()
                    .limit(MunicipalCount.MOST_FINDINGS)
                    .map(f -> new Finding("W.204", f.unit() + "-" + number, null, f.numbers()))
                    .toArray(Finding[]::new);
            accepted(file(String.valueOf((char) ('a' + n)), n, others));
        }
        assertThat(count.findings()).hasSize(MunicipalCount.MOST_FINDINGS_KEPT);
        assertThat(count.state().newest().leftOut()).isEqualTo(MunicipalCount.MOST_FINDINGS);
        assertThat(code(file("Z", MunicipalCount.MOST_FILES))).isEqualTo("count-files-full");
        assertThat(code(new CountCommand.TakeFile(
                        new Identity(UTRECHT, "0344", "TK-2025", null), head("x"), List.of(), 30, Role.MUNICIPALITY)))
                .isEqualTo("election-alike");
    }

    @Test
    void aFingerprintIsComparedWithPaper() {
        accepted(file("a", 0));
        accepted(new CountCommand.CheckFingerprint(
                1, List.of("AAAA", "aaaa"), List.of(3, 5), "Na 31-2", Role.TABLE_MEMBER));
        accepted(new CountCommand.CheckFingerprint(1, List.of("aaaa", "aaab"), null, null, Role.TABLE_MEMBER));
        assertThat(count.state().newest().checks())
                .extracting(CountState.Check::matches)
                .containsExactly(true, false);
        for (int i = 0; i < MunicipalCount.MOST_CHECKS; i++) {
            accepted(new CountCommand.CheckFingerprint(1, List.of("aaaa", "aaaa"), null, null, Role.TABLE_MEMBER));
        }
        assertThat(count.state().newest().checks()).hasSize(MunicipalCount.MOST_CHECKS);
        assertThat(code(new CountCommand.CheckFingerprint(2, List.of("a", "b"), null, null, Role.TABLE_MEMBER)))
                .isEqualTo("no-count-file");
    }

    private CountCommand objection(String station, Objection.Occasion occasion, String text, boolean confirmed) {
        return new CountCommand.Object(station, occasion, now, text, confirmed, Role.MUNICIPALITY);
    }

    @Test
    void anObjectionIsKeptWithoutPersonsAndAnswered() {
        announce();
        assertThat(code(objection("GM0344-4", Objection.Occasion.SESSION, "te snel", false)))
                .isEqualTo("station-unless-session");
        assertThat(code(objection(null, Objection.Occasion.COUNT, "te snel", false)))
                .isEqualTo("station-unless-session");
        assertThat(code(objection("GM0344-4", Objection.Occasion.COUNT, "De heer Jansen telt te snel", false)))
                .isEqualTo("seems-personal");
        accepted(objection("GM0344-4", Objection.Occasion.COUNT, "De heer Jansen telt te snel", true));
        accepted(objection(null, Objection.Occasion.SESSION, "niet hardop", false));
        assertThat(count.state().objections()).isEqualTo(2);
        assertThat(count.state().unanswered()).isEqualTo(2);
        assertThat(code(new CountCommand.Answer(1, "bel 06-12345678", false, Role.MUNICIPALITY)))
                .isEqualTo("seems-personal");
        assertThat(code(new CountCommand.Answer(3, "goed", false, Role.MUNICIPALITY)))
                .isEqualTo("no-such-objection");
        accepted(new CountCommand.Answer(2, "voortaan wel", false, Role.MUNICIPALITY));
        assertThat(count.objections().get(1).reaction().text()).isEqualTo("voortaan wel");
        assertThat(count.state().unanswered()).isEqualTo(1);
        var later = new CountCommand.Object(
                null, Objection.Occasion.SESSION, now.plus(Duration.ofMinutes(6)), "x", false, Role.MUNICIPALITY);
        assertThat(code(later)).isEqualTo("in-the-future");
        for (int i = 2; i < MunicipalCount.MOST_OBJECTIONS; i++) {
            apply(new CountEvent.ObjectionNoted(null, Objection.Occasion.SESSION, now, "x", Role.MUNICIPALITY));
        }
        assertThat(code(objection(null, Objection.Occasion.SESSION, "x", false)))
                .isEqualTo("objections-full");
    }

    private boolean isDue() {
        return CountDecider.isDue(count.state(), now);
    }

    @Test
    void aCountThatDoesNotComeIsLateOnceAndNoMoreWhenItCame() {
        announce();
        now = now.plus(Duration.ofHours(2));
        assertThat(isDue()).as("at the hour itself").isFalse();
        now = now.plusSeconds(1);
        assertThat(isDue()).isTrue();
        accepted(new CountCommand.CheckDeadlines());
        assertThat(count.state().isLate(Lateness.COUNT)).isTrue();
        assertThat(isDue()).isFalse();
        assertThat(accepted(new CountCommand.CheckDeadlines())).isEmpty();
        accepted(new CountCommand.PublishProvisional("utrecht.nl", 1, 60, true, null, Role.MUNICIPALITY));
        assertThat(count.state().late()).isEmpty();
        assertThat(isDue()).isFalse();
    }

    @Test
    void aFileOrAnotherHourEndsThatACountIsLate() {
        announce();
        now = now.plus(Duration.ofHours(3));
        accepted(new CountCommand.CheckDeadlines());
        accepted(new CountCommand.Announce(IDENTITY, null, now.plus(Duration.ofHours(1)), Role.MUNICIPALITY));
        assertThat(count.state().late()).isEmpty();
        now = now.plus(Duration.ofHours(2));
        accepted(new CountCommand.CheckDeadlines());
        accepted(file("a", 0));
        assertThat(count.state().late()).isEmpty();
        assertThat(isDue()).isFalse();
    }

    @Test
    void eachSessionThatDoesNotOpenIsLateByItself() {
        announce();
        accepted(file("a", 0));
        plan();
        plan();
        now = now.plus(Duration.ofHours(12)).plus(CountDecider.GRACE);
        assertThat(isDue()).isFalse();
        now = now.plusSeconds(1);
        assertThat(isDue()).isTrue();
        assertThat(accepted(new CountCommand.CheckDeadlines())).hasSize(1);
        assertThat(accepted(new CountCommand.CheckDeadlines())).hasSize(1);
        assertThat(accepted(new CountCommand.CheckDeadlines())).isEmpty();
        assertThat(count.state().late()).extracting(CountState.Late::session).containsExactly(1, 2);
        accepted(new CountCommand.ChangeSession(1, SessionStatus.OPEN, null, Role.MUNICIPALITY));
        assertThat(count.state().late()).extracting(CountState.Late::session).containsExactly(2);
        assertThat(count.state().isLate(Lateness.SESSION)).isTrue();
        assertThat(count.state().isLate(Lateness.COUNT)).isFalse();
    }

    @Test
    void aSessionThatIsPlannedForAnotherHourIsNoLongerLate() {
        announce();
        accepted(file("a", 0));
        plan();
        now = now.plus(Duration.ofHours(12)).plus(CountDecider.GRACE).plusSeconds(1);
        accepted(new CountCommand.CheckDeadlines());
        assertThat(count.state().isLate(Lateness.SESSION)).isTrue();
        accepted(new CountCommand.PlanSession(
                1, now.plus(Duration.ofHours(1)), "Stadhuis", null, true, Role.MUNICIPALITY));
        assertThat(count.state().late()).isEmpty();
    }

    @Test
    void ofAMomentWhatWasOpenAndObjectedThenCounts() {
        var begin = now;
        accepted(file("a", 0, DIFFERENCE, SWITCHED));
        now = begin.plus(Duration.ofHours(1));
        accepted(new CountCommand.Explain(1, "left in the box", Role.MUNICIPALITY));
        accepted(new CountCommand.Object(
                null, Objection.Occasion.SESSION, now, "it was not said aloud", true, Role.MUNICIPALITY));
        now = begin.plus(Duration.ofHours(2));
        accepted(file("b", 1, DIFFERENCE));
        now = begin.plus(Duration.ofHours(3));
        accepted(new CountCommand.Answer(1, "it will be", true, Role.MUNICIPALITY));
        var before = count.asOf(begin.minusSeconds(1));
        assertThat(before.findings()).isEmpty();
        assertThat(before.files()).isEmpty();
        assertThat(before.objections()).isZero();
        var first = count.asOf(begin);
        assertThat(first.findings().get("warnings")).as("W.203").isEqualTo(new CountState.Tally(1, 0));
        assertThat(first.findings().get("protocol")).isEqualTo(new CountState.Tally(1, 0));
        assertThat(first.objections()).isZero();
        var second = count.asOf(begin.plus(Duration.ofHours(1)));
        assertThat(second.findings().get("warnings")).as("explained").isEqualTo(new CountState.Tally(0, 1));
        assertThat(second.findings().get("protocol")).isEqualTo(new CountState.Tally(1, 0));
        assertThat(second.objections()).isEqualTo(1);
        assertThat(second.unanswered()).isEqualTo(1);
        var third = count.asOf(begin.plus(Duration.ofHours(2)));
        assertThat(third.findings().get("protocol")).as("corrected").isEqualTo(new CountState.Tally(0, 1));
        assertThat(third.unanswered()).isEqualTo(1);
        assertThat(count.asOf(now).unanswered()).isZero();
        assertThat(count.asOf(now).findings()).isEqualTo(count.state().findings());
    }

    @Test
    void ofAMomentTheSessionsFiguresAndDelaysOfThenAreThere() {
        announce();
        var begin = now;
        now = begin.plus(Duration.ofHours(1));
        accepted(new CountCommand.PublishProvisional("utrecht.nl", 40, 60, true, null, Role.MUNICIPALITY));
        now = begin.plus(Duration.ofHours(2));
        accepted(new CountCommand.PublishProvisional("utrecht.nl", 60, 60, false, "all", Role.MUNICIPALITY));
        now = begin.plus(Duration.ofHours(3));
        accepted(file("a", 0));
        plan();
        now = now.plus(Duration.ofHours(12)).plus(CountDecider.GRACE).plusSeconds(1);
        accepted(new CountCommand.CheckDeadlines());
        var late = now;
        var before = count.asOf(begin);
        assertThat(before.provisional()).isEmpty();
        assertThat(before.revisions()).isZero();
        assertThat(before.sessions()).isEmpty();
        var first = count.asOf(begin.plus(Duration.ofHours(1)));
        assertThat(first.provisional()).hasSize(1);
        assertThat(first.revisions()).isEqualTo(1);
        assertThat(first.files()).isEmpty();
        var third = count.asOf(begin.plus(Duration.ofHours(3)));
        assertThat(third.revisions()).isEqualTo(2);
        assertThat(third.files()).hasSize(1);
        assertThat(third.sessions()).hasSize(1);
        assertThat(third.late()).isEmpty();
        assertThat(count.asOf(late.minusSeconds(1)).late()).isEmpty();
        assertThat(count.asOf(late).late()).hasSize(1);
    }

    private static final String SEED = "ab".repeat(32);

    @Test
    void threeListsAreDrawnFromASeedThatNobodyKnewAndAnybodyCanDrawThemAgain() {
        accepted(file("a", 0));
        var hour = now.plus(Duration.ofHours(1));
        assertThat(code(new CountCommand.DrawReAdd(hour, SEED, Role.MUNICIPALITY)))
                .isEqualTo("re-add-not-yet");
        accepted(new CountCommand.AnnounceReAdd(hour, Role.MUNICIPALITY));
        assertThat(code(new CountCommand.AnnounceReAdd(hour.plusSeconds(1), Role.MUNICIPALITY)))
                .isEqualTo("re-add-announced");
        assertThat(code(new CountCommand.DrawReAdd(hour.minusSeconds(1), SEED, Role.MUNICIPALITY)))
                .as("a statement that was there before the hour")
                .isEqualTo("re-add-not-yet");
        assertThat(code(new CountCommand.RecordReAdd(1, 0, null, Role.MUNICIPALITY)))
                .isEqualTo("not-drawn");
        accepted(new CountCommand.DrawReAdd(hour, SEED, Role.MUNICIPALITY));
        var drawn = count.state().reAdd();
        // for l in 1 2 3 4 5; do printf %s "$SEED:TK2025-GM0344:$l" | sha256sum; done
        assertThat(drawn.lists()).extracting(ReAdd.Drawn::list).containsExactlyElementsOf(lowestThree());
        assertThat(drawn.seed()).isEqualTo(SEED);
        assertThat(accepted(new CountCommand.DrawReAdd(hour.plusSeconds(9), "cd".repeat(32), Role.MUNICIPALITY)))
                .as("it is drawn once")
                .isEmpty();
        int list = drawn.lists().get(0).list();
        accepted(new CountCommand.RecordReAdd(list, -2, "twee keer geteld", Role.MUNICIPALITY));
        assertThat(count.state().reAdd().lists().get(0).difference()).isEqualTo(-2);
        assertThat(code(new CountCommand.RecordReAdd(99, 0, null, Role.MUNICIPALITY)))
                .as("another list than those that were drawn")
                .isEqualTo("not-drawn");
        assertThat(count.state().reAdd().lists().get(1).difference()).isNull();
    }

    private static List<Integer> lowestThree() {
        return IntStream.rangeClosed(1, 5)
                .boxed()
                .sorted(Comparator.comparing(
                        l -> Fingerprint.of((SEED + ":" + ID + ":" + l).getBytes(StandardCharsets.UTF_8))
                                .hex()))
                .limit(3)
                .sorted()
                .toList();
    }

    @Test
    void ofFewerThanThreeListsAllAreDrawnAndWithoutAFileNone() {
        assertThat(ReAdd.draw(SEED, ID, List.of(7, 7, 2))).containsExactly(2, 7);
        announce();
        accepted(new CountCommand.AnnounceReAdd(now, Role.MUNICIPALITY));
        assertThat(code(new CountCommand.DrawReAdd(now, SEED, Role.MUNICIPALITY)))
                .isEqualTo("no-count-file");
    }

    private static CountCommand archive(String sign, String station) {
        return new CountCommand.ArchiveReport(
                sign.repeat(64), 1_000, station, "N 10-1", "https://utrecht.example/pv", Role.MUNICIPALITY);
    }

    @Test
    void anOfficialReportIsKeptOnceAndGoesAndComesBack() {
        announce();
        accepted(archive("a", "GM0344-1"));
        assertThat(accepted(archive("a", null))).as("the same file").isEmpty();
        assertThat(count.state().reports()).isEqualTo(1);
        var sought = "a".repeat(64);
        assertThat(accepted(new CountCommand.SeekReport(sought, true, Role.TABLE_OPERATOR)))
                .isEmpty();
        accepted(archive("b", null));
        accepted(new CountCommand.SeekReport(sought, false, Role.TABLE_OPERATOR));
        assertThat(count.report("b".repeat(64)).goneSince()).isNull();
        assertThat(count.state().gone()).isEqualTo(1);
        assertThat(count.report(sought).goneSince()).isEqualTo(now);
        assertThat(accepted(new CountCommand.SeekReport(sought, false, Role.TABLE_OPERATOR)))
                .isEmpty();
        accepted(new CountCommand.SeekReport(sought, true, Role.TABLE_OPERATOR));
        assertThat(count.state().gone()).isZero();
        assertThat(code(new CountCommand.SeekReport("c", true, Role.TABLE_OPERATOR)))
                .isEqualTo("no-such-report");
        for (int i = 2; i < MunicipalCount.MOST_REPORTS; i++) {
            apply(new CountEvent.ReportArchived("x" + i, 1, null, null, null, Role.MUNICIPALITY));
        }
        assertThat(code(archive("d", null))).isEqualTo("count-reports-full");
    }
}
