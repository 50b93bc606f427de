package nl.tafelzicht.subject.escalation.domain;

import static nl.tafelzicht.support.Situations.NOW;
import static nl.tafelzicht.support.Situations.UTRECHT;
import static nl.tafelzicht.support.Situations.at;
import static nl.tafelzicht.support.Situations.content;
import static nl.tafelzicht.support.Situations.event;
import static nl.tafelzicht.support.Situations.isNothing;
import static nl.tafelzicht.support.Situations.refusal;
import static nl.tafelzicht.support.Situations.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Refusal.Reason;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.tolerance.domain.Verdict;
import nl.tafelzicht.support.Diagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every step of an escalation, who may take it, and what is one matter and what another. */
class EscalationLifeTest {

    private static final EscalationRules RULES = EscalationRules.DEFAULT;

    private static Decision<EscalationEvent> decide(Escalation e, EscalationCommand c) {
        return EscalationDecider.decide(e, c, RULES, NOW);
    }

    private static Escalation after(Escalation before, EscalationEvent event, long seq, String actor) {
        return Escalation.evolve(before, "e", event, at(seq, actor));
    }

    private static Cause cause(Point location, String station) {
        return new Cause(
                Cause.REPORT,
                "r",
                "unrest",
                station,
                location,
                false,
                List.of(),
                Tlp.GREEN,
                Set.of(Role.MUNICIPALITY),
                Set.of());
    }

    private static Escalation raised(EscalationLevel level, Severity severity, Municipality place, String rule) {
        var command =
                new EscalationCommand.Raise(cause(null, null), rule, Addressee.of(level, place), severity, "why", null);
        return after(null, event(decide(null, command)), 1, "hub");
    }

    private static Escalation open() {
        return raised(EscalationLevel.TRIANGLE, Severity.URGENT, UTRECHT, "rule");
    }

    private static Escalation in(EscalationStatus status) {
        return switch (status) {
            case OPEN -> open();
            case ACKNOWLEDGED ->
                after(
                        open(),
                        event(decide(open(), new EscalationCommand.Acknowledge(Role.POLICE, "on my way"))),
                        2,
                        "chief");
            case RESOLVED ->
                after(
                        open(),
                        event(decide(open(), new EscalationCommand.Resolve("it is over", Role.POLICE))),
                        2,
                        "chief");
        };
    }

