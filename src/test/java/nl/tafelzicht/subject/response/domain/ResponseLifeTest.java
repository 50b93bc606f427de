package nl.tafelzicht.subject.response.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
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
