package nl.tafelzicht.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import nl.tafelzicht.Command;
import nl.tafelzicht.engine.access.Passwords;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.Eventually;
import nl.tafelzicht.support.HubProcess;
import nl.tafelzicht.support.LiveSocket;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.Stations;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts of the hub's own log-in, changed while it runs, on two nodes of one hub. */
class AccountsIT {

    private static final String JSON = "application/json";
    private static final String PASSWORD = "een lang wachtwoord";
    /**
     * A password takes the hub several times as long as its request takes the test: so a flood of them fills the line.
     */
    private static final int DEAR_KIB = 4_096;

    private static Path folder;
    private static PostgresServer postgres;
    private static final List<HubProcess> NODES = new ArrayList<>();
    private static Api admin;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-accounts-");
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
        NODES.add(node(0));
        NODES.add(node(1, "--silence-limit", "60"));
        postgres.execute("insert into account (name, password_hash, roles, municipalities) values ('beheer', '"
                + Passwords.hash(PASSWORD) + "', array['admin'], array[]::text[])");
        admin = loggedIn(0, "beheer", PASSWORD);
    }

    private static HubProcess node(int number, String... options) throws IOException {
        var all = new ArrayList<>(List.of("--database", postgres.url()));
        all.addAll(List.of(options));
        return HubProcess.start(
                folder.resolve(number + ".log"),
                List.of(
                        "-Dtafelzicht.max-event-loop-millis=1500",
                        "-Dtafelzicht.node-say-millis=500",
                        "-Dtafelzicht.password-kib=" + DEAR_KIB),
                all.toArray(String[]::new));
    }

    @AfterAll
    static void stop() throws Exception {
        NODES.forEach(HubProcess::close);
        postgres.close();
        TestHub.delete(folder);
    }

    private static Api.Answer logIn(int node, String name, String password) throws Exception {
        return Api.at(NODES.get(node).address())
                .post("/sessions", JSON, "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    private static Api loggedIn(int node, String name, String password) throws Exception {
        var answer = logIn(node, name, password);
        assertThat(answer.status()).as(() -> name + " " + answer.body()).isEqualTo(201);
        return Api.at(NODES.get(node).address())
                .withToken(answer.body().get("token").asText());
    }

    private static String account(String name, String roles, String rest) {
        return "{\"name\":\"" + name + "\",\"roles\":[" + roles + "]" + rest + "}";
    }

    private static JsonNode added(String name, String roles, String rest) throws Exception {
        var answer = admin.post("/accounts", JSON, account(name, roles, rest));
        assertThat(answer.status()).as(() -> name + " " + answer.body()).isEqualTo(201);
        return answer.body();
    }

    private static List<String> names(String query) throws Exception {
        var names = new ArrayList<String>();
        admin.get("/accounts?" + query)
                .body()
                .get("items")
                .forEach(i -> names.add(i.get("name").asText()));
        return names;
    }

    @Test
    void anAccountIsAddedChangedResetAndRemovedAndEachEndsItsSessionsOnEveryNode() throws Exception {
        var made = added("m.jansen", "\"mayor\"", ",\"municipalities\":[\"GM0363\"],\"organisation\":\"Amsterdam\"");
        var first = made.get("password").asText();
        assertThat(made.get("clearance").asText()).isEqualTo("GREEN");
        assertThat(admin.get("/accounts?q=m.jansen").body().at("/items/0").has("password"))
                .as("it is told once")
                .isFalse();
        var mayor = loggedIn(1, "m.jansen", first);
        assertThat(mayor.get("/sessions/current").body().at("/roles/0").asText())
                .isEqualTo("mayor");
        try (var live = LiveSocket.open(mayor, "")) {
            live.next();
            assertThat(admin.send("PUT", "/accounts/m.jansen", "{\"roles\":[\"auditor\"]}")
                            .status())
                    .isEqualTo(200);
            assertThat(live.closeCode()).isEqualTo(4403);
        }
        Eventually.get(
                "the other node knows", () -> mayor.get("/sessions/current").status(), s -> s == 401);
        var auditor = loggedIn(1, "m.jansen", first);
        assertThat(auditor.get("/sessions/current").body().at("/roles/0").asText())
                .isEqualTo("auditor");

        var reset = admin.post("/accounts/m.jansen/passwords", JSON, "{}");
        assertThat(reset.status()).isEqualTo(201);
        assertThat(reset.header("Cache-Control")).isEqualTo("no-store");
        var second = reset.body().get("password").asText();
        Eventually.get("it ends there", () -> auditor.get("/sessions/current").status(), s -> s == 401);
        assertThat(logIn(0, "m.jansen", first).status()).isEqualTo(401);
        var again = loggedIn(1, "m.jansen", second);

        assertThat(admin.send("DELETE", "/accounts/m.jansen/sessions").status()).isEqualTo(204);
        Eventually.get("it ends there", () -> again.get("/sessions/current").status(), s -> s == 401);
        var last = loggedIn(1, "m.jansen", second);
        assertThat(admin.send("DELETE", "/accounts/m.jansen").status()).isEqualTo(204);
        Eventually.get("it ends there", () -> last.get("/sessions/current").status(), s -> s == 401);
        assertThat(logIn(0, "m.jansen", second).status()).isEqualTo(401);
        assertThat(admin.send("DELETE", "/accounts/m.jansen").status()).isEqualTo(404);

        var changes = admin.get("/accounts/m.jansen/changes").body().get("items");
        assertThat(changes).allMatch(c -> c.get("by").asText().equals("beheer"));
        assertThat(changes)
                .extracting(c -> c.get("change").asText() + " "
                        + c.get("password").asBoolean() + " " + c.at("/roles/0").asText())
                .containsExactly(
                        "removed false auditor", "changed true auditor", "changed false auditor", "added true mayor");
    }

    /** Its password may have been looked at meanwhile: the session has the rights from before, and ends with them. */
    @Test
    void aLogInThatBeganBeforeAChangeDoesNotOutliveIt() throws Exception {
        for (int round = 0; round < 4; round++) {
            var name = "wissel-" + round;
            added(name, "\"auditor\"", ",\"password\":\"" + PASSWORD + "\"");
            var logIns = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                        try {
                            return loggedIn(0, name, PASSWORD);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .toList();
            if (round % 2 == 1) {
                logIns.get(0).join(); // the change comes between the others
            }
            assertThat(admin.send("PUT", "/accounts/" + name, "{\"roles\":[\"partner\"]}")
                            .status())
                    .isEqualTo(200);
            for (var logIn : logIns) {
                var session = logIn.join();
                Eventually.get(
                        "nobody has the role from before",
                        () -> session.get("/sessions/current"),
                        is -> is.status() == 401
                                || is.body().at("/roles/0").asText().equals("partner"));
            }
        }
    }

    /** What a log-in reads while the change is on its way to the disk would be in force after it. */
    @Test
    void aLogInWaitsForAChangeThatIsUnderWay() throws Exception {
        added("tussen", "\"auditor\"", ",\"password\":\"" + PASSWORD + "\"");
        CompletableFuture<Api.Answer> logIn;
        try (var change = postgres.connect()) {
            change.setAutoCommit(false);
            try (var statement = change.createStatement()) {
                statement.execute("select set_config('tafelzicht.actor', 'beheer', true)");
                statement.execute("update account set roles = array['partner'] where name = 'tussen'");
                statement.execute("insert into revocation (account, before, expires_at) values ('tussen', "
                        + "clock_timestamp(), now() + interval '8 days')");
            }
            logIn = CompletableFuture.supplyAsync(() -> {
                try {
                    return logIn(0, "tussen", PASSWORD);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Eventually.until(
                    "the log-in waits, or is through",
                    () -> logIn.isDone() || postgres.number("select count(*) from pg_locks where not granted") > 0);
            assertThat(logIn).isNotDone();
            change.commit();
        }
        var session = Api.at(NODES.get(0).address())
                .withToken(logIn.join().body().get("token").asText());
        assertThat(session.get("/sessions/current").body().at("/roles/0").asText())
                .isEqualTo("partner");
    }

    /** The command line and the page are two doors to one room. */
    @Test
    void theCommandLineReadsWhatThePageWroteAndHasTheSameRules() throws Exception {
        added("b.bos", "\"partner\"", ",\"password\":\"" + PASSWORD + "\"");
        var listed = Command.run("account", "list", "--database", postgres.url());
        assertThat(listed.text()).contains("b.bos\tpartner\t\t\tGREEN\n");
        assertThat(Command.run("account", "history", "b.bos", "--database", postgres.url())
                        .text())
                .contains("\tbeheer\tadded\tb.bos\tpartner");
        assertThat(Command.run("account", "add", "x", "--role", "mayor", "--database", postgres.url())
                        .text())
                .contains("--municipality is mandatory for the role mayor");
        assertThat(Command.run("account", "remove", "b.bos", "--actor", "shell", "--database", postgres.url())
                        .status())
                .isZero();
        assertThat(admin.get("/accounts/b.bos/changes").body().at("/items/0/by").asText())
                .isEqualTo("shell");
    }

    @Test
    void whatIsWrongIsNamedByItsFieldInTheReadersLanguage() throws Exception {
        var answer = admin.post(
                "/accounts",
                JSON,
                "{\"name\":\"..\",\"roles\":[\"mayor\",\"station-chair\"],\"municipalities\":[],\"password\":\"kort\"}",
                "Accept-Language",
                "nl");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors"))
                .extracting(e -> e.get("field").asText() + " " + e.get("code").asText())
                .containsExactly(
                        "name account-name",
                        "municipalities role-needs-municipality",
                        "station chair-needs-station",
                        "password password-too-short");
        assertThat(answer.body().at("/errors/1/message").asText()).isEqualTo("is verplicht voor de rol burgemeester");
        assertThat(answer.body().at("/errors/3/message").asText()).isEqualTo("heeft ten minste 12 tekens");
        added("dubbel", "\"partner\"", "");
        var twice = admin.post("/accounts", JSON, account("dubbel", "\"partner\"", ""));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body().get("code").asText()).isEqualTo("account-exists");
        assertThat(admin.send("PUT", "/accounts/niemand", "{\"roles\":[\"partner\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.post("/accounts/niemand/passwords", JSON, "{}").status())
                .isEqualTo(404);
    }

    @Test
    void nobodyShutsOutThemselves() throws Exception {
        for (var refused : List.of(
                admin.send("DELETE", "/accounts/beheer"),
                admin.send("PUT", "/accounts/beheer", "{\"roles\":[\"auditor\"]}"),
                admin.post("/accounts/beheer/passwords", JSON, "{}"))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().get("code").asText()).startsWith("own-");
        }
        assertThat(admin.get("/sessions/current").status()).isEqualTo(200);
    }

    /** Two who run the hub and take it from each other at once: one is left. */
    @Test
    void ofTwoWhoRemoveEachOtherOneIsLeft() throws Exception {
        for (int round = 0; round < 3; round++) {
            added("een", "\"admin\"", ",\"password\":\"" + PASSWORD + "\"");
            added("twee", "\"admin\"", ",\"password\":\"" + PASSWORD + "\"");
            var one = loggedIn(0, "een", PASSWORD);
            var two = loggedIn(1, "twee", PASSWORD);
            postgres.execute("update account set roles = array['auditor'] where name = 'beheer'");
            var other = CompletableFuture.supplyAsync(() -> removed(two, "een"));
            int first = removed(one, "twee");
            assertThat(List.of(first, other.get())).containsOnlyOnce(204);
            assertThat(List.of(first, other.get())).containsAnyOf(409, 401);
            postgres.execute("update account set roles = array['admin'] where name = 'beheer'");
            postgres.execute("delete from account where name in ('een', 'twee')");
        }
    }

    private static int removed(Api api, String name) {
        try {
            return api.send("DELETE", "/accounts/" + name).status();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theListIsSearchedAndRead() throws Exception {
        for (int i = 1; i <= 5; i++) {
            added(
                    "voorzitter-" + i,
                    "\"station-chair\"",
                    ",\"station\":\"GM0518-" + i + "\",\"organisation\":\"Den Haag\",\"password\":\"" + PASSWORD
                            + "\"");
        }
        assertThat(names("q=GM0518-")).hasSize(5);
        assertThat(names("q=den+HAAG&limit=2")).containsExactly("voorzitter-1", "voorzitter-2");
        assertThat(names("q=den+haag&limit=2&after=voorzitter-2")).containsExactly("voorzitter-3", "voorzitter-4");
        assertThat(admin.get("/accounts?q=den+haag&limit=2").body().get("total").asInt())
                .isEqualTo(5);
        assertThat(names("role=station-chair")).hasSize(5);
        assertThat(names("role=police")).isEmpty();
        assertThat(names("q=%25")).as("no pattern").isEmpty();
        var kept = admin.get("/accounts?q=voorzitter-1").body();
        assertThat(kept.at("/items/0/changedBy").asText()).isEqualTo("beheer");
        assertThat(kept.get("demoAccounts").asBoolean()).isFalse();
        assertThat(kept.toString()).doesNotContain("argon2", "password");
        var chair = loggedIn(1, "voorzitter-1", PASSWORD);
        assertThat(chair.get("/accounts").status()).isEqualTo(403);
        assertThat(chair.post("/accounts", JSON, account("x", "\"admin\"", "")).status())
                .isEqualTo(403);
    }

    /** Passwords are hashed one at a time, and nobody else waits for it. */
    @Test
    void aFloodOfNewAccountsHoldsUpNobody() throws Exception {
        added("stortvloed", "\"admin\"", ",\"password\":\"" + PASSWORD + "\"");
        added("doel", "\"partner\"", ",\"password\":\"" + PASSWORD + "\"");
        var other = loggedIn(0, "stortvloed", PASSWORD);
        var log = folder.resolve("0.log");
        int start = Files.readString(log).length(); // on a busy machine a hub may be slow to start
        var flood = IntStream.range(0, 80)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return other.post("/accounts/doel/passwords", JSON, "{\"password\":\"" + PASSWORD + "\"}")
                                .status();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        assertThat(logIn(0, "stortvloed", PASSWORD).status()).isEqualTo(201);
        assertThat(flood.stream().map(CompletableFuture::join).toList())
                .contains(201)
                .containsOnly(201, 429);
        assertThat(Files.readString(log).substring(start)).doesNotContain("has been blocked");
    }

    @Test
    void whatTheNodesRunWithIsToldAndInWhatTheyDiffer() throws Exception {
        var settings = Eventually.get(
                "the other node has said what it has",
                () -> admin.get("/settings").body(),
                s -> !s.get("differences").isEmpty());
        assertThat(settings.toString()).doesNotContain(postgres.url());
        assertThat(settings.get("exercise").asBoolean()).isFalse();
        assertThat(settings.get("differences"))
                .extracting(d -> d.get("name").asText() + " " + d.get("value").asText())
                .containsExactly("silence-limit 60 min");
        assertThat(settings.get("items"))
                .filteredOn(s -> s.get("name").asText().equals("database"))
                .allMatch(s -> s.get("from").asText().equals("command-line"))
                .allMatch(s -> s.get("value").asText().matches("postgresql://127\\.0\\.0\\.1:\\d+"));
    }

    @Test
    void whatTakesRoomIsTold() throws Exception {
        added("import", "\"municipality\"", ",\"municipalities\":[\"GM1234\"],\"password\":\"" + PASSWORD + "\"");
        var town = loggedIn(0, "import", PASSWORD);
        var file = Stations.csv("GM1234", 30, TestHub.DAY);
        assertThat(town.post("/stations/imports", "text/csv", file).status()).isEqualTo(200);
        var room = admin.get("/storage").body();
        assertThat(room.get("events").asLong()).isGreaterThanOrEqualTo(30);
        assertThat(room.get("eventsLately").asLong())
                .isEqualTo(room.get("events").asLong());
        postgres.execute("alter table journal disable trigger journal_is_append_only");
        postgres.execute("update journal set at = at - interval '2 hours' where seq <= 10");
        postgres.execute("alter table journal enable trigger journal_is_append_only");
        assertThat(admin.get("/storage").body().get("eventsLately").asLong())
                .isEqualTo(room.get("events").asLong() - 10);
        assertThat(room.get("parts"))
                .extracting(p -> p.get("name").asText())
                .contains("journal", "reports", "attachments", "count-files", "official-reports", "rest");
        assertThat(room.at("/parts/0/bytes").asLong()).isPositive();
        assertThat(room.has("disk")).as("the database is not on a disk of ours").isFalse();
        assertThat(room.get("bounds"))
                .extracting(b -> b.get("name").asText())
                .containsExactly("memory", "screens", "reports-in-picture", "public-reports", "official-reports");
        assertThat(room.get("bounds"))
                .allMatch(b -> b.get("used").asDouble() <= b.get("most").asDouble());
    }

    @Test
    void demoAccountsAreNotKeptAndCantBeChanged() throws Exception {
        var demo = TestHub.api().as("admin");
        var refused = demo.send("PUT", "/accounts/mayor-GM0363", "{\"roles\":[\"auditor\"]}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("code").asText()).isEqualTo("demo-account");
        assertThat(demo.post("/accounts", JSON, account("operator", "\"auditor\"", ""))
                        .status())
                .isEqualTo(409);
        assertThat(demo.get("/accounts").body().get("demoAccounts").asBoolean()).isTrue();
        assertThat(demo.get("/settings").body().get("exercise").asBoolean()).isTrue();
    }
}
