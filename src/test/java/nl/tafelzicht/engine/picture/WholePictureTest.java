package nl.tafelzicht.engine.picture;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.NOON;
import static nl.tafelzicht.support.Fold.UTRECHT;
import static nl.tafelzicht.support.Situations.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.duty.domain.DutyEvent;
import nl.tafelzicht.subject.escalation.domain.Addressee;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.escalation.domain.EscalationDecider;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentCommand;
import nl.tafelzicht.subject.incident.domain.IncidentDecider;
import nl.tafelzicht.subject.narrative.FactsBeside;
import nl.tafelzicht.subject.narrative.domain.Assertion;
import nl.tafelzicht.subject.narrative.domain.Fact.Key;
import nl.tafelzicht.subject.narrative.domain.Facts;
import nl.tafelzicht.subject.narrative.domain.GroundTruth;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeContent;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.narrative.domain.NarrativeScope;
import nl.tafelzicht.subject.report.domain.LimitCheck;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.response.domain.ResponseContent;
import nl.tafelzicht.subject.response.domain.ResponseEvent;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.tolerance.domain.Terms;
import nl.tafelzicht.subject.tolerance.domain.ToleranceCommand;
import nl.tafelzicht.subject.tolerance.domain.ToleranceDecider;
import nl.tafelzicht.subject.tolerance.domain.ToleranceEvent;
import nl.tafelzicht.subject.tolerance.domain.ToleranceLimit;
import nl.tafelzicht.subject.tolerance.domain.Verdict;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A picture with one of everything: each is found, by id and in its list; what is asked of several of them together;
 * and what follows from one for another.
 */
class WholePictureTest {

    private static final Duration SILENCE = Duration.ofMinutes(90);
    private final Fold fold = new Fold();

    @BeforeEach
    void oneOfEverything() {
        fold.registered("GM0228-1", EDE).registered("GM0228-2", EDE).registered("GM0344-1", UTRECHT);
        fold.reported("GM0228-1", Status.OPEN, 5).reported("GM0344-1", Status.SUSPENDED, null);
        said("r", ReportKind.VIOLENCE, EDE, "GM0228-1", null);
        said("u", ReportKind.VIOLENCE, UTRECHT, "GM0344-1", null);
        fold.happens(
                Incident.KIND,
                "i",
                event(IncidentDecider.decide(
                        null,
                        new IncidentCommand.Open(
                                List.of(fold.picture().entity(Report.KIND, "r")),
                                Severity.URGENT,
                                "title",
                                true,
                                Role.TABLE_OPERATOR),
                        NOON)));
        raise("e", Cause.REPORT, "r", Tlp.GREEN);
        raise("other", Cause.REPORT, "u", Tlp.GREEN);
        raise("ofIncident", Cause.INCIDENT, "r", Tlp.GREEN);
        fold.happens(
                ToleranceLimit.KIND,
                "l",
                event(ToleranceDecider.decide(
                        null,
                        new ToleranceCommand.Propose(EDE, terms(100), Role.MAYOR),
                        id -> Stations.find(fold.picture(), id),
                        NOON)));
        fold.happens(
                Duty.KIND,
                "mayor/GM0228",
                new DutyEvent.Planned(Role.MAYOR, EDE, List.of(new Duty.Shift("m", null, NOON, NOON.plusSeconds(60)))));
        claim("n", new NarrativeScope(List.of(), List.of(EDE), List.of()));
        fold.happens(
                Response.KIND,
                "p",
                new ResponseEvent.Proposed(
                        "n",
                        ResponseKind.REBUTTAL,
                        new ResponseContent(
                                "title", "text", List.of("nl"), Set.of(), null, null, null, null, null, null),
                        List.of(EDE),
                        Tlp.GREEN,
                        Set.of(),
                        List.of(),
                        1,
                        Role.TABLE_OPERATOR));
    }

    private void said(String id, ReportKind kind, Municipality place, String station, Integer headCount) {
        fold.happens(
                Report.KIND,
                id,
                new ReportEvent.Submitted(
                        new ReportContent(
                                kind,
                                "text",
                                Severity.ATTENTION,
                                headCount,
                                station,
                                place,
                                null,
                                null,
                                null,
                                null,
                                null,
                                NOON,
                                Source.ON_SITE,
                                Tlp.GREEN,
                                Set.of(),
                                null,
                                null,
                                null),
                        Role.MUNICIPALITY));
    }

