package nl.tafelzicht.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.tafelzicht.support.Spreadsheet;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpreadsheetsTest {

    private static final String STYLED = Spreadsheet.styles("d-m-yyyy h:mm", "[h]:mm", "dd-mm-yyyy");

    @TempDir
    private Path folder;

    private List<Sheet> sheets(byte[] file) throws IOException, UnreadableSheet {
        var path = Files.write(folder.resolve("file"), file);
        var sheets = new ArrayList<Sheet>();
        Spreadsheets.read(path, sheets::add);
        return sheets;
    }

    private List<Sheet> sheets(Map<String, String> parts) throws IOException, UnreadableSheet {
        return sheets(Spreadsheet.zip(parts));
    }

    /** As {@code A1 TEXT a}. */
    private static List<String> cells(Sheet sheet) {
        return sheet.lines().stream()
                .flatMap(line -> line.cells().values().stream())
                .map(cell -> cell.name() + " " + cell.kind() + " " + cell.text())
                .toList();
    }

    private String refusal(byte[] file) {
        var refused = catchThrowableOfType(UnreadableSheet.class, () -> sheets(file));
        return refused == null ? null : refused.reason().code();
    }

    private String refusal(Map<String, String> parts) {
        return refusal(Spreadsheet.zip(parts));
    }

    static Stream<Arguments> cellsOfXlsx() {
        return Stream.of(
                arguments("a shared text", "<c r='A1' t='s'><v>0</v></c>", "A1 TEXT gedeeld"),
                arguments("a rich shared text", "<c r='A1' t='s'><v>1</v></c>", "A1 TEXT half vet"),
                arguments("a shared text that is not there", "<c r='A1' t='s'><v>9</v></c>", "A1 ERROR #REF!"),
                arguments(
                        "a text of its own",
                        "<c r='B1' t='inlineStr'><is><r><t>ei</t></r><r><t>gen</t></r></is></c>",
                        "B1 TEXT eigen"),
                arguments("a number", "<c r='C1'><v>6.0</v></c>", "C1 NUMBER 6"),
                arguments("a truth", "<c r='C1' t='b'><v>1</v></c>", "C1 BOOLEAN TRUE"),
                arguments("an error", "<c r='C1' t='e'><f>1/0</f><v>#DIV/0!</v></c>", "C1 ERROR #DIV/0!"),
                arguments("a date", "<c r='C1' s='1'><v>46099.3125</v></c>", "C1 TIME 2026-03-18T07:30:00"),
                arguments("a date as ISO", "<c r='C1' t='d'><v>2026-03-18</v></c>", "C1 TIME 2026-03-18"),
                arguments("more than a day", "<c r='C1' s='2'><v>1</v></c>", "C1 TIME 24:00:00"),
                arguments("a formula", "<c r='C1' t='str'><f>A1&amp;B1</f><v>uit</v></c>", "C1 TEXT uit"),
                arguments("a formula of another file", "<c r='C1'><f>[1]Blad!A1</f><v>3</v></c>", "C1 NUMBER 3"),
                arguments("a formula without its result", "<c r='C1'><f>A1</f><v/></c>", "C1 UNCALCULATED "),
                arguments("what XML has not", "<c t='str'><v>a_x000D_b_x005F_c</v></c>", "A1 TEXT a\rb_c"),
                arguments("no place", "<c/><c><v>1</v></c>", "B1 NUMBER 1"),
                arguments("the last column", "<c r='XFD1'><v>1</v></c>", "XFD1 NUMBER 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cellsOfXlsx")
    void aCellOfXlsx(String what, String cell, String expected) throws Exception {
        var parts = Spreadsheet.xlsx("<sheetData><row r='1'>" + cell + "</row></sheetData>");
        parts.put("xl/styles.xml", STYLED);
        parts.put(
                "xl/sharedStrings.xml",
                "<sst count='99999999' uniqueCount='2147483647'><si><t>gedeeld</t><rPh><t>uitspraak</t></rPh></si>"
                        + "<si><r><rPr><b/></rPr><t xml:space='preserve'>half </t></r><r><t>vet</t></r></si></sst>");
        assertThat(cells(sheets(parts).get(0))).containsExactly(expected);
    }

    @Test
    void daysCountFrom1904WhereTheWorkbookSaysSo() throws Exception {
        var parts = Spreadsheet.xlsx("<sheetData><row><c s='1'><v>44637.3125</v></c></row></sheetData>");
        parts.put("xl/styles.xml", STYLED);
        parts.computeIfPresent(
                "xl/workbook.xml", (name, xml) -> xml.replace("<workbookPr", "<workbookPr date1904='1'"));
        assertThat(cells(sheets(parts).get(0))).containsExactly("A1 TIME 2026-03-18T07:30:00");
    }

    static Stream<Arguments> cellsOfOds() {
        return Stream.of(
                arguments("'string'><text:p>een</text:p><text:p>twee</text:p>", "A1 TEXT een\ntwee"),
                arguments("'string'><text:p>a<text:s text:c='3'/>b<text:span>c</text:span></text:p>", "A1 TEXT a   bc"),
                arguments("'float' office:value='6'><text:p>6,0</text:p>", "A1 NUMBER 6"),
                arguments("'date' office:date-value='2026-03-18T07:30:00'>", "A1 TIME 2026-03-18T07:30:00"),
                arguments("'date' office:date-value='1899-12-30T07:30:00'>", "A1 TIME 07:30:00"),
                arguments("'time' office:time-value='PT25H30M00S'>", "A1 TIME 25:30:00"),
                arguments("'boolean' office:boolean-value='true'><text:p>WAAR</text:p>", "A1 BOOLEAN TRUE"),
                arguments(
                        "'string' office:string-value='' calcext:value-type='error'><text:p>#REF!</text:p>",
                        "A1 ERROR #REF!"),
                arguments(
                        "'string'><office:annotation><text:p>noot</text:p></office:annotation><text:p>a</text:p>",
                        "A1 TEXT a"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("cellsOfOds")
    void aCellOfOds(String cell, String expected) throws Exception {
        var parts = Spreadsheet.ods("<table:table table:name='a'><table:table-row><table:table-cell office:value-type="
                + cell + "</table:table-cell></table:table-row></table:table>");
        assertThat(cells(sheets(parts).get(0))).containsExactly(expected);
    }

    @Test
    void aFormulaOfOdsWithoutItsResultSaysSo() throws Exception {
        var parts = Spreadsheet.ods("<table:table table:name='a'><table:table-row>"
                + "<table:table-cell table:formula='of:=[.B1]'/></table:table-row></table:table>");
        assertThat(cells(sheets(parts).get(0))).containsExactly("A1 UNCALCULATED ");
    }

    @Test
    void emptyRowsAndColumnsCostNothing() throws Exception {
        var xlsx = Spreadsheet.xlsx("<sheetData><row r='3'/><row r='1048576'><c r='B1048576'><v>1</v></c></row>"
                + "<row r='2'><c r='A2' s='1'/><c r='D2'><v>2</v></c></row></sheetData>");
        assertThat(cells(sheets(xlsx).get(0))).containsExactly("D2 NUMBER 2", "B1048576 NUMBER 1");
        var ods = Spreadsheet.ods("<table:table table:name='a'><table:table-row table:number-rows-repeated='9'>"
                + "<table:table-cell table:number-columns-repeated='16384'/></table:table-row><table:table-row>"
                + "<table:table-cell table:number-columns-repeated='3'/><table:table-cell office:value-type='float' "
                + "office:value='1' table:number-columns-repeated='2'/></table:table-row>"
                + "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>"
                + "<table:table-row table:number-rows-repeated='2147483647'><table:table-cell/></table:table-row>"
                + "</table:table>");
        assertThat(cells(sheets(ods).get(0))).containsExactly("D10 NUMBER 1", "E10 NUMBER 1");
    }

    @Test
    void whatAMergedCellCoversHasItsText() throws Exception {
        var xlsx = Spreadsheet.xlsx("<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='C1'><v>2</v></c></row>"
                + "<row r='3'><c r='B3'><v>3</v></c></row></sheetData><mergeCells><mergeCell ref='A1:B1048576'/>"
                + "<mergeCell ref='E5:XFD9'/><mergeCell ref='zin'/><mergeCell/></mergeCells>");
        assertThat(cells(sheets(xlsx).get(0)))
                .containsExactly("A1 NUMBER 1", "B1 NUMBER 1", "C1 NUMBER 2", "A3 NUMBER 1", "B3 NUMBER 3");
        var ods = Spreadsheet.ods("<table:table table:name='a'><table:table-row><table:table-cell "
                + "office:value-type='string' table:number-columns-spanned='2'><text:p>a</text:p></table:table-cell>"
                + "<table:covered-table-cell/><table:table-cell office:value-type='string'><text:p>b</text:p>"
                + "</table:table-cell></table:table-row></table:table>");
        assertThat(cells(sheets(ods).get(0))).containsExactly("A1 TEXT a", "B1 TEXT a", "C1 TEXT b");
    }

    @Test
    void hiddenSheetsAreNotLookedAtAndHiddenRowsAndColumnsAreKnown() throws Exception {
        var sheets = new LinkedHashMap<String, String>();
        sheets.put(".Oud", "<sheetData><row><c><v>1</v></c></row></sheetData>");
        sheets.put(
                "Nieuw",
                "<cols><col min='2' max='16384' hidden='1'/></cols><sheetData><row r='1' hidden='1'><c><v>2</v></c>"
                        + "<c><v>3</v></c></row></sheetData>");
        var seen = sheets(Spreadsheet.xlsx(sheets));
        assertThat(seen).extracting(Sheet::name).containsExactly("Nieuw");
        assertThat(seen.get(0).lines()).extracting(Sheet.Line::isHidden).containsExactly(true);
        assertThat(seen.get(0).turned().lines())
                .extracting(line -> line.number() + " " + line.isHidden())
                .containsExactly("1 false", "2 true");
        var ods = sheets(Spreadsheet.ods("<table:tracked-changes><table:deletion><table:table-cell "
                + "office:value-type='string'><text:p>weg</text:p></table:table-cell></table:deletion>"
                + "</table:tracked-changes><table:table table:name='weg' table:style-name='gone'><table:table-row>"
                + "<table:table-cell office:value-type='float' office:value='1'/></table:table-row></table:table>"
                + "<table:table table:name='er'><table:table-column table:visibility='collapse'/>"
                + "<table:table-row table:visibility='filter'><table:table-cell office:value-type='float' "
                + "office:value='1'/></table:table-row></table:table>"));
        assertThat(ods).extracting(Sheet::name).containsExactly("er");
        assertThat(ods.get(0).lines().get(0).isHidden()).isTrue();
        assertThat(ods.get(0).turned().lines().get(0).isHidden()).isTrue();
    }

    @Test
    void zip64IsReadAsAnyOther() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(out)) {
            zip.setUseZip64(Zip64Mode.Always);
            for (var part : Spreadsheet.xlsx("<sheetData><row><c><v>1</v></c></row></sheetData>")
                    .entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        assertThat(cells(sheets(out.toByteArray()).get(0))).containsExactly("A1 NUMBER 1");
    }

    @Test
    void whatIsNoSpreadsheetSaysWhatItIs() throws Exception {
        assertThat(refusal("a;b\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("spreadsheet-is-no-zip");
        assertThat(refusal(new byte[0])).isEqualTo("spreadsheet-is-no-zip");
        assertThat(refusal(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}))
                .isEqualTo("spreadsheet-with-password-or-old");
        assertThat(refusal(Map.of("a.txt", "a"))).isEqualTo("not-a-spreadsheet");
        assertThat(refusal(Map.of("[Content_Types].xml", "<Types/>", "_rels/.rels", "<Relationships/>")))
                .isEqualTo("not-a-spreadsheet");
        var text = Spreadsheet.ods("");
        text.computeIfPresent("content.xml", (name, xml) -> xml.replace("office:spreadsheet", "office:text"));
        assertThat(refusal(text)).isEqualTo("not-a-spreadsheet");
        var secret = Spreadsheet.ods("");
        secret.put("META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>");
        assertThat(refusal(secret)).isEqualTo("spreadsheet-with-password-or-old");
    }

    @Test
    void aDamagedFileIsRefused() throws Exception {
        var whole = Spreadsheet.zip(Spreadsheet.xlsx(Spreadsheet.rows(List.of(List.of("a", "b")))));
        for (int cut = 1; cut < whole.length; cut += 7) {
            assertThat(refusal(java.util.Arrays.copyOf(whole, cut))).isNotNull();
            var flipped = whole.clone();
            flipped[cut] ^= 0x55;
            refusal(flipped);
        }
        var locked = whole.clone();
        for (int i = 0; i < locked.length - 4; i++) { // the flag of a password, in every head
            boolean isLocal = locked[i] == 'P' && locked[i + 1] == 'K' && locked[i + 2] == 3 && locked[i + 3] == 4;
            boolean isCentral = locked[i] == 'P' && locked[i + 1] == 'K' && locked[i + 2] == 1 && locked[i + 3] == 2;
            if (isLocal || isCentral) {
                locked[i + (isLocal ? 6 : 8)] |= 1;
            }
        }
        assertThat(refusal(locked)).isEqualTo("spreadsheet-is-no-zip");
        assertThat(refusal(Spreadsheet.xlsx("<sheetData><row>"))).isEqualTo("spreadsheet-damaged");
    }

    /** Whatever is in a part, it is read or refused. */
    @Test
    void aDamagedPartIsRefusedOrRead() throws Exception {
        var random = new java.util.Random(1);
        var xlsx = Spreadsheet.xlsx("<cols><col min='1' max='2' hidden='1'/></cols>"
                + Spreadsheet.rows(List.of(List.of("a", "b"))) + "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>");
        xlsx.put("xl/styles.xml", STYLED);
        xlsx.put("xl/sharedStrings.xml", "<sst><si><r><t>a</t></r><rPh><t>b</t></rPh></si></sst>");
        var ods = Spreadsheet.ods("<table:table table:name='a'><table:table-column table:number-columns-repeated='3'/>"
                + "<table:table-row table:number-rows-repeated='2'><table:table-cell office:value-type='time' "
                + "office:time-value='PT7H' table:number-columns-spanned='2'><text:p>a<text:s text:c='2'/></text:p>"
                + "</table:table-cell></table:table-row></table:table>");
        for (int i = 0; i < 4_000; i++) {
            var parts = new LinkedHashMap<>(i % 2 == 0 ? xlsx : ods);
            var names = List.copyOf(parts.keySet());
            var name = names.get(random.nextInt(names.size()));
            var text = new StringBuilder(parts.get(name));
            for (int c = random.nextInt(3); c >= 0; c--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                    case 1 -> text.insert(at, random.nextInt());
                    case 2 -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(30)));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
                }
            }
            parts.put(name, text.toString());
            refusal(parts);
        }
    }

    @Test
    void anArchiveThatLeadsOutOfItsFolderIsRefused() {
        for (var name : List.of("../xl/a.xml", "xl/../../a", "/etc/passwd", "xl\\a.xml")) {
            var parts = Spreadsheet.xlsx("<sheetData/>");
            parts.put(name, "a");
            assertThat(refusal(parts)).as(name).isEqualTo("spreadsheet-odd-entry");
        }
    }
}
