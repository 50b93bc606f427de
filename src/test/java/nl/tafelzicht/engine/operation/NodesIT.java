package nl.tafelzicht.engine.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.Test;

/** Nodes that have to be alike, and are not. */
class NodesIT {

    private static double metric(HubProcess node, String name) throws Exception {
        var found = Pattern.compile("(?m)^" + name + " ([\\d.E+-]+)")
                .matcher(new String(Api.at(node.address()).get("/metrics").raw().body(), StandardCharsets.UTF_8));
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    private static void await(HubProcess node, String name, double value) throws Exception {
        Eventually.get(name + " " + value, () -> metric(node, name), found -> found == value);
    }

    @Test
    void otherSettingsAreNamedAndNoSecretIs() throws Exception {
        var folder = TestFolder.make("tafelzicht-alike-");
        try (var postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
                var one = HubProcess.start(
                        folder.resolve("one.log"),
                        List.of(),
                        "--database",
                        postgres.url(),
                        "--accounts",
                        "demo",
                        "--smtp",
                        "smtp://hub:hush-hush@127.0.0.1:1",
                        "--mail-from",
                        "hub@example.org")) {
            await(one, "tafelzicht_node_settings_different", 0);
            try (var other = HubProcess.start(
                    folder.resolve("other.log"),
                    List.of(),
                    "--database",
                    postgres.url(),
                    "--accounts",
                    "demo",
                    "--smtp",
                    "smtp://hub:hush-hush@127.0.0.1:1",
                    "--mail-from",
                    "hub@example.org",
                    "--silence-limit",
                    "60")) {
                await(one, "tafelzicht_node_settings_different", 1);
                await(other, "tafelzicht_node_settings_different", 1);
                await(one, "tafelzicht_node_versions", 1);
                var nodes =
                        Api.at(one.address()).as("admin").get("/nodes").body().get("items");
                assertThat(nodes).hasSize(2);
                assertThat(List.of(
                                nodes.get(0).at("/settings/silence-limit").asText(),
                                nodes.get(1).at("/settings/silence-limit").asText()))
                        .containsExactlyInAnyOrder("90 min", "60 min");
                assertThat(nodes.get(0).at("/settings/opening-grace"))
                        .isEqualTo(nodes.get(1).at("/settings/opening-grace"));
                assertThat(nodes.toString())
                        .contains("127.0.0.1, from hub@example.org")
                        .doesNotContain("hush-hush");
                assertThat(Math.abs(metric(one, "tafelzicht_node_clock_ahead_seconds")))
                        .as("one machine, one clock")
                        .isLessThan(1);
            }
        } finally {
            TestHub.delete(folder);
        }
    }
}
