package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;
import nl.tafelzicht.support.Spreadsheet;
import nl.tafelzicht.support.Stations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StationSheetTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 18);
    private static final Gazetteer GAZETTEER = new Gazetteer();
    private static final String CSV = Stations.csv("GM0363", 3, DAY);
    private static final List<List<String>> TABLE = Spreadsheet.cells(CSV);
    private static final List<List<String>> TURNED = Spreadsheet.turned(TABLE);

    @TempDir
    private Path folder;

    private StationFile read(Map<String, String> parts, String municipality) throws IOException, Unreadable {
        var file = Files.write(folder.resolve("file"), Spreadsheet.zip(parts));
        return StationSheet.read(file, GAZETTEER, null, municipality);
    }

    private StationFile read(String data) throws IOException, Unreadable {
        return read(Spreadsheet.xlsx(data), null);
    }

    private StationFile rows(List<List<String>> rows) throws IOException, Unreadable {
        return read(Spreadsheet.rows(rows));
    }

    private static List<List<String>> copy(List<List<String>> table) {
        var copy = new ArrayList<List<String>>();
        table.forEach(row -> copy.add(new ArrayList<>(row)));
        return copy;
    }

    private static int at(String column) {
        return TABLE.get(0).indexOf(column);
    }

    private static List<String> said(List<Remark> remarks) {
        return remarks.stream()
                .map(r -> r.cell() + " " + r.column() + " " + r.code())
                .toList();
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                arguments(
                        "xlsx, a row for each",
                        Spreadsheet.xlsx(Spreadsheet.rows(TABLE)),
                        "sheet \"Blad1\" was read: a row for each station, the names of the columns are in row 1"),
                arguments(
                        "xlsx, a column for each",
                        Spreadsheet.xlsx(Spreadsheet.rows(TURNED)),
                        "sheet \"Blad1\" was read: a column for each station, the names of the attributes are in "
                                + "column A"),
                arguments(
                        "ods, a row for each",
                        Spreadsheet.ods(Spreadsheet.odsTable(TABLE)),
                        "sheet \"Blad1\" was read: a row for each station, the names of the columns are in row 1"),
                arguments(
                        "ods, a column for each",
                        Spreadsheet.ods(Spreadsheet.odsTable(TURNED)),
                        "sheet \"Blad1\" was read: a column for each station, the names of the attributes are in "
                                + "column A"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void itGivesTheStationsOfTheSameCsv(String way, Map<String, String> parts, String said) throws Exception {
        var csv = StembureausCsv.read(new ByteArrayInputStream(CSV.getBytes(StandardCharsets.UTF_8)), GAZETTEER, null);
        var sheet = read(parts, null);
        assertThat(sheet.rows())
                .extracting(StationFile.Row::entry)
                .isEqualTo(csv.rows().stream().map(StationFile.Row::entry).toList());
        assertThat(sheet.rejected()).isEmpty();
        assertThat(sheet.warnings()).extracting(Remark::reason).containsExactly(said);
        assertThat(sheet.mentioned()).isEqualTo(csv.mentioned());
    }

    @Test
    void aRemarkNamesTheCell() throws Exception {
        var table = copy(TABLE);
        table.get(2).set(at("CBS gemeentecode"), "0363");
        table.get(3).set(at("Openingstijd"), "7:30");
        table.get(1).set(at("Postcode"), "11");
        var file = rows(table);
        assertThat(said(file.rejected()))
                .containsExactly("B3 CBS gemeentecode not-a-municipality-code", "Q4 Openingstijd time-without-date");
        assertThat(said(file.warnings())).contains("J2 Postcode ignored-value");
        assertThat(file.rejected().get(0).row()).startsWith("Amsterdam", "0363", "2");
        var turned = copy(TURNED);
        turned.get(at("CBS gemeentecode")).set(3, "0363");
        turned.get(at("Nummer stembureau")).set(2, "1");
        turned.get(at("Huisnummer")).set(2, "9");
        var across = rows(turned);
        assertThat(said(across.rejected()))
                .containsExactly("C3 Nummer stembureau repeated-number", "D2 CBS gemeentecode not-a-municipality-code");
        assertThat(across.rejected()).extracting(Remark::line).containsExactly(3L, 4L);
        assertThat(across.rejected().get(0).reason()).isEqualTo("1 is already on line B");
    }

    @Test
    void theHeaderStandsBelowTitlesAndBesideOtherThings() throws Exception {
        var table = new ArrayList<List<String>>();
        table.add(List.of("Stembureaus van de gemeente Amsterdam"));
        for (int i = 2; i <= SheetHeaders.MOST_ABOVE; i++) {
            table.add(List.of("Regel " + i, "X"));
        }
        for (var row : TABLE) {
            var wider = new ArrayList<>(row);
            wider.add(0, "");
            wider.add("");
            wider.add(row == TABLE.get(0) ? "Notitie" : "-");
            table.add(wider);
        }
        table.add(List.of("", ""));
        var beside = new ArrayList<String>(java.util.Collections.nCopies(30, ""));
        beside.set(29, "bron: gemeente");
        table.add(beside);
        var file = rows(table);
        assertThat(file.rows()).hasSize(3);
        assertThat(file.rejected()).isEmpty();
        assertThat(said(file.warnings())).containsExactly("null null unknown-column", "null null sheet-by-rows");
        assertThat(file.rows().get(0).line()).isEqualTo(22);
        table.add(0, List.of("een te veel"));
        assertThat(refusal(Spreadsheet.xlsx(Spreadsheet.rows(table)))).startsWith("spreadsheet-without-stations");
    }

    @Test
    void twoHeaderRowsWithMergedCellsAreOne() throws Exception {
        var group = new ArrayList<>(TABLE.get(0));
        int street = at("Straatnaam");
        group.set(street, "Adres");
        group.set(street + 1, "");
        group.set(street + 2, "");
        group.set(street + 3, "");
        var second =
                new ArrayList<String>(java.util.Collections.nCopies(TABLE.get(0).size(), ""));
        for (int i = street; i < street + 4; i++) {
            second.set(i, TABLE.get(0).get(i));
        }
        var table = copy(TABLE);
        table.set(0, group);
        table.add(1, second);
        var merges = new StringBuilder("<mergeCell ref='H1:K1'/>");
        for (int i = 1; i <= TABLE.get(0).size(); i++) {
            if (i <= street || i > street + 4) {
                var letter = nl.tafelzicht.engine.sheet.Cell.letters(i);
                merges.append("<mergeCell ref='" + letter + "1:" + letter + "2'/>");
            }
        }
        var file = read(Spreadsheet.rows(table) + "<mergeCells>" + merges + "</mergeCells>");
        assertThat(file.rows()).hasSize(3);
        assertThat(file.rows().get(0).entry().location().address()).isEqualTo("Dorpsstraat 1");
        assertThat(file.rejected()).isEmpty();
    }

    @Test
    void aMergedCellIsThatOfEachStationAndMakesNone() throws Exception {
        var turned = copy(TURNED);
        int contact = at("Contactgegevens gemeente");
        turned.get(contact).set(2, "");
        turned.get(contact).set(3, "");
        turned.add(0, List.of("Attributen", "Invulveld 1", "Invulveld 2", "Invulveld 3", "Invulveld 4"));
        int row = contact + 2;
        var file = read(
                Spreadsheet.rows(turned) + "<mergeCells><mergeCell ref='B" + row + ":Z" + row + "'/></mergeCells>");
        assertThat(file.rows()).hasSize(3);
        assertThat(file.rejected()).isEmpty();
    }

    @Test
    void theEntryFormIsOfTheMunicipalityOfItsSenderAndItsExampleIsNoStation() throws Exception {
        var form = new ArrayList<List<String>>();
        form.add(List.of("Attributen", "Verplicht (ja/nee)", "Opmerkingen", "Format", "Voorbeeld", "Invulveld 1"));
        for (var row : TURNED) {
            if (!List.of("Gemeente", "CBS gemeentecode", "Gebruiksdoel van het gebouw")
                    .contains(row.get(0))) {
                form.add(List.of(row.get(0), "ja", "let op", "tekst", row.get(1), row.get(2), row.get(3)));
            }
        }
        var sheets = new LinkedHashMap<String, String>();
        sheets.put("Toelichting", Spreadsheet.rows(List.of(List.of("Toelichting"), List.of("Vul in."))));
        sheets.put("Attributen", Spreadsheet.rows(form));
        var file = read(Spreadsheet.xlsx(sheets), "GM0344");
        assertThat(file.rows()).extracting(r -> r.entry().id()).containsExactly("GM0344-2", "GM0344-3");
        assertThat(file.rows()).extracting(StationFile.Row::cell).containsExactly("F", "G");
        assertThat(file.rejected()).isEmpty();
        assertThat(file.warnings()).extracting(Remark::code).containsExactly("sheet-by-columns", "entry-form");
        assertThat(file.warnings().get(0).parameters()).containsEntry("sheet", "Attributen");
        assertThat(refusal(Spreadsheet.xlsx(sheets))).startsWith("form-without-municipality");
        sheets.put(
                "Attributen",
                Spreadsheet.rows(form.stream().map(row -> row.subList(0, 5)).toList()));
        var empty = catchThrowableOfType(Unreadable.class, () -> read(Spreadsheet.xlsx(sheets), "GM0344"));
        assertThat(empty.reason().code()).isEqualTo("only-an-example");
    }

    /** A long text costs its length once, however many cells have it. */
    @Test
    @Timeout(20)
    void namesAreLookedForInReasonableTime() throws Exception {
        var cell = "<c t='s'><v>0</v></c>";
        var parts = Spreadsheet.xlsx(
                "<sheetData>" + ("<row>" + cell.repeat(16_384) + "</row>").repeat(21) + "</sheetData>");
        parts.put("xl/sharedStrings.xml", "<sst><si><t>" + "Toilet ".repeat(4_000) + "</t></si></sst>");
        assertThat(refusal(parts)).startsWith("spreadsheet-without-stations");
    }

    @Test
    void warningsHaveABoundHoweverManyCellsAreOdd() throws Exception {
        int stations = StationFileBuilder.MOST_WARNINGS + 500;
        var rows = copy(Spreadsheet.cells(Stations.csv("GM0363", stations, DAY)));
        rows.subList(1, rows.size()).forEach(row -> row.set(at("Postcode"), "geen"));
        rows.get(0)
                .addAll(java.util.stream.IntStream.range(0, 300)
                        .mapToObj(i -> "Kolom " + i)
                        .toList());
        var file = rows(rows);
        assertThat(file.rows()).hasSize(stations);
        assertThat(file.warnings()).hasSize(100 + 1 + StationFileBuilder.MOST_WARNINGS + 1);
        assertThat(file.warnings().get(file.warnings().size() - 1).reason())
                .isEqualTo("500 more rows or cells were read with a warning");
    }

    private static String numbers(String... cells) {
        var header = Spreadsheet.rows(TABLE.subList(0, 1)).replace("</sheetData>", "");
        return header + "<row>" + String.join("", cells) + "</row></sheetData>";
    }

    private static String inline(String text) {
        return "<c t='inlineStr'><is><t>" + text + "</t></is></c>";
    }

    /** The first station, with one cell put in place of its own. */
    private StationFile with(String column, String cell) throws IOException, Unreadable {
        var cells = TABLE.get(1).stream().map(StationSheetTest::inline).toArray(String[]::new);
        cells[at(column)] = cell;
        var parts = Spreadsheet.xlsx(numbers(cells));
        parts.put("xl/styles.xml", Spreadsheet.styles("d-m-yyyy h:mm", "[h]:mm", "dd-mm-yyyy"));
        var file = Files.write(folder.resolve("file"), Spreadsheet.zip(parts));
        return StationSheet.read(file, GAZETTEER, column.equals("Sluitingstijd") ? DAY : null, null);
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                arguments("Nummer stembureau", "<c><v>1.0</v></c>", "[]", "[]"),
                arguments("Huisnummer", "<c><v>6.0</v></c>", "[]", "[]"),
                arguments("BAG Nummeraanduiding ID", "<c><v>363010000543210</v></c>", "[]", "[G2 read-as]"),
                arguments("BAG Nummeraanduiding ID", "<c><v>3.63010000543210E+14</v></c>", "[]", "[G2 read-as]"),
                arguments("BAG Nummeraanduiding ID", "<c><v>14100010920391</v></c>", "[]", "[G2 read-as]"),
                arguments("BAG Nummeraanduiding ID", "<c><v>1680100000012340</v></c>", "[]", "[G2 ignored-value]"),
                arguments("BAG Nummeraanduiding ID", "<c><v>12</v></c>", "[G2 not-a-bag-id]", "[]"),
                arguments("Latitude", "<c><v>52.301000000000002</v></c>", "[]", "[]"),
                arguments("Latitude", "<c><v>52.3</v></c>", "[O2 not-degrees]", "[]"),
                arguments("Openingstijd", "<c s='1'><v>46099.3125</v></c>", "[]", "[]"),
                arguments("Openingstijd", "<c s='2'><v>0.3125</v></c>", "[Q2 time-without-date]", "[]"),
                arguments("Openingstijd", "<c s='3'><v>46099</v></c>", "[Q2 not-a-time]", "[]"),
                arguments("Sluitingstijd", "<c s='2'><v>1</v></c>", "[]", "[R2 read-as]"),
                arguments("Sluitingstijd", "<c s='2'><v>1.0625</v></c>", "[R2 not-a-time]", "[]"),
                arguments("Huisnummer", "<c s='3'><v>46145</v></c>", "[]", "[I2 ignored-value]"),
                arguments(
                        "Toegankelijk voor mensen met een lichamelijke beperking",
                        "<c t='b'><v>1</v></c>",
                        "[]",
                        "[S2 read-as]"),
                arguments("Straatnaam", "<c t='e'><v>#REF!</v></c>", "[]", "[H2 cell-error]"),
                arguments("Naam stembureau", "<c t='e'><v>#N/A</v></c>", "[D2 cell-error]", "[]"),
                arguments("Naam stembureau", "<c><f>A1</f></c>", "[D2 cell-uncalculated]", "[]"),
                arguments("Naam stembureau", "<c t='str'><f>A1</f><v>Brug</v></c>", "[]", "[]"),
                arguments("Naam stembureau", inline("a".repeat(2_001)), "[D2 too-long]", "[]"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void whatASpreadsheetMakesOfACell(String column, String cell, String rejected, String warnings) throws Exception {
        var file = with(column, cell);
        var remarks = new ArrayList<>(file.warnings());
        remarks.removeIf(w -> w.code().equals("sheet-by-rows"));
        assertThat(file.rejected().stream().map(r -> r.cell() + " " + r.code()).toList())
                .hasToString(rejected);
        assertThat(remarks.stream().map(r -> r.cell() + " " + r.code()).toList())
                .hasToString(warnings);
        assertThat(file.rows()).hasSize(rejected.equals("[]") ? 1 : 0);
    }

    @Test
    void midnightAtTheEndOfADayIsTheNext() throws Exception {
        var file = with("Sluitingstijd", "<c s='2'><v>1</v></c>");
        assertThat(file.rows().get(0).entry().closesAt().toLocalDateTime()).hasToString("2026-03-19T00:00");
        assertThat(with("BAG Nummeraanduiding ID", "<c><v>14100010920391</v></c>")
                        .warnings()
                        .get(1)
                        .parameters())
                .containsEntry("read", "0014100010920391");
    }

    @Test
    void hiddenRowsAndColumnsAreReadAndSaidSo() throws Exception {
        var rows = read(Spreadsheet.rows(TABLE).replaceAll("<row>(?=((?!<row>).)*$)", "<row hidden='1'>"));
        assertThat(rows.rows()).hasSize(3);
        assertThat(rows.warnings().get(1).reason()).isEqualTo("1 hidden rows were read too, such as row 4");
        var columns = read("<cols><col min='3' max='99' hidden='1'/></cols>" + Spreadsheet.rows(TURNED));
        assertThat(columns.rows()).hasSize(3);
        assertThat(columns.warnings().get(1).reason(Explanation.DUTCH))
                .isEqualTo("ook 2 verborgen kolommen zijn gelezen, zoals kolom C");
    }

    @Test
    void theFirstSheetThatFitsIsReadAndOthersAreNamed() throws Exception {
        var sheets = new LinkedHashMap<String, String>();
        sheets.put(".Verborgen", Spreadsheet.rows(TABLE));
        sheets.put(
                "Half",
                Spreadsheet.rows(TABLE.stream().map(row -> row.subList(0, 8)).toList()));
        sheets.put("Noord", Spreadsheet.rows(TABLE.subList(0, 3)));
        sheets.put("Zuid", Spreadsheet.rows(TABLE));
        var file = read(Spreadsheet.xlsx(sheets), null);
        assertThat(file.rows()).hasSize(2);
        assertThat(file.warnings())
                .extracting(w -> w.code() + w.parameters().values())
                .anyMatch(w -> w.equals("other-sheets[Zuid]"));
        sheets.remove("Noord");
        sheets.remove("Zuid");
        assertThat(refusal(Spreadsheet.xlsx(sheets)))
                .startsWith("sheet-missing-columns sheet \"Half\" lacks mandatory columns: Openingstijd");
        sheets.remove("Half");
        assertThat(refusal(Spreadsheet.xlsx(sheets))).startsWith("spreadsheet-without-stations");
    }

    @Test
    void aTableWithoutStationsIsRefusedAsInACsv() {
        assertThat(refusal(Spreadsheet.xlsx(Spreadsheet.rows(TABLE.subList(0, 1)))))
                .startsWith("no-rows");
        assertThat(refusal(Map.of("a", "b"))).startsWith("not-a-spreadsheet");
    }

    private String refusal(Map<String, String> parts) {
        var refused = catchThrowableOfType(Unreadable.class, () -> read(parts, null));
        return refused == null
                ? null
                : refused.reason().code() + " " + refused.reason().in(Locale.ENGLISH);
    }

    /** A thousand stations, side by side as in the form, which makes 1,001 columns. */
    @Test
    void aThousandStationsAreReadSideBySideToo() throws Exception {
        var all = Spreadsheet.turned(Spreadsheet.cells(Stations.csv("GM0363", 1_000, DAY)));
        assertThat(rows(all).rows()).hasSize(1_000);
    }

    /** As many columns as a sheet can have: the station of its first ones is read, and the others are named in part. */
    @Test
    @Timeout(20)
    void aSheetMayHaveSixteenThousandColumns() throws Exception {
        var rows = copy(TABLE.subList(0, 2));
        for (int i = rows.get(0).size(); i < 16_384; i++) {
            rows.get(0).add("Kolom " + i);
            rows.get(1).add("x");
        }
        var file = rows(rows);
        assertThat(file.rows()).hasSize(1);
        assertThat(file.rejected()).isEmpty();
        assertThat(file.warnings().stream().filter(w -> w.code().equals("unknown-column")))
                .hasSize(100);
    }

    @Test
    void howTheMunicipalityIsReachedIsTheFirstThatTheFileSays() throws Exception {
        var rows = copy(TABLE);
        rows.get(1).set(at("Contactgegevens gemeente"), "  ");
        rows.get(2).set(at("Contactgegevens gemeente"), "x".repeat(600));
        assertThat(rows(rows).contacts()).isEqualTo(Map.of("GM0363", "x".repeat(StationFileBuilder.LONGEST_CONTACT)));
    }

    private static List<List<String>> columns(int from, int to) {
        return TABLE.stream().map(row -> row.subList(from, to)).toList();
    }

    /**
     * What of the file is missing is said of the sheet that lacks the least; of two that lack as much, of the first.
     */
    @Test
    void ofIncompleteSheetsTheOneThatLacksTheLeastIsNamed() {
        var most = Spreadsheet.rows(columns(0, 12));
        var half = Spreadsheet.rows(columns(0, 8));
        for (var order : List.of(List.of("Half", "Meest"), List.of("Meest", "Half"))) {
            var sheets = new LinkedHashMap<String, String>();
            order.forEach(name -> sheets.put(name, name.equals("Half") ? half : most));
            assertThat(refusal(Spreadsheet.xlsx(sheets))).startsWith("sheet-missing-columns sheet \"Meest\"");
        }
        var same = new LinkedHashMap<String, String>();
        same.put("Een", half);
        same.put("Twee", half);
        assertThat(refusal(Spreadsheet.xlsx(same))).startsWith("sheet-missing-columns sheet \"Een\"");
    }

    @Test
    void aSheetThatWasTurnedIsToldWhatItLacksToo() {
        assertThat(refusal(Spreadsheet.xlsx(Spreadsheet.rows(Spreadsheet.turned(columns(0, 8))))))
                .startsWith("sheet-missing-columns")
                .contains("Openingstijd");
    }

    @Test
    void threeKnownNamesMakeATableAndTwoDoNot() {
        int number = at("Nummer stembureau");
        assertThat(refusal(Spreadsheet.xlsx(Spreadsheet.rows(columns(number, number + 3)))))
                .startsWith("sheet-missing-columns");
        assertThat(refusal(Spreadsheet.xlsx(Spreadsheet.rows(columns(number, number + 2)))))
                .startsWith("spreadsheet-without-stations");
    }

    @Test
    void namesThatAreRepeatedFurtherDownAreNoStation() throws Exception {
        var file = rows(List.of(TABLE.get(0), TABLE.get(1), TABLE.get(0), TABLE.get(2)));
        assertThat(file.rows()).extracting(StationFile.Row::line).containsExactly(2L, 4L);
        assertThat(file.rejected()).extracting(Remark::line).containsExactly(3L);
    }

    @Test
    void notesBelowTheNamesAreNeitherStationsNorAnExample() {
        var names = new ArrayList<>(TABLE.get(0));
        names.add("Notitie");
        var note = new ArrayList<String>(java.util.Collections.nCopies(names.size(), ""));
        note.set(names.size() - 1, "nog in te vullen");
        assertThat(refusal(Spreadsheet.xlsx(Spreadsheet.rows(List.of(names, note)))))
                .startsWith("no-rows");
    }

    @Test
    void trueAndFalseAreYesAndNo() throws Exception {
        var column = "Toegankelijk voor mensen met een lichamelijke beperking";
        for (var value : List.of("1", "0")) {
            var warning =
                    with(column, "<c t='b'><v>" + value + "</v></c>").warnings().get(1);
            assertThat(warning.code()).isEqualTo("read-as");
            assertThat(warning.parameters()).containsEntry("read", value.equals("1") ? "ja" : "nee");
        }
    }

    /** A spreadsheet drops the last zero of a number, and nothing of a text. */
    @Test
    void aZeroIsAddedToDegreesThatAreANumberAndToNothingElse() throws Exception {
        var number = with("Longitude", "<c><v>4.801</v></c>");
        assertThat(number.rows().get(0).entry().location().longitude()).isEqualTo(4.801);
        assertThat(with("Longitude", inline("4.801")).rejected())
                .extracting(Remark::code)
                .containsExactly("not-degrees");
        assertThat(with("Huisnummer", "<c><v>4.801</v></c>")
                        .rows()
                        .get(0)
                        .entry()
                        .location()
                        .address())
                .isEqualTo("Dorpsstraat 4.801");
    }

    /** The entry form has no code and no use of the building; older ones have no type either. */
    @Test
    void aFormLacksWhatFormsLackAndNothingElse() throws Exception {
        var missing = new ArrayList<>(List.of("CBS gemeentecode", "Gebruiksdoel van het gebouw"));
        assertThat(form(missing).rows()).hasSize(3);
        missing.add("Type stembureau");
        assertThat(form(missing).rows()).hasSize(3);
        missing.set(2, "Naam stembureau");
        var refused = catchThrowableOfType(Unreadable.class, () -> form(missing));
        assertThat(refused.reason().code()).isEqualTo("sheet-missing-columns");
    }

    private StationFile form(List<String> without) throws IOException, Unreadable {
        var rows = TURNED.stream().filter(row -> !without.contains(row.get(0))).toList();
        return read(Spreadsheet.xlsx(Spreadsheet.rows(rows)), "GM0344");
    }

    /** A few known names in a row beside many in a column: the direction with more of them counts. */
    @Test
    void theDirectionWithMoreKnownNamesIsRead() throws Exception {
        var turned = copy(TURNED);
        turned.add(0, List.of("Attributen", "X", "Toilet", "Host"));
        assertThat(rows(turned).rows()).hasSize(3);
        var table = copy(TABLE);
        for (int i = 0; i < 3; i++) {
            table.add(new ArrayList<>(List.of(List.of("X", "Toilet", "Host").get(i))));
        }
        assertThat(rows(table).rows()).hasSize(3);
    }

    @Test
    void namesThatStandInTwoRowsOneBelowTheOtherAreNoStation() throws Exception {
        var file = rows(List.of(TABLE.get(0), TABLE.get(0), TABLE.get(1)));
        assertThat(file.rejected()).isEmpty();
        assertThat(file.rows()).extracting(StationFile.Row::line).containsExactly(3L);
    }

    /** Three known names in a row and three in a column, of which neither is enough. */
    @Test
    void whereBothDirectionsHaveAsManyKnownNamesItIsARowForEachStation() {
        var refused = refusal(Spreadsheet.xlsx(Spreadsheet.rows(List.of(
                List.of("Gemeente", "Openingstijd", "Straatnaam"),
                List.of("Sluitingstijd", "1", "2"),
                List.of("Plaats", "3", "4")))));
        assertThat(refused)
                .startsWith("sheet-missing-columns")
                .contains("Sluitingstijd")
                .doesNotContain("Openingstijd");
    }

    @Test
    void whatIsMissingInAColumnThatTheSheetDoesNotHaveIsSaidOfTheRow() throws Exception {
        var table = copy(TABLE);
        int y = at("Y");
        table.forEach(row -> row.remove(y));
        int x = at("X");
        table.get(1).set(x, "155000");
        table.get(1).set(table.get(0).indexOf("Latitude"), "");
        table.get(1).set(table.get(0).indexOf("Longitude"), "");
        var file = rows(table);
        assertThat(said(file.rejected())).containsExactly("2 Y other-coordinate");
        assertThat(file.rows()).hasSize(2);
    }
}
