package nl.tafelzicht.subject.count.domain;

import static nl.tafelzicht.subject.count.domain.Counts.votes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.tafelzicht.subject.count.domain.CountComparison.Change;
import nl.tafelzicht.subject.count.domain.Counts.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountComparisonTest {

    private static final CountUnit TOTAL = new Unit(0, votes(5, 7)).build();

    private static Count count(CountUnit... units) {
        return Counts.of(TOTAL, units);
    }

    @Test
    void theSameCountHasNoChange() {
        assertThat(CountComparison.of(count(new Unit(1, votes(5, 7)).build()), count(new Unit(1, votes(5, 7)).build())))
                .isEmpty();
    }

    @Test
    void eachNumberThatIsAnotherIsNamedWithWhatItWas() {
        var before = count(new Unit(1, votes(5, 7)).build(), new Unit(2, votes(1, 1)).build());
        var after = count(
                new Unit(1, votes(7, 5)).build(),
                new Unit(2, votes(1, 2)).eligible(999).blank(4).invalid(1).build());
        assertThat(CountComparison.of(before, after))
                .contains(
                        new Change("0363::SB1", "list 1 candidate 1", 5, 7),
                        new Change("0363::SB1", "list 1 candidate 2", 7, 5),
                        new Change("0363::SB2", "Z", 1_000, 999),
                        new Change("0363::SB2", "E", 2, 3),
                        new Change("0363::SB2", "F", 0, 4),
                        new Change("0363::SB2", "G", 0, 1),
                        new Change("0363::SB2", "list 1", 2, 3),
                        new Change("0363::SB2", "toegelaten kiezers", 2, 8))
                .noneMatch(change -> change.unit() == null)
                .noneMatch(change ->
                        "0363::SB1".equals(change.unit()) && change.what().equals("list 1"));
    }

    @Test
    void theTotalIsComparedToo() {
        var before = Counts.of(new Unit(0, votes(5, 7)).build());
        var after = Counts.of(new Unit(0, votes(5, 8)).build());
        assertThat(CountComparison.of(before, after))
                .contains(new Change(null, "E", 12, 13), new Change(null, "list 1 candidate 2", 7, 8));
    }

    @Test
    void aUnitThatCameOrWentAndANumberThatWasNotStatedAreNamed() {
        var one = new Unit(1, votes(5, 7)).build();
        var two = new Unit(2, votes(5, 7)).build();
        assertThat(CountComparison.of(count(one), count(one, two))).contains(new Change("0363::SB2", "E", null, 12));
        assertThat(CountComparison.of(count(one, two), count(one))).contains(new Change("0363::SB2", "E", 12, null));
        var stated =
                new Unit(1, votes(5, 7)).states(UncountedReason.UNEXPLAINED, 3).build();
        assertThat(CountComparison.of(count(one), count(stated)))
                .containsExactly(new Change("0363::SB1", "geen verklaring", null, 3));
    }

    @ParameterizedTest
    @CsvSource({"510a, false", "510b, false", "510c, true", "510d, true", "520, false"})
    void aSumIsOfACommitteeAboveTheMunicipalities(String kind, boolean isSum) {
        var own = count();
        var other = new Count(
                kind,
                own.createdAt(),
                own.authority(),
                own.authorityName(),
                own.election(),
                own.electionName(),
                own.electionDate(),
                own.contest(),
                own.method(),
                own.phase(),
                own.lists(),
                own.total(),
                own.units(),
                own.notStated());
        assertThat(other.isSum()).isEqualTo(isSum);
        assertThat(other.isResult()).isEqualTo(kind.equals("520"));
    }

    @Test
    void countsOfOthersAreNotCompared() {
        var own = count();
        var other = new Count(
                own.kind(),
                own.createdAt(),
                "0344",
                "Utrecht",
                own.election(),
                own.electionName(),
                own.electionDate(),
                own.contest(),
                own.method(),
                own.phase(),
                own.lists(),
                own.total(),
                own.units(),
                own.notStated());
        assertThatThrownBy(() -> CountComparison.of(own, other))
                .hasMessage("these are counts of GR2026 in 0363 and of GR2026 in 0344");
    }
}
