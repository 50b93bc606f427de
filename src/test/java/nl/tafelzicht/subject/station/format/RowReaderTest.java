package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.tafelzicht.subject.station.format.RowReader.Wrong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cell may say, at the bounds of what it may. */
class RowReaderTest {

    private final List<Remark> warnings = new ArrayList<>();

    private RowReader cell(String value) {
        return new RowReader(Place.line(7), Map.of("Cell", value)::get, List.of(value), warnings::add);
    }

    private interface Reading {
        Object of(RowReader row) throws Wrong;
    }

    /** What was read; or why it was not, and where. */
    private String read(String value, Reading reading) {
        var answer = new Object[1];
        var wrong = catchThrowableOfType(Wrong.class, () -> answer[0] = reading.of(cell(value)));
        return wrong == null
                ? String.valueOf(answer[0])
                : wrong.remark().line() + " " + wrong.remark().column() + " "
                        + wrong.remark().code();
    }

    @Test
    void aTextHasAtMostTwoThousandCharactersAndNoNul() {
        Reading text = row -> row.optional("Cell").length();
        assertThat(read("a".repeat(2_000), text)).isEqualTo("2000");
        assertThat(read("a".repeat(2_001), text)).isEqualTo("7 Cell too-long");
        assertThat(read("\0a", text)).isEqualTo("7 Cell nul");
        assertThat(read("a\0", text)).isEqualTo("7 Cell nul");
        assertThat(read(" \u00a0 ", row -> row.optional("Cell"))).isEqualTo("null");
        assertThat(read("x", row -> row.optional("Another"))).isEqualTo("null");
        assertThat(read(" ", row -> row.mandatory("Cell"))).isEqualTo("7 Cell mandatory");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0, 7 Cell out-of-range",
        "999999, 999999",
        "1000000, 7 Cell out-of-range",
        "12.0, 12",
        "twelve, 7 Cell not-a-number",
        "99999999999, 7 Cell not-a-number",
    })
    void aNumberLiesBetweenItsBounds(String value, String read) {
        assertThat(read(value, row -> row.number("Cell", 1, 999_999))).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "50.7000, 50.7",
        "53.7000, 53.7",
        "50.6999, 7 Cell out-of-range",
        "53.7001, 7 Cell out-of-range",
        "52.31, 7 Cell not-degrees",
    })
    void degreesLieBetweenTheirBounds(String value, String read) {
        assertThat(read(value, row -> row.degrees("Cell", 50.7, 53.7))).isEqualTo(read);
    }

    @Test
    void aCommaIsADecimalPointWhereThereIsOneAndNoPoint() {
        Reading metres = row -> row.metres("Cell", 0, 300_000);
        assertThat(read("155000,5", metres)).isEqualTo("155000.5");
        assertThat(warnings).extracting(Remark::code).containsExactly("read-as");
        assertThat(read(",5", metres)).isEqualTo("7 Cell not-metres");
        assertThat(read("155,000,5", metres)).isEqualTo("7 Cell not-metres");
        assertThat(read(".155000,5", metres)).isEqualTo("7 Cell not-metres");
    }

    @Test
    void aValueThatTheHubDoesNotUseCostsNoStation() throws Exception {
        var district = Pattern.compile("WK\\d{6}");
        cell("WK036300").unused("Cell", district);
        cell("").unused("Cell", district);
        assertThat(warnings).isEmpty();
        cell("noord").unused("Cell", district);
        assertThat(warnings).extracting(Remark::code).containsExactly("ignored-value");
        assertThat(warnings.get(0).parameters()).containsEntry("value", "noord");
    }

    @Test
    void aPostcodeIsWrittenInOneWay() throws Exception {
        assertThat(cell("1011ab").postcode("Cell")).isEqualTo("1011 AB");
        assertThat(cell("").postcode("Cell")).isNull();
        assertThat(warnings).isEmpty();
        assertThat(cell("11 AB").postcode("Cell")).isNull();
        assertThat(warnings).extracting(Remark::code).containsExactly("ignored-value");
    }

    @Test
    void whatIsQuotedIsCutAfterSixtyCharacters() {
        assertThat(RowReader.quoted("a".repeat(60))).isEqualTo('"' + "a".repeat(60) + '"');
        assertThat(RowReader.quoted("a".repeat(61))).isEqualTo('"' + "a".repeat(60) + "…\"");
    }

    @Test
    void inATextThereAreLinesAndNoCells() {
        var wrong = catchThrowableOfType(Wrong.class, () -> cell(" ").mandatory("Cell"));
        assertThat(wrong.remark().line()).isEqualTo(7);
        assertThat(wrong.remark().cell()).isNull();
        var sheet = new Place(12, "12", column -> column.equals("Cell") ? "G12" : null);
        assertThat(sheet.of("Cell")).isEqualTo("G12");
        assertThat(sheet.of("Another")).as("the row").isEqualTo("12");
        assertThat(sheet.of(null)).as("the row").isEqualTo("12");
    }

    @ParameterizedTest
    @CsvSource({"199, 199, false", "200, 200, false", "201, 199, true"})
    void aValueInAReasonHasAtMostTwoHundredCharacters(int given, int kept, boolean isCut) {
        var reason =
                Remark.of("unknown-column", Map.of("name", "#".repeat(given))).reason();
        assertThat(reason.chars().filter(c -> c == '#').count()).isEqualTo(kept);
        assertThat(reason.contains("#…")).isEqualTo(isCut);
    }
}
