package nl.tafelzicht.subject.station.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ballots that are counted, delivered and brought, and voters that contradict each other, in any order of arrival. */
class TallyTest {

    /** {@code 930} is half past nine. */
    private static Instant at(int clock) {
        return Instant.parse("2027-03-17T00:00:00Z").plusSeconds(clock / 100 * 3600L + clock % 100 * 60L);
    }

    private static Tally voters(Tally before, int number, int clock) {
        return before.and(new ElectionReport("", number, null, null, null), at(clock), false);
    }

    private static Tally corrected(Tally before, int number, int clock) {
        return before.and(new ElectionReport("", number, null, null, null), at(clock), true);
    }

    private static Tally says(Tally before, Ballots ballots, int clock) {
        return before.and(new ElectionReport("", null, ballots, null, null), at(clock), false);
    }

    private static Tally counted(Tally before, int left, int clock) {
        return before.and(new ElectionReport("", null, null, left, null), at(clock), false);
    }

    private static Tally delivered(Tally before, int all, int clock) {
        return before.and(new ElectionReport("", null, null, null, all), at(clock), false);
    }

    @ParameterizedTest(name = "{0} brought at {1}")
    @CsvSource({
        "100, 1001, 150", // after the count
        "100, 1000,  50", // at the count: the count has them
        "100,  959,  50",
        "-20, 1001,  30",
        "-50, 1001,   0",
        "-51, 1001,   0", // nobody takes away what is not there
        "  0, 1001,  50",
    })
    void whatIsBroughtAfterACountIsThereToo(int ballots, int clock, int left) {
        var known = counted(Tally.NOTHING, 50, 1000);
        assertThat(known.brought(ballots, at(clock)).left()).isEqualTo(left);
        assertThat(counted(Tally.NOTHING.brought(ballots, at(clock)), 50, 1000).left())
                .as("the count arrives later")
                .isEqualTo(left);
    }

    @Test
    void whatIsBroughtMakesNothingKnownThatWasNot() {
        var told = Tally.NOTHING.brought(100, at(1000));
        assertThat(told.left()).isNull();
        assertThat(told.delivered()).isNull();
        assertThat(told.deliveredAt()).isNull();
        assertThat(told.ballots()).isNull();
    }

    @Test
    void whatIsBroughtCountsAsDelivered() {
        var known = delivered(Tally.NOTHING, 500, 900);
        assertThat(known.brought(100, at(1000)).delivered()).isEqualTo(600);
        assertThat(known.brought(100, at(1000)).deliveredAt()).isEqualTo(at(1000));
        assertThat(known.brought(100, at(800)).deliveredAt())
                .as("never earlier")
                .isEqualTo(at(900));
        assertThat(known.brought(-500, at(1000)).delivered()).isZero();
        assertThat(known.brought(-501, at(1000)).delivered()).isZero();
    }

    @ParameterizedTest(name = "{0}, {1} brought at {2}")
    @CsvSource({
        "LOW,        1, 1000,", // may be so no more
        "OUT,        1, 1001,",
        "LOW,        1,  959, LOW", // was said after they came
        "LOW,        0, 1001, LOW",
        "LOW,       -1, 1001, LOW",
        "SUFFICIENT, 1, 1001, SUFFICIENT",
    })
    void aStockThatWasLowIsNotKnownToBeSoOnceSomeWereBrought(Ballots said, int ballots, int clock, Ballots now) {
        var known = voters(counted(says(Tally.NOTHING, said, 1000), 30, 1000), 200, 1000);
        var told = known.brought(ballots, at(clock));
        assertThat(told.ballots()).isEqualTo(now);
        assertThat(told.admitted()).as("all else stays").isEqualTo(200);
        assertThat(told.stock().voters()).isEqualTo(known.stock().voters());
    }

    @Test
    void aLaterNumberOfDeliveriesIsTheDifferenceBroughtAtThatMoment() {
        var known = counted(delivered(Tally.NOTHING, 500, 700), 50, 1000);
        assertThat(delivered(known, 600, 1100).left()).isEqualTo(150);
        assertThat(delivered(known, 500, 1100).left()).isEqualTo(50);
        assertThat(delivered(known, 600, 600).left()).as("is not the newest").isEqualTo(50);
        assertThat(delivered(counted(Tally.NOTHING, 50, 1000), 600, 1100).left())
                .as("the first number says nothing about the time since")
                .isEqualTo(50);
    }

    @Test
    void onlyTheLastMovementsAreKeptForACountThatArrivesLate() {
        var told = Tally.NOTHING;
        for (int i = 0; i <= Tally.MOST_MOVED; i++) {
            told = told.brought(1, at(1001));
        }
        assertThat(told.moved()).hasSize(Tally.MOST_MOVED);
        assertThat(counted(told, 50, 1000).left()).isEqualTo(50 + Tally.MOST_MOVED);
    }

    @Test
    void aCountThatIsOlderThanTheKnownOneChangesNothing() {
        var known = counted(Tally.NOTHING, 50, 1000);
        assertThat(counted(known, 90, 959)).isEqualTo(known);
        assertThat(counted(known, 40, 1000).left()).isEqualTo(40);
    }

    @Test
    void anEarlierNumberOfVotersAboveALaterOneIsAContradictionUntilItIsCorrected() {
        var known = voters(Tally.NOTHING, 300, 1200);
        assertThat(voters(known, 300, 900).isContradicted()).as("as many").isFalse();
        assertThat(voters(known, 299, 900).isContradicted()).isFalse();
        var contradicted = voters(known, 301, 900);
        assertThat(contradicted.isContradicted()).isTrue();
        assertThat(corrected(contradicted, 300, 1200).isContradicted()).isFalse();
        assertThat(corrected(contradicted, 301, 859).isContradicted())
                .as("a correction of what was before leaves it")
                .isTrue();
        assertThat(voters(contradicted, 301, 1300).isContradicted())
                .as("there are as many now")
                .isFalse();
    }

    @Test
    void afterACorrectionNumbersAreComparedWithThoseSince() {
        var corrected = corrected(voters(Tally.NOTHING, 2000, 1000), 200, 1100);
        assertThat(corrected.isContradicted()).isFalse();
        var later = voters(corrected, 210, 1200);
        assertThat(later.isContradicted()).isFalse();
        assertThat(voters(later, 250, 1130).isContradicted()).isTrue();
    }

    @Test
    void theSameNumberTwiceIsOfTheLaterMomentInWhicheverOrderTheyArrive() {
        var known = voters(Tally.NOTHING, 300, 1200);
        for (var late : new int[][] {{900, 1100}, {1100, 900}}) {
            var told = corrected(voters(voters(known, 400, late[0]), 400, late[1]), 150, 1000);
            assertThat(told.isContradicted())
                    .as("400 at eleven was after what was corrected")
                    .isTrue();
        }
    }
}