    private void raise(String id, String kind, String subject, Tlp marking) {
        var cause = new Cause(
                kind,
                subject,
                "violence",
                "GM0228-1",
                null,
                false,
                List.of(),
                marking,
                Set.of(Role.MUNICIPALITY),
                Set.of());
        fold.happens(
                Escalation.KIND,
                id,
                event(EscalationDecider.decide(
                        null,
                        new EscalationCommand.Raise(
                                cause,
                                "rule-" + id,
                                Addressee.of(EscalationLevel.TRIANGLE, EDE),
                                Severity.URGENT,
                                "why",
                                null),
                        EscalationRules.DEFAULT,
                        NOON)));
    }

    private static Terms terms(int participants) {
        return new Terms(
                "limit",
                List.of("GM0228-1"),
                300,
                null,
                null,
                participants,
                null,
                NOON.minusSeconds(3_600),
                NOON.plusSeconds(3_600),
                List.of());
    }

    private void claim(String id, NarrativeScope about) {
        fold.happens(
                Narrative.KIND,
                id,
                new NarrativeEvent.Reported(
                        new NarrativeContent(
                                "claim",
                                NarrativeKind.SAFETY_SCARE,
                                "nl",
                                List.of(Assertion.VIOLENCE, Assertion.ALL_CLOSED),
                                about,
                                NOON,
                                List.of(),
                                List.of(),
                                List.of(),
                                Tlp.GREEN,
                                Set.of(),
                                null),
                        Role.TABLE_OPERATOR));
    }

    @Test
    void eachIsFoundByItsIdAndInItsList() {
        var p = fold.picture();
        assertThat(List.of(
                        p.entity(Report.KIND, "r"),
                        p.entity(Incident.KIND, "i"),
                        p.entity(Escalation.KIND, "e"),
                        p.entity(ToleranceLimit.KIND, "l"),
                        p.entity(Duty.KIND, "mayor/GM0228"),
                        p.entity(Narrative.KIND, "n"),
                        p.entity(Response.KIND, "p")))
                .extracting(Entity::id)
                .containsExactly("r", "i", "e", "l", "mayor/GM0228", "n", "p");
        assertThat(p.all(Report.KIND)).hasSize(2);
        assertThat(p.count(Report.KIND)).isEqualTo(2);
        assertThat(p.all(Incident.KIND)).hasSize(1);
        assertThat(p.all(Escalation.KIND)).hasSize(3);
        assertThat(p.all(Duty.KIND)).hasSize(1);
        assertThat(p.all(Narrative.KIND)).hasSize(1);
        assertThat(p.all(Response.KIND)).hasSize(1);
        assertThat(p.all(Response.KIND).filter(r -> r.state().narrative().equals("n")))
                .hasSize(1);
        assertThat(p.all(Response.KIND).filter(r -> r.state().narrative().equals("other")))
                .isEmpty();
        assertThat(limitsOf(p, "GM0228")).hasSize(1);
        assertThat(limitsOf(p, "GM0344")).isEmpty();
        for (var kind : Subjects.all().lists()) {
            assertThat(p.entity(kind, "nothing")).as(kind.toString()).isNull();
        }
        assertThat(List.copyOf(p.changedAfter(0))).hasSize(16).isSorted();
    }

    @Test
    void whatHappensToEachMovesItsPlaceInTheIndex() {
        for (var kind : List.of(Incident.KIND, Escalation.KIND, Narrative.KIND)) {
            var id = kind == Incident.KIND ? "i" : kind == Escalation.KIND ? "e" : "n";
            var before = fold.picture().changedAfter(0).size();
            fold.happens(
                    kind,
                    id,
                    kind == Incident.KIND
                            ? new nl.tafelzicht.subject.incident.domain.IncidentEvent.Commented(
                                    "x", Role.TABLE_OPERATOR)
                            : kind == Escalation.KIND
                                    ? new nl.tafelzicht.subject.escalation.domain.EscalationEvent.Commented(
                                            "x", Role.TABLE_OPERATOR)
                                    : new NarrativeEvent.Commented("x", Role.TABLE_OPERATOR));
            assertThat(fold.picture().changedAfter(0)).as("each once").hasSize(before);
            assertThat(fold.picture().changedAfter(fold.seq() - 1))
                    .extracting(Change::id)
                    .containsExactly(id);
        }
    }

