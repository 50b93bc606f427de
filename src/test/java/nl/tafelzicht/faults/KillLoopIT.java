package nl.tafelzicht.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.Wide;
import org.junit.jupiter.api.Test;

/**
 * A hub with an embedded PostgreSQL is killed again and again while reports come in: each start succeeds, and
 * everything that was accepted is there. Prints how long the starts took; twenty of them with {@code mvn -Pwide
 * verify}.
 */
@Wide
class KillLoopIT {

    private static final int CYCLES = 20;
    private static final int REPORTS = 10;

    @Test
    void everyStartAfterAKillSucceedsAndNothingIsLost() throws Exception {
        var folder = Files.createTempDirectory("tafelzicht-kill-");
        var starts = new ArrayList<Duration>();
        var accepted = new ArrayList<String>();
        try {
            for (int cycle = 0; cycle <= CYCLES; cycle++) {
                try (var hub = HubProcess.start(
                        folder.resolve("hub.log"),
                        List.of(),
                        "--data",
                        folder.resolve("data").toString(),
                        "--accounts",
                        "demo")) {
                    starts.add(hub.startUp());
                    var desk = Api.at(hub.address()).as("operator");
                    for (var id : accepted) {
                        assertThat(desk.get("/reports/" + id).status()).as(id).isEqualTo(200);
                    }
                    if (cycle == CYCLES) {
                        break;
                    }
                    for (int i = 0; i < REPORTS; i++) {
                        var answer = desk.post(
                                "/reports",
                                "application/json",
                                "{\"kind\":\"other\",\"text\":\"cycle " + cycle + " report " + i
                                        + "\",\"municipality\":\"GM0363\"}");
                        assertThat(answer.status()).isEqualTo(201);
                        accepted.add(answer.body().get("id").asText());
                    }
                    hub.kill();
                }
            }
            System.out.println("starts after kill -9, in ms: "
                    + starts.subList(1, starts.size()).stream()
                            .map(Duration::toMillis)
                            .toList() + "; the first, on a new folder: "
                    + starts.get(0).toMillis());
            assertThat(accepted).hasSize(CYCLES * REPORTS);
        } finally {
            TestHub.delete(folder);
        }
    }
}
