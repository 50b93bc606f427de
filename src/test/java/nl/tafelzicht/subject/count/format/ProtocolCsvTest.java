package nl.tafelzicht.subject.count.format;

import static nl.tafelzicht.subject.count.domain.Counts.votes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.tafelzicht.subject.count.domain.ControlProtocol;
import nl.tafelzicht.subject.count.domain.Count;
import nl.tafelzicht.subject.count.domain.CountList;
import nl.tafelzicht.subject.count.domain.Counts;
import nl.tafelzicht.subject.count.domain.Counts.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which order the lists stand in the tables of the control protocol. */
class ProtocolCsvTest {

    /** Two stations that voted for one list each, so that both lists are far from the rest of the municipality. */
    private static ProtocolCsv tables(CountList first, CountList second) {
        var told = Counts.of(
                new Unit(0, votes(100), votes(100)).build(),
                new Unit(1, votes(100), votes(0)).build(),
                new Unit(2, votes(0), votes(100)).build());
        var count = new Count(
                told.kind(),
                told.createdAt(),
                told.authority(),
                told.authorityName(),
                told.election(),
                told.electionName(),
                told.electionDate(),
                told.contest(),
                told.method(),
                told.phase(),
                List.of(first, second),
                told.total(),
                told.units(),
                told.notStated());
        return new ProtocolCsv(count, ControlProtocol.check(count), false);
    }

    private static CountList list(int number, String name) {
        return new CountList(number, name, List.of(1));
    }

    @Test
    void theDeviationsStandInTheOrderOfTheNumbersOfTheLists() {
        assertThat(tables(list(12, "Linde"), list(3, "Beuk")).c().lines())
                .contains(
                        "Verkiezingnummer;Type;Kieskringnummer;Gemeentenummer;Gemeentenaam;Stembureaunummer;"
                                + "Stembureaunaam;Beuk;Linde",
                        "GR2026;C;alle;0363;Amsterdam;1;;-100.0%;+100.0%",
                        "GR2026;C;alle;0363;Amsterdam;2;;+100.0%;-100.0%");
    }

    /** The emoji is the later code point, though its first half is the lower unit of UTF-16. */
    @ParameterizedTest
    @CsvSource({
        "Beuk, Linde, Beuk (100.0%); Linde (-100.0%)",
        "Linde, Beuk, Beuk (-100.0%); Linde (100.0%)",
        "\uFF5E, \uD83D\uDE00, \uFF5E (100.0%); \uD83D\uDE00 (-100.0%)",
        "\uD83D\uDE00, \uFF5E, \uFF5E (-100.0%); \uD83D\uDE00 (100.0%)"
    })
    void theListsThatDeviateAreNamedInTheOrderOfTheirCodePoints(String first, String second, String named) {
        assertThat(tables(list(1, first), list(2, second)).b())
                .contains(";Amsterdam;1;;;;;;" + named.replace(';', ',') + ";");
    }
}
