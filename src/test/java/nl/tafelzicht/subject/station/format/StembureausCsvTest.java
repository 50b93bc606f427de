package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;
import nl.tafelzicht.support.Stations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StembureausCsvTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 18);
    private static final Gazetteer GAZETTEER = new Gazetteer();
    private static final String ROW = Stations.row("GM0363", 12, DAY);

    private static StationFile read(String text) throws IOException, Unreadable {
        return StembureausCsv.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), GAZETTEER, null);
    }

    private static String said(Remark remark) {
        return remark.line() + " " + remark.column() + " " + remark.reason();
    }

    private static Remark rejected(String row) throws IOException, Unreadable {
        var file = read(Stations.HEADER + ROW.replace(";12;", ";11;") + row);
        assertThat(file.rows()).hasSize(1);
        assertThat(file.rejected()).hasSize(1);
        return file.rejected().get(0);
    }

    @Test
    void aRowBecomesAStation() throws Exception {
        var entry = read(Stations.HEADER + ROW).rows().get(0).entry();
        assertThat(entry.id()).isEqualTo("GM0363-12");
        assertThat(entry.municipality().name()).isEqualTo("Amsterdam");
        assertThat(entry.type()).isEqualTo(StationType.REGULAR);
        assertThat(entry.location().address()).isEqualTo("Dorpsstraat 12");
        assertThat(entry.location().approximate()).isNull();
        assertThat(entry.opensAt()).hasToString("2026-03-18T07:30+01:00");
    }

    @Test
    void commasABomAndWindowsLineEndsAreReadToo() throws Exception {
        var text = "\uFEFF" + (Stations.HEADER + ROW).replace(";", ",").replace("\n", "\r\n");
        assertThat(read(text).rows()).hasSize(1);
    }

    @Test
    void rdCoordinatesAreConverted() throws Exception {
        var row = ROW.replaceFirst(";;;52[.]\\d+;4[.]\\d+;", ";;155000;463000;;;")
                .replaceFirst(";Amsterdam;;155000", ";Amsterdam;;155000");
        var file = read(Stations.HEADER + row.replace(";;155000", ";155000").replace("463000;;;", "463000;;;"));
        var at = file.rows().isEmpty() ? null : file.rows().get(0).entry().location();
        assertThat(file.rejected()).isEmpty();
        assertThat(at.latitude()).isCloseTo(52.155172, within(0.00002));
        assertThat(at.longitude()).isCloseTo(5.387204, within(0.00002));
    }

    @Test
    void withoutCoordinatesAStationIsPlacedApproximatelyAndSaysSo() throws Exception {
        var file = read(Stations.HEADER + ROW.replaceFirst(";52[.]\\d+;4[.]\\d+;", ";;;"));
        assertThat(file.rows().get(0).entry().location().approximate()).isTrue();
        assertThat(file.warnings()).anyMatch(w -> w.reason().contains("approximately"));
    }

    @Test
    void aWrongValueRejectsItsRowWithLineColumnAndReason() throws Exception {
        assertThat(said(rejected(ROW.replace("GM0363", "0363"))))
                .isEqualTo("3 CBS gemeentecode \"0363\" is not GM and four digits");
        assertThat(said(rejected(ROW.replace(";12;Stemb", ";twaalf;Stemb"))))
                .isEqualTo("3 Nummer stembureau \"twaalf\" is not a whole number");
        assertThat(rejected(ROW.replace("regulier", "gewoon")).column()).isEqualTo("Type stembureau");
        assertThat(rejected(ROW.replace("T07:30:00", " half acht")).column()).isEqualTo("Openingstijd");
        assertThat(rejected(ROW.replace("2026-03-18T07:30:00", "7:30")).code()).isEqualTo("time-without-date");
        assertThat(rejected(ROW.replace("T21:00:00", "T07:00:00")).column()).isEqualTo("Sluitingstijd");
        assertThat(rejected(ROW.replaceFirst("52[.]\\d+", "52.31")).column()).isEqualTo("Latitude");
        assertThat(rejected(ROW.replaceFirst("52[.]\\d+", "48.85660")).reason()).contains("not between");
        assertThat(rejected(ROW.replace(";ja;", ";misschien;")).column()).startsWith("Toegankelijk");
        assertThat(rejected(ROW.replace("0363010000543210", "0".repeat(16))).column())
                .isEqualTo("Extra adresaanduiding");
    }

    /** What was made of one row. */
    private static String made(String row) throws IOException, Unreadable {
        var file = read(Stations.HEADER + row);
        assertThat(file.rejected()).isEmpty();
        var entry = file.rows().get(0).entry();
        return entry.opensAt().toLocalDateTime() + " " + entry.closesAt().toLocalDateTime() + " "
                + entry.location().latitude() + " " + entry.location().postcode() + " "
                + file.warnings().stream().map(w -> w.column() + ":" + w.code()).toList();
    }

    @Test
    void whatCanBeReadWithoutDoubtIsReadAndSaidSo() throws Exception {
        var plain = made(ROW);
        assertThat(plain).endsWith(" 1011 AB []");
        var same = plain.substring(0, plain.length() - 2);
        for (var opens : List.of(
                "2026-03-18 07:30:00", "2026-03-18 7:30", "18-03-2026 07:30", "18/3/2026 7.30", "18-3-2026 7:30 uur")) {
            assertThat(made(ROW.replace("2026-03-18T07:30:00", opens)))
                    .as(opens)
                    .isEqualTo(same + "[Openingstijd:read-as]");
        }
        assertThat(made(ROW.replace("T21:00:00", "T24:00:00")))
                .contains("2026-03-19T00:00")
                .endsWith("[]");
        assertThat(made(ROW.replaceFirst("52[.](\\d+)", "52,$1"))).isEqualTo(same + "[Latitude:read-as]");
        for (var postcode : List.of("1011ab", "1011\u00a0AB", "1011  ab")) {
            assertThat(made(ROW.replace("1011 AB", postcode))).as(postcode).isEqualTo(plain);
        }
        assertThat(made(ROW.replace("1011 AB", "11 AB"))).contains(" null ").endsWith("[Postcode:ignored-value]");
        assertThat(made(ROW.replace("0363010000543210", "363010000543210")))
                .isEqualTo(same + "[BAG Nummeraanduiding ID:read-as]");
        assertThat(made(ROW.replace("0363010000543210", "3.6301E+14")))
                .isEqualTo(same + "[BAG Nummeraanduiding ID:ignored-value]");
        assertThat(made(ROW.replace(";12;Stemb", ";12.0;Stemb"))).isEqualTo(same + "[Nummer stembureau:read-as]");
        for (var yes : List.of("Ja", "J", "y", "ja, toegankelijk toilet")) {
            assertThat(made(ROW.replace(";ja;", ";" + yes + ";"))).as(yes).isEqualTo(plain);
        }
        assertThat(made(ROW.replace("T07:30:00", "T07:30:00+02:00")))
                .as("an offset wins")
                .startsWith("2026-03-18T06:30");
    }

    @Test
    void oneOddRowOrHeaderDoesNotCostTheFile() throws Exception {
        var text = Stations.HEADER.replace("\n", ";;;\n") + ROW.replace("\n", ";;;\n") + ";;;;;\n\nBron: gemeente\n"
                + ROW.replace(";12;", ";13;");
        var file = read("sep=;\n" + text);
        assertThat(file.rows()).extracting(r -> r.entry().number()).containsExactly(12, 13);
        assertThat(file.rejected())
                .extracting(r -> r.line() + r.code() + r.row())
                .containsExactly("6mandatory[Bron: gemeente]");
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void aSecondPeriodOfAPlaceIsTheSameStation() throws Exception {
        var file =
                read(Stations.HEADER + ROW.replace("T21:00:00", "T12:00:00") + ROW.replace("T07:30:00", "T14:00:00"));
        assertThat(file.rows()).hasSize(1);
        assertThat(file.rows().get(0).entry().closesAt()).hasToString("2026-03-18T21:00+01:00");
        assertThat(file.warnings()).extracting(Remark::code).containsExactly("second-period");
    }

    @Test
    void aGivenDateMovesAllDaysByTheSame() throws Exception {
        var early = ROW.replace(";12;", ";13;").replace("2026-03-18", "2026-03-16");
        var late = ROW.replace(";12;", ";14;").replace("2026-03-18T21:00:00", "2026-03-19T02:00:00");
        var file = StembureausCsv.read(
                new ByteArrayInputStream((Stations.HEADER + ROW + early + late).getBytes(StandardCharsets.UTF_8)),
                GAZETTEER,
                LocalDate.of(2027, 3, 17));
        assertThat(file.rows())
                .extracting(r -> r.entry().opensAt() + " " + r.entry().closesAt())
                .containsExactly(
                        "2027-03-17T07:30+01:00 2027-03-17T21:00+01:00",
                        "2027-03-15T07:30+01:00 2027-03-15T21:00+01:00",
                        "2027-03-17T07:30+01:00 2027-03-18T02:00+01:00");
    }

    @Test
    void timesAreLocalToTheStation() throws Exception {
        var bonaire = ROW.replace("GM0363", "GM9001").replaceFirst("52[.]\\d+;4[.]\\d+", "12.1445;-68.2655");
        assertThat(read(Stations.HEADER + bonaire).rows().get(0).entry().opensAt())
                .hasToString("2026-03-18T07:30-04:00");
    }

    @Test
    void reasonsAreInTheReadersLanguage() throws Exception {
        assertThat(rejected(ROW.replace(";12;Stemb", ";twaalf;Stemb")).reason(java.util.Locale.forLanguageTag("nl")))
                .isEqualTo("\"twaalf\" is geen heel getal");
        var english = java.util.ResourceBundle.getBundle("i18n.imports", java.util.Locale.ENGLISH)
                .keySet();
        assertThat(java.util.ResourceBundle.getBundle("i18n.imports", java.util.Locale.forLanguageTag("nl"))
                        .keySet())
                .isEqualTo(english);
    }

    @Test
    void spreadsheetsOfYearsAgoAreReadOnRequest() throws Exception {
        var bytes = (Stations.HEADER + ROW.replace("Dorpsstraat", "Caf\u00e9straat"))
                .getBytes(java.nio.charset.Charset.forName("windows-1252"));
        assertThatThrownBy(() -> StembureausCsv.read(new ByteArrayInputStream(bytes), GAZETTEER, null))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.isOfEncoding()).isTrue());
        var file = StembureausCsv.readWindows1252(new ByteArrayInputStream(bytes), GAZETTEER, null);
        assertThat(file.rows().get(0).entry().location().address()).startsWith("Caf\u00e9straat");
        assertThat(file.warnings()).extracting(Remark::code).containsExactly("windows-1252");
    }

    @Test
    void aNumberThatIsThereTwiceIsRejectedTheSecondTime() throws Exception {
        var file = read(Stations.HEADER + ROW + ROW);
        assertThat(file.rows()).hasSize(1);
        assertThat(file.rejected())
                .extracting(StembureausCsvTest::said)
                .containsExactly("3 Nummer stembureau 12 is already on line 2");
        assertThat(file.rejected().get(0).row()).as("as it came").contains("GM0363", "12");
    }

    @Test
    void aMobileStationIsOneWithARowForEachStop() throws Exception {
        var mobile = ROW.replace("regulier", "mobiel");
        var file = read(Stations.HEADER
                + mobile.replace("T07:30", "T13:00").replace("Dorpsstraat", "Kade")
                + mobile.replace("T21:00", "T12:00"));
        assertThat(file.rows())
                .extracting(r -> r.entry().id() + " " + r.entry().opensAt().toLocalTime() + "-"
                        + r.entry().closesAt().toLocalTime())
                .containsExactly("GM0363-12 07:30-21:00");
        assertThat(file.rows().get(0).entry().stops())
                .as("in order of time, not of rows")
                .extracting(s -> s.place() + " " + s.location().address() + " "
                        + s.opensAt().toLocalTime())
                .containsExactly("1 Dorpsstraat 12 07:30", "2 Kade 12 13:00");
        assertThat(file.rejected()).isEmpty();
        assertThat(file.mentioned()).containsExactly("GM0363-12");
    }

    @Test
    void aFileSaysForWhichDayAndElectionsItIs() throws Exception {
        var file = read(Stations.HEADER.replace("\n", ";Verkiezingen\n") + ROW.replace("\n", ";PS; WS\n"));
        assertThat(file.elections()).as("a cell that is not quoted is two").containsExactly("PS");
        assertThat(read(Stations.HEADER.replace("\n", ";Verkiezingen\n") + ROW.replace("\n", ";\"PS; WS\"\n"))
                        .elections())
                .containsExactly("PS", "WS");
        assertThat(file.date()).hasToString("2026-03-18");
    }

    @Test
    void moreStopsThanAStationHasAreRejected() throws Exception {
        var text = new StringBuilder(Stations.HEADER);
        for (int i = 0; i <= 50; i++) {
            text.append(ROW.replace("regulier", "mobiel")
                    .replace("Dorpsstraat", "Kade " + i)
                    .replace("T07:30:00", String.format("T%02d:%02d:00", 7 + i / 6, i % 6 * 10))
                    .replace("T21:00:00", String.format("T%02d:%02d:00", 7 + i / 6, i % 6 * 10 + 9)));
        }
        var file = read(text.toString());
        assertThat(file.rows()).hasSize(1);
        assertThat(file.rows().get(0).entry().stops()).hasSize(50);
        assertThat(file.rejected()).extracting(Remark::code).containsExactly("too-many-stops");
    }

    @Test
    void unknownColumnsAreNamedAndIgnoredAndOlderNamesUnderstood() throws Exception {
        var text = (Stations.HEADER + ROW)
                .replace("Verkiezingswebsite gemeente\n", "Verkiezingswebsite gemeente;Gehandicaptentoilet;Kleur\n")
                .replace("example.org\n", "example.org;ja;rood\n");
        var file = read(text);
        assertThat(file.rows()).hasSize(1);
        assertThat(file.warnings())
                .extracting(Remark::reason)
                .containsExactly("column \"Kleur\" is not known and was ignored");
    }

    @Test
    void aMissingMandatoryColumnRejectsTheFile() {
        assertThatThrownBy(() -> read((Stations.HEADER + ROW).replace("Naam stembureau", "Naam")))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("Naam stembureau");
    }

    @Test
    void anotherDelimiterIsNamedAsTheCause() {
        assertThatThrownBy(() -> read((Stations.HEADER + ROW).replace(";", "\t")))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("comma or a semicolon");
    }

    @Test
    void whatIsNotUtf8IsSaidToBe() {
        var bytes = (Stations.HEADER + ROW.replace("Stembureau", "Café")).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> StembureausCsv.read(new ByteArrayInputStream(bytes), GAZETTEER, null))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void theDateOfTheRequestTakesThePlaceOfTheFiles() throws Exception {
        var file = StembureausCsv.read(
                new ByteArrayInputStream((Stations.HEADER + ROW).getBytes(StandardCharsets.UTF_8)),
                GAZETTEER,
                LocalDate.of(2026, 10, 28));
        assertThat(file.rows().get(0).entry().opensAt()).hasToString("2026-10-28T07:30+01:00");
    }

    /** A row's latitude, longitude, and metres in the national grid; and where a message says that one is missing. */
    @ParameterizedTest
    @CsvSource({
        "52.3012, 4.8012,       ,       , ",
        "52.3012,       ,       ,       , Longitude",
        "       , 4.8012,       ,       , Latitude",
        "52.3012,       , 155000, 463000, Longitude",
        "       ,       , 155000, 463000, ",
        "       ,       , 155000,       , Y",
        "       ,       ,       , 463000, X",
        "       ,       ,       ,       , ",
    })
    void aCoordinateHasItsOther(String latitude, String longitude, String x, String y, String missing)
            throws Exception {
        var cells = Stream.of(x, y, latitude, longitude)
                .map(c -> c == null ? "" : c)
                .collect(Collectors.joining(";"));
        var row = ROW.replaceFirst(";;;52[.]\\d+;4[.]\\d+;", ";" + cells + ";");
        assertThat(row).contains(";" + cells + ";");
        var file = read(Stations.HEADER + row);
        assertThat(file.rejected().stream().map(r -> r.column() + " " + r.code()))
                .containsExactlyElementsOf(missing == null ? List.of() : List.of(missing + " other-coordinate"));
    }
}
