package nl.tafelzicht.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import nl.tafelzicht.engine.sheet.NumberFormats.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "6.0,6",
        "6,6",
        "1E3,1000",
        "0,0",
        "-0.5,-0.5",
        "52.370199999999997,52.3702",
        "52.370200000000004,52.3702",
        "0.1,0.1",
        "4.3166395000000002,4.3166395",
        "5.1820000074744602E+14,518200000747446",
        "518200000747446,518200000747446",
        "1680100000012345,1.68010000001235E15",
        "1.6801000000123401E+15,1.68010000001234E15",
        "1E400,1E400",
        "geen,geen"
    })
    void aNumberIsItsFifteenDigits(String value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} shown as {1} is {2}")
    @CsvSource({
        "46099.3125,DATE_AND_TIME,2026-03-18T07:30:00",
        "46099.312499999999,DATE_AND_TIME,2026-03-18T07:30:00",
        "46099.999999999999,DATE_AND_TIME,2026-03-19T00:00:00",
        "46099,DATE,2026-03-18",
        "46099.875,DATE,2026-03-18T21:00:00",
        "46099.3125,TIME,2026-03-18T07:30:00",
        "0.3125,TIME,07:30:00",
        "0.3125,DATE_AND_TIME,07:30:00",
        "1,TIME,24:00:00",
        "1.0625,TIME,25:30:00",
        "59,DATE,1900-02-28",
        "60,DATE,1900-02-29",
        "61,DATE,1900-03-01",
        "-1,DATE,",
        "3000000,DATE,",
        "NaN,DATE,",
        "abc,DATE,"
    })
    void daysSince1900AreDatesAndTimes(String value, Look look, String text) {
        assertThat(Numbers.time(value, look.hasDate, look.hasTime, false)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} is {1} since 1904")
    @CsvSource({"44637.3125,2026-03-18T07:30:00", "0,1904-01-01T00:00:00"})
    void oldMacintoshesCountFrom1904(String value, String text) {
        assertThat(Numbers.time(value, true, true, true)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} shows {1}")
    @CsvSource(
            quoteCharacter = '\u0000',
            delimiter = '|',
            value = {
                "General|NUMBER",
                "0.00|NUMBER",
                "#,##0 \"dagen\"|NUMBER",
                "[Red]0|NUMBER",
                "0\\d|NUMBER",
                "dd/mm/yyyy|DATE",
                "mmm|DATE",
                "d\\-m\\-yyyy h:mm|DATE_AND_TIME",
                "[$-413]d mmmm yyyy;@|DATE",
                "yyyy-mm-dd\"T\"hh:mm:ss|DATE_AND_TIME",
                "h:mm|TIME",
                "[h]:mm|TIME",
                "[hh]:mm:ss|TIME",
                "mm:ss|TIME",
                "h:mm AM/PM|TIME",
                "0;yyyy|NUMBER"
            })
    void aFormatSaysWhetherANumberIsATime(String format, Look look) {
        assertThat(NumberFormats.look(format)).isEqualTo(look);
    }

    @Test
    void columnsHaveLetters() {
        assertThat(Cell.letters(1) + Cell.letters(26) + Cell.letters(27) + Cell.letters(16_384))
                .isEqualTo("AZAAXFD");
        assertThat(Cell.place("XFD1048576")).containsExactly(1_048_576, 16_384);
        assertThat(Cell.place("12")).isNull();
        assertThat(Cell.place("A")).isNull();
        assertThat(Cell.place("AAAAAAAAAAAAAAAAAA1")).isNull();
        assertThat(Cell.place("A99999999999")).isNull();
    }
}