    /** They say what it says, by mail too. */
    @Test
    void whatIsMarkedHigherTakesItsEscalationsAlongAndNoOthers() {
        fold.marked("r", Tlp.AMBER);
        assertThat(fold.picture().entity(Escalation.KIND, "e").state().marking())
                .isEqualTo(Tlp.AMBER);
        assertThat(fold.picture().entity(Escalation.KIND, "other").state().marking())
                .as("of another report")
                .isEqualTo(Tlp.GREEN);
        assertThat(fold.picture().entity(Escalation.KIND, "ofIncident").state().marking())
                .as("of another kind")
                .isEqualTo(Tlp.GREEN);
        assertThat(fold.picture().changedAfter(fold.seq() - 1))
                .extracting(Change::id)
                .containsExactlyInAnyOrder("r", "e");
        assertThat(fold.picture().entity(Escalation.KIND, "e").seq()).isEqualTo(fold.seq());
        long size = fold.picture().changedAfter(0).size();
        fold.marked("r", Tlp.GREEN);
        assertThat(fold.picture().entity(Escalation.KIND, "e").state().marking())
                .as("what is marked lower lowers nothing")
                .isEqualTo(Tlp.AMBER);
        fold.marked("r", Tlp.AMBER);
        assertThat(fold.picture().changedAfter(fold.seq() - 1))
                .as("it is as high already")
                .extracting(Change::id)
                .containsExactly("r");
        assertThat(fold.picture().changedAfter(0)).hasSize((int) size);
        fold.marked("r", Tlp.RED, "ann");
        assertThat(fold.picture().entity(Escalation.KIND, "e").visibility().recipients())
                .containsExactly("ann");
    }

    @Test
    void aDemonstrationIsJudgedByTheLimitsOfItsMunicipality() {
        for (var role : List.of(Role.POLICE, Role.PROSECUTOR)) {
            fold.happens(ToleranceLimit.KIND, "l", new ToleranceEvent.Agreed(1, role));
        }
        said("d", ReportKind.DEMONSTRATION, EDE, "GM0228-1", 150);
        said("few", ReportKind.DEMONSTRATION, EDE, "GM0228-1", 20);
        said("elsewhere", ReportKind.DEMONSTRATION, UTRECHT, "GM0344-1", 150);
        said("nowhere", ReportKind.DEMONSTRATION, null, null, 150);
        assertThat(verdict("d").outcome()).isEqualTo(Verdict.Outcome.BREACHED);
        assertThat(verdict("few").outcome()).isEqualTo(Verdict.Outcome.WITHIN);
        assertThat(verdict("elsewhere")).isNull();
        assertThat(verdict("nowhere")).isNull();
        assertThat(verdict("r")).as("it is no demonstration").isNull();
    }

    private Facts facts(String narrative, Instant now) {
        return FactsBeside.of(
                fold.picture(), fold.picture().entity(Narrative.KIND, narrative), GroundTruth::isForMany, now, SILENCE);
    }

    private static String counts(Facts facts) {
        return StreamSupport.stream(facts.facts().spliterator(), false)
                .filter(f -> Set.of(Key.OPEN, Key.NOT_OPEN, Key.VIOLENCE_VERIFIED, Key.VIOLENCE_REPORTED)
                        .contains(f.key()))
                .map(f -> f.key() + " " + f.count())
                .collect(Collectors.joining(", "));
    }

