package nl.tafelzicht.subject.count.domain;

import static nl.tafelzicht.subject.count.domain.Counts.votes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.tafelzicht.subject.count.domain.Counts.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AbacusRulesTest {

    private static final CountUnit WHOLE = new Unit(0, votes(500), votes(500)).build();

    private static List<String> ofUnit(Unit unit) {
        return codes(Counts.of(WHOLE, unit.build()));
    }

    private static List<String> ofTotal(Unit unit) {
        return codes(Counts.of(unit.build()));
    }

    private static List<String> codes(Count count) {
        return AbacusRules.check(count).stream().map(Finding::code).toList();
    }

    /** One below, at and one above each bound. */
    static Stream<Arguments> units() {
        return Stream.of(
                rule("all holds together", unit(), List.of()),
                rule(
                        "F.201 cards, proxies and passes are not the admitted",
                        unit().states(UncountedReason.PROXIES, 1),
                        List.of("F.201")),
                rule(
                        "F.201 with proxies and passes",
                        unit().states(UncountedReason.POLLING_CARDS, 497)
                                .states(UncountedReason.PROXIES, 2)
                                .states(UncountedReason.VOTER_PASSES, 1),
                        List.of()),
                rule("F.202 lists do not add up", unit().onLists(501).admitted(501), List.of("F.202")),
                rule(
                        "F.204 and not F.202: lists have votes, the sum is nothing",
                        unit().onLists(0).admitted(0),
                        List.of("F.204", "W.204")),
                rule(
                        "F.305 more counted is given where there is no difference",
                        unit().states(UncountedReason.MORE_COUNTED, 1),
                        List.of("F.305")),
                rule("F.305 fewer likewise", unit().states(UncountedReason.FEWER_COUNTED, 1), List.of("F.305")),
                rule("more were counted, and it is said", unit().admitted(495), List.of()),
                rule(
                        "F.306 more were counted than is said",
                        unit().admitted(495).states(UncountedReason.MORE_COUNTED, 4),
                        List.of("F.306")),
                rule(
                        "F.307 and fewer is given too",
                        unit().admitted(495).states(UncountedReason.FEWER_COUNTED, 1),
                        List.of("F.307")),
                rule("fewer were counted, and it is said", unit().admitted(505), List.of()),
                rule(
                        "F.308 fewer were counted than is said",
                        unit().admitted(505).states(UncountedReason.FEWER_COUNTED, 6),
                        List.of("F.308")),
                rule(
                        "F.309 and more is given too",
                        unit().admitted(505).states(UncountedReason.MORE_COUNTED, 1),
                        List.of("F.309")),
                rule(
                        "F.306 where only more counted is stated",
                        admitted(495).states(UncountedReason.MORE_COUNTED, 4),
                        List.of("F.306")),
                rule(
                        "F.308 where only fewer counted is stated",
                        admitted(505).states(UncountedReason.FEWER_COUNTED, 4),
                        List.of("F.308")),
                rule("where neither is stated no difference is checked", admitted(495), List.of()),
                rule(
                        "F.401 and not F.402: candidates have votes, the list has none",
                        unit().list(0, 0).onLists(250).admitted(250),
                        List.of("F.401")),
                rule(
                        "F.402 candidates do not add up",
                        unit().list(0, 251).onLists(501).admitted(501),
                        List.of("F.402")),
                rule(
                        "W.201 blank is just under 3 %",
                        new Unit(1, votes(971)).blank(29).invalid(0), List.of()),
                rule("W.201 blank is 3 %", new Unit(1, votes(970)).blank(30), List.of("W.201")),
                rule("W.202 invalid is just under 3 %", new Unit(1, votes(971)).invalid(29), List.of()),
                rule("W.202 invalid is 3 %", new Unit(1, votes(970)).invalid(30), List.of("W.202")),
                rule("W.203 a difference of 14 in many", new Unit(1, votes(5_000)).admitted(5_014), List.of()),
                rule("W.203 a difference of 15", new Unit(1, votes(5_000)).admitted(5_015), List.of("W.203")),
                rule("W.203 just under 2 %", new Unit(1, votes(401)).admitted(409), List.of()),
                rule("W.203 2 %", new Unit(1, votes(400)).admitted(408), List.of("W.203")),
                rule("W.204 nobody voted", new Unit(1, votes(0)), List.of("W.204")));
    }

    private static Unit unit() {
        return new Unit(1, votes(200, 50), votes(250));
    }

    /** States how many voters were admitted, and nothing else of them. */
    private static Unit admitted(int number) {
        return unit().states(UncountedReason.ADMITTED, number);
    }

    private static Arguments rule(String name, Unit unit, List<String> codes) {
        return Arguments.of(name, unit, codes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void eachRuleOfAStation(String name, Unit unit, List<String> codes) {
        var own = unit.build();
        var count = Counts.of(new Unit(0, own.candidateVotes()).build(), own);
        assertThat(AbacusRules.check(count))
                .filteredOn(finding -> finding.unit() != null)
                .extracting(Finding::code)
                .containsExactlyElementsOf(codes);
    }

    @Test
    void theTotalHasRulesOfItsOwn() {
        assertThat(ofTotal(new Unit(0, votes(500)))).isEmpty();
        assertThat(ofTotal(new Unit(0, votes(500)).eligible(0))).containsExactly("W.205");
        assertThat(ofTotal(new Unit(0, votes(500)).eligible(499))).containsExactly("W.206");
        assertThat(ofTotal(new Unit(0, votes(500)).eligible(500))).isEmpty();
        // some stations counted more, others fewer: both are given
        assertThat(ofTotal(new Unit(0, votes(500))
                        .admitted(499)
                        .states(UncountedReason.MORE_COUNTED, 3)
                        .states(UncountedReason.FEWER_COUNTED, 2)))
                .isEmpty();
        assertThat(ofTotal(new Unit(0, votes(500)).admitted(499).states(UncountedReason.MORE_COUNTED, 2)))
                .containsExactly("F.312");
    }

    @Test
    void theTotalFollowsTheRulesOfAUnitToo() {
        assertThat(ofTotal(new Unit(0, votes(500)).states(UncountedReason.PROXIES, 1)))
                .containsExactly("F.201");
        assertThat(ofTotal(new Unit(0, votes(500)).onLists(501).admitted(501))).containsExactly("F.202");
        assertThat(ofTotal(new Unit(0, votes(970)).blank(30))).containsExactly("W.201");
    }

    @Test
    void whatIsNotStatedIsNotChecked() {
        var silent = new CountUnit(
                "0363::SB1", null, 1_000, 500, 0, 0, Map.of(), new int[] {500}, new int[][] {{500}}, Set.of(), false);
        assertThat(codes(Counts.of(new Unit(0, votes(500)).build(), silent))).isEmpty();
        assertThat(ofUnit(new Unit(1, votes(250), votes(250)))).isEmpty();
    }

    @Test
    void aFindingSaysWhereAndWithWhichNumbers() {
        var found = AbacusRules.check(
                Counts.of(WHOLE, unit().list(1, 251).onLists(501).admitted(501).build()));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).unit()).isEqualTo("0363::SB1");
        assertThat(found.get(0).list()).isEqualTo(2);
        assertThat(found.get(0).numbers()).containsEntry("list", 251).containsEntry("candidates", 250);
        assertThat(found.get(0).group()).isEqualTo(Finding.Group.ERRORS);
        assertThat(new Finding("W.201", null, null, Map.of()).group()).isEqualTo(Finding.Group.WARNINGS);
        assertThat(new Finding(ProtocolFindings.SWITCHED, null, null, Map.of()).group())
                .isEqualTo(Finding.Group.PROTOCOL);
        assertThat(new Finding(LiveChecks.SUM, null, null, Map.of()).group()).isEqualTo(Finding.Group.LIVE);
    }
}
