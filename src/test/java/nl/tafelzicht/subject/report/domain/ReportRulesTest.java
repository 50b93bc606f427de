package nl.tafelzicht.subject.report.domain;

import static nl.tafelzicht.support.Situations.DOOR;
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

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Refusal.Reason;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentCommand;
import nl.tafelzicht.subject.incident.domain.IncidentDecider;
import nl.tafelzicht.subject.incident.domain.IncidentEvent;
import nl.tafelzicht.subject.incident.domain.IncidentStatus;
import nl.tafelzicht.subject.incident.domain.LeavingRule;
import nl.tafelzicht.subject.report.domain.ReportEvent.Why;
import nl.tafelzicht.subject.report.domain.ReportState.Triage;
import nl.tafelzicht.subject.tolerance.domain.Verdict;
import nl.tafelzicht.support.Diagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be said of what happens, and what becomes of it. */
class ReportRulesTest {

    private static final Role DESK = Role.TABLE_OPERATOR;

    private static Decision<ReportEvent> decide(Report report, ReportCommand command) {
        return ReportDecider.decide(report, command, NOW);
    }

    private static Report after(Report before, ReportEvent event, long seq) {
        return Report.evolve(before, "r", event, at(seq, "desk"));
    }

    private static Report in(Triage triage) {
        var report = report("r", ReportKind.CROWD);
        return switch (triage) {
            case NEW -> report;
            case LINKED -> after(report, new ReportEvent.Linked("i"), 2);
            case DISMISSED -> after(report, new ReportEvent.Dismissed("no", DESK, null), 2);
        };
    }

    private static ReportContent seen(Instant observedAt, Point location, Gift gift, ReportKind kind) {
        return new ReportContent(
                kind,
                "text",
                Severity.INFO,
                null,
                null,
                UTRECHT,
                location,
                null,
                null,
                null,
                null,
                observedAt,
                Source.ON_SITE,
                Tlp.GREEN,
                Set.of(),
                gift,
                null,
                null);
    }

    @ParameterizedTest(name = "{0} s from now: {1}")
    @CsvSource({"300, true", "301, false", "0, true", "-604800, true", "-604801, false"})
    void whatWasSeenWasSeenLately(long seconds, boolean taken) {
        var decision = decide(
                null,
                new ReportCommand.Submit(seen(NOW.plusSeconds(seconds), null, null, ReportKind.CROWD), Role.MAYOR));
        assertThat(decision instanceof Decision.Accepted).isEqualTo(taken);
        if (!taken) {
            assertThat(refusal(decision).field()).isEqualTo("observedAt");
        }
    }