    @ParameterizedTest(name = "{0}: acknowledge {1}, hand over {2}, resolve {3}")
    @CsvSource({"OPEN, true, true, true", "ACKNOWLEDGED, false, true, true", "RESOLVED, false, false, false"})
    void everyStep(EscalationStatus status, boolean acknowledge, boolean handOver, boolean resolve) {
        var e = in(status);
        var commands = List.of(
                new EscalationCommand.Acknowledge(Role.MAYOR, null),
                new EscalationCommand.HandOver(EscalationLevel.TABLE, null, "yours", Role.POLICE),
                new EscalationCommand.Resolve("done", Role.POLICE));
        var may = List.of(acknowledge, handOver, resolve);
        var names = List.of("acknowledge", "hand-over", "resolve");
        for (int i = 0; i < commands.size(); i++) {
            var decision = decide(e, commands.get(i));
            assertThat(decision instanceof Decision.Accepted).as(names.get(i)).isEqualTo(may.get(i));
            if (!may.get(i)) {
                assertThat(refusal(decision).reason()).isEqualTo(Reason.TRANSITION);
                assertThat(refusal(decision).state()).isEqualTo(status.toString());
                for (int j = 0; j < names.size(); j++) {
                    assertThat(refusal(decision).allowed().contains(names.get(j)))
                            .as(names.get(j))
                            .isEqualTo(may.get(j));
                }
                assertThat(refusal(decision).allowed()).contains("comment");
            }
        }
        assertThat(decide(e, new EscalationCommand.Comment("so", Role.MAYOR)))
                .as("one may always say something")
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void itIsRaisedOnceAndSaysByWhatAndUntilWhen() {
        var e = open();
        assertThat(isNothing(decide(
                        e,
                        new EscalationCommand.Raise(
                                cause(null, null),
                                "rule",
                                Addressee.of(EscalationLevel.TABLE, UTRECHT),
                                Severity.CRITICAL,
                                "again",
                                null))))
                .isTrue();
        assertThat(e.state().deadline()).isEqualTo(NOW.plusSeconds(600));
        assertThat(e.state().by()).as("by itself").isNull();
        assertThat(e.state().steps()).extracting(EscalationState.Step::why).containsExactly("raised");
        var byHand = after(
                null,
                new EscalationEvent.Raised(
                        cause(null, null),
                        null,
                        Addressee.of(EscalationLevel.TABLE, UTRECHT),
                        Severity.INFO,
                        "look",
                        null,
                        Role.POLICE),
                1,
                "chief");
        assertThat(byHand.state().by()).isEqualTo("chief");
        assertThat(byHand.state().steps().get(0).by()).isEqualTo("chief");
        assertThat(byHand.isOverdue(NOW.plusSeconds(1_000_000)))
                .as("without a deadline")
                .isFalse();
        assertThat(byHand.visibility().roles()).contains(Role.TABLE_OPERATOR, Role.MUNICIPALITY);
        assertThatThrownBy(() -> after(null, new EscalationEvent.FoundUnanswered(), 1, "hub"))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"INFO, -", "ATTENTION, 1800", "URGENT, 600", "CRITICAL, 300"})
    void deadlinesAreThoseOfTheDomain(Severity severity, Long seconds) {
        assertThat(RULES.deadline(severity, NOW)).isEqualTo(seconds == null ? null : NOW.plusSeconds(seconds));
        assertThat(RULES.withMinutes(1, 2, 3).deadline(severity, NOW))
                .isEqualTo(severity == Severity.INFO ? null : NOW.plusSeconds(60L * severity.ordinal()));
    }

