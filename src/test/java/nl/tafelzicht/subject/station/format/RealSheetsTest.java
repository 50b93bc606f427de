package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;
import nl.tafelzicht.support.SharedData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The national entry form and the examples of the standard, as openstate/stembureaus has them. Skipped, by name, where
 * they are not at hand.
 */
class RealSheetsTest {

    private static final String FOLDER = "stembureaus/";

    private static StationFile read(String name) throws Exception {
        return StationSheet.read(SharedData.file(FOLDER + name), new Gazetteer(), null, "GM0518");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "tests_data_waarismijnstemlokaal.nl_invulformulier.xlsx",
                "tests_data_waarismijnstemlokaal.nl_invulformulier.ods"
            })
    void theEntryFormThatIsFilledIn(String name) throws Exception {
        var file = read(name);
        assertThat(file.rejected()).isEmpty();
        assertThat(file.rows())
                .extracting(row -> row.cell() + " " + row.entry().id() + " "
                        + row.entry().opensAt().toLocalDateTime())
                .containsExactly("F GM0518-517 2026-03-18T07:30", "G GM0518-516 2026-03-18T02:30");
        assertThat(file.warnings()).extracting(Remark::code).containsExactly("sheet-by-columns", "entry-form");
        assertThat(file.warnings().get(0).parameters()).containsEntry("sheet", "Attributen");
    }

    /** Its one station, Den Haag's town hall, explains how to fill it in. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "files_waarismijnstemlokaal.nl_invulformulier.xlsx",
                "files_Stembureaus_Open_Data_Standaard_1.7_-_gemeenteraadsverkiezingen_2026_voorbeeld.xlsx",
                "files_Stembureaus_Open_Data_Standaard_1.7_-_gemeenteraadsverkiezingen_2026_voorbeeld.ods",
                "files_Stembureaus_Open_Data_Standaard_1.4_-_Provinciale_Statenverkiezingen_2023_voorbeeld.xlsx",
                "files_Stembureaus_Open_Data_Standaard_1.4_-_Provinciale_Statenverkiezingen_2023_voorbeeld.ods"
            })
    void anExampleIsNoStation(String name) throws Exception {
        SharedData.file(FOLDER + name);
        assertThat(catchThrowableOfType(Unreadable.class, () -> read(name))
                        .reason()
                        .code())
                .isEqualTo("only-an-example");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "tests_data_juinen.xlsx",
                "files_Stembureaus_Open_Data_Standaard_-_Gemeenteraadsverkiezingen_2018_voorbeeld.ods"
            })
    void aFormOf2018LacksColumns(String name) throws Exception {
        SharedData.file(FOLDER + name);
        var refused = catchThrowableOfType(Unreadable.class, () -> read(name)).reason();
        assertThat(refused.code()).isEqualTo("sheet-missing-columns");
        assertThat(refused.named().toString()).contains("Attributen", "Openingstijd");
    }
}