    @Test
    void placesAndGiftsAreWhatTheyShouldBe() {
        assertThat(decide(null, new ReportCommand.Submit(seen(null, null, null, ReportKind.CROWD), null)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(refusal(decide(
                                null,
                                new ReportCommand.Submit(
                                        seen(null, new Point(48.85, 2.35), null, ReportKind.CROWD), null)))
                        .field())
                .isEqualTo("location");
        var gift = new Gift("NL", new BigDecimal("500"), LocalDate.of(2026, 3, 2), null, null);
        assertThat(refusal(decide(null, new ReportCommand.Submit(seen(null, DOOR, gift, ReportKind.CROWD), null)))
                        .field())
                .isEqualTo("gift");
        assertThat(decide(null, new ReportCommand.Submit(seen(null, DOOR, gift, ReportKind.COVERT_GIFT), null)))
                .isInstanceOf(Decision.Accepted.class);
        var crooked = new Gift("NL", new BigDecimal("500"), LocalDate.of(2026, 3, 2), null, new BigDecimal("499"));
        assertThat(refusal(decide(
                                null,
                                new ReportCommand.Submit(seen(null, DOOR, crooked, ReportKind.COVERT_GIFT), null)))
                        .field())
                .isEqualTo("gift/givenThisYear");
    }

    @ParameterizedTest
    @EnumSource(Tlp.class)
    void whatIsForNamedOnesNamesThemAndNothingElseDoes(Tlp marking) {
        boolean named = marking == Tlp.RED || marking == Tlp.AMBER_STRICT;
        for (var recipients : List.of(Set.<String>of(), Set.of("jan"))) {
            var decision = decide(
                    null,
                    new ReportCommand.Submit(
                            content(ReportKind.CROWD, Severity.INFO, null, UTRECHT, null, marking, recipients),
                            Role.MAYOR));
            assertThat(decision instanceof Decision.Accepted)
                    .as(recipients.toString())
                    .isEqualTo(named != recipients.isEmpty());
        }
    }

    @ParameterizedTest(name = "{0}: dismiss {1}, restore {2}, into an incident {3}")
    @CsvSource({"NEW, true, false, true", "LINKED, false, false, false", "DISMISSED, false, true, false"})
    void everyStepOfTheQueue(Triage triage, boolean dismiss, boolean restore, boolean free) {
        var report = in(triage);
        assertThat(decide(report, new ReportCommand.Dismiss("no", DESK)) instanceof Decision.Accepted)
                .isEqualTo(dismiss);
        assertThat(decide(report, new ReportCommand.Restore("yes", DESK)) instanceof Decision.Accepted)
                .isEqualTo(restore);
        assertThat(ReportDecider.notFree(report.state()) == null).isEqualTo(free);
        if (!dismiss) {
            assertThat(refusal(decide(report, new ReportCommand.Dismiss("no", DESK)))
                            .allowed())
                    .containsExactly(triage == Triage.LINKED ? "split" : "restore");
        }
        if (!restore) {
            assertThat(refusal(decide(report, new ReportCommand.Restore("yes", DESK)))
                            .allowed())
                    .containsExactly("dismiss");
        }
    }

    @Test
    void aDismissalSaysWhoAndWhyAndCanBeTakenBack() {
        var gone = in(Triage.DISMISSED);
        assertThat(gone.state().dismissal())
                .isEqualTo(new ReportState.Dismissal(
                        "no", "desk", DESK, at(2, "desk").at()));
        assertThat(gone.state().stands()).isFalse();
        var back = after(gone, event(decide(gone, new ReportCommand.Restore("yes", DESK))), 3);
        assertThat(back.status()).isEqualTo(Triage.NEW);
        assertThat(back.state().dismissal()).isNull();
        assertThat(back.state().stands()).isTrue();
    }

    @Test
    void itIsPartOfOneIncidentOrOfNone() {
        var linked = in(Triage.LINKED);
        assertThat(linked.state().incident()).isEqualTo("i");
        assertThat(linked.state().stands()).isTrue();
        var free = after(linked, new ReportEvent.Unlinked(), 3);
        assertThat(free.state().incident()).isNull();
        assertThat(free.status()).isEqualTo(Triage.NEW);
    }

    @Test
    void aReporterAddsTwentyTimes() {
        var report = report("r", ReportKind.CROWD);
        for (int n = 1; n <= 20; n++) {
            report = after(report, event(decide(report, new ReportCommand.Add("more " + n))), n + 1);
        }
        assertThat(report.state().additions()).hasSize(20);
        assertThat(report.state().additions().get(19))
                .isEqualTo(new ReportState.Addition("more 20", at(21, "").at()));
        var refused = refusal(decide(report, new ReportCommand.Add("and more")));
        assertThat(refused.reason()).isEqualTo(Reason.TRANSITION);
        assertThat(refused.field()).isEqualTo("text");
    }

    @Test
    void itIsReadOnceAndJudgedWhenTheVerdictIsAnother() {
        var report = report("r", ReportKind.DEMONSTRATION);
        var read = after(report, event(decide(report, new ReportCommand.MarkRead(DESK))), 2);
        assertThat(read.state().readAt()).isEqualTo(at(2, "").at());
        assertThat(isNothing(decide(read, new ReportCommand.MarkRead(DESK)))).isTrue();
        assertThat(after(read, new ReportEvent.Read(DESK), 3).state().readAt())
                .as("for the first time")
                .isEqualTo(at(2, "").at());
        var verdict =
                new Verdict(Verdict.Outcome.NEAR, "l", 1, "t", Verdict.Rule.MAXIMUM_PARTICIPANTS, 90, 100, List.of());
        assertThat(isNothing(decide(report, new ReportCommand.Judge(null)))).isTrue();
        var judged = after(report, event(decide(report, new ReportCommand.Judge(verdict))), 2);
        assertThat(judged.state().verdict()).isEqualTo(verdict);
        assertThat(isNothing(decide(judged, new ReportCommand.Judge(verdict)))).isTrue();
        assertThat(after(judged, event(decide(judged, new ReportCommand.Judge(null))), 3)
                        .state()
                        .verdict())
                .isNull();
    }

    private static ReportCommand.Recategorise as(
            ReportKind kind, Severity severity, Tlp marking, Set<String> recipients) {
        return new ReportCommand.Recategorise(kind, severity, marking, recipients, "because", DESK);
    }

    @Test
    void theDeskHoldsItForSomethingElse() {
        var report = report("r", ReportKind.CROWD);
        assertThat(isNothing(decide(report, as(null, null, null, null)))).isTrue();
        assertThat(isNothing(decide(report, as(ReportKind.CROWD, Severity.ATTENTION, Tlp.GREEN, null))))
                .isTrue();
        for (var other : List.of(
                as(ReportKind.UNREST, null, null, null),
                as(null, Severity.URGENT, null, null),
                as(null, null, Tlp.AMBER, null))) {
            assertThat(isNothing(decide(report, other))).as(other.toString()).isFalse();
        }
        var next = after(report, event(decide(report, as(ReportKind.UNREST, Severity.URGENT, null, null))), 2);
        assertThat(next.state().kind()).isEqualTo(ReportKind.UNREST);
        assertThat(next.state().severity()).isEqualTo(Severity.URGENT);
        assertThat(next.state().marking()).isEqualTo(Tlp.GREEN);
        assertThat(refusal(decide(report, as(null, null, Tlp.RED, null))).field())
                .as("RED is for named ones")
                .isEqualTo("recipients");
        assertThat(refusal(decide(report, as(null, null, null, Set.of("jan")))).field())
                .as("GREEN is not")
                .isEqualTo("recipients");
        var red = after(report, event(decide(report, as(null, null, Tlp.RED, Set.of("jan")))), 2);
        assertThat(red.visibility().recipients()).containsExactly("jan");
        var kept = (ReportEvent.Recategorised) event(decide(red, as(null, Severity.CRITICAL, null, null)));
        assertThat(kept.recipients()).as("who it is for stays").containsExactly("jan");
        var lowered = (ReportEvent.Recategorised) event(decide(red, as(null, null, Tlp.GREEN, null)));
        assertThat(lowered.recipients()).as("nobody by name any more").isEmpty();
        assertThat(after(red, lowered, 3).everVisible().recipients())
                .as("who once could is told when it goes")
                .contains("jan");
    }

    @Test
    void itIsForAThousandPeopleOverTimeAndNoMore() {
        var first = new HashSet<String>();
        for (int n = 0; n < 600; n++) {
            first.add("a" + n);
        }
        var second = new HashSet<String>();
        for (int n = 0; n < 400; n++) {
            second.add("b" + n);
        }
        var red = report(
                "r", content(ReportKind.CROWD, Severity.INFO, null, UTRECHT, null, Tlp.RED, first), Role.MAYOR, NOW);
        assertThat(decide(red, as(null, null, null, second))).isInstanceOf(Decision.Accepted.class);
        second.add("one more");
        assertThat(refusal(decide(red, as(null, null, null, second))).field()).isEqualTo("recipients");
    }

    @ParameterizedTest
    @EnumSource(ReportKind.class)
    void whoSeesItFollowsFromItsKind(ReportKind kind) {
        var byChair = report(
                "r",
                content(kind, Severity.INFO, "GM0344-1", UTRECHT, null, Tlp.GREEN, Set.of()),
                Role.STATION_CHAIR,
                NOW);
        var byMayor = report(
                "r", content(kind, Severity.INFO, "GM0344-1", UTRECHT, null, Tlp.GREEN, Set.of()), Role.MAYOR, NOW);
        var usual = kind.area() == 2 ? kind.addressees() : Visibility.LOCAL;
        assertThat(byMayor.visibility().roles()).isEqualTo(usual);
        assertThat(byChair.visibility().roles().contains(Role.STATION_CHAIR))
                .as("a chair sees what it said, but of people under pressure")
                .isEqualTo(kind.area() != 2);
        assertThat(byMayor.state().by() == null).as("shielded").isEqualTo(kind == ReportKind.FOREIGN_INTERFERENCE);
        assertThat(byMayor.state().advice()).isEqualTo(kind.advice());
        var later = after(
                byChair, new ReportEvent.Recategorised(ReportKind.VOTE_BUYING, null, null, Set.of(), "x", DESK), 2);
        assertThat(later.visibility().roles()).as("whatever it was").isEqualTo(Set.of(Role.PROSECUTOR));
        var back = after(byChair, new ReportEvent.Recategorised(ReportKind.CROWD, null, null, Set.of(), "x", DESK), 2);
        assertThat(back.visibility().roles().contains(Role.STATION_CHAIR)).isEqualTo(kind.area() != 2);
    }

    @Test
    void areasAndAddresseesAreThoseOfTheDomain() {
        assertThat(List.of(ReportKind.values()).stream().filter(k -> k.area() == 2))
                .containsExactlyInAnyOrder(
                        ReportKind.FOREIGN_INTERFERENCE,
                        ReportKind.PROXY_CANVASSING,
                        ReportKind.VOTE_BUYING,
                        ReportKind.DOXING,
                        ReportKind.CANDIDATE_INTIMIDATION,
                        ReportKind.COVERT_GIFT);
        assertThat(List.of(ReportKind.values()).stream().filter(k -> k.area() == 3))
                .containsExactlyInAnyOrder(
                        ReportKind.COUNTING_IRREGULARITY, ReportKind.OBSERVER_HINDERED, ReportKind.COUNT_ERROR);
        assertThat(List.of(ReportKind.values()).stream().filter(ReportKind::isUrgent))
                .containsExactlyInAnyOrder(
                        ReportKind.THREAT, ReportKind.VIOLENCE, ReportKind.UNREST, ReportKind.ACCESS_BLOCKED);
        assertThat(ReportKind.THREAT.addressees())
                .contains(Role.MAYOR, Role.POLICE, Role.PROSECUTOR, Role.TABLE_OPERATOR);
        assertThat(ReportKind.VOTE_BUYING.addressees()).containsExactly(Role.PROSECUTOR);
    }

    private static Report stored(Boolean overLimit, Boolean stored) {
        var c = content(ReportKind.UNREST, Severity.INFO, null, UTRECHT, null, Tlp.GREEN, Set.of());
        return Report.evolve(
                null,
                "r",
                new ReportEvent.Submitted(
                        new ReportContent(
                                c.kind(),
                                c.text(),
                                c.severity(),
                                null,
                                null,
                                UTRECHT,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Source.PUBLIC,
                                Tlp.GREEN,
                                Set.of(),
                                null,
                                overLimit,
                                stored),
                        null),
                at(1, "public"));
    }

    @Test
    void whatWaitsAboveTheLimitIsCountedWhereItWaits() {
        var waits = stored(true, true);
        assertThat(waits.current()).isFalse();
        assertThat(waits.waited()).isEqualTo(new ReportEvent.Waited(ReportKind.UNREST, "GM0344"));
        assertThat(stored(null, null).waited()).as("in the picture").isNull();
        assertThat(stored(true, null).waited())
                .as("as earlier versions kept it")
                .isNull();
        assertThat(stored(null, true).waited()).as("not above the limit").isNull();
        assertThat(((ReportEvent.Dismissed) event(decide(waits, new ReportCommand.Dismiss("no", DESK)))).waited())
                .isEqualTo(waits.waited());
        assertThat(after(waits, new ReportEvent.Dismissed("no", DESK, waits.waited()), 2)
                        .waited())
                .as("any more")
                .isNull();
        var taken = (ReportEvent.Returned) event(decide(waits, new ReportCommand.TakeUp()));
        assertThat(taken.waited()).isEqualTo(waits.waited());
        var current = after(waits, taken, 2);
        assertThat(current.current()).isTrue();
        assertThat(current.state().overLimit()).isNull();
        assertThat(isNothing(decide(current, new ReportCommand.TakeUp()))).isTrue();
    }

    @Test
    void whatLeavesIsStillThere() {
        var report = in(Triage.DISMISSED);
        var left = after(report, event(decide(report, new ReportCommand.Leave(Why.DISMISSED))), 3);
        assertThat(left.current()).isFalse();
        assertThat(left.state().text()).isEqualTo("text");
        assertThat(isNothing(decide(left, new ReportCommand.Leave(Why.DISMISSED))))
                .isTrue();
        assertThat(left.everVisible()).isEqualTo(report.everVisible());
    }

    @Test
    void whatBringsAReportBack() {
        var verdict = new ReportEvent.Judged(null);
        for (var event : List.of(
                verdict,
                new ReportEvent.Linked("i"),
                new ReportEvent.Unlinked(),
                new ReportEvent.Restored("x", DESK),
                new ReportEvent.Shared(Set.of()),
                new ReportEvent.Recategorised(null, null, null, null, null, DESK))) {
            assertThat(ReportDecider.brings(event)).as(event.toString()).isTrue();
        }
        for (var event : List.of(
                new ReportEvent.Added("x"),
                new ReportEvent.Read(DESK),
                new ReportEvent.Dismissed("x", DESK, null),
                new ReportEvent.Left(Why.CLOSED))) {
            assertThat(ReportDecider.brings(event)).as(event.toString()).isFalse();
        }
        var report = in(Triage.NEW);
        assertThat(ReportDecider.brings(ReportDecider.returned(report, report))).isFalse();
        assertThat(after(report, new ReportEvent.Shared(Set.of(Role.TABLE_OPERATOR)), 2)
                        .visibility()
                        .roles())
                .contains(Role.TABLE_OPERATOR);
        assertThatThrownBy(() -> after(null, new ReportEvent.Unlinked(), 1)).isInstanceOf(IllegalStateException.class);
    }

    private static Incident incident(IncidentStatus status, Instant since) {
        var opened = new IncidentEvent.Opened(
                List.of("r"),
                ReportKind.CROWD,
                Severity.INFO,
                IncidentStatus.VERIFIED,
                null,
                UTRECHT,
                null,
                List.of(),
                Tlp.GREEN,
                Visibility.LOCAL,
                Set.of(),
                DESK);
        return Incident.evolve(
                Incident.evolve(null, "i", opened, at(1, "desk")),
                "i",
                new IncidentEvent.Amended(status, null, null, null, null, "x", DESK),
                at(2, since, "desk"));
    }

    @ParameterizedTest(name = "{0}, {1} s ago: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "CLOSED, 10800, -",
                "CLOSED, 10801, CLOSED",
                "DISMISSED, 3600, -",
                "DISMISSED, 3601, DISMISSED",
                "CONTAINED, 90000, -"
            })
    void aReportLeavesSomeTimeAfterItsIncident(IncidentStatus status, long secondsAgo, Why why) {
        assertThat(LeavingRule.due(in(Triage.LINKED), incident(status, NOW.minusSeconds(secondsAgo)), NOW))
                .isEqualTo(why);
        assertThat(LeavingRule.due(in(Triage.LINKED), null, NOW)).isNull();
        assertThat(LeavingRule.due(in(Triage.NEW), incident(status, NOW.minusSeconds(secondsAgo)), NOW))
                .isNull();
    }

    @Test
    void aReportLeavesAnHourAfterItsDismissal() {
        var gone = in(Triage.DISMISSED);
        var at = gone.state().dismissal().at();
        assertThat(LeavingRule.due(gone, null, at.plus(Duration.ofHours(1)))).isNull();
        assertThat(LeavingRule.due(gone, null, at.plus(Duration.ofHours(1)).plusMillis(1)))
                .isEqualTo(Why.DISMISSED);
    }

    /** Linking is the incident's: it takes what is new or was dismissed, and gives back what it held. */
    @Test
    void theDiagramInTheArchitectureHasTheStepsOfTheRulesAndNoOthers() throws Exception {
        var steps = new TreeSet<String>();
        for (var from : Triage.values()) {
            for (var command : List.of(new ReportCommand.Dismiss("no", DESK), new ReportCommand.Restore("yes", DESK))) {
                if (decide(in(from), command) instanceof Decision.Accepted<ReportEvent> a
                        && !a.events().isEmpty()) {
                    steps.add(from + " " + after(in(from), a.events().get(0), 9).status());
                }
            }
            var opened = IncidentDecider.decide(
                    null, new IncidentCommand.Open(List.of(in(from)), null, null, false, DESK), NOW);
            if (opened instanceof Decision.Accepted) {
                steps.add(from + " "
                        + after(in(from), new ReportEvent.Linked("i"), 9).status());
            }
        }
        steps.add(Triage.LINKED + " "
                + after(in(Triage.LINKED), new ReportEvent.Unlinked(), 9).status());
        assertThat(steps).isEqualTo(Diagram.of("report"));
    }

    @Test
    void whatPutsSomebodyUnderPressureOrSuspicionIsUsuallyAmber() {
        for (var kind : ReportKind.values()) {
            assertThat(kind.usualMarking()).as(kind.toString()).isEqualTo(kind.area() == 2 ? Tlp.AMBER : Tlp.GREEN);
        }
    }

    @Test
    void theReporterIsHiddenFromWhenItIsOfAKindThatShields() {
        var report = report("r", ReportKind.CROWD);
        assertThat(report.state().by()).isNotNull();
        var read = after(report, new ReportEvent.Dismissed("no", DESK, null), 2);
        assertThat(read.state().by()).isEqualTo(report.state().by());
        var shielded = after(
                report,
                new ReportEvent.Recategorised(ReportKind.FOREIGN_INTERFERENCE, null, null, Set.of(), "because", DESK),
                2);
        assertThat(shielded.state().by()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "CROWD, ",
        "COVERT_GIFT, ",
        "FOREIGN_INTERFERENCE, SHIELDED",
        "VOTE_BUYING, REPORT_TO_POLICE",
        "PROXY_CANVASSING, REPORT_TO_POLICE",
        "DOXING, KEEP_EVIDENCE",
        "CANDIDATE_INTIMIDATION, KEEP_EVIDENCE",
        "OBSERVER_HINDERED, PUBLIC_COUNT",
        "COUNTING_IRREGULARITY, PUBLIC_COUNT",
        "COUNT_ERROR, WRITE_TO_COMMITTEE",
    })
    void whoReportsOrHandlesItIsAdvised(ReportKind kind, ReportKind.Advice advice) {
        assertThat(kind.advice()).isEqualTo(advice);
        assertThat(report("r", kind).state().advice()).isEqualTo(advice);
    }

    @Test
    void anOperatorsMetricsNameTheKindOfAReport() {
        var command = new ReportCommand.Submit(seen(null, null, null, ReportKind.ACCESS_BLOCKED), Role.MAYOR);
        assertThat(command.reportKind()).isEqualTo("access-blocked");
        assertThat(new ReportCommand.TakeUp().reportKind()).isNull();
    }

    @Test
    void aFirstViewHasTheMostSevereOfTheUnjudgedThenTheNewest() {
        var reports = new ArrayList<Report>();
        for (int i = 0; i <= ReportSummary.MOST; i++) {
            reports.add(said("r" + i, i == 0 ? Severity.URGENT : i == 1 ? null : Severity.INFO, 10 + i));
        }
        assertThat(ReportSummary.first(reports))
                .hasSize(ReportSummary.MOST)
                .as("the most severe, what nobody judged, and not the oldest of the others")
                .contains("r0", "r1", "r3")
                .doesNotContain("r2");
    }

    private static Report said(String id, Severity severity, long seq) {
        return Report.evolve(
                null,
                id,
                new ReportEvent.Submitted(
                        content(ReportKind.CROWD, severity, null, UTRECHT, null, Tlp.GREEN, Set.of()), Role.MAYOR),
                at(seq, "mayor"));
    }
}
