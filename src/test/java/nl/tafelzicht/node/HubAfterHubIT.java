package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A hub that ended in good order leaves nothing behind in its process that the next one there could notice. */
class HubAfterHubIT {

    /** Options of the JVM that no other test has: these processes serve this test alone. */
    private static final List<String> OURS = List.of("-Dhub.after.hub=true");

    /** A JVM starts one of its own now and then; a hub has a dozen. */
    private static final int OF_THE_JVM = 2;

    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = TestFolder.make("tafelzicht-after-");
    }

    @AfterEach
    void delete() {
        TestHub.delete(folder);
    }

    private HubProcess start(String name) throws IOException {
        return HubProcess.start(
                folder.resolve(name + ".log"),
                OURS,
                "--data",
                folder.resolve(name).toString(),
                "--accounts",
                "demo");
    }

    private static int stations(HubProcess hub) throws Exception {
        return Api.at(hub.address())
                .as("operator")
                .get("/stations")
                .body()
                .get("items")
                .size();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theNextKnowsNothingOfTheOneBeforeAndNoThreadOfItIsLeft() throws Exception {
        long process;
        try (var first = start("first")) {
            process = first.pid();
            Api.at(first.address())
                    .as("municipality-GM0363")
                    .post("/stations/imports", "text/csv", Stations.csv("GM0363", 3, TestHub.DAY));
            assertThat(stations(first)).isEqualTo(3);
        }
        int threads = threads(process);
        try (var second = start("second")) {
            assertThat(second.pid()).isEqualTo(process);
            assertThat(stations(second)).isZero();
            assertThat(Files.readString(folder.resolve("second.log"))).contains("events replayed");
        }
        Eventually.until("its threads end", () -> threads(process) <= threads + OF_THE_JVM);
        try (var again = start("first")) {
            assertThat(again.pid()).isEqualTo(process);
            assertThat(stations(again)).as("what the first wrote").isEqualTo(3);
            again.kill();
        }
        try (var other = start("first")) {
            assertThat(other.pid()).as("who was killed is followed by nobody").isNotEqualTo(process);
            assertThat(stations(other)).isEqualTo(3);
        }
    }

    private static int threads(long process) throws IOException {
        try (var tasks = Files.list(Path.of("/proc", String.valueOf(process), "task"))) {
            return (int) tasks.count();
        }
    }
}
