package nl.tafelzicht.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;
import nl.tafelzicht.election.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListFileTest {

    private static final String WIDEST = "x".repeat(ListFile.LONGEST_TEXT);

    @TempDir
    private Path folder;

    private static ListFile list(List<String> columns, Object... cells) {
        return new ListFile("Lijst", columns, List.of(Arrays.asList(cells)));
    }

    private List<Sheet> read(ListFile list) throws IOException, UnreadableSheet {
        var sheets = new ArrayList<Sheet>();
        Spreadsheets.read(Files.write(folder.resolve("file"), list.xlsx()), sheets::add);
        return sheets;
    }

    private static List<String> cells(Sheet sheet) {
        return sheet.lines().stream()
                .flatMap(line -> line.cells().values().stream())
                .map(cell -> cell.name() + " " + cell.kind() + " " + cell.text())
                .toList();
    }

    private List<String> parts(byte[] file) throws IOException {
        var parts = new ArrayList<String>();
        try (var zip = new ZipFile(Files.write(folder.resolve("parts"), file).toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                parts.add(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private String book(String title) throws IOException {
        return parts(new ListFile(title, List.of("a"), List.of(List.of("b"))).xlsx()).stream()
                .filter(part -> part.contains("<sheets>"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFilterNamesTheSheetWholeWhateverItIsCalled() throws Exception {
        assertThat(book("Stembureaus 's-Hertogenbosch en 't Gooi"))
                .contains("<sheet name=\"Stembureaus &#x2019;s-Hertogenbosch en\"")
                .contains(">'Stembureaus &#x2019;s-Hertogenbosch en'!$A$1:$A$2<");
        assertThat(book("x".repeat(30) + "\uD83D\uDE00"))
                .as("no half of a character")
                .contains("<sheet name=\"" + "x".repeat(30) + "\"");
    }

    @Test
    void whatIsInTheListIsInTheSheet() throws Exception {
        var list = new ListFile(
                "Stembureaus: [Den Haag] / 14*",
                List.of("Naam", "Wacht", "Open"),
                List.of(Arrays.asList("De Brug \uD83D\uDE00", 25, true), Arrays.asList("Café <&>", null), List.of()));
        var sheets = read(list);
        assertThat(sheets).hasSize(1);
        assertThat(sheets.get(0).name()).isEqualTo("Stembureaus   Den Haag    14");
        assertThat(cells(sheets.get(0)))
                .containsExactly(
                        "A1 TEXT Naam",
                        "B1 TEXT Wacht",
                        "C1 TEXT Open",
                        "A2 TEXT De Brug \uD83D\uDE00",
                        "B2 NUMBER 25",
                        "C2 BOOLEAN TRUE",
                        "A3 TEXT Café <&>");
    }

    @Test
    void nothingInItIsAFormula() throws Exception {
        var dangerous = list(List.of("a", "b", "c", "d"), "=1+1", "+31 6", "@SUM(A1)", "-2");
        assertThat(parts(dangerous.xlsx())).isNotEmpty().noneMatch(part -> part.contains("<f>"));
        assertThat(cells(read(dangerous).get(0)))
                .endsWith("A2 TEXT =1+1", "B2 TEXT +31 6", "C2 TEXT @SUM(A1)", "D2 TEXT -2");
    }

    @Test
    void whatXmlCanNotHoldIsReplaced() throws Exception {
        var half = list(List.of("a"), "bel\u0007 \uD83D en \uFFFF");
        assertThat(cells(read(half).get(0))).endsWith("A2 TEXT bel\uFFFD \uFFFD en \uFFFD");
    }

    private static Refusal misfit(String title, List<String> columns, List<List<Object>> rows) {
        return new ListFile(title, columns, rows).misfit();
    }

    private static String why(Refusal refusal) {
        return refusal == null
                ? null
                : refusal.field() + " " + refusal.explanation().code();
    }

    @Test
    void eachBoundHoldsAndSaysWhere() {
        var columns = List.of("a", "b");
        assertThat(why(misfit("t", columns, List.of(List.of("x", WIDEST))))).isNull();
        assertThat(why(misfit("t", columns, List.of(List.of("x", WIDEST + "x")))))
                .isEqualTo("rows list-cell");
        assertThat(misfit("t", columns, List.of(List.of(), List.of("x", List.of())))
                        .explanation()
                        .parameters())
                .containsEntry("row", 2)
                .containsEntry("column", 2);
        assertThat(why(misfit("t", columns, List.of(List.of(Double.POSITIVE_INFINITY)))))
                .isEqualTo("rows list-cell");
        assertThat(why(misfit("t", columns, List.of(List.of(1, 2, 3))))).isEqualTo("rows list-too-wide");
        assertThat(why(misfit("t", columns, Collections.nCopies(ListFile.MOST_ROWS, List.of()))))
                .isNull();
        assertThat(why(misfit("t", columns, Collections.nCopies(ListFile.MOST_ROWS + 1, List.of()))))
                .isEqualTo("rows list-rows");
        assertThat(why(misfit("t", columns, null))).isEqualTo("rows list-rows");
        assertThat(why(misfit("t", Collections.nCopies(ListFile.MOST_COLUMNS, "c"), List.of())))
                .isNull();
        assertThat(why(misfit("t", Collections.nCopies(ListFile.MOST_COLUMNS + 1, "c"), List.of())))
                .isEqualTo("columns list-columns");
        assertThat(why(misfit("t", Arrays.asList("a", null), List.of()))).isEqualTo("columns list-columns");
        assertThat(why(misfit(" ", columns, List.of()))).isEqualTo("title list-title");
        assertThat(why(misfit("t".repeat(ListFile.LONGEST_TITLE + 1), columns, List.of())))
                .isEqualTo("title list-title");
    }
}
