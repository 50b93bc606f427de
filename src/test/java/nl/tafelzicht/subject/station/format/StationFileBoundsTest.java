package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.format.StationFile.Mention;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;
import nl.tafelzicht.support.Stations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file of stations may hold, and what becomes of more. */
class StationFileBoundsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 18);
    private static final Gazetteer GAZETTEER = new Gazetteer();
    private static final String ROW = Stations.row("GM0363", 12, DAY);
    private static final String WITH_ELECTIONS = Stations.HEADER.replace("\n", ";Verkiezingen\n");

    private static StationFile read(byte[] bytes) throws IOException, Unreadable {
        return StembureausCsv.read(new ByteArrayInputStream(bytes), GAZETTEER, null);
    }

    private static StationFile read(String text) throws IOException, Unreadable {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Unreadable refused(byte[] bytes) {
        return catchThrowableOfType(Unreadable.class, () -> read(bytes));
    }

    private static String elections(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "E" + i).collect(Collectors.joining(";", "\"", "\""));
    }

    @Test
    void aFileIsForAtMostTwentyElections() throws Exception {
        var text = new StringBuilder(WITH_ELECTIONS);
        for (int i = 1; i <= 21; i++) {
            text.append(Stations.row("GM0363", i, DAY).replace("\n", ";E" + i + "\n"));
        }
        assertThat(read(text.toString()).elections()).hasSize(20).doesNotContain("E21");
        assertThat(read(WITH_ELECTIONS + ROW.replace("\n", ";\" PS ; ;WS\"\n")).elections())
                .containsExactly("PS", "WS");
        assertThat(read(WITH_ELECTIONS + ROW.replace("\n", ";\" PS ; ;WS\"\n"))
                        .rows()
                        .get(0)
                        .elections())
                .containsExactly("PS", "WS");
    }

    @Test
    void aNameOfAnElectionHasAtMostAHundredCharacters() throws Exception {
        var longest = "a".repeat(100);
        assertThat(read(WITH_ELECTIONS + ROW.replace("\n", ";" + longest + "\n"))
                        .elections())
                .containsExactly(longest);
        assertThat(read(WITH_ELECTIONS + ROW.replace("\n", ";" + longest + "b\n"))
                        .elections())
                .containsExactly(longest);
    }

    @Test
    void aRowIsForAsManyElectionsAsAStationHas() throws Exception {
        var file = read(WITH_ELECTIONS + ROW.replace("\n", ";" + elections(30) + "\n"));
        assertThat(file.rows().get(0).elections())
                .hasSize(nl.tafelzicht.subject.station.domain.StationEntry.MOST_ELECTIONS);
    }

    @Test
    void anElectionThatIsMentionedIsOneOfTheFilesUpToTheBound() {
        var builder = new StationFileBuilder();
        for (int i = 1; i <= 21; i++) {
            builder.mention(new Mention("E" + i, null, null, DAY, null));
            builder.reject(Remark.of("no-stations", java.util.Map.of()));
        }
        var file = builder.build(null);
        assertThat(file.elections()).hasSize(20);
        assertThat(file.mentions()).hasSize(20);
        assertThat(file.rejectedOf()).as("counted for each").hasSize(21);
    }

    @Test
    void afterFiveThousandRejectedRowsTheirCellsAreLeftOut() throws Exception {
        var wrong = Stations.row("GM0363", 1, DAY).replace("regulier", "gewoon");
        var file = read(Stations.HEADER + wrong.repeat(5_001));
        assertThat(file.rejected()).hasSize(5_001);
        assertThat(file.rejected().get(4_999).row()).isNotEmpty();
        assertThat(file.rejected().get(5_000).row()).isEmpty();
        assertThat(file.rejected().get(5_000).column()).isEqualTo("Type stembureau");
    }

    @Test
    void exactlyAsManyWarningsAsThereIsRoomForAreAllShown() throws Exception {
        var text = new StringBuilder(Stations.HEADER);
        for (int i = 1; i <= StationFileBuilder.MOST_WARNINGS; i++) {
            text.append(Stations.row("GM0363", i, DAY).replace("1011 AB", "geen"));
        }
        assertThat(read(text.toString()).warnings())
                .hasSize(StationFileBuilder.MOST_WARNINGS)
                .extracting(Remark::code)
                .containsOnly("ignored-value");
    }

    @ParameterizedTest(name = "{0} {1}-{2} and {3}-{4}: {5}")
    @CsvSource({
        "regulier, 07:30, 12:00, 12:00, 21:00, second-period",
        "regulier, 12:00, 21:00, 07:30, 12:00, second-period",
        "regulier, 07:30, 12:00, 11:59, 21:00, repeated-number",
        "regulier, 11:59, 21:00, 07:30, 12:00, repeated-number",
        "regulier, 07:30, 21:00, 07:30, 12:00, repeated-number",
        "mobiel, 07:30, 12:00, 12:00, 21:00, ",
        "mobiel, 07:30, 12:00, 11:59, 21:00, two-places-at-once",
        "mobiel, 11:59, 21:00, 07:30, 12:00, two-places-at-once",
        "mobiel, 07:30, 12:00, 07:30, 21:00, repeated-number", // the same place at the same hour
    })
    void twoPeriodsOfOneNumberAreApartOrItIsTaken(
            String type, String opens, String closes, String thenOpens, String thenCloses, String said)
            throws Exception {
        var row = ROW.replace("regulier", type);
        var file = read(Stations.HEADER
                + row.replace("07:30", opens).replace("21:00", closes)
                + row.replace("07:30", thenOpens).replace("21:00", thenCloses));
        boolean isTaken = "repeated-number".equals(said);
        assertThat(file.rows()).hasSize(1);
        assertThat(file.rejected()).hasSize(isTaken ? 1 : 0);
        assertThat((isTaken ? file.rejected() : file.warnings()).stream().map(Remark::code))
                .containsExactlyElementsOf(said == null ? java.util.List.of() : java.util.List.of(said));
        assertThat(file.rows().get(0).entry().periods()).hasSize(isTaken ? 1 : 2);
    }

    @Test
    void aSecondPeriodElsewhereOrUnderAnotherNameIsAnotherStation() throws Exception {
        var morning = ROW.replace("T21:00", "T12:00");
        var evening = ROW.replace("T07:30", "T14:00");
        for (var other : java.util.List.of(
                evening.replace("Stembureau 12", "De Brug"),
                evening.replace("Dorpsstraat", "Kade"),
                evening.replace("regulier", "mobiel").replace("Dorpsstraat", "Kade"))) {
            assertThat(read(Stations.HEADER + morning + other).rejected())
                    .extracting(Remark::code)
                    .containsExactly("repeated-number");
        }
    }

    @Test
    void theSameStopAtTheSameHourIsOneTooMany() throws Exception {
        var mobile = ROW.replace("regulier", "mobiel");
        var elsewhere = mobile.replace("Dorpsstraat", "Kade");
        assertThat(read(Stations.HEADER + mobile + elsewhere).rejected())
                .as("another place")
                .isEmpty();
        assertThat(read(Stations.HEADER + mobile + elsewhere + elsewhere).rejected())
                .extracting(Remark::code)
                .containsExactly("repeated-number");
    }

    @Test
    void aFileInWhichNoPointIsKnownExactlySaysOfHowManyAndOthersDoNot() throws Exception {
        assertThat(read(Stations.HEADER + ROW).warnings()).isEmpty();
        assertThat(read(Stations.HEADER + ROW.replaceFirst(";52[.]\\d+;4[.]\\d+;", ";;;"))
                        .warnings())
                .extracting(w -> w.code() + w.parameters())
                .containsExactly("approximate{count=1}");
    }

    @Test
    void aFileWithoutTheTypeIsOneOfRegularStationsAndSaysSo() throws Exception {
        var file = read((Stations.HEADER + ROW).replace("Type stembureau;", "").replace("regulier;", ""));
        assertThat(file.rows().get(0).entry().type())
                .isEqualTo(nl.tafelzicht.subject.station.domain.StationType.REGULAR);
        assertThat(file.warnings()).extracting(Remark::code).containsExactly("missing-type");
        assertThat(refused((Stations.HEADER + ROW)
                                .replace("Naam stembureau", "Naam")
                                .getBytes(StandardCharsets.UTF_8))
                        .reason()
                        .code())
                .as("only the type may be missing")
                .isEqualTo("missing-columns");
    }

    @Test
    void whereMoreThanTheTypeIsMissingTheTypeIsNamedToo() {
        var text = (Stations.HEADER + ROW).replace("Naam stembureau", "Naam").replace("Type stembureau", "Soort");
        assertThat(refused(text.getBytes(StandardCharsets.UTF_8)).getMessage())
                .contains("Naam stembureau", "Type stembureau");
    }

    @Test
    void aColumnsNameHasAtMostTwoHundredCharacters() {
        var padded = " ".repeat(200 - "Toilet".length()) + "Toilet";
        assertThat(StembureausTable.column(padded)).isEqualTo("Toilet");
        assertThat(StembureausTable.column(" " + padded)).isNull();
        assertThat(StembureausTable.column("gehandicaptentoilet")).isEqualTo("Toilet");
        assertThat(StembureausTable.column("kleur")).isNull();
    }

    @Test
    void everyColumnOfTheStandardIsInAFileThatIsWritten() {
        var columns = StembureausCsv.columns();
        assertThat(columns)
                .startsWith("Gemeente", "CBS gemeentecode")
                .doesNotHaveDuplicates()
                .hasSize(46);
        assertThat(columns).allMatch(name -> name.equals(StembureausTable.column(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "0363010000543210, ",
        "363010000543210, read-as",
        "9999999999999, read-as", // thirteen digits
        "999999999999, not-a-bag-id",
        "3.6301E+14, ignored-value",
        "geen, not-a-bag-id",
    })
    void anAddressNumberThatASpreadsheetSpoiltIsMended(String written, String said) throws Exception {
        var file = read(Stations.HEADER + ROW.replace("0363010000543210", written));
        boolean isRefused = "not-a-bag-id".equals(said);
        assertThat(file.rows()).hasSize(isRefused ? 0 : 1);
        assertThat(isRefused ? file.rejected() : file.warnings())
                .extracting(Remark::code)
                .containsExactlyElementsOf(said == null ? java.util.List.of() : java.util.List.of(said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0000000000000000"})
    void aPlaceWithoutAnAddressIsDescribed(String none) throws Exception {
        var without = ROW.replace("0363010000543210", none);
        assertThat(read(Stations.HEADER + without).rejected())
                .extracting(Remark::column)
                .containsExactly("Extra adresaanduiding");
        assertThat(read(Stations.HEADER + without.replace("Amsterdam;;", "Amsterdam;naast de kerk;"))
                        .rejected())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CBS Wijknummer", "CBS Buurtnummer", "Gebruiksdoel van het gebouw"})
    void whatIsWrongInAColumnThatTheHubDoesNotUseIsSaid(String column) throws Exception {
        boolean isMandatory = column.startsWith("Gebruiksdoel");
        var text = isMandatory
                ? Stations.HEADER + ROW.replace("Onderwijs", " ")
                : Stations.HEADER.replace("\n", ";" + column + "\n") + ROW.replace("\n", ";noord\n");
        var file = read(text);
        assertThat(isMandatory ? file.rejected() : file.warnings())
                .extracting(r -> r.column() + " " + r.code())
                .containsExactly(column + (isMandatory ? " mandatory" : " ignored-value"));
    }

    @Test
    void theSeparatorIsTheMoreFrequentOneOrTheOneThatTheFileNames() throws Exception {
        var commas = (Stations.HEADER + ROW).replace(";", ",");
        assertThat(read(commas).rows()).hasSize(1);
        assertThat(read("sep=;\n" + Stations.HEADER + ROW).rows()).hasSize(1);
        assertThat(read("sep=,\n" + commas).rows()).hasSize(1);
        assertThat(read("sep=|\n" + (Stations.HEADER + ROW).replace(";", "|")).rows())
                .as("whatever it is")
                .hasSize(1);
        assertThat(refused("sep=".getBytes(StandardCharsets.UTF_8))).isNotNull();
        assertThat(refused("a,b;c".getBytes(StandardCharsets.UTF_8)).reason().code())
                .as("a comma when both are as many")
                .isEqualTo("missing-columns");
    }

    /** Bytes that are not characters, before and after the reader looked for the separator. */
    @Test
    void whatIsNotUtf8IsRefusedWhereverItStands() {
        var header = Stations.HEADER.getBytes(StandardCharsets.UTF_8);
        var row = ROW.getBytes(StandardCharsets.UTF_8);
        for (int at : new int[] {3, 5_000, 200_000}) {
            var bytes = new byte[300_000];
            System.arraycopy(header, 0, bytes, 0, header.length);
            for (int i = header.length; i < bytes.length; i++) {
                bytes[i] = row[(i - header.length) % row.length];
            }
            bytes[at] = (byte) 0xE9;
            assertThat(refused(bytes).isOfEncoding()).as("at %d", at).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"EF BB BF, true", "EF BB BE, false", "EF BA BF, false", "EE BB BF, false"})
    void onlyAWholeMarkAtTheBeginningIsSkipped(String start, boolean isSkipped) throws Exception {
        var text = (Stations.HEADER + ROW).getBytes(StandardCharsets.UTF_8);
        var mark = start.split(" ");
        var bytes = new byte[text.length + 3];
        for (int i = 0; i < 3; i++) {
            bytes[i] = (byte) Integer.parseInt(mark[i], 16);
        }
        System.arraycopy(text, 0, bytes, 3, text.length);
        var file = read(bytes);
        assertThat(file.warnings().isEmpty()).isEqualTo(isSkipped);
        assertThat(file.rows()).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsAnErrorOfTheMachineAndNotOfTheFile() {
        var text = (Stations.HEADER + ROW.repeat(1_000)).getBytes(StandardCharsets.UTF_8);
        var broken = new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == text.length) {
                    throw new IOException("the disk is gone");
                }
                return text[at++];
            }
        };
        assertThat(catchThrowableOfType(IOException.class, () -> StembureausCsv.read(broken, GAZETTEER, null)))
                .hasMessage("the disk is gone");
    }

    @Test
    void ofSoManyMunicipalitiesItIsKeptHowTheyAreReachedAndNoMore() {
        var builder = new StationFileBuilder();
        for (int i = 0; i < StationFileBuilder.MOST_CONTACTS; i++) {
            builder.contact("GM" + i, "stemmen@example.org");
        }
        assertThat(builder.build(null).contacts()).hasSize(StationFileBuilder.MOST_CONTACTS);
        builder.contact("GM9999", "stemmen@example.org");
        assertThat(builder.build(null).contacts())
                .hasSize(StationFileBuilder.MOST_CONTACTS)
                .doesNotContainKey("GM9999");
    }

    /** A column's name, so many letters long, and then a semicolon. */
    @ParameterizedTest
    @CsvSource({"16383, missing-columns", "16384, one-column"})
    void theSeparatorIsSoughtInTheFirstSixteenThousandCharacters(int letters, String said) {
        var refused = refused(("a".repeat(letters) + ";b\n1;2\n").getBytes(StandardCharsets.UTF_8));
        assertThat(refused.reason().code()).isEqualTo(said);
    }

    @Test
    void withoutAnySeparatorItIsTakenForAComma() {
        assertThat(refused("Gemeente\nAmsterdam\n".getBytes(StandardCharsets.UTF_8))
                        .reason()
                        .parameters())
                .containsEntry("separator", ',');
    }

    @Test
    void aCharacterThatIsNoneDoesNotEndTheNamesOfTheColumns() throws Exception {
        assertThat(read("x\0;" + Stations.HEADER + "y;" + ROW).rows()).hasSize(1);
    }

    @Test
    void aFileWithOtherRowsKeepsWhatElseItSays() throws Exception {
        var file = read(Stations.HEADER.replace("\n", ";Kleur\n")
                + ROW.replace("\n", ";rood\n")
                + ROW.replace("\n", ";blauw\n"));
        var more = Remark.of("no-stations", java.util.Map.of());
        var changed = file.with(java.util.List.of(), java.util.List.of(more));
        assertThat(changed.rows()).isEmpty();
        assertThat(changed.warnings()).extracting(Remark::code).containsExactly("no-stations", "unknown-column");
        assertThat(changed.rejected()).isEqualTo(file.rejected()).hasSize(1);
        assertThat(changed.mentioned()).isEqualTo(file.mentioned()).containsExactly("GM0363-12");
        assertThat(changed.date()).isEqualTo(DAY);
        assertThat(changed.contacts()).isEqualTo(file.contacts()).isNotEmpty();
    }

    @Test
    void onlyWhatIsNotInTheEncodingMayBeReadInAnother() {
        assertThat(refused(new byte[] {'a', (byte) 0xE9, 'b'}).isOfEncoding()).isTrue();
        assertThat(refused("a;b".getBytes(StandardCharsets.UTF_8)).isOfEncoding())
                .isFalse();
    }
}
