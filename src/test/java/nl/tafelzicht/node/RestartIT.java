package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.tafelzicht.Command;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plug is pulled while reports come in; what was answered with 2xx is there afterwards, in the same order. */
class RestartIT {

    private static final int STATIONS = 40;

    private static Path folder;
    /** Of a hub that nothing happens to. */
    private static Path data;

    private static HubProcess hub;

    @BeforeAll
    static void start() throws IOException {
        folder = TestFolder.make("tafelzicht-restart-");
        data = folder.resolve("data");
        hub = hub(data);
    }

    @AfterAll
    static void clean() {
        if (hub != null) {
            hub.close();
        }
        TestHub.delete(folder);
    }

    private static HubProcess hub(Path data) throws IOException {
        return HubProcess.start(folder.resolve("hub.log"), List.of(), "--data", data.toString(), "--accounts", "demo");
    }

    private static String database() throws IOException {
        return "postgresql://postgres:"
                + Files.readString(data.resolve("postgres.password")).strip() + "@127.0.0.1:"
                + Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                        .get(3)
                        .strip() + "/postgres";
    }

    /** Posts to its own stations until it is told to stop or the hub is gone; remembers every answer. */
    private static Thread writer(Api api, int first, int step, List<JsonNode> accepted, AtomicBoolean stop) {
        var thread = new Thread(() -> {
            for (int n = 0; !stop.get(); n++) {
                try {
                    var answer = api.report(
                            "GM0363-" + (1 + (first + n * step) % STATIONS), "{\"waitingMinutes\":" + n % 60 + "}");
                    if (answer.status() / 100 == 2) {
                        accepted.add(answer.body());
                    }
                } catch (IOException | InterruptedException gone) {
                    return;
                }
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void everythingAnsweredSurvivesKillAndStopInTheSameOrder() throws Exception {
        var data = folder.resolve("killed");
        List<JsonNode> accepted = Collections.synchronizedList(new ArrayList<>());
        for (int round = 0; round < 2; round++) {
            try (var hub = hub(data)) {
                var api = Api.at(hub.address()).as("municipality-GM0363");
                if (round == 0) {
                    api.post("/stations/imports", "text/csv", Stations.csv("GM0363", STATIONS, TestHub.DAY));
                }
                check(api, accepted);
                var stop = new AtomicBoolean();
                int goal = accepted.size() + 400;
                var writers = List.of(
                        writer(api, 0, 3, accepted, stop),
                        writer(api, 1, 3, accepted, stop),
                        writer(api, 2, 3, accepted, stop));
                Eventually.until("enough was accepted", () -> accepted.size() >= goal);
                if (round == 0) {
                    hub.kill();
                } else {
                    try (var live = LiveSocket.open(Api.at(hub.address()).as("operator"), "")) {
                        live.next();
                        assertThat(hub.stop()).as("SIGTERM ends in good order").isZero();
                        assertThat(live.closeCode())
                                .as("who hangs on is told to go elsewhere")
                                .isEqualTo(1001);
                    }
                }
                stop.set(true);
                for (var w : writers) {
                    w.join();
                }
            }
        }
        try (var hub = hub(data)) {
            check(Api.at(hub.address()).as("municipality-GM0363"), accepted);
        }
        var said = Command.run("verify-journal", "--data", data.toString());
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("the journal is whole");
    }

    private static void check(Api api, List<JsonNode> accepted) throws IOException, InterruptedException {
        var journal = new TreeMap<Long, String>();
        for (int n = 1; n <= STATIONS; n++) {
            long after = 0;
            do {
                var page = api.get(
                                "/stations/GM0363-" + n + "/timeline?limit=500" + (after > 0 ? "&after=" + after : ""))
                        .body();
                for (var item : page.path("items")) {
                    journal.put(item.get("seq").asLong(), item.get("id").asText());
                }
                after = page.path("next").asLong();
            } while (after > 0);
        }
        for (var answer : accepted) {
            assertThat(journal.get(answer.get("seq").asLong()))
                    .as("seq " + answer.get("seq"))
                    .isEqualTo(answer.get("id").asText());
        }
    }

    @Test
    void aSecondHubOnTheSameFolderIsRefusedAndDoesNoHarm() throws Exception {
        var second = new ProcessBuilder(HubProcess.command("serve", "--port", "0", "--data", data.toString()))
                .redirectErrorStream(true)
                .start();
        var said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(second.waitFor()).isEqualTo(2);
        assertThat(said).contains("another hub is using");
        assertThat(Api.at(hub.address()).as("operator").get("/picture").status())
                .isEqualTo(200);
    }

    @Test
    void aNewKeySignsAndTheOldTokensStayValid() throws Exception {
        var before = Api.at(hub.address()).as("operator");
        var url = database();
        assertThat(Command.run("token", "--rotate-keys", "--database", url).status())
                .isZero();
        var kid = before.token().split("[.]")[0];
        var after =
                Eventually.get("the new key signs", () -> Api.at(hub.address()).as("operator"), api -> !api.token()
                        .startsWith(kid));
        assertThat(before.get("/picture").status()).isEqualTo(200);
        assertThat(after.get("/picture").status()).isEqualTo(200);
    }

    @Test
    void anAccountOfTheHubsOwnLogsInAndIsClosedOutWhenItsRightsChange() throws Exception {
        var url = database();
        account(url, "add", "h.jansen", "--role", "table-operator", "--municipality", "*");
        var login = Api.at(hub.address())
                .post(
                        "/sessions",
                        "application/json",
                        "{\"username\":\"h.jansen\",\"password\":\"een lang wachtwoord\"}");
        assertThat(login.status()).isEqualTo(201);
        var api = Api.at(hub.address()).withToken(login.body().get("token").asText());
        try (var live = LiveSocket.open(api, "")) {
            live.next();
            account(url, "add", "h.jansen", "--role", "auditor", "--municipality", "*");
            assertThat(live.closeCode()).isEqualTo(4403);
        }
        var again = Api.at(hub.address())
                .post(
                        "/sessions",
                        "application/json",
                        "{\"username\":\"h.jansen\",\"password\":\"een lang wachtwoord\"}");
        var anew = Api.at(hub.address()).withToken(again.body().get("token").asText());
        for (int i = 0; i < 50; i++) { // over several looks at what was revoked
            assertThat(api.get("/picture").status()).isEqualTo(401);
            assertThat(anew.get("/picture").status()).isEqualTo(200);
            Thread.sleep(100);
        }
    }

    private static void account(String url, String... words) {
        var arguments = new ArrayList<>(List.of("account"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--database", url));
        var said = Command.typing("een lang wachtwoord\n", arguments.toArray(String[]::new));
        assertThat(said.status()).as(said.text()).isZero();
    }
}
