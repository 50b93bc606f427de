package nl.tafelzicht.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;

/**
 * A hub that is treated badly, and looked after: what it wrote in its log, and whether it is as well afterwards as
 * before.
 */
final class FuzzedHub implements AutoCloseable {

    private static final Pattern GAUGE = Pattern.compile("(?m)^tafelzicht_live_viewers ([\\d.E+]+)");

    private final Path folder = TestFolder.make("tafelzicht-fuzz-");
    private final HubProcess hub;
    private int begun;

    FuzzedHub() throws IOException {
        hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of("-Dtafelzicht.max-event-loop-millis=2000"),
                "--data",
                folder.resolve("data").toString(),
                "--accounts",
                "demo",
                "--log-requests",
                "OFF",
                "--sockets-per-account",
                "10000");
    }

    int port() {
        return hub.port();
    }

    Api api() {
        return Api.at(hub.address());
    }

    /** From now on it is treated badly: what holds up its event loops is that, and not its own first steps. */
    void begins() throws IOException {
        begun = log().length();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("hub.log"));
    }

    /** Ready, quick to answer, no viewer left over, no event loop that was held up, nothing unexpected in the log. */
    void isWell() throws IOException, InterruptedException {
        assertThat(api().get("/health/ready").status()).isEqualTo(200);
        assertThat(api().as("operator").get("/picture").status()).isEqualTo(200);
        Eventually.get("no viewer is left", this::viewers, viewers -> viewers == 0);
        var log = log();
        assertThat(log.substring(begun)).doesNotContain("has been blocked");
        assertThat(log)
                .doesNotContain(
                        "OutOfMemory",
                        "Unhandled",
                        "NullPointerException",
                        "ClassCastException",
                        "IllegalStateException",
                        "LEAK");
    }

    private double viewers() throws IOException, InterruptedException {
        var gauge = GAUGE.matcher(new String(api().get("/metrics").raw().body(), StandardCharsets.UTF_8));
        return gauge.find() ? Double.parseDouble(gauge.group(1)) : Double.NaN;
    }

    /** What it has open: files, sockets. */
    long handles() throws IOException {
        try (var handles = Files.list(Path.of("/proc", String.valueOf(hub.pid()), "fd"))) {
            return handles.count();
        }
    }

    /** How many objects of a class it holds on to. */
    long instances(String type) throws IOException, InterruptedException {
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(hub.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(histogram).isZero();
        return histogram
                .lines()
                .map(String::strip)
                .filter(line -> line.matches(".* " + Pattern.quote(type) + "( \\(.*)?"))
                .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]))
                .sum();
    }

    @Override
    public void close() {
        hub.close();
        TestHub.delete(folder);
    }
}
