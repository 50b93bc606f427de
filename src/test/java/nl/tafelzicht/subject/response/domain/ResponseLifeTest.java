package nl.tafelzicht.subject.response.domain;

import static nl.tafelzicht.support.Situations.NOW;
import static nl.tafelzicht.support.Situations.UTRECHT;
import static nl.tafelzicht.support.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.Facts.Difference;
import nl.tafelzicht.support.Diagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be done with a response, by its kind and how far it is. */
class ResponseLifeTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "REBUTTAL, PROPOSED, approvals rejections revisions withdrawals",
        "REBUTTAL, APPROVED, publications withdrawals",
        "DSA_NOTICE, APPROVED, dispatches withdrawals",
        "TRUSTED_FLAG, APPROVED, dispatches withdrawals",
        "PARTNER_NOTICE, APPROVED, dispatches withdrawals",
        "REBUTTAL, PUBLISHED, withdrawals",
        "MONITOR, MONITORING, withdrawals",
        "DSA_NOTICE, SENT, outcomes",
        "TRUSTED_FLAG, SENT, outcomes",
        "PARTNER_NOTICE, SENT, ''",
        "REBUTTAL, REJECTED, ''",
        "DSA_NOTICE, WITHDRAWN, ''"
    })
    void whatCanBeDone(ResponseKind kind, ResponseStatus status, String acts) {
        assertThat(String.join(" ", new TreeSet<>(status.next(kind)))).isEqualTo(acts);
    }

    @ParameterizedTest
    @EnumSource(ResponseStatus.class)
    void whatIsOverIsRejectedOrWithdrawn(ResponseStatus status) {
        assertThat(status.isOver()).isEqualTo(status == ResponseStatus.REJECTED || status == ResponseStatus.WITHDRAWN);
        assertThat(ResponseStatus.STANDING.contains(status))
                .isEqualTo(status == ResponseStatus.APPROVED || status == ResponseStatus.PUBLISHED);
    }

    private static Response after(Response before, ResponseEvent event, long seq) {
        return Response.evolve(before, "p", event, at(seq, "ann"));
    }

    /** Whoever revises, approves or upholds it has looked at the facts of now. */
    @Test
    void eachLookAtTheFactsIsWhatItRestsOnAndEndsAChallenge() {
        var content =
                new ResponseContent("All open", "text", List.of("nl"), Set.of(), null, null, null, null, null, null);
        var was = new Fact(Fact.Key.OPEN, 10, 10, List.of(), NOW, "town", Role.MUNICIPALITY, 5);
        var now = new Fact(Fact.Key.OPEN, 8, 10, List.of(), NOW, "town", Role.MUNICIPALITY, 9);
        var challenged = after(
                after(
                        null,
                        new ResponseEvent.Proposed(
                                "n",
                                ResponseKind.REBUTTAL,
                                content,
                                List.of(UTRECHT),
                                Tlp.AMBER,
                                Set.of(),
                                List.of(was),
                                5,
                                Role.TABLE_OPERATOR),
                        1),
                new ResponseEvent.Challenged(List.of(new Difference(was, now)), 9),
                2);
        assertThat(challenged.state().challenge()).isNotNull();
        assertThat(challenged.state().basis()).containsExactly(was);
        for (var look : List.of(
                new ResponseEvent.Revised(content, List.of(now), 9, Role.TABLE_OPERATOR),
                new ResponseEvent.Approved(List.of(now), 9, Role.TABLE_MEMBER),
                new ResponseEvent.Upheld(List.of(now), 9, "it holds", Role.TABLE_MEMBER))) {
            var next = after(challenged, look, 3).state();
            assertThat(next.basis()).as(look.toString()).containsExactly(now);
            assertThat(next.basisSeq()).as(look.toString()).isEqualTo(9);
            assertThat(next.challenge()).as(look.toString()).isNull();
        }
    }

    @Test
    void theDiagramInTheArchitectureHasTheStepsOfTheRulesAndNoOthers() throws Exception {
        var made = Map.of(
                "revisions",
                "proposed",
                "rejections",
                "rejected",
                "publications",
                "published",
                "dispatches",
                "sent",
                "outcomes",
                "sent",
                "withdrawals",
                "withdrawn");
        var steps = new TreeSet<String>();
        for (var kind : ResponseKind.values()) {
            for (var from : ResponseStatus.values()) {
                for (var act : from.next(kind)) {
                    boolean isOfTheKind = from != ResponseStatus.MONITORING || kind == ResponseKind.MONITOR;
                    if (isOfTheKind) {
                        steps.add(from + " "
                                + (act.equals("approvals")
                                        ? kind == ResponseKind.MONITOR ? "monitoring" : "approved"
                                        : made.get(act)));
                    }
                }
            }
        }
        assertThat(steps).isEqualTo(Diagram.of("response"));
    }
}
