package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;
import nl.tafelzicht.support.Needed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files as they were really sent, which once cost stations: how many are taken, how many rows are rejected. Skipped, by
 * name, where they are not at hand.
 */
class CasesTest {

    private static final Path CASES = Path.of("..", "shared", "cases");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bag-lost-zero/bag-lost-zero.csv,1,0",
        "bag-lost-zero/bag-scientific.csv,1,0",
        "blank-tail-rows/blank-tail-rows.csv,1,0",
        "blank-tail-rows/blank-tail-rows-semi.csv,1,0",
        "bonaire-local-time/bonaire.csv,2,0",
        "date-param-past-midnight/time-past-midnight-with-date.csv,1,0",
        "decimal-comma/decimal-comma.csv,1,0",
        "decimal-comma/rd-decimal-comma.csv,1,0",
        "eml-no-stations/eml-no-stations.eml.xml,0,0",
        "excel-times/time-24h.csv,1,0",
        "excel-times/time-dmy.csv,1,0",
        "excel-times/time-only-with-date.csv,1,0",
        "excel-times/time-space.csv,1,0",
        "postcode-forms/lower-postcode.csv,1,0",
        "postcode-forms/postcode-2spaces.csv,1,0",
        "postcode-forms/postcode-nbsp.csv,1,0",
        "short-row-or-footnote/comment-row.csv,1,1",
        "split-hours/split-hours-bijzonder.csv,1,0",
        "trailing-empty-columns/trailing-empty-columns.csv,1,0"
    })
    void isTaken(String name, int taken, int rejected) throws Exception {
        var file = read(name);
        assertThat(file.rejected()).as(name).hasSize(rejected);
        assertThat(file.rows()).as(name).hasSize(taken);
        if (taken == 0) {
            assertThat(file.warnings()).isNotEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource("eml-voters-not-a-number/eml-voters-text.eml.xml")
    void everyStationIsThereWithoutVoters(String name) throws Exception {
        var file = read(name);
        assertThat(file.rejected()).isEmpty();
        assertThat(file.rows()).extracting(r -> r.entry().number()).contains(201, 202, 203, 205);
        assertThat(file.warnings()).extracting(Remark::code).contains("no-voters");
    }

    private static StationFile read(String name) throws IOException, Unreadable {
        var path = CASES.resolve(name);
        Needed.that(Files.exists(path), path + " is not at hand");
        var date = name.contains("with-date") ? LocalDate.of(2026, 11, 26) : null;
        try (var in = Files.newInputStream(path)) {
            return name.endsWith(".xml")
                    ? Eml110b.read(in, new Gazetteer(), date)
                    : StembureausCsv.read(in, new Gazetteer(), date);
        }
    }
}
