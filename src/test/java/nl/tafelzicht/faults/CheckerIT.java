package nl.tafelzicht.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import nl.tafelzicht.node.PlantedHub;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.Wide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who watches the watchman: a hub in which a loss or a duplicate was planted is found out by what the fault suite
 * checks.
 */
@Wide
class CheckerIT {

    private static final int REPORTS = 100;

    @ParameterizedTest
    @CsvSource({"loss, lost:", "duplicate, twice:"})
    void whatWasPlantedIsFound(String plant, String finding) throws Exception {
        var folder = Files.createTempDirectory("tafelzicht-checker-");
        try (var cluster = FaultCluster.start(new FaultCluster.Plan(
                1,
                1,
                4,
                i -> PlantedHub.class.getName(),
                List.of("-Dplant=" + plant),
                folder,
                Files.createDirectory(folder.resolve("files"))))) {
            cluster.write();
            Eventually.until("enough was written", () -> cluster.ledger().size() >= REPORTS);
            cluster.pause();
            var differences = cluster.differences(cluster.truth());
            assertThat(differences).anySatisfy(d -> assertThat(d).startsWith(finding));
        }
        TestHub.delete(folder);
    }
}
