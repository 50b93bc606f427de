package nl.tafelzicht.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import nl.tafelzicht.election.station.StationType;
import nl.tafelzicht.exchange.StationFile.Rejection;
import nl.tafelzicht.exchange.StationFile.Unreadable;
import nl.tafelzicht.support.Stations;
import org.junit.jupiter.api.Test;

class StembureausCsvTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 18);
    private static final Gazetteer GAZETTEER = new Gazetteer();
    private static final String ROW = Stations.row("GM0363", 12, DAY);

    private static StationFile read(String text) throws IOException, Unreadable {
        return StembureausCsv.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), GAZETTEER, null);
    }

    private static Rejection rejected(String row) throws IOException, Unreadable {
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
        var row = ROW.replaceFirst(";;;52[.]\\d+;4[.]\\d+;", ";;155000;463000;;;").replaceFirst(";Amsterdam;;155000", ";Amsterdam;;155000");
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
        assertThat(file.warnings()).anyMatch(w -> w.contains("approximately"));
    }

    @Test
    void aWrongValueRejectsItsRowWithLineColumnAndReason() throws Exception {
        assertThat(rejected(ROW.replace("GM0363", "0363"))).isEqualTo(new Rejection(3, "CBS gemeentecode", "\"0363\" is not GM and four digits"));
        assertThat(rejected(ROW.replace(";12;Stemb", ";twaalf;Stemb"))).isEqualTo(new Rejection(3, "Nummer stembureau", "\"twaalf\" is not a whole number"));
        assertThat(rejected(ROW.replace("regulier", "gewoon")).column()).isEqualTo("Type stembureau");
        assertThat(rejected(ROW.replace("1011 AB", "11 AB")).column()).isEqualTo("Postcode");
        assertThat(rejected(ROW.replace("T07:30:00", " 07:30")).column()).isEqualTo("Openingstijd");
        assertThat(rejected(ROW.replace("T21:00:00", "T07:00:00")).column()).isEqualTo("Sluitingstijd");
        assertThat(rejected(ROW.replaceFirst("52[.]\\d+", "52.31")).column()).isEqualTo("Latitude");
        assertThat(rejected(ROW.replaceFirst("52[.]\\d+", "48.85660")).reason()).contains("not between");
        assertThat(rejected(ROW.replace(";ja;", ";misschien;")).column()).startsWith("Toegankelijk");
        assertThat(rejected(ROW.replace("0363010000543210", "0".repeat(16))).column()).isEqualTo("Extra adresaanduiding");
    }

    @Test
    void aNumberThatIsThereTwiceIsRejectedTheSecondTime() throws Exception {
        var file = read(Stations.HEADER + ROW + ROW);
        assertThat(file.rows()).hasSize(1);
        assertThat(file.rejected()).containsExactly(new Rejection(3, "Nummer stembureau", "12 is already on line 2"));
    }

    @Test
    void aMobileStationHasARowForEachPlace() throws Exception {
        var mobile = ROW.replace("regulier", "mobiel");
        assertThat(read(Stations.HEADER + mobile + mobile.replace("T07:30", "T12:30")).rows()).extracting(r -> r.entry().id()).containsExactly("GM0363-12", "GM0363-12.2");
    }

    @Test
    void unknownColumnsAreNamedAndIgnoredAndOlderNamesUnderstood() throws Exception {
        var text = (Stations.HEADER + ROW).replace("Verkiezingswebsite gemeente\n", "Verkiezingswebsite gemeente;Gehandicaptentoilet;Kleur\n").replace("example.org\n", "example.org;ja;rood\n");
        var file = read(text);
        assertThat(file.rows()).hasSize(1);
        assertThat(file.warnings()).containsExactly("column \"Kleur\" is not known and was ignored");
    }

    @Test
    void aMissingMandatoryColumnRejectsTheFile() {
        assertThatThrownBy(() -> read((Stations.HEADER + ROW).replace("Naam stembureau", "Naam"))).isInstanceOf(Unreadable.class).hasMessageContaining("Naam stembureau");
    }

    @Test
    void anotherDelimiterIsNamedAsTheCause() {
        assertThatThrownBy(() -> read((Stations.HEADER + ROW).replace(";", "\t"))).isInstanceOf(Unreadable.class).hasMessageContaining("comma or a semicolon");
    }

    @Test
    void whatIsNotUtf8IsSaidToBe() {
        var bytes = (Stations.HEADER + ROW.replace("Stembureau", "Café")).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> StembureausCsv.read(new ByteArrayInputStream(bytes), GAZETTEER, null)).isInstanceOf(Unreadable.class).hasMessageContaining("UTF-8");
    }

    @Test
    void theDateOfTheRequestTakesThePlaceOfTheFiles() throws Exception {
        var file = StembureausCsv.read(new ByteArrayInputStream((Stations.HEADER + ROW).getBytes(StandardCharsets.UTF_8)), GAZETTEER, LocalDate.of(2026, 10, 28));
        assertThat(file.rows().get(0).entry().opensAt()).hasToString("2026-10-28T07:30+01:00");
    }
}
