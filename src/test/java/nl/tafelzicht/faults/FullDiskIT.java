package nl.tafelzicht.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestHub;
import nl.tafelzicht.support.Wide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk of its own under the embedded PostgreSQL, which somebody fills. */
@Wide
class FullDiskIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CODE = "GM0228";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long LEFT_BYTES = 1 << 20;

    private Path folder;
    private Path disk;

    private static int run(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @BeforeEach
    void mount() throws Exception {
        folder = Files.createTempDirectory("tafelzicht-disk-");
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=160m,mode=0700", "tmpfs", disk.toString()) == 0,
                "a disk of its own takes the right to mount one");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
        TestHub.delete(folder);
    }

    private static int ready(HubProcess hub) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(hub.address() + "/health/ready"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void await(HubProcess hub, int status) throws Exception {
        Eventually.until("readiness " + status, () -> ready(hub) == status);
    }

    /** Takes all that is left, but for a little. */
    private Path fill() throws IOException {
        var filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (var part = new byte[1 << 16]; disk.toFile().getUsableSpace() > LEFT_BYTES; ) {
                out.write(part);
            }
        }
        return filler;
    }

    /** Sends until it is not taken any more. @return the ids of what was taken */
    private static List<String> sendWhileTaken(Api town) throws Exception {
        var taken = new ArrayList<String>();
        for (var until = Instant.now().plus(PATIENCE); ; ) {
            assertThat(Instant.now()).as("a full disk is noticed").isBefore(until);
            var answer = town.post(
                    "/reports",
                    "application/json",
                    "{\"kind\":\"crowd\",\"text\":\"" + "x".repeat(1_500) + "\",\"station\":\"" + CODE + "-1\"}");
            if (answer.status() == 503) {
                return taken;
            }
            assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
            taken.add(answer.body().get("id").asText());
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void itTakesNothingMoreAndSaysSoAndGoesOnWhenThereIsRoomAgain() throws Exception {
        try (var hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of("-Dtafelzicht.node-say-millis=1000"),
                "--data",
                disk.resolve("hub").toString(),
                "--accounts",
                "demo")) {
            var town = Api.at(hub.address()).as("municipality-" + CODE);
            assertThat(town.post("/stations/imports", "text/csv", Stations.csv(CODE, 3, TestHub.DAY))
                            .status())
                    .isEqualTo(200);
            var filler = fill();
            var taken = sendWhileTaken(town);
            assertThat(taken).as("some were taken before").isNotEmpty();
            assertThat(ready(hub))
                    .as("nobody is sent to a node that keeps nothing")
                    .isEqualTo(503);
            assertThat(town.get("/stations?limit=1").status())
                    .as("what is known can still be read")
                    .isEqualTo(200);
            Files.delete(filler);
            await(hub, 200);
            var again = town.post(
                    "/reports",
                    "application/json",
                    "{\"kind\":\"crowd\",\"text\":\"after\",\"station\":\"" + CODE + "-1\"}");
            assertThat(again.status()).as(String.valueOf(again.body())).isEqualTo(201);
            taken.add(again.body().get("id").asText());
            var kept = new HashSet<String>();
            var next = "";
            do {
                var page = town.get("/reports?limit=1000" + next).body();
                page.get("items").forEach(r -> kept.add(r.get("id").asText()));
                next = page.hasNonNull("next") ? "&after=" + page.get("next").asLong() : null;
            } while (next != null);
            assertThat(kept).as("what was answered with 201").containsAll(taken);
        }
    }
}
