package nl.tafelzicht.subject.incident.domain;

import static nl.tafelzicht.subject.incident.domain.IncidentStatus.CLOSED;
import static nl.tafelzicht.subject.incident.domain.IncidentStatus.DISMISSED;
import static nl.tafelzicht.subject.incident.domain.IncidentStatus.REPORTED;
import static nl.tafelzicht.subject.incident.domain.IncidentStatus.VERIFIED;
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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Latest;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Refusal.Reason;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.support.Diagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the desk may make of reports, as sentences and tables. */
class IncidentRulesTest {

    private static final Role DESK = Role.TABLE_OPERATOR;

    private static Decision<IncidentEvent> decide(Incident incident, IncidentCommand command) {
        return IncidentDecider.decide(incident, command, NOW);
    }

    private static Incident after(Incident before, IncidentEvent event, long seq) {
        return Incident.evolve(before, "i", event, at(seq, "desk"));
    }

    private static Incident of(Report... reports) {
        return after(null, event(decide(null, new IncidentCommand.Open(List.of(reports), null, "t", false, DESK))), 1);
    }

    private static Incident incident() {
        return of(report("a", ReportKind.UNREST), report("b", ReportKind.UNREST), report("c", ReportKind.UNREST));
    }

    private static IncidentCommand.Amend become(IncidentStatus status, String reason) {
        return new IncidentCommand.Amend(status, null, null, null, null, reason, DESK);
    }

    private static Incident in(IncidentStatus status) {
        var incident = incident();
        if (status == REPORTED) {
            return incident;
        }
        if (status == DISMISSED) {
            return after(incident, event(decide(incident, become(DISMISSED, "no"))), 2);
        }
        incident = after(incident, event(decide(incident, become(VERIFIED, null))), 2);
        return status == VERIFIED ? incident : after(incident, event(decide(incident, become(status, null))), 3);
    }

    private static Report linked(String id, String incident) {
        return Report.evolve(report(id, ReportKind.UNREST), id, new ReportEvent.Linked(incident), at(2, "desk"));
    }

