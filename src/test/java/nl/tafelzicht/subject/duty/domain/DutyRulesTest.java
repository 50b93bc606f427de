package nl.tafelzicht.subject.duty.domain;

import static nl.tafelzicht.support.Situations.NOW;
import static nl.tafelzicht.support.Situations.UTRECHT;
import static nl.tafelzicht.support.Situations.at;
import static nl.tafelzicht.support.Situations.event;
import static nl.tafelzicht.support.Situations.isNothing;
import static nl.tafelzicht.support.Situations.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.duty.domain.Duty.Shift;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shifts of a post, and who takes over by hand. */
class DutyRulesTest {

    private static final String POST = Duty.id(Role.POLICE, "GM0344");

    private static Instant hour(int hours) {
        return NOW.plusSeconds(hours * 3_600L);
    }

    private static Shift shift(String who, int from, int until) {
        return new Shift(who, who.toUpperCase(), hour(from), hour(until));
    }

    private static Decision<DutyEvent> plan(Duty duty, Shift... shifts) {
        return DutyDecider.decide(duty, new DutyCommand.Plan(Role.POLICE, UTRECHT, List.of(shifts)), NOW);
    }

    private static Duty planned(Shift... shifts) {
        return Duty.evolve(null, POST, event(plan(null, shifts)), at(1, "chief"));
    }

    private static Duty handedOver(Duty duty, String to, Instant when) {
        var decision = DutyDecider.decide(duty, new DutyCommand.HandOver(Role.POLICE, UTRECHT, to, "quiet"), when);
        return Duty.evolve(duty, POST, event(decision), at(2, when, "chief"));
    }

    @ParameterizedTest(name = "after {0}-{1} comes {2}-{3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "0, 2, 2, 4, -",
                "0, 2, 1, 4, shifts/1/from",
                "0, 2, 0, 2, shifts/1/from",
                "0, 0, 2, 4, shifts/0/until",
                "2, 1, 2, 4, shifts/1/until",
                "2, 4, 0, 2, -"
            })
    void shiftsFollowEachOther(int from, int until, int nextFrom, int nextUntil, String field) {
        var decision = plan(null, shift("a", from, until), shift("b", nextFrom, nextUntil));
        if (field == null) {
            assertThat(((DutyEvent.Planned) event(decision)).shifts())
                    .isSortedAccordingTo((a, b) -> a.from().compareTo(b.from()));
        } else if (field.endsWith("until")) {
            assertThat(refusal(decision).field()).endsWith("/until");
        } else {
            assertThat(refusal(decision).field()).isEqualTo(field);
        }
    }

    @Test
    void theSamePlanChangesNothing() {
        var duty = planned(shift("a", 0, 2));
        assertThat(isNothing(plan(duty, shift("a", 0, 2)))).isTrue();
        assertThat(isNothing(plan(duty, shift("a", 0, 3)))).isFalse();
        assertThat(isNothing(plan(duty))).as("nobody").isFalse();
        assertThat(Duty.evolve(duty, POST, event(plan(duty)), at(2, "chief")).onDuty(hour(1)))
                .isNull();
    }

    @Test
    void aPostIsSeenByThoseOfItsPlace() {
        var duty = planned(shift("a", 0, 2));
        assertThat(duty.id()).isEqualTo("police/GM0344");
        assertThat(duty.seq()).isEqualTo(1);
        assertThat(duty.visibility().municipalities()).containsExactly("GM0344");
        assertThat(duty.visibility().marking()).isEqualTo(Tlp.GREEN);
        var table = Duty.evolve(
                null, "table-operator/NL", new DutyEvent.Planned(Role.TABLE_OPERATOR, null, List.of()), at(1, "desk"));
        assertThat(table.visibility().municipalities()).isEmpty();
    }

    @Test
    void oneHandsOverToSomebodyElse() {
        var duty = planned(shift("a", -1, 2), shift("b", 3, 4));
        assertThat(refusal(DutyDecider.decide(duty, new DutyCommand.HandOver(Role.POLICE, UTRECHT, "a", null), NOW))
                        .field())
                .isEqualTo("to");
        var next = handedOver(duty, "c", NOW);
        assertThat(next.state().handOver().from()).isEqualTo("a");
        assertThat(next.state().handOver().note()).isEqualTo("quiet");
        assertThat(next.onDuty(hour(-1))).as("who was").isEqualTo("a");
        assertThat(next.onDuty(NOW)).isEqualTo("c");
        assertThat(next.onDuty(hour(2)))
                .as("the rest of that shift, and no more")
                .isNull();
        assertThat(next.onDuty(hour(3))).isEqualTo("b");
        assertThat(next.state().turns()).extracting(t -> t.account() + t.name()).containsExactly("aA", "cnull", "bB");
    }

    @Test
    void whoTakesOverAtTheVeryBeginningHasAllOfIt() {
        var next = handedOver(planned(shift("a", 0, 2)), "c", NOW);
        assertThat(next.state().turns()).extracting(Duty.Turn::account).containsExactly("c");
    }

    @Test
    void whoTakesOverBetweenShiftsHasItUntilTheNext() {
        var next = handedOver(planned(shift("a", -3, -1), shift("b", 1, 2)), "c", NOW);
        assertThat(next.state().handOver().from()).as("nobody was").isNull();
        assertThat(next.onDuty(NOW)).isEqualTo("c");
        assertThat(next.onDuty(hour(1))).isEqualTo("b");
        assertThat(next.state().turns())
                .extracting(Duty.Turn::account)
                .as("in order of time")
                .containsExactly("a", "c", "b");
        var alone = handedOver(planned(), "c", NOW);
        assertThat(alone.onDuty(hour(100))).as("until further notice").isEqualTo("c");
        assertThat(DutyDecider.decide(null, new DutyCommand.HandOver(Role.POLICE, UTRECHT, "c", null), NOW))
                .as("nothing was planned yet")
                .isInstanceOf(Decision.Accepted.class);
    }
}
