package nl.tafelzicht.subject.visit.domain;

import static nl.tafelzicht.support.Situations.DOOR;
import static nl.tafelzicht.support.Situations.NOW;
import static nl.tafelzicht.support.Situations.UTRECHT;
import static nl.tafelzicht.support.Situations.at;
import static nl.tafelzicht.support.Situations.event;
import static nl.tafelzicht.support.Situations.isNothing;
import static nl.tafelzicht.support.Situations.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Refusal.Reason;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.visit.domain.VisitState.Answer;
import nl.tafelzicht.subject.visit.domain.VisitState.Disagreement;
import nl.tafelzicht.subject.visit.domain.VisitState.Finding;
import nl.tafelzicht.subject.visit.domain.VisitState.FindingKind;
import nl.tafelzicht.subject.visit.domain.VisitState.Observer;
import nl.tafelzicht.subject.visit.domain.VisitState.Place;
import nl.tafelzicht.subject.visit.domain.VisitState.VisitStatus;
import nl.tafelzicht.support.Diagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An observer's visit, from the door to what is answered to a finding. */
class VisitRulesTest {

    private static final Place STATION = new Place("GM0344-4", "De Kargadoor", UTRECHT, DOOR);
    private static final Observer OBSERVER = new Observer("observer-odihr", "odihr", "a", "A-17", false);
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(20));

    private static Visit arrived(String hindered) {
        return Visit.evolve(
                null, "v", new VisitEvent.Arrived(STATION, OBSERVER, NOW, hindered), at(1, "observer-odihr"));
    }

    private static Visit after(Visit visit, VisitEvent... events) {
        var now = visit;
        for (var event : events) {
            now = Visit.evolve(now, "v", event, at(now.version() + 1, "somebody"));
        }
        return now;
    }

    private static Visit in(VisitStatus status) {
        return switch (status) {
            case PRESENT -> arrived(null);
            case HINDERED -> arrived("the chair sent me away");
            case LEFT -> after(arrived(null), new VisitEvent.Left(NOW));
        };
    }

    private static Decision<VisitEvent> decide(Visit visit, VisitCommand command) {
        return VisitDecider.decide(visit, command, List.of(), LATER);
    }

    private static VisitCommand.Answer answer(Instant at, String... questionsAndAnswers) {
        var given = new ArrayList<VisitCommand.Given>();
        for (int i = 0; i < questionsAndAnswers.length; i += 2) {
            given.add(new VisitCommand.Given(Question.valueOf(questionsAndAnswers[i]), questionsAndAnswers[i + 1]));
        }
        return new VisitCommand.Answer(given, at);
    }

    @Test
    void itBeginsAtTheDoor() {
        var command = new VisitCommand.Arrive(STATION, OBSERVER, NOW, null);
        var event = event(VisitDecider.decide(null, command, List.of(), LATER));
        assertThat(event).isEqualTo(new VisitEvent.Arrived(STATION, OBSERVER, NOW, null));
        var s = arrived(null).state();
        assertThat(s)
                .isEqualTo(new VisitState(
                        "v",
                        STATION,
                        OBSERVER,
                        VisitStatus.PRESENT,
                        NOW,
                        NOW,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        1));
        assertThat(isNothing(decide(arrived(null), command))).as("once").isTrue();
        assertThat(arrived(null).id()).isEqualTo("v");
        assertThat(arrived(null).seq()).isEqualTo(1);
    }

    @Test
    void whoIsNotLetInIsHinderedFromTheStart() {
        var s = arrived("the chair sent me away").state();
        assertThat(s.status()).isEqualTo(VisitStatus.HINDERED);
        assertThat(s.findings())
                .containsExactly(
                        new Finding(1, FindingKind.HINDRANCE, Severity.ATTENTION, "the chair sent me away", NOW, null));
    }

    @Test
    void oneIsInOnePlaceAtATime() {
        var command = new VisitCommand.Arrive(STATION, OBSERVER, null, null);
        for (var elsewhere : List.of(in(VisitStatus.PRESENT), in(VisitStatus.HINDERED))) {
            var refused = refusal(VisitDecider.decide(null, command, List.of(elsewhere), LATER));
            assertThat(refused.reason()).isEqualTo(Reason.TRANSITION);
            assertThat(refused.detail()).isEqualTo("you are still at De Kargadoor: leave there first");
            assertThat(refused.allowed()).containsExactly("left");
        }
        var over = in(VisitStatus.LEFT);
        assertThat(event(VisitDecider.decide(null, command, List.of(over), LATER)))
                .as("now, when no moment is named")
                .isEqualTo(new VisitEvent.Arrived(STATION, OBSERVER, LATER, null));
        var many =
                IntStream.range(0, VisitDecider.MOST_VISITS).mapToObj(i -> over).toList();
        assertThat(event(VisitDecider.decide(null, command, many.subList(1, many.size()), LATER)))
                .isNotNull();
        var refused = refusal(VisitDecider.decide(null, command, many, LATER));
        assertThat(refused.explanation().code()).isEqualTo("visits-full");
        assertThat(refused.field()).isEqualTo("station");
    }

    @Test
    void stepsAreThoseOfTheDiagram() throws Exception {
        var steps = new TreeSet<String>();
        for (var from : VisitStatus.values()) {
            for (var command : List.of(
                    new VisitCommand.Hinder("x", LATER),
                    new VisitCommand.Admit(LATER),
                    new VisitCommand.Leave(LATER))) {
                if (decide(in(from), command) instanceof Decision.Accepted<VisitEvent> a
                        && !a.events().isEmpty()) {
                    var to = after(in(from), a.events().get(0)).state().status();
                    if (to != from) {
                        steps.add(from + " " + to);
                    }
                }
            }
        }
        assertThat(steps).isEqualTo(Diagram.of("visit"));
    }

    @Test
    void aStepSaysSinceWhenAndTheDepartureWhen() {
        var hindered = after(arrived(null), new VisitEvent.Hindered("told to stand outside", LATER));
        assertThat(hindered.state().since()).isEqualTo(LATER);
        assertThat(hindered.state().findings()).hasSize(1);
        assertThat(hindered.state().findings().get(0).kind()).isEqualTo(FindingKind.HINDRANCE);
        var again = after(hindered, new VisitEvent.Hindered("still", LATER.plusSeconds(60)));
        assertThat(again.state().since()).as("it is no other step").isEqualTo(LATER);
        assertThat(again.state().findings()).extracting(Finding::number).containsExactly(1, 2);
        var inside = after(again, new VisitEvent.Admitted(LATER.plusSeconds(120)));
        assertThat(inside.state().status()).isEqualTo(VisitStatus.PRESENT);
        assertThat(inside.state().since()).isEqualTo(LATER.plusSeconds(120));
        assertThat(inside.state().leftAt()).isNull();
        var left = after(inside, new VisitEvent.Left(LATER.plusSeconds(180)));
        assertThat(left.state().leftAt()).isEqualTo(LATER.plusSeconds(180));
        assertThat(left.state().arrivedAt()).isEqualTo(NOW);
        var afterwards = after(left, new VisitEvent.Hindered("at the count", LATER.plusSeconds(240)));
        assertThat(afterwards.state().status()).as("who left is not there").isEqualTo(VisitStatus.LEFT);
        assertThat(afterwards.state().leftAt()).isEqualTo(LATER.plusSeconds(180));
        assertThat(isNothing(decide(left, new VisitCommand.Leave(LATER)))).isTrue();
        var refused = refusal(decide(left, new VisitCommand.Admit(LATER)));
        assertThat(refused.reason()).isEqualTo(Reason.TRANSITION);
        assertThat(refused.state()).isEqualTo("left");
        assertThat(isNothing(decide(arrived(null), new VisitCommand.Admit(LATER))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, yes, true",
        "OPEN, no, true",
        "OPEN, not-seen, true",
        "OPEN, out, false",
        "OPEN, 1, false",
        "BALLOTS_LEFT, sufficient, true",
        "BALLOTS_LEFT, low, true",
        "BALLOTS_LEFT, out, true",
        "BALLOTS_LEFT, no, false",
        "WAITING_MINUTES, 0, true",
        "WAITING_MINUTES, 5000, true",
        "WAITING_MINUTES, 5001, false",
        "WAITING_MINUTES, -1, false",
        "WAITING_MINUTES, 007, false",
        "WAITING_MINUTES, yes, false",
        "WAITING_MINUTES, 99999999999, false",
        "WAITING_MINUTES, ١, false"
    })
    void aQuestionTakesWhatAnswersIt(String question, String text, boolean taken) {
        var decision = decide(arrived(null), answer(LATER, "IDENTITY_CHECKED", "yes", question, text));
        if (taken) {
            assertThat(((VisitEvent.Answered) event(decision)).answers())
                    .containsExactly(
                            new Answer(Question.IDENTITY_CHECKED, "yes", LATER),
                            new Answer(Question.valueOf(question), text, LATER));
            return;
        }
        assertThat(refusal(decision).field()).isEqualTo("answers/1/answer");
        assertThat(refusal(decision).detail())
                .contains(Question.valueOf(question).toString());
    }

    @Test
    void aQuestionIsAnsweredOnceInARequest() {
        var refused = refusal(decide(arrived(null), answer(LATER, "OPEN", "yes", "OPEN", "no")));
        assertThat(refused.field()).isEqualTo("answers/1/question");
        assertThat(refused.explanation().code()).isEqualTo("asked-twice");
    }

    @Test
    void whatIsSeenLaterCountsNotWhatArrivesLater() {
        var early = new Answer(Question.OPEN, "no", NOW.plusSeconds(60));
        var late = new Answer(Question.OPEN, "yes", LATER);
        var waiting = new Answer(Question.WAITING_MINUTES, "10", NOW);
        var visit = after(
                arrived(null),
                new VisitEvent.Answered(List.of(waiting, late)),
                new VisitEvent.Answered(List.of(early)));
        assertThat(visit.state().answers()).as("by question").containsExactly(late, waiting);
        var same = new Answer(Question.OPEN, "no", LATER);
        assertThat(after(visit, new VisitEvent.Answered(List.of(same))).state().answers())
                .as("of one moment, the last that was said")
                .containsExactly(same, waiting);
        assertThat(isNothing(decide(visit, answer(LATER, "OPEN", "yes"))))
                .as("said before")
                .isTrue();
        assertThat(event(decide(visit, answer(LATER, "OPEN", "yes", "ACCESSIBLE", "no"))))
                .isEqualTo(new VisitEvent.Answered(List.of(new Answer(Question.ACCESSIBLE, "no", LATER))));
    }

    @ParameterizedTest
    @CsvSource({
        // seconds after arrival that it was seen, when it is now 20 minutes after: the code of the refusal
        "0, -",
        "-1, before-arrival",
        "1200, -",
        "1500, -",
        "1501, in-the-future",
        "-700000, over-a-week-ago"
    })
    void nothingIsSeenBeforeTheVisitOrInTheFuture(int seconds, String code) {
        var at = NOW.plusSeconds(seconds);
        for (var command : List.of(
                answer(at, "OPEN", "yes"),
                new VisitCommand.Find(Severity.INFO, "calm", at),
                new VisitCommand.Hinder("sent away", at),
                new VisitCommand.Leave(at))) {
            var decision = decide(arrived(null), command);
            if (code.equals("-")) {
                assertThat(event(decision)).as(command.toString()).isNotNull();
            } else {
                assertThat(refusal(decision).explanation().code())
                        .as(command.toString())
                        .isEqualTo(code);
                assertThat(refusal(decision).field()).isEqualTo("observedAt");
            }
        }
        var admitted = decide(in(VisitStatus.HINDERED), new VisitCommand.Admit(at));
        assertThat(admitted instanceof Decision.Refused<?>).isEqualTo(!code.equals("-"));
        var arrival = VisitDecider.decide(null, new VisitCommand.Arrive(STATION, OBSERVER, at, null), List.of(), LATER);
        if (code.equals("-") || code.equals("before-arrival")) {
            assertThat(arrival).isInstanceOf(Decision.Accepted.class);
        } else {
            assertThat(refusal(arrival).field()).isEqualTo("observedAt");
        }
    }

    @Test
    void aPhoneThatIsAheadHasSeenNothingAfterItArrived() {
        var ahead = LATER.plusSeconds(120);
        var found =
                (VisitEvent.Found) event(decide(arrived(null), new VisitCommand.Find(Severity.INFO, "calm", ahead)));
        assertThat(found.observedAt()).isEqualTo(LATER);
        var none = (VisitEvent.Left) event(decide(arrived(null), new VisitCommand.Leave(null)));
        assertThat(none.observedAt()).isEqualTo(LATER);
    }

    @Test
    void aVisitHoldsFiftyFindings() {
        var visit = arrived(null);
        for (int i = 1; i < VisitDecider.MOST_FINDINGS; i++) {
            visit = after(visit, new VisitEvent.Found(Severity.INFO, "calm " + i, NOW));
        }
        assertThat(event(decide(visit, new VisitCommand.Find(Severity.URGENT, "box open", LATER))))
                .isEqualTo(new VisitEvent.Found(Severity.URGENT, "box open", LATER));
        visit = after(visit, new VisitEvent.Found(Severity.URGENT, "box open", LATER));
        assertThat(visit.state().findings().get(49))
                .isEqualTo(new Finding(50, FindingKind.OBSERVATION, Severity.URGENT, "box open", LATER, null));
        for (var command :
                List.of(new VisitCommand.Find(Severity.INFO, "x", LATER), new VisitCommand.Hinder("x", LATER))) {
            assertThat(refusal(decide(visit, command)).explanation().code()).isEqualTo("findings-full");
            assertThat(refusal(decide(visit, command)).field()).isEqualTo("text");
        }
    }

    @Test
    void aFindingIsAnsweredAndTheLastWordStands() {
        var visit = after(
                arrived("sent away"),
                new VisitEvent.Found(Severity.INFO, "calm", NOW),
                new VisitEvent.Reacted(1, "the chair was told", Role.MUNICIPALITY));
        var reaction = visit.state().findings().get(0).reaction();
        assertThat(reaction.text()).isEqualTo("the chair was told");
        assertThat(reaction.by()).isEqualTo("somebody");
        assertThat(reaction.role()).isEqualTo(Role.MUNICIPALITY);
        assertThat(reaction.at()).isEqualTo(NOW.plusSeconds(3));
        assertThat(visit.state().findings().get(1).reaction()).isNull();
        assertThat(isNothing(decide(visit, new VisitCommand.React(1, "the chair was told", Role.MAYOR))))
                .isTrue();
        assertThat(event(decide(visit, new VisitCommand.React(1, "she may come in", Role.MAYOR))))
                .isEqualTo(new VisitEvent.Reacted(1, "she may come in", Role.MAYOR));
        var refused = refusal(decide(visit, new VisitCommand.React(3, "x", Role.MAYOR)));
        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN);
        assertThat(refused.detail()).isEqualTo("this visit has no finding 3");
    }

    private static Disagreement disagreement(Question question, Instant at, String visit, String theirs) {
        return new Disagreement(question, "no", at, visit, visit == null ? null : "party", theirs, NOW);
    }

    @Test
    void aDisagreementIsNotedOnceAndSoManyAreKept() {
        var withStation = disagreement(Question.OPEN, LATER, null, "yes");
        var withOther = disagreement(Question.OPEN, LATER, "w", "yes");
        var visit = arrived(null);
        var command = new VisitCommand.Disagree(List.of(withStation, withOther));
        assertThat(event(decide(visit, command))).isEqualTo(new VisitEvent.Disagreed(List.of(withStation, withOther)));
        var noted = after(visit, new VisitEvent.Disagreed(List.of(withStation, withOther)));
        assertThat(noted.state().disagreements()).containsExactly(withStation, withOther);
        assertThat(isNothing(decide(noted, command))).isTrue();
        for (var known : List.of(
                disagreement(Question.OPEN, LATER, null, "perhaps"), disagreement(Question.OPEN, LATER, "w", "no"))) {
            assertThat(isNothing(decide(noted, new VisitCommand.Disagree(List.of(known)))))
                    .as("that the other side says yet another thing is not another disagreement")
                    .isTrue();
        }
        for (var another : List.of(
                disagreement(Question.ACCESSIBLE, LATER, null, "yes"),
                disagreement(Question.OPEN, NOW, null, "yes"),
                disagreement(Question.OPEN, LATER, "u", "yes"))) {
            assertThat(event(decide(noted, new VisitCommand.Disagree(List.of(another)))))
                    .isEqualTo(new VisitEvent.Disagreed(List.of(another)));
        }
        var many = IntStream.range(0, 70)
                .mapToObj(i -> disagreement(Question.OPEN, NOW.plusSeconds(i), null, "yes"))
                .toList();
        var kept = (VisitEvent.Disagreed) event(decide(noted, new VisitCommand.Disagree(many)));
        assertThat(kept.disagreements()).hasSize(VisitDecider.MOST_DISAGREEMENTS - 2);
        assertThat(isNothing(decide(after(noted, kept), new VisitCommand.Disagree(many))))
                .isTrue();
    }

    @Test
    void nothingIsDoneOnAVisitThatIsNotThere() {
        assertThat(refusal(decide(null, new VisitCommand.Leave(null))).reason()).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void theMunicipalityItsMayorAndTheOrganisationSeeIt() {
        var visibility = arrived(null).visibility();
        assertThat(visibility.municipalities()).containsExactly("GM0344");
        assertThat(visibility.roles()).containsExactlyInAnyOrder(Role.MAYOR, Role.MUNICIPALITY);
        assertThat(visibility.marking()).isEqualTo(Tlp.GREEN);
        assertThat(visibility.sharedWith()).isEqualTo(Set.of("odihr"));
        assertThat(visibility.station()).as("not its chair").isNull();
        var appointed = new Observer("observer-odihr", "odihr", "a", "A-17", true);
        var visit = Visit.evolve(null, "v", new VisitEvent.Arrived(STATION, appointed, NOW, null), at(1, "o"));
        assertThat(visit.visibility().roles())
                .as("an appointed observer reports to the mayor")
                .containsExactly(Role.MAYOR);
    }

    @Test
    void whatAnotherOrganisationSaysIsForThoseWhoseStationItIs() {
        var withStation = disagreement(Question.OPEN, LATER, null, "yes");
        var withOther = disagreement(Question.ACCESSIBLE, LATER, "w", "yes");
        var fromStation = new VisitEvent.Disagreed(List.of(withStation));
        var fromBoth = new VisitEvent.Disagreed(List.of(withStation, withOther));
        var visit = after(arrived(null), fromBoth);
        assertThat(visit.stateFor(v -> true)).isSameAs(visit.state());
        var ours = visit.stateFor(v -> v.sharedWith().contains("odihr"));
        assertThat(ours.disagreements()).containsExactly(withStation);
        assertThat(ours.id()).isEqualTo("v");
        assertThat(ours.answers()).isEqualTo(visit.state().answers());
        assertThat(arrived(null).stateFor(v -> false)).isEqualTo(arrived(null).state());
        assertThat(visit.visibilityOf(fromStation)).isEqualTo(visit.visibility());
        assertThat(visit.visibilityOf(fromBoth).sharedWith()).isEmpty();
        assertThat(visit.visibilityOf(fromBoth).municipalities()).containsExactly("GM0344");
        assertThat(visit.visibilityOf(new VisitEvent.Left(NOW))).isEqualTo(visit.visibility());
    }

    @Test
    void whatGoesOnHinderingIsOneMatterAndTenAreEnough() {
        var more = event(decide(in(VisitStatus.HINDERED), new VisitCommand.Hinder("still outside", LATER)));
        assertThat(more).isEqualTo(new VisitEvent.Found(Severity.ATTENTION, "still outside", LATER));
        var visit = arrived(null);
        for (int i = 0; i < VisitDecider.MOST_HINDRANCES; i++) {
            assertThat(event(decide(visit, new VisitCommand.Hinder("x", LATER))))
                    .isEqualTo(new VisitEvent.Hindered("x", LATER));
            visit = after(visit, new VisitEvent.Hindered("x", LATER), new VisitEvent.Admitted(LATER));
        }
        var refused = refusal(decide(visit, new VisitCommand.Hinder("x", LATER)));
        assertThat(refused.explanation().code()).isEqualTo("hindrances-full");
        assertThat(refused.field()).isEqualTo("text");
    }

    /** The page asks what the hub takes, in the same parts of the day. */
    @Test
    void theChecklistOfThePageIsThatOfTheHub() throws Exception {
        var page = Files.readString(Path.of("web/subject/visit/selectors.mjs"));
        for (var phase : Question.Phase.values()) {
            var name = phase.name().toLowerCase(Locale.ROOT);
            var block = Pattern.compile("\\b" + name + ": \\[([^\\]]*)\\]").matcher(page);
            assertThat(block.find()).as(name).isTrue();
            assertThat(words(block.group(1)))
                    .containsExactlyElementsOf(Stream.of(Question.values())
                            .filter(q -> q.phase() == phase)
                            .map(Question::toString)
                            .toList());
        }
        var numbers = Pattern.compile("NUMBERS = \\[([^\\]]*)\\]").matcher(page);
        assertThat(numbers.find()).isTrue();
        assertThat(words(numbers.group(1)))
                .containsExactlyElementsOf(Stream.of(Question.values())
                        .filter(q -> q.form() == Question.Form.NUMBER)
                        .map(Question::toString)
                        .toList());
        assertThat(Question.BALLOTS_LEFT.form()).isEqualTo(Question.Form.BALLOTS);
    }

    private static List<String> words(String list) {
        return Pattern.compile("'([a-z-]+)'")
                .matcher(list)
                .results()
                .map(m -> m.group(1))
                .toList();
    }
}
