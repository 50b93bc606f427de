package nl.tafelzicht.subject.station.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.tafelzicht.subject.ballot.domain.DayShape;
import nl.tafelzicht.subject.station.domain.UsualDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How voters came on an earlier day, from a file. */
class EarlierDayTest {

    private static final String DAY = "08:00,10|12:00,40|18:00,80|21:00,100";

    private static String file(String head, String rows) {
        return head + "\n" + rows.replace('|', '\n') + "\n";
    }

    private static UsualDay day(String head, String rows) {
        return EarlierDay.parse("2026.csv", file(head, rows));
    }

    @Test
    void saysWhenVotersCameAndFromWhichFile() {
        var day = day("time,voters", DAY);
        assertThat(day.source()).isEqualTo("2026.csv");
        assertThat(day.shareBy(LocalTime.of(7, 30))).isZero();
        assertThat(day.shareBy(LocalTime.of(12, 0))).isEqualTo(0.4);
        assertThat(day.shareBy(LocalTime.of(15, 0))).isCloseTo(0.6, within(1e-9));
        assertThat(day.shareBy(LocalTime.of(21, 0))).isEqualTo(1);
        assertThat(DayShape.of(day).between(12 * 60, 18 * 60)).isCloseTo(0.4, within(1e-9));
        assertThat(UsualDay.ASSUMED.source()).isNull();
    }

    @Test
    void aShareMayStandThereInsteadAndSeparatorMarkAndOtherColumnsDoNotMatter() {
        var day = day("time,voters", DAY).shares();
        assertThat(day("Time;Share;remark", "08:00;0.1;a|12:00;0.4;|18:00;0.8;|21:00;1;")
                        .shares())
                .isEqualTo(day);
        assertThat(EarlierDay.parse("x", "\uFEFF" + file("time,voters", DAY)).shares())
                .isEqualTo(day);
    }

    /** The names of columns are those of the page (turnout.test.mjs has the same), its times are instants. */
    @Test
    void theCourseOfADayAsThePageSavesItIsSuchAFile() {
        var saved = file(
                "Tijd;Kiezers PS;Aandeel PS;Stembureaus PS;Kiezers AB;Stembureaus AB;Wachttijd in minuten: helft",
                "2027-03-17T07:00:00Z;7;0.01;3;3;3;5|2027-03-17T11:00:00Z;25;0.04;3;15;3;|"
                        + "2027-03-17T17:00:00Z;45;0.07;3;35;3;|2027-03-17T20:00:00Z;55;0.1;3;45;3;");
        assertThat(EarlierDay.parse("x", saved).shares())
                .isEqualTo(day("time,voters", DAY).shares());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "when,voters!08:00,10!line 1: there is no column time",
                "time,people!08:00,10!line 1: there is no column voters or share",
                "time,voters!8 o'clock,10!line 2: time 8 o'clock is no time such as 08:00",
                "time,voters!05:59,10!line 2: time 05:59 is not between 06:00 and 22:00",
                "time,voters!08:00,10|22:01,10!line 3: time 22:01 is not between 06:00 and 22:00",
                "time,voters!08:00,ten!line 2: voters ten is no number of voters",
                "time,voters!08:00!line 2: voters  is no number of voters",
                "time,voters!08:00,-1!line 2: voters -1 is no number of voters",
                "time,share!08:00,1.2!line 2: share 1.2 is no share from 0 to 1",
                "time,voters!08:00,10|08:00,20!line 3: time 08:00 is not after the time of the row before",
                "time,voters!08:00,10|09:00,9!line 3: voters is less than in the row before",
                "time,voters!08:00,10|12:00,20|21:00,30!line 1: there are fewer than 4 times",
                "time,voters!10:01,10|12:00,40|18:00,80|21:00,100!line 2: time begins after 10:00",
                "time,voters!08:00,10|12:00,40|18:00,80|20:29,100!line 5: time ends before 20:30",
                "time,voters!08:00,0|12:00,0|18:00,0|21:00,0!line 5: nobody came on this day",
            })
    void whatIsWrongIsSaidWithItsLineAndColumn(String head, String rows, String wrong) {
        assertThatThrownBy(() -> day(head, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(wrong);
    }

    @Test
    void anEmptyFileIsNone() {
        assertThatThrownBy(() -> EarlierDay.parse("x", "")).hasMessage("line 1: there are fewer than 4 times");
    }

    @Test
    void hasBounds(@TempDir Path folder) throws Exception {
        var rows = IntStream.range(0, EarlierDay.MOST_ROWS + 1)
                .mapToObj(n -> LocalTime.of(7, 0).plusSeconds(n * 50L) + "," + n)
                .collect(Collectors.toList());
        assertThatThrownBy(() -> day("time,voters", String.join("\n", rows)))
                .hasMessage("line 1002: there are more than 1000 rows");
        rows.remove(rows.size() - 1);
        assertThat(day("time,voters", String.join("\n", rows)).shareBy(LocalTime.of(21, 0)))
                .isEqualTo(1);
        var large = folder.resolve("day.csv");
        Files.writeString(large, file("time,voters", DAY) + " ".repeat(EarlierDay.MOST_BYTES));
        assertThatThrownBy(() -> EarlierDay.read(large)).hasMessage("line 1: it is larger than 1 MiB");
        Files.writeString(large, file("time,voters", DAY));
        assertThat(EarlierDay.read(large).source()).isEqualTo("day.csv");
    }

    @Test
    void beforeTheFirstNumberVotersCameEvenlyFromTheOpeningOn() {
        var day = day("time,voters", DAY);
        assertThat(day.shares()).containsEntry(LocalTime.of(7, 30), 0.0).hasSize(5);
        assertThat(day.shareBy(LocalTime.of(7, 45))).isCloseTo(0.05, within(1e-9));
        assertThat(day("time,voters", DAY.replace("08:00", "07:30")).shares()).hasSize(4);
        assertThat(day("time,voters", DAY.replace("08:00", "07:00")).shares())
                .as("it had begun by then")
                .doesNotContainKey(LocalTime.of(7, 30));
    }

    @Test
    void theFirstColumnMayHaveNoNameAndARowMayBeShort() {
        var rows = "a;08:00;10|b;12:00;40|c;18:00;80|d;21:00;100";
        assertThat(day(";time;voters", rows).shares())
                .isEqualTo(day("time,voters", DAY).shares());
        assertThatThrownBy(() -> day("voters,time", "10")).hasMessage("line 2: time  is no time such as 08:00");
    }

    @Test
    void aFileOfExactlyTheMostBytesIsRead(@TempDir Path folder) throws Exception {
        var rows = file("time,voters,remark", DAY);
        var full = Files.writeString(
                folder.resolve("day.csv"),
                rows.replaceFirst("08:00,10", "08:00,10," + "x".repeat(EarlierDay.MOST_BYTES - rows.length() - 1)));
        assertThat(Files.size(full)).isEqualTo(EarlierDay.MOST_BYTES);
        assertThat(EarlierDay.read(full).shares())
                .isEqualTo(day("time,voters", DAY).shares());
    }
}
