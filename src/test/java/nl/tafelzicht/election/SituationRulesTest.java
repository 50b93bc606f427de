package nl.tafelzicht.election;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.election.place.Polygon;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.duty.domain.DutyCommand;
import nl.tafelzicht.subject.duty.domain.DutyDecider;
import nl.tafelzicht.subject.duty.domain.DutyEvent;
import nl.tafelzicht.subject.escalation.domain.Addressee;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.escalation.domain.EscalationDecider;
import nl.tafelzicht.subject.escalation.domain.EscalationEvent;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.escalation.domain.EscalationStatus;
import nl.tafelzicht.subject.report.domain.Gift;
import nl.tafelzicht.subject.report.domain.Gift.Standing;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import nl.tafelzicht.subject.tolerance.domain.Terms;
import nl.tafelzicht.subject.tolerance.domain.ToleranceEvaluation;
import nl.tafelzicht.subject.tolerance.domain.ToleranceEvent;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;
import nl.tafelzicht.subject.tolerance.domain.ToleranceStatus;
import nl.tafelzicht.subject.tolerance.domain.Verdict.Outcome;
import nl.tafelzicht.subject.tolerance.domain.Verdict.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the law and the agreements say, without a server. */
class SituationRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-18T10:00:00Z");
    private static final Municipality UTRECHT = new Municipality("GM0344", "Utrecht");
    private static final Point DOOR = new Point(52.09, 5.12);

    private static EventMetadata at(long seq, int version, Instant time, String actor) {
        return new EventMetadata(seq, new UUID(1, seq), version, time, actor);
    }

    private static Report report(ReportKind kind, Severity severity, Boolean overLimit) {
        var content = new ReportContent(
                kind,
                "text",
                severity,
                null,
                "GM0344-1",
                UTRECHT,
                DOOR,
                null,
                null,
                null,
                null,
                null,
                Source.ON_SITE,
                Tlp.GREEN,
                Set.of(),
                null,
                overLimit,
                null);
        return Report.evolve(null, "r", new ReportEvent.Submitted(content, Role.MUNICIPALITY), at(1, 1, NOW, "office"));
    }

    @ParameterizedTest(name = "{0} EUR {1} on {2}: {3} by {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "NL, 9999.99,   2026-03-02, ALLOWED,       -",
                "NL, 10000,     2026-03-02, ALLOWED,       -",
                "NL, 10000.01,  2026-03-02, NOTIFIABLE,    2026-03-05",
                "NL, 20000,     2026-03-06, NOTIFIABLE,    2026-03-11", // over a weekend
                "NL, 20000,     2026-04-02, NOTIFIABLE,    2026-04-09", // Good Friday, Easter Monday
                "NL, 20000,     2026-04-24, NOTIFIABLE,    2026-04-30", // King's Day on a Monday
                "NL, 20000,     2027-05-04, NOTIFIABLE,    2027-05-11", // Liberation Day, Ascension Day
                "NL, 20000,     2026-12-24, NOTIFIABLE,    2026-12-30", // Christmas, Boxing Day on a Saturday
                "NL, 20000,     2027-12-31, NOTIFIABLE,    2028-01-05", // New Year's Day on a Saturday
                "NL, 20000,     2025-04-25, NOTIFIABLE,    2025-04-30", // 27 April 2025 is a Sunday: the King's
                // birthday is kept on the Saturday
                "NL, 100000,    2026-03-02, NOTIFIABLE,    2026-03-05",
                "NL, 100000.01, 2026-03-02, ABOVE_MAXIMUM, -",
                "BE, 1,         2026-03-02, NOT_ALLOWED,   -",
                "BE, 1,         2022-12-31, BEFORE_RULES,  -"
            })
    void whatTheLawSaysOfAGift(
            String country, BigDecimal amount, LocalDate date, Standing standing, LocalDate notifyBy) {
        assertThat(new Gift(country, amount, date, null, null).assessment())
                .isEqualTo(new Gift.Assessment(
                        standing,
                        notifyBy,
                        standing != Standing.BEFORE_RULES && amount.compareTo(BigDecimal.valueOf(1_000)) >= 0
                                ? true
                                : null));
    }

    @ParameterizedTest(name = "{0} {1} EUR {2}, {3} that year: {4}, published {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "NL, -,    999.99,  -,         ALLOWED,       -",
                "NL, -,    1000,    -,         ALLOWED,       true",
                "NL, -,    10,      1000,      ALLOWED,       true",
                "NL, -,    60000,   100000,    NOTIFIABLE,    true",
                "NL, -,    60000,   100000.01, ABOVE_MAXIMUM, true",
                "NL, -,    1,       100001,    ABOVE_MAXIMUM, true",
                "BE, true, 60000,   -,         NOTIFIABLE,    true",
                "BE, false, 60000,  -,         NOT_ALLOWED,   true",
                "US, true, 1,       100001,    ABOVE_MAXIMUM, true"
            })
    void allOfAYearCountsAndVotersAbroadAreDutchDonors(
            String country, Boolean voter, BigDecimal amount, BigDecimal year, Standing standing, Boolean published) {
        var gift = new Gift(country, amount, LocalDate.of(2026, 3, 2), voter, year);
        assertThat(gift.assessment().standing()).isEqualTo(standing);
        assertThat(gift.assessment().published()).isEqualTo(published);
        assertThat(gift.flaw()).isNull();
        assertThat(new Gift(country, amount, LocalDate.of(2026, 3, 2), voter, amount).flaw())
                .as("the only one of the year")
                .isNull();
        assertThat(new Gift(country, amount, LocalDate.of(2026, 3, 2), voter, amount.subtract(new BigDecimal("0.01")))
                        .flaw()
                        .field())
                .isEqualTo("gift/givenThisYear");
    }

    private static ToleranceLimit limit(Integer distance, Integer participants, Boolean sound) {
        var terms = new Terms(
                "limit",
                List.of("GM0344-1"),
                300,
                null,
                distance,
                participants,
                sound,
                NOW.minusSeconds(3_600),
                NOW.plusSeconds(3_600),
                List.of(new Terms.Measure("police", "acts")));
        var limit = ToleranceLimit.evolve(
                null, "l", new ToleranceEvent.Proposed(UTRECHT, terms, Role.MAYOR), at(1, 1, NOW, "mayor"));
        limit = ToleranceLimit.evolve(limit, "l", new ToleranceEvent.Agreed(1, Role.POLICE), at(2, 2, NOW, "police"));
        assertThat(limit.state().status()).isEqualTo(ToleranceStatus.PROPOSED);
        return ToleranceLimit.evolve(
                limit, "l", new ToleranceEvent.Agreed(1, Role.PROSECUTOR), at(3, 3, NOW, "prosecutor"));
    }

    @ParameterizedTest(name = "{0} people at {1} m, sound {2}, blocked {3}: {4} by {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "79,  -,  -,     -,    WITHIN,   MAXIMUM_PARTICIPANTS",
                "80,  -,  -,     -,    NEAR,     MAXIMUM_PARTICIPANTS",
                "100, -,  -,     -,    NEAR,     MAXIMUM_PARTICIPANTS",
                "101, -,  -,     -,    BREACHED, MAXIMUM_PARTICIPANTS",
                "-,   49, -,     -,    BREACHED, MINIMUM_DISTANCE",
                "-,   50, -,     -,    NEAR,     MINIMUM_DISTANCE",
                "-,   63, -,     -,    WITHIN,   MINIMUM_DISTANCE",
                "-,   -,  true,  -,    BREACHED, AMPLIFIED_SOUND",
                "-,   -,  false, -,    WITHIN,   AMPLIFIED_SOUND",
                "150, 10, true,  true, BREACHED, FREE_ACCESS",
                "90,  10, -,     -,    BREACHED, MINIMUM_DISTANCE",
                "-,   -,  -,     -,    WITHIN,   NONE"
            })
    void theHeaviestRuleDecides(
            Integer people, Integer metres, Boolean sound, Boolean blocked, Outcome outcome, Rule rule) {
        var verdict = ToleranceEvaluation.judge(
                new ToleranceEvaluation.Observation(NOW, "GM0344-1", DOOR, metres, people, blocked, sound),
                Stream.of(limit(50, 100, false)),
                id -> DOOR);
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.rule()).isEqualTo(rule);
        assertThat(verdict.measures()).hasSize(outcome == Outcome.BREACHED ? 1 : 0);
    }

    @Test
    void aLimitHoldsInItsPeriodAndItsPlaceAlone() {
        var limit = limit(50, 100, false);
        var there = new ToleranceEvaluation.Observation(NOW, null, new Point(52.0915, 5.12), null, 200, null, null);
        assertThat(ToleranceEvaluation.judge(there, Stream.of(limit), id -> DOOR))
                .as("167 m from the door")
                .isNotNull();
        assertThat(ToleranceEvaluation.judge(
                        new ToleranceEvaluation.Observation(NOW, null, new Point(52.095, 5.12), null, 200, null, null),
                        Stream.of(limit),
                        id -> DOOR))
                .as("556 m away")
                .isNull();
        assertThat(ToleranceEvaluation.judge(
                        new ToleranceEvaluation.Observation(
                                NOW.plusSeconds(3_600), "GM0344-1", DOOR, null, 200, null, null),
                        Stream.of(limit),
                        id -> DOOR))
                .as("when it is over")
                .isNull();
        assertThat(ToleranceEvaluation.judge(there, Stream.of(limit), id -> null))
                .as("no entrance is known")
                .isNull();
    }

    @Test
    void anAreaThatCrossesItselfHasNoInside() {
        var square = List.of(new Point(52, 5), new Point(52.1, 5), new Point(52.1, 5.1), new Point(52, 5.1));
        assertThat(new Polygon(square).flaw()).isNull();
        assertThat(new Polygon(square).contains(new Point(52.05, 5.05))).isTrue();
        assertThat(new Polygon(square).contains(new Point(52.05, 5.15))).isFalse();
        assertThat(new Polygon(List.of(square.get(0), square.get(2), square.get(1), square.get(3)))
                        .flaw()
                        .in(Locale.ENGLISH))
                .contains("crosses itself");
        assertThat(new Polygon(List.of(square.get(0), square.get(1), square.get(1)))
                        .flaw()
                        .in(Locale.ENGLISH))
                .contains("twice");
        assertThat(new Polygon(List.of(new Point(52, 5), new Point(52.1, 5), new Point(52.2, 5))).flaw())
                .isNotNull();
        assertThat(new Polygon(square.subList(0, 2)).flaw().in(Locale.ENGLISH)).contains("3 to 100");
    }

    @Test
    void aRingThatIsClosedIsTheSameArea() {
        var square = List.of(new Point(52, 5), new Point(52.1, 5), new Point(52.1, 5.1), new Point(52, 5.1));
        var closed = List.of(square.get(0), square.get(1), square.get(2), square.get(3), square.get(0));
        assertThat(Polygon.open(closed)).isEqualTo(square);
        assertThat(Polygon.open(square)).isEqualTo(square);
        assertThat(Polygon.open(square.subList(0, 1))).hasSize(1);
        assertThat(Polygon.open(List.of())).isEmpty();
    }

    @Test
    void whatWasSeenIsNeitherAheadNorOfAnotherElection() {
        assertThat(Observed.flaw("observedAt", null, NOW)).isNull();
        assertThat(Observed.flaw("observedAt", NOW.plusSeconds(300), NOW)).isNull();
        assertThat(Observed.flaw("observedAt", NOW.plusSeconds(301), NOW).detail())
                .contains("in the future");
        assertThat(Observed.flaw("observedAt", NOW.minus(Duration.ofDays(7)), NOW))
                .isNull();
        assertThat(Observed.flaw("observedAt", NOW.minus(Duration.ofDays(7)).minusSeconds(1), NOW)
                        .detail())
                .contains("more than a week ago");
        assertThat(Observed.flaw("observedAt", NOW.minus(Duration.ofDays(8)), NOW)
                        .field())
                .isEqualTo("observedAt");
    }

    @ParameterizedTest(name = "{0} seen as {1}: {2}")
    @CsvSource(
            nullValues = "-",
            delimiter = ';',
            value = {
                "VIOLENCE; INFO; triangle critical, table critical",
                "THREAT; URGENT; triangle critical, table critical",
                "UNREST; INFO; -",
                "UNREST; ATTENTION; triangle attention",
                "CROWD; ATTENTION; -",
                "CROWD; URGENT; municipality urgent",
                "FOREIGN_INTERFERENCE; INFO; table attention",
                "PROXY_CANVASSING; INFO; triangle attention",
                "COUNTING_IRREGULARITY; INFO; municipality attention, table attention",
                "COUNT_ERROR; INFO; municipality attention, table attention",
                "ACCESS_BLOCKED; INFO; table urgent, triangle urgent"
            })
    void whichReportsAreEscalatedByThemselves(ReportKind kind, Severity seen, String expected) {
        var due = EscalationRules.DEFAULT.of(report(kind, seen, null)).stream()
                .map(d -> d.addressee().level() + " " + d.severity())
                .toList();
        assertThat(String.join(", ", due)).isEqualTo(expected == null ? "" : expected);
        assertThat(EscalationRules.DEFAULT.of(report(kind, seen, true)))
                .as("above the limit it waits for a person")
                .isEmpty();
    }

    @Test
    void blockedAccessIsWithTriangleAndTableOnceEach() {
        var content = new ReportContent(
                ReportKind.DEMONSTRATION,
                "text",
                Severity.ATTENTION,
                null,
                "GM0344-1",
                UTRECHT,
                DOOR,
                null,
                null,
                true,
                null,
                null,
                Source.ON_SITE,
                Tlp.GREEN,
                Set.of(),
                null,
                null,
                null);
        var report = Report.evolve(
                null, "r", new ReportEvent.Submitted(content, Role.MUNICIPALITY), at(1, 1, NOW, "office"));
        assertThat(EscalationRules.DEFAULT.of(report).stream()
                        .map(d -> d.addressee().level()))
                .as("without a limit")
                .containsExactlyInAnyOrder(EscalationLevel.TRIANGLE, EscalationLevel.TABLE);
        var verdict = ToleranceEvaluation.judge(
                new ToleranceEvaluation.Observation(NOW, "GM0344-1", DOOR, null, null, true, null),
                Stream.of(limit(50, 100, false)),
                id -> DOOR);
        var judged = Report.evolve(report, "r", new ReportEvent.Judged(verdict), at(2, 2, NOW, "hub"));
        assertThat(EscalationRules.DEFAULT.of(judged).stream().map(EscalationRules.Due::rule))
                .as("with one")
                .containsExactlyInAnyOrder(EscalationRules.BREACH, EscalationRules.BLOCKED);
    }

    @Test
    void whatIsBoughtOrCanvassedGoesToTheProsecutorAlone() {
        var due = EscalationRules.DEFAULT.of(report(ReportKind.VOTE_BUYING, Severity.INFO, null));
        assertThat(due).hasSize(1);
        assertThat(due.get(0).addressee().roles()).containsExactly(Role.PROSECUTOR);
        assertThat(report(ReportKind.VOTE_BUYING, Severity.INFO, null)
                        .visibility()
                        .roles())
                .containsExactly(Role.PROSECUTOR);
    }

    private static Escalation raised(Severity severity, EscalationLevel level) {
        var cause = new Cause(
                Cause.REPORT,
                "r",
                "unrest",
                null,
                null,
                false,
                List.of(),
                Tlp.GREEN,
                Set.of(Role.MUNICIPALITY),
                Set.of());
        var event = EscalationDecider.decide(
                null,
                new EscalationCommand.Raise(cause, "rule", Addressee.of(level, UTRECHT), severity, "why", null),
                EscalationRules.DEFAULT,
                NOW);
        return Escalation.evolve(
                null, "e", ((Decision.Accepted<EscalationEvent>) event).events().get(0), at(1, 1, NOW, "hub"));
    }

    @Test
    void whatNobodyAcknowledgesGoesUpOneLevelAtATimeAndSaysSo() {
        var escalation = raised(Severity.URGENT, EscalationLevel.MUNICIPALITY);
        var time = NOW;
        for (var level : List.of(EscalationLevel.TRIANGLE, EscalationLevel.TABLE)) {
            assertThat(decide(escalation, new EscalationCommand.CheckDeadline(), time.plusSeconds(599)))
                    .as("not before its time")
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class, a -> assertThat(a.events()).isEmpty());
            time = time.plusSeconds(600);
            var event = accepted(escalation, new EscalationCommand.CheckDeadline(), time);
            assertThat(event).isInstanceOf(EscalationEvent.SteppedUp.class);
            escalation = Escalation.evolve(escalation, "e", event, at(2, escalation.version() + 1, time, "hub"));
            assertThat(escalation.state().addressee().level()).isEqualTo(level);
            assertThat(escalation
                            .state()
                            .steps()
                            .get(escalation.state().steps().size() - 1)
                            .why())
                    .isEqualTo("not-acknowledged");
            assertThat(decide(escalation, new EscalationCommand.CheckDeadline(), time))
                    .as("once")
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class, a -> assertThat(a.events()).isEmpty());
        }
        time = time.plusSeconds(600);
        escalation = Escalation.evolve(
                escalation,
                "e",
                accepted(escalation, new EscalationCommand.CheckDeadline(), time),
                at(9, 4, time, "hub"));
        assertThat(escalation.state().unanswered()).isTrue();
        assertThat(decide(escalation, new EscalationCommand.CheckDeadline(), time.plusSeconds(6_000)))
                .as("and no more")
                .isInstanceOfSatisfying(
                        Decision.Accepted.class, a -> assertThat(a.events()).isEmpty());
        assertThat(escalation.visibility().roles())
                .as("whoever had it keeps seeing it")
                .contains(Role.MUNICIPALITY, Role.MAYOR);
    }

    @Test
    void whoComesTooLateIsToldWhoHasIt() {
        var escalation = raised(Severity.CRITICAL, EscalationLevel.TRIANGLE);
        var late = Escalation.evolve(
                escalation,
                "e",
                accepted(escalation, new EscalationCommand.CheckDeadline(), NOW.plusSeconds(300)),
                at(2, 2, NOW.plusSeconds(300), "hub"));
        var refusal = ((Decision.Refused<EscalationEvent>)
                        decide(late, new EscalationCommand.Acknowledge(null, null), NOW.plusSeconds(301)))
                .refusal();
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TRANSITION);
        assertThat(refusal.detail()).contains("not acknowledged in time", "table");
    }

    @Test
    void whatIsHandedOverWaitsForTheOthersAnew() {
        var escalation = raised(Severity.ATTENTION, EscalationLevel.TRIANGLE);
        escalation = Escalation.evolve(
                escalation,
                "e",
                accepted(escalation, new EscalationCommand.Acknowledge(Role.POLICE, null), NOW),
                at(2, 2, NOW, "chief"));
        assertThat(escalation.status()).isEqualTo(EscalationStatus.ACKNOWLEDGED);
        assertThat(escalation.state().deadline()).isNull();
        escalation = Escalation.evolve(
                escalation,
                "e",
                accepted(
                        escalation,
                        new EscalationCommand.HandOver(EscalationLevel.TRIANGLE, Role.MAYOR, "yours", Role.POLICE),
                        NOW),
                at(3, 3, NOW, "chief"));
        assertThat(escalation.status()).isEqualTo(EscalationStatus.OPEN);
        assertThat(escalation.state().addressee().roles()).containsExactly(Role.MAYOR);
        assertThat(escalation.state().deadline()).isEqualTo(NOW.plusSeconds(1_800));
    }

    private static Decision<EscalationEvent> decide(Escalation e, EscalationCommand c, Instant time) {
        return EscalationDecider.decide(e, c, EscalationRules.DEFAULT, time);
    }

    private static EscalationEvent accepted(Escalation e, EscalationCommand c, Instant time) {
        return ((Decision.Accepted<EscalationEvent>) decide(e, c, time))
                .events()
                .get(0);
    }

    @Test
    void theShiftSaysWhoIsOnDutyUntilSomebodyTakesOverByHand() {
        var shifts = List.of(
                new Duty.Shift("a", "A", NOW, NOW.plusSeconds(100)),
                new Duty.Shift("b", "B", NOW.plusSeconds(100), NOW.plusSeconds(200)));
        var duty = Duty.evolve(
                null, "police/GM0344", new DutyEvent.Planned(Role.POLICE, UTRECHT, shifts), at(1, 1, NOW, "a"));
        assertThat(duty.onDuty(NOW.minusSeconds(1))).isNull();
        assertThat(duty.onDuty(NOW)).isEqualTo("a");
        assertThat(duty.onDuty(NOW.plusSeconds(100))).isEqualTo("b");
        assertThat(duty.onDuty(NOW.plusSeconds(200))).isNull();
        duty = Duty.evolve(
                duty,
                "police/GM0344",
                new DutyEvent.HandedOver(Role.POLICE, UTRECHT, "a", "c", null),
                at(2, 2, NOW.plusSeconds(50), "a"));
        assertThat(duty.onDuty(NOW.plusSeconds(60))).isEqualTo("c");
        assertThat(duty.onDuty(NOW.plusSeconds(100)))
                .as("the next shift begins")
                .isEqualTo("b");
        assertThat(duty.onDuty(NOW.plusSeconds(200)))
                .as("the last one has ended")
                .isNull();
        assertThat(duty.state().turns()).extracting(t -> t.account()).containsExactly("a", "c", "b");
        var overlapping = List.of(shifts.get(0), new Duty.Shift("b", "B", NOW.plusSeconds(99), NOW.plusSeconds(200)));
        assertThat(DutyDecider.decide(null, new DutyCommand.Plan(Role.POLICE, UTRECHT, overlapping), NOW))
                .isInstanceOf(Decision.Refused.class);
    }

    /**
     * A state goes to every screen at each change: what somebody goes on adding to stays in the timeline, and does not
     * make it larger.
     */
    @Test
    void whatPeopleGoOnSayingDoesNotMakeAnEscalationLarger() {
        var escalation = raised(Severity.URGENT, EscalationLevel.TABLE);
        var text = "x".repeat(4_000);
        for (int i = 0; i < 1_530; i++) {
            escalation = Escalation.evolve(
                    escalation,
                    "e",
                    new EscalationEvent.Commented(i + text, Role.MAYOR),
                    at(2 + i, escalation.version() + 1, NOW, "mayor"));
        }
        for (int i = 0; i < 500; i++) {
            escalation = Escalation.evolve(
                    escalation,
                    "e",
                    new EscalationEvent.HandedOver(escalation.state().addressee(), "n" + i, null, Role.MAYOR),
                    at(2_000 + i, escalation.version() + 1, NOW, "mayor"));
        }
        var s = escalation.state();
        assertThat(s.comments()).hasSize(Latest.COMMENTS);
        assertThat(s.comments().get(Latest.COMMENTS - 1).text()).startsWith("1529x");
        assertThat(s.comments().get(0).text()).startsWith("1510x");
        assertThat(s.commentCount()).isEqualTo(1_530);
        assertThat(s.steps()).hasSize(50);
        assertThat(s.steps().get(0).why()).isEqualTo("raised");
        assertThat(s.steps().get(49).note()).isEqualTo("n499");
        assertThat(s.steps().get(1).note()).isEqualTo("n451");
    }

    @Test
    void theLastOfAListAreKept() {
        assertThat(Latest.and(List.of(), 1, 3)).containsExactly(1);
        assertThat(Latest.and(List.of(1, 2), 3, 3)).containsExactly(1, 2, 3);
        assertThat(Latest.and(List.of(1, 2, 3), 4, 3)).containsExactly(2, 3, 4);
        assertThat(Latest.afterFirst(List.of(1, 2), 3, 3)).containsExactly(1, 2, 3);
        assertThat(Latest.afterFirst(List.of(1, 2, 3), 4, 3)).containsExactly(1, 3, 4);
    }
}
