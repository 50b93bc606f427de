package nl.tafelzicht.subject.election.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import org.junit.jupiter.api.Test;

/** What is known excludes an election; what is not known never does. */
class ExclusionTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 17);
    private static final Municipality UTRECHT = new Municipality("GM0344", "Utrecht");
    private static final List<String> NAMES = List.of("Utrecht", "Stadskanaal");

    private static ElectionState election(String id, String domain, LocalDate date, DefinedBy source, Role role) {
        return new ElectionState(
                id,
                id,
                id.substring(0, 2),
                date,
                domain,
                List.of(),
                List.of(),
                source,
                role,
                "somebody",
                Instant.EPOCH,
                1);
    }

    private static ElectionState council(String domain, DefinedBy source) {
        return election("GR2026_X", domain, DAY, source, Role.MUNICIPALITY);
    }

    private static ElectionState ofTheTable(String id) {
        return election(id, null, DAY, DefinedBy.HAND, Role.TABLE_OPERATOR);
    }

    private static String code(Explanation why) {
        return why == null ? "taken" : why.code();
    }

    private static String elsewhere(ElectionState election) {
        return code(Exclusion.elsewhere(election, UTRECHT, NAMES));
    }

    @Test
    void theCouncilOfAnotherMunicipalityIsElsewhere() {
        assertThat(elsewhere(council("Stadskanaal", DefinedBy.FILE))).isEqualTo("election-elsewhere");
        assertThat(elsewhere(council("stadskanaal", DefinedBy.HAND))).isEqualTo("election-elsewhere");
        assertThat(elsewhere(election("ER2027_X", "Stadskanaal", DAY, DefinedBy.FILE, Role.MUNICIPALITY)))
                .isEqualTo("election-elsewhere");
        assertThat(Exclusion.elsewhere(council("Stadskanaal", DefinedBy.FILE), UTRECHT, NAMES)
                        .in(Explanation.DUTCH))
                .contains("Stadskanaal", "Utrecht", "GR2026_X");
    }

    @Test
    void whatIsInDoubtIsTaken() {
        assertThat(elsewhere(null)).isEqualTo("taken");
        assertThat(elsewhere(council("UTRECHT", DefinedBy.FILE))).isEqualTo("taken");
        assertThat(elsewhere(council("Utrecht-Stad", DefinedBy.FILE)))
                .as("another way of writing it, perhaps")
                .isEqualTo("taken");
        assertThat(elsewhere(council(null, DefinedBy.FILE))).isEqualTo("taken");
        assertThat(elsewhere(council("Stadskanaal", DefinedBy.MENTION)))
                .as("a file of stations said it, and defines nothing")
                .isEqualTo("taken");
        assertThat(elsewhere(election("PS2027_X", "Stadskanaal", DAY, DefinedBy.FILE, Role.MUNICIPALITY)))
                .as("a province may have the name of a municipality")
                .isEqualTo("taken");
    }

    @SafeVarargs
    private static String byStations(String election, List<String>... ofStations) {
        return code(Exclusion.byStations(election, UTRECHT, List.of(ofStations)));
    }

    @Test
    void stationsThatAreAllForOthersExcludeAnElection() {
        assertThat(byStations("AB2027", List.of("PS2027"), List.of("PS2027", "GR2027")))
                .isEqualTo("election-excluded");
        assertThat(byStations("AB2027", List.of("PS2027"), List.of("ab2027"))).isEqualTo("taken");
        assertThat(byStations("AB2027", List.of("PS2027"), List.of()))
                .as("of one station nobody said what it is for")
                .isEqualTo("taken");
        assertThat(byStations("AB2027")).as("there are no stations").isEqualTo("taken");
        assertThat(Exclusion.byStations("AB2027", UTRECHT, List.of(List.of("PS2027"), List.of("PS2027", "GR2027")))
                        .parameters()
                        .get("elections"))
                .isEqualTo(List.of("GR2027", "PS2027"));
    }

    private static String byDay(String election, LocalDate date, ElectionState... known) {
        return code(Exclusion.byDay(election, date, List.of(known)));
    }

    @Test
    void theElectionsOfADayThatTheTableDefinedExcludeOtherKinds() {
        assertThat(byDay("TK2027", DAY, ofTheTable("PS2027_A"), ofTheTable("AB2027_B")))
                .isEqualTo("election-not-of-the-day");
        assertThat(byDay("PS2027_C", DAY, ofTheTable("PS2027_A")))
                .as("another province")
                .isEqualTo("taken");
        assertThat(byDay("TK2027", DAY, ofTheTable("PS2027_A"), election("TK2027", null, DAY, DefinedBy.MENTION, null)))
                .as("it is known")
                .isEqualTo("taken");
        assertThat(byDay("TK2027", DAY.plusDays(1), ofTheTable("PS2027_A"))).isEqualTo("taken");
        assertThat(byDay("TK2027", null, ofTheTable("PS2027_A"))).isEqualTo("taken");
        assertThat(byDay("Test", DAY, ofTheTable("PS2027_A")))
                .as("of which kind it is, is not known")
                .isEqualTo("taken");
        assertThat(byDay("TK2027", DAY, election("PS2027_A", null, DAY, DefinedBy.HAND, Role.MUNICIPALITY)))
                .as("one municipality excludes nothing for others")
                .isEqualTo("taken");
        assertThat(byDay("TK2027", DAY, election("PS2027_A", null, DAY, DefinedBy.MENTION, Role.TABLE_OPERATOR)))
                .isEqualTo("taken");
    }
}
