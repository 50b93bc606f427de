package nl.tafelzicht.subject.count.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.tafelzicht.subject.count.domain.Counts.Unit;
import nl.tafelzicht.subject.count.domain.Neighbourhoods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourhoodTableTest {

    @TempDir
    private Path folder;

    private Neighbourhoods table(String rows) throws IOException {
        return NeighbourhoodTable.read(
                Files.writeString(folder.resolve("postcodes.csv"), "zip_code,neighbourhood_code,ambiguous\n" + rows));
    }

    private static String of(Neighbourhoods table, String name) {
        return table.of(new Unit(1, new int[] {1}).name(name).build());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
                    Stembureau De Proef (postcode: 1011 AB),   WK036300
                    De Brug (postcode: 9999 ZZ),               WK001400
                    De Brug (postcode: 0000 AA),               WK999900
                    De Brug (postcode: 1012 AB),               none
                    De Brug (postcode: 1013 AB),               none
                    De Brug (postcode: 1014 AB),               none
                    De Brug (postcode: 1011 ab),               none
                    De Brug (postcode: 1011AB),                none
                    De Brug 1011 AB,                           none
                    none,                                      none
                    Briefstembureau (postcode: 1011 AB),       none
                    Centraal STATION (postcode: 1011 AB),      none
                    Mobiel 3 (postcode: 1011 AB),              none
                    Metrohalte (postcode: 1011 AB),            none
                    Cabine (postcode: 1011 AB),                none
                    Feesttent (postcode: 1011 AB),             none
                    Tijdelijk (postcode: 1011 AB),             none
                    """)
    void aStationIsWhereThePostcodeInItsNameIs(String name, String code) throws Exception {
        var table = table("9999ZZ,WK001400,false\n1011AB,WK036300,true\n1012AB,WK036300,false\n"
                + "1012AB,WK036301,false\n1013AB,,false\n0000AA,WK999900,false\n");
        assertThat(of(table, name)).isEqualTo(code);
        assertThat(of(Neighbourhoods.NONE, name)).isNull();
    }

    @Test
    void anotherFileIsRefusedWithItsLine() {
        assertThatThrownBy(() -> table("1011AB,WK036300,false\n1011 AB,WK036300,false\n"))
                .hasMessage("line 3: 1011 AB is no postcode as 1011AB");
        assertThatThrownBy(() -> table("1011AB\n")).hasMessageContaining("2");
        for (var nothing : new String[] {"", "\uFEFF"}) {
            assertThatThrownBy(() -> NeighbourhoodTable.read(Files.writeString(folder.resolve("empty.csv"), nothing)))
                    .hasMessage("line 1: there is nothing in it");
        }
        for (var other :
                new String[] {"1011AB,WK036300,false\n", "zip_code;neighbourhood_code;ambiguous\n", "\uFEFFx"}) {
            assertThatThrownBy(() -> NeighbourhoodTable.read(Files.writeString(folder.resolve("other.csv"), other)))
                    .as(other)
                    .hasMessage("line 1: the columns are not zip_code,neighbourhood_code,ambiguous");
        }
        assertThatThrownBy(() -> NeighbourhoodTable.read(folder.resolve("nowhere.csv")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void asASpreadsheetWritesIt() throws Exception {
        var table = NeighbourhoodTable.read(Files.writeString(
                folder.resolve("postcodes.csv"),
                "\uFEFF\"zip_code\",\"neighbourhood_code\",\"ambiguous\"\r\n\"1011AB\",\"WK036300\",\"FALSE\"\r\n"));
        assertThat(of(table, "De Brug (postcode: 1011 AB)")).isEqualTo("WK036300");
    }

    @Test
    void aFileThatIsNoCsvOrTooLargeIsRefused() throws Exception {
        assertThatThrownBy(() -> table("\"1011AB,WK036300,false\n".repeat(3) + "\"".repeat(40_000_000)))
                .isInstanceOf(IllegalArgumentException.class);
        var file = folder.resolve("large.csv");
        try (var large = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            large.setLength((128L << 20) + 1);
            assertThatThrownBy(() -> NeighbourhoodTable.read(file)).hasMessage("it is larger than 128 MiB");
            large.setLength(128L << 20);
            assertThatThrownBy(() -> NeighbourhoodTable.read(file))
                    .as("it is read, and is no table")
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("larger than 128 MiB");
        }
    }

    @Test
    void hubsSeeWhetherTheyHaveTheSame() throws Exception {
        var one = table("1011AB,WK036300,false\n");
        assertThat(one.source())
                .hasSize(64)
                .isEqualTo(table("1011AB,WK036300,false\n").source());
        assertThat(one.source()).isNotEqualTo(table("1011AC,WK036300,false\n").source());
        assertThat(table("").areKnown()).isTrue();
        assertThat(Neighbourhoods.NONE.areKnown()).isFalse();
    }

    @Test
    void eachPostcodeHasANumberOfItsOwn() {
        var keys = new java.util.HashSet<Integer>();
        for (int digits = 1000; digits < 1030; digits++) {
            for (char one = 'A'; one <= 'Z'; one++) {
                for (char two = 'A'; two <= 'Z'; two++) {
                    keys.add(Neighbourhoods.key(digits + "" + one + two));
                }
            }
        }
        assertThat(keys).hasSize(30 * 26 * 26).allMatch(key -> key >= 0);
        assertThat(Neighbourhoods.key("0000AA")).as("the first of all").isZero();
        assertThat(Neighbourhoods.key("0000AB")).isEqualTo(1);
        assertThat(Neighbourhoods.key("9999ZZ")).as("the last of all").isEqualTo(10_000 * 26 * 26 - 1);
        for (var wrong :
                java.util.List.of("101AAB", "1011A", "1011ABC", "1011A1", "1011@B", "1011[B", "/011AB", ":011AB")) {
            assertThat(Neighbourhoods.key(wrong)).as(wrong).isEqualTo(-1);
        }
    }
}