    @Test
    void acknowledgingSaysWhoAndStopsTheClock() {
        var e = in(EscalationStatus.ACKNOWLEDGED);
        assertThat(e.state().acknowledged())
                .isEqualTo(new EscalationState.Answer(
                        "chief", Role.POLICE, at(2, "").at(), "on my way"));
        assertThat(e.state().deadline()).isNull();
        assertThat(e.isOverdue(NOW.plusSeconds(10_000))).isFalse();
        assertThat(refusal(decide(e, new EscalationCommand.Acknowledge(Role.MAYOR, null)))
                        .detail())
                .contains("chief", "police");
        var nobody = refusal(decide(open(), new EscalationCommand.Acknowledge(null, null)));
        assertThat(nobody.reason()).as("not addressed").isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void itIsHandedToRolesOfTheLevelWhereItHasAPlace() {
        var e = open();
        assertThat(refusal(decide(
                                e,
                                new EscalationCommand.HandOver(EscalationLevel.TABLE, Role.MAYOR, null, Role.POLICE)))
                        .field())
                .isEqualTo("role");
        assertThat(refusal(decide(e, new EscalationCommand.HandOver(EscalationLevel.TRIANGLE, null, null, Role.POLICE)))
                        .field())
                .as("it is there")
                .isEqualTo("level");
        assertThat(decide(
                        in(EscalationStatus.ACKNOWLEDGED),
                        new EscalationCommand.HandOver(EscalationLevel.TRIANGLE, null, null, Role.POLICE)))
                .as("back to all of them")
                .isInstanceOf(Decision.Accepted.class);
        var mayor = after(
                e,
                event(decide(
                        e, new EscalationCommand.HandOver(EscalationLevel.TRIANGLE, Role.MAYOR, "yours", Role.POLICE))),
                2,
                "chief");
        assertThat(mayor.state().addressee().roles()).containsExactly(Role.MAYOR);
        assertThat(mayor.state().steps().get(1))
                .isEqualTo(new EscalationState.Step(
                        mayor.state().addressee(),
                        "handed-over",
                        "chief",
                        at(2, "").at(),
                        "yours"));
        assertThat(mayor.state().deadline()).isEqualTo(NOW.plusSeconds(600));
        var placeless = raised(EscalationLevel.TABLE, Severity.URGENT, null, "rule");
        assertThat(refusal(decide(
                                placeless,
                                new EscalationCommand.HandOver(
                                        EscalationLevel.TRIANGLE, null, null, Role.TABLE_OPERATOR)))
                        .detail())
                .contains("no municipality");
        assertThat(decide(
                        placeless,
                        new EscalationCommand.HandOver(
                                EscalationLevel.TABLE, Role.TABLE_MEMBER, null, Role.TABLE_OPERATOR)))
                .isInstanceOf(Decision.Accepted.class);
        var again = after(
                in(EscalationStatus.ACKNOWLEDGED),
                new EscalationEvent.HandedOver(Addressee.of(EscalationLevel.TABLE, UTRECHT), null, NOW, Role.POLICE),
                3,
                "chief");
        assertThat(again.state().acknowledged()).as("nobody has it now").isNull();
        assertThat(again.status()).isEqualTo(EscalationStatus.OPEN);
    }

    @Test
    void itGoesWithTheDutyOfWhoHasIt() {
        var e = in(EscalationStatus.ACKNOWLEDGED);
        for (var other : List.of(
                new EscalationCommand.PassOn("somebody", "night", Role.POLICE),
                new EscalationCommand.PassOn("chief", "night", Role.MAYOR))) {
            assertThat(isNothing(decide(e, other))).as(other.toString()).isTrue();
        }
        for (var status : List.of(EscalationStatus.OPEN, EscalationStatus.RESOLVED)) {
            assertThat(isNothing(decide(in(status), new EscalationCommand.PassOn("chief", "night", Role.POLICE))))
                    .as(status.toString())
                    .isTrue();
        }
        var passed =
                after(e, event(decide(e, new EscalationCommand.PassOn("chief", "night", Role.POLICE))), 3, "chief");
        assertThat(passed.state().acknowledged())
                .isEqualTo(new EscalationState.Answer(
                        "night", Role.POLICE, at(3, "").at(), "on my way"));
        assertThat(passed.status()).isEqualTo(EscalationStatus.ACKNOWLEDGED);
    }

    @Test
    void whatIsResolvedSaysByWhomAndTheHubIsNoPerson() {
        var e = in(EscalationStatus.RESOLVED);
        assertThat(e.isOver()).isTrue();
        assertThat(in(EscalationStatus.OPEN).isOver()).isFalse();
        assertThat(in(EscalationStatus.ACKNOWLEDGED).isOver()).isFalse();
        assertThat(e.state().resolved())
                .isEqualTo(new EscalationState.Answer(
                        "chief", Role.POLICE, at(2, "").at(), "it is over"));
        assertThat(isNothing(decide(e, new EscalationCommand.Resolve("its cause went away", null))))
                .as("by the hub, once more")
                .isTrue();
        assertThat(refusal(decide(e, new EscalationCommand.Resolve("me too", Role.MAYOR)))
                        .detail())
                .contains("resolved by chief");
        var byHub = after(open(), event(decide(open(), new EscalationCommand.Resolve("went away", null))), 2, "hub");
        assertThat(byHub.state().resolved().by()).isNull();
        assertThat(refusal(decide(byHub, new EscalationCommand.Acknowledge(Role.MAYOR, null)))
                        .detail())
                .contains("resolved by the hub");
    }

    @ParameterizedTest
    @EnumSource(EscalationStatus.class)
    void onlyWhatIsOpenGoesUp(EscalationStatus status) {
        var e = in(status);
        var late = EscalationDecider.decide(e, new EscalationCommand.CheckDeadline(), RULES, NOW.plusSeconds(600));
        assertThat(isNothing(late)).isEqualTo(status != EscalationStatus.OPEN);
        assertThat(isNothing(EscalationDecider.decide(
                        e,
                        new EscalationCommand.CheckDeadline(),
                        RULES,
                        NOW.plusSeconds(600).minusMillis(1))))
                .isTrue();
    }

    @Test
    void whatItIsAboutMarksItFromThenOn() {
        var e = after(open(), new EscalationEvent.Commented("before", Role.POLICE), 2, "chief")
                .marked(Tlp.RED, Set.of("jan"), 3);
        assertThat(e.state().marking()).isEqualTo(Tlp.RED);
        assertThat(e.state().seq()).isEqualTo(3);
        assertThat(e.visibility().recipients()).containsExactly("jan");
        assertThat(e.everVisible().marking()).isEqualTo(Tlp.GREEN);
        var said = after(e, new EscalationEvent.Commented("after", Role.POLICE), 4, "chief");
        assertThat(said.stateFor(v -> v.marking() == Tlp.RED).comments())
                .extracting(EscalationState.Comment::text)
                .containsExactly("after");
        assertThat(said.stateFor(v -> v.marking() == Tlp.RED).commentCount()).isEqualTo(1);
        assertThat(said.stateFor(v -> true).commentCount()).isEqualTo(2);
    }

    private static Report unrest(String id, String station, Point location, Instant at, Severity severity) {
        return report(
                id,
                content(ReportKind.UNREST, severity, station, UTRECHT, location, Tlp.GREEN, Set.of()),
                Role.POLICE,
                at);
    }

    private static EscalationRules.Due due(Report report) {
        return RULES.of(report).get(0);
    }

    private static Escalation of(Report report, Instant at) {
        var due = due(report);
        var raised = new EscalationEvent.Raised(
                due.cause(), due.rule(), due.addressee(), due.severity(), due.reason(), null, null);
        return Escalation.evolve(null, "e", raised, at(1, at, "hub"));
    }

    private static boolean isCovered(Report next, Escalation e) {
        return EscalationRules.isCovered(due(next), next.state(), e);
    }

    @ParameterizedTest(name = "raised {0} s before: {1}")
    @CsvSource({"0, true", "1800, true", "1801, false", "-60, true", "-61, false"})
    void whatIsSaidAgainWithinHalfAnHourRingsOnce(long secondsBefore, boolean covered) {
        var first = unrest("a", "GM0344-1", null, NOW, Severity.URGENT);
        assertThat(isCovered(
                        unrest("b", "GM0344-1", null, NOW, Severity.URGENT),
                        of(first, NOW.minusSeconds(secondsBefore))))
                .isEqualTo(covered);
    }

    @Test
    void itIsOneMatterAtOnePlaceAndNoWorse() {
        var e = of(unrest("a", "GM0344-1", null, NOW, Severity.URGENT), NOW);
        assertThat(isCovered(unrest("b", "GM0344-1", null, NOW, Severity.URGENT), e))
                .isTrue();
        assertThat(isCovered(unrest("b", "GM0344-1", null, NOW, Severity.ATTENTION), e))
                .as("less bad")
                .isTrue();
        assertThat(isCovered(unrest("b", "GM0344-1", null, NOW, Severity.CRITICAL), e))
                .as("worse")
                .isFalse();
        assertThat(isCovered(unrest("b", "GM0344-2", null, NOW, Severity.URGENT), e))
                .as("at another station")
                .isFalse();
        assertThat(isCovered(unrest("b", null, null, NOW, Severity.URGENT), e))
                .as("at none")
                .isFalse();
        var other = report(
                "b",
                content(ReportKind.DEMONSTRATION, Severity.URGENT, "GM0344-1", UTRECHT, null, Tlp.GREEN, Set.of()),
                Role.POLICE,
                NOW);
        assertThat(isCovered(other, e)).as("of another kind").isFalse();
        var elsewhere = report(
                "b",
                content(
                        ReportKind.UNREST,
                        Severity.URGENT,
                        "GM0344-1",
                        new Municipality("GM0363", "Amsterdam"),
                        null,
                        Tlp.GREEN,
                        Set.of()),
                Role.POLICE,
                NOW);
        assertThat(isCovered(elsewhere, e)).as("in another municipality").isFalse();
        var resolvedBefore = Escalation.evolve(
                e, "e", new EscalationEvent.Resolved("x", Role.POLICE), at(2, NOW.minusSeconds(1), "chief"));
        assertThat(isCovered(unrest("b", "GM0344-1", null, NOW, Severity.URGENT), resolvedBefore))
                .as("it was over")
                .isFalse();
        var resolvedAfter =
                Escalation.evolve(e, "e", new EscalationEvent.Resolved("x", Role.POLICE), at(2, NOW, "chief"));
        assertThat(isCovered(unrest("b", "GM0344-1", null, NOW, Severity.URGENT), resolvedAfter))
                .as("it was under way")
                .isTrue();
    }

    @Test
    void withoutAStationItIsTheSameWithin250Metres() {
        var at = new Point(52.09, 5.12);
        var e = of(unrest("a", null, at, NOW, Severity.URGENT), NOW);
        assertThat(isCovered(unrest("b", null, new Point(52.09 + 249 / 111_195.0, 5.12), NOW, Severity.URGENT), e))
                .isTrue();
        assertThat(isCovered(unrest("b", null, new Point(52.09 + 251 / 111_195.0, 5.12), NOW, Severity.URGENT), e))
                .isFalse();
        assertThat(isCovered(unrest("b", null, null, NOW, Severity.URGENT), e))
                .as("somewhere")
                .isFalse();
        var anywhere = of(unrest("a", null, null, NOW, Severity.URGENT), NOW);
        assertThat(isCovered(unrest("b", null, null, NOW, Severity.URGENT), anywhere))
                .isTrue();
        assertThat(isCovered(unrest("b", null, at, NOW, Severity.URGENT), anywhere))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(ReportKind.class)
    void whatTouchesSinglePeopleOrHasNoPlaceIsAMatterOfItsOwnEachTime(ReportKind kind) {
        var placed =
                report("a", content(kind, Severity.URGENT, null, UTRECHT, null, Tlp.GREEN, Set.of()), Role.POLICE, NOW);
        var placeless =
                report("a", content(kind, Severity.URGENT, null, null, null, Tlp.GREEN, Set.of()), Role.POLICE, NOW);
        assertThat(isCovered(placed, of(placed, NOW))).isEqualTo(kind.area() != 2);
        assertThat(isCovered(placeless, of(placeless, NOW))).isFalse();
        assertThat(RULES.of(placeless))
                .as("the table has it")
                .allMatch(d -> d.addressee().level() == EscalationLevel.TABLE
                        && d.addressee().municipality() == null)
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(ReportKind.class)
    void itGoesToThoseOfItsKindAndNobodyElse(ReportKind kind) {
        var due = RULES.of(report(
                "a", content(kind, Severity.CRITICAL, null, UTRECHT, null, Tlp.GREEN, Set.of()), Role.POLICE, NOW));
        var told = EnumSet.noneOf(Role.class);
        due.forEach(d -> told.addAll(d.addressee().roles()));
        var expected = EnumSet.copyOf(kind.addressees());
        if (kind == ReportKind.ACCESS_BLOCKED) {
            expected.addAll(EscalationLevel.TABLE.roles());
        }
        assertThat(told).isEqualTo(expected);
        assertThat(due).allMatch(d -> d.severity() == Severity.CRITICAL);
    }

    @Test
    void whatIsDismissedOrAboveTheLimitEscalatesNothing() {
        var report = unrest("r", "GM0344-1", null, NOW, Severity.CRITICAL);
        assertThat(RULES.of(report)).isNotEmpty();
        assertThat(RULES.of(Report.evolve(
                        report, "r", new ReportEvent.Dismissed("no", Role.TABLE_OPERATOR, null), at(2, "desk"))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "BREACHED, MAXIMUM_PARTICIPANTS, '“t”: 120 people, at most 100 agreed', URGENT",
                        "BREACHED, MINIMUM_DISTANCE, '“t”: 120 m from the entrance, at least 100 m agreed', URGENT",
                "BREACHED, FREE_ACCESS, '“t”: access is blocked', URGENT",
                        "BREACHED, AMPLIFIED_SOUND, '“t”: amplified sound, agreed without', URGENT",
                "NEAR, MAXIMUM_PARTICIPANTS, '“t”: 120 people, at most 100 agreed', ATTENTION", "WITHIN, NONE, -, -"
            })
    void aVerdictIsToldToTheTriangleInWords(
            Verdict.Outcome outcome, Verdict.Rule rule, String reason, Severity severity) {
        var report = report(
                "r",
                content(ReportKind.DEMONSTRATION, Severity.INFO, "GM0344-1", UTRECHT, null, Tlp.GREEN, Set.of()),
                Role.POLICE,
                NOW);
        var judged = Report.evolve(
                report,
                "r",
                new ReportEvent.Judged(new Verdict(outcome, "l", 1, "t", rule, 120, 100, List.of())),
                at(2, "hub"));
        var due = RULES.of(judged);
        if (reason == null) {
            assertThat(due).isEmpty();
            return;
        }
        assertThat(due).hasSize(1);
        assertThat(due.get(0).reason()).isEqualTo(reason);
        assertThat(due.get(0).severity()).isEqualTo(severity);
        assertThat(due.get(0).addressee()).isEqualTo(Addressee.of(EscalationLevel.TRIANGLE, UTRECHT));
        assertThat(due.get(0).rule())
                .isEqualTo(outcome == Verdict.Outcome.NEAR ? EscalationRules.NEAR : EscalationRules.BREACH);
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.Outcome.class,
            names = {"NEAR", "BREACHED"})
    void aVerdictWithoutAPlaceIsForTheTable(Verdict.Outcome outcome) {
        var report = report(
                "r",
                content(ReportKind.DEMONSTRATION, Severity.INFO, null, null, null, Tlp.GREEN, Set.of()),
                Role.POLICE,
                NOW);
        var judged = Report.evolve(
                report,
                "r",
                new ReportEvent.Judged(
                        new Verdict(outcome, "l", 1, "t", Verdict.Rule.MAXIMUM_PARTICIPANTS, 120, 100, List.of())),
                at(2, "hub"));
        assertThat(RULES.of(judged)).singleElement().satisfies(due -> assertThat(due.addressee())
                .isEqualTo(Addressee.of(EscalationLevel.TABLE, null)));
    }

    @Test
    void theDiagramInTheArchitectureHasTheStepsOfTheRulesAndNoOthers() throws Exception {
        var steps = new TreeSet<String>();
        var commands = List.of(
                new EscalationCommand.Acknowledge(Role.MAYOR, null),
                new EscalationCommand.HandOver(EscalationLevel.TABLE, null, "yours", Role.POLICE),
                new EscalationCommand.Resolve("done", Role.POLICE),
                new EscalationCommand.CheckDeadline());
        for (var from : EscalationStatus.values()) {
            for (var command : commands) {
                var late = in(from);
                var decision = EscalationDecider.decide(late, command, RULES, NOW.plusSeconds(86_400));
                if (decision instanceof Decision.Accepted<EscalationEvent> a
                        && !a.events().isEmpty()) {
                    steps.add(from + " "
                            + after(late, a.events().get(0), 9, "chief").status());
                }
            }
        }
        assertThat(steps).isEqualTo(Diagram.of("escalation"));
    }
}