    @Test
    void factsAreThoseOfTheClaimsPlace() {
        claim("ede", new NarrativeScope(List.of(), List.of(EDE), List.of()));
        claim("utrecht", new NarrativeScope(List.of(), List.of(UTRECHT), List.of()));
        claim("everywhere", new NarrativeScope(List.of(), List.of(), List.of()));
        claim("one", new NarrativeScope(List.of("GM0228-1"), List.of(), List.of()));
        claim("two", new NarrativeScope(List.of("GM0228-2"), List.of(), List.of()));
        claim("both", new NarrativeScope(List.of("GM0228-1"), List.of(EDE), List.of()));
        claim("gone", new NarrativeScope(List.of("GM0228-99"), List.of(), List.of()));
        var now = NOON.plusSeconds(60);
        assertThat(counts(facts("ede", now))).isEqualTo("open 1, not-open 1, violence-verified 1, violence-reported 0");
        assertThat(counts(facts("utrecht", now)))
                .isEqualTo("open 0, not-open 1, violence-verified 0, violence-reported 1");
        assertThat(counts(facts("everywhere", now)))
                .isEqualTo("open 1, not-open 2, violence-verified 1, violence-reported 1");
        assertThat(counts(facts("one", now))).isEqualTo("open 1, not-open 0, violence-verified 1, violence-reported 0");
        assertThat(counts(facts("two", now)))
                .as("nothing happened at that one")
                .isEqualTo("open 0, not-open 1, violence-verified 0, violence-reported 0");
        assertThat(counts(facts("both", now)))
                .as("each once")
                .isEqualTo("open 1, not-open 1, violence-verified 1, violence-reported 0");
        assertThat(counts(facts("gone", now)))
                .isEqualTo("open 0, not-open 0, violence-verified 0, violence-reported 0");
        assertThat(facts("ede", now).seq()).isEqualTo(fold.seq());
        assertThat(facts("ede", now).at()).isEqualTo(now);
    }

    @Test
    void whatHappenedLongBeforeAClaimOrAfterItIsNotWhatItSpeaksOf() {
        var tomorrow = NOON.plus(Duration.ofHours(13));
        fold.happens(
                Narrative.KIND,
                "late",
                new NarrativeEvent.Reported(
                        new NarrativeContent(
                                "claim",
                                NarrativeKind.SAFETY_SCARE,
                                "nl",
                                List.of(Assertion.VIOLENCE),
                                new NarrativeScope(List.of(), List.of(EDE), List.of()),
                                tomorrow,
                                List.of(),
                                List.of(),
                                List.of(),
                                Tlp.GREEN,
                                Set.of(),
                                null),
                        Role.TABLE_OPERATOR));
        fold.happens(
                Narrative.KIND,
                "lateEverywhere",
                new NarrativeEvent.Reported(
                        new NarrativeContent(
                                "claim",
                                NarrativeKind.SAFETY_SCARE,
                                "nl",
                                List.of(Assertion.VIOLENCE),
                                new NarrativeScope(List.of(), List.of(), List.of()),
                                tomorrow,
                                List.of(),
                                List.of(),
                                List.of(),
                                Tlp.GREEN,
                                Set.of(),
                                null),
                        Role.TABLE_OPERATOR));
        assertThat(counts(facts("late", tomorrow))).endsWith("violence-verified 0, violence-reported 0");
        assertThat(counts(facts("lateEverywhere", tomorrow))).endsWith("violence-verified 0, violence-reported 0");
        var before = facts("n", NOON.plusSeconds(60));
        said("new", ReportKind.VIOLENCE, EDE, "GM0228-1", null);
        fold.happens(
                Report.KIND,
                "after",
                new ReportEvent.Submitted(
                        new ReportContent(
                                ReportKind.VIOLENCE,
                                "text",
                                Severity.ATTENTION,
                                null,
                                "GM0228-1",
                                EDE,
                                null,
                                null,
                                null,
                                null,
                                null,
                                NOON.plus(Duration.ofHours(3)),
                                Source.ON_SITE,
                                Tlp.GREEN,
                                Set.of(),
                                null,
                                null,
                                null),
                        Role.MUNICIPALITY));
        assertThat(counts(before)).endsWith("violence-reported 0");
        var evening = facts("n", NOON.plus(Duration.ofHours(5)));
        assertThat(evening.at()).as("judged two hours after it was seen").isEqualTo(NOON.plus(GroundTruth.AFTER_CLAIM));
        assertThat(counts(evening))
                .as("what was seen at the time counts, what happened three hours later does not")
                .endsWith("violence-verified 1, violence-reported 1");
    }

    private static List<ToleranceLimit> limitsOf(Picture picture, String municipality) {
        return picture.all(ToleranceLimit.KIND)
                .filter(l -> l.state().municipality().code().equals(municipality))
                .toList();
    }

    private Verdict verdict(String report) {
        var picture = fold.picture();
        return LimitCheck.of(
                picture.entity(Report.KIND, report),
                picture.all(ToleranceLimit.KIND),
                id -> Stations.entrance(picture, id));
    }
}
