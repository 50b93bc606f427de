package nl.tafelzicht.subject.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.station.ImportRequest.Confirmation;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.format.StationFile;
import nl.tafelzicht.subject.station.format.StationFile.Row;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;

/** What a file would change, however much that is. */
class ImportPlanTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 17);

    private static Row row(int number) {
        var entry = new StationEntry(
                Fold.EDE.code() + "-" + number,
                number,
                "Stembureau " + number,
                StationType.REGULAR,
                Fold.EDE,
                new Location(52.0, 5.6, null, null, null, null),
                OffsetDateTime.parse("2027-03-17T07:30:00+01:00"),
                OffsetDateTime.parse("2027-03-17T21:00:00+01:00"),
                1000,
                0);
        return new Row(number, null, entry, List.of());
    }

    private static ImportPlan plan(int stations) {
        var rows =
                IntStream.rangeClosed(1, stations).mapToObj(ImportPlanTest::row).toList();
        var file = new StationFile(rows, List.of(), List.of(), Set.of(), DAY, List.of(), List.of(), Map.of(), Map.of());
        return new ImportPlan(Picture.EMPTY, file, rows);
    }

    private static Choice choice(ImportPlan plan, Set<String> chosen) {
        return new Choice(
                new Confirmation(new UUID(0, 1), false, chosen, "somebody", Role.MUNICIPALITY, null, code -> true),
                plan);
    }

    @Test
    void upToTheBoundEachRowCanBeApprovedByItself() {
        var plan = plan(ImportPlan.MOST_ROWS);
        assertThat(plan.rows()).hasSize(ImportPlan.MOST_ROWS);
        assertThat(plan.rowsLeftOut()).isZero();
        var chosen = plan.rows().stream()
                .map(ImportPlan.Planned::id)
                .filter(id -> !id.endsWith("7"))
                .collect(Collectors.toSet());
        var choice = choice(plan, chosen);
        var all = new ArrayList<Row>();
        IntStream.rangeClosed(1, ImportPlan.MOST_ROWS).forEach(number -> all.add(row(number)));
        assertThat(choice.unknown()).isNull();
        assertThat(choice.rows(all)).hasSize(ImportPlan.MOST_ROWS * 9 / 10);
        assertThat(choice.notApproved()).isEqualTo(ImportPlan.MOST_ROWS / 10);
    }

    @Test
    void beyondTheBoundTheTotalsIncludeAllAndTheRestIsOnlyCounted() {
        var plan = plan(ImportPlan.MOST_ROWS + 3);
        assertThat(plan.rows()).hasSize(ImportPlan.MOST_ROWS);
        assertThat(plan.rowsLeftOut()).isEqualTo(3);
        assertThat(plan.count(ImportPlan.Act.ADD)).isEqualTo(ImportPlan.MOST_ROWS + 3);
        assertThat(choice(plan, null).rows(List.of(row(1), row(2))))
                .as("all are approved at once")
                .hasSize(2);
    }
}
