package nl.tafelzicht.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import nl.tafelzicht.node.Lifecycle;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** The files for one machine: that they say what the program takes, and belong together. */
class VmIT {

    private static final Path FILES = Path.of("docs", "vm");

    private static String text(String file) throws Exception {
        return Files.readString(FILES.resolve(file));
    }

    private static String setting(String key) throws Exception {
        var found = Pattern.compile("(?m)^" + key + " = (.+)$").matcher(text("hub.conf"));
        assertThat(found.find()).as(key).isTrue();
        return found.group(1).strip();
    }

    @Test
    void theProgramTakesTheSettings() throws Exception {
        var folder = TestFolder.make("tafelzicht-vm-");
        try (var hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--config",
                FILES.resolve("hub.conf").toString(),
                "--data",
                folder.resolve("data").toString(),
                "--metrics-port",
                String.valueOf(HubProcess.freePort()))) {
            assertThat(Api.at(hub.address()).get("/health/ready").status()).isEqualTo(200);
            assertThat(Files.readAllLines(folder.resolve("hub.log")))
                    .as("a log in JSON")
                    .anyMatch(line -> line.startsWith("{"));
        } finally {
            TestHub.delete(folder);
        }
    }

    @Test
    void theFilesBelongTogether() throws Exception {
        var unit = text("tafelzicht.service");
        assertThat(setting("host")).as("nobody reaches it but the proxy").isEqualTo("127.0.0.1");
        assertThat(unit).contains("--config /etc/tafelzicht/hub.conf", "StateDirectory=tafelzicht", "User=tafelzicht");
        assertThat(setting("data")).isEqualTo("/var/lib/tafelzicht");
        assertThat(text("nginx.conf"))
                .contains(
                        "proxy_pass http://127.0.0.1:" + setting("port") + ";",
                        "X-Forwarded-For $remote_addr",
                        "X-Forwarded-Proto https");
        assertThat(text("nginx.conf"))
                .contains("server_name " + setting("page-url").replace("https://", "") + ";");
        assertThat(text("tafelzicht-backup.service")).contains(setting("data"));
        assertThat(unit)
                .as("what the program ends with")
                .contains(
                        "ends with " + Lifecycle.REPLACED,
                        "with " + Lifecycle.DATABASE_LOST,
                        "RestartPreventExitStatus=2");
    }
}
