package nl.tafelzicht.subject.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.CountXml;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie in a folder are taken by themselves, and stay where they are while the hub is not there. */
class CountFolderIT {

    @TempDir
    private Path folder;

    @Test
    void filesInAFolderAreTakenOrRefusedWithTheReasonBesideThem() throws Exception {
        var counts = Files.createDirectory(folder.resolve("counts"));
        Files.writeString(counts.resolve("b.xml"), CountXml.of("GM0344", "PS2027", "2027-03-18T01:00:00", 50, 60));
        Files.writeString(counts.resolve("broken.xml"), "<EML><</EML>");
        Files.writeString(counts.resolve("leesmij.txt"), "blijft liggen");
        try (var hub = HubProcess.start(
                folder.resolve("hub.log"),
                List.of(),
                "--data",
                folder.resolve("data").toString(),
                "--accounts",
                "demo",
                "--count-folder",
                counts.toString())) {
            Eventually.until(
                    "both are laid aside",
                    () -> Files.exists(counts.resolve("taken/b.xml"))
                            && Files.exists(counts.resolve("refused/broken.xml")));
            assertThat(Files.readString(counts.resolve("refused/broken.xml.reason.txt")))
                    .contains("not EML_NL");
            assertThat(counts.resolve("leesmij.txt")).exists();
            var count = Api.at(hub.address())
                    .as("municipality-GM0344")
                    .get("/counts/PS2027-GM0344")
                    .body();
            assertThat(count.get("files").get(0).get("by").asText()).isEqualTo("hub");
            assertThat(count.get("files").get(0).get("head").get("units").asInt())
                    .isEqualTo(2);
        }
    }
}