    private static Report dismissed(String id) {
        return Report.evolve(
                report(id, ReportKind.UNREST), id, new ReportEvent.Dismissed("no", DESK, null), at(2, "desk"));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "REPORTED, VERIFIED, free", "REPORTED, CONTAINED, no", "REPORTED, CLOSED, no", "REPORTED, DISMISSED, reason",
        "VERIFIED, REPORTED, no", "VERIFIED, CONTAINED, free", "VERIFIED, CLOSED, free", "VERIFIED, DISMISSED, reason",
        "CONTAINED, REPORTED, no", "CONTAINED, VERIFIED, free", "CONTAINED, CLOSED, free", "CONTAINED, DISMISSED, no",
        "CLOSED, REPORTED, no", "CLOSED, VERIFIED, reason", "CLOSED, CONTAINED, no", "CLOSED, DISMISSED, no",
        "DISMISSED, REPORTED, reason", "DISMISSED, VERIFIED, no", "DISMISSED, CONTAINED, no", "DISMISSED, CLOSED, no"
    })
    void everyStep(IncidentStatus from, IncidentStatus to, String how) {
        var incident = in(from);
        var without = decide(incident, become(to, null));
        var blank = decide(incident, become(to, " "));
        var with = decide(incident, become(to, "because"));
        if (how.equals("no")) {
            assertThat(refusal(with).reason()).isEqualTo(Reason.TRANSITION);
            assertThat(refusal(with).state()).isEqualTo(from.toString());
            assertThat(refusal(with).allowed()).doesNotContain(to.toString()).isNotEmpty();
            return;
        }
        if (how.equals("reason")) {
            for (var refused : List.of(without, blank)) {
                assertThat(refusal(refused).field()).isEqualTo("reason");
            }
        } else {
            assertThat(without).isInstanceOf(Decision.Accepted.class);
        }
        var next = after(incident, event(with), 9);
        assertThat(next.status()).isEqualTo(to);
        assertThat(next.state().since())
                .as("since then")
                .isEqualTo(at(9, "desk").at());
        assertThat(next.state().reason()).isEqualTo("because");
    }

    @Test
    void sayingAgainWhatHoldsChangesNothing() {
        var incident = after(
                incident(),
                new IncidentEvent.Amended(null, Severity.URGENT, "bas", "t", List.of("GM0344-1"), null, DESK),
                2);
        assertThat(isNothing(decide(
                        incident,
                        new IncidentCommand.Amend(
                                REPORTED, Severity.URGENT, "bas", "t", List.of("GM0344-1"), "why", DESK))))
                .isTrue();
        for (var other : List.of(
                new IncidentCommand.Amend(null, Severity.CRITICAL, null, null, null, null, DESK),
                new IncidentCommand.Amend(null, null, "anna", null, null, null, DESK),
                new IncidentCommand.Amend(null, null, "", null, null, null, DESK),
                new IncidentCommand.Amend(null, null, null, "other", null, null, DESK),
                new IncidentCommand.Amend(null, null, null, null, List.of(), null, DESK))) {
            assertThat(isNothing(decide(incident, other))).as(other.toString()).isFalse();
        }
        assertThat(isNothing(decide(incident(), new IncidentCommand.Amend(null, null, "", null, null, null, DESK))))
                .as("nobody is on it")
                .isTrue();
    }

    @Test
    void whatIsNotMentionedStays() {
        var incident = after(
                incident(),
                new IncidentEvent.Amended(
                        VERIFIED, Severity.CRITICAL, "bas", "fight", List.of("GM0344-2"), "seen", DESK),
                2);
        var same = after(incident, new IncidentEvent.Amended(null, null, null, null, null, null, DESK), 3)
                .state();
        assertThat(same.state()).isEqualTo(VERIFIED);
        assertThat(same.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(same.assignee()).isEqualTo("bas");
        assertThat(same.title()).isEqualTo("fight");
        assertThat(same.stations()).containsExactly("GM0344-2");
        assertThat(same.reason()).isEqualTo("seen");
        assertThat(same.since())
                .as("it did not change its state")
                .isEqualTo(at(2, "desk").at());
        assertThat(same.seq()).isEqualTo(3);
        assertThat(after(incident, new IncidentEvent.Amended(null, null, "", null, null, null, DESK), 3)
                        .state()
                        .assignee())
                .isNull();
    }

    @Test
    void itIsMadeOfItsReports() {
        var late = report(
                "late",
                content(ReportKind.CROWD, Severity.URGENT, "GM0344-2", UTRECHT, null, Tlp.AMBER, Set.of()),
                Role.POLICE,
                NOW.plusSeconds(60));
        var early = report(
                "early",
                content(ReportKind.UNREST, Severity.ATTENTION, null, null, null, Tlp.GREEN, Set.of()),
                Role.POLICE,
                NOW);
        var middle = report(
                "middle",
                content(ReportKind.OTHER, Severity.INFO, "GM0344-1", UTRECHT, DOOR, Tlp.CLEAR, Set.of()),
                Role.POLICE,
                NOW.plusSeconds(30));
        var opened = (IncidentEvent.Opened)
                event(decide(null, new IncidentCommand.Open(List.of(late, early, middle), null, "t", true, DESK)));
        assertThat(opened.reports()).as("oldest first").containsExactly("early", "middle", "late");
        assertThat(opened.kind()).as("of the first").isEqualTo(ReportKind.UNREST);
        assertThat(opened.severity()).as("the heaviest").isEqualTo(Severity.URGENT);
        assertThat(opened.status()).isEqualTo(VERIFIED);
        assertThat(opened.municipality()).as("the first that is known").isEqualTo(UTRECHT);
        assertThat(opened.location()).isEqualTo(DOOR);
        assertThat(opened.stations()).containsExactly("GM0344-1", "GM0344-2");
        assertThat(opened.marking()).as("the highest").isEqualTo(Tlp.AMBER);
        var incident = after(null, opened, 1);
        assertThat(incident.state().openedAt()).isEqualTo(at(1, "desk").at());
        assertThat(incident.state().by()).isEqualTo("desk");
        assertThat(incident.state().commentCount()).isZero();
        assertThat(incident.visibility().municipalities()).containsExactly("GM0344");
        var said = (IncidentEvent.Opened)
                event(decide(null, new IncidentCommand.Open(List.of(early), Severity.INFO, "t", false, DESK)));
        assertThat(said.severity()).as("as the desk says").isEqualTo(Severity.INFO);
        assertThat(said.status()).isEqualTo(REPORTED);
        assertThat(said.municipality()).isNull();
        assertThat(said.location()).isNull();
        assertThat(after(null, said, 1).visibility().municipalities()).isEmpty();
    }

    @Test
    void whoMaySeeItFollowsFromItsReports() {
        var forOne = report(
                "a",
                content(ReportKind.VOTE_BUYING, Severity.ATTENTION, null, UTRECHT, null, Tlp.RED, Set.of("jan")),
                Role.POLICE,
                NOW);
        var forAll = report("b", ReportKind.CROWD);
        var byChair = report(
                "c",
                content(ReportKind.CROWD, Severity.ATTENTION, "GM0344-1", UTRECHT, null, Tlp.GREEN, Set.of()),
                Role.STATION_CHAIR,
                NOW);
        var single = of(forOne);
        assertThat(single.visibility().roles()).containsExactly(Role.PROSECUTOR);
        assertThat(single.visibility().recipients()).containsExactly("jan");
        assertThat(single.visibility().marking()).isEqualTo(Tlp.RED);
        assertThat(of(byChair).visibility().roles())
                .as("a chair sees reports, not incidents")
                .isEqualTo(Visibility.LOCAL);
        var both = of(forOne, forAll);
        assertThat(both.visibility().roles()).isEqualTo(Visibility.LOCAL);
        assertThat(both.visibility().marking()).isEqualTo(Tlp.RED);
    }

    @Test
    void onlyFreeReportsMakeAnIncident() {
        assertThat(refusal(decide(null, new IncidentCommand.Open(List.of(), null, null, false, DESK)))
                        .field())
                .isEqualTo("reports");
        var taken = refusal(decide(
                null,
                new IncidentCommand.Open(
                        List.of(report("a", ReportKind.CROWD), linked("b", "other")), null, null, false, DESK)));
        assertThat(taken.detail()).contains("b is part of incident other");
        assertThat(taken.allowed()).containsExactly("split");
        var gone = refusal(decide(null, new IncidentCommand.Open(List.of(dismissed("d")), null, null, false, DESK)));
        assertThat(gone.detail()).contains("d is dismissed");
        assertThat(gone.allowed()).containsExactly("restore");
    }

    private static List<Report> many(int count, String prefix) {
        return IntStream.range(0, count)
                .mapToObj(i -> report(prefix + i, ReportKind.CROWD))
                .toList();
    }

    private static Report red(String id, int from, int names) {
        var recipients = new java.util.HashSet<String>();
        for (int i = from; i < from + names; i++) {
            recipients.add("person-" + i);
        }
        return report(
                id,
                content(ReportKind.CROWD, Severity.ATTENTION, null, UTRECHT, null, Tlp.RED, recipients),
                Role.POLICE,
                NOW);
    }

    @Test
    void itHasAThousandReportsAndNoMore() {
        assertThat(decide(null, new IncidentCommand.Open(many(1_000, "r"), null, null, false, DESK)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(refusal(decide(null, new IncidentCommand.Open(many(1_001, "r"), null, null, false, DESK)))
                        .detail())
                .contains("at most 1000");
        var full = of(many(999, "r").toArray(Report[]::new));
        assertThat(decide(full, new IncidentCommand.Merge(many(1, "x"), List.of(), List.of(), DESK)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(refusal(decide(full, new IncidentCommand.Merge(many(2, "x"), List.of(), List.of(), DESK)))
                        .detail())
                .contains("at most 1000");
        assertThat(refusal(decide(full, new IncidentCommand.Merge(many(1, "x"), List.of(), many(1, "y"), DESK)))
                        .detail())
                .contains("at most 1000");
    }

    @Test
    void itIsForAThousandPeopleByNameAndNoMore() {
        assertThat(decide(
                        null,
                        new IncidentCommand.Open(
                                List.of(red("a", 0, 600), red("b", 600, 400)), null, null, false, DESK)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(refusal(decide(
                                null,
                                new IncidentCommand.Open(
                                        List.of(red("a", 0, 600), red("b", 600, 401)), null, null, false, DESK)))
                        .detail())
                .contains("more than 1000");
        var named = of(red("a", 0, 600));
        assertThat(decide(named, new IncidentCommand.Merge(List.of(red("b", 600, 400)), List.of(), List.of(), DESK)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(refusal(decide(
                                named,
                                new IncidentCommand.Merge(List.of(red("b", 600, 401)), List.of(), List.of(), DESK)))
                        .detail())
                .contains("more than 1000");
    }

    @Test
    void itHasAThousandStationsAndNoMore() {
        var incident = after(
                incident(),
                new IncidentEvent.Amended(
                        null,
                        null,
                        null,
                        null,
                        IntStream.rangeClosed(1, 999)
                                .mapToObj(i -> "GM0344-" + i)
                                .toList(),
                        null,
                        DESK),
                2);
        var one = report(
                "x",
                content(ReportKind.CROWD, Severity.INFO, "GM0344-5000", UTRECHT, null, Tlp.GREEN, Set.of()),
                Role.POLICE,
                NOW);
        var two = report(
                "y",
                content(ReportKind.CROWD, Severity.INFO, "GM0344-5001", UTRECHT, null, Tlp.GREEN, Set.of()),
                Role.POLICE,
                NOW);
        assertThat(decide(incident, new IncidentCommand.Merge(List.of(one), List.of(), List.of(), DESK)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(refusal(decide(incident, new IncidentCommand.Merge(List.of(one, two), List.of(), List.of(), DESK)))
                        .detail())
                .contains("at most 1000 stations");
    }

    @Test
    void whatIsMergedMakesItHeavierAndHigherMarked() {
        var incident = incident();
        var fresh = report(
                "x",
                content(ReportKind.CROWD, Severity.CRITICAL, "GM0344-9", UTRECHT, null, Tlp.RED, Set.of("jan")),
                Role.POLICE,
                NOW);
        var added = (IncidentEvent.ReportsAdded)
                event(decide(incident, new IncidentCommand.Merge(List.of(fresh), List.of(), List.of(), DESK)));
        assertThat(added.reports()).containsExactly("x");
        assertThat(added.merged()).isEmpty();
        assertThat(added.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(added.marking()).isEqualTo(Tlp.RED);
        assertThat(added.recipients()).containsExactly("jan");
        assertThat(added.stations()).containsExactly("GM0344-9");
        var next = after(incident, added, 2);
        assertThat(next.state().reports()).containsExactly("a", "b", "c", "x");
        assertThat(next.state().stations()).containsExactly("GM0344-1", "GM0344-9");
        assertThat(next.visibility().marking()).isEqualTo(Tlp.RED);
        assertThat(next.visibility().recipients()).contains("jan");
        assertThat(next.everVisible().marking())
                .as("whoever could see it is told that it is gone")
                .isEqualTo(Tlp.GREEN);
        var light = report(
                "y",
                content(ReportKind.CROWD, Severity.INFO, null, UTRECHT, null, Tlp.CLEAR, Set.of()),
                Role.POLICE,
                NOW);
        var lighter = (IncidentEvent.ReportsAdded)
                event(decide(incident, new IncidentCommand.Merge(List.of(light), List.of(), List.of(), DESK)));
        assertThat(lighter.severity()).as("never lighter").isEqualTo(Severity.ATTENTION);
        assertThat(lighter.marking()).as("never lower").isEqualTo(Tlp.GREEN);
    }

    @Test
    void anIncidentTakesAllOfAnother() {
        var incident = incident();
        var other = Incident.evolve(
                null,
                "other",
                new IncidentEvent.Opened(
                        List.of("x"),
                        ReportKind.CROWD,
                        Severity.CRITICAL,
                        REPORTED,
                        "o",
                        UTRECHT,
                        null,
                        List.of("GM0344-7"),
                        Tlp.GREEN,
                        Visibility.LOCAL,
                        Set.of(),
                        DESK),
                at(1, "desk"));
        var added = (IncidentEvent.ReportsAdded) event(decide(
                incident, new IncidentCommand.Merge(List.of(), List.of(other), List.of(linked("x", "other")), DESK)));
        assertThat(added.merged()).containsExactly("other");
        assertThat(added.reports()).containsExactly("x");
        assertThat(added.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(added.stations()).contains("GM0344-7");
        var taken = Incident.evolve(other, "other", new IncidentEvent.MergedInto("i", DESK), at(2, "desk"));
        assertThat(taken.state().mergedInto()).isEqualTo("i");
        assertThat(taken.status()).isEqualTo(CLOSED);
        assertThat(taken.state().reports()).isEmpty();
        assertThat(taken.state().since()).isEqualTo(at(2, "desk").at());
        assertThat(refusal(decide(incident, new IncidentCommand.Merge(List.of(), List.of(taken), List.of(), DESK)))
                        .detail())
                .contains("was merged into i");
        assertThat(refusal(decide(incident, new IncidentCommand.Merge(List.of(), List.of(incident), List.of(), DESK)))
                        .field())
                .isEqualTo("incidents");
        for (var command : List.of(
                become(VERIFIED, "x"),
                new IncidentCommand.Merge(many(1, "y"), List.of(), List.of(), DESK),
                new IncidentCommand.Split(List.of("x"), null, DESK))) {
            assertThat(refusal(decide(taken, command)).state())
                    .as(command.toString())
                    .isEqualTo("merged");
        }
    }

    @ParameterizedTest
    @CsvSource({"REPORTED, true", "VERIFIED, true", "CONTAINED, true", "CLOSED, false", "DISMISSED, false"})
    void whatIsOverTakesNothingMore(IncidentStatus status, boolean takes) {
        var decision = decide(in(status), new IncidentCommand.Merge(many(1, "y"), List.of(), List.of(), DESK));
        assertThat(decision instanceof Decision.Accepted).isEqualTo(takes);
        if (!takes) {
            assertThat(refusal(decision).state()).isEqualTo(status.toString());
        }
    }

    @Test
    void whatIsPartOfItAlreadyIsNotAddedAgain() {
        var incident = incident();
        assertThat(isNothing(decide(
                        incident, new IncidentCommand.Merge(List.of(linked("a", "i")), List.of(), List.of(), DESK))))
                .isTrue();
        assertThat(refusal(decide(
                                incident,
                                new IncidentCommand.Merge(List.of(linked("z", "other")), List.of(), List.of(), DESK)))
                        .detail())
                .contains("part of incident other");
        assertThat(refusal(decide(
                                incident,
                                new IncidentCommand.Merge(List.of(dismissed("z")), List.of(), List.of(), DESK)))
                        .detail())
                .contains("dismissed");
    }

    @Test
    void itKeepsAtLeastOneReport() {
        var incident = incident();
        assertThat(refusal(decide(incident, new IncidentCommand.Split(List.of("a", "b", "c"), null, DESK)))
                        .detail())
                .contains("keeps at least one");
        assertThat(refusal(decide(incident, new IncidentCommand.Split(List.of("x"), null, DESK)))
                        .detail())
                .contains("x is not part");
        var removed = (IncidentEvent.ReportsRemoved)
                event(decide(incident, new IncidentCommand.Split(List.of("a", "b"), "other", DESK)));
        assertThat(removed.into()).isEqualTo("other");
        var next = after(incident, removed, 2);
        assertThat(next.state().reports()).containsExactly("c");
        assertThat(next.state().since()).isEqualTo(incident.state().since());
    }

    @Test
    void commentsAreCountedAndTheLastAreKept() {
        var incident = incident();
        for (int n = 1; n <= Latest.COMMENTS + 1; n++) {
            incident =
                    after(incident, event(decide(incident, new IncidentCommand.Comment("c" + n, Role.MAYOR))), n + 1);
        }
        assertThat(incident.state().commentCount()).isEqualTo(Latest.COMMENTS + 1);
        assertThat(incident.state().comments()).hasSize(Latest.COMMENTS);
        assertThat(incident.state().comments().get(Latest.COMMENTS - 1))
                .isEqualTo(new IncidentState.Comment(
                        "c" + (Latest.COMMENTS + 1),
                        "desk",
                        Role.MAYOR,
                        at(Latest.COMMENTS + 2, "desk").at()));
        assertThat(incident.state().comments()).noneMatch(c -> c.text().equals("c1"));
    }

    @Test
    void whomItIsEscalatedToSeesItFromThenOn() {
        var hidden = of(report(
                "a",
                content(ReportKind.VOTE_BUYING, Severity.ATTENTION, null, UTRECHT, null, Tlp.GREEN, Set.of()),
                Role.POLICE,
                NOW));
        assertThat(hidden.visibility().roles()).doesNotContain(Role.MAYOR);
        var shared = after(hidden, new IncidentEvent.Shared(Set.of(Role.MAYOR)), 2);
        assertThat(shared.visibility().roles()).contains(Role.MAYOR, Role.PROSECUTOR);
        assertThat(shared.state().since()).isEqualTo(hidden.state().since());
        assertThatThrownBy(() -> after(null, new IncidentEvent.Shared(Set.of(Role.MAYOR)), 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoeverSeesItLaterReadsWhatWasSaidSince() {
        var hidden = of(report(
                "a",
                content(ReportKind.VOTE_BUYING, Severity.ATTENTION, null, UTRECHT, null, Tlp.GREEN, Set.of()),
                Role.POLICE,
                NOW));
        hidden = after(hidden, new IncidentEvent.Commented("before", Role.PROSECUTOR), 2);
        var shared = after(
                after(hidden, new IncidentEvent.Shared(Set.of(Role.MAYOR)), 3),
                new IncidentEvent.Commented("after", Role.PROSECUTOR),
                4);
        var mayor = shared.stateFor(v -> v.roles().contains(Role.MAYOR));
        assertThat(mayor.comments()).extracting(IncidentState.Comment::text).containsExactly("after");
        assertThat(mayor.commentCount()).isEqualTo(1);
        var prosecutor = shared.stateFor(v -> v.roles().contains(Role.PROSECUTOR));
        assertThat(prosecutor.comments())
                .extracting(IncidentState.Comment::text)
                .containsExactly("before", "after");
        assertThat(new ArrayList<>(List.of(mayor.id(), mayor.title()))).containsExactly("i", "t");
        assertThat(new Municipality("GM0344", "Utrecht")).isEqualTo(mayor.municipality());
        assertThat(new Point(52.09, 5.12)).isEqualTo(DOOR);
    }

    @Test
    void theDiagramInTheArchitectureHasTheStepsOfTheRulesAndNoOthers() throws Exception {
        var steps = new TreeSet<String>();
        for (var from : IncidentStatus.values()) {
            for (var to : IncidentStatus.values()) {
                var decision = decide(in(from), become(to, "because"));
                if (decision instanceof Decision.Accepted<IncidentEvent> a
                        && !a.events().isEmpty()
                        && after(in(from), a.events().get(0), 9).status() == to
                        && from != to) {
                    steps.add(from + " " + to);
                }
            }
        }
        assertThat(steps).isEqualTo(Diagram.of("incident"));
    }
}
